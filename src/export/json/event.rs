//! The shape of an event and of an article as data.
//!
//! Not here: the files they stand in (`json`).

use super::curated::CuratedData;
use crate::atlas::{Country, Location};
use crate::date::{Day, When};
use crate::extract::{Field, Reason, Toll};
use crate::site::index::sentence_of;
use crate::site::{Site, address, names};
use crate::timeline::{Event, Evidence, ReadArticle, Timeline};
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    curated: Option<CuratedData<'a>>,
}

impl<'a> EventData<'a> {
    pub(super) fn new(event: &'a Event, url: &'a str, timeline: &'a Timeline, site: &'a Site) -> Self {
        EventData {
            id: &event.id,
            url,
            kind: &event.kind,
            subkind: &event.subkind,
            title: &event.title,
            when: WhenData::new(&event.when, site.when(event)),
            basis: names::basis(event.basis),
            status: names::status(event.status),
            confidence: event.confidence,
            origin: names::origin(event.origin),
            actors: &event.actors,
            targets: &event.targets,
            place: event.place.as_deref(),
            location: event.location.as_ref().map(LocationData::new),
            killed: event.casualties.killed.map(TollData::new),
            injured: event.casualties.injured.map(TollData::new),
            weapons: &event.weapons,
            quote: event.quote.as_deref(),
            note: event.note.as_deref(),
            evidence: event.evidence.iter().map(|evidence| EvidenceData::new(evidence, timeline)).collect(),
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
}

impl<'a> LocationData<'a> {
    fn new(location: &'a Location) -> Self {
        LocationData {
            latitude: location.latitude,
            longitude: location.longitude,
            country: location.country.as_ref().map(Country::code),
            precision: location.precision.id(),
        }
    }
}

#[derive(Serialize)]
struct TollData {
    least: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    civilians: bool,
}

impl TollData {
    fn new(toll: Toll) -> Self {
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

#[derive(Serialize)]
struct EvidenceData<'a> {
    /// Index into `articles`.
    article: usize,
    /// Id of the sentence on the article's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed: Option<TollData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured: Option<TollData>,
    /// How its date was worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dated: Vec<WhyData<'a>>,
}

impl<'a> EvidenceData<'a> {
    fn new(evidence: &Evidence, timeline: &'a Timeline) -> Self {
        let mention = timeline.mention(evidence);
        let read = timeline.article(evidence);
        let text = &read.article.prose.text;
        let reasons = mention.into_iter().flat_map(|mention| &mention.why);
        EvidenceData {
            article: evidence.article,
            sentence: mention.map(|mention| names::sentence(sentence_of(read, mention))),
            text: mention.map(|mention| mention.sentence.of(text)),
            killed: mention.and_then(|mention| mention.casualties.killed).map(TollData::new),
            injured: mention.and_then(|mention| mention.casualties.injured).map(TollData::new),
            dated: reasons
                .filter(|reason| reason.field == Field::Date)
                .map(|reason| WhyData::new(reason, text))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct WhyData<'a> {
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> WhyData<'a> {
    fn new(reason: &'a Reason, text: &'a str) -> Self {
        WhyData { rule: &reason.rule, words: reason.words.map(|words| words.of(text)), note: reason.note.as_deref() }
    }
}
