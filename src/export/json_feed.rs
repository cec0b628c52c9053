//! `feed.json` (JSON Feed 1.1, jsonfeed.org): the same events as the Atom feeds.
//!
//! What the standard has no word for stands under `_dateline`, its way of extension.

use super::feed::{followed, title};
use super::item::Item;
use super::{Make, Source};
use crate::site::{Selection, names};
use serde::Serialize;

/// The feeds by their address.
pub(super) fn files(source: &Source, selections: &[Selection]) -> impl Iterator<Item = (String, Make)> {
    selections.iter().map(|selection| {
        let address = format!("{}feed.json", selection.folder);
        let selection = followed(source, selection);
        (address, Box::new(move |source: &Source| file(source, &selection)) as Make)
    })
}

fn file(source: &Source, selection: &Selection) -> Vec<u8> {
    let config = source.config;
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: title(source, &selection.title),
        home_page_url: source.url(&format!("{}index.html", selection.folder)),
        feed_url: source.url(&format!("{}feed.json", selection.folder)),
        description: &config.description,
        language: &config.language,
        authors: config.authors.iter().map(|name| Author { name }).collect(),
        items: selection.events.iter().filter_map(|at| Some(entry(&source.item(*at)?))).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&feed).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Feed<'a> {
    version: &'a str,
    title: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    items: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    content_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    tags: [&'a str; 1],
    _dateline: Extension<'a>,
}

/// When, where and how certain.
#[derive(Serialize)]
struct Extension<'a> {
    about: &'static str,
    id: &'a str,
    edtf: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    articles: usize,
}

fn entry<'a>(item: &Item<'a>) -> Entry<'a> {
    let event = item.event;
    Entry {
        id: item.id(),
        url: item.url(),
        external_url: item.origin(),
        title: &event.title,
        content_text: item.summary(),
        date_published: item.published().map(|time| time.to_rfc3339()),
        date_modified: item.updated().map(|time| time.to_rfc3339()),
        tags: [&event.kind],
        _dateline: Extension {
            about: "The date of the event in EDTF (ISO 8601-2), whether it happened, and how many articles report it",
            id: &event.id,
            edtf: event.when.to_string(),
            status: names::status(event.status),
            place: event.place.as_deref(),
            articles: item.articles().len(),
        },
    }
}
