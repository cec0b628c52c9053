//! `data/search/`: what the page of search and filters loads, in many small files, so that a reader gets only what the question needs.
//!
//! `columns` holds what filters compare, one entry for each event; `events-N` what a result shows, for fifty events at a time; `words-N` the
//! events of each word, in shards by the first two characters. They are scripts that hand data to the site's own script, since those can also be
//! loaded from a folder on the disk. Not here: which words a text has (`fold`), the search itself (the theme's script).

mod columns;
mod fold;
mod packed;
mod words;

use super::{Make, Source};
use serde::Serialize;
use serde_json::json;
use std::sync::{Arc, OnceLock};
use words::Postings;

/// Where the files stand.
const FOLDER: &str = "data/search/";
/// How many events one file of results holds.
const PER_SHARD: usize = 50;
/// About how many events there are for each shard of words: fewer, larger files on small sites.
const EVENTS_PER_SHARD: usize = 64;
/// The most shards of words: about as many as there are pairs of letters.
const MOST_SHARDS: usize = 512;

/// The files by their address.
pub(super) fn files(source: &Source) -> Vec<(String, Make)> {
    let events = source.timeline.events.len();
    let shards = shards(events);
    let mut files: Vec<(String, Make)> = vec![(address("columns"), Box::new(columns::file))];
    for at in 0..events.div_ceil(PER_SHARD) {
        files.push((address(&format!("events-{at}")), Box::new(move |source| results(source, at))));
    }
    // The words are gathered when the first shard is asked for, and go when the last one is forgotten.
    let postings: Arc<OnceLock<Postings>> = Arc::default();
    for at in 0..shards {
        let postings = postings.clone();
        let make: Make = Box::new(move |source| {
            script(&format!("words-{at}"), &postings.get_or_init(|| Postings::new(source, shards)).shard(at))
        });
        files.push((address(&format!("words-{at}")), make));
    }
    files
}

/// The words that the site's script puts on pages.
pub(super) fn interface(_: &Source) -> (String, Make) {
    let make: Make = Box::new(|source| {
        let table = source.site.words("script").and_then(|words| words.as_table()).cloned().unwrap_or_default();
        let thousands = source.site.words("thousands").cloned();
        script(
            "words",
            &table.into_iter().chain(thousands.map(|mark| ("thousands".to_owned(), mark))).collect::<toml::Table>(),
        )
    });
    (address("words"), make)
}

fn address(name: &str) -> String {
    format!("{FOLDER}{name}.js")
}

/// Into how many shards the words of so many events go.
fn shards(events: usize) -> usize {
    (events / EVENTS_PER_SHARD).clamp(1, MOST_SHARDS)
}

/// A file of data that a page loads as a script. A text in JSON is the same text in JavaScript (ECMAScript 2019).
fn script(name: &str, data: &impl Serialize) -> Vec<u8> {
    let mut bytes = format!("dateline({},", json!(name)).into_bytes();
    // Plain data of text and numbers, written to memory, always serialises.
    let _ = serde_json::to_writer(&mut bytes, data);
    bytes.extend_from_slice(b")\n");
    bytes
}

/// What a result shows, for the events of one shard: title, address, date in words, number of articles in words where it is more than one.
fn results(source: &Source, shard: usize) -> Vec<u8> {
    let first = shard * PER_SHARD;
    let entry = |at: usize| {
        let item = source.item(at)?;
        let articles = item.articles().len();
        let articles = if articles > 1 { source.site.counted(articles, "articles") } else { String::new() };
        Some((&item.event.title, item.place, item.when(), articles))
    };
    let entries: Vec<_> = (first..first + PER_SHARD).map_while(entry).collect();
    script(&format!("events-{shard}"), &entries)
}
