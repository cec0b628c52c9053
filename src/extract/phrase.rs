//! Noun phrases by shape: the phrase that ends or begins at a word, without a parser.
//!
//! A parser can take the place of this file: its callers ask for ranges of tokens and nothing else. Not here: subjects and objects
//! (`clause`), and whom a phrase names (`names`).

use super::grammar::Traits;
use super::names::Sort;
use super::scene::Scene;
use crate::lang::Class;
use std::ops::Range;

/// Most tokens in a phrase; keeps every walk short.
const LONGEST: usize = 24;

/// The noun phrase whose last token is `last`, not reaching before `limit`.
pub(super) fn ending(scene: &Scene, last: usize, limit: usize) -> Option<Range<usize>> {
    if last < limit || !scene.is_nominal(last) && !scene.is(last, Traits::PRONOUN) && !is_possessive_plural(scene, last)
    {
        return None;
    }
    if scene.is(last, Traits::PRONOUN) && scene.chunk_at(last).is_none() {
        return Some(last..last + 1);
    }
    let floor = limit.max(last.saturating_sub(LONGEST));
    let mut start = chunk_start(scene, last, floor);
    while start > floor && goes_left(scene, start - 1, floor) {
        start = chunk_start(scene, start - 1, floor);
    }
    let start = trimmed(scene, start, last + 1);
    (start <= last).then_some(start..last + 1)
}

/// A phrase may end in the apostrophe of a plural possessive.
fn is_possessive_plural(scene: &Scene, at: usize) -> bool {
    scene.is(at, Traits::CLITIC)
}

fn chunk_start(scene: &Scene, at: usize, floor: usize) -> usize {
    scene.chunk_at(at).map_or(at, |chunk| chunk.titled_from).max(floor).min(at)
}

/// True where a phrase that begins after `at` may take in `at`, too.
fn goes_left(scene: &Scene, at: usize, floor: usize) -> bool {
    if scene.chunk_at(at).is_some() {
        // "... in Afghanistan The blast": a new phrase begins at its article.
        let closed = scene.is(at + 1, Traits::DETERMINER | Traits::POSSESSIVE) && scene.chunk_at(at + 1).is_none();
        return !closed && !scene.is_calendar(at);
    }
    let before = || at > floor && scene.is_nominal(at - 1) && !scene.is_past(at - 1) && !scene.is_calendar(at - 1);
    let traits = scene.traits(at);
    if scene.is_break(at) || scene.is(at + 1, Traits::DETERMINER | Traits::POSSESSIVE) && !traits.any(Traits::ATTACHED)
    {
        return traits.any(Traits::COORDINATOR)
            && scene.is(at, Traits::AND)
            && before()
            && scene.is(at + 1, Traits::DETERMINER);
    }
    if traits.any(Traits::COORDINATOR) {
        return scene.is(at, Traits::AND) && before();
    }
    // "last week government forces": the week is no part of them, as it is of "last week's attack".
    let tied = scene.is(at + 1, Traits::CLITIC) || scene.is_mark(at + 1, "-") && !scene.is_break(at + 1);
    if traits.any(Traits::TIME_NOUN) && at > floor && scene.is(at - 1, Traits::ADJUNCT) && !tied {
        return false;
    }
    if traits.any(Traits::ATTACHED) {
        return before() && !scene.is(at - 1, Traits::TIME_NOUN);
    }
    if traits.any(Traits::CLITIC) {
        return true;
    }
    if traits.any(Traits::PREPOSITION | Traits::AUXILIARY | Traits::SUBORDINATOR | Traits::RELATIVE | Traits::PRONOUN) {
        return traits.any(Traits::DETERMINER | Traits::POSSESSIVE) && !traits.any(Traits::SUBORDINATOR);
    }
    if traits.any(Traits::DETERMINER | Traits::POSSESSIVE) {
        return true;
    }
    if scene.is_past(at) || scene.is_gerund(at) {
        return at > floor
            && (scene.is(at - 1, Traits::DETERMINER | Traits::POSSESSIVE | Traits::CLITIC)
                || scene.is_mark(at - 1, "-")
                || scene.chunk_at(at - 1).is_some_and(|chunk| {
                    // "The Harbour Lights monitoring group".
                    chunk.sort == Sort::Demonym
                        || scene.is_gerund(at) && !scene.is(at, Traits::SPEECH) && scene.is(at + 1, Traits::COLLECTIVE)
                }));
    }
    !scene.is_adverb(at) && !scene.is_calendar(at)
}

/// The phrase without words at its head that belong to no phrase.
fn trimmed(scene: &Scene, start: usize, end: usize) -> usize {
    let loose = Traits::PREPOSITION | Traits::COORDINATOR | Traits::CLITIC | Traits::AUXILIARY;
    (start..end)
        .find(|&at| {
            scene.chunk_at(at).is_some() || !scene.is(at, loose) && !scene.is_break(at) && !scene.is_mark(at, "-")
        })
        .unwrap_or(end)
}

/// The noun phrase that begins at `first`, or after an adverb there, not reaching `limit`. With `attached`, phrases behind "for", "in"
/// and the like are part of it; otherwise only those behind "of".
pub(super) fn starting(scene: &Scene, first: usize, limit: usize, attached: bool) -> Option<Range<usize>> {
    let limit = limit.min(first + LONGEST);
    if first >= limit || scene.is_break(first) {
        return None;
    }
    if scene.is(first, Traits::PRONOUN) && scene.chunk_at(first).is_none() && !scene.is(first, Traits::POSSESSIVE) {
        return Some(first..first + 1);
    }
    let mut end = first;
    while end < limit && goes_right(scene, end, first, limit, attached) {
        end = scene.chunk_at(end).map_or(end + 1, |chunk| chunk.tokens.end.clamp(end + 1, limit));
    }
    while end > first && !is_last(scene, end - 1) {
        end -= 1;
    }
    (end > first).then_some(first..end)
}

fn is_last(scene: &Scene, at: usize) -> bool {
    scene.chunk_at(at).is_some()
        || scene.is_nominal(at) && !scene.is(at, Traits::DETERMINER)
        || scene.is(at, Traits::CLITIC)
}

/// True where a phrase from `first` to `at` may take in `at`, too.
fn goes_right(scene: &Scene, at: usize, first: usize, limit: usize, attached: bool) -> bool {
    if scene.chunk_at(at).is_some() {
        return true;
    }
    let traits = scene.traits(at);
    let next_nominal = || at + 1 < limit && (scene.is_nominal(at + 1) || scene.is(at + 1, Traits::DETERMINER));
    let dates = scene.is(at, Traits::ADJUNCT) && scene.is(at + 1, Traits::TIME_NOUN);
    if scene.is_break(at) || at > first && (scene.is_calendar(at) || dates) {
        return false;
    }
    let after_name = at > first && scene.chunk_at(at - 1).is_some_and(|chunk| chunk.sort == Sort::Person);
    if after_name && scene.is_small(at) && traits.any(Traits::VERB) {
        return false;
    }
    // "Blast at the airport kills 13 soldiers".
    let counted = || scene.class(at + 1) == Class::Number || scene.is(at + 1, Traits::NUMERAL | Traits::DETERMINER);
    if at > first && scene.is_small(at) && traits.any(Traits::FALL) && !scene.is_past(at) && counted() {
        return false;
    }
    if traits.any(Traits::CLITIC) {
        return at > first
            && !(traits.any(Traits::BE) && scene.is(at + 1, Traits::DETERMINER | Traits::NEGATION | Traits::ADVERB));
    }
    if traits.any(Traits::COORDINATOR) {
        return at > first && scene.is(at, Traits::AND) && next_nominal() && !scene.is_past(at + 1);
    }
    if traits.any(Traits::OF) || attached && traits.any(Traits::ATTACHED) {
        return at > first && next_nominal();
    }
    if traits.any(Traits::DETERMINER | Traits::POSSESSIVE) && !(at > first && traits.any(Traits::SUBORDINATOR)) {
        // "two other women".
        let counted = at > first && scene.class(at - 1) == Class::Number;
        let opens = Traits::PREPOSITION | Traits::COORDINATOR | Traits::DETERMINER | Traits::NUMERAL;
        return at == first || counted || scene.is(at - 1, opens);
    }
    let closes = Traits::PREPOSITION | Traits::AUXILIARY | Traits::SUBORDINATOR | Traits::RELATIVE | Traits::PRONOUN;
    if traits.any(closes) {
        return false;
    }
    if scene.is_past(at) || scene.is_gerund(at) {
        let inside =
            at == first || scene.is(at - 1, Traits::DETERMINER | Traits::POSSESSIVE) || scene.is_mark(at - 1, "-");
        return inside && (scene.is_nominal(at + 1) && !scene.is_break(at + 1));
    }
    !scene.is_adverb(at) || at > first && next_nominal() && scene.word(at).ends_with("ly")
}

/// A phrase without a date at its end: "the military on Monday".
pub(super) fn undated(scene: &Scene, phrase: &Range<usize>) -> Range<usize> {
    let mut end = phrase.end;
    while end > phrase.start + 1 && scene.is_calendar(end - 1) {
        end -= 1;
    }
    let adjunct = end < phrase.end && end > phrase.start + 1 && scene.is(end - 1, Traits::ADJUNCT);
    phrase.start..if adjunct { end - 1 } else { phrase.end }
}

/// The part of a phrase before its first preposition or relative pronoun, where its head stands; names count as one word.
pub(super) fn core(scene: &Scene, phrase: &Range<usize>) -> Range<usize> {
    let ends = Traits::PREPOSITION | Traits::RELATIVE;
    let behind =
        |&at: &usize| at > phrase.start && scene.is(at, ends) && scene.chunk_at(at).is_none() && !scene.is_title(at);
    phrase.start..phrase.clone().find(behind).unwrap_or(phrase.end)
}

/// The head of a phrase: the last word before its first preposition.
pub(super) fn head(scene: &Scene, phrase: &Range<usize>) -> usize {
    let core = core(scene, phrase);
    core.clone().rev().find(|&at| !scene.is(at, Traits::CLITIC)).unwrap_or(core.start)
}
