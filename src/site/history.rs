//! What changed about published events, newest first, as the page of changes and its feed tell it.
//!
//! Not here: finding out what changed (`lock`).

use crate::date::Day;
use crate::lock::{Change, Entry, Lock, What};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One thing to tell of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Events that were published, by id.
    Added(Day, Vec<String>),
    /// A change to an event, by id.
    Changed(String, Change),
}

impl Row {
    /// The day on which it was published.
    pub fn day(&self) -> Day {
        match self {
            Row::Added(day, _) => *day,
            Row::Changed(_, change) => change.on,
        }
    }
}

/// Everything that changed, newest day first; of one day, what was taken back before what was edited, and new events last.
pub fn rows(lock: &Lock) -> Vec<Row> {
    let mut added: BTreeMap<Day, Vec<String>> = BTreeMap::new();
    let mut rows = Vec::new();
    for (id, entry) in lock.entries.iter() {
        let Entry { since: Some(since), changes, .. } = &**entry else { continue };
        added.entry(*since).or_default().push(id.clone());
        rows.extend(changes.iter().map(|change| Row::Changed(id.clone(), change.clone())));
    }
    rows.extend(added.into_iter().map(|(day, ids)| Row::Added(day, ids)));
    rows.sort_by_cached_key(|row| match row {
        Row::Added(day, _) => (Reverse(*day), 2, String::new(), What::Restored),
        Row::Changed(id, change) => (Reverse(change.on), weight(change.what), id.clone(), change.what),
    });
    rows
}

/// What takes back comes first.
fn weight(what: What) -> u8 {
    u8::from(!matches!(what, What::Withdrawn | What::Merged | What::Restored))
}
