//! Whether it happened: negation, condition, possibility and future, by the words that govern a trigger.
//!
//! The words stand in `status.toml`. Not here: statements, whose status their own verb group gives (`speech`).

use super::Status;
use super::clause::Before;
use super::grammar::Traits;
use super::scene::Scene;
use super::table;
use super::trees::SentenceTree;
use super::trigger::{Form, Trigger};
use crate::lang::{Class, Inflection, Language, Phrases, Vocabulary, WordId};
use crate::span::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// `status.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    rule: Vec<Rule>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    name: String,
    status: StatusName,
    within: usize,
    before: Vec<String>,
    /// Verbs of which the trigger is the object or infinitive, however far they stand before it.
    #[serde(default)]
    governing: Vec<String>,
    /// True of words that stand before nouns alone: "the imminent attack".
    #[serde(default)]
    nouns: bool,
    /// Words right before such a verb that leave the trigger as it is.
    #[serde(default)]
    unless_behind: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StatusName {
    Claimed,
    Denied,
    Future,
    Hypothetical,
}

/// All rules of status, compiled.
#[derive(Clone, Debug, Default)]
pub(super) struct Statuses {
    words: Phrases<usize>,
    rules: Vec<Rule>,
    /// Rules of the forms of governing verbs.
    governing: BTreeMap<WordId, usize>,
    /// Farthest that any word governs.
    reach: usize,
}

impl Statuses {
    /// Reads the table of a language.
    pub fn new(language: &Language, inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let table: Table = table(language, "status.toml");
        let (mut words, mut governing) = (Phrases::default(), BTreeMap::new());
        for (number, rule) in table.rule.iter().enumerate().rev() {
            for phrase in &rule.before {
                words.insert(vocabulary, phrase, number);
            }
            for verb in &rule.governing {
                governing.extend(inflection.verb(verb).all().map(|form| (vocabulary.intern(form), number)));
            }
        }
        let reach = table.rule.iter().map(|rule| rule.within).max().unwrap_or_default();
        Statuses { words, rules: table.rule, governing, reach }
    }

    /// True of a governing verb that says that its object is over: "the raid had been planned".
    fn is_done(&self, scene: &Scene, rule: usize, verb: usize) -> bool {
        let behind = |phrase: &String| {
            let mut at = verb;
            phrase.split(' ').rev().all(|word| {
                at = at.saturating_sub(1);
                at < verb && scene.word(at).eq_ignore_ascii_case(word)
            })
        };
        self.rules.get(rule).is_some_and(|rule| rule.unless_behind.iter().any(behind))
    }

    /// The status of a trigger, and the rule and words that gave it if it is not plain fact.
    pub fn of(
        &self,
        scene: &Scene,
        sentence: &Range<usize>,
        trigger: &Trigger,
        before: Option<&Before>,
        tree: Option<&SentenceTree>,
    ) -> (Status, Option<(String, Option<Span>)>) {
        let group = before.map_or(trigger.tokens.start, |before| before.group);
        let floor = sentence.start.max(trigger.tokens.start.saturating_sub(self.reach));
        let mut best: Option<(usize, Span)> = None;
        for at in (floor..trigger.tokens.start).rev() {
            if breaks(scene, at) {
                break;
            }
            let tokens = scene.reading.tokens.get(at..trigger.tokens.start).unwrap_or_default();
            let Some((length, &rule)) = self.words.longest(tokens).filter(|_| !scene.is_calendar(at)) else { continue };
            // "A no-fly zone" denies nothing.
            if scene.is_mark(at + length, "-") && !scene.is_break(at + length) {
                continue;
            }
            let distance = group.min(trigger.tokens.start).saturating_sub(at + length);
            let fits = |rule: &Rule| distance <= rule.within && (trigger.noun || !rule.nouns);
            let within = self.rules.get(rule).is_some_and(fits) && !self.is_done(scene, rule, at);
            if within && best.is_none_or(|(number, _)| rule < number) {
                best = Some((rule, scene.span(&(at..at + length))));
            }
        }
        // What somebody refuses or threatens to do stands in no past.
        let finite = !trigger.noun && trigger.form == Form::Past || is_definite(scene, sentence, trigger);
        let governed = tree.filter(|_| !finite).and_then(|tree| {
            let mut verbs = tree.governing(trigger.tokens.start);
            verbs.find_map(|at| {
                let rule = *self.governing.get(&scene.token(at)?.word)?;
                (!self.is_done(scene, rule, at)).then(|| (rule, scene.span(&(at..at + 1))))
            })
        });
        match best.or(governed).and_then(|(number, words)| Some((self.rules.get(number)?, words))) {
            Some((rule, words)) => (rule.status.into(), Some((rule.name.clone(), Some(words)))),
            None => unsure(scene, sentence, trigger),
        }
    }
}

/// "Air strikes against the country could do harm": of an indefinite noun, what its verb says. "The attack could" tells of a real one.
fn unsure(scene: &Scene, sentence: &Range<usize>, trigger: &Trigger) -> (Status, Option<(String, Option<Span>)>) {
    let definite = is_definite(scene, sentence, trigger);
    let end = sentence.end.min(trigger.tokens.end + 6);
    let modal = (trigger.tokens.end..end)
        .take_while(|&at| !scene.is_break(at) && !scene.is_past(at) && !scene.is(at, Traits::RELATIVE))
        .find(|&at| scene.is(at, Traits::MODAL) && !scene.is_calendar(at));
    let Some(at) = modal.filter(|_| trigger.noun && !definite) else { return (Status::Happened, None) };
    let status = if scene.is(at, Traits::WILL) { Status::Future } else { Status::Hypothetical };
    (status, Some(("modal".to_owned(), Some(scene.span(&(at..at + 1))))))
}

/// True of a noun behind "the" or the name of whoever did it.
fn is_definite(scene: &Scene, sentence: &Range<usize>, trigger: &Trigger) -> bool {
    let first = trigger.tokens.start.saturating_sub(3).max(sentence.start);
    let settles = Traits::DEFINITE | Traits::POSSESSIVE | Traits::CLITIC;
    trigger.noun && (first..trigger.tokens.start).any(|at| scene.is(at, settles) && !scene.is(at, Traits::THAT))
}

/// A mark that ends what a word before it governs.
fn breaks(scene: &Scene, at: usize) -> bool {
    matches!(scene.class(at), Class::End | Class::OpenQuote)
        || matches!(scene.word(at), ";" | ":" | "," | "--" | "—" | "–")
}

impl From<StatusName> for Status {
    fn from(name: StatusName) -> Self {
        match name {
            StatusName::Claimed => Status::Claimed,
            StatusName::Denied => Status::Denied,
            StatusName::Future => Status::Future,
            StatusName::Hypothetical => Status::Hypothetical,
        }
    }
}
