//! The shape of an event and of an article as data.
//!
//! Not here: the files they stand in (`json`).

use super::curated::CuratedData;
use super::evidence::EvidenceData;
use super::record::ChangeData;
use crate::atlas::{Country, Location};
use crate::date::{Day, When};
use crate::export::Source;
use crate::extract::Toll;
use crate::site::{address, names};
use crate::timeline::{Event, ReadArticle};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct ArticleData<'a> {
    url: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_url: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
}

pub(super) fn article(read: &ReadArticle) -> ArticleData<'_> {
    let meta = &read.article.meta;
    ArticleData {
        url: address::encoded(&address::article(&meta.slug)),
        title: &meta.title,
        date: meta.date.as_ref().map(|moment| moment.day.to_string()),
        updated: meta.updated.as_ref().map(|moment| moment.day.to_string()),
        lang: meta.lang.as_deref(),
        place: meta.place.as_deref(),
        source: meta.source.as_ref().map(|source| source.name.as_str()),
        source_url: meta.source.as_ref().and_then(|source| source.url.as_deref()),
        authors: &meta.authors,
        tags: &meta.tags,
        summary: meta.summary.as_deref(),
    }
}

#[derive(Serialize)]
pub(super) struct EventData<'a> {
    id: &'a str,
    url: &'a str,
    kind: &'a str,
    subkind: &'a str,
    title: &'a str,
    when: WhenData<'a>,
    basis: &'static str,
    status: &'static str,
    confidence: u8,
    origin: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    actors: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    targets: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    place_inferred: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed: Option<TollData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured: Option<TollData>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    weapons: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    /// Number of different publishers that report it.
    origins: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceData<'a>>,
    /// The day on which it was first published.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    curated: Option<CuratedData<'a>>,
}

impl<'a> EventData<'a> {
    /// The event at an index, which is shown at `url`.
    pub(super) fn new(source: &Source<'a>, at: usize, event: &'a Event, url: &'a str) -> Self {
        let record = source.site.record(&event.id);
        EventData {
            id: &event.id,
            url,
            kind: &event.kind,
            subkind: &event.subkind,
            title: &event.title,
            when: WhenData::new(&event.when, source.site.when(event)),
            basis: names::basis(event.basis),
            status: names::status(event.status),
            confidence: event.confidence,
            origin: names::origin(event.origin),
            actors: &event.actors,
            targets: &event.targets,
            place: event.place.as_deref(),
            place_inferred: event.place_inferred,
            location: event
                .location
                .as_ref()
                .map(|at| LocationData::new(at, source.config.rounding_of(event.place.as_deref()))),
            killed: event.casualties.killed.map(TollData::new),
            injured: event.casualties.injured.map(TollData::new),
            weapons: &event.weapons,
            quote: event.quote.as_deref(),
            note: event.note.as_deref(),
            origins: source.site.origins(at),
            evidence: event.evidence.iter().map(|report| EvidenceData::new(source, event, report)).collect(),
            published: record.and_then(|record| record.since).map(|day| day.to_string()),
            changes: record.map(|record| record.changes.iter().map(ChangeData::new).collect()).unwrap_or_default(),
            curated: event.curated.as_deref().map(CuratedData::new),
        }
    }
}

#[derive(Serialize)]
struct LocationData<'a> {
    latitude: f64,
    longitude: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    precision: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rounded: Option<f64>,
}

impl<'a> LocationData<'a> {
    fn new(location: &'a Location, rounded: Option<f64>) -> Self {
        LocationData {
            latitude: location.latitude,
            longitude: location.longitude,
            country: location.country.as_ref().map(Country::code),
            precision: location.precision.id(),
            rounded,
        }
    }
}

#[derive(Serialize)]
pub(super) struct TollData {
    least: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    civilians: bool,
}

impl TollData {
    pub(super) fn new(toll: Toll) -> Self {
        TollData { least: toll.least, most: toll.most, civilians: toll.civilians }
    }
}

#[derive(Serialize)]
struct WhenData<'a> {
    edtf: String,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<String>,
    granularity: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approximate: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    uncertain: bool,
}

impl<'a> WhenData<'a> {
    fn new(when: &When, text: &'a str) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        WhenData {
            edtf: when.to_string(),
            text,
            earliest: day(when.earliest),
            latest: day(when.latest),
            granularity: when.granularity.name(),
            approximate: when.approximate,
            uncertain: when.uncertain,
        }
    }
}
