//! Events that belong together for those who follow a site: all of them, or those of one list.
//!
//! Not here: feeds and calendars, which are made of them (`export`).

use super::address;
use super::edition::Edition;

/// Some events under one title.
#[derive(Clone, Debug)]
pub struct Selection {
    /// What they have in common; empty where they are all.
    pub title: String,
    /// The folder of their list, with a slash at its end; empty where they are all.
    pub folder: String,
    /// Their indexes in the timeline, in its order.
    pub events: Vec<usize>,
}

/// All events, then those of each list that can be followed.
pub fn selections(edition: &Edition) -> Vec<Selection> {
    let all =
        Selection { title: String::new(), folder: String::new(), events: (0..edition.timeline.events.len()).collect() };
    let kinds = edition.kinds.iter().map(|kind| Selection {
        title: kind.plural.clone(),
        folder: format!("{}/", address::kind(&kind.id)),
        events: edition.index.kinds.get(&kind.id).cloned().unwrap_or_default(),
    });
    std::iter::once(all).chain(kinds).collect()
}
