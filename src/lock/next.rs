//! The file after a build: what is new, what changed, what is gone; nothing is ever dropped from it.
//!
//! Not here: which id an event bears (`settle`).

use super::{Change, Entries, Entry, Fate, Lock, Print, Sighting, What};
use crate::date::Day;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// An event as it is published now.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// Its reports and what is said of it.
    pub sighting: Arc<Sighting>,
    /// The editor's reason for what was corrected about it, perhaps empty; `None` where nothing was.
    pub corrected: Option<String>,
}

/// An editor's word on an id that is not shown.
#[derive(Clone, Debug)]
pub struct Ruling {
    /// The event that was merged or rejected, with its id.
    pub event: Shown,
    /// The event that took it in; `None` where it was rejected.
    pub into: Option<String>,
    /// Why.
    pub why: Option<String>,
}

impl Lock {
    /// The file after `shown` is published on the day `today`.
    pub fn next(&self, shown: &[Shown], rulings: &[Ruling], today: Day) -> Lock {
        if self.entries.is_empty() && rulings.is_empty() {
            return first(shown, today);
        }
        let mut entries = self.entries.clone();
        let renewed = |event: &Shown| {
            let entry = match self.entries.get(&event.id) {
                Some(entry) => updated(entry, event, today)?,
                None => added(event, Some(today), Fate::Shown),
            };
            Some((event.id.clone(), Arc::new(entry)))
        };
        let renewed: Vec<(String, Arc<Entry>)> = shown.par_iter().filter_map(renewed).collect();
        renewed.into_iter().for_each(|(id, entry)| drop(entries.insert(id, entry)));
        self.settle_gone(&mut entries, shown, rulings, today);
        Lock { entries }
    }

    /// This file with `begun` in the place of the events of some ids, where none of these and those was published before today.
    pub fn with_others<'a>(&self, gone: impl Iterator<Item = &'a str>, begun: &[Shown], today: Day) -> Lock {
        let mut entries = self.entries.clone();
        gone.for_each(|id| drop(entries.remove(id)));
        for event in begun {
            entries.insert(event.id.clone(), Arc::new(added(event, Some(today), Fate::Shown)));
        }
        Lock { entries }
    }

    /// Says of every id that is not shown what became of it.
    fn settle_gone(&self, entries: &mut Entries, shown: &[Shown], rulings: &[Ruling], today: Day) {
        let live: FxHashSet<&str> = shown.iter().map(|event| event.id.as_str()).collect();
        for ruling in rulings.iter().filter(|ruling| !live.contains(ruling.event.id.as_str())) {
            let fate = ruling.into.clone().map_or(Fate::Gone, Fate::Merged);
            let old = entries.get(&ruling.event.id);
            let mut entry = old.map_or_else(|| added(&ruling.event, None, fate.clone()), |old| (**old).clone());
            entry.prints = kept(&entry.prints, &ruling.event.sighting.prints);
            end(&mut entry, fate, today, Some(ruling));
            entries.insert(ruling.event.id.clone(), Arc::new(entry));
        }
        let ruled: FxHashSet<&str> = rulings.iter().map(|ruling| ruling.event.id.as_str()).collect();
        let lost = |(id, entry): &(&String, &Arc<Entry>)| {
            entry.fate == Fate::Shown && !live.contains(id.as_str()) && !ruled.contains(id.as_str())
        };
        let mut lost = self.entries.iter().filter(lost).peekable();
        if lost.peek().is_none() {
            return;
        }
        let holders: FxHashMap<&Print, &str> = shown
            .iter()
            .rev()
            .flat_map(|event| event.sighting.prints.iter().map(move |print| (print, event.id.as_str())))
            .collect();
        for (id, entry) in lost {
            let into = entry.prints.iter().find_map(|print| holders.get(print));
            let mut entry = (**entry).clone();
            end(&mut entry, into.map_or(Fate::Gone, |into| Fate::Merged((*into).to_owned())), today, None);
            entries.insert(id.clone(), Arc::new(entry));
        }
    }
}

/// The file of events none of which was published before.
fn first(shown: &[Shown], today: Day) -> Lock {
    let entry = |event: &Shown| (event.id.clone(), Arc::new(added(event, Some(today), Fate::Shown)));
    let mut entries: Vec<(String, Arc<Entry>)> = shown.par_iter().map(entry).collect();
    // A map takes what is in order at once.
    entries.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    Lock { entries: entries.into_iter().collect() }
}

fn added(event: &Shown, since: Option<Day>, fate: Fate) -> Entry {
    let Sighting { prints, facts, .. } = &*event.sighting;
    Entry { since, facts: facts.clone(), prints: kept(&[], prints), fate, changes: Vec::new() }
}

/// The entry of an event that is shown, where anything about it is new.
fn updated(entry: &Entry, event: &Shown, today: Day) -> Option<Entry> {
    let Sighting { prints, facts, .. } = &*event.sighting;
    let prints = kept(&entry.prints, prints);
    if entry.facts == *facts && entry.prints == prints && entry.fate == Fate::Shown && entry.since.is_some() {
        return None;
    }
    let mut next = entry.clone();
    if next.since.is_none() {
        next.since = Some(today);
    } else {
        if next.fate != Fate::Shown {
            next.changes.push(change(today, What::Restored, String::new(), String::new(), None));
        }
        let differences: Vec<(What, String, String)> = entry.facts.differences(facts);
        let differences =
            differences.into_iter().map(|(what, old, new)| change(today, what, old, new, event.corrected.as_deref()));
        next.changes.extend(differences);
    }
    next.fate = Fate::Shown;
    next.facts = facts.clone();
    next.prints = prints;
    Some(next)
}

fn change(on: Day, what: What, old: String, new: String, corrected: Option<&str>) -> Change {
    let why = corrected.filter(|why| !why.is_empty()).map(str::to_owned);
    Change { on, what, old, new, by_editor: corrected.is_some(), why }
}

/// Notes the end of an event, once.
fn end(entry: &mut Entry, fate: Fate, today: Day, ruling: Option<&Ruling>) {
    let was = std::mem::replace(&mut entry.fate, fate);
    if !entry.was_published() || was == entry.fate {
        return;
    }
    let (what, new) = match &entry.fate {
        Fate::Merged(into) => (What::Merged, into.clone()),
        Fate::Shown | Fate::Gone => (What::Withdrawn, String::new()),
    };
    let why = ruling.and_then(|ruling| ruling.why.clone());
    entry.changes.push(Change { on: today, what, old: String::new(), new, by_editor: ruling.is_some(), why });
}

/// The reports to be kept: those that were kept already and are still there, then new ones. Where none is left, the old ones stay.
fn kept(old: &[Print], new: &[Print]) -> Vec<Print> {
    if new.is_empty() {
        return old.to_vec();
    }
    let still = old.iter().filter(|print| new.contains(print));
    let added = new.iter().filter(|print| !old.contains(print));
    still.chain(added).take(Entry::PRINTS).cloned().collect()
}
