//! Names that no table of the language knows, but the world's table of places does.
//!
//! There is a place of almost any name, so a name is taken for one only where the text treats it so: "in Kidapawan", "the village of
//! Tremseh", "Kafr Nabl, Syria". Once taken, it is one wherever the article names it. Not here: where it lies (`locate`).

use super::chunk::Chunk;
use super::gazetteer::Sort;
use crate::atlas::{self, Found, Precision};
use crate::extract::grammar::Traits;
use crate::extract::phrase;
use crate::extract::scene::Scene;
use crate::lang::Capital;
use std::collections::BTreeSet;
use std::ops::Range;

/// Most words of such a name.
const LONGEST: usize = 4;

/// Binary logarithm of the people that make a place known though the article does not speak of its country: a quarter of a million.
const RENOWNED: u8 = 18;

/// How the words around a name treat it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Treated {
    /// As anything.
    Open,
    /// As somewhere: behind "in" or "near".
    AsPlace,
    /// As a town or region, in so many words; or with its country behind it.
    Named,
}

/// The names of a scene that its text treats as places, by their numbers among its names.
pub(in crate::extract) fn places(scene: &Scene) -> Vec<usize> {
    let people = people(scene);
    let candidates = || scene.chunks.iter().enumerate().filter(|(_, chunk)| is_candidate(scene, chunk));
    let known: BTreeSet<&str> = candidates()
        .filter(|(_, chunk)| is_place(scene, chunk, &people))
        .map(|(_, chunk)| name(scene, chunk))
        .collect();
    candidates().filter(|(_, chunk)| known.contains(name(scene, chunk))).map(|(at, _)| at).collect()
}

fn name<'a>(scene: &Scene<'a>, chunk: &Chunk) -> &'a str {
    scene.span(&chunk.tokens).of(scene.text)
}

/// True of a name without title that nobody knows yet, and of no acronym.
fn is_candidate(scene: &Scene, chunk: &Chunk) -> bool {
    let acronym = scene.token(chunk.tokens.start).is_some_and(|token| token.capital == Capital::All);
    matches!(chunk.sort, Sort::Unknown | Sort::Person)
        && !chunk.is_titled()
        && chunk.tokens.len() <= LONGEST
        && !(acronym && chunk.tokens.len() == 1)
}

/// First and last words of people: "in Jackson" is no town where the article speaks of Anna Jackson.
fn people<'a>(scene: &'a Scene) -> BTreeSet<&'a str> {
    let is_person =
        |chunk: &&Chunk| chunk.sort == Sort::Person && (chunk.is_titled() || treated(scene, chunk) == Treated::Open);
    let named = scene.chunks.iter().filter(is_person);
    named.flat_map(|chunk| [scene.word(chunk.tokens.start), scene.word(chunk.tokens.end - 1)]).collect()
}

fn is_place(scene: &Scene, chunk: &Chunk, people: &BTreeSet<&str>) -> bool {
    if is_called_town(scene, chunk) {
        return true;
    }
    let treated = treated(scene, chunk);
    let person = || people.contains(scene.word(chunk.tokens.end - 1));
    // No person is called "Kryvyi Rih".
    let several = chunk.sort == Sort::Unknown && chunk.tokens.len() > 1;
    if treated == Treated::Open && !several || treated != Treated::Named && person() {
        return false;
    }
    let fits = |found: &Found| {
        let renowned = found.people >= RENOWNED && !found.common && found.location.precision == Precision::Settlement;
        treated == Treated::Named || renowned || !found.common && scene.spoken.speaks_of(found.location.country)
    };
    atlas::find(name(scene, chunk)).iter().any(fits)
}

/// "The town of Guernica", "Kabkabiya, a town in the north", "Kharkiv, his home town": a place, wherever it is.
fn is_called_town(scene: &Scene, chunk: &Chunk) -> bool {
    let (before, comma) = (chunk.tokens.start.wrapping_sub(1), chunk.tokens.end);
    let town = |at: usize| scene.is(at, Traits::TOWN) && scene.is_small(at);
    let explained = || {
        let words = phrase::starting(scene, comma + 1, comma + 8, false);
        let whose = |words: &Range<usize>| {
            scene.is(words.start, Traits::DETERMINER | Traits::POSSESSIVE)
                || words.clone().any(|at| scene.is(at, Traits::CLITIC))
        };
        words.is_some_and(|words| whose(&words) && town(phrase::head(scene, &words)))
    };
    scene.is(before, Traits::OF) && town(before.wrapping_sub(1)) || scene.is_mark(comma, ",") && explained()
}

fn treated(scene: &Scene, chunk: &Chunk) -> Treated {
    let before = chunk.tokens.start.wrapping_sub(1);
    let called = |at: usize| scene.is(at, Traits::PLACE_WORD) && scene.is_small(at);
    let comma = chunk.tokens.end;
    let container = || {
        let outer = scene.chunk_at(comma + 1).filter(|outer| outer.tokens.start == comma + 1);
        outer.is_some_and(|outer| matches!(outer.sort, Sort::Country | Sort::Place))
    };
    if called(before)
        || called(chunk.tokens.end)
        || scene.is(before, Traits::OF) && called(before.wrapping_sub(1))
        || scene.is_mark(comma, ",") && container()
    {
        return Treated::Named;
    }
    let directed = scene.is(before, Traits::DIRECTION) && scene.is_small(before);
    let first = if directed { before.wrapping_sub(1) } else { before };
    if scene.is(first, Traits::LOCATIVE) { Treated::AsPlace } else { Treated::Open }
}
