//! The order of a timeline's events: by first possible day, then kind, then id.
//!
//! Not here: the order of articles (`keys`).

use super::Event;
use crate::config::Kind;
use crate::date::Day;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Where no more than one in so many events changed, each is put in its place by itself.
const FEW: usize = 100;

/// The order of events of some kinds.
pub(super) struct Order<'a>(FxHashMap<&'a str, usize>);

impl<'a> Order<'a> {
    pub(super) fn of(kinds: &'a [Kind]) -> Self {
        Order(kinds.iter().enumerate().map(|(at, kind)| (kind.id.as_str(), at)).collect())
    }

    /// The place of a kind among all, by its identifier.
    pub(super) fn kind(&self, id: &str) -> Option<usize> {
        self.0.get(id).copied()
    }

    fn key(&self, event: &Event) -> (Day, Option<usize>) {
        (event.when.sort_day(), self.kind(&event.kind))
    }

    /// Some events, in order.
    pub(super) fn sorted(&self, events: impl Iterator<Item = Arc<Event>>) -> Vec<Arc<Event>> {
        let events: Vec<Arc<Event>> = events.collect();
        let mut events: Vec<_> = events.into_par_iter().map(|event| (self.key(&event), event)).collect();
        events.par_sort_unstable_by(|(key_a, a), (key_b, b)| (key_a, &a.id).cmp(&(key_b, &b.id)));
        events.into_iter().map(|(_, event)| event).collect()
    }

    /// Puts some events in the place of others that bear the same ids as these did.
    pub(super) fn exchange(&self, events: &mut Vec<Arc<Event>>, gone: &[Arc<Event>], begun: Vec<Arc<Event>>) {
        let place = |events: &[Arc<Event>], event: &Event| {
            events.partition_point(|other| (self.key(other), &other.id) < (self.key(event), &event.id))
        };
        for event in gone {
            let at = place(events, event);
            if events.get(at).is_some_and(|other| other.id == event.id) {
                events.remove(at);
            }
        }
        for event in begun {
            events.insert(place(events, &event), event);
        }
    }
}

/// True where so many of all events changed that each can be put in its place by itself.
pub(super) fn are_few(changed: usize, all: usize) -> bool {
    changed * FEW <= all
}
