//! How each verb of speech must be built to report words: `speech.toml`, compiled for the lemmas of the kinds.
//!
//! Not here: the verbs themselves, which are the kinds' own.

use crate::extract::table;
use crate::lang::{Language, Phrases, Vocabulary, WordId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// `speech.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    clause: BTreeSet<String>,
    quotation: BTreeSet<String>,
    follow: BTreeMap<String, Vec<String>>,
    calling: Lemmas,
    relay: Lemmas,
    nouns: Nouns,
    attribution: Attribution,
    address: Address,
    concern: Concerns,
    notes: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Attribution {
    phrases: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lemmas {
    verbs: BTreeSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Address {
    hearers: BTreeSet<String>,
    verbs: BTreeSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Concerns {
    demand: BTreeSet<String>,
    threat: BTreeSet<String>,
    promise: BTreeSet<String>,
}

/// How what a verb says may concern somebody whom it does not address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Concern {
    /// Something is asked of him.
    Demand,
    /// Something is done to him.
    Threat,
    /// Something is given to him.
    Promise,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    from: Vec<String>,
}

/// What one lemma needs around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) struct Manner {
    /// A clause or a quotation.
    pub clause: bool,
    /// A quotation.
    pub quotation: bool,
    /// One of `follow`, and nothing else will do.
    pub only: bool,
    /// Words after it that are enough.
    pub follow: Vec<WordId>,
    /// An object and a name for it are enough.
    pub calling: bool,
    /// Its object is the one who speaks.
    pub relay: bool,
    /// Its object is addressed or judged.
    pub address: bool,
    /// Its object hears it, whatever it is.
    pub hearer: bool,
    /// Whom what it says concerns.
    pub concern: Option<Concern>,
}

/// The manners of all lemmas that have any.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Manners {
    by_lemma: BTreeMap<String, Manner>,
    plain: Manner,
    /// Words between a noun of speech and its speaker.
    pub from: Vec<WordId>,
    /// Words that begin a note to editors in brackets.
    pub notes: Vec<WordId>,
    /// Phrases before the name of a source: "according to".
    pub attribution: Phrases<()>,
}

impl Manners {
    /// Reads the table of a language.
    pub fn new(language: &Language, vocabulary: &mut Vocabulary) -> Self {
        let mut table: Table = table(language, "speech.toml");
        let only: BTreeSet<String> = table.follow.remove("only").unwrap_or_default().into_iter().collect();
        let from = table.nouns.from.iter().map(|word| vocabulary.intern(word)).collect();
        let notes = table.notes.iter().map(|word| vocabulary.intern(word)).collect();
        let mut manners = Manners { from, notes, ..Manners::default() };
        for phrase in &table.attribution.phrases {
            manners.attribution.insert(vocabulary, phrase, ());
        }
        for (lemma, words) in &table.follow {
            manners.of_mut(lemma).follow = words.iter().map(|word| vocabulary.intern(word)).collect();
        }
        table.clause.iter().for_each(|lemma| manners.of_mut(lemma).clause = true);
        table.quotation.iter().for_each(|lemma| manners.of_mut(lemma).quotation = true);
        only.iter().for_each(|lemma| manners.of_mut(lemma).only = true);
        table.calling.verbs.iter().for_each(|lemma| manners.of_mut(lemma).calling = true);
        table.relay.verbs.iter().for_each(|lemma| manners.of_mut(lemma).relay = true);
        table.address.verbs.iter().for_each(|lemma| manners.of_mut(lemma).address = true);
        table.address.hearers.iter().for_each(|lemma| manners.of_mut(lemma).hearer = true);
        let concerns = [
            (Concern::Demand, &table.concern.demand),
            (Concern::Threat, &table.concern.threat),
            (Concern::Promise, &table.concern.promise),
        ];
        for (concern, lemmas) in concerns {
            lemmas.iter().for_each(|lemma| manners.of_mut(lemma).concern = Some(concern));
        }
        manners
    }

    fn of_mut(&mut self, lemma: &str) -> &mut Manner {
        self.by_lemma.entry(lemma.to_owned()).or_default()
    }

    /// What a lemma needs; nothing, where the table is silent.
    pub fn of(&self, lemma: &str) -> &Manner {
        self.by_lemma.get(lemma).unwrap_or(&self.plain)
    }
}
