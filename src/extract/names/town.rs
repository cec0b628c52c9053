//! Which town "the city" means: of those named before, and of the country that the phrase gives, the one named most, then last. The
//! last alone is too often where a speaker is.
//!
//! Not here: towns that are named (`chunk`).

use super::chunk::Chunk;
use super::gazetteer::Sort;
use super::locate::locate;
use crate::atlas::{self, Found, Location, Precision};
use crate::extract::grammar::Traits;
use crate::extract::phrase;
use crate::extract::scene::Scene;
use std::ops::Range;

/// Most names before a phrase among which its town is looked for.
const LOOK_BACK: usize = 40;

/// Most tokens between a verb of speech and where it was said.
const SPEECH: usize = 4;

/// The town that a phrase such as "the city" or "the Syrian city" refers back to.
pub(in crate::extract) fn town_meant<'a>(scene: &'a Scene, words: &Range<usize>) -> Option<&'a Chunk> {
    let head = phrase::head(scene, words);
    let refers = scene.is(words.start, Traits::DEFINITE) && scene.is(head, Traits::TOWN) && scene.is_small(head);
    if !refers || scene.is(head + 1, Traits::OF | Traits::CLITIC) {
        return None;
    }
    let within = scene.chunks_in(words);
    if within.iter().any(|chunk| chunk.sort != Sort::Demonym) {
        return None;
    }
    let country = within.first().and_then(|chunk| scene.gazetteer.country(chunk.entity?));
    let lies_there =
        |chunk: &&Chunk| country.is_none() || locate(scene, chunk).is_some_and(|location| location.country == country);
    let before = scene.chunks.partition_point(|chunk| chunk.tokens.start < words.start);
    let names = scene.chunks.get(before.saturating_sub(LOOK_BACK)..before)?;
    let told = |chunk: &&Chunk| is_town(scene, chunk) && !is_of_speaker(scene, chunk);
    let towns: Vec<&Chunk> = names.iter().filter(told).filter(lies_there).collect();
    let name = |chunk: &Chunk| scene.span(&chunk.tokens).of(scene.text);
    let count = |chunk: &Chunk| towns.iter().filter(|town| name(town) == name(chunk)).count();
    // Capitals are named for their governments, too.
    towns.iter().max_by_key(|chunk| (count(chunk), chunk.sort == Sort::Place)).copied()
}

/// True of where somebody speaks or sits, rather than of what he speaks of: "he said in Washington", "the ministry in Paris".
fn is_of_speaker(scene: &Scene, chunk: &Chunk) -> bool {
    let first = chunk.tokens.start.saturating_sub(SPEECH);
    let mut before =
        (first..chunk.tokens.start).rev().take_while(|&at| !scene.is_break(at) && !scene.is(at, Traits::THAT));
    let body = |at: usize| {
        let known = scene.chunk_at(at).is_some_and(|chunk| matches!(chunk.sort, Sort::Body | Sort::Person));
        known || scene.is(at, Traits::PERSON | Traits::COLLECTIVE)
    };
    let seated = |at: usize| body(at) && scene.is(at + 1, Traits::LOCATIVE);
    before.any(|at| scene.is(at, Traits::SPEECH)) || chunk.tokens.start.checked_sub(2).is_some_and(seated)
}

/// The capital that "the Sudanese capital" or "the capital of Sudan" means, and where it lies.
pub(in crate::extract) fn capital_meant(scene: &Scene, words: &Range<usize>) -> Option<(String, Option<Location>)> {
    let head = phrase::head(scene, words);
    if !scene.is(head, Traits::METROPOLIS) || !scene.is_small(head) {
        return None;
    }
    let [country] = scene.chunks_in(words) else { return None };
    let entity = country.entity.filter(|_| matches!(country.sort, Sort::Demonym | Sort::Country))?;
    let (name, code) = (scene.gazetteer.capital(entity)?, scene.gazetteer.country(entity));
    let there = |found: &Found| found.location.country == code && found.location.precision == Precision::Settlement;
    let found = atlas::find(name).into_iter().filter(there).max_by_key(|found| found.people);
    Some((name.to_owned(), found.map(|found| found.location)))
}

/// The town that the name of a site begins with, and where it lies: "Baghdad Airport".
pub(in crate::extract) fn town_of_site(scene: &Scene, chunk: &Chunk) -> Option<(String, Option<Location>)> {
    let last = chunk.tokens.end - 1;
    if chunk.entity.is_some() || chunk.tokens.len() < 2 || !scene.is(last, Traits::SITE) {
        return None;
    }
    let (length, known) = scene.gazetteer.longest(scene.reading.tokens.get(chunk.tokens.start..last)?)?;
    let town = Chunk {
        tokens: chunk.tokens.start..chunk.tokens.start + length,
        sort: known.sort,
        entity: Some(known.entity),
        titled_from: chunk.tokens.start,
    };
    let is_town = matches!(town.sort, Sort::Place | Sort::Capital);
    is_town.then(|| (scene.span(&town.tokens).of(scene.text).to_owned(), locate(scene, &town)))
}

/// True of the name of a town rather than of the region around it; of a capital, where something is in it.
fn is_town(scene: &Scene, chunk: &Chunk) -> bool {
    let before = |steps: usize, traits| chunk.tokens.start.checked_sub(steps).is_some_and(|at| scene.is(at, traits));
    let region = scene.is(chunk.tokens.end, Traits::REGION) || before(1, Traits::OF) && before(2, Traits::REGION);
    let wide = || locate(scene, chunk).is_some_and(|location| location.precision != Precision::Settlement);
    !region && (chunk.sort == Sort::Place && !wide() || chunk.sort == Sort::Capital && before(1, Traits::LOCATIVE))
}
