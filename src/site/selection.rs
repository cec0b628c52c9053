//! Events that belong together for those who follow a site: all of them, or those of one list.
//!
//! Not here: feeds and calendars, which are made of them (`export`).

use super::address;
use super::edition::Edition;
use super::facet::Sort;

/// Some events under one title.
#[derive(Clone, Debug)]
pub struct Selection {
    /// What they have in common; empty where they are all.
    pub title: String,
    /// The folder of their list, with a slash at its end; empty where they are all.
    pub folder: String,
    /// Their indexes in the timeline, in its order.
    pub events: Vec<usize>,
    /// True of a kind and of all: there are few of those, so each has a calendar, too.
    pub has_calendar: bool,
}

impl Selection {
    /// The same of other events.
    pub fn with(&self, events: Vec<usize>) -> Self {
        Selection { title: self.title.clone(), folder: self.folder.clone(), events, ..*self }
    }
}

/// All events, then those of each list that can be followed.
pub fn selections(edition: &Edition) -> Vec<Selection> {
    let all = Selection {
        title: String::new(),
        folder: String::new(),
        events: (0..edition.timeline.events.len()).collect(),
        has_calendar: true,
    };
    let kinds = edition.kinds.iter().map(|kind| Selection {
        title: kind.plural.clone(),
        folder: format!("{}/", address::kind(&kind.id)),
        events: edition.index.kinds.get(&kind.id).cloned().unwrap_or_default(),
        has_calendar: true,
    });
    let facets = Sort::ALL.into_iter().flat_map(|sort| {
        let list = edition.facets.of(sort);
        list.with_pages().iter().filter_map(move |at| {
            let facet = list.get(*at)?;
            let folder = format!("{}/", address::facet(sort.name(), facet.slug.as_ref()?));
            Some(Selection {
                title: facet.name.clone(),
                folder,
                events: list.of_name(*at).events.clone(),
                has_calendar: false,
            })
        })
    });
    std::iter::once(all).chain(kinds).chain(facets).collect()
}
