//! What each word may do in a sentence: closed classes and the other words of `grammar.toml`, as a set of traits by word number.
//!
//! Not here: which of its traits a word has where it stands (`phrase`), and words of events (`trigger`).

use crate::lang::{Capital, Class, Inflection, Language, Token, VerbForms, Vocabulary, WordId};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::BitOr;

/// A set of things that a word may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits(u128);

impl Traits {
    /// True where the two sets share a trait.
    pub(super) fn any(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Traits {
    type Output = Traits;

    fn bitor(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }
}

/// The traits, each under its name in `grammar.toml`.
macro_rules! traits {
    ($($constant:ident $name:literal $bit:literal),* $(,)?) => {
        impl Traits {
            $(#[doc = concat!("`", $name, "` of `grammar.toml`.")] pub(super) const $constant: Traits = Traits(1 << $bit);)*

            fn named(name: &str) -> Option<Traits> {
                match name { $($name => Some(Traits::$constant),)* _ => None }
            }
        }
    };
}

traits! {
    DETERMINER "determiner" 0, DEFINITE "definite" 1, PREPOSITION "preposition" 2, OF "of" 3, BY "by" 4, TO "to" 5, AGAINST "against" 6,
    BE "be" 7, HAVE "have" 8, DO "do" 9, MODAL "modal" 10, WILL "will" 11, REGION "region" 12, SITE "site" 22, NEGATION "negation" 13, HE "he" 14, IT "it" 15, THEY "they" 16,
    WE "we" 17, POSSESSIVE "possessive" 18, COORDINATOR "coordinator" 19, SUBORDINATOR "subordinator" 20, RELATIVE "relative" 21,
    ADVERB "adverb" 23, CLITIC "clitic" 24, TITLE "title" 25, ORGANISATION "organisation" 26, PLACE_WORD "place_word" 27,
    LOCATIVE "locative" 28, MONTH "month" 29, DAY "day" 30, TIME_NOUN "time_noun" 31, ADJUNCT "adjunct" 32, DIRECTION "direction" 33,
    PARTICLE "particle" 34, NOBODY "nobody" 35, PERSON "person" 36, COLLECTIVE "collective" 37, WEAPON "weapon" 38, VERB "common" 39,
    THAT "that" 40, PLURAL "plural" 41, ATTACHED "attached" 42, PAST "past" 43, TODAY "today" 44, LIGHT "light" 45, SPEECH "speech" 46, BELONGING "belonging" 47, OCCUR "occur" 48, UTTER "utter" 49, INTO "into" 50, RECEIVE "receive" 51, WORDS "words" 52, ING_NOUN "ing_noun" 53, NATURE "nature" 54, BACKDROP "backdrop" 55, PREMISES "premises" 56, MUNITION "munition" 57, NUMERAL "numeral" 58, TEMPORAL "temporal" 59, SEQUEL "sequel" 60, SPOKESMAN "spokesman" 61, AND "and" 62, UNDER "under" 63, WITH "with" 64, FROM "from" 65, BETWEEN "between" 66, SURROUNDING "surrounding" 67, INWARD "inward" 68, BUT "but" 69, AS "as" 70, POSITION "position" 71, THAN "than" 72, INDEFINITE "indefinite" 73, BLAMED "blamed" 74, SUSPECT "suspect" 75, ABSTRACT "abstract" 76, IN "in" 77, HIS "his" 78, ITS "its" 79, THIRD "third" 80, FALL "fall" 81, COMBATANT "combatant" 82,
    AIRED "aired" 83, DUTY "duty" 84, HOSTILE "hostile" 85, INCITE "incite" 86, VEHICLE "vehicle" 87, TOWN "town" 88, IRREGULAR "irregular" 89, THROW "throw" 90,
    SURNAME "surname" 91, RANKED "ranked" 92, TIED "tied" 93, WATER "water" 94, STATELESS "stateless" 95, SINCE "since" 96, IMMATERIAL "immaterial" 97, FLYING "flying" 98, REMAINS "remains" 99, METROPOLIS "metropolis" 100, WITHIN "within" 101, NONE_OF "none" 102, DURING "during" 103, CAUSE "cause" 104, WORK "work" 105, POLICING "policing" 106, LABOUR "labour" 107, DROP "drop" 108, FOUND "found" 109, BAND "band" 110, AGAIN "again" 111, OFF "off" 112, FLOWN "flown" 113,
}

impl Traits {
    /// No trait at all.
    pub(super) const NONE: Traits = Traits(0);
    /// Words that end a noun phrase to their right or left.
    pub(super) const AUXILIARY: Traits = Traits(Traits::BE.0 | Traits::HAVE.0 | Traits::DO.0 | Traits::MODAL.0);
    /// Personal pronouns.
    pub(super) const PRONOUN: Traits = Traits(Traits::HE.0 | Traits::IT.0 | Traits::THEY.0 | Traits::WE.0);
}

/// `grammar.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    words: BTreeMap<String, Vec<String>>,
    nouns: BTreeMap<String, Vec<String>>,
    verbs: BTreeMap<String, Vec<String>>,
}

/// Traits of every word that has any.
#[derive(Clone, Debug, Default)]
pub(super) struct Grammar {
    traits: Vec<Traits>,
    /// Plurals of the nouns for people.
    plurals: BTreeMap<String, String>,
}

impl Grammar {
    /// Reads the table of a language; a pack without one gives a grammar that knows no word.
    pub(super) fn new(language: &Language, inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let table: Table = super::table(language, "grammar.toml");
        let mut grammar = Grammar::default();
        for (word, of) in lists(&table.words) {
            grammar.add(vocabulary, word, of);
        }
        for (noun, of) in lists(&table.nouns) {
            grammar.add(vocabulary, noun, of);
            let plural = inflection.plural(noun);
            grammar.add(vocabulary, &plural, of | Traits::PLURAL);
            if of.any(Traits::PERSON) {
                grammar.plurals.insert(noun.to_owned(), plural);
            }
        }
        for (verb, of) in lists(&table.verbs) {
            grammar.add_verb(vocabulary, &inflection.verb(verb), of);
        }
        grammar
    }

    /// Adds the forms of a verb; of a phrase, its first word. Past forms are marked as such.
    pub(super) fn add_verb(&mut self, vocabulary: &mut Vocabulary, forms: &VerbForms, of: Traits) {
        let head = |form: &str| form.split([' ', '-']).next().unwrap_or_default().to_owned();
        for past in forms.past.iter().chain(&forms.past_participle) {
            let same = head(past) == head(&forms.base);
            self.add(vocabulary, &head(past), if same { of } else { of | Traits::PAST });
        }
        for form in [&forms.base, &forms.third_person, &forms.present_participle] {
            self.add(vocabulary, &head(form), of);
        }
    }

    fn add(&mut self, vocabulary: &mut Vocabulary, word: &str, traits: Traits) {
        let at = vocabulary.intern(word).index();
        if self.traits.len() <= at {
            self.traits.resize(at + 1, Traits::default());
        }
        self.traits[at] = self.traits[at] | traits;
    }

    /// True of the name of a month that is one here: "May" and "Jan" beside a number or a preposition.
    pub(super) fn is_month(&self, tokens: &[Token], at: usize) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        let beside = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).is_some_and(|token| {
                token.class == Class::Number || self.traits(token.word).any(Traits::PREPOSITION | Traits::ADJUNCT)
            })
        };
        let written = token.capital != Capital::None && self.traits(token.word).any(Traits::MONTH);
        written && (beside(at.checked_sub(1)) || beside(Some(at + 1)))
    }

    /// Several of the people whom a noun names: "rebels" for "rebel".
    pub(super) fn plural<'a>(&'a self, noun: &'a str) -> &'a str {
        self.plurals.get(noun).map_or(noun, String::as_str)
    }

    /// What a word may do.
    pub(super) fn traits(&self, word: WordId) -> Traits {
        if word.is_known() { self.traits.get(word.index()).copied().unwrap_or_default() } else { Traits::default() }
    }
}

fn lists(lists: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (&str, Traits)> {
    lists
        .iter()
        .filter_map(|(name, words)| Some((Traits::named(name)?, words)))
        .flat_map(|(of, words)| words.iter().map(move |word| (word.as_str(), of)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_of_the_grammar_is_one_that_the_rules_know() {
        let language = Language::find("en").unwrap();
        let table: Table = crate::extract::table(&language, "grammar.toml");
        let names = table.words.keys().chain(table.nouns.keys()).chain(table.verbs.keys());
        let unknown: Vec<_> = names.filter(|name| Traits::named(name).is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
