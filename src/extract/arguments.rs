//! The arguments of a verb: by its tree; by position where the tree has none, or takes the word for something else.
//!
//! Not here: which part an argument plays (`act`), and verbs of speech, whose sentences are too many to parse them all (`speech`).

use super::clause::{self, Before};
use super::grammar::Traits;
use super::names::Sort;
use super::phrase;
use super::scene::Scene;
use super::trees::SentenceTree;
use super::trigger::{Form, Trigger};
use crate::lang::Class;
use std::ops::Range;

/// What hangs on a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments {
    /// The subject suffers what the verb says.
    pub passive: bool,
    /// The grammatical subject.
    pub subject: Option<Range<usize>>,
    /// The phrase in the subject's place, where the tree gives another one.
    pub nearest: Option<Range<usize>>,
    /// The direct object.
    pub object: Option<Range<usize>>,
    /// Behind "by".
    pub agent: Option<Range<usize>>,
    /// Behind "into".
    pub into: Option<Range<usize>>,
    /// Behind "at", "on", "against".
    pub at: Option<Range<usize>>,
    /// Premises behind "outside", "in", "near".
    pub premises: Option<Range<usize>>,
}

/// Reads the arguments of the verb of a trigger.
pub(super) fn of_verb(
    scene: &Scene,
    tree: Option<&SentenceTree>,
    sentence: &Range<usize>,
    trigger: &Trigger,
    before: &Before,
) -> Arguments {
    let position = ByPosition { scene, sentence, trigger, before };
    let Some(tree) = tree.filter(|tree| tree.is_verb(trigger.tokens.start)) else { return position.read() };
    by_tree(scene, tree, trigger, &position)
}

fn by_tree(scene: &Scene, tree: &SentenceTree, trigger: &Trigger, position: &ByPosition) -> Arguments {
    let verb = trigger.tokens.start;
    let behind = |traits: Traits| tree.behind(verb, |at| scene.is(at, traits) && scene.is_small(at));
    let at = behind(Traits::AGAINST | Traits::INTO).or_else(|| position.at());
    let subject = tree.subject_of(verb).filter(|words| names_somebody(scene, words)).map(|words| whole(scene, words));
    let object =
        tree.object_of(verb).filter(|words| !trigger.tokens.contains(&words.start) && !is_hearer(scene, words, verb));
    // Headlines tell in the present tense; their past forms are passives without auxiliary: "Embassy in Kabul bombed".
    let headline = || scene.class(position.sentence.end.saturating_sub(1)) != Class::End;
    let alone = || {
        object.is_none()
            && at.is_none()
            && matches!(trigger.form, Form::Past | Form::Participle)
            && tree.is_without_auxiliary(verb)
    };
    let suffers = || subject.as_ref().is_some_and(|words| !scene.is(phrase::head(scene, words), Traits::MUNITION));
    let passive = tree.is_passive(verb) || position.is_found() || alone() && headline() && suffers();
    Arguments {
        passive,
        nearest: position.subject().filter(|_| !passive && !position.is_passive()),
        subject: subject.or_else(|| position.subject().filter(|_| passive == position.is_passive())),
        object: object.or_else(|| if passive { None } else { position.object() }),
        agent: tree.agent_of(verb).or_else(|| behind(Traits::BY)).or_else(|| position.agent().filter(|_| passive)),
        into: position.into(),
        at,
        premises: behind(Traits::LOCATIVE).filter(|words| is_premises(scene, words)).or_else(|| position.premises()),
    }
}

/// The phrase with the adjective of a country before it, from which the tree may part it: "let British aircraft bomb".
fn whole(scene: &Scene, found: Range<usize>) -> Range<usize> {
    let adjective = found.start.checked_sub(1).and_then(|at| scene.chunk_at(at));
    let start = adjective.filter(|chunk| chunk.sort == Sort::Demonym).map_or(found.start, |chunk| chunk.tokens.start);
    start..found.end
}

/// True of somebody who is told what the verb says, whose "that" the tree may take for a relative pronoun: "told the House that".
fn is_hearer(scene: &Scene, words: &Range<usize>, verb: usize) -> bool {
    let told = words.start.checked_sub(1).is_some_and(|at| scene.is(at, Traits::SPEECH));
    told && words.end < verb && scene.is(words.end, Traits::THAT)
}

/// False of a relative pronoun that the tree leaves without its noun.
fn names_somebody(scene: &Scene, words: &Range<usize>) -> bool {
    words.len() > 1 || !scene.is(words.start, Traits::RELATIVE) || scene.chunk_at(words.start).is_some()
}

/// True of a phrase that names a building, a gathering or a vehicle, which can be attacked.
pub(super) fn is_premises(scene: &Scene, words: &Range<usize>) -> bool {
    scene.is(phrase::head(scene, words), Traits::PREMISES)
}

/// Arguments by what stands before and behind.
struct ByPosition<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Range<usize>,
    trigger: &'a Trigger,
    before: &'a Before,
}

impl ByPosition<'_> {
    fn read(&self) -> Arguments {
        let passive = self.is_passive();
        let object = if passive { None } else { self.object() };
        Arguments {
            passive,
            subject: self.subject(),
            nearest: None,
            object,
            agent: self.agent(),
            into: self.into(),
            at: self.at(),
            premises: self.premises(),
        }
    }

    fn reach(&self, tokens: usize) -> usize {
        self.sentence.end.min(self.trigger.tokens.end + tokens)
    }

    /// True of "was found shot dead".
    fn is_found(&self) -> bool {
        let before = self.trigger.tokens.start.checked_sub(1).filter(|&at| at >= self.sentence.start);
        let past = matches!(self.trigger.form, Form::Participle | Form::Past);
        let is = |at: usize| (at.saturating_sub(3)..at).any(|at| self.scene.is(at, Traits::BE));
        past && before.is_some_and(|at| self.scene.is(at, Traits::FOUND) && is(at))
    }

    fn is_passive(&self) -> bool {
        self.is_found()
            || matches!(self.trigger.form, Form::Participle | Form::Past)
                && (self.before.be || self.scene.is(self.trigger.tokens.end, Traits::BY))
    }

    fn subject(&self) -> Option<Range<usize>> {
        let (scene, before) = (self.scene, self.before);
        if self.is_passive() {
            let last = || before.group.checked_sub(1);
            return before.subject.clone().or_else(|| phrase::ending(scene, last()?, self.sentence.start));
        }
        match (&before.subject, self.trigger.form) {
            (Some(subject), _) => Some(subject.clone()),
            (None, Form::Gerund) => clause::main_subject(scene, self.trigger.tokens.start, self.sentence),
            (None, _) if before.infinitive => self.controller(),
            (None, _) => clause::main_subject(scene, before.group, self.sentence),
        }
    }

    /// The subject of an infinitive: what stands before the verb that governs it ("threatened to attack").
    fn controller(&self) -> Option<Range<usize>> {
        let governor = self.before.group.checked_sub(1).filter(|&at| at > self.sentence.start)?;
        clause::before(self.scene, governor, self.sentence)
            .subject
            .or_else(|| clause::main_subject(self.scene, self.before.group, self.sentence))
    }

    fn object(&self) -> Option<Range<usize>> {
        clause::object(self.scene, self.trigger.tokens.end, self.sentence, Traits::AGAINST)
    }

    fn agent(&self) -> Option<Range<usize>> {
        clause::behind(self.scene, Traits::BY, self.trigger.tokens.end, self.reach(12))
    }

    /// "fired rockets at the base": the base.
    fn at(&self) -> Option<Range<usize>> {
        clause::behind(self.scene, Traits::INTO, self.trigger.tokens.end, self.reach(10))
    }

    /// "exploded outside the courthouse": the courthouse.
    fn premises(&self) -> Option<Range<usize>> {
        let words = clause::behind(self.scene, Traits::LOCATIVE, self.trigger.tokens.end, self.reach(10))?;
        is_premises(self.scene, &words).then_some(words)
    }

    /// "rammed a truck into the wall": the wall.
    fn into(&self) -> Option<Range<usize>> {
        let into = (self.trigger.tokens.end..self.reach(10))
            .take_while(|&at| !clause::ends_clause(self.scene, at))
            .find(|&at| self.scene.is(at, Traits::INWARD))?;
        phrase::starting(self.scene, into + 1, self.reach(10), false)
    }
}
