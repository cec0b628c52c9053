//! Reports and the events that they were joined to: kept from one timeline to the next, and made anew where reports changed.
//!
//! Not here: which reports are one event (`merge`), and which have to be looked at again (`sweep`).

use super::groups::Groups;
use super::keys::ArticleKey;
use super::maker::{Made, Maker, Member, Place};
use super::sweep::{Opened, Sweep};
use super::told::Account;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reports, and events by the place of their first report.
#[derive(Default)]
pub(super) struct Weave {
    /// Where reports stand by their keys, in order.
    index: FxHashMap<u64, Vec<Place>>,
    rows: BTreeMap<ArticleKey, Row>,
}

/// What became of an article's reports.
#[derive(Default)]
struct Row {
    /// Of each report, where the first report of its event stands.
    firsts: Vec<Place>,
    /// Events, each where its first report stands.
    made: Vec<Option<Made>>,
}

/// What one timeline has in the place of another's.
#[derive(Default)]
pub(super) struct Difference {
    /// Events that are no more.
    pub(super) gone: Vec<Made>,
    /// Where the first reports of new events stand.
    pub(super) begun: Vec<Place>,
}

impl Weave {
    /// Joins all reports. Events of this and the reports `before` that stay the same are not made again.
    pub(super) fn whole(&self, before: &Account, now: &Account, maker: &Maker) -> Self {
        let members = || {
            now.iter().flat_map(|(article, told)| {
                let reports = told.reports.iter().enumerate();
                reports.map(move |(at, report)| Member { article, at, report: report.clone() })
            })
        };
        let known = |parts: &[Place]| {
            let made = self.find(*parts.first()?).filter(|made| made.parts == parts)?;
            parts.iter().all(|part| now.has_kept(before, *part)).then(|| made.clone())
        };
        let join = || {
            let groups = Groups::new(members().collect());
            let events = |group| maker.events(groups.members(group), known, |key| now.article(key));
            (0..groups.len()).into_par_iter().flat_map_iter(events).collect::<Vec<Made>>()
        };
        let (all, index) = rayon::join(join, || index(now));
        let rows = now.iter().map(|(key, told)| (key, Row::of(told.reports.len())));
        let mut weave = Weave { index, rows: rows.collect() };
        for made in all {
            let Some(first) = made.parts.first().copied() else { continue };
            made.parts.iter().for_each(|part| weave.put_first(*part, first));
            weave.put(first, Some(made));
        }
        weave
    }

    /// Joins again the reports at some places, and all that this concerns.
    pub(super) fn renew(&mut self, places: &[Place], before: &Account, now: &Account, maker: &Maker) -> Difference {
        for place in places {
            self.rows.entry(place.0).or_default();
            let keys = |account: &'_ Account| -> Vec<u64> {
                account.report_at(*place).map(|report| report.keys.clone()).unwrap_or_default()
            };
            keys(before).into_iter().for_each(|key| self.forget(key, *place));
            keys(now).into_iter().for_each(|key| self.note(key, *place));
        }
        let opened = Sweep::new(self, before, now, maker).over(places);
        let mut difference = Difference::default();
        for (first, Opened { parts, draft, .. }) in opened {
            let old = self.put(first, None);
            let is_same = |old: &Made| old.parts == parts && parts.iter().all(|part| now.has_kept(before, *part));
            if old.as_ref().is_some_and(is_same) {
                self.put(first, old);
                continue;
            }
            difference.gone.extend(old);
            if let Some(draft) = draft {
                self.put(first, Some(Made { parts, ..maker.made(draft, |key| now.article(key)) }));
                difference.begun.push(first);
            }
        }
        for key in places.iter().map(|(key, _)| key) {
            match now.of(*key) {
                Some(told) => self.rows.entry(*key).or_default().truncate(told.reports.len()),
                None => drop(self.rows.remove(key)),
            }
        }
        difference
    }

    /// All events, in the order of their first reports.
    pub(super) fn all(&self) -> impl Iterator<Item = &Made> {
        self.rows.values().flat_map(|row| &row.made).flatten()
    }

    /// The event whose first report stands at a place.
    pub(super) fn find(&self, first: Place) -> Option<&Made> {
        self.rows.get(&first.0)?.made.get(first.1)?.as_ref()
    }

    /// Gives the event whose first report stands at a place its id.
    pub(super) fn name(&mut self, first: Place, id: String) {
        let made = self.rows.get_mut(&first.0).and_then(|row| row.made.get_mut(first.1)).and_then(Option::as_mut);
        if let Some(made) = made {
            Arc::make_mut(&mut made.event).id = id;
        }
    }

    /// Where the first report of the event stands to which the report at a place was joined.
    pub(super) fn first(&self, place: Place) -> Option<Place> {
        self.rows.get(&place.0)?.firsts.get(place.1).copied()
    }

    /// Where the reports with a key stand, in order.
    pub(super) fn with(&self, key: u64) -> &[Place] {
        self.index.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Joins the report at a place to the event whose first report stands at another.
    pub(super) fn put_first(&mut self, place: Place, first: Place) {
        if let Some(row) = self.rows.get_mut(&place.0) {
            put_at(&mut row.firsts, place.1, first, (ArticleKey::MIN, 0));
        }
    }

    fn put(&mut self, first: Place, made: Option<Made>) -> Option<Made> {
        put_at(&mut self.rows.get_mut(&first.0)?.made, first.1, made, None).flatten()
    }

    fn note(&mut self, key: u64, place: Place) {
        let places = self.index.entry(key).or_default();
        if let Err(at) = places.binary_search(&place) {
            places.insert(at, place);
        }
    }

    fn forget(&mut self, key: u64, place: Place) {
        let Some(places) = self.index.get_mut(&key) else { return };
        if let Ok(at) = places.binary_search(&place) {
            places.remove(at);
        }
        if places.is_empty() {
            self.index.remove(&key);
        }
    }
}

impl Row {
    fn of(length: usize) -> Self {
        Row { firsts: vec![(ArticleKey::MIN, 0); length], made: vec![None; length] }
    }

    fn truncate(&mut self, length: usize) {
        self.firsts.truncate(length);
        self.made.truncate(length);
    }
}

/// Puts something at an index, and gives what stood there.
fn put_at<T: Clone>(row: &mut Vec<T>, at: usize, new: T, empty: T) -> Option<T> {
    if row.len() <= at {
        row.resize(at + 1, empty);
    }
    row.get_mut(at).map(|slot| std::mem::replace(slot, new))
}

/// Where all reports stand, by their keys.
fn index(now: &Account) -> FxHashMap<u64, Vec<Place>> {
    let mut index: FxHashMap<u64, Vec<Place>> = FxHashMap::default();
    for (article, told) in now.iter() {
        for (at, report) in told.reports.iter().enumerate() {
            for key in &report.keys {
                let places = index.entry(*key).or_default();
                // A report may have a key twice.
                if places.last() != Some(&(article, at)) {
                    places.push((article, at));
                }
            }
        }
    }
    index
}
