//! The file after a build: what is new, what changed, what is gone; nothing is ever dropped from it.
//!
//! Not here: which id an event bears (`settle`).

use super::{Change, Entries, Entry, Fate, Lock, Print, Sighting, What};
use crate::date::Day;
use rayon::prelude::*;
use std::collections::BTreeMap;
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

/// What becomes of ids that no event bears, by the ids.
pub type Ended = BTreeMap<String, Arc<Entry>>;

/// What is published otherwise than before.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// Ids that no event may bear any more.
    pub gone: Vec<String>,
    /// Events that are new, or of which something else is known.
    pub shown: Vec<Shown>,
    /// What became of ids before, and what becomes of them now.
    pub ended: (&'a Ended, &'a Ended),
}

impl Lock {
    /// This file after what was published on the day `today`: made from `last`, which it was after another state of the same timeline, or itself.
    pub fn next(&self, last: &Lock, difference: &Difference, today: Day) -> Lock {
        let Difference { gone, shown, ended: (before, ended) } = difference;
        let mut entries = last.entries.clone();
        let restarted = before.keys().filter(|id| !ended.contains_key(*id));
        for id in gone.iter().chain(restarted) {
            match self.entries.get(id) {
                Some(entry) => put(&mut entries, id, entry.clone()),
                None => drop(entries.remove(id)),
            }
        }
        let renewed = |event: &Shown| (event.id.clone(), self.renewed(event, today));
        let renewed = shown.par_iter().map(renewed);
        if entries.is_empty() {
            entries = renewed.collect::<Vec<_>>().into_iter().collect();
        } else {
            let is_other = |(id, entry): &(String, Arc<Entry>)| entries.get(id) != Some(entry);
            let renewed: Vec<(String, Arc<Entry>)> = renewed.filter(is_other).collect();
            renewed.into_iter().for_each(|(id, entry)| drop(entries.insert(id, entry)));
        }
        ended.iter().for_each(|(id, entry)| put(&mut entries, id, entry.clone()));
        Lock { entries }
    }

    /// The entry of an event that is shown.
    fn renewed(&self, event: &Shown, today: Day) -> Arc<Entry> {
        match self.entries.get(&event.id) {
            Some(entry) => updated(entry, event, today).map_or_else(|| entry.clone(), Arc::new),
            None => Arc::new(added(event, Some(today), Fate::Shown)),
        }
    }

    /// What becomes of events that an editor takes off, and of ids that were `lost`, each with that of the event which holds a report of it.
    pub fn ended(&self, rulings: &[Ruling], lost: Vec<(String, Option<String>)>, today: Day) -> Ended {
        let mut ended = Ended::new();
        for Ruling { event, into, why } in rulings {
            let fate = into.clone().map_or(Fate::Gone, Fate::Merged);
            let old = ended.get(&event.id).or_else(|| self.entries.get(&event.id));
            let mut entry = old.map_or_else(|| added(event, None, fate.clone()), |old| (**old).clone());
            entry.prints = kept(&entry.prints, &event.sighting.prints);
            end(&mut entry, fate, today, Some(why));
            ended.insert(event.id.clone(), Arc::new(entry));
        }
        for (id, into) in lost {
            let Some(entry) = self.entries.get(&id).filter(|_| !ended.contains_key(&id)) else { continue };
            let mut entry = (**entry).clone();
            end(&mut entry, into.map_or(Fate::Gone, Fate::Merged), today, None);
            ended.insert(id, Arc::new(entry));
        }
        ended
    }
}

/// Puts an entry under an id, where another stands there.
fn put(entries: &mut Entries, id: &str, entry: Arc<Entry>) {
    if entries.get(id) != Some(&entry) {
        entries.insert(id.to_owned(), entry);
    }
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

/// Notes the end of an event, once; of one that an editor took off, why.
fn end(entry: &mut Entry, fate: Fate, today: Day, ruling: Option<&Option<String>>) {
    let was = std::mem::replace(&mut entry.fate, fate);
    if !entry.was_published() || was == entry.fate {
        return;
    }
    let (what, new) = match &entry.fate {
        Fate::Merged(into) => (What::Merged, into.clone()),
        Fate::Shown | Fate::Gone => (What::Withdrawn, String::new()),
    };
    let why = ruling.cloned().flatten();
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
