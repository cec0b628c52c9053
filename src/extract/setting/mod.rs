//! Where an act took place: the place behind its trigger, in the name of what was attacked, or at the head of the sentence.
//!
//! Not here: where something was said (`speech`).

mod around;

pub(super) use around::settle;

use super::clause;
use super::draft::Part;
use super::grammar::Traits;
use super::names::{self, Cast, Chunk, Sort};
use super::phrase;
use super::roles;
use super::scene::Scene;
use super::trigger::Trigger;
use crate::lang::Capital;
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
    let starts = |at: usize| others.iter().find(|other| other.tokens.start == at);
    // "A bomb went off in Aden": noun and verb tell one event.
    let own_verb = |at: usize| {
        let mut between = trigger.tokens.end..at;
        let beside = trigger.noun && between.all(|at| scene.is(at, Traits::AUXILIARY) || scene.is_adverb(at));
        beside && starts(at).is_none_or(|other| !other.noun)
    };
    let stops = |at: usize| {
        let goes_on = scene.is_mark(at, ",") && scene.is(at + 1, Traits::LOCATIVE);
        let ends = scene.is_break(at) && !goes_on || clause::ends_clause(scene, at);
        ends || !own_verb(at) && (scene.is(at, Traits::SPEECH) && scene.is_past(at) || starts(at).is_some())
    };
    // "The attacks in Beirut and the bombing of the airliner": a phrase ends where another act begins.
    let next = others.iter().map(|other| other.tokens.start).find(|&other| other >= trigger.tokens.end);
    let limit = next.unwrap_or(sentence.end);
    (trigger.tokens.end..end).take_while(|&at| !stops(at)).find_map(|at| {
        let limit = if at < limit { limit } else { sentence.end };
        located(scene, cast, at, limit).or_else(|| unheard(scene, cast, at, limit))
    })
}

/// The place of "a bombing in Banbridge", a name that no table knows: what it is, the act before it tells.
fn unheard(scene: &Scene, cast: &Cast, at: usize, limit: usize) -> Option<Part> {
    let named = |chunk: &&Chunk| matches!(chunk.sort, Sort::Unknown | Sort::Person) && chunk.tokens.start == at + 1;
    let chunk = scene.chunk_at(at + 1).filter(named)?;
    // Several words may be anything: "in Operation Dawn".
    let one_word = !scene.span(&chunk.tokens).of(scene.text).contains(char::is_whitespace);
    let written = scene.token(at + 1).is_some_and(|token| token.capital == Capital::First);
    let alone = one_word && written && !chunk.is_titled();
    let next = chunk.tokens.end;
    let ends = next >= limit
        || scene.is_calendar(next)
        || scene.is(next, Traits::NUMERAL)
        || !scene.is_nominal(next) && !scene.is(next, Traits::CLITIC | Traits::AND);
    let other = Traits::TITLE | Traits::ORGANISATION | Traits::PERSON | Traits::COLLECTIVE | Traits::TIME_NOUN;
    let is_place = alone && ends && !scene.is(at + 1, other) && !scene.is_calendar(at + 1);
    (scene.is(at, Traits::WITHIN) && is_place).then(|| roles::place(scene, cast, chunk, "place-unknown"))
}

/// "In Homs, ...": before the trigger and no other one, within its clause or at the head of it.
fn before(scene: &Scene, cast: &Cast, sentence: &Range<usize>, trigger: &Trigger, others: &[Trigger]) -> Option<Part> {
    let stops = |at: usize| {
        clause::ends_clause(scene, at)
            || scene.is(at, Traits::THAT)
            || scene.is(at, Traits::SPEECH) && scene.is_past(at)
            || others.iter().any(|other| other.tokens.contains(&at))
    };
    let start = (sentence.start..trigger.tokens.start).rev().take_while(|&at| !stops(at)).last()?;
    // "According to the ministry in Paris, jets bombed the town": what stands before a comma belongs to the clause only where it
    // begins with the preposition.
    let near = (start..trigger.tokens.start).rev().find(|&at| scene.is_mark(at, ",")).map_or(start, |comma| comma + 1);
    let opens = |at: usize| at == start || scene.is_break(at - 1);
    (start..trigger.tokens.start)
        .filter(|&at| at >= near || opens(at))
        .find_map(|at| located(scene, cast, at, trigger.tokens.start))
}

/// The place that a preposition at `at` leads to.
fn located(scene: &Scene, cast: &Cast, at: usize, limit: usize) -> Option<Part> {
    if !scene.is(at, Traits::LOCATIVE) || scene.is_calendar(at + 1) {
        return None;
    }
    let words = phrase::starting(scene, at + 1, limit, false)?;
    if let Some(site) = site(scene, cast, &words) {
        return Some(site);
    }
    if let Some(capital) = roles::capital(scene, &words, "place-behind") {
        return Some(capital);
    }
    let places = [Sort::Place, Sort::Capital, Sort::Country];
    if scene.has_sort(&words, &places) || names::town_meant(scene, &words).is_some() {
        return roles::place_of(scene, cast, &words, "place-behind");
    }
    // "in the village of Tremseh": a name that no table knows, but called a place.
    let called = words.clone().any(|word| scene.is(word, Traits::PLACE_WORD) && scene.is_small(word));
    let chunk = scene.chunks_in(&words).iter().find(|chunk| {
        // "The Kurdish-held city" is not called Kurdish.
        called && chunk.sort == Sort::Unknown && !scene.is_mark(chunk.tokens.end, "-")
    })?;
    Some(roles::place(scene, cast, chunk, "place-called-so"))
}

/// "at the Garden Hotel in Kunduz": a spot with a name of its own, which lies in the town behind it.
fn site(scene: &Scene, cast: &Cast, words: &Range<usize>) -> Option<Part> {
    let named = |chunk: &&Chunk| {
        let last = chunk.tokens.end - 1;
        let behind = scene.is(chunk.tokens.end, Traits::SITE) && scene.is_small(chunk.tokens.end);
        chunk.tokens.len() > 1 && scene.is(last, Traits::SITE) || behind && chunk.sort == Sort::Unknown
    };
    let sorts = [Sort::Unknown, Sort::Body, Sort::Person];
    let chunk = scene.chunks_in(words).iter().find(|chunk| sorts.contains(&chunk.sort) && named(chunk))?;
    let in_town = scene.is(chunk.tokens.end, Traits::LOCATIVE | Traits::OF);
    let town = scene.chunk_at(chunk.tokens.end + 1).filter(|_| in_town);
    let part = roles::place(scene, cast, chunk, "place-site");
    let own = || names::town_of_site(scene, chunk).and_then(|(_, location)| location);
    Some(Part { location: part.location.or_else(|| names::locate(scene, town?)).or_else(own), ..part })
}
