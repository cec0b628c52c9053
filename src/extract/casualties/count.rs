//! Numbers of people: "at least 129 people", "between 10 and 15 civilians", "dozens", "a 12-year-old boy".
//!
//! Not here: what befell them.

use super::{Toll, ids};
use crate::extract::clause;
use crate::extract::grammar::Traits;
use crate::extract::scene::Scene;
use crate::extract::timex::Tagger;
use crate::lang::{Phrases, Vocabulary, WordId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Most tokens between a number and the noun it counts.
const NOUN: usize = 6;

/// Most tokens between a number and the verb behind it.
const REACH: usize = 16;

/// The words for numbers in `casualties.toml`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Counts {
    bounds: Bounds,
    numbers: BTreeMap<String, u32>,
    amounts: BTreeMap<String, u32>,
    words: Words,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Bounds {
    least: Vec<String>,
    most: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Words {
    range: Vec<String>,
    units: Vec<String>,
    civilians: Vec<String>,
    people: Vec<String>,
}

/// A word or phrase before or in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Least,
    Most,
    Number(u32),
    Amount(u32),
}

/// Reads numbers of people.
#[derive(Clone, Debug, Default)]
pub(super) struct Counter {
    signs: Phrases<Sign>,
    range: BTreeSet<String>,
    units: BTreeSet<WordId>,
    civilians: BTreeSet<WordId>,
    people: BTreeSet<WordId>,
}

impl Counter {
    pub(super) fn new(counts: &Counts, vocabulary: &mut Vocabulary) -> Self {
        let mut signs = Phrases::default();
        let mut add = |word: &String, sign| {
            signs.insert(vocabulary, word, sign);
        };
        counts.bounds.least.iter().for_each(|word| add(word, Sign::Least));
        counts.bounds.most.iter().for_each(|word| add(word, Sign::Most));
        counts.numbers.iter().for_each(|(word, &value)| add(word, Sign::Number(value)));
        counts.amounts.iter().for_each(|(word, &value)| add(word, Sign::Amount(value)));
        Counter {
            signs,
            range: counts.words.range.iter().cloned().collect(),
            units: ids(&counts.words.units, vocabulary),
            civilians: ids(&counts.words.civilians, vocabulary),
            people: ids(&counts.words.people, vocabulary),
        }
    }
}

/// Numbers that may be years.
const YEARS: RangeInclusive<u32> = 1000..=2199;

/// A text whose numbers are read.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    pub(super) counter: &'a Counter,
    pub(super) scene: &'a Scene<'a>,
    /// Reads bare numbers.
    pub(super) tagger: Option<&'a Tagger>,
}

impl Counting<'_> {
    /// The number of people that begins at `at`, and where its phrase ends.
    pub(super) fn at(&self, at: usize, limit: usize) -> Option<(Toll, usize)> {
        let (bound, at) = match self.sign(at, limit) {
            Some((length, sign @ (Sign::Least | Sign::Most))) => (Some(sign), at + length),
            _ => (None, at),
        };
        let between = self.scene.is(at, Traits::BETWEEN);
        let (least, exact, end) = self.number(at + usize::from(between), limit)?;
        if bound.is_none() && YEARS.contains(&least) && self.is_of_calendar(at, end, limit) {
            return None;
        }
        let ranged = self.counter.range.contains(self.scene.word(end)) || between && self.scene.is(end, Traits::AND);
        let upper = if ranged { self.number(end + 1, limit) } else { None };
        let (most, end) = match upper.filter(|&(most, ..)| most > least) {
            Some((most, _, end)) => (Some(most), end),
            None => (exact.then_some(least), end),
        };
        let (end, civilians) = self.noun(end, limit, least == 1 && exact)?;
        let toll = match bound {
            Some(Sign::Least) => Toll { least, most: None, civilians },
            Some(_) => Toll { least: 0, most: most.or(Some(least)), civilians },
            None => Toll { least, most, civilians },
        };
        Some((toll, end))
    }

    /// The number whose phrase ends right before `end`.
    pub(super) fn ending(&self, end: usize, floor: usize) -> Option<(Toll, usize)> {
        let first = floor.max(end.saturating_sub(NOUN + 4));
        (first..end).find_map(|at| self.at(at, end).filter(|&(_, found)| found == end))
    }

    /// The number of the subject of a verb: the last in its clause before it.
    pub(super) fn before(&self, verb: usize, floor: usize) -> Option<(Toll, usize)> {
        let first = floor.max(verb.saturating_sub(REACH));
        let start = (first..verb)
            .rev()
            .take_while(|&at| !clause::ends_clause(self.scene, at) || self.scene.is(at, Traits::RELATIVE));
        let start = start.last()?;
        (start..verb).find_map(|at| self.at(at, verb))
    }

    /// True of the number of "in July 2021, two" and "in 2021, two".
    fn is_of_calendar(&self, at: usize, end: usize, limit: usize) -> bool {
        let before = at.checked_sub(1);
        let named =
            before.is_some_and(|at| self.scene.is_calendar(at) || self.scene.is(at, Traits::IN | Traits::SINCE));
        named && (end >= limit || !self.scene.is_nominal(end))
    }

    fn sign(&self, at: usize, limit: usize) -> Option<(usize, Sign)> {
        let rest = self.scene.reading.tokens.get(at..limit.max(at))?;
        self.counter.signs.longest(rest).map(|(length, &sign)| (length, sign))
    }

    /// A bare number: its value, whether it is exact, and where it ends. "A dozen" is more than "a".
    fn number(&self, at: usize, limit: usize) -> Option<(u32, bool, usize)> {
        let tokens = self.scene.reading.tokens.get(..limit)?;
        let plain = self.tagger.and_then(|tagger| tagger.number(self.scene.text, tokens, at));
        let plain = plain.map(|(length, value)| (length, value, true));
        let word = self.sign(at, limit).and_then(|(length, sign)| match sign {
            Sign::Number(value) => Some((length, value, true)),
            Sign::Amount(value) => Some((length, value, false)),
            Sign::Least | Sign::Most => None,
        });
        let (length, value, exact) = [word, plain].into_iter().flatten().max_by_key(|(length, ..)| *length)?;
        Some((value, exact, at + length))
    }

    /// Where the noun behind a number ends, and whether it means civilians; `None` where no people are counted. A number alone counts
    /// people, but `one` needs its noun.
    fn noun(&self, number: usize, limit: usize, one: bool) -> Option<(usize, bool)> {
        let word = |at: usize| self.scene.token(at).filter(|_| at < limit).map(|token| token.word);
        let unit =
            |at: usize| word(at).is_some_and(|word| self.counter.units.contains(&word)) || self.scene.is_calendar(at);
        // "a 12-year-old boy": the number is of years.
        if unit(number) || self.scene.is_mark(number, "-") && unit(number + 1) || self.scene.is_mark(number, "%") {
            return None;
        }
        let reach = (number..limit.min(number + NOUN))
            .take_while(|&at| !self.scene.is_break(at) && !self.scene.is(at, Traits::AUXILIARY));
        let person = |at: usize| {
            self.scene.is(at, Traits::PERSON | Traits::COLLECTIVE)
                || word(at)
                    .is_some_and(|word| self.counter.people.contains(&word) || self.counter.civilians.contains(&word))
        };
        let head = reach.clone().find(|&at| person(at) && !(at + 1 < limit && person(at + 1)));
        match head {
            Some(head) => Some((head + 1, word(head).is_some_and(|word| self.counter.civilians.contains(&word)))),
            // "killing twelve", "twelve dead", but not "killed two birds".
            None if !one && (number >= limit || !self.scene.is_nominal(number)) => Some((number, false)),
            None => None,
        }
    }
}
