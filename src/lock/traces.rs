//! What of a file an event may be taken for that was never published: the reports that it knows, and what the events are known again by that are not shown.
//!
//! While neither a new event nor one that goes leaves such a trace, every other event keeps its id, and the new one bears its own. Not here: giving ids
//! (`settle`).

use super::{Entry, Fate, Lock, Print, Shown};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// What a file may know new events by.
#[derive(Clone, Debug)]
pub struct Traces {
    file: Arc<Lock>,
    /// All reports in the file.
    prints: FxHashSet<Print>,
    /// Of entries that may be given to an event by other means than their reports: the words of the first one, and its file with the kind.
    words: FxHashSet<u64>,
    files: FxHashSet<(Arc<str>, String)>,
}

impl Traces {
    /// The traces in `file` where the events of some ids are shown.
    pub fn new<'a>(file: Arc<Lock>, shown: impl Iterator<Item = &'a str>) -> Self {
        let shown: FxHashSet<&str> = shown.collect();
        let prints = file.entries.values().flat_map(|entry| &entry.prints).cloned().collect();
        let is_left = |(id, entry): &(&String, &Arc<Entry>)| entry.fate != Fate::Shown || !shown.contains(id.as_str());
        let left = file.entries.iter().filter(is_left);
        let left: Vec<(&Print, &Entry)> =
            left.filter_map(|(_, entry)| Some((entry.prints.first()?, &**entry))).collect();
        let words = left.iter().map(|(print, _)| print.hash).collect();
        let files = left.iter().map(|(print, entry)| (print.path.clone(), entry.facts.kind.clone())).collect();
        Traces { file, prints, words, files }
    }

    /// True of an event that the file may know: by its id, by a report, or because it may be one that is not shown.
    pub fn know(&self, event: &Shown) -> bool {
        let prints = &event.sighting.prints;
        let may_be_left = |first: &Print| {
            let in_file = || (first.path.clone(), event.sighting.facts.kind.clone());
            self.words.contains(&first.hash) || self.files.contains(&in_file())
        };
        self.file.entries.contains_key(&event.id)
            || prints.iter().any(|print| self.prints.contains(print))
            || prints.first().is_some_and(may_be_left)
    }
}
