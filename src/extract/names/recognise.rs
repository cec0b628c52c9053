//! Names that no table of the language knows, but the world's table of places does.
//!
//! There is a place of almost any name, so a name is taken for one only where the text treats it so: "in Kidapawan", "the village of
//! Tremseh", "Kafr Nabl, Syria". Once taken, it is one wherever the article names it. Not here: where it lies (`locate`).

use super::chunk::Chunk;
use super::gazetteer::{Gazetteer, Sort};
use super::locate::Spoken;
use crate::atlas::{self, Found, Precision};
use crate::extract::grammar::{Grammar, Traits};
use crate::lang::{Capital, Class, Reading};
use std::collections::BTreeSet;

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

/// Makes places of the names in `chunks` that the text treats as such.
pub(super) fn recognise(text: &str, reading: &Reading, grammar: &Grammar, gazetteer: &Gazetteer, chunks: &mut [Chunk]) {
    let spoken = Spoken::new(chunks, |entity| gazetteer.country(entity));
    let reader = Reader { text, reading, grammar, chunks, spoken };
    let people = reader.people();
    let places: BTreeSet<&str> = (0..chunks.len())
        .filter(|&at| reader.is_candidate(at))
        .filter(|&at| reader.is_place(at, &people))
        .map(|at| reader.name(at))
        .collect();
    if places.is_empty() {
        return;
    }
    let found: Vec<usize> =
        (0..chunks.len()).filter(|&at| reader.is_candidate(at) && places.contains(reader.name(at))).collect();
    for at in found {
        chunks[at].sort = Sort::Place;
    }
}

struct Reader<'a, 'c> {
    text: &'a str,
    reading: &'a Reading,
    grammar: &'a Grammar,
    chunks: &'c [Chunk],
    spoken: Spoken,
}

impl<'a> Reader<'a, '_> {
    fn name(&self, at: usize) -> &'a str {
        let tokens = self.reading.tokens.get(self.chunks[at].tokens.clone()).unwrap_or_default();
        match tokens {
            [first, .., last] => first.span.to(last.span).of(self.text),
            [one] => one.span.of(self.text),
            [] => "",
        }
    }

    fn is(&self, at: usize, traits: Traits) -> bool {
        self.reading.tokens.get(at).is_some_and(|token| self.grammar.traits(token.word).any(traits))
    }

    /// True of a name without title that nobody knows yet, and of no acronym.
    fn is_candidate(&self, at: usize) -> bool {
        let chunk = &self.chunks[at];
        let acronym = self.reading.tokens.get(chunk.tokens.start).is_some_and(|token| token.capital == Capital::All);
        matches!(chunk.sort, Sort::Unknown | Sort::Person)
            && !chunk.is_titled()
            && chunk.tokens.len() <= LONGEST
            && !(acronym && chunk.tokens.len() == 1)
    }

    /// First and last words of people: "in Jackson" is no town where the article speaks of Anna Jackson.
    fn people(&self) -> BTreeSet<&'a str> {
        let named = self
            .chunks
            .iter()
            .filter(|chunk| chunk.sort == Sort::Person && (chunk.is_titled() || self.treated(chunk) == Treated::Open));
        let word = |at: usize| self.reading.tokens.get(at).map(|token| token.span.of(self.text));
        named.flat_map(|chunk| [word(chunk.tokens.start), word(chunk.tokens.end - 1)]).flatten().collect()
    }

    fn is_place(&self, at: usize, people: &BTreeSet<&str>) -> bool {
        let chunk = &self.chunks[at];
        let treated = self.treated(chunk);
        let word = |at: usize| self.reading.tokens.get(at).map_or("", |token| token.span.of(self.text));
        if chunk.sort == Sort::Unknown && self.is_called_town(chunk) {
            return true;
        }
        if treated == Treated::Open || treated == Treated::AsPlace && people.contains(word(chunk.tokens.end - 1)) {
            return false;
        }
        let fits = |found: &Found| {
            let renowned =
                found.people >= RENOWNED && !found.common && found.location.precision == Precision::Settlement;
            treated == Treated::Named || renowned || !found.common && self.spoken.speaks_of(found.location.country)
        };
        atlas::find(self.name(at)).iter().any(fits)
    }

    /// "The town of Guernica", "Kabkabiya, a town in the north": a place, wherever it is.
    fn is_called_town(&self, chunk: &Chunk) -> bool {
        let (before, comma) = (chunk.tokens.start.wrapping_sub(1), chunk.tokens.end);
        let led = self.is(before, Traits::OF) && self.is(before.wrapping_sub(1), Traits::PLACE_WORD);
        let is_comma = self.reading.tokens.get(comma).is_some_and(|token| token.span.of(self.text) == ",");
        let explained = is_comma && self.is(comma + 1, Traits::DETERMINER);
        led || explained && (comma + 2..comma + 5).any(|at| self.is(at, Traits::TOWN))
    }

    fn treated(&self, chunk: &Chunk) -> Treated {
        let before = chunk.tokens.start.wrapping_sub(1);
        let small = |at: usize| {
            self.reading.tokens.get(at).is_some_and(|t| t.class == Class::Word && t.capital == Capital::None)
        };
        let called = |at: usize| self.is(at, Traits::PLACE_WORD) && small(at);
        let comma = self.reading.tokens.get(chunk.tokens.end).is_some_and(|token| token.span.of(self.text) == ",");
        let container = |other: &Chunk| {
            other.tokens.start == chunk.tokens.end + 1 && matches!(other.sort, Sort::Country | Sort::Place)
        };
        if called(before)
            || called(chunk.tokens.end)
            || self.is(before, Traits::OF) && called(before.wrapping_sub(1))
            || comma && self.chunks.iter().any(container)
        {
            return Treated::Named;
        }
        let first = if self.is(before, Traits::DIRECTION) && small(before) { before.wrapping_sub(1) } else { before };
        if self.is(first, Traits::LOCATIVE) { Treated::AsPlace } else { Treated::Open }
    }
}
