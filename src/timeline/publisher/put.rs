//! Putting the events that are published in the place of those that were.
//!
//! Not here: which events these are (`settle`).

use super::{Publisher, Step};
use crate::atlas::Location;
use crate::config::Config;
use crate::timeline::curation::{Items, Outcome};
use crate::timeline::order::{Order, are_few};
use crate::timeline::{Event, Timeline};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Publisher {
    /// Puts the events that are published now in the place of others.
    pub(super) fn put(&mut self, step: &Step, found: &Timeline, config: &Config) {
        let precision = |place: &str| config.geo_precision_of(place);
        let is_plain = Arc::ptr_eq(&self.published.timeline.events, &self.found.events)
            && Arc::ptr_eq(&self.settled, &found.events)
            && self.outcome.changed.is_empty();
        let new = || step.change.begun.par_iter().filter_map(|at| found.events.get(*at));
        if is_plain && new().all(|event| coarser(event, precision).is_none()) {
            self.published.timeline.events = found.events.clone();
            return;
        }
        let coarse = |event: &Arc<Event>| {
            let mut event = event.clone();
            if let Some(location) = coarser(&event, precision) {
                Arc::make_mut(&mut event).location = Some(location);
            }
            event
        };
        let order = Order::of(&config.kinds);
        let events = &mut self.published.timeline.events;
        let count = step.change.gone.len() + step.change.begun.len();
        if step.is_decided_anew || !are_few(count, events.len()) {
            let is_as_settled = |event: &&Arc<Event>| !self.outcome.changed.contains_key(&event.id);
            let changed = self.outcome.changed.values().flatten().map(|item| &item.event);
            let all = self.settled.iter().filter(is_as_settled).chain(changed);
            *events = order.sorted(all.map(coarse)).into();
            return;
        }
        let (gone, begun) = self.exchanged(step);
        if !gone.is_empty() || !begun.is_empty() {
            let begun = begun.iter().map(coarse).collect();
            order.exchange(Arc::make_mut(&mut self.published.timeline.events), &gone, begun);
        }
    }

    /// The events that were published before the last step and are not any more, and those that are now and were not.
    fn exchanged(&self, step: &Step) -> (Vec<Arc<Event>>, Vec<Arc<Event>>) {
        let Step { change, named, last, .. } = step;
        let by_id = |event: &'_ Arc<Event>| (event.id.clone(), event.clone());
        let gone: BTreeMap<String, Arc<Event>> = change.gone.iter().map(by_id).collect();
        let begun = change.begun.iter().filter_map(|at| self.settled.get(*at));
        let begun: BTreeMap<String, Arc<Event>> = begun.map(by_id).collect();
        let decided = last.iter().flat_map(|last| last.changed.keys().chain(self.outcome.changed.keys()));
        let ids: BTreeSet<&String> = gone.keys().chain(begun.keys()).chain(decided).collect();
        let was = View {
            settled: &gone,
            named: named.as_ref().unwrap_or(&self.named),
            outcome: last.as_ref().unwrap_or(&self.outcome),
        };
        let is = View { settled: &begun, named: &self.named, outcome: &self.outcome };
        let (mut before, mut now) = (Vec::new(), Vec::new());
        for id in ids {
            match (was.event(id), is.event(id)) {
                (Some(a), Some(b)) if Arc::ptr_eq(a, b) => {}
                (a, b) => {
                    before.extend(a.cloned());
                    now.extend(b.cloned());
                }
            }
        }
        (before, now)
    }
}

/// Some events under the ids under which they are published.
struct View<'a> {
    settled: &'a BTreeMap<String, Arc<Event>>,
    named: &'a Items,
    outcome: &'a Outcome,
}

impl<'a> View<'a> {
    fn event(&self, id: &str) -> Option<&'a Arc<Event>> {
        match self.outcome.changed.get(id) {
            Some(item) => item.as_ref().map(|item| &item.event),
            None => self.settled.get(id).or_else(|| self.named.get(id).map(|item| &item.event)),
        }
    }
}

/// Where the place of an event lies to as many degrees as `precision` gives for its name, where it is told better.
fn coarser(event: &Event, precision: impl Fn(&str) -> f64) -> Option<Location> {
    let (place, location) = event.place.as_deref().zip(event.location)?;
    Some(location.rounded(precision(place))).filter(|rounded| *rounded != location)
}
