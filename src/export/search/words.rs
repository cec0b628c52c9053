//! Which events each word stands in: an inverted index in shards by the first two characters of a word.
//!
//! A word that stands in more than a quarter of many events tells nothing apart; it is kept without them. Not here: what a word is (`fold`).

use super::fold;
use super::packed::Packed;
use crate::export::Source;
use crate::timeline::Event;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// From so many events on, words that are everywhere are kept without their events.
const MANY: usize = 400;
/// A word is everywhere when it stands in more than one event in so many.
const EVERYWHERE: usize = 4;
/// How many events are read at a time.
const AT_A_TIME: usize = 4096;

/// The events of each word.
pub(super) struct Postings {
    shards: Vec<BTreeMap<Box<str>, Vec<u32>>>,
    everywhere: usize,
}

impl Postings {
    /// The words of all events, in parallel; the same whatever the number of threads.
    pub(super) fn new(source: &Source, shards: usize) -> Self {
        let events = &source.timeline.events;
        let read = |(at, events): (usize, &[Arc<Event>])| read(source, at * AT_A_TIME, events);
        let parts: Vec<_> = events.par_chunks(AT_A_TIME).enumerate().map(read).collect();
        let mut sorted: Vec<BTreeMap<Box<str>, Vec<u32>>> = vec![BTreeMap::new(); shards];
        for (word, mut events) in parts.into_iter().flatten() {
            if let Some(shard) = sorted.get_mut(shard_of(&word, shards)) {
                shard.entry(word).or_default().append(&mut events);
            }
        }
        let everywhere = if events.len() > MANY { events.len() / EVERYWHERE } else { usize::MAX };
        Postings { shards: sorted, everywhere }
    }

    /// One shard.
    pub(super) fn shard(&self, at: usize) -> BTreeMap<&str, Entry<'_>> {
        let words = self.shards.get(at).into_iter().flatten();
        words.map(|(word, events)| (&**word, Entry(Some(events).filter(|all| all.len() <= self.everywhere)))).collect()
    }
}

/// The events of a word as packed differences, each from the one before; `0` for a word that is everywhere.
pub(super) struct Entry<'a>(Option<&'a Vec<u32>>);

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(events) = self.0 else { return serializer.serialize_u8(0) };
        let before = std::iter::once(&0).chain(events);
        let steps = events.iter().zip(before).map(|(event, before)| event - before);
        steps.map(|step| step as usize).collect::<Packed>().serialize(serializer)
    }
}

/// The words of some events, of which the first has the number `first`.
fn read(source: &Source, first: usize, events: &[Arc<Event>]) -> FxHashMap<Box<str>, Vec<u32>> {
    let mut found: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
    let mut room = String::new();
    for (at, event) in events.iter().enumerate() {
        let number = u32::try_from(first + at).unwrap_or(u32::MAX);
        let mut put = |word: &str| match found.get_mut(word) {
            Some(events) if events.last() == Some(&number) => {}
            Some(events) => events.push(number),
            None => {
                found.insert(word.into(), vec![number]);
            }
        };
        let names = event.actors.iter().chain(&event.targets).chain(&event.place);
        for text in names.chain([&event.title]).chain(&event.quote).chain(&event.note) {
            fold::words(text, &mut room, &mut put);
        }
        for evidence in &event.evidence {
            if let Some(mention) = source.timeline.mention(evidence) {
                let text = &source.timeline.article(evidence).article.prose.text;
                fold::words(mention.sentence.of(text), &mut room, &mut put);
            }
        }
    }
    found
}

/// The shard of a word. The theme's script reckons in the same way.
fn shard_of(word: &str, shards: usize) -> usize {
    let mut letters = word.chars().map(|c| c as usize);
    let (first, second) = (letters.next().unwrap_or_default(), letters.next().unwrap_or_default());
    (first * 31 + second) % shards.max(1)
}
