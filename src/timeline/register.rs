//! Which events may want one id, so that ids can be given again where events changed, and nowhere else.
//!
//! Two events of different families never want one id. Not here: the id of an event among those of its family (`id`).

use super::id::Ids;
use super::joiner::Joined;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::Arc;

/// An event's group, its index there, and the id that it is to have.
pub(super) type Named = (usize, usize, String);

/// All events, family by family, in the order of their first reports.
#[derive(Default)]
pub(super) struct Register(Vec<Entry>);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    family: u64,
    /// Where its first report stands.
    place: (usize, usize),
    /// The address of its group.
    group: usize,
    /// Its index there.
    at: usize,
}

impl Register {
    /// The events of some groups.
    pub(super) fn of(groups: &[Arc<Joined>]) -> Self {
        let mut entries: Vec<Entry> = groups.par_iter().flat_map_iter(|joined| entries(joined)).collect();
        entries.par_sort_unstable();
        Register(entries)
    }

    /// Puts the events of some groups in the place of those of others.
    pub(super) fn renew(&mut self, before: &[Arc<Joined>], now: &[Arc<Joined>]) {
        let gone: FxHashSet<usize> = before.iter().filter_map(|joined| joined.address()).collect();
        self.0.retain(|entry| !gone.contains(&entry.group));
        self.0.extend(now.iter().flat_map(|joined| entries(joined)));
        // Takes one pass where nearly all is in order.
        self.0.sort();
    }

    /// The events of `groups` that bear another id than they are to have.
    pub(super) fn ids(&self, groups: &FxHashMap<usize, Arc<Joined>>) -> Vec<Named> {
        self.0.par_chunk_by(|a, b| a.family == b.family).flat_map_iter(|family| misnamed(family, groups)).collect()
    }

    /// The same among some families.
    pub(super) fn ids_of(&self, families: &BTreeSet<u64>, groups: &FxHashMap<usize, Arc<Joined>>) -> Vec<Named> {
        let family = |family: &u64| {
            let from = self.0.partition_point(|entry| entry.family < *family);
            let to = self.0.partition_point(|entry| entry.family <= *family);
            misnamed(self.0.get(from..to).unwrap_or_default(), groups)
        };
        families.iter().flat_map(family).collect()
    }
}

fn entries(joined: &Joined) -> impl Iterator<Item = Entry> + '_ {
    let entry = |(at, made): (usize, &super::maker::Made)| {
        let first = made.members(&joined.members).next()?;
        Some(Entry { family: made.family, place: first.place(), group: joined.address()?, at })
    };
    joined.events.iter().enumerate().filter_map(entry)
}

/// What every id that an event with this stem can get begins with, as a number: the stem without what is added to tell ids apart, or looks so.
pub(super) fn family(stem: &str) -> u64 {
    let mut stem = stem;
    while let Some((before, last)) = stem.rsplit_once('-') {
        let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
        let is_mark = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_number && !is_mark {
            break;
        }
        stem = before;
    }
    FxBuildHasher.hash_one(stem)
}

/// The events of one family that bear another id than they are to have.
fn misnamed(family: &[Entry], groups: &FxHashMap<usize, Arc<Joined>>) -> Vec<Named> {
    let mut ids = Ids::default();
    let mut others = Vec::new();
    for entry in family {
        let Some(made) = groups.get(&entry.group).and_then(|joined| joined.events.get(entry.at)) else { continue };
        let id = ids.give(&made.stem);
        if made.event.id != id {
            others.push((entry.group, entry.at, id.into_owned()));
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_one_event_can_get_are_of_one_family() {
        let of = |stems: &[&str]| stems.iter().map(|stem| family(stem)).collect::<BTreeSet<_>>().len();
        assert_eq!(of(&["2015-strike", "2015-strike-ab12", "2015-strike-ab12-2", "2015-strike-ab12-2-00ff"]), 1);
        assert_eq!(of(&["2015-strike", "2015-strikes", "2015-strike-raqqa", "2016-strike"]), 4);
        assert_eq!(of(&["2015-11-15", "2015"]), 1);
    }
}
