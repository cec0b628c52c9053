//! What filters compare: one entry for each event in each column, so that tens of thousands of events are filtered at once.
//!
//! Not here: what a result shows.

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
    /// One character for each event: `0` for the first kind.
    kind: String,
    status: String,
    /// Days since the event before, of each dated event.
    days: Vec<i64>,
    /// Days from the first to the last possible one; 0 where an end is open.
    spans: Vec<i64>,
    /// For each event the number of those who take part, and who.
    names: Vec<usize>,
    /// For each event the number of its place, counted from 1; 0 for none.
    place: Vec<usize>,
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
    let kind = |event: &Event| character(kinds.iter().position(|(id, _)| *id == event.kind));
    let status = |event: &Event| character(STATUSES.iter().position(|status| *status == event.status));
    let columns = Columns {
        count: events.len(),
        shards: shards(events.len()),
        per_shard: PER_SHARD,
        undated,
        base,
        statuses: STATUSES.iter().map(|status| names::status(*status)).map(|id| (id, state(source, id))).collect(),
        kind: events.iter().map(|event| kind(event)).collect(),
        status: events.iter().map(|event| status(event)).collect(),
        days: starts.iter().zip(before).map(|(day, before)| day - before).collect(),
        spans: dated.iter().map(|event| event.when.days().map_or(0, |days| days - 1)).collect(),
        names: events.iter().flat_map(|event| counted(parties_of(event).filter_map(|name| parties.at(name)))).collect(),
        place: events
            .iter()
            .map(|event| event.place.as_deref().and_then(|place| places.at(place)).map_or(0, |at| at + 1))
            .collect(),
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
    for event in &source.timeline.events {
        if kinds.iter().all(|(id, _)| *id != event.kind) {
            kinds.push((&event.kind, &event.kind));
        }
    }
    kinds
}

fn parties_of(event: &Event) -> impl Iterator<Item = &str> {
    event.actors.iter().chain(event.targets.iter().filter(|name| !event.actors.contains(name))).map(String::as_str)
}

/// Some numbers, and before them how many there are.
fn counted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut all = vec![0];
    all.extend(numbers);
    let count = all.len() - 1;
    if let Some(first) = all.first_mut() {
        *first = count;
    }
    all
}

/// The number of a column's value as a character that JSON need not escape for the first few dozen.
fn character(number: Option<usize>) -> char {
    number.and_then(|number| char::from_u32(u32::try_from(number).ok()? + u32::from('0'))).unwrap_or('0')
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
