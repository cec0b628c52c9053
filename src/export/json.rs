//! `events.json`: everything that the pages show, for programs. Its schema is described in `docs/events.json.md`.

use crate::config::Config;
use crate::date::{Day, Granularity, When};
use crate::extract::{Field, Reason};
use crate::site::index::sentence_of;
use crate::site::{address, names};
use crate::timeline::{Event, Evidence, Origin, ReadArticle, Timeline};
use serde::{Serialize, Serializer};

/// Grows with each change that a reader of the file would notice.
const VERSION: u32 = 1;

/// The file.
pub fn file(timeline: &Timeline, config: &Config) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(timeline.events.len() * 1024);
    let data = Data {
        version: VERSION,
        title: &config.title,
        description: &config.description,
        language: &config.language,
        base_url: super::base(config),
        kinds: config
            .kinds
            .iter()
            .map(|kind| KindData { id: &kind.id, label: &kind.label, plural: &kind.plural })
            .collect(),
        articles: timeline.articles.iter().map(article).collect(),
        events: Events(timeline),
    };
    // Plain data of text and numbers, written to memory, always serialises.
    let _ = serde_json::to_writer(&mut bytes, &data);
    bytes.push(b'\n');
    bytes
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
    events: Events<'a>,
}

#[derive(Serialize)]
struct KindData<'a> {
    id: &'a str,
    label: &'a str,
    plural: &'a str,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    url: String,
    title: &'a str,
    date: Option<String>,
    updated: Option<String>,
    lang: Option<&'a str>,
    place: Option<&'a str>,
    source: Option<&'a str>,
    source_url: Option<&'a str>,
    authors: &'a [String],
    tags: &'a [String],
    summary: Option<&'a str>,
}

fn article(read: &ReadArticle) -> ArticleData<'_> {
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

/// Events one by one, so that they never stand in memory twice.
struct Events<'a>(&'a Timeline);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.events.iter().map(|event| EventData::new(event, self.0)))
    }
}

#[derive(Serialize)]
struct EventData<'a> {
    id: &'a str,
    url: String,
    kind: &'a str,
    subkind: &'a str,
    title: &'a str,
    when: WhenData,
    basis: &'static str,
    status: &'static str,
    confidence: u8,
    origin: &'static str,
    actors: &'a [String],
    targets: &'a [String],
    place: Option<&'a str>,
    quote: Option<&'a str>,
    note: Option<&'a str>,
    evidence: Vec<EvidenceData<'a>>,
}

impl<'a> EventData<'a> {
    fn new(event: &'a Event, timeline: &'a Timeline) -> Self {
        EventData {
            id: &event.id,
            url: address::event(&event.id),
            kind: &event.kind,
            subkind: &event.subkind,
            title: &event.title,
            when: WhenData::new(&event.when),
            basis: names::basis(event.basis),
            status: names::status(event.status),
            confidence: event.confidence,
            origin: match event.origin {
                Origin::Extracted => "extracted",
                Origin::Handwritten => "handwritten",
            },
            actors: &event.actors,
            targets: &event.targets,
            place: event.place.as_deref(),
            quote: event.quote.as_deref(),
            note: event.note.as_deref(),
            evidence: event.evidence.iter().map(|evidence| EvidenceData::new(evidence, timeline)).collect(),
        }
    }
}

#[derive(Serialize)]
struct WhenData {
    edtf: String,
    earliest: Option<String>,
    latest: Option<String>,
    granularity: &'static str,
    approximate: bool,
    uncertain: bool,
}

impl WhenData {
    fn new(when: &When) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        WhenData {
            edtf: when.to_string(),
            earliest: day(when.earliest),
            latest: day(when.latest),
            granularity: match when.granularity {
                Granularity::Day => "day",
                Granularity::Week => "week",
                Granularity::Month => "month",
                Granularity::Season => "season",
                Granularity::Year => "year",
                Granularity::Decade => "decade",
            },
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
    sentence: Option<String>,
    text: Option<&'a str>,
    /// How its date was worked out.
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
    words: Option<&'a str>,
    note: Option<&'a str>,
}

impl<'a> WhyData<'a> {
    fn new(reason: &'a Reason, text: &'a str) -> Self {
        WhyData { rule: &reason.rule, words: reason.words.map(|words| words.of(text)), note: reason.note.as_deref() }
    }
}
