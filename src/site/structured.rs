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
use serde_json::{Map, Value, json};

/// The page of the event at an index, to which `trail` leads.
pub fn event(edition: &Edition, at: usize, trail: &[Link]) -> Option<String> {
    let event = edition.timeline.events.get(at)?;
    let links = Links::from(edition, edition.places.get(at)?);
    let mut entity = described(&links, edition, at)?;
    let names = event.actors.iter().chain(&event.targets);
    put(&mut entity, "about", names.map(|name| json!({ "@type": "Thing", "name": name })).collect());
    let reports = event.evidence.chunk_by(|a, b| a.article == b.article).filter_map(|reports| reports.first());
    let articles = reports.map(|evidence| article_named(&links, edition, evidence.article)).collect();
    put(&mut entity, "subjectOf", articles);
    let page = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": event.title,
        "url": links.to(edition.places.get(at)?),
        "inLanguage": edition.config.language,
        "isPartOf": { "@type": "WebSite", "name": edition.config.title, "url": links.to("index.html") },
        "breadcrumb": breadcrumbs(&links, edition, trail),
        "mainEntity": entity,
    });
    Some(for_html(&page))
}

/// The way to a page that says nothing else about itself.
pub fn trail(edition: &Edition, page: &str, trail: &[Link]) -> String {
    let mut list = breadcrumbs(&Links::from(edition, page), edition, trail);
    list.insert("@context".into(), "https://schema.org".into());
    for_html(&Value::Object(list))
}

/// The way from the site to a page.
fn breadcrumbs(links: &Links, edition: &Edition, trail: &[Link]) -> Map<String, Value> {
    let home = (edition.config.title.as_str(), address::HOME);
    let steps = std::iter::once(home).chain(trail.iter().map(|link| (link.title.as_str(), link.url.as_str())));
    let item = |(at, (name, url)): (usize, (&str, &str))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": links.to(url) });
    let mut list = Map::new();
    list.insert("@type".into(), "BreadcrumbList".into());
    put(&mut list, "itemListElement", steps.enumerate().map(item).collect());
    list
}

/// The page of the article at an index.
pub fn article(edition: &Edition, at: usize) -> Option<String> {
    let meta = &edition.timeline.articles.get(at)?.article.meta;
    let links = Links::from(edition, &address::article(&meta.slug));
    let mut page = Map::new();
    page.insert("@context".into(), "https://schema.org".into());
    if let Value::Object(article) = article_named(&links, edition, at) {
        page.extend(article);
    }
    page.insert("inLanguage".into(), meta.lang.as_deref().unwrap_or(&edition.config.language).into());
    if let Some(updated) = meta.updated.as_ref().filter(|updated| updated.day.year() > 0) {
        page.insert("dateModified".into(), updated.day.to_string().into());
    }
    let authors = meta.authors.iter().map(|name| json!({ "@type": "Person", "name": name }));
    put(&mut page, "author", authors.collect());
    let events = events_of_article(edition, at).into_iter();
    put(&mut page, "mentions", events.filter_map(|at| Some(described(&links, edition, at)?.into())).collect());
    Some(for_html(&Value::Object(page)))
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
    page.insert("@context".into(), "https://schema.org".into());
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
    for_html(&Value::Object(page))
}

/// An event in a few words.
fn described(links: &Links, edition: &Edition, at: usize) -> Option<Map<String, Value>> {
    let event: &Event = edition.timeline.events.get(at)?;
    let mut entity = Map::new();
    entity.insert("@type".into(), "Event".into());
    entity.insert("name".into(), event.title.as_str().into());
    entity.insert("url".into(), links.to(edition.places.get(at)?).into());
    let (start, end) = dates(&event.when);
    for (name, day) in [("startDate", start), ("endDate", end)] {
        if let Some(day) = day {
            entity.insert(name.into(), day.to_string().into());
        }
    }
    if let Some(place) = &event.place {
        let mut location = json!({ "@type": "Place", "name": place });
        if let (Some(at), Some(location)) = (&event.location, location.as_object_mut()) {
            let geo = json!({ "@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude });
            location.insert("geo".into(), geo);
        }
        entity.insert("location".into(), location);
    }
    Some(entity)
}

/// First and last possible day, as far as they are known and of the common era: schema.org has no others.
fn dates(when: &When) -> (Option<Day>, Option<Day>) {
    let common = |day: Option<Day>| day.filter(|day| day.year() > 0);
    (common(when.earliest), common(when.latest).filter(|_| when.earliest != when.latest))
}

fn article_named(links: &Links, edition: &Edition, at: usize) -> Value {
    let Some(read) = edition.timeline.articles.get(at) else { return Value::Null };
    let meta = &read.article.meta;
    let mut article = Map::new();
    article.insert("@type".into(), "NewsArticle".into());
    article.insert("headline".into(), meta.title.as_str().into());
    article.insert("url".into(), links.to(&address::encoded(&address::article(&meta.slug))).into());
    if let Some(date) = meta.date.as_ref().filter(|date| date.day.year() > 0) {
        article.insert("datePublished".into(), date.day.to_string().into());
    }
    if let Some(source) = &meta.source {
        if !source.name.is_empty() {
            article.insert("publisher".into(), json!({ "@type": "Organization", "name": source.name }));
        }
        if let Some(url) = source.url.as_deref().filter(|url| is_web(url)) {
            article.insert("isBasedOn".into(), url.into());
        }
    }
    Value::Object(article)
}

fn put(map: &mut Map<String, Value>, name: &str, values: Vec<Value>) {
    if !values.is_empty() {
        map.insert(name.into(), Value::Array(values));
    }
}

/// JSON that can stand within a `script` element: no text in it can end the element or open a comment.
fn for_html(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
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
