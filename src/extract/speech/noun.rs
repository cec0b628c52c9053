//! Statements named by a noun of speech whose speaker is clear: "his remarks", "warnings from the ministry".
//!
//! Not here: "in a statement" beside a verb of speech, which says no more than the verb.

use super::{Listener, Speaker, Utterance};
use crate::extract::Status;
use crate::extract::clause;
use crate::extract::grammar::Traits;
use crate::extract::names::Cast;
use crate::extract::phrase;
use crate::extract::roles;
use crate::extract::scene::Scene;
use crate::extract::trigger::Trigger;
use std::ops::Range;

/// Reads the statement that a noun names, if its speaker is clear.
pub(super) fn read(
    listener: &Listener,
    sentence: &Range<usize>,
    trigger: &Trigger,
    cast: &mut Cast,
) -> Option<Utterance> {
    let scene = listener.scene;
    let words = issuer(scene, sentence, trigger)
        .or_else(|| clause::absolute(scene, trigger.tokens.start, sentence))
        .or_else(|| possessor(scene, sentence, trigger))
        .or_else(|| source(listener, sentence, trigger))?;
    if !roles::may_speak(scene, &words, false) {
        return None;
    }
    // "By their spokesman, Karl Lund": the name says more.
    let words = clause::named_behind(scene, &words).unwrap_or(words);
    let referent = cast.resolve(&words)?;
    Some(Utterance {
        speaker: Speaker { referent, words, rule: "speaker-of-noun" },
        target: None,
        place: None,
        status: Status::Happened,
    })
}

/// Who issues it: "the league issued its statement".
fn issuer(scene: &Scene, sentence: &Range<usize>, trigger: &Trigger) -> Option<Range<usize>> {
    let first = trigger.tokens.start.saturating_sub(5).max(sentence.start);
    let verb = (first..trigger.tokens.start)
        .rev()
        .take_while(|&at| scene.is_nominal(at) || scene.is(at, Traits::DETERMINER | Traits::POSSESSIVE))
        .find(|&at| scene.is(at, Traits::UTTER) && scene.is_past(at))?;
    clause::before(scene, verb, sentence).subject
}

/// Whose it is: "Netanyahu's remarks", "her apology".
fn possessor(scene: &Scene, sentence: &Range<usize>, trigger: &Trigger) -> Option<Range<usize>> {
    let first = (sentence.start..trigger.tokens.start)
        .rev()
        .take(3)
        .find(|&at| scene.is(at, Traits::POSSESSIVE | Traits::CLITIC))?;
    if scene.is(first, Traits::POSSESSIVE) && !scene.is(first, Traits::CLITIC) {
        return Some(first..first + 1);
    }
    phrase::ending(scene, first.checked_sub(1)?, sentence.start)
}

/// Who it comes from: "warnings from Moscow".
fn source(listener: &Listener, sentence: &Range<usize>, trigger: &Trigger) -> Option<Range<usize>> {
    let scene = listener.scene;
    let after = trigger.tokens.end;
    let from = scene.token(after).is_some_and(|token| listener.manners.from.contains(&token.word));
    if !from || scene.is(after, Traits::OF) {
        return None;
    }
    let words = clause::object(scene, after + 1, sentence, Traits::NONE)?;
    roles::is_named(scene, &words).then_some(words)
}
