//! Noting in `events.lock` what is published.
//!
//! Not here: what is noted of an event (`lock`).

use super::{Publisher, Step};
use crate::date::Day;
use crate::lock::{Difference, Ended, Print, Shown, Sighting};
use crate::timeline::curation::Item;
use crate::timeline::sighting::Sightings;
use rustc_hash::FxHashMap;
use std::sync::Arc;

impl Publisher {
    /// Notes what is published now in the file.
    pub(super) fn note(&mut self, step: &Step, sightings: &mut Sightings) {
        let Some(today) = self.today else { return };
        let Step { change, last, .. } = step;
        let which: Vec<usize> = change.begun.iter().chain(&change.read_otherwise).copied().collect();
        let events = which.iter().filter_map(|at| self.settled.get(*at)).zip(sightings.at(&which));
        let events = events.filter(|(event, _)| !self.outcome.changed.contains_key(&event.id));
        let mut shown: Vec<Shown> =
            events.map(|(event, sighting)| Shown { id: event.id.clone(), sighting, corrected: None }).collect();
        let mut gone: Vec<String> = change.gone.iter().map(|event| event.id.clone()).collect();
        if let Some(last) = last {
            let is_over = |id: &&String| !self.outcome.changed.contains_key(*id);
            let restored = last.changed.keys().filter(is_over).filter_map(|id| self.named.get(id));
            shown.extend(self.outcome.changed.values().flatten().chain(restored).map(Item::shown));
            gone.extend(last.changed.keys().cloned());
        }
        let ended = self.ended(sightings, today);
        let difference = Difference { gone, shown, ended: (&self.ended, &ended) };
        self.published.lock = self.lock.next(&self.published.lock, &difference, today).into();
        self.ended = ended;
    }

    /// What becomes of ids that no event bears any more: of several events that hold a report of one, the one with the first id has taken it in.
    fn ended(&mut self, sightings: &mut Sightings, today: Day) -> Ended {
        let settled = self.outcome.settled.as_ref().unwrap_or(self.settlement.settled()).clone();
        let (lost, near) = self.settlement.lost(&settled);
        let near: Vec<(&str, Arc<Sighting>)> =
            near.iter().filter_map(|at| Some(&*self.settled.get(*at)?.id)).zip(sightings.at(&near)).collect();
        let near = near.iter().filter(|(id, _)| !self.outcome.changed.contains_key(*id));
        let changed = self.outcome.changed.values().flatten().filter(|_| !lost.is_empty());
        let shown =
            changed.map(|item| (&*item.event.id, &item.sighting)).chain(near.map(|(id, sighting)| (*id, sighting)));
        let mut holders: FxHashMap<&Print, &str> = FxHashMap::default();
        for (id, print) in shown.flat_map(|(id, sighting)| sighting.prints.iter().map(move |print| (id, print))) {
            holders.entry(print).and_modify(|other| *other = id.min(other)).or_insert(id);
        }
        let holder = |id: &String| {
            let prints = &self.lock.entries.get(id)?.prints;
            prints.iter().find_map(|print| holders.get(print)).map(|id| (*id).to_owned())
        };
        let lost = lost.into_iter().map(|id| (holder(&id), id)).map(|(into, id)| (id, into)).collect();
        self.lock.ended(&self.outcome.rulings, lost, today)
    }
}
