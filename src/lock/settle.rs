//! Which id each event of a build bears: the one under which it was published, where it can be known again, or else its own.
//!
//! What is known for sure comes first: a report in the same words in the same file. Then the same id; then the same words in a file of
//! another name; then the only event of its kind in a file whose words were changed. Among several that fit, the event keeps the id that the
//! first of its reports founded. Not here: what is then written (`next`).

use super::{Entry, Facts, Fate, Lock, Print};
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
#[derive(Clone, Debug, Default)]
pub struct Settled {
    given: FxHashSet<String>,
}

/// An event and an entry that may be one, by their numbers; the greater, the surer.
type Pair = (bool, bool, usize, bool, Reverse<usize>, Reverse<usize>);

impl Lock {
    /// The ids of some events, in their order; none is given twice, and none that belonged to another event.
    pub fn settle(&self, sightings: &[Arc<Sighting>], settled: &mut Settled) -> Vec<String> {
        let mut ids = vec![None; sightings.len()];
        if !self.entries.is_empty() {
            self.by_reports(sightings, settled, &mut ids);
            self.by_id(sightings, settled, &mut ids);
            self.by_words(sightings, settled, &mut ids);
            self.by_file(sightings, settled, &mut ids);
        }
        let named = ids.into_iter().zip(sightings);
        named.map(|(id, sighting)| id.unwrap_or_else(|| self.fresh(sighting, settled))).collect()
    }

    /// By reports in the same words in the same file.
    fn by_reports(&self, sightings: &[Arc<Sighting>], settled: &mut Settled, ids: &mut [Option<String>]) {
        // In order, so that numbers compare as ids do.
        let entries: Vec<(&String, &Arc<Entry>)> = self.entries.iter().collect();
        let mut known: FxHashMap<&Print, Vec<usize>> = FxHashMap::default();
        for (number, (_, entry)) in entries.iter().enumerate() {
            for print in &entry.prints {
                known.entry(print).or_default().push(number);
            }
        }
        let mut pairs: Vec<Pair> = Vec::with_capacity(sightings.len());
        for (at, sighting) in sightings.iter().enumerate() {
            let mut shared: Vec<usize> =
                sighting.prints.iter().filter_map(|print| known.get(print)).flatten().copied().collect();
            shared.sort_unstable();
            pairs.extend(shared.chunk_by(|a, b| a == b).filter_map(|same| {
                let number = *same.first()?;
                let (id, entry) = entries.get(number)?;
                let founded = entry.prints.first().is_some_and(|first| sighting.prints.contains(first));
                let is_proposed = **id == sighting.proposed;
                Some((founded, is_proposed, same.len(), entry.fate == Fate::Shown, Reverse(number), Reverse(at)))
            }));
        }
        pairs.sort_unstable_by(|a, b| b.cmp(a));
        for (.., Reverse(number), Reverse(at)) in pairs {
            entries.get(number).into_iter().for_each(|(id, _)| give(id, at, settled, ids));
        }
    }

    /// By an id that is still shown and that nobody else bears. What an editor took away does not come back by name alone.
    fn by_id(&self, sightings: &[Arc<Sighting>], settled: &mut Settled, ids: &mut [Option<String>]) {
        for (at, sighting) in sightings.iter().enumerate() {
            let is_left = ids.get(at).is_some_and(Option::is_none);
            if is_left && self.entries.get(&sighting.proposed).is_some_and(|entry| entry.fate == Fate::Shown) {
                give(&sighting.proposed, at, settled, ids);
            }
        }
    }

    /// By the same words in another file, where only one entry and one event have them.
    fn by_words(&self, sightings: &[Arc<Sighting>], settled: &mut Settled, ids: &mut [Option<String>]) {
        let hashes = |prints: &[Print]| prints.first().map(|print| print.hash);
        self.by_only(sightings, settled, ids, |entry| hashes(&entry.prints), |sighting| hashes(&sighting.prints));
    }

    /// By file and kind, where only one entry and one event are left with them and what is said of them is alike.
    fn by_file(&self, sightings: &[Arc<Sighting>], settled: &mut Settled, ids: &mut [Option<String>]) {
        let key = |prints: &[Print], facts: &Facts| Some((prints.first()?.path.clone(), facts.kind.clone()));
        let entry = |entry: &Entry| key(&entry.prints, &entry.facts);
        self.by_only(sightings, settled, ids, entry, |sighting| key(&sighting.prints, &sighting.facts));
    }

    /// Pairs the events and entries that are left over and alone with a key.
    fn by_only<K: std::hash::Hash + Eq>(
        &self,
        sightings: &[Arc<Sighting>],
        settled: &mut Settled,
        ids: &mut [Option<String>],
        of_entry: impl Fn(&Entry) -> Option<K>,
        of_sighting: impl Fn(&Sighting) -> Option<K>,
    ) {
        let left = ids.iter().enumerate().filter(|(_, id)| id.is_none());
        let mut events: FxHashMap<K, Vec<usize>> = FxHashMap::default();
        for (at, _) in left {
            if let Some(key) = sightings.get(at).and_then(|sighting| of_sighting(sighting)) {
                events.entry(key).or_default().push(at);
            }
        }
        if events.is_empty() {
            return;
        }
        let mut entries: FxHashMap<K, Vec<(&str, &Arc<Entry>)>> = FxHashMap::default();
        for (id, entry) in self.entries.iter().filter(|(id, _)| !settled.given.contains(*id)) {
            if let Some(key) = of_entry(entry) {
                entries.entry(key).or_default().push((id, entry));
            }
        }
        for (key, at) in events {
            if let ([at], Some([(id, entry)])) = (&at[..], entries.get(&key).map(Vec::as_slice))
                && sightings.get(*at).is_some_and(|sighting| is_alike(&entry.facts, &sighting.facts))
            {
                give(id, *at, settled, ids);
            }
        }
    }

    /// An id that nobody bears or bore: the proposed one, or the proposed one with a mark made from the first report.
    fn fresh(&self, sighting: &Sighting, settled: &mut Settled) -> String {
        let is_free = |id: &str| !self.entries.contains_key(id) && !settled.given.contains(id);
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
        settled.given.insert(id.clone());
        id
    }
}

fn give(id: &str, at: usize, settled: &mut Settled, ids: &mut [Option<String>]) {
    if let Some(slot @ None) = ids.get_mut(at)
        && !settled.given.contains(id)
    {
        settled.given.insert(id.to_owned());
        *slot = Some(id.to_owned());
    }
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
