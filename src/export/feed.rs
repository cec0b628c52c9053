//! `feed.xml` (Atom, RFC 4287): the events of the newest articles.
//!
//! Times are those of publication, not of the events, which may lie centuries back.

use super::base;
use crate::config::Config;
use crate::content::{Article, Moment};
use crate::date::Day;
use crate::site::address;
use crate::timeline::{Event, Timeline};
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person, Text, WriteConfig};
use std::cmp::Reverse;
use std::sync::Arc;

/// How many entries the feed holds at most.
const MOST: usize = 100;

/// The file.
pub fn file(timeline: &Timeline, places: &[String], config: &Config, today: Day) -> Vec<u8> {
    let base = base(config);
    let newest = newest(timeline, places);
    let last = newest.iter().filter_map(|(event, _)| dates(timeline, event).1).max_by_key(|updated| updated.to_utc());
    let feed = Feed {
        title: Text::plain(config.title.as_str()),
        id: base.clone().unwrap_or_else(|| urn(&config.title)),
        updated: last.or_else(|| at_midnight(today)).unwrap_or_default(),
        authors: people(if config.authors.is_empty() { std::slice::from_ref(&config.title) } else { &config.authors }),
        subtitle: Some(Text::plain(config.description.as_str())).filter(|text| !text.value.is_empty()),
        lang: Some(config.language.clone()).filter(|lang| !lang.is_empty()),
        links: links(base.as_deref()),
        entries: newest
            .into_iter()
            .map(|(event, place)| entry(event, place, timeline, config, base.as_deref()))
            .collect(),
        ..Feed::default()
    };
    let layout = WriteConfig { write_document_declaration: true, indent_size: Some(1) };
    // Writing to memory fails only where a name of an element is malformed, and the names are the library's own.
    feed.write_with_config(Vec::new(), layout).unwrap_or_default()
}

/// The events of the newest articles, newest first, each with its address.
fn newest<'a>(timeline: &'a Timeline, places: &'a [String]) -> Vec<(&'a Event, &'a str)> {
    let rank = |event: &Event| Reverse(event.evidence.iter().map(|evidence| evidence.article).max());
    let all = timeline.events.iter().map(Arc::as_ref).zip(places.iter().map(String::as_str));
    let mut events: Vec<(&Event, &str)> = all.filter(|(event, _)| !event.evidence.is_empty()).collect();
    events.sort_by_cached_key(|(event, _)| rank(event));
    events.truncate(MOST);
    events
}

fn entry(event: &Event, place: &str, timeline: &Timeline, config: &Config, base: Option<&str>) -> Entry {
    let (published, updated) = dates(timeline, event);
    let label = config.kinds.iter().find(|kind| kind.id == event.kind).map(|kind| kind.label.clone());
    Entry {
        title: Text::plain(event.title.as_str()),
        id: base.map_or_else(|| urn(&event.id), |base| format!("{base}{place}")),
        updated: updated.or(published).unwrap_or_default(),
        published,
        categories: vec![Category { term: event.kind.clone(), scheme: None, label }],
        links: vec![link("alternate", &format!("{}{place}", base.unwrap_or_default()), "text/html")],
        summary: Some(Text::plain(summary(event, timeline))),
        ..Entry::default()
    }
}

/// The date of the event, and the first sentence that reports it.
fn summary(event: &Event, timeline: &Timeline) -> String {
    let sentence = event.evidence.iter().find_map(|evidence| {
        Some(timeline.mention(evidence)?.sentence.of(&timeline.article(evidence).article.prose.text))
    });
    let text = sentence.or(event.quote.as_deref()).or(event.note.as_deref()).unwrap_or_default();
    let place = event.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    format!("{}{place}: {text}", event.when)
}

/// When the first and the last article that report an event appeared or were changed.
fn dates(timeline: &Timeline, event: &Event) -> (Option<FixedDateTime>, Option<FixedDateTime>) {
    let articles = || event.evidence.iter().map(|evidence| &*timeline.article(evidence).article);
    let changed = |article: &Article| moment(article.meta.updated.as_ref().or(article.meta.date.as_ref()));
    let first = articles().filter_map(|article| moment(article.meta.date.as_ref())).min_by_key(|time| time.to_utc());
    (first, articles().filter_map(changed).max_by_key(|time| time.to_utc()))
}

fn moment(moment: Option<&Moment>) -> Option<FixedDateTime> {
    let moment = moment?;
    let exact = moment.time.as_ref().and_then(|time| format!("{}T{time}", moment.day).parse().ok());
    exact.or_else(|| at_midnight(moment.day))
}

fn at_midnight(day: Day) -> Option<FixedDateTime> {
    format!("{day}T00:00:00Z").parse().ok()
}

/// A name for what has no address.
fn urn(name: &str) -> String {
    format!("urn:dateline:{}", address::encoded(name).replace('/', "%2F"))
}

fn people(names: &[String]) -> Vec<Person> {
    names.iter().map(|name| Person { name: name.clone(), ..Person::default() }).collect()
}

fn links(base: Option<&str>) -> Vec<Link> {
    let base = base.unwrap_or_default();
    let itself = link("self", &format!("{base}feed.xml"), "application/atom+xml");
    vec![link("alternate", &format!("{base}index.html"), "text/html"), itself]
}

fn link(relation: &str, url: &str, kind: &str) -> Link {
    Link { rel: relation.to_owned(), href: url.to_owned(), mime_type: Some(kind.to_owned()), ..Link::default() }
}
