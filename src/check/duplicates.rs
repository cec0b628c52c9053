//! Events that may be one: of the same kind, at the same time, with much in common, yet not joined because something kept them apart.
//!
//! Names are compared by their words, so that "US" does not meet "United States" here either, but "Assad" meets "President Assad". Not here:
//! joining (`timeline`), which is stricter because nobody looks at what it joins.

use super::at_event;
use crate::config::{Frame, Kind};
use crate::diag::Diagnostic;
use crate::extract::Status;
use crate::timeline::{Event, Timeline};
use std::collections::BTreeSet;

/// Widest interval, in days, by which two events can be told to mean the same time.
const WIDEST: i64 = 7;

/// Each event is compared with so many that follow it, so that a day with very many events costs no more than its share.
const REACH: usize = 100;

/// Least likeness of two titles, 0 to 1, by which two statements seem the same.
const ALIKE: f64 = 0.85;

/// What is compared of an event.
struct Outline<'a> {
    event: &'a Event,
    frame: Frame,
    actors: BTreeSet<String>,
    targets: BTreeSet<String>,
    place: BTreeSet<String>,
}

/// Notes on pairs of events, in the order of the timeline.
pub(super) fn likely(timeline: &Timeline, kinds: &[Kind]) -> Vec<Diagnostic> {
    pairs(timeline, kinds).into_iter().map(|(a, b)| told(timeline, a, b)).collect()
}

/// The pairs themselves.
pub(super) fn pairs<'t>(timeline: &'t Timeline, kinds: &[Kind]) -> Vec<(&'t Event, &'t Event)> {
    let mut found = Vec::new();
    for kind in kinds {
        let events = timeline.events.iter().filter(|event| event.kind == kind.id && is_narrow(event));
        let outlines: Vec<Outline> = events.map(|event| Outline::new(event, kind.frame)).collect();
        for (at, a) in outlines.iter().enumerate() {
            let following = outlines.iter().skip(at + 1).take(REACH);
            let pairs = following.take_while(|b| a.event.when.latest >= b.event.when.earliest).filter(|b| a.may_be(b));
            found.extend(pairs.map(|b| (a.event, b.event)));
        }
    }
    found
}

fn is_narrow(event: &Event) -> bool {
    event.when.days().is_some_and(|days| days <= WIDEST)
}

impl<'a> Outline<'a> {
    fn new(event: &'a Event, frame: Frame) -> Self {
        let words = |names: &[String]| names.iter().flat_map(|name| words(name)).collect();
        Outline {
            event,
            frame,
            actors: words(&event.actors),
            targets: words(&event.targets),
            place: words(event.place.as_slice()),
        }
    }

    fn may_be(&self, other: &Outline) -> bool {
        let is_real = |event: &Event| !matches!(event.status, Status::Future | Status::Hypothetical);
        if is_real(self.event) != is_real(other.event) || !self.event.when.overlaps(other.event.when) {
            return false;
        }
        let roles = [(&self.actors, &other.actors), (&self.targets, &other.targets), (&self.place, &other.place)];
        let agreement: i32 = roles.into_iter().map(|(a, b)| agreement(a, b)).sum();
        match self.frame {
            // One speaker says many things on a day.
            Frame::Speech => {
                agreement > 0 && strsim::normalized_levenshtein(&self.event.title, &other.event.title) >= ALIKE
            }
            Frame::Act | Frame::Notice => agreement >= 2,
        }
    }
}

/// 1 where two names share a word, -1 where both are known and share none, 0 where one is not known.
fn agreement(a: &BTreeSet<String>, b: &BTreeSet<String>) -> i32 {
    match (a.is_empty() || b.is_empty(), a.is_disjoint(b)) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    }
}

/// The words of a name, folded; short ones (of, the) tell nothing.
fn words(name: &str) -> Vec<String> {
    slug::slugify(name).split('-').filter(|word| word.len() > 3).map(str::to_owned).collect()
}

fn told(timeline: &Timeline, a: &Event, b: &Event) -> Diagnostic {
    let message = format!("“{}” ({}) and “{}” ({}) may be one event", a.title, a.id, b.title, b.id);
    let place = at_event(Diagnostic::note("event.duplicate", message), timeline, b);
    let other = a.evidence.first().map(|evidence| timeline.article(evidence).article.file.path.clone());
    let other = other.map(|path| format!("the other is reported in {path}")).unwrap_or_default();
    place.label("reported here").hint(other)
}
