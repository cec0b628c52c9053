//! What is said: whether a clause, a quotation or a telling word goes with a verb of speech.
//!
//! Not here: who says it.

use super::Listener;
use super::manner::Manner;
use crate::extract::grammar::Traits;
use crate::extract::phrase;
use crate::extract::scene::Scene;
use crate::extract::trigger::Trigger;
use crate::lang::Class;
use std::ops::Range;

/// Most tokens between a verb and the finite verb of its clause.
const CLAUSE: usize = 14;

/// True where the verb has what its lemma needs.
pub(super) fn is_enough(listener: &Listener, manner: &Manner, trigger: &Trigger, sentence: &Range<usize>) -> bool {
    let scene = listener.scene;
    let after = trigger.tokens.end;
    let follows = after < sentence.end && scene.token(after).is_some_and(|token| manner.follow.contains(&token.word));
    if follows {
        return true;
    }
    if manner.calling && calls(scene, after, sentence) {
        return true;
    }
    if manner.only {
        return false;
    }
    if manner.quotation {
        return is_beside_quotation(scene, trigger, sentence);
    }
    !manner.clause
        || is_beside_quotation(scene, trigger, sentence)
        || has_clause(scene, after, sentence)
        || is_aside(scene, trigger, sentence)
}

/// True where a quotation ends shortly before the verb or begins shortly after it.
fn is_beside_quotation(scene: &Scene, trigger: &Trigger, sentence: &Range<usize>) -> bool {
    let near = trigger.tokens.start.saturating_sub(10)..trigger.tokens.end + 10;
    scene.quotations_in(sentence).iter().any(|quotation| {
        quotation.tokens.end >= near.start && quotation.tokens.start <= near.end && quotation.tokens.len() > 1
    })
}

/// True where an object and what it is called follow: "the raid a crime", "it “brutal”".
fn calls(scene: &Scene, after: usize, sentence: &Range<usize>) -> bool {
    let Some(object) = phrase::starting(scene, after, sentence.end.min(after + 8), false) else { return false };
    let named = scene.class(object.end) == Class::OpenQuote || scene.is(object.end, Traits::INDEFINITE);
    named && object.end < sentence.end
}

/// True where a clause follows: "that", or a phrase and a finite verb.
fn has_clause(scene: &Scene, after: usize, sentence: &Range<usize>) -> bool {
    let limit = sentence.end.min(after + CLAUSE);
    let that = (after..limit.min(after + 6)).any(|at| scene.is(at, Traits::THAT) && scene.is_small(at));
    let finite = (after + 1..limit).take_while(|&at| !scene.is_break(at)).any(|at| {
        scene.is(at, Traits::AUXILIARY) && !scene.is(at, Traits::CLITIC)
            || scene.is_past(at) && !scene.is(at - 1, Traits::DETERMINER | Traits::POSSESSIVE)
    });
    that || finite && !scene.is(after, Traits::PREPOSITION | Traits::COORDINATOR | Traits::SUBORDINATOR)
}

/// True of a verb that closes its sentence after a comma: "..., officials noted."
fn is_aside(scene: &Scene, trigger: &Trigger, sentence: &Range<usize>) -> bool {
    let ends = trigger.tokens.end >= sentence.end
        || scene.class(trigger.tokens.end) == Class::End
        || scene.is_mark(trigger.tokens.end, ",");
    let comma = (trigger.tokens.start.saturating_sub(8)..trigger.tokens.start)
        .any(|at| at > sentence.start && scene.is_mark(at, ","));
    let inverted = trigger.tokens.start > sentence.start
        && scene.is_mark(trigger.tokens.start - 1, ",")
        && scene.chunk_at(trigger.tokens.end).is_some();
    ends && comma || inverted
}
