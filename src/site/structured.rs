//! What a page says to search engines and archives about itself: JSON-LD in the words of schema.org.
//!
//! An event is nested in its page, never the page's own type: search engines take an `Event` on top for something to attend. Not here: files
//! with data (`export`).

use super::activity::{Activity, Stretch};
use super::address;
use super::edition::Edition;
use super::fragment::is_web;
use super::page::article::events as events_of_article;
use super::view::Link;
use crate::config::Export;
use crate::date::{Day, When};
use crate::timeline::Event;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

/// Whose words these are.
const CONTEXT: &str = "https://schema.org";

/// The page of an event.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "WebPage")]
struct EventPage<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    name: &'a str,
    url: String,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "isPartOf")]
    part_of: Part<'a>,
    breadcrumb: Breadcrumbs<'a>,
    #[serde(rename = "mainEntity")]
    entity: Entity<'a>,
}

/// The site that a page is part of.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "WebSite")]
struct Part<'a> {
    name: &'a str,
    url: String,
}

/// The way from the site to a page.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "BreadcrumbList")]
struct Breadcrumbs<'a> {
    #[serde(rename = "itemListElement")]
    steps: Vec<Step<'a>>,
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct Step<'a> {
    position: usize,
    name: &'a str,
    item: String,
}

/// Somebody or something with a name.
#[derive(Serialize)]
#[serde(tag = "@type")]
enum Named<'a> {
    Thing { name: &'a str },
    Person { name: &'a str },
    Organization { name: &'a str },
}

/// An event.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Event")]
struct Entity<'a> {
    name: &'a str,
    url: String,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    start: Option<Written>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    end: Option<Written>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Named<'a>>,
    #[serde(rename = "subjectOf", skip_serializing_if = "Vec::is_empty")]
    subject_of: Vec<ArticleEntity<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Place<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Coordinates>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "GeoCoordinates")]
struct Coordinates {
    latitude: f64,
    longitude: f64,
}

/// The page of an article.
#[derive(Serialize)]
struct ArticlePage<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(flatten)]
    article: ArticleEntity<'a>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    updated: Option<Written>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Entity<'a>>,
}

/// An article.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "NewsArticle")]
struct ArticleEntity<'a> {
    headline: &'a str,
    url: String,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<Written>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    original: Option<&'a str>,
}

/// A day of the common era: schema.org has no others.
struct Written(Day);

impl Written {
    fn of(day: Option<Day>) -> Option<Self> {
        day.filter(|day| day.year() > 0).map(Written)
    }
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The page of the event at an index, to which `trail` leads.
pub fn event(edition: &Edition, at: usize, trail: &[Link]) -> Option<String> {
    let event = edition.timeline.events.get(at)?;
    let links = Links::from(edition, &edition.place(at)?);
    let names = event.actors.iter().chain(&event.targets);
    let reports = event.evidence.chunk_by(|a, b| a.article == b.article).filter_map(|reports| reports.first());
    let entity = Entity {
        about: names.map(|name| Named::Thing { name }).collect(),
        subject_of: reports
            .filter_map(|evidence| described_article(&links, edition, edition.timeline.index(evidence)))
            .collect(),
        ..described(&links, edition, at)?
    };
    for_html(&EventPage {
        context: CONTEXT,
        name: &event.title,
        url: entity.url.clone(),
        language: &edition.config.language,
        part_of: Part { name: &edition.config.title, url: links.to("index.html") },
        breadcrumb: breadcrumbs(&links, edition, trail),
        entity,
    })
}

/// The way to a page that says nothing else about itself; `None` of a page that lies right below the site.
pub fn trail(edition: &Edition, page: &str, trail: &[Link]) -> Option<String> {
    if trail.is_empty() {
        return None;
    }
    let list = breadcrumbs(&Links::from(edition, page), edition, trail);
    for_html(&Breadcrumbs { context: Some(CONTEXT), ..list })
}

/// The way from the site to a page.
fn breadcrumbs<'a>(links: &Links, edition: &'a Edition, trail: &'a [Link]) -> Breadcrumbs<'a> {
    let home = (edition.config.title.as_str(), address::HOME);
    let steps = std::iter::once(home).chain(trail.iter().map(|link| (link.title.as_str(), link.url.as_str())));
    let step = |(at, (name, url))| Step { position: at + 1, name, item: links.to(url) };
    Breadcrumbs { steps: steps.enumerate().map(step).collect(), context: None }
}

/// The page of the article at an index.
pub fn article(edition: &Edition, at: usize) -> Option<String> {
    let meta = &edition.timeline.articles.get(at)?.article.meta;
    let links = Links::from(edition, &address::article(&meta.slug));
    let events = events_of_article(edition, at).into_iter();
    for_html(&ArticlePage {
        context: CONTEXT,
        article: described_article(&links, edition, at)?,
        language: meta.lang.as_deref().unwrap_or(&edition.config.language),
        updated: Written::of(meta.updated.as_ref().map(|updated| updated.day)),
        author: meta.authors.iter().map(|name| Named::Person { name }).collect(),
        mentions: events.filter_map(|at| described(&links, edition, at)).collect(),
    })
}

/// The first page: the collection as a set of data.
pub fn home(edition: &Edition) -> String {
    let config = &edition.config;
    let links = Links::from(edition, address::HOME);
    let creators = config.authors.iter().map(|name| json!({ "@type": "Organization", "name": name }));
    let files = edition.downloads.iter().filter_map(|download| {
        let encoding = match download.format {
            Export::Json => "application/json",
            Export::NdJson => "application/x-ndjson",
            Export::Csv => "text/csv",
            Export::GeoJson => "application/geo+json",
            Export::Calendar => "text/calendar",
            _ => return None,
        };
        Some(json!({ "@type": "DataDownload", "encodingFormat": encoding, "contentUrl": links.to(&download.address) }))
    });
    let mut page = Map::new();
    page.insert("@context".into(), CONTEXT.into());
    page.insert("@type".into(), "Dataset".into());
    page.insert("name".into(), config.title.as_str().into());
    if !config.description.is_empty() {
        page.insert("description".into(), config.description.as_str().into());
    }
    page.insert("url".into(), links.to("index.html").into());
    page.insert("inLanguage".into(), config.language.as_str().into());
    put(&mut page, "creator", creators.collect());
    let range = Activity::of_all(&edition.index).ends().filter(|range| range.first.year() > 0);
    if let Some(Stretch { first, last }) = range {
        page.insert("temporalCoverage".into(), format!("{first}/{last}").into());
    }
    put(&mut page, "distribution", files.collect());
    for_html(&page).unwrap_or_default()
}

/// An event in a few words.
fn described<'a>(links: &Links, edition: &'a Edition, at: usize) -> Option<Entity<'a>> {
    let event: &Event = edition.timeline.events.get(at)?;
    let When { earliest, latest, .. } = event.when;
    let geo = event.location.as_ref().map(|at| Coordinates { latitude: at.latitude, longitude: at.longitude });
    Some(Entity {
        name: &event.title,
        url: links.to(&edition.place(at)?),
        start: Written::of(earliest),
        end: Written::of(latest.filter(|_| earliest != latest)),
        location: event.place.as_deref().map(|name| Place { name, geo }),
        about: Vec::new(),
        subject_of: Vec::new(),
    })
}

fn described_article<'a>(links: &Links, edition: &'a Edition, at: usize) -> Option<ArticleEntity<'a>> {
    let meta = &edition.timeline.articles.get(at)?.article.meta;
    let source = meta.source.as_ref();
    let publisher = source.map(|source| source.name.as_str()).filter(|name| !name.is_empty());
    Some(ArticleEntity {
        headline: &meta.title,
        url: links.to(&address::encoded(&address::article(&meta.slug))),
        published: Written::of(meta.date.as_ref().map(|moment| moment.day)),
        publisher: publisher.map(|name| Named::Organization { name }),
        original: source.and_then(|source| source.url.as_deref()).filter(|url| is_web(url)),
    })
}

fn put(map: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        map.insert(name.into(), Value::Array(values));
    }
}

/// JSON that can stand within a `script` element: no text in it can end the element or open a comment.
fn for_html(page: &impl Serialize) -> Option<String> {
    let text = serde_json::to_string(page).ok()?;
    Some(if text.contains('<') { text.replace('<', "\\u003c") } else { text })
}

/// How one page writes addresses: whole where the site knows its own, otherwise relative to itself.
struct Links(String);

impl Links {
    fn from(edition: &Edition, page: &str) -> Self {
        let origin = &edition.config.base_url.origin;
        let page = page.split('#').next().unwrap_or_default();
        Links(if origin.is_empty() { address::root(page) } else { format!("{origin}{}", edition.base_path()) })
    }

    fn to(&self, address: &str) -> String {
        let shown = address.strip_suffix("index.html").filter(|_| self.0.contains("://")).unwrap_or(address);
        format!("{}{shown}", self.0)
    }
}
