//! Numbers of people: "at least 129 people", "between 10 and 15 civilians", "dozens", "a 12-year-old boy".
//!
//! Not here: what befell them.

use super::{Toll, ids};
use crate::extract::clause;
use crate::extract::grammar::Traits;
use crate::extract::scene::Scene;
use crate::lang::{Class, Phrases, Vocabulary, WordId};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

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

    /// The number of people that begins at `at`, and where its phrase ends.
    pub(super) fn at(&self, scene: &Scene, at: usize, limit: usize) -> Option<(Toll, usize)> {
        let (bound, at) = match self.sign(scene, at, limit) {
            Some((length, sign @ (Sign::Least | Sign::Most))) => (Some(sign), at + length),
            _ => (None, at),
        };
        let between = scene.is(at, Traits::BETWEEN);
        let (least, exact, end) = self.number(scene, at + usize::from(between), limit)?;
        let ranged = self.range.contains(scene.word(end)) || between && scene.is(end, Traits::AND);
        let upper = if ranged { self.number(scene, end + 1, limit) } else { None };
        let (most, end) = match upper.filter(|&(most, ..)| most > least) {
            Some((most, _, end)) => (Some(most), end),
            None => (exact.then_some(least), end),
        };
        let (end, civilians) = self.noun(scene, end, limit, least == 1 && exact)?;
        let toll = match bound {
            Some(Sign::Least) => Toll { least, most: None, civilians },
            Some(_) => Toll { least: 0, most: most.or(Some(least)), civilians },
            None => Toll { least, most, civilians },
        };
        Some((toll, end))
    }

    /// The number whose phrase ends right before `end`.
    pub(super) fn ending(&self, scene: &Scene, end: usize, floor: usize) -> Option<(Toll, usize)> {
        let first = floor.max(end.saturating_sub(NOUN + 4));
        (first..end).find_map(|at| self.at(scene, at, end).filter(|&(_, found)| found == end))
    }

    /// The number of the subject of a verb: the last in its clause before it.
    pub(super) fn before(&self, scene: &Scene, verb: usize, floor: usize) -> Option<(Toll, usize)> {
        let first = floor.max(verb.saturating_sub(REACH));
        let start =
            (first..verb).rev().take_while(|&at| !clause::ends_clause(scene, at) || scene.is(at, Traits::RELATIVE));
        let start = start.last()?;
        (start..verb).find_map(|at| self.at(scene, at, verb))
    }

    fn sign(&self, scene: &Scene, at: usize, limit: usize) -> Option<(usize, Sign)> {
        let rest = scene.reading.tokens.get(at..limit.max(at))?;
        self.signs.longest(rest).map(|(length, &sign)| (length, sign))
    }

    /// A bare number: its value, whether it is exact, and where it ends.
    fn number(&self, scene: &Scene, at: usize, limit: usize) -> Option<(u32, bool, usize)> {
        if at >= limit {
            return None;
        }
        if scene.class(at) == Class::Number {
            let digits: String = scene.word(at).chars().filter(|&c| c != ',').collect();
            return Some((digits.parse().ok()?, true, at + 1));
        }
        match self.sign(scene, at, limit)? {
            (length, Sign::Number(tens)) => {
                // "twenty-two".
                let unit =
                    (tens >= 20 && scene.word(at + length) == "-").then(|| self.sign(scene, at + length + 1, limit));
                match unit.flatten() {
                    Some((more, Sign::Number(unit))) if unit < 10 => Some((tens + unit, true, at + length + 1 + more)),
                    _ => Some((tens, true, at + length)),
                }
            }
            (length, Sign::Amount(value)) => Some((value, false, at + length)),
            _ => None,
        }
    }

    /// Where the noun behind a number ends, and whether it means civilians; `None` where no people are counted. A number alone counts
    /// people, but `one` needs its noun.
    fn noun(&self, scene: &Scene, number: usize, limit: usize, one: bool) -> Option<(usize, bool)> {
        let word = |at: usize| scene.token(at).filter(|_| at < limit).map(|token| token.word);
        let unit = |at: usize| word(at).is_some_and(|word| self.units.contains(&word)) || scene.is_calendar(at);
        // "a 12-year-old boy": the number is of years.
        if unit(number) || scene.is_mark(number, "-") && unit(number + 1) || scene.is_mark(number, "%") {
            return None;
        }
        let reach = (number..limit.min(number + NOUN))
            .take_while(|&at| !scene.is_break(at) && !scene.is(at, Traits::AUXILIARY));
        let person = |at: usize| {
            scene.is(at, Traits::PERSON | Traits::COLLECTIVE)
                || word(at).is_some_and(|word| self.people.contains(&word) || self.civilians.contains(&word))
        };
        let head = reach.clone().find(|&at| person(at) && !(at + 1 < limit && person(at + 1)));
        match head {
            Some(head) => Some((head + 1, word(head).is_some_and(|word| self.civilians.contains(&word)))),
            // "killing twelve", "twelve dead", but not "killed two birds".
            None if !one && (number >= limit || !scene.is_nominal(number)) => Some((number, false)),
            None => None,
        }
    }
}
