//! Words that name events: the verbs and nouns of all kinds with their forms, their look-alikes, and where they stand in a text.
//!
//! Built-in kinds and a site's own go through here alike. Not here: who did it and whether it happened.

use super::grammar::Traits;
use super::names::Sort;
use super::scene::Scene;
use crate::config::{Frame, Kind};
use crate::lang::{Class, Inflection, Phrases, VerbForms, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A form of a verb or noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// "bomb", the verb.
    Base,
    /// "bombs", the verb.
    Third,
    /// "bombed" after its subject.
    Past,
    /// "bombed" in the passive and after "have".
    Participle,
    /// "bombing", the verb.
    Gerund,
    /// "airstrike".
    Singular,
    /// "airstrikes".
    Plural,
}

/// What a form is a form of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cue {
    /// Index of the kind.
    pub kind: usize,
    /// Index of the lemma.
    pub lemma: u32,
    /// The form.
    pub form: Form,
    /// Index of the subkind that the word itself shows.
    pub subkind: Option<usize>,
}

/// One trigger where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its kind.
    pub kind: usize,
    /// Index of its lemma.
    pub lemma: u32,
    /// True where it is used as a noun.
    pub noun: bool,
    /// The form taken; of a verb, one that fits.
    pub form: Form,
    /// The subkind that the word itself shows.
    pub subkind: Option<usize>,
}

impl Trigger {
    /// The lemma of what no table lists: "according to", and the mark of a bare quotation.
    pub const NO_LEMMA: u32 = u32::MAX;

    /// True of the first word of a phrase such as "according to".
    pub fn is_attribution(&self) -> bool {
        self.noun && self.lemma == Trigger::NO_LEMMA
    }
}

/// All triggers, compiled.
#[derive(Clone, Debug, Default)]
pub(super) struct Triggers {
    cues: Phrases<Vec<Cue>>,
    /// Phrases in which a word is no trigger of the kinds listed.
    unless: Phrases<Vec<usize>>,
    /// Words that show a subkind: kind and subkind.
    subkinds: Phrases<Vec<(usize, usize)>>,
    lemmas: Vec<String>,
    /// Longest of the `unless` phrases, in tokens.
    reach: usize,
}

impl Triggers {
    /// Compiles the words of all kinds.
    pub fn new(kinds: &[Kind], inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let mut builder = Builder::new(inflection);
        for (number, kind) in kinds.iter().enumerate() {
            builder.kind(number, kind);
        }
        builder.compile(vocabulary)
    }

    /// The lemma of a trigger, as in the table.
    pub fn lemma(&self, lemma: u32) -> &str {
        self.lemmas.get(lemma as usize).map_or("", String::as_str)
    }

    /// The triggers of a sentence, in order. Where two overlap, the longer or the earlier stands.
    pub fn find(&self, scene: &Scene, sentence: &Range<usize>, kinds: &[Kind]) -> Vec<Trigger> {
        let mut found = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let tokens = scene.reading.tokens.get(at..sentence.end).unwrap_or_default();
            let Some((length, cues)) = self.cues.longest(tokens) else {
                at += 1;
                continue;
            };
            let here = at..at + length;
            if is_part_of_name(scene, &here, sentence) || is_half_of_compound(scene, &here) {
                at += 1;
                continue;
            }
            let guarded = self.guarded(scene, &here, sentence);
            let mut taken = false;
            for trigger in self.readings(scene, &here, cues, sentence, kinds) {
                if !guarded.contains(&trigger.kind) {
                    taken = true;
                    found.push(trigger);
                }
            }
            at = if taken { here.end } else { at + 1 };
        }
        found
    }

    /// True where some trigger may begin with a word of the sentence; cheap, and never false where `find` would find one.
    pub fn may_stand_in(&self, scene: &Scene, sentence: &Range<usize>) -> bool {
        let tokens = scene.reading.tokens.get(sentence.clone()).unwrap_or_default();
        tokens.iter().any(|token| self.cues.begins_with(token.word))
    }

    /// Kinds for which a phrase around these words says that they mean something else.
    fn guarded(&self, scene: &Scene, here: &Range<usize>, sentence: &Range<usize>) -> BTreeSet<usize> {
        let first = here.start.saturating_sub(self.reach).max(sentence.start);
        let mut kinds = BTreeSet::new();
        for at in first..here.end {
            let tokens = scene.reading.tokens.get(at..sentence.end).unwrap_or_default();
            if let Some((length, of)) = self.unless.longest(tokens)
                && at + length >= here.end
                && at <= here.start
            {
                kinds.extend(of);
            }
        }
        kinds
    }

    /// How the words at hand may be read: for each kind, as a verb or as a noun.
    fn readings(
        &self,
        scene: &Scene,
        here: &Range<usize>,
        cues: &[Cue],
        sentence: &Range<usize>,
        kinds: &[Kind],
    ) -> Vec<Trigger> {
        let mut triggers: Vec<Trigger> = Vec::new();
        let noun = stands_as_noun(scene, here, sentence);
        for cue in cues {
            let is_noun = matches!(cue.form, Form::Singular | Form::Plural);
            let both = cues
                .iter()
                .any(|other| other.kind == cue.kind && matches!(other.form, Form::Singular | Form::Plural) != is_noun);
            let known = triggers.iter().any(|trigger| trigger.kind == cue.kind);
            if known || both && is_noun != noun || !both && !plausible(scene, here, cue, kinds) {
                continue;
            }
            let form = best_form(scene, here, cues, cue, sentence);
            triggers.push(Trigger {
                tokens: here.clone(),
                kind: cue.kind,
                lemma: cue.lemma,
                noun: is_noun,
                form,
                subkind: cue.subkind,
            });
        }
        triggers
    }

    /// The subkind that words near a trigger show: the first of the kind's list.
    pub fn subkind_near(&self, scene: &Scene, kind: usize, words: Range<usize>) -> Option<usize> {
        let hits = words.clone().filter_map(|at| {
            let tokens = scene.reading.tokens.get(at..words.end)?;
            let (_, shown) = self.subkinds.longest(tokens)?;
            shown.iter().filter(|(of, _)| *of == kind).map(|(_, subkind)| *subkind).min()
        });
        hits.min()
    }
}

/// True of a word within a name: "State" in "State Department".
fn is_part_of_name(scene: &Scene, here: &Range<usize>, sentence: &Range<usize>) -> bool {
    scene.chunk_at(here.start).is_some_and(|chunk| chunk.tokens.len() > here.len() || here.start > sentence.start)
}

/// True of a word before a hyphen: "state-run".
fn is_half_of_compound(scene: &Scene, here: &Range<usize>) -> bool {
    let tight = |at: usize| scene.token(at).is_some_and(|token| !token.spaced);
    let behind = scene.is_mark(here.end, "-") && tight(here.end) && tight(here.end + 1);
    // "Air-launched missile": no missile was launched by the air.
    let before = here.len() > 1 && here.start.checked_sub(1).is_some_and(|at| scene.is_mark(at, "-") && tight(at));
    behind || before && tight(here.start)
}

/// True where words that may be verb or noun are a noun: an article, adjective or preposition stands before them.
fn stands_as_noun(scene: &Scene, here: &Range<usize>, sentence: &Range<usize>) -> bool {
    let Some(before) = here.start.checked_sub(1).filter(|&at| at >= sentence.start) else {
        // At the head of a sentence: "Shelling continued", "Attacks by rebels".
        return true;
    };
    let traits = scene.traits(before);
    let last = here.end - 1;
    if scene.is_past(last) && !scene.is(before, Traits::DETERMINER | Traits::POSSESSIVE) {
        return false;
    }
    if traits.any(Traits::TO) && scene.is_small(before) {
        return scene.is_gerund(last) || scene.is(here.end, Traits::BY | Traits::AGAINST | Traits::OF);
    }
    if traits.any(Traits::PRONOUN | Traits::AUXILIARY | Traits::RELATIVE)
        && !traits.any(Traits::CLITIC | Traits::POSSESSIVE)
    {
        return traits.any(Traits::DETERMINER)
            || traits.any(Traits::HAVE) && !scene.is_past(last) && !scene.is_gerund(last);
    }
    let behind_gerund = scene.is_gerund(last) && scene.is(here.end, Traits::DETERMINER | Traits::POSSESSIVE);
    if traits.any(Traits::PREPOSITION) && behind_gerund {
        return false;
    }
    if traits.any(Traits::DETERMINER | Traits::POSSESSIVE | Traits::CLITIC | Traits::PREPOSITION | Traits::COORDINATOR)
    {
        return true;
    }
    // After a name or noun: a verb if something like an object follows, else the last noun of a compound.
    let object = scene.is(here.end, Traits::DETERMINER | Traits::POSSESSIVE | Traits::THAT | Traits::NUMERAL)
        || scene.chunk_at(here.end).is_some()
        || scene.class(here.end) == Class::Number;
    // "A missile attack a day earlier": a plain form has a plural or a name for subject.
    let plain = !scene.word(last).ends_with('s') && !scene.is_past(last) && !scene.is_gerund(last);
    if plain && scene.is_small(before) && !may_be_subject(scene, before) {
        return true;
    }
    let plural_before = scene.is(before, Traits::PLURAL) || scene.word(before).ends_with('s') && scene.is_small(before);
    let verb_of_plural = plural_before
        && !scene.word(last).ends_with('s')
        && scene.class(here.end) == Class::Word
        && !scene.is(here.end, Traits::PREPOSITION | Traits::AUXILIARY);
    !(object || verb_of_plural)
}

/// True where a word that is only a verb, or only a noun, of a kind can be that here.
fn plausible(scene: &Scene, here: &Range<usize>, cue: &Cue, kinds: &[Kind]) -> bool {
    let Some(before) = here.start.checked_sub(1) else { return true };
    let acts = kinds.get(cue.kind).is_some_and(|kind| kind.frame != Frame::Speech);
    let article = Traits::DETERMINER | Traits::POSSESSIVE;
    match cue.form {
        Form::Base => may_be_subject(scene, before),
        // A verb that no table knows as a noun is one all the same behind an article or a preposition: "the cries".
        Form::Third => {
            let noun_before = scene.class(before) == Class::Number
                || scene.is(before, article | Traits::PREPOSITION)
                || scene.is(before, Traits::CLITIC) && !scene.is(before, Traits::BE);
            !noun_before || scene.is(before, Traits::THAT) || scene.chunk_at(before).is_some()
        }
        Form::Gerund => acts || !scene.is(before, article),
        // "a direct hit by": before a preposition, only an auxiliary or a subject makes it a verb.
        Form::Past | Form::Participle if !scene.is_past(here.start) && scene.is(here.end, Traits::PREPOSITION) => {
            may_be_subject(scene, before) || scene.is(before, Traits::AUXILIARY | Traits::WEAPON)
        }
        _ => true,
    }
}

/// True of a word behind which a verb in its plain form may stand.
fn may_be_subject(scene: &Scene, at: usize) -> bool {
    let subject = Traits::TO
        | Traits::MODAL
        | Traits::DO
        | Traits::PLURAL
        | Traits::PERSON
        | Traits::COLLECTIVE
        | Traits::PRONOUN
        | Traits::RELATIVE
        | Traits::COORDINATOR;
    // "Syrians say", but not "the Syrian state".
    let name = scene.chunk_at(at).is_some_and(|chunk| chunk.sort != Sort::Demonym || scene.word(at).ends_with('s'));
    name || scene.is(at, subject) || scene.is_adverb(at) || scene.is_break(at)
}

/// The form of the lemma that fits best: a past form after "be" or "have" is a participle.
fn best_form(scene: &Scene, here: &Range<usize>, cues: &[Cue], cue: &Cue, sentence: &Range<usize>) -> Form {
    let forms =
        || cues.iter().filter(|other| other.kind == cue.kind && other.lemma == cue.lemma).map(|other| other.form);
    if !forms().any(|form| form == Form::Participle) || !forms().any(|form| form == Form::Past) {
        return cue.form;
    }
    let auxiliary = (sentence.start..here.start).rev().take(4).find(|&at| !scene.is_adverb(at));
    if auxiliary.is_some_and(|at| scene.is(at, Traits::BE | Traits::HAVE)) { Form::Participle } else { Form::Past }
}

struct Builder<'a> {
    inflection: &'a Inflection,
    cues: BTreeMap<String, Vec<Cue>>,
    unless: BTreeMap<String, Vec<usize>>,
    subkinds: BTreeMap<String, Vec<(usize, usize)>>,
    lemmas: Vec<String>,
}

impl<'a> Builder<'a> {
    fn new(inflection: &'a Inflection) -> Self {
        let (cues, unless, subkinds) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Builder { inflection, cues, unless, subkinds, lemmas: Vec::new() }
    }

    fn kind(&mut self, number: usize, kind: &Kind) {
        for verb in &kind.verbs {
            let lemma = self.lemma(verb);
            let subkind = kind.subkinds.iter().position(|subkind| subkind.words.contains(verb));
            for (form, word) in verb_forms(&self.inflection.verb(verb)) {
                self.cue(word, Cue { kind: number, lemma, form, subkind });
            }
        }
        for noun in &kind.nouns {
            let lemma = self.lemma(noun);
            let subkind = kind.subkinds.iter().position(|subkind| subkind.words.contains(noun));
            self.cue(noun.clone(), Cue { kind: number, lemma, form: Form::Singular, subkind });
            self.cue(self.inflection.plural(noun), Cue { kind: number, lemma, form: Form::Plural, subkind });
        }
        self.unless(number, kind);
        for (at, subkind) in kind.subkinds.iter().enumerate() {
            for word in &subkind.words {
                self.subkind_word(word, (number, at));
            }
        }
    }

    fn lemma(&mut self, lemma: &str) -> u32 {
        self.lemmas.push(lemma.to_owned());
        u32::try_from(self.lemmas.len() - 1).unwrap_or_default()
    }

    fn cue(&mut self, word: String, cue: Cue) {
        let cues = self.cues.entry(word).or_default();
        if !cues.contains(&cue) {
            cues.push(cue);
        }
    }

    /// A guard phrase, with each verb and noun of the kind in it in all its forms.
    fn unless(&mut self, number: usize, kind: &Kind) {
        for phrase in &kind.unless {
            let mut variants = BTreeSet::from([phrase.clone(), self.inflection.plural(phrase)]);
            let first = phrase.split(' ').next().unwrap_or_default();
            if kind.verbs.iter().any(|verb| verb == first) || !kind.nouns.iter().any(|noun| noun == first) {
                variants.extend(verb_forms(&self.inflection.verb(phrase)).into_iter().map(|(_, form)| form));
            }
            for variant in variants {
                self.unless.entry(variant).or_default().push(number);
            }
        }
    }

    fn subkind_word(&mut self, word: &str, of: (usize, usize)) {
        let mut variants = BTreeSet::from([word.to_owned(), self.inflection.plural(word)]);
        variants.extend(verb_forms(&self.inflection.verb(word)).into_iter().map(|(_, form)| form));
        for variant in variants {
            self.subkinds.entry(variant).or_default().push(of);
        }
    }

    fn compile(self, vocabulary: &mut Vocabulary) -> Triggers {
        let reach = self.unless.keys().map(|phrase| phrase.split([' ', '-', '\'']).count()).max().unwrap_or_default();
        let mut triggers = Triggers { lemmas: self.lemmas, reach, ..Triggers::default() };
        for (word, cues) in self.cues {
            triggers.cues.insert(vocabulary, &word, cues);
        }
        for (phrase, kinds) in self.unless {
            triggers.unless.insert(vocabulary, &phrase, kinds);
        }
        for (word, of) in self.subkinds {
            triggers.subkinds.insert(vocabulary, &word, of);
        }
        triggers
    }
}

/// Every form of a verb with its name.
fn verb_forms(forms: &VerbForms) -> Vec<(Form, String)> {
    let mut all = vec![(Form::Base, forms.base.clone()), (Form::Third, forms.third_person.clone())];
    all.extend(forms.past.iter().map(|form| (Form::Past, form.clone())));
    all.extend(forms.past_participle.iter().map(|form| (Form::Participle, form.clone())));
    all.push((Form::Gerund, forms.present_participle.clone()));
    all
}
