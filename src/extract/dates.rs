//! Which date belongs to which event: by clause and distance within a sentence, then by what the rest of the article says.
//!
//! Not here: reading the expressions themselves (`timex`).

use super::clause;
use super::draft::Draft;
use super::grammar::Traits;
use super::scene::Scene;
use super::{Basis, Field, Reason, Status};
use crate::config::Frame;
use crate::date::{Day, When};
use crate::lang::Class;
use std::ops::Range;

/// A temporal expression that names days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dated {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The days.
    pub when: When,
    /// What it rests on.
    pub basis: Basis,
    /// The rule that found it.
    pub rule: String,
    /// The arithmetic.
    pub note: String,
}

/// The date of an event, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dating {
    /// The days.
    pub when: When,
    /// What they rest on.
    pub basis: Basis,
    /// The reason shown.
    pub reason: Reason,
}

impl Dating {
    /// A date that no words of the sentence give.
    pub fn inferred(when: When, rule: &str, note: String) -> Self {
        let reason = Reason {
            field: Field::Date,
            rule: rule.to_owned(),
            words: None,
            note: Some(note).filter(|note| !note.is_empty()),
        };
        Dating { when, basis: Basis::Inferred, reason }
    }

    fn of(dated: &Dated, scene: &Scene) -> Self {
        let note = Some(dated.note.clone()).filter(|note| !note.is_empty());
        let reason =
            Reason { field: Field::Date, rule: dated.rule.clone(), words: Some(scene.span(&dated.tokens)), note };
        Dating { when: dated.when, basis: dated.basis, reason }
    }
}

/// Farther than this, in steps of [`cost`], an expression belongs to something else.
const FARTHEST: usize = 30;

/// Gives each expression of a sentence to the event it belongs to.
pub(super) fn assign(scene: &Scene, dated: &[Dated], sentence: &Range<usize>, article: Day, drafts: &mut [Draft]) {
    let mut best: Vec<Option<(usize, usize)>> = vec![None; drafts.len()];
    for (number, expression) in dated.iter().enumerate() {
        let costs: Vec<Option<usize>> =
            drafts.iter().map(|draft| cost(scene, draft, expression, sentence, article)).collect();
        let Some(lowest) = costs.iter().flatten().min().copied() else { continue };
        for (at, cost) in costs.iter().enumerate() {
            // Two events of one trigger, and a second trigger just as near, share the expression.
            let shared = cost.is_some_and(|cost| cost <= lowest && cost <= FARTHEST);
            if shared && best[at].is_none_or(|(known, _)| cost.is_some_and(|cost| cost < known)) {
                best[at] = cost.map(|cost| (cost, number));
            }
        }
    }
    for (draft, best) in drafts.iter_mut().zip(best) {
        if let Some(expression) = best.and_then(|(_, number)| dated.get(number)) {
            draft.dating = Some(Dating::of(expression, scene));
        }
    }
}

/// How far an expression stands from an event, in steps; `None` where it cannot belong to it.
fn cost(scene: &Scene, draft: &Draft, dated: &Dated, sentence: &Range<usize>, article: Day) -> Option<usize> {
    let quoted = |at: usize| scene.quotation_at(at).map(|quotation| quotation.span.start);
    let trigger = &draft.trigger.tokens;
    if draft.continued {
        return None;
    }
    if quoted(dated.tokens.start).is_some() && quoted(dated.tokens.start) != quoted(trigger.start) {
        return None;
    }
    let later = dated.when.earliest.is_some_and(|first| first > article);
    if later && matches!(draft.status, Status::Happened | Status::Claimed) {
        return None;
    }
    if draft.frame == Frame::Speech && !draft.trigger.noun {
        speech_cost(scene, draft, dated, sentence)
    } else {
        act_cost(scene, draft, dated)
    }
}

fn speech_cost(scene: &Scene, draft: &Draft, dated: &Dated, sentence: &Range<usize>) -> Option<usize> {
    let trigger = &draft.trigger.tokens;
    if dated.tokens.start >= trigger.end {
        let between = trigger.end..dated.tokens.start;
        let stops = between.clone().any(|at| {
            scene.is_break(at) && !scene.is_mark(at, "-")
                || scene.is(at, Traits::THAT | Traits::AUXILIARY | Traits::SUBORDINATOR)
                    && !scene.is(at, Traits::PREPOSITION)
                || scene.is_past(at)
        });
        let directly = between.len() <= 1
            || between.clone().take(3).any(|at| {
                scene.is(at, Traits::PREPOSITION | Traits::PERSON | Traits::COLLECTIVE) || scene.chunk_at(at).is_some()
            });
        // "said the blast late on Thursday had": a clause of its own follows.
        let own_clause = between.clone().any(|at| scene.is(at, Traits::DETERMINER))
            && has_finite(scene, dated.tokens.end, sentence.end);
        return (!stops && directly && !own_clause && between.len() <= 12).then_some(1 + between.len() / 2);
    }
    let from = dated.tokens.end;
    let head = draft.subject_at.unwrap_or(trigger.start).max(from);
    if draft.subject_at.is_some_and(|subject| subject < dated.tokens.start) {
        // Between subject and verb.
        let between = dated.tokens.end..trigger.start;
        return (!between.clone().any(|at| scene.is_past(at) || scene.is_break(at))).then_some(0);
    }
    let initial = dated.tokens.start <= sentence.start + 3
        || scene.class(dated.tokens.start.saturating_sub(2)) == Class::CloseQuote;
    let clear = !(from..head)
        .any(|at| scene.is(at, Traits::AUXILIARY) || scene.is_past(at) || scene.is(at, Traits::SUBORDINATOR));
    (initial && clear && head <= trigger.start).then_some(3)
}

fn has_finite(scene: &Scene, from: usize, limit: usize) -> bool {
    (from..limit.min(from + 4)).any(|at| scene.is(at, Traits::AUXILIARY) || scene.is_past(at))
}

fn act_cost(scene: &Scene, draft: &Draft, dated: &Dated) -> Option<usize> {
    let trigger = &draft.trigger.tokens;
    let behind = dated.tokens.start >= trigger.end;
    let between = if behind { trigger.end..dated.tokens.start } else { dated.tokens.end..trigger.start };
    let ends = between.clone().filter(|&at| clause::ends_clause(scene, at)).count();
    let verbs = between
        .clone()
        .filter(|&at| scene.is_past(at) && !draft.trigger.noun || scene.is(at, Traits::SPEECH) && scene.is_past(at))
        .count();
    Some(2 + between.len() / 2 + 6 * ends + 8 * verbs + usize::from(!behind && !between.is_empty()))
}
