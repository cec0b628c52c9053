//! `events.lock`: under which id each event was published, what was said of it, and what became of it since.
//!
//! An id that a reader may have cited keeps its meaning: an event is known again by its evidence, not by its name, so it keeps its id when
//! its date, its title or its first report changes; an id that is gone leads to the event that took it in, or to a page that says so. Pure:
//! the text of the file in, the next text out. Format and advice are in `docs/curation.md`. Not here: which reports are one event
//! (`timeline`), reading and writing the file.

mod entries;
mod entry;
mod index;
mod next;
mod print;
mod read;
mod settle;
mod settlement;
mod text;

pub use entries::Entries;
pub use entry::{Change, Entry, Facts, Fate, What};
pub use next::{Difference, Ended, Ruling, Shown};
pub use print::Print;
pub(crate) use print::{FNV_OFFSET, fnv_1a};
pub use settle::{Settled, Sighting};
pub use settlement::{Named, Settlement};

use crate::date::Day;

/// Name of the file in a site's folder.
pub const FILE: &str = "events.lock";

/// All ids that were ever given to a published event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Entries by id.
    pub entries: Entries,
}

impl Lock {
    /// The last day of which the file knows; `None` where it is empty.
    pub fn latest(&self) -> Option<Day> {
        self.entries.values().filter_map(|entry| entry.latest()).max()
    }

    /// The id under which an event is shown that was once published as `id`, through any number of merges; `None` where it is gone.
    pub fn standing(&self, id: &str) -> Option<&str> {
        let mut at = self.entries.get_key_value(id)?;
        // A chain of merges is no longer than the list; a circle, which only a hand can write, leads nowhere.
        for _ in 0..=self.entries.len() {
            match &at.1.fate {
                Fate::Shown => return Some(at.0),
                Fate::Gone => return None,
                Fate::Merged(into) => at = self.entries.get_key_value(into)?,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
