//! Reports and the events that they were joined to: kept from one timeline to the next, and made anew where reports changed.
//!
//! Not here: which reports are one event (`merge`), and which have to be looked at again (`sweep`).

use super::ReadArticle;
use super::groups::Groups;
use super::maker::{Made, Maker, Member, Place};
use super::sweep::{Opened, Sweep};
use super::told::{Told, is_kept, report_at};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Reports, and events by the place of their first report.
#[derive(Default)]
pub(super) struct Weave {
    /// Where reports stand by their keys, in order.
    index: FxHashMap<u64, Vec<Place>>,
    /// Of each report of each article, where the first report of its event stands.
    firsts: Vec<Vec<Place>>,
    /// Events, each where its first report stands.
    made: Vec<Vec<Option<Made>>>,
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
    pub(super) fn whole(
        &self,
        before: &[Arc<Told>],
        now: &[Arc<Told>],
        articles: &[Arc<ReadArticle>],
        maker: &Maker,
    ) -> Self {
        let member = |article: usize| {
            let reports = now.get(article).into_iter().flat_map(|told| &told.reports).enumerate();
            reports.map(move |(at, report)| Member { article, at, report: report.clone() })
        };
        let known = |parts: &[Place]| {
            let made = self.find(*parts.first()?).filter(|made| made.parts == parts)?;
            parts.iter().all(|part| is_kept(before, now, *part)).then(|| made.clone())
        };
        let join = || {
            let groups = Groups::new((0..now.len()).flat_map(member).collect());
            let events = |group| maker.events(groups.members(group), known, articles);
            (0..groups.len()).into_par_iter().flat_map_iter(events).collect::<Vec<Made>>()
        };
        let (all, index) = rayon::join(join, || index(now));
        let lengths = || now.iter().map(|told| told.reports.len());
        let mut weave = Weave {
            index,
            firsts: lengths().map(|length| vec![(0, 0); length]).collect(),
            made: lengths().map(|length| vec![None; length]).collect(),
        };
        for made in all {
            let Some(first) = made.parts.first().copied() else { continue };
            made.parts.iter().for_each(|part| weave.put_first(*part, first));
            weave.put(first, Some(made));
        }
        weave
    }

    /// Joins again the reports at some places, and all that this concerns.
    pub(super) fn renew(
        &mut self,
        places: &[Place],
        before: &[Arc<Told>],
        now: &[Arc<Told>],
        articles: &[Arc<ReadArticle>],
        maker: &Maker,
    ) -> Difference {
        self.firsts.resize(before.len().max(now.len()), Vec::new());
        self.made.resize_with(before.len().max(now.len()), Vec::new);
        for place in places {
            let keys = |told| report_at(told, *place).into_iter().flat_map(|report| &report.keys);
            keys(before).for_each(|key| self.forget(*key, *place));
            keys(now).for_each(|key| self.note(*key, *place));
        }
        let opened = Sweep::new(self, before, now, maker).over(places);
        let mut difference = Difference::default();
        for (first, Opened { parts, draft, .. }) in opened {
            let old = self.put(first, None);
            let is_same = |old: &Made| old.parts == parts && parts.iter().all(|part| is_kept(before, now, *part));
            if old.as_ref().is_some_and(is_same) {
                self.put(first, old);
                continue;
            }
            difference.gone.extend(old);
            if let Some(draft) = draft {
                self.put(first, Some(Made { parts, ..maker.made(draft, articles) }));
                difference.begun.push(first);
            }
        }
        for article in places.iter().map(|(article, _)| *article) {
            let length = now.get(article).map_or(0, |told| told.reports.len());
            self.firsts.get_mut(article).into_iter().for_each(|firsts| firsts.truncate(length));
            self.made.get_mut(article).into_iter().for_each(|made| made.truncate(length));
        }
        self.firsts.truncate(now.len());
        self.made.truncate(now.len());
        difference
    }

    /// All events, in the order of their first reports.
    pub(super) fn all(&self) -> impl Iterator<Item = &Made> {
        self.made.iter().flatten().flatten()
    }

    /// The event whose first report stands at a place.
    pub(super) fn find(&self, first: Place) -> Option<&Made> {
        self.made.get(first.0)?.get(first.1)?.as_ref()
    }

    /// Gives the event whose first report stands at a place its id.
    pub(super) fn name(&mut self, first: Place, id: String) {
        let made = self.made.get_mut(first.0).and_then(|made| made.get_mut(first.1)).and_then(Option::as_mut);
        if let Some(made) = made {
            Arc::make_mut(&mut made.event).id = id;
        }
    }

    /// Where the first report of the event stands to which the report at a place was joined.
    pub(super) fn first(&self, place: Place) -> Option<Place> {
        self.firsts.get(place.0)?.get(place.1).copied()
    }

    /// Where the reports with a key stand, in order.
    pub(super) fn with(&self, key: u64) -> &[Place] {
        self.index.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Joins the report at a place to the event whose first report stands at another.
    pub(super) fn put_first(&mut self, place: Place, first: Place) {
        put_at(&mut self.firsts, place, first, (0, 0));
    }

    fn put(&mut self, first: Place, made: Option<Made>) -> Option<Made> {
        put_at(&mut self.made, first, made, None).flatten()
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

/// Puts something at a place, and gives what stood there.
fn put_at<T: Clone>(table: &mut [Vec<T>], place: Place, new: T, empty: T) -> Option<T> {
    let row = table.get_mut(place.0)?;
    if row.len() <= place.1 {
        row.resize(place.1 + 1, empty);
    }
    row.get_mut(place.1).map(|slot| std::mem::replace(slot, new))
}

/// Where all reports stand, by their keys.
fn index(told: &[Arc<Told>]) -> FxHashMap<u64, Vec<Place>> {
    let mut index: FxHashMap<u64, Vec<Place>> = FxHashMap::default();
    for (article, told) in told.iter().enumerate() {
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
