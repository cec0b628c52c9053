//! Small timelines made by hand.

use dateline::atlas::{Location, Precision};
use dateline::config::{BaseUrl, Config, Frame, Kind};
use dateline::content::{Article, Asset, Meta, Moment, Outlet, Prose};
use dateline::date::{Day, When};
use dateline::diag::{Diagnostic, File};
use dateline::export;
use dateline::extract::{Basis, Casualties, Field, Mention, Name, Reason, Status};
use dateline::site::{Material, Site, Theme};
use dateline::span::Span;
use dateline::timeline::{ArticleKeys, Event, Evidence, Origin, ReadArticle, Timeline};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Everything that a site is made from.
pub struct Sample {
    pub timeline: Timeline,
    pub pages: Vec<Article>,
    pub config: Config,
    pub theme: BTreeMap<String, Vec<u8>>,
}

/// A site, made.
pub struct Built {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let html = self.files.iter().filter(|(address, _)| address.ends_with(".html"));
        html.map(|(address, bytes)| (address.as_str(), std::str::from_utf8(bytes).unwrap()))
    }

    pub fn page(&self, address: &str) -> &str {
        std::str::from_utf8(self.files.get(address).unwrap_or_else(|| panic!("no page {address}"))).unwrap()
    }
}

impl Sample {
    pub fn empty() -> Self {
        let kinds = vec![
            kind("strike", "Strike", "Strikes", "triangle", "#d55e00", Frame::Act),
            kind("notification", "Notification", "Notifications", "letter", "#56b4e9", Frame::Notice),
            kind("statement", "Statement", "Statements", "speech", "#f0e442", Frame::Speech),
        ];
        let config = Config {
            title: "Raqqa, November 2015".into(),
            description: "Strikes, notifications and statements in the days after the attacks in Paris.".into(),
            base_url: BaseUrl { origin: "https://example.org".into(), path: "/raqqa/".into() },
            language: "en".into(),
            kinds,
            ..Config::default()
        };
        Sample { timeline: Timeline::default(), pages: Vec::new(), config, theme: BTreeMap::new() }
    }

    /// Two articles and nine events of every width.
    pub fn raqqa() -> Self {
        let mut sample = Sample::empty();
        sample.timeline.keys = Arc::new(ArticleKeys::new(2));
        sample.timeline.articles = vec![
            article(
                "2015-11-18",
                "raqqa",
                "Washington told of strikes on Raqqa",
                FIRST,
                &[
                    (1, "strike", "2015-11-15/2015-11-18", "strikes"),
                    (2, "statement", "2015-11-18", "said"),
                    (3, "strike", "2015-11-15/2015-11-18", "raids"),
                ],
            ),
            article(
                "2015-11-20",
                "paris",
                "What followed the attacks in Paris",
                SECOND,
                &[(0, "strike", "2015-11-13", "attacks"), (1, "strike", "2015-11-15/2015-11-18", "bombed")],
            ),
        ];
        let events = [
            Event { title: "Stabbing of the dictator".into(), ..event("ides", "-0043-03-15") },
            Event { title: "A year of strikes".into(), status: Status::Hypothetical, ..event("year", "2015") },
            Event {
                title: "Attacks in Paris".into(),
                place: Some("Paris".into()),
                evidence: vec![at(1, 0)],
                ..event("attack", "2015-11-13")
            },
            Event {
                title: "Russia and France strike Raqqa".into(),
                actors: vec!["Russia".into(), "France".into()],
                place: Some("Raqqa".into()),
                location: Some(Location {
                    latitude: 35.9528,
                    longitude: 39.0079,
                    country: "SY".parse().ok(),
                    precision: Precision::Settlement,
                }),
                evidence: vec![at(0, 0), at(0, 2), at(1, 1)],
                ..event("strike", "2015-11-15/2015-11-18")
            },
            Event { title: "First strikes".into(), status: Status::Claimed, ..event("before", "../2015-11-18") },
            Event {
                kind: "statement".into(),
                title: "The spokesman on the strikes".into(),
                quote: Some("We welcome this & more".into()),
                evidence: vec![at(0, 1)],
                ..event("statement", "2015-11-18")
            },
            Event { title: "Talks announced".into(), status: Status::Future, ..event("talks", "2015-12-04") },
            Event { title: "Denied strike".into(), status: Status::Denied, ..event("denied", "2016-02") },
            Event { title: "Nobody knows when".into(), ..event("unknown", "unknown") },
        ];
        sample.timeline.events = Vec::from(events.map(Arc::new)).into();
        sample.pages = vec![plain(
            "about",
            "About",
            "How this was *made*: from [a report](2015-11-18-raqqa.md#s2) and [a map](map.svg).",
        )];
        sample
    }

    pub fn try_build(&self) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
        let theme = Theme::overlaid(&self.theme, "default");
        let material = Material {
            timeline: Arc::new(self.timeline.clone()),
            lock: Arc::default(),
            plain: self.pages.iter().cloned().map(Arc::new).collect(),
            assets: vec![Asset::new("content/map.svg")],
            config: Arc::new(self.config.clone()),
        };
        let (site, mut diagnostics) = Site::plan(&material, &theme, None);
        let Some(site) = site else { return (BTreeMap::new(), diagnostics) };
        let files = Mutex::new(BTreeMap::new());
        diagnostics.extend(site.each(|address, bytes| {
            files.lock().unwrap().insert(address.to_owned(), bytes);
        }));
        let mut files = files.into_inner().unwrap();
        let today = Day::new(2015, 12, 1).unwrap();
        let source = export::Source { timeline: &self.timeline, site: &site, config: &self.config, today };
        files.extend(export::plan(&source).into_iter().map(|(address, make)| (address, make(&source))));
        (files, diagnostics)
    }

    pub fn build(&self) -> Built {
        let (files, diagnostics) = self.try_build();
        assert_eq!(diagnostics, []);
        Built { files }
    }
}

const FIRST: &str = "Reporters gathered on Wednesday. Russian *strikes* hit Raqqa, the department was told. “We welcome this & more,” the spokesman said.\n\nFrench raids came with them.";
const SECOND: &str = "The attacks in Paris came first. Then jets bombed Raqqa. Nothing was the same.";

fn kind(id: &str, label: &str, plural: &str, glyph: &str, colour: &str, frame: Frame) -> Kind {
    Kind {
        id: id.into(),
        label: label.into(),
        plural: plural.into(),
        glyph: glyph.into(),
        colour: colour.into(),
        frame,
        ..Kind::default()
    }
}

/// An event that an editor wrote, without evidence in prose.
pub fn event(id: &str, edtf: &str) -> Event {
    Event {
        id: id.into(),
        kind: "strike".into(),
        subkind: "airstrike".into(),
        when: edtf.parse().unwrap(),
        basis: Basis::Relative,
        title: format!("Event {id}"),
        actors: Vec::new(),
        targets: Vec::new(),
        place: None,
        location: None,
        place_inferred: false,
        casualties: Casualties::default(),
        weapons: Vec::new(),
        status: Status::Happened,
        confidence: 85,
        quote: None,
        note: None,
        origin: Origin::Extracted,
        evidence: Vec::new(),
        curated: None,
    }
}

fn at(article: usize, mention: usize) -> Evidence {
    let keys = ArticleKeys::new(article + 1);
    Evidence { article: keys.get(article).unwrap(), mention: Some(mention) }
}

/// An article of plain prose with mentions (sentence, kind, date, trigger).
pub fn article(
    day: &str,
    slug: &str,
    title: &str,
    text: &str,
    mentions: &[(usize, &str, &str, &str)],
) -> Arc<ReadArticle> {
    let head = format!("---\ntitle: {title}\n---\n");
    let shift = head.len();
    let mut prose = Prose::plain(text);
    prose.segments[0].source = Span::new(shift, shift + text.len());
    let sentences = sentences(text);
    let when: When = day.parse().unwrap();
    let meta = Meta {
        title: title.into(),
        date: Some(Moment { day: when.exact_day().unwrap(), time: None }),
        slug: slug.into(),
        source: Some(Outlet { name: "Example Press".into(), url: Some("https://example.org/story".into()) }),
        tags: vec!["Raqqa".into(), "Ångström".into()],
        authors: vec!["A. Reporter".into()],
        ..Meta::default()
    };
    let file = File::new(format!("content/{day}-{slug}.md"), format!("{head}{text}"));
    let article =
        Article { body: Span::new(shift, file.text.len()), file, meta, prose, anchors: Vec::new(), links: Vec::new() };
    let mentions = mentions.iter().map(|m| mention(text, sentences[m.0], m.1, m.2, m.3)).collect();
    Arc::new(ReadArticle { article: Arc::new(article), sentences, mentions })
}

fn mention(text: &str, sentence: Span, kind: &str, edtf: &str, trigger: &str) -> Mention {
    let start = sentence.start + sentence.of(text).find(trigger).unwrap();
    let trigger = Span::new(start, start + trigger.len());
    let why = |field, rule: &str, note: Option<&str>| Reason {
        field,
        rule: rule.into(),
        words: Some(trigger),
        note: note.map(str::to_owned),
    };
    Mention {
        sentence,
        event: 1,
        kind: kind.into(),
        subkind: "other".into(),
        trigger,
        when: edtf.parse().unwrap(),
        basis: Basis::Relative,
        actor: Some(Name { text: "The spokesman".into(), words: None }),
        target: None,
        place: None,
        location: None,
        place_inferred: false,
        casualties: Casualties::default(),
        weapon: None,
        quote: None,
        status: Status::Happened,
        confidence: 85,
        why: vec![
            why(Field::Kind, "trigger.verb", None),
            why(Field::Date, "weekday", Some("Wednesday on or before 2015-11-18 = 2015-11-18")),
        ],
    }
}

/// Sentences of text whose sentences end in a full stop and whose paragraphs in an empty line.
fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('.') {
        spans.push(Span::new(start, at + 1));
        start = at + 1 + text[at + 1..].len() - text[at + 1..].trim_start().len();
    }
    spans
}

/// The front matter of an article, to be changed.
pub fn meta(read: &mut Arc<ReadArticle>) -> &mut Meta {
    &mut Arc::make_mut(&mut Arc::make_mut(read).article).meta
}

/// A page without a date.
pub fn plain(slug: &str, title: &str, text: &str) -> Article {
    let meta = Meta { title: title.into(), slug: slug.into(), ..Meta::default() };
    let file = File::new(format!("content/{slug}.md"), text);
    Article {
        body: Span::new(0, text.len()),
        file,
        meta,
        prose: Prose::default(),
        anchors: Vec::new(),
        links: Vec::new(),
    }
}
