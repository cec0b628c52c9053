//! Decisions carried out on events that bear the ids that they keep.
//!
//! Splits come first, then merges, corrections, acceptances and rejections, whatever their order in the file: so each decision can name any id that
//! the file's readers know. Not here: reading the file (`read`), ids that are not there (`find`), the timeline that comes of it (`publisher`).

use super::Curation;
use super::decision::{Act, Corrections, Decision, Id};
use super::find::missing;
use super::remake::Remaker;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::lock::{Facts, Lock, Ruling, Settled, Settlement, Shown, Sighting};
use crate::timeline::Event;
use crate::timeline::draft::Names;
use crate::timeline::sighting::facts;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
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

/// An event with what `events.lock` knows it by.
#[derive(Clone, Debug)]
pub(in crate::timeline) struct Item {
    pub(in crate::timeline) event: Arc<Event>,
    pub(in crate::timeline) sighting: Arc<Sighting>,
}

/// Events by the ids under which they are published.
pub(in crate::timeline) type Items = BTreeMap<String, Item>;

/// What the decisions of an editor make of the events that they name.
#[derive(Debug, Default)]
pub(in crate::timeline) struct Outcome {
    /// Events that are other by then, or new, by their ids; `None` for those that are taken off the timeline.
    pub(in crate::timeline) changed: BTreeMap<String, Option<Item>>,
    /// What the editor took off it.
    pub(in crate::timeline) rulings: Vec<Ruling>,
    /// Decisions that could not be carried out.
    pub(in crate::timeline) diagnostics: Vec<Diagnostic>,
    /// Which ids are given, where events were split.
    pub(in crate::timeline) settled: Option<Settled>,
    /// True where it rests on more than the events that decisions name: on the words of their reports, or on the ids of all others.
    pub(in crate::timeline) is_wide: bool,
}

/// What decisions are carried out on.
pub(in crate::timeline) struct Ground<'a> {
    pub(in crate::timeline) lock: &'a Lock,
    pub(in crate::timeline) settlement: &'a Settlement,
    /// All events, before any decision.
    pub(in crate::timeline) events: &'a [Arc<Event>],
    /// Those of them that decisions name, and those that stand in their place (`Curation::names`).
    pub(in crate::timeline) named: &'a Items,
    pub(in crate::timeline) maker: Remaker<'a>,
}

impl Ground<'_> {
    /// Which ids are given.
    fn settled(&self) -> Settled {
        let settled = self.settlement.settled().clone();
        match self.lock.entries.is_empty() {
            true => settled.bearing(self.events.iter().map(|event| event.id.clone())),
            false => settled,
        }
    }
}

/// The work on one timeline.
pub(super) struct Desk<'a> {
    pub(super) curation: &'a Curation,
    pub(super) ground: &'a Ground<'a>,
    pub(super) settled: Settled,
    /// Named events in the order of their ids, then new ones; `None` for those that were taken off.
    pub(super) items: Vec<Option<Item>>,
    pub(super) by_id: FxHashMap<String, usize>,
    /// Events by the id of what they became part of.
    pub(super) merged: FxHashMap<String, String>,
    pub(super) rulings: Vec<Ruling>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// True where the ids of all events count (`Outcome::is_wide`).
    pub(super) is_wide: bool,
}

impl Item {
    /// The event as it is published: under what it is known again, with what is said of it now.
    pub(in crate::timeline) fn shown(&self) -> Shown {
        let (mut sighting, mut corrected) = (self.sighting.clone(), None);
        if let Some(curated) = &self.event.curated {
            Arc::make_mut(&mut sighting).facts = facts(&self.event).into();
            let reasons = curated.steps.iter().filter_map(|step| step.reason.as_deref());
            corrected = Some(reasons.collect::<Vec<_>>().join(" "));
        }
        Shown { id: self.event.id.clone(), sighting, corrected }
    }
}

impl Curation {
    /// The ids that decisions name, and those that stand in their place beside a file.
    pub(in crate::timeline) fn names(&self, lock: &Lock) -> FxHashSet<String> {
        let others = |act: &Act| match act {
            Act::Merge(_, others) => others.iter().map(|id| id.value.clone()).collect(),
            _ => Vec::new(),
        };
        let ids = self.decisions.iter().flat_map(|Decision { act, .. }| [vec![act.id().value.clone()], others(act)]);
        let mut names: FxHashSet<String> = ids.flatten().collect();
        let standing: Vec<String> = names.iter().filter_map(|id| lock.standing(id)).map(str::to_owned).collect();
        names.extend(standing);
        names
    }

    /// What the decisions make of the events that they name. What comes out as it did before is shared with `last`.
    pub(in crate::timeline) fn carried_out(&self, ground: &Ground, last: &Outcome) -> Outcome {
        let has_splits = self.decisions.iter().any(|decision| matches!(decision.act, Act::Split { .. }));
        let items: Vec<Option<Item>> = ground.named.values().cloned().map(Some).collect();
        let by_id = ground.named.keys().cloned().zip(0..).collect();
        let settled = if has_splits { ground.settled() } else { Settled::default() };
        let (merged, rulings, diagnostics) = (FxHashMap::default(), Vec::new(), Vec::new());
        let is_wide = has_splits;
        let desk = Desk { curation: self, ground, settled, items, by_id, merged, rulings, diagnostics, is_wide };
        let Desk { items, settled, rulings, diagnostics, is_wide, .. } = desk.carried_out();
        let (named, made) = items.split_at(ground.named.len().min(items.len()));
        let is_other = |before: &Item, now: &Item| {
            !Arc::ptr_eq(&before.event, &now.event) || !Arc::ptr_eq(&before.sighting, &now.sighting)
        };
        let pairs = ground
            .named
            .iter()
            .zip(named)
            .filter(|((_, before), now)| now.as_ref().is_none_or(|now| is_other(before, now)));
        let changed = pairs.map(|((id, _), now)| (id.clone(), now.clone()));
        let made = made.iter().flatten().map(|item| (item.event.id.clone(), Some(item.clone())));
        let mut changed: BTreeMap<String, Option<Item>> = changed.chain(made).collect();
        for (id, item) in changed.iter_mut().filter_map(|(id, item)| Some((id, item.as_mut()?))) {
            if let Some(Some(before)) =
                last.changed.get(id).filter(|before| before.as_ref().is_some_and(|before| before.event == item.event))
            {
                item.event = before.event.clone();
            }
        }
        Outcome { changed, rulings, diagnostics, settled: has_splits.then_some(settled), is_wide }
    }
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
            // An id that was never published may be meant for any other.
            self.is_wide |= !self.ground.lock.entries.contains_key(&id.value);
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
        let maker = &self.ground.maker;
        let kinds = maker.kinds;
        let Some(item) = self.items.get(at).and_then(Option::as_ref) else { return };
        let made = maker.remade(&item.event, |draft| {
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
            let maker = &self.ground.maker;
            let draft = maker.draft_of(&taken.event);
            let made = draft.and_then(|draft| maker.remade(&kept.event, |event| event.absorb(draft)));
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
