//! Which id each event of a build bears: the one under which it was published, where it can be known again, or else its own.
//!
//! What is known for sure comes first: a report in the same words in the same file. Then the same id; then the same words in a file of
//! another name; then the only event of its kind in a file whose words were changed. Among several that fit, the event keeps the id that the
//! first of its reports founded. Not here: what is then written (`next`).

use super::index::{Book, Lookup, file, words};
use super::{Facts, Fate, Print};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::sync::Arc;

/// An event of a build as it must be known again.
#[derive(Clone, Debug)]
pub struct Sighting {
    /// The id made from its content.
    pub proposed: String,
    /// Its reports, first one first.
    pub prints: Vec<Print>,
    /// What is said of it.
    pub facts: Arc<Facts>,
}

/// Ids that are given, while more may have to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Of each entry, whether an event bears its id.
    pub(super) taken: Vec<bool>,
    /// Ids of events that no entry is of.
    own: FxHashSet<String>,
}

impl Settled {
    /// Where some entries are given.
    pub(super) fn of(given: &[bool]) -> Self {
        Settled { taken: given.to_vec(), own: FxHashSet::default() }
    }

    /// The same, where events bear ids that no entry has.
    pub fn bearing(mut self, ids: impl Iterator<Item = String>) -> Self {
        self.own.extend(ids);
        self
    }
}

/// An event and an entry that may be one, by their numbers; the greater, the surer.
type Pair = (bool, bool, usize, bool, Reverse<usize>, Reverse<usize>);

/// Events, in the order of the timeline, and the entries given to them so far.
pub(super) struct Claims<'a> {
    pub(super) sightings: Vec<&'a Sighting>,
    pub(super) given: Vec<Option<usize>>,
}

impl<'a> Claims<'a> {
    pub(super) fn of(sightings: impl Iterator<Item = &'a Sighting>) -> Self {
        let sightings: Vec<&Sighting> = sightings.collect();
        Claims { given: vec![None; sightings.len()], sightings }
    }

    /// By what is known for sure: reports, or the id.
    pub(super) fn settle_surely(&mut self, book: &Book, taken: &mut [bool]) {
        self.by_reports(book, taken);
        self.by_id(book, taken);
    }

    /// The ids of those for which nothing is known for sure, where they are others than those that their content gives.
    pub(super) fn settle_rest(mut self, book: &Book, settled: &mut Settled) -> Vec<Option<String>> {
        self.by_only(book, &book.index.words, |sighting| words(&sighting.prints), &mut settled.taken);
        let in_file = |sighting: &Sighting| Some(file(sighting.prints.first()?, &sighting.facts.kind));
        self.by_only(book, &book.index.files, in_file, &mut settled.taken);
        let id = |(sighting, given): (&Sighting, Option<usize>)| match given {
            Some(number) => book.kept(number, sighting),
            None => own(book, sighting, &mut settled.own),
        };
        self.sightings.into_iter().zip(self.given).map(id).collect()
    }

    /// By reports in the same words in the same file.
    fn by_reports(&mut self, book: &Book, taken: &mut [bool]) {
        let sightings = self.sightings.par_iter().enumerate();
        let mut pairs: Vec<Pair> = sightings.flat_map_iter(|(at, sighting)| pairs(book, at, sighting)).collect();
        pairs.par_sort_unstable_by(|a, b| b.cmp(a));
        for (.., Reverse(number), Reverse(at)) in pairs {
            self.give(at, number, taken);
        }
    }

    /// By an id that is still shown and that nobody else bears. What an editor took away does not come back by name alone.
    fn by_id(&mut self, book: &Book, taken: &mut [bool]) {
        for at in 0..self.sightings.len() {
            let left = self.sightings.get(at).filter(|_| self.given.get(at) == Some(&None));
            let known = left.and_then(|sighting| book.number(&sighting.proposed));
            if let Some(number) = known.filter(|number| book.index.shown.get(*number) == Some(&true)) {
                self.give(at, number, taken);
            }
        }
    }

    /// Pairs the events and entries that are left over and alone with a key: by the same words in another file, or by file and kind, where what is said of
    /// both is alike.
    fn by_only(&mut self, book: &Book, lookup: &Lookup, key: impl Fn(&Sighting) -> Option<u64>, taken: &mut [bool]) {
        let mut alone: FxHashMap<u64, Option<usize>> = FxHashMap::default();
        for (at, (sighting, given)) in self.sightings.iter().zip(&self.given).enumerate() {
            if let Some(key) = key(sighting).filter(|_| given.is_none()) {
                alone.entry(key).and_modify(|other| *other = None).or_insert(Some(at));
            }
        }
        for (key, at) in alone {
            let mut entries = lookup.of(key).filter(|number| taken.get(*number) == Some(&false));
            let (Some(at), Some(number), None) = (at, entries.next(), entries.next()) else { continue };
            drop(entries);
            let pair = book.entries.get(number).zip(self.sightings.get(at));
            if pair.is_some_and(|((_, entry), sighting)| is_alike(&entry.facts, &sighting.facts)) {
                self.give(at, number, taken);
            }
        }
    }

    fn give(&mut self, at: usize, number: usize, taken: &mut [bool]) {
        if let (Some(slot @ None), Some(is_taken @ false)) = (self.given.get_mut(at), taken.get_mut(number)) {
            (*slot, *is_taken) = (Some(number), true);
        }
    }
}

impl Book<'_> {
    /// The id of an entry, where it is another than that which the event's content gives.
    pub(super) fn kept(&self, number: usize, sighting: &Sighting) -> Option<String> {
        let (id, _) = self.entries.get(number)?;
        (*id != sighting.proposed).then(|| (*id).to_owned())
    }
}

/// The entries that know a report of the event at an index, and how surely each is that event.
fn pairs(book: &Book, at: usize, sighting: &Sighting) -> Vec<Pair> {
    let shared = book.sharing(sighting);
    let pair = |same: &[usize]| {
        let number = *same.first()?;
        let (id, entry) = book.entries.get(number)?;
        let founded = entry.prints.first().is_some_and(|first| sighting.prints.contains(first));
        let is_proposed = *id == sighting.proposed;
        Some((founded, is_proposed, same.len(), entry.fate == Fate::Shown, Reverse(number), Reverse(at)))
    };
    shared.chunk_by(|a, b| a == b).filter_map(pair).collect()
}

/// An id that nobody bears or bore: the one that the event's content gives, for which stands `None`, or that with a mark made from the first report.
fn own(book: &Book, sighting: &Sighting, given: &mut FxHashSet<String>) -> Option<String> {
    let is_free = |id: &str| book.number(id).is_none() && !given.contains(id);
    let mut id = sighting.proposed.clone();
    let mark = sighting.prints.first().map_or(0, |print| print.hash & 0xffff);
    let mut number = 1;
    while !is_free(&id) {
        id = match number {
            1 => format!("{}-{mark:04x}", sighting.proposed),
            number => format!("{}-{mark:04x}-{number}", sighting.proposed),
        };
        number += 1;
    }
    given.insert(id.clone());
    (number > 1).then_some(id)
}

/// True where two accounts of an event of one kind have a day or a name in common.
fn is_alike(a: &Facts, b: &Facts) -> bool {
    let meets = |a: &[String], b: &[String]| a.iter().any(|name| b.contains(name));
    a.when.overlaps(b.when) && !(a.when.is_unknown() || b.when.is_unknown())
        || a.title == b.title
        || a.place.is_some() && a.place == b.place
        || meets(&a.actors, &b.actors)
        || meets(&a.targets, &b.targets)
}
