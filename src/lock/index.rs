//! By what the entries of a file are found: so that some events can be compared with them without looking at all others.
//!
//! Not here: which of the entries that are found an event is (`settle`).

use super::{Entry, Fate, Lock, Print, Sighting};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// Entries, by numbers in the order of their ids.
pub(super) struct Index {
    prints: Lookup,
    /// By the words of the first report.
    pub(super) words: Lookup,
    /// By the file of the first report and the kind.
    pub(super) files: Lookup,
    /// Of each entry, whether its event was shown.
    pub(super) shown: Vec<bool>,
}

/// Numbers of entries by hashes of what they are found by, in order.
pub(super) struct Lookup(Vec<(u64, usize)>);

/// A file with its index, its entries under their numbers.
pub(super) struct Book<'a> {
    pub(super) entries: Vec<(&'a str, &'a Entry)>,
    pub(super) index: &'a Index,
}

impl Index {
    /// The index of a file.
    pub(super) fn new(lock: &Lock) -> Self {
        let entries: Vec<&Entry> = lock.entries.values().map(|entry| &**entry).collect();
        let file = |entry: &Entry| Some(file(entry.prints.first()?, &entry.facts.kind));
        Index {
            prints: Lookup::new(&entries, |entry| entry.prints.iter().map(report)),
            words: Lookup::new(&entries, |entry| words(&entry.prints)),
            files: Lookup::new(&entries, file),
            shown: entries.par_iter().map(|entry| entry.fate == Fate::Shown).collect(),
        }
    }
}

impl Lookup {
    fn new<'a, I: IntoIterator<Item = u64>>(entries: &[&'a Entry], keys: impl Fn(&'a Entry) -> I + Sync) -> Self
    where
        I::IntoIter: Send,
    {
        let keyed = |(number, entry): (usize, &&'a Entry)| keys(entry).into_iter().map(move |key| (key, number));
        let mut pairs: Vec<(u64, usize)> = entries.par_iter().enumerate().flat_map_iter(keyed).collect();
        pairs.par_sort_unstable();
        Lookup(pairs)
    }

    /// The numbers under a key, in order.
    pub(super) fn of(&self, key: u64) -> impl Iterator<Item = usize> {
        let from = self.0.partition_point(|(other, _)| *other < key);
        self.0.iter().skip(from).take_while(move |(other, _)| *other == key).map(|(_, number)| *number)
    }
}

impl<'a> Book<'a> {
    pub(super) fn new(lock: &'a Lock, index: &'a Index) -> Self {
        Book { entries: lock.entries.iter().map(|(id, entry)| (id.as_str(), &**entry)).collect(), index }
    }

    /// The number of the entry of an id.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.entries.binary_search_by(|(other, _)| (*other).cmp(id)).ok()
    }

    /// The entries that know a report of an event, in order, each as often as it knows one.
    pub(super) fn sharing(&self, sighting: &Sighting) -> Vec<usize> {
        let knows = |number: &usize, print: &Print| {
            self.entries.get(*number).is_some_and(|(_, entry)| entry.prints.contains(print))
        };
        let of = |print| self.index.prints.of(report(print)).filter(move |number| knows(number, print));
        let mut shared: Vec<usize> = sighting.prints.iter().flat_map(of).collect();
        shared.sort_unstable();
        shared
    }

    /// The entries that an event may be for sure, each once: those that know a report of it, and that of the id which its content gives.
    pub(super) fn near(&self, sighting: &Sighting) -> Vec<usize> {
        let mut near = self.sharing(sighting);
        near.dedup();
        let is_proposed = |number: &usize| self.entries.get(*number).is_some_and(|(id, _)| *id == sighting.proposed);
        if !near.iter().any(is_proposed) {
            near.extend(self.number(&sighting.proposed));
        }
        near
    }
}

/// By what a report is found.
fn report(print: &Print) -> u64 {
    FxBuildHasher.hash_one((&*print.path, print.hash))
}

/// By what an event is found in a file of another name.
pub(super) fn words(prints: &[Print]) -> Option<u64> {
    prints.first().map(|print| print.hash)
}

/// By what an event is found whose words were changed.
pub(super) fn file(first: &Print, kind: &str) -> u64 {
    FxBuildHasher.hash_one((&*first.path, kind))
}
