//! Which reports of different articles speak of one event, and which events an editor wrote by hand the prose tells of.
//!
//! Within an article its reader has joined the reports (`Mention::event`). Those of two articles are joined when nothing they say
//! conflicts and enough of what they say is the same. Reports are taken in the order of publication, so that a later article never
//! takes an event apart. Not here: ids and titles.

use super::draft::{Draft, Names};
use super::maker::{Member, Place, Report};
use super::name::NameKey;
use crate::config::Frame;
use crate::date::{Day, When};
use crate::extract::Status;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::BuildHasher;

/// Widest interval, in days, by which reports of different articles can be told to mean one event.
const WIDEST: i64 = 31;
/// Widest interval, in days, within which place and kind alone identify an event.
const NARROW: i64 = 7;

/// The events of one article: what its prose tells, each report with the number of its event there, joined to what an editor wrote of it.
pub(super) fn within_article(
    by_hand: impl Iterator<Item = Draft>,
    found: impl Iterator<Item = (usize, Draft)>,
    frame: impl Fn(&Draft) -> Frame,
) -> Vec<Draft> {
    let mut events: Vec<Draft> = by_hand.collect();
    let written = events.len();
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    for (number, report) in found {
        let known = places.get(&number).copied().or_else(|| {
            let joins = |event: &Draft| match frame(&report) {
                Frame::Speech => is_same_speech(event, &report),
                Frame::Act | Frame::Notice => is_same_in_article(event, &report),
            };
            events[..written].iter().rposition(joins)
        });
        places.insert(number, known.unwrap_or(events.len()));
        match known {
            Some(at) => events[at].absorb(report),
            None => events.push(report),
        }
    }
    events
}

/// True where two reports agree in kind, in whether it happened, and in when.
fn is_alike(a: &Draft, b: &Draft) -> bool {
    a.kind == b.kind && reality(a.status) == reality(b.status) && a.when.overlaps(b.when)
}

/// Statements of one speaker on one day are one event: a briefing with its quotations.
fn is_same_speech(a: &Draft, b: &Draft) -> bool {
    is_alike(a, b) && a.actors.meets(&b.actors)
}

fn is_same_in_article(a: &Draft, b: &Draft) -> bool {
    let says_nothing = |d: &Draft| d.actors.is_empty() && d.targets.is_empty() && d.places.is_empty();
    is_alike(a, b) && !a.actors.conflicts(&b.actors) && !a.lies_elsewhere(b) && (says_nothing(b) || agreement(a, b) > 0)
}

/// Number of roles in which two reports name the same, less those in which they differ.
fn agreement(a: &Draft, b: &Draft) -> i32 {
    let role = |x: &Names, y: &Names| i32::from(x.meets(y)) - i32::from(x.conflicts(y));
    role(&a.actors, &b.actors) + role(&a.places, &b.places) + role(&a.targets, &b.targets)
}

/// What was done, what is planned and what is only thought of are never one event.
fn reality(status: Status) -> u8 {
    match status {
        Status::Happened | Status::Claimed | Status::Denied => 0,
        Status::Future => 1,
        Status::Hypothetical => 2,
    }
}

/// Events of several articles, found by what they are likely to share.
#[derive(Default)]
pub(super) struct Gathering<'a> {
    events: Vec<Gathered<'a>>,
    /// Indices of events by [`keys`].
    index: FxHashMap<u64, Vec<usize>>,
}

/// An event and the reports that speak of it.
pub(super) struct Gathered<'a> {
    /// What all of them say; where there is one only, that report, which does not know the place of its article.
    draft: Cow<'a, Draft>,
    first: &'a Member,
    /// Where they stand, in order.
    pub(super) parts: Vec<Place>,
}

impl<'a> Gathering<'a> {
    /// Joins a report to the events gathered so far, or adds it as one of its own.
    ///
    /// Only events that share a key with it are looked at.
    pub(super) fn add(&mut self, member: &'a Member, frame: Frame) {
        let Report { draft, keys } = &*member.report;
        let found: BTreeSet<usize> = keys.iter().filter_map(|key| self.index.get(key)).flatten().copied().collect();
        let same =
            meant(found.into_iter().filter(|&event| is_same_across(&self.events[event].draft, draft, frame)), draft);
        let event = same.unwrap_or(self.events.len());
        for key in keys {
            let entry = self.index.entry(*key).or_default();
            if !entry.contains(&event) {
                entry.push(event);
            }
        }
        match same {
            Some(event) => self.events[event].absorb(member),
            None => {
                self.events.push(Gathered { draft: Cow::Borrowed(draft), first: member, parts: vec![member.place()] })
            }
        }
    }

    /// The events, in the order in which they were added.
    pub(super) fn into_events(self) -> Vec<Gathered<'a>> {
        self.events
    }
}

impl Gathered<'_> {
    /// The event as all of its reports tell it.
    pub(super) fn into_draft(self) -> Draft {
        match self.draft {
            Cow::Borrowed(draft) => draft.in_article(self.first.article),
            Cow::Owned(draft) => draft,
        }
    }

    fn absorb(&mut self, member: &Member) {
        if let Cow::Borrowed(draft) = self.draft {
            self.draft = Cow::Owned(draft.in_article(self.first.article));
        }
        self.draft.to_mut().absorb(member.report.draft.in_article(member.article));
        self.parts.push(member.place());
    }
}

/// Under what an event is looked up: hashes of its kind, a word of a name, and a month; of a statement, which must be quoted, of its
/// speaker and day. None for an event too vague to be known again; one whose beginning is open ("the attacks in Paris") is looked for in
/// the weeks before.
pub(super) fn keys(event: &Draft, frame: Frame) -> Vec<u64> {
    if frame == Frame::Speech {
        let speakers = event.actors.keys().filter(|_| event.quote.is_some()).filter_map(|key| key.head());
        return speakers
            .map(|head| FxBuildHasher.hash_one((event.kind, head, event.when.earliest, event.when.latest)))
            .collect();
    }
    let Some(last) = event.when.latest else { return Vec::new() };
    let first = event.when.earliest.unwrap_or_else(|| last.plus_days(1 - WIDEST));
    if last.days_since(first) >= WIDEST {
        return Vec::new();
    }
    let month = |day: Day| day.year() * 12 + day.month() as i32;
    let sender = (frame == Frame::Notice).then_some(&event.actors);
    let names = sender.into_iter().chain([&event.places, &event.targets, &event.surroundings]);
    let heads = names.flat_map(|names| names.keys()).filter_map(|key| key.head());
    heads
        .flat_map(|head| (month(first)..=month(last)).map(move |m| FxBuildHasher.hash_one((event.kind, head, m))))
        .collect()
}

/// The one of the events that agree with a report, the earliest first, to which it is joined. Of several that a report without a date
/// may mean, it is not told which.
pub(super) fn meant<T>(mut same: impl Iterator<Item = T>, report: &Draft) -> Option<T> {
    let first = same.next()?;
    (!is_open(report) || same.next().is_none()).then_some(first)
}

/// True of a report that does not say from when on.
pub(super) fn is_open(report: &Draft) -> bool {
    report.when.earliest.is_none()
}

/// True where an event, as the reports before tell it, and a report of another article are one.
pub(super) fn is_same_across(a: &Draft, b: &Draft, frame: Frame) -> bool {
    if frame == Frame::Speech {
        return is_same_speech(a, b) && a.when == b.when && share_quotation(a, b);
    }
    let narrow = |when: When| is_narrow(when) || when.earliest.is_none();
    is_alike(a, b)
        && !a.actors.conflicts(&b.actors)
        && !a.lies_elsewhere(b)
        && !is_answer(a, b)
        && (agreement(a, b) > 1
            || a.places.meets(&b.places) && is_narrow(a.when) && narrow(b.when)
            || is_same_deed(a, b)
            || frame == Frame::Notice && is_same_notice(a, b))
}

/// True where each does to the other what the other does to it: "soldiers and gunmen exchanged fire" are two events.
fn is_answer(a: &Draft, b: &Draft) -> bool {
    a.actors.meets(&b.targets) && b.actors.meets(&a.targets)
}

/// True of one notice told twice: of one sort, by one sender, on one day.
fn is_same_notice(a: &Draft, b: &Draft) -> bool {
    let one_day = a.when == b.when && a.when.days() == Some(1);
    let open = !a.targets.conflicts(&b.targets);
    one_day && open && a.subkind == b.subkind && a.actors.meets(&b.actors) && a.actors.first_proper().is_some()
}

/// True where what is quoted of one is part of what is quoted of the other: two articles report one briefing by the same words. What one
/// speaker says on one day is otherwise told apart by article.
fn share_quotation(a: &Draft, b: &Draft) -> bool {
    let (Some(a), Some(b)) = (&a.quote, &b.quote) else { return false };
    let (a, b) = (NameKey::new(a), NameKey::new(b));
    a.holds(&b) || b.holds(&a)
}

/// True of what one actor did on one day where one report says so and the text around the other does.
fn is_same_deed(a: &Draft, b: &Draft) -> bool {
    let around = |x: &Draft, y: &Draft| x.places.is_empty() && x.surroundings.meets(&y.places);
    let one_day = a.when == b.when && a.when.days() == Some(1);
    one_day && a.actors.meets(&b.actors) && a.actors.first_proper().is_some() && (around(a, b) || around(b, a))
}

fn is_narrow(when: When) -> bool {
    when.days().is_some_and(|days| days <= NARROW)
}
