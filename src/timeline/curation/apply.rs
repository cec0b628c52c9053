//! Decisions carried out on a timeline whose events bear the ids that they keep.
//!
//! Splits come first, then merges, corrections, acceptances and rejections, whatever their order in the file: so each decision can name any id that
//! the file's readers know. Not here: reading the file (`read`), ids that are not there (`find`).

use super::Curation;
use super::decision::{Act, Corrections, Decision, Id};
use super::find::missing;
use super::remake::Remaker;
use crate::config::Kind;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::lang::Language;
use crate::lock::{Facts, Lock, Ruling, Settled, Shown, Sighting};
use crate::timeline::draft::Names;
use crate::timeline::sighting::facts;
use crate::timeline::{Event, Sightings, Timeline};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What an editor did to an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curated {
    /// True where the editor found it right.
    pub accepted: bool,
    /// What was found, where the editor corrected it.
    pub found: Option<Arc<Facts>>,
    /// Every decision about it.
    pub steps: Vec<Step>,
}

/// One decision about an event, as readers are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `accept`, `correct`, `merge` or `split`.
    pub act: &'static str,
    /// Ids of events that were taken in, or of the one that it was split from.
    pub others: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub decided: Option<Day>,
}

/// A timeline as it is published.
#[derive(Debug)]
pub struct Edited {
    /// The timeline.
    pub timeline: Timeline,
    /// Its events, as `events.lock` keeps them.
    pub shown: Vec<Shown>,
    /// What the editor took off it.
    pub rulings: Vec<Ruling>,
    /// Decisions that could not be carried out.
    pub diagnostics: Vec<Diagnostic>,
}

/// An event with what `events.lock` knows it by.
pub(super) struct Item {
    pub(super) event: Arc<Event>,
    pub(super) sighting: Arc<Sighting>,
}

/// The work on one timeline.
pub(super) struct Desk<'a> {
    pub(super) curation: &'a Curation,
    pub(super) lock: &'a Lock,
    pub(super) maker: Remaker<'a>,
    pub(super) settled: Settled,
    /// Events in the order of the timeline, then new ones; `None` for those that were taken off.
    pub(super) items: Vec<Option<Item>>,
    pub(super) by_id: FxHashMap<String, usize>,
    /// Events by the id of what they became part of.
    pub(super) merged: FxHashMap<String, String>,
    pub(super) rulings: Vec<Ruling>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Timeline {
    /// This timeline, its events under the ids that `lock` keeps for them, after what the editor decided. Only the events that a decision
    /// names are made anew; without decisions, nothing but ids can change. `known` is what was known of the timeline before.
    pub fn edited(
        mut self,
        kinds: &[Kind],
        language: Option<&Language>,
        curation: Option<&Curation>,
        lock: &Lock,
        known: &mut Sightings,
    ) -> Edited {
        let curation = curation.filter(|curation| !curation.decisions.is_empty());
        let sightings = known.of(&self);
        let mut settled = Settled::default();
        // Where nothing was published before and nothing is decided, every event bears its own id.
        let is_first = lock.entries.is_empty() && curation.is_none();
        let ids = if is_first { Vec::new() } else { lock.settle(&sightings, &mut settled) };
        let mut ids = ids.into_iter();
        let mut is_in_order = curation.is_none();
        let mut under = |mut event: Arc<Event>, id: Option<String>| {
            if let Some(id) = id.filter(|id| event.id != *id) {
                Arc::make_mut(&mut event).id = id;
                is_in_order = false;
            }
            event
        };
        let events = std::mem::take(&mut self.events);
        let events = events.iter().cloned().zip(sightings);
        let mut items: Vec<Option<Item>> =
            events.map(|(event, sighting)| Some(Item { event: under(event, ids.next()), sighting })).collect();
        let (mut rulings, mut diagnostics) = (Vec::new(), Vec::new());
        if let Some(curation) = curation {
            let id = |(at, item): (usize, &Option<Item>)| Some((item.as_ref()?.event.id.clone(), at));
            let by_id = items.iter().enumerate().filter_map(id).collect();
            let maker = Remaker::new(&self, kinds, language);
            let merged = FxHashMap::default();
            let desk = Desk { curation, lock, maker, settled, items, by_id, merged, rulings, diagnostics };
            Desk { items, rulings, diagnostics, .. } = desk.carried_out();
        }
        let (mut shown, mut events) = (Vec::with_capacity(items.len()), Vec::with_capacity(items.len()));
        for Item { event, sighting } in items.into_iter().flatten() {
            shown.push(published(&event, sighting));
            events.push(event);
        }
        self.events = events.into();
        if !is_in_order {
            self.sort(kinds);
        }
        Edited { timeline: self, shown, rulings, diagnostics }
    }
}

/// An event as it is published: under what it is known again, with what is said of it now.
fn published(event: &Event, mut sighting: Arc<Sighting>) -> Shown {
    let mut corrected = None;
    if let Some(curated) = &event.curated {
        Arc::make_mut(&mut sighting).facts = facts(event).into();
        let reasons = curated.steps.iter().filter_map(|step| step.reason.as_deref());
        corrected = Some(reasons.collect::<Vec<_>>().join(" "));
    }
    Shown { id: event.id.clone(), sighting, corrected }
}

impl Desk<'_> {
    fn carried_out(mut self) -> Self {
        let decisions = &self.curation.decisions;
        let phases: [fn(&Act) -> bool; 5] = [
            |act| matches!(act, Act::Split { .. }),
            |act| matches!(act, Act::Merge(..)),
            |act| matches!(act, Act::Correct(..)),
            |act| matches!(act, Act::Accept(_)),
            |act| matches!(act, Act::Reject(_)),
        ];
        for fits in phases {
            for decision in decisions.iter().filter(|decision| fits(&decision.act)) {
                self.carry_out(decision);
            }
        }
        self
    }

    fn carry_out(&mut self, decision: &Decision) {
        let Some(at) = self.find(decision.act.id()) else { return };
        match &decision.act {
            Act::Accept(_) => self.note(at, decision, Vec::new()),
            Act::Reject(_) => self.take_off(at, None, decision),
            Act::Correct(_, corrections) => self.correct(at, corrections, decision),
            Act::Merge(_, others) => self.merge(at, others, decision),
            Act::Split { from, reports, corrections } => {
                if let Some(part) = self.split(at, reports) {
                    let others = vec![from.value.clone()];
                    self.note(part, decision, others);
                    self.set(part, corrections);
                }
            }
        }
    }

    /// The event that bears an id; what it became part of, where an editor merged it. Tells where there is none.
    fn find(&mut self, id: &Id) -> Option<usize> {
        let mut name = &id.value;
        while let Some(into) = self.merged.get(name) {
            name = into;
        }
        let found = self.by_id.get(name).copied();
        if found.is_none() {
            self.diagnostics.push(missing(id, self));
        }
        found
    }

    pub(super) fn item(&mut self, at: usize) -> Option<&mut Item> {
        self.items.get_mut(at)?.as_mut()
    }

    /// Notes a decision on an event.
    fn note(&mut self, at: usize, decision: &Decision, others: Vec<String>) {
        let Some(item) = self.item(at) else { return };
        let curated = Arc::make_mut(&mut item.event).curated.get_or_insert_default();
        let Decision { act, reason, decided } = decision;
        curated.accepted |= matches!(act, Act::Accept(_));
        let step = Step { act: act.name(), others, reason: reason.clone(), decided: *decided };
        if !curated.steps.contains(&step) {
            curated.steps.push(step);
        }
    }

    fn correct(&mut self, at: usize, corrections: &Corrections, decision: &Decision) {
        self.note(at, decision, Vec::new());
        self.set(at, corrections);
        if let Some(Item { event, sighting }) = self.item(at)
            && let Some(curated) = &mut Arc::make_mut(event).curated
        {
            curated.found.get_or_insert_with(|| sighting.facts.clone());
        }
    }

    /// Puts what an editor says in the place of what was found.
    fn set(&mut self, at: usize, corrections: &Corrections) {
        let kinds = self.maker.kinds;
        let Some(item) = self.items.get(at).and_then(Option::as_ref) else { return };
        let made = self.maker.remade(&item.event, |draft| {
            let kind = corrections.kind.as_ref().and_then(|id| kinds.iter().position(|kind| kind.id == *id));
            if let Some(kind) = kind.filter(|kind| *kind != draft.kind) {
                draft.kind = kind;
                draft.subkind = "other".to_owned();
            }
            draft.when = corrections.when.unwrap_or(draft.when);
            draft.status = corrections.status.unwrap_or(draft.status);
            let put = |names: &mut Names, given: &Option<Vec<String>>| {
                given.iter().for_each(|given| *names = Names::of(given.iter().map(String::as_str)));
            };
            put(&mut draft.actors, &corrections.actors);
            put(&mut draft.targets, &corrections.targets);
            let place = corrections.place.iter().map(|place| Some(place.as_str()).filter(|place| !place.is_empty()));
            place.for_each(|place| draft.put_at(place));
        });
        if let (Some(mut event), Some(item)) = (made, self.item(at)) {
            event.title = corrections.title.clone().unwrap_or(event.title);
            event.note = corrections.note.clone().or(event.note);
            item.event = Arc::new(event);
        }
    }

    fn merge(&mut self, into: usize, others: &[Id], decision: &Decision) {
        for other in others {
            let Some(at) = self.find(other).filter(|at| *at != into) else { continue };
            let (Some(taken), Some(kept)) = (self.items.get(at), self.items.get(into)) else { continue };
            let (Some(taken), Some(kept)) = (taken, kept) else { continue };
            let made = self
                .maker
                .draft_of(&taken.event)
                .and_then(|draft| self.maker.remade(&kept.event, |event| event.absorb(draft)));
            let prints = taken.sighting.prints.clone();
            let (taken_id, id) = (taken.event.id.clone(), kept.event.id.clone());
            let (Some(made), Some(item)) = (made, self.item(into)) else { continue };
            item.event = Arc::new(made);
            Arc::make_mut(&mut item.sighting).prints.extend(prints);
            self.note(into, decision, vec![taken_id.clone()]);
            self.take_off(at, Some(id.clone()), decision);
            self.merged.insert(taken_id, id);
        }
    }

    /// Takes an event off the timeline: into another, or for good.
    fn take_off(&mut self, at: usize, into: Option<String>, decision: &Decision) {
        let Some(Item { event, sighting }) = self.items.get_mut(at).and_then(Option::take) else { return };
        self.by_id.remove(&event.id);
        let event = Shown { id: event.id.clone(), sighting, corrected: None };
        self.rulings.push(Ruling { event, into, why: decision.reason.clone() });
    }
}
