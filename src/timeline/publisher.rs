//! Timelines as they are published, one after another: events under the ids that they keep, after what an editor decided about them.
//!
//! Each is made from the one before it: ids are settled again for the events that an edit concerns, decisions carried out again where it concerns one that they name.
//! What is kept never decides. Not here: which reports are one event (`joiner`), how ids are settled and noted (`lock`), what a decision does (`curation`).

use super::curation::{Ground, Item, Items, Outcome, Remaker};
use super::order::{Order, are_few};
use super::sighting::{Sightings, changed, is_known_alike, read_otherwise};
use super::{Curation, Event, ReadArticle, Timeline, successors};
use crate::atlas::Location;
use crate::config::Config;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::lang::Language;
use crate::lock::{Difference, Ended, Lock, Named, Print, Settlement, Shown, Sighting};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Publishes the timelines of one site beside one `events.lock`.
pub struct Publisher {
    lock: Arc<Lock>,
    /// The day of publication; `None` where nothing may be noted in the file.
    today: Option<Day>,
    curation: Option<Curation>,
    /// Ids that decisions name.
    names: BTreeSet<String>,
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
            names: BTreeSet::new(),
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

    /// Gives the events of a timeline their ids.
    fn settle(&mut self, found: &Timeline, sightings: &mut Sightings) -> Change {
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
    fn name(&mut self, change: &Change, sightings: &mut Sightings) -> Option<Items> {
        let is_named = |at: &usize| self.settled.get(*at).is_some_and(|event| self.names.contains(&event.id));
        let begun: Vec<usize> = match self.is_decided {
            true => change.begun.iter().chain(&change.read_otherwise).copied().filter(is_named).collect(),
            false if self.names.is_empty() => Vec::new(),
            false => (0..self.settled.len()).filter(is_named).collect(),
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
    fn carry_out(&mut self, found: &Timeline, is_named_anew: bool, config: &Config) -> Option<Outcome> {
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

    /// Notes what is published now in the file.
    fn note(&mut self, step: &Step, sightings: &mut Sightings) {
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

    /// Puts the events that are published now in the place of others.
    fn put(&mut self, step: &Step, found: &Timeline, config: &Config) {
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
