//! What filters compare: one entry for each event in each column, so that tens of thousands of events are filtered at once.
//!
//! Not here: what a result shows.

use super::packed::Packed;
use super::{PER_SHARD, script, shards};
use crate::date::Day;
use crate::export::Source;
use crate::extract::Status;
use crate::site::names;
use crate::timeline::Event;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::cmp::Reverse;

/// All states of an event, in the order of their numbers.
const STATUSES: [Status; 5] = [Status::Happened, Status::Claimed, Status::Denied, Status::Future, Status::Hypothetical];

/// The columns, packed.
#[derive(Serialize)]
struct Columns<'a> {
    count: usize,
    shards: usize,
    per_shard: usize,
    /// Events of which no date is known; they come first.
    undated: usize,
    /// Days from 1970-01-01 to the first dated event.
    base: i64,
    /// Identifier and name of each kind.
    kinds: Vec<(&'a str, &'a str)>,
    /// Identifier and name of each state.
    statuses: Vec<(&'static str, &'a str)>,
    /// Everybody who takes part in an event, the most frequent first.
    parties_known: Vec<&'a str>,
    places_known: Vec<&'a str>,
    /// For each event the number of its kind.
    kind: Packed,
    status: Packed,
    /// Days since the event before, of each dated event.
    days: Packed,
    /// Days from the first to the last possible one; 0 where an end is open.
    spans: Packed,
    /// For each event how many take part.
    sizes: Packed,
    /// Those who take part, event by event.
    names: Packed,
    /// For each event the number of its place, counted from 1; 0 for none.
    place: Packed,
}

/// The file.
pub(super) fn file(source: &Source) -> Vec<u8> {
    let events = &source.timeline.events;
    let undated = events.iter().take_while(|event| event.when.is_unknown()).count();
    let dated = events.get(undated..).unwrap_or_default();
    let starts: Vec<i64> = dated.iter().map(|event| since_1970(event.when.sort_day())).collect();
    let base = starts.first().copied().unwrap_or_default();
    let before = std::iter::once(&base).chain(&starts);
    let kinds = kinds(source);
    let parties = Known::new(events.iter().flat_map(|event| parties_of(event)));
    let places = Known::new(events.iter().filter_map(|event| event.place.as_deref()));
    let kind = |event: &Event| kinds.iter().position(|(id, _)| *id == event.kind).unwrap_or_default();
    let status = |event: &Event| STATUSES.iter().position(|status| *status == event.status).unwrap_or_default();
    let parties_in = |event| parties_of(event).filter_map(|name| parties.at(name));
    let place = |event: &Event| event.place.as_deref().and_then(|place| places.at(place)).map_or(0, |at| at + 1);
    let span = |event: &Event| event.when.days().map_or(0, |days| days - 1);
    let columns = Columns {
        count: events.len(),
        shards: shards(events.len()),
        per_shard: PER_SHARD,
        undated,
        base,
        statuses: STATUSES.iter().map(|status| names::status(*status)).map(|id| (id, state(source, id))).collect(),
        kind: events.iter().map(|event| kind(event)).collect(),
        status: events.iter().map(|event| status(event)).collect(),
        days: starts.iter().zip(before).map(|(day, before)| whole(day - before)).collect(),
        spans: dated.iter().map(|event| whole(span(event))).collect(),
        sizes: events.iter().map(|event| parties_in(event).count()).collect(),
        names: events.iter().flat_map(|event| parties_in(event)).collect(),
        place: events.iter().map(|event| place(event)).collect(),
        parties_known: parties.names,
        places_known: places.names,
        kinds,
    };
    script("columns", &columns)
}

fn since_1970(day: Day) -> i64 {
    Day::new(1970, 1, 1).map_or(0, |start| day.days_since(start))
}

/// The name of a state for people.
fn state<'a>(source: &Source<'a>, id: &str) -> &'a str {
    source.site.words("status").and_then(|words| words.get(id)?.as_str()).unwrap_or_default()
}

/// Kinds of the site, and those that only events name.
fn kinds<'a>(source: &Source<'a>) -> Vec<(&'a str, &'a str)> {
    let mut kinds: Vec<(&str, &str)> =
        source.config.kinds.iter().map(|kind| (kind.id.as_str(), kind.label.as_str())).collect();
    for event in source.timeline.events.iter() {
        if kinds.iter().all(|(id, _)| *id != event.kind) {
            kinds.push((&event.kind, &event.kind));
        }
    }
    kinds
}

fn parties_of(event: &Event) -> impl Iterator<Item = &str> {
    event.actors.iter().chain(event.targets.iter().filter(|name| !event.actors.contains(name))).map(String::as_str)
}

/// A difference of days that follow each other.
fn whole(days: i64) -> usize {
    usize::try_from(days).unwrap_or_default()
}

/// Names by frequency, each once.
struct Known<'a> {
    names: Vec<&'a str>,
    numbers: FxHashMap<&'a str, usize>,
}

impl<'a> Known<'a> {
    fn new(all: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for name in all {
            *counts.entry(name).or_default() += 1;
        }
        let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
        names.sort_unstable_by_key(|(name, count)| (Reverse(*count), *name));
        let names: Vec<&str> = names.into_iter().map(|(name, _)| name).collect();
        let numbers = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
        Known { names, numbers }
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }
}
