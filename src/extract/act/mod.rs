//! Acts and notices: who does something to whom, and where.
//!
//! Verbs take their parts from subject and object, nouns from the words around them: "Russian airstrikes against the group in Raqqa",
//! "the army's shelling of the town". Not here: parts that other sentences give (`refer`).

mod noun;
mod verb;

use super::clause;
use super::draft::{Draft, Part};
use super::grammar::Traits;
use super::names::{Cast, Sort};
use super::needs::Needs;
use super::phrase;
use super::roles;
use super::scene::Scene;
use super::setting;
use super::status::Statuses;
use super::trees::SentenceTree;
use super::trigger::{Form, Trigger, Triggers};
use crate::config::Frame;
use std::ops::Range;

/// How far behind an exchange of fire the other side is looked for.
const SIDES: usize = 12;

/// What the reading of acts needs.
pub(super) struct Observer<'a> {
    pub scene: &'a Scene<'a>,
    pub statuses: &'a Statuses,
    pub needs: &'a Needs,
    pub triggers: &'a Triggers,
    pub tree: Option<&'a SentenceTree<'a>>,
}

/// Roles as the trigger's own sentence gives them.
#[derive(Default)]
struct Parts {
    actors: Vec<Part>,
    target: Option<Part>,
    place: Option<Part>,
    governed: bool,
    /// The verb means something else with this subject or object: a storm struck, goods were ordered.
    mistaken: bool,
}

impl Observer<'_> {
    /// The events that a trigger reports: one for each attacker named.
    pub fn read(
        &self,
        index: usize,
        sentence: &Range<usize>,
        trigger: &Trigger,
        frame: Frame,
        others: &[Trigger],
        cast: &Cast,
    ) -> Vec<Draft> {
        let before = clause::before(self.scene, trigger.tokens.start, sentence);
        let mut parts = if trigger.noun {
            self.of_noun(sentence, trigger, frame, others, cast)
        } else {
            self.of_verb(sentence, trigger, &before, frame, others, cast)
        };
        if parts.place.is_none() {
            let attacked = parts.target.as_ref().filter(|_| frame == Frame::Act);
            let target = attacked.and_then(|part| part.name.words).map(|words| self.scene.tokens_at(words));
            parts.place = setting::of_act(self.scene, cast, sentence, trigger, others, target.as_ref());
        }
        if parts.mistaken || self.is_walkout(sentence, trigger, &parts) {
            return Vec::new();
        }
        let status = self.statuses.of(self.scene, sentence, trigger, (!trigger.noun).then_some(&before), self.tree);
        let mut draft = Draft::new(index, trigger.clone(), frame);
        draft.target = parts.target;
        draft.place = parts.place;
        draft.definite = trigger.noun && self.is_definite(sentence, trigger);
        draft.general = trigger.noun && !draft.definite && self.is_general(sentence, trigger);
        draft.ranked = trigger.noun && self.modifiers(sentence, trigger).any(|at| self.scene.is(at, Traits::RANKED));
        if draft.ranked && self.is_predicate(sentence, trigger) {
            (draft.definite, draft.general, draft.place) = (true, false, None);
        }
        draft.within = trigger.noun && self.is_within(sentence, trigger, others);
        draft.dates_other = trigger.noun && self.dates_other(sentence, trigger);
        let first = trigger.tokens.start.saturating_sub(2).max(sentence.start);
        let mut behind = first.saturating_sub(1).max(sentence.start)..trigger.tokens.start;
        draft.another = !trigger.noun
            && !behind.any(|at| self.scene.is(at, Traits::RELATIVE))
            && (first..trigger.tokens.start).any(|at| self.scene.is(at, Traits::AGAIN));
        draft.governed = parts.governed;
        draft.status = status.0;
        if let Some((rule, words)) = status.1 {
            draft.because(super::Field::Status, &rule, words);
        }
        if self.needs.is_mutual(self.triggers.lemma(trigger.lemma)) {
            self.join_other_side(sentence, trigger, cast, &mut parts.actors);
            if let [a, b] = &parts.actors[..] {
                // Each side is struck where it is.
                let at = |target: &Part| {
                    let words = self.scene.tokens_at(target.name.words?);
                    roles::place_of(self.scene, cast, &words, "place-of-target")
                };
                let side = |actor: &Part, target: &Part| Draft {
                    actor: Some(actor.clone()),
                    target: Some(target.clone()),
                    place: draft.place.clone().or_else(|| at(target)),
                    ..draft.clone()
                };
                return vec![side(a, b), side(b, a)];
            }
        }
        let mut drafts: Vec<Draft> =
            parts.actors.into_iter().map(|actor| Draft { actor: Some(actor), ..draft.clone() }).collect();
        if drafts.is_empty() {
            drafts.push(draft);
        }
        drafts
    }

    /// The others of "exchanged fire with the rebels" and "an exchange of fire between the army and the rebels".
    fn join_other_side(&self, sentence: &Range<usize>, trigger: &Trigger, cast: &Cast, sides: &mut Vec<Part>) {
        let limit = sentence.end.min(trigger.tokens.end + SIDES);
        let words = clause::behind(self.scene, Traits::WITH | Traits::BETWEEN, trigger.tokens.end, limit);
        let others = words.map(|words| self.attackers(&words, cast)).unwrap_or_default();
        sides.extend(others);
    }

    /// True behind "since", "two days after" and the like, with nothing but its own article and modifiers between.
    fn dates_other(&self, sentence: &Range<usize>, trigger: &Trigger) -> bool {
        let scene = self.scene;
        let start = phrase::ending(scene, trigger.tokens.end - 1, sentence.start).map(|words| words.start);
        let Some(at) = start.and_then(|start| start.checked_sub(1)).filter(|&at| at > sentence.start) else {
            return false;
        };
        let later = scene.is(at, Traits::SEQUEL) && scene.is(at - 1, Traits::TIME_NOUN);
        scene.is_small(at) && (later || scene.is(at, Traits::TEMPORAL))
    }

    /// True of "union leaders called the strike".
    fn is_walkout(&self, sentence: &Range<usize>, trigger: &Trigger, parts: &Parts) -> bool {
        let may = trigger.noun && parts.target.is_none() && self.needs.is_walkout(self.triggers.lemma(trigger.lemma));
        // The European Union lays no work down.
        let plain = |at: usize| self.scene.chunk_at(at).is_none_or(|chunk| chunk.sort == Sort::Unknown);
        may && sentence.clone().any(|at| self.scene.is(at, Traits::LABOUR) && plain(at))
    }

    /// True of the raid in "was struck during an air raid".
    fn is_within(&self, sentence: &Range<usize>, trigger: &Trigger, others: &[Trigger]) -> bool {
        let words = phrase::ending(self.scene, trigger.tokens.end - 1, sentence.start);
        let Some(during) = words.and_then(|words| words.start.checked_sub(1)) else { return false };
        let verb = |other: &Trigger| !other.noun && other.kind == trigger.kind && other.tokens.end == during;
        self.scene.is(during, Traits::DURING) && others.iter().any(verb)
    }

    /// True of "it was the bloodiest attack in the province since 1969", which speaks of what was told before.
    fn is_predicate(&self, sentence: &Range<usize>, trigger: &Trigger) -> bool {
        let scene = self.scene;
        let words = phrase::ending(scene, trigger.tokens.end - 1, sentence.start);
        let Some(verb) = words.and_then(|words| words.start.checked_sub(1)) else { return false };
        let it = verb.checked_sub(1).filter(|&at| at >= sentence.start);
        scene.is(verb, Traits::BE) && it.is_some_and(|at| scene.is(at, Traits::IT | Traits::THAT))
    }

    fn is_definite(&self, sentence: &Range<usize>, trigger: &Trigger) -> bool {
        self.modifiers(sentence, trigger).any(|at| self.scene.is(at, Traits::DEFINITE | Traits::POSSESSIVE))
    }

    /// The words right before a noun, nearest first.
    fn modifiers(&self, sentence: &Range<usize>, trigger: &Trigger) -> impl Iterator<Item = usize> {
        let first = trigger.tokens.start.saturating_sub(3).max(sentence.start);
        (first..trigger.tokens.start).rev().take_while(|&at| self.scene.is_nominal(at))
    }

    /// True of an indefinite plural, and of an action in -ing that nothing before it makes a single one.
    fn is_general(&self, sentence: &Range<usize>, trigger: &Trigger) -> bool {
        let scene = self.scene;
        let last = trigger.tokens.end - 1;
        let single = Traits::DETERMINER | Traits::POSSESSIVE | Traits::CLITIC;
        let bare = || {
            let words = phrase::ending(scene, last, sentence.start);
            words.is_some_and(|mut words| !words.any(|at| scene.is(at, single)))
        };
        trigger.form == Form::Plural || scene.is_gerund(last) && !scene.is_nominal(last + 1) && bare()
    }

    /// Who acts: attackers, or whoever gives notice.
    fn actors(&self, words: &Range<usize>, frame: Frame, cast: &Cast) -> Vec<Part> {
        match frame {
            Frame::Act => self.attackers(words, cast),
            _ => roles::party(self.scene, cast, words, "sender").into_iter().collect(),
        }
    }

    /// Each attacker that a phrase names: "Russia and France" are two.
    fn attackers(&self, words: &Range<usize>, cast: &Cast) -> Vec<Part> {
        let scene = self.scene;
        if let Some(sides) = roles::sides(scene, words, &[Sort::Country, Sort::Armed, Sort::Demonym]) {
            return sides.iter().filter_map(|side| roles::attacker(scene, cast, side, "actor-coordinated")).collect();
        }
        roles::attacker(scene, cast, words, "actor").into_iter().collect()
    }
}
