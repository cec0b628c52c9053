//! `events.json`: everything that the pages show, for programs. Its schema is `data/events.schema.json`; `docs/events.json.md` explains it.
//!
//! Where it would grow too long the events stand in parts, and `events.json` lists those. The same events also come one to a line. Not here:
//! the shape of one event (`event`).

mod curated;
mod event;
mod evidence;
mod record;

use super::{Make, Source, base};
use crate::config::Export;
use event::{ArticleData, EventData, article};
use serde::{Serialize, Serializer};
use std::ops::Range;

/// Grows with each change that a reader of the files would notice.
const VERSION: u32 = 2;
/// Where the first file stands.
pub(super) const ADDRESS: &str = "events.json";

/// The schema, where the site exports JSON.
pub(super) fn schema(source: &Source) -> Option<(String, Make)> {
    let wanted = source.has(Export::Json) || source.has(Export::NdJson);
    let make: Make = Box::new(|_| include_bytes!("events.schema.json").to_vec());
    wanted.then(|| ("data/events.schema.json".to_owned(), make))
}

/// `events.json` itself.
pub(super) fn file(source: &Source) -> Vec<u8> {
    let config = source.config;
    let parts: Vec<Part> = source
        .downloads(Export::Json)
        .filter(|download| download.address != ADDRESS)
        .map(|download| Part { url: &download.address, events: download.events.len() })
        .collect();
    let all = 0..source.timeline.events.len();
    written(&Data {
        version: VERSION,
        title: &config.title,
        description: &config.description,
        language: &config.language,
        base_url: base(config),
        kinds: config
            .kinds
            .iter()
            .map(|kind| KindData { id: &kind.id, label: &kind.label, plural: &kind.plural })
            .collect(),
        articles: source.timeline.articles.iter().map(|read| article(read)).collect(),
        events: parts.is_empty().then_some(Events(source, &all)),
        parts,
    })
}

/// One part of the events.
pub(super) fn part(source: &Source, events: &Range<usize>) -> Vec<u8> {
    #[derive(Serialize)]
    struct Data<'a> {
        version: u32,
        events: Events<'a>,
    }
    written(&Data { version: VERSION, events: Events(source, events) })
}

/// Some events, each on a line of its own (ndjson.org).
pub(super) fn lines(source: &Source, events: &Range<usize>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for event in data(source, events) {
        bytes.append(&mut written(&event));
    }
    bytes
}

fn written(data: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024);
    // Plain data of text and numbers, written to memory, always serialises.
    let _ = serde_json::to_writer(&mut bytes, data);
    bytes.push(b'\n');
    bytes
}

fn data<'a>(source: &'a Source, events: &Range<usize>) -> impl Iterator<Item = EventData<'a>> {
    let all = source.timeline.events.iter().zip(source.site.places()).enumerate();
    let some = all.skip(events.start).take(events.len());
    some.map(|(at, (event, place))| EventData::new(source, at, event, place))
}

#[derive(Serialize)]
struct Data<'a> {
    version: u32,
    title: &'a str,
    description: &'a str,
    language: &'a str,
    base_url: Option<String>,
    kinds: Vec<KindData<'a>>,
    articles: Vec<ArticleData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Events<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part<'a>>,
}

/// Where to find some of the events.
#[derive(Serialize)]
struct Part<'a> {
    url: &'a str,
    events: usize,
}

#[derive(Serialize)]
struct KindData<'a> {
    id: &'a str,
    label: &'a str,
    plural: &'a str,
}

/// Events one by one, so that they never stand in memory twice.
struct Events<'a>(&'a Source<'a>, &'a Range<usize>);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(data(self.0, self.1))
    }
}
