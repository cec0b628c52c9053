//! Giving events their ids, and carrying out decisions, where an edit concerns them.
//!
//! Not here: how ids are settled (`lock`), what a decision does (`curation`).

use super::{Change, Publisher};
use crate::config::Config;
use crate::lang::Language;
use crate::lock::Named;
use crate::timeline::curation::{Ground, Item, Items, Outcome, Remaker};
use crate::timeline::sighting::{Sightings, read_otherwise};
use crate::timeline::{Event, Timeline, successors};
use rayon::prelude::*;
use std::sync::Arc;

impl Publisher {
    /// Gives the events of a timeline their ids.
    pub(super) fn settle(&mut self, found: &Timeline, sightings: &mut Sightings) -> Change {
        // Where each event that is still there stood before.
        let before: Vec<Option<usize>> = successors(&self.found.events, &found.events).map(|(old, _)| old).collect();
        let new: Vec<usize> = (0..).zip(&before).filter(|(_, old)| old.is_none()).map(|(at, _)| at).collect();
        let read_otherwise = read_otherwise(&self.found, found, &new);
        let mut known = before.clone();
        read_otherwise.iter().for_each(|at| known.iter_mut().skip(*at).take(1).for_each(|known| *known = None));
        let named = self.settlement.follow(&known, |which| sightings.at(which));
        let was_plain = Arc::ptr_eq(&self.settled, &self.found.events);
        let settled = match was_plain && named.iter().all(|(_, id)| id.is_none()) {
            true => found.events.clone(),
            false => self.under_ids(found, &before, named),
        };
        let was = std::mem::replace(&mut self.settled, settled);
        let mut is_gone = vec![true; was.len()];
        let mut begun = Vec::new();
        for (at, (old, event)) in before.into_iter().zip(&*self.settled).enumerate() {
            match old.filter(|old| was.get(*old).is_some_and(|was| Arc::ptr_eq(was, event))) {
                Some(old) => is_gone.iter_mut().skip(old).take(1).for_each(|is_gone| *is_gone = false),
                None => begun.push(at),
            }
        }
        let gone = was.iter().zip(is_gone).filter(|(_, is_gone)| *is_gone).map(|(event, _)| event.clone()).collect();
        Change { gone, begun, read_otherwise }
    }

    /// The events of a timeline under the ids that they have; those that are not named again keep theirs.
    fn under_ids(&self, found: &Timeline, before: &[Option<usize>], named: Vec<Named>) -> Arc<Vec<Arc<Event>>> {
        let kept = |(old, event): (&Option<usize>, &Arc<Event>)| {
            old.and_then(|old| self.settled.get(old)).unwrap_or(event).clone()
        };
        let mut settled: Vec<Arc<Event>> = before.iter().zip(&*found.events).map(kept).collect();
        for (at, id) in named {
            let Some((slot, event)) = settled.get_mut(at).zip(found.events.get(at)) else { continue };
            if id.as_ref().unwrap_or(&event.id) == &slot.id {
                continue;
            }
            slot.clone_from(event);
            if let Some(id) = id {
                Arc::make_mut(slot).id = id;
            }
        }
        settled.into()
    }

    /// Finds the events that decisions name. Gives those of before where any of them is another now, or read otherwise.
    pub(super) fn name(&mut self, change: &Change, sightings: &mut Sightings) -> Option<Items> {
        let is_named = |at: &usize| self.settled.get(*at).is_some_and(|event| self.names.contains(&event.id));
        let begun: Vec<usize> = match self.is_decided {
            true => change.begun.iter().chain(&change.read_otherwise).copied().filter(is_named).collect(),
            false if self.names.is_empty() => Vec::new(),
            false => (0..self.settled.len()).into_par_iter().filter(is_named).collect(),
        };
        let is_gone = change.gone.iter().any(|event| self.named.contains_key(&event.id));
        if self.is_decided && begun.is_empty() && !is_gone {
            return None;
        }
        let mut named = if self.is_decided { self.named.clone() } else { Items::new() };
        change.gone.iter().for_each(|event| drop(named.remove(&event.id)));
        let events = begun.iter().filter_map(|at| self.settled.get(*at)).zip(sightings.at(&begun));
        named.extend(events.map(|(event, sighting)| (event.id.clone(), Item { event: event.clone(), sighting })));
        Some(std::mem::replace(&mut self.named, named))
    }

    /// Carries out the decisions where what they rest on is another than before. Gives what came of them before.
    pub(super) fn carry_out(&mut self, found: &Timeline, is_named_anew: bool, config: &Config) -> Option<Outcome> {
        if !is_named_anew && !self.outcome.is_wide {
            return None;
        }
        self.is_decided = true;
        let language = Language::find(&config.language);
        let ground = Ground {
            lock: &self.lock,
            settlement: &self.settlement,
            events: &self.settled,
            named: &self.named,
            maker: Remaker::new(found, &config.kinds, language.as_ref()),
        };
        let outcome = self.curation.as_ref().map(|curation| curation.carried_out(&ground, &self.outcome));
        let outcome = outcome.unwrap_or_default();
        self.published.diagnostics.clone_from(&outcome.diagnostics);
        Some(std::mem::replace(&mut self.outcome, outcome))
    }
}
