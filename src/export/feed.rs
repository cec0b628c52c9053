//! `feed.xml` (Atom, RFC 4287): the events of the newest articles, of the whole site and of each list that can be followed.
//!
//! Times are those of publication, not of the events, which may lie centuries back.

use super::item::{Item, at_midnight, urn};
use super::{Make, Source, base};
use crate::atlas::Location;
use crate::site::{Selection, address};
use crate::timeline::ArticleKey;
use atom_syndication::extension::{Extension, ExtensionMap};
use atom_syndication::{Category, Entry, Feed, Link, Person, Text, WriteConfig};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many entries the feed of the whole site holds at most.
const MOST: usize = 100;
/// How many that of a list holds: there may be thousands of lists.
const MOST_OF_LIST: usize = 20;

/// The namespace of places in feeds (OGC GeoRSS).
const GEORSS: &str = "http://www.georss.org/georss";

/// The feeds by their address.
pub(super) fn files(source: &Source, selections: &[Selection]) -> impl Iterator<Item = (String, Make)> {
    selections.iter().map(|selection| {
        let address = format!("{}feed.xml", selection.folder);
        let selection = followed(source, selection);
        (address, Box::new(move |source: &Source| file(source, &selection)) as Make)
    })
}

/// What a feed of a selection holds, whatever its format: the events of the newest articles, newest first.
pub(super) fn followed(source: &Source, selection: &Selection) -> Selection {
    let most = if selection.folder.is_empty() { MOST } else { MOST_OF_LIST };
    selection.with(newest(source, &selection.events, most))
}

fn newest(source: &Source, events: &[usize], most: usize) -> Vec<usize> {
    let newest = |at: &usize| source.timeline.events.get(*at)?.evidence.iter().map(|evidence| evidence.article).max();
    let rank = |(article, at): &(ArticleKey, usize)| (Reverse(*article), *at);
    let mut ranked: Vec<(ArticleKey, usize)> = events.iter().filter_map(|at| Some((newest(at)?, *at))).collect();
    if ranked.len() > most {
        ranked.select_nth_unstable_by_key(most, rank);
        ranked.truncate(most);
    }
    ranked.sort_unstable_by_key(rank);
    ranked.into_iter().map(|(_, at)| at).collect()
}

fn file(source: &Source, selection: &Selection) -> Vec<u8> {
    let config = source.config;
    let items: Vec<Item> = selection.events.iter().filter_map(|at| source.item(*at)).collect();
    let last = items.iter().filter_map(Item::updated).max_by_key(|updated| updated.to_utc());
    let title = title(source, &selection.title);
    let page = source.url(&selection.folder);
    let feed = Feed {
        id: if base(config).is_some() { page.clone() } else { urn(&title) },
        title: Text::plain(title),
        updated: last.or_else(|| at_midnight(source.today)).unwrap_or_default(),
        authors: authors(source),
        subtitle: Some(Text::plain(config.description.as_str())).filter(|text| !text.value.is_empty()),
        lang: Some(config.language.clone()).filter(|lang| !lang.is_empty()),
        links: vec![
            link("alternate", format!("{page}index.html"), "text/html"),
            link("self", format!("{page}feed.xml"), "application/atom+xml"),
        ],
        entries: items.iter().map(|item| entry(item, source)).collect(),
        namespaces: BTreeMap::from([("georss".to_owned(), GEORSS.to_owned())]),
        ..Feed::default()
    };
    written(&feed)
}

/// What a feed of some events is called.
pub(super) fn title(source: &Source, part: &str) -> String {
    match part {
        "" => source.config.title.clone(),
        part => format!("{}: {part}", source.config.title),
    }
}

/// The text of a feed.
pub(super) fn written(feed: &Feed) -> Vec<u8> {
    let layout = WriteConfig { write_document_declaration: true, indent_size: Some(1) };
    // Writing to memory fails only where a name of an element is malformed, and the names are the library's own.
    feed.write_with_config(Vec::new(), layout).unwrap_or_default()
}

/// Whose feeds these are.
pub(super) fn authors(source: &Source) -> Vec<Person> {
    let config = source.config;
    let authors = if config.authors.is_empty() { std::slice::from_ref(&config.title) } else { &config.authors };
    authors.iter().map(|name| Person { name: name.clone(), ..Person::default() }).collect()
}

fn entry(item: &Item, source: &Source) -> Entry {
    let (published, updated) = (item.published(), item.updated());
    let kind = &item.event.kind;
    let via = item.origin().map(|url| link("via", encoded(url), "text/html"));
    Entry {
        title: Text::plain(item.event.title.as_str()),
        id: item.id(),
        updated: updated.or(published).unwrap_or_default(),
        published,
        categories: vec![Category {
            term: kind.clone(),
            scheme: None,
            label: Some(source.kind_label(kind).to_owned()),
        }],
        links: std::iter::once(link("alternate", item.url(), "text/html")).chain(via).collect(),
        summary: Some(Text::plain(item.summary())),
        extensions: item.event.location.as_ref().map(point).unwrap_or_default(),
        ..Entry::default()
    }
}

/// Where an event took place (GeoRSS Simple).
fn point(location: &Location) -> ExtensionMap {
    let point = Extension {
        name: "georss:point".to_owned(),
        value: Some(format!("{} {}", location.latitude, location.longitude)),
        ..Extension::default()
    };
    BTreeMap::from([("georss".to_owned(), BTreeMap::from([("point".to_owned(), vec![point])]))])
}

/// An address with what no URI may hold (RFC 3987 allows it in an IRI) as `%XX`.
fn encoded(url: &str) -> String {
    if url.is_ascii() {
        return url.to_owned();
    }
    let encode = |c: char| if c.is_ascii() { c.to_string() } else { address::encoded(c.encode_utf8(&mut [0; 4])) };
    url.chars().map(encode).collect()
}

pub(super) fn link(relation: &str, url: String, kind: &str) -> Link {
    Link { rel: relation.to_owned(), href: url, mime_type: Some(kind.to_owned()), ..Link::default() }
}
