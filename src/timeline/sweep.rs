//! Joining reports again after some of them changed: those that changed, and those that this can concern.
//!
//! Reports are taken in the order of publication, and each is joined by what the events before it tell. So what was decided before stands, unless the report, or an
//! event with which it shares a key, is another by then. An event from which a report is taken or to which one is added is *open* from that report on: all later reports
//! that share a key with it are weighed again, against the open events alone where their own event is not among them. Not here: what makes two reports one event
//! (`merge`).

use super::draft::Draft;
use super::maker::{Maker, Place, Report};
use super::merge::{is_open, is_same_across, meant};
use super::told::Account;
use super::weave::Weave;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// An event that is other than before, as far as the sweep has come.
#[derive(Default)]
pub(super) struct Opened {
    /// Where its reports stand, in order.
    pub(super) parts: Vec<Place>,
    /// What they say; `None` where none is left.
    pub(super) draft: Option<Draft>,
    /// Their keys.
    keys: FxHashSet<u64>,
}

/// One pass over reports that may have to be joined to other events than before.
pub(super) struct Sweep<'a> {
    weave: &'a mut Weave,
    before: &'a Account,
    now: &'a Account,
    maker: &'a Maker<'a>,
    /// Where the reports stand that are still to be weighed.
    queue: BTreeSet<Place>,
    /// Keys all of whose later reports are in the queue.
    queued: FxHashSet<u64>,
    /// Events that are other than before, by the place of their first report.
    open: BTreeMap<Place, Opened>,
    /// What the first reports of other events say, and how many they are.
    drafts: FxHashMap<Place, (usize, Option<Draft>)>,
}

impl<'a> Sweep<'a> {
    /// A sweep over the reports `now`, whose keys `weave` already knows; its events and what was joined to them are those of `before`.
    pub(super) fn new(weave: &'a mut Weave, before: &'a Account, now: &'a Account, maker: &'a Maker<'a>) -> Self {
        let (queue, queued) = (BTreeSet::new(), FxHashSet::default());
        let (open, drafts) = (BTreeMap::new(), FxHashMap::default());
        Sweep { weave, before, now, maker, queue, queued, open, drafts }
    }

    /// Joins the reports at some places, which are others than before, and all that this concerns. Gives the events that may be others, by the
    /// place of their first report.
    pub(super) fn over(mut self, places: &[Place]) -> BTreeMap<Place, Opened> {
        self.queue.extend(places);
        while let Some(place) = self.queue.pop_first() {
            self.weigh(place);
        }
        self.open
    }

    fn weigh(&mut self, place: Place) {
        let was = self.weave.first(place).filter(|_| self.before.report_at(place).is_some());
        let Some(report) = self.now.report_at(place) else {
            was.into_iter().for_each(|was| self.open_from(was, place));
            return;
        };
        let is_kept = self.now.has_kept(self.before, place);
        let stands = |was: &Place| is_kept && !self.open.contains_key(was) && !is_open(&report.draft);
        let first = match was.filter(stands) {
            Some(was) => self.of_open(report).map_or(was, |open| open.min(was)),
            None => self.of_all(report, place),
        };
        if !is_kept || was != Some(first) {
            was.into_iter().for_each(|was| self.open_from(was, place));
            self.open_from(first, place);
        }
        if let Some(open) = self.open.get_mut(&first) {
            open.absorb(report, place);
            self.queue_up(&report.keys, place);
        }
        self.weave.put_first(place, first);
    }

    /// Lets an event be other than before from a place on.
    fn open_from(&mut self, first: Place, place: Place) {
        if self.open.contains_key(&first) {
            return;
        }
        let all = self.weave.find(first).map(|made| made.parts.clone()).unwrap_or_default();
        for report in all.iter().filter_map(|part| self.before.report_at(*part)) {
            self.queue_up(&report.keys, place);
        }
        let mut opened = Opened::default();
        for part in all.into_iter().take_while(|part| *part < place) {
            self.now.report_at(part).into_iter().for_each(|report| opened.absorb(report, part));
        }
        self.open.insert(first, opened);
    }

    /// Has all reports with some keys weighed that stand after a place.
    fn queue_up(&mut self, keys: &[u64], place: Place) {
        for key in keys.iter().copied().filter(|key| self.queued.insert(*key)) {
            let places = self.weave.with(key);
            self.queue.extend(places.get(places.partition_point(|other| *other <= place)..).unwrap_or_default());
        }
    }

    /// The first of the open events that a report speaks of.
    fn of_open(&self, report: &Report) -> Option<Place> {
        let frame = self.maker.frame(&report.draft);
        let is_meant = |open: &Opened| {
            let is_near = report.keys.iter().any(|key| open.keys.contains(key));
            is_near && open.draft.as_ref().is_some_and(|event| is_same_across(event, &report.draft, frame))
        };
        self.open.iter().find(|(_, open)| is_meant(open)).map(|(first, _)| *first)
    }

    /// The event that the report at a place speaks of, among all; one of its own where it speaks of none.
    fn of_all(&mut self, report: &Report, place: Place) -> Place {
        let Sweep { weave, now, maker, open, drafts, .. } = self;
        let frame = maker.frame(&report.draft);
        let mut near: Vec<Place> = Vec::new();
        for places in report.keys.iter().map(|key| weave.with(*key)) {
            near.extend(places.iter().take_while(|other| **other < place).filter_map(|other| weave.first(*other)));
        }
        near.sort_unstable();
        near.dedup();
        let is_meant = |first: &Place| {
            let event = match open.get(first) {
                Some(open) => open.draft.as_ref(),
                None => told_before(drafts, weave, now, *first, place),
            };
            event.is_some_and(|event| is_same_across(event, &report.draft, frame))
        };
        meant(near.into_iter().filter(is_meant), &report.draft).unwrap_or(place)
    }
}

impl Opened {
    fn absorb(&mut self, report: &Report, place: Place) {
        self.parts.push(place);
        self.keys.extend(&report.keys);
        take_in(&mut self.draft, report, place);
    }
}

/// What those reports of an event say that stand before a place.
fn told_before<'d>(
    drafts: &'d mut FxHashMap<Place, (usize, Option<Draft>)>,
    weave: &Weave,
    now: &Account,
    first: Place,
    place: Place,
) -> Option<&'d Draft> {
    let (count, draft) = drafts.entry(first).or_default();
    for part in weave.find(first)?.parts.iter().skip(*count).take_while(|part| **part < place) {
        now.report_at(*part).into_iter().for_each(|report| take_in(draft, report, *part));
        *count += 1;
    }
    draft.as_ref()
}

fn take_in(draft: &mut Option<Draft>, report: &Report, place: Place) {
    let told = report.draft.in_article(place.0);
    match draft {
        Some(draft) => draft.absorb(told),
        None => *draft = Some(told),
    }
}
