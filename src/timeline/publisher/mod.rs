//! Timelines as they are published, one after another: events under the ids that they keep, after what an editor decided about them.
//!
//! Each is made from the one before it: ids are settled again for the events that an edit concerns, decisions carried out again where it concerns one that they name.
//! What is kept never decides. Not here: which reports are one event (`joiner`), how ids are settled and noted (`lock`), what a decision does (`curation`).

mod note;
mod put;
mod settle;

use super::curation::{Items, Outcome};
use super::sighting::{Sightings, changed, is_known_alike};
use super::{Curation, Event, ReadArticle, Timeline};
use crate::config::Config;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::lock::{Ended, Lock, Settlement};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Publishes the timelines of one site beside one `events.lock`.
pub struct Publisher {
    lock: Arc<Lock>,
    /// The day of publication; `None` where nothing may be noted in the file.
    today: Option<Day>,
    curation: Option<Curation>,
    /// Ids that decisions name.
    names: FxHashSet<String>,
    settlement: Settlement,
    /// The last timeline as it was found.
    found: Timeline,
    /// Its events, in its order, under the ids that they keep.
    settled: Arc<Vec<Arc<Event>>>,
    /// Those of them that decisions name.
    named: Items,
    /// What the decisions made of them.
    outcome: Outcome,
    /// True where the decisions have been carried out.
    is_decided: bool,
    published: Published,
    ended: Ended,
}

/// A timeline as it is published.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The timeline.
    pub timeline: Timeline,
    /// The ids from now on.
    pub lock: Arc<Lock>,
    /// Decisions that could not be carried out.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became other in the events under the ids that they keep.
#[derive(Default)]
struct Change {
    /// Events that are no more, or bear another id.
    gone: Vec<Arc<Event>>,
    /// The indexes of events that are new, or bear another id.
    begun: Vec<usize>,
    /// The indexes of events of which a report is in other words.
    read_otherwise: Vec<usize>,
}

/// From one timeline to the next.
struct Step {
    change: Change,
    /// The events that decisions named before, where any of them is another now.
    named: Option<Items>,
    /// What came of the decisions before, where they were carried out again.
    last: Option<Outcome>,
    /// True where other decisions hold than before.
    is_decided_anew: bool,
}

impl Publisher {
    /// A publisher beside `lock`, on the day `today`; `None` where nothing may be noted in the file.
    pub fn new(lock: Arc<Lock>, today: Option<Day>) -> Self {
        let found = Timeline::default();
        Publisher {
            settlement: Settlement::new(lock.clone()),
            today,
            curation: None,
            names: FxHashSet::default(),
            settled: found.events.clone(),
            named: Items::new(),
            outcome: Outcome::default(),
            is_decided: false,
            published: Published { timeline: found.clone(), lock: lock.clone(), diagnostics: Vec::new() },
            found,
            lock,
            ended: Ended::new(),
        }
    }

    /// Lets these decisions hold from now on, and none else.
    pub fn decide(&mut self, curation: Option<Curation>) {
        self.names = curation.as_ref().map(|curation| curation.names(&self.lock)).unwrap_or_default();
        // They may be again as they were found.
        self.names.extend(self.outcome.changed.keys().cloned());
        self.curation = curation;
        self.is_decided = false;
    }

    /// Publishes the next timeline of the site. Kinds, language and precision must be those of the last.
    pub fn publish(&mut self, found: Timeline, config: &Config) -> Published {
        if !self.holds_for(&found) {
            let mut sightings = Sightings::of(&found);
            let change = self.settle(&found, &mut sightings);
            let is_decided_anew = !self.is_decided;
            let named = self.name(&change, &mut sightings);
            let last = self.carry_out(&found, named.is_some(), config);
            let step = Step { change, named, last, is_decided_anew };
            self.note(&step, &mut sightings);
            self.put(&step, &found, config);
        }
        let events = self.published.timeline.events.clone();
        self.published.timeline = Timeline { events, ..found.clone() };
        self.found = found;
        self.published.clone()
    }

    /// True where the last timeline is as good as this one.
    fn holds_for(&self, found: &Timeline) -> bool {
        // What an editor splits is made anew from single mentions.
        let is_same = |a: &ReadArticle, b: &ReadArticle| {
            is_known_alike(a, b) && (!self.outcome.is_wide || a.mentions == b.mentions)
        };
        self.is_decided
            && Arc::ptr_eq(&self.found.events, &found.events)
            && self.found.keys == found.keys
            && changed(&self.found, found).all(|(_, a, b)| is_same(a, b))
    }
}
