//! Where an act took place: the place behind its trigger, in the name of what was attacked, or at the head of the sentence.
//!
//! Not here: where something was said (`speech`).

use super::clause;
use super::draft::Part;
use super::grammar::Traits;
use super::names::{Cast, Sort};
use super::phrase;
use super::roles;
use super::scene::Scene;
use super::trigger::Trigger;
use std::ops::Range;

/// Farthest from a trigger, in tokens, that its place is looked for.
const REACH: usize = 24;

/// The place of an act. `others` are the sentence's triggers; none of them may stand between.
pub(super) fn of_act(
    scene: &Scene,
    cast: &Cast,
    sentence: &Range<usize>,
    trigger: &Trigger,
    others: &[Trigger],
    target: Option<&Range<usize>>,
) -> Option<Part> {
    behind(scene, cast, sentence, trigger, others)
        .or_else(|| roles::place_of(scene, cast, target?, "place-of-target"))
        .or_else(|| before(scene, cast, sentence, trigger, others))
}

/// "in Raqqa", "near the northern city of Kunduz" behind the trigger.
fn behind(scene: &Scene, cast: &Cast, sentence: &Range<usize>, trigger: &Trigger, others: &[Trigger]) -> Option<Part> {
    let end = sentence.end.min(trigger.tokens.end + REACH);
    let stops = |at: usize| {
        let goes_on = scene.is_mark(at, ",") && scene.is(at + 1, Traits::LOCATIVE);
        scene.is_break(at) && !goes_on
            || clause::ends_clause(scene, at)
            || scene.is(at, Traits::SPEECH) && scene.is_past(at)
            || others.iter().any(|other| other.tokens.start == at)
    };
    (trigger.tokens.end..end).take_while(|&at| !stops(at)).find_map(|at| located(scene, cast, at, sentence.end))
}

/// "In Homs, ...": before the trigger and no other one.
fn before(scene: &Scene, cast: &Cast, sentence: &Range<usize>, trigger: &Trigger, others: &[Trigger]) -> Option<Part> {
    let stops = |at: usize| {
        clause::ends_clause(scene, at)
            || scene.is(at, Traits::SPEECH) && scene.is_past(at)
            || others.iter().any(|other| other.tokens.contains(&at))
    };
    let start = (sentence.start..trigger.tokens.start).rev().take_while(|&at| !stops(at)).last()?;
    (start..trigger.tokens.start).find_map(|at| located(scene, cast, at, trigger.tokens.start))
}

/// The place that a preposition at `at` leads to.
fn located(scene: &Scene, cast: &Cast, at: usize, limit: usize) -> Option<Part> {
    if !scene.is(at, Traits::LOCATIVE) || scene.is_calendar(at + 1) {
        return None;
    }
    let words = phrase::starting(scene, at + 1, limit, false)?;
    let places = [Sort::Place, Sort::Capital, Sort::Country];
    if scene.has_sort(&words, &places) {
        return roles::place_of(scene, cast, &words, "place-behind");
    }
    // "in the village of Tremseh": a name that no table knows, but called a place.
    let called = words.clone().any(|word| scene.is(word, Traits::PLACE_WORD) && scene.is_small(word));
    let chunk = scene.chunks_in(&words).iter().find(|chunk| called && chunk.sort == Sort::Unknown)?;
    Some(roles::place(scene, cast, chunk, "place-called-so"))
}
