//! `changes/feed.xml` (Atom, RFC 4287): what changed about published events.
//!
//! Not here: what changed (`site`), the feeds of events (`feed`).

use super::feed::{authors, link, written};
use super::item::{at_midnight, urn};
use super::{Source, base};
use crate::site::Told;
use atom_syndication::{Entry, Feed, Text};

/// How many changes the feed holds at most.
const MOST: usize = 100;

/// The file.
pub(super) fn file(source: &Source) -> Vec<u8> {
    let config = source.config;
    let changes = source.site.changes(MOST);
    let last = changes.first().map_or(source.today, |change| change.day);
    let page = source.url("changes/");
    let feed = Feed {
        id: if base(config).is_some() { page.clone() } else { urn("changes") },
        title: Text::plain(format!("{}: {}", config.title, source.site.changes_title())),
        updated: at_midnight(last).unwrap_or_default(),
        authors: authors(source),
        lang: Some(config.language.clone()).filter(|lang| !lang.is_empty()),
        links: vec![
            link("alternate", format!("{page}index.html"), "text/html"),
            link("self", format!("{page}feed.xml"), "application/atom+xml"),
        ],
        entries: changes.iter().map(|change| entry(change, source)).collect(),
        ..Feed::default()
    };
    written(&feed)
}

fn entry(change: &Told, source: &Source) -> Entry {
    let name = format!("changes/#{}", change.key);
    Entry {
        title: Text::plain(change.title.as_str()),
        id: if base(source.config).is_some() { source.url(&name) } else { urn(&name) },
        updated: at_midnight(change.day).unwrap_or_default(),
        links: vec![link("alternate", source.url(&change.url), "text/html")],
        summary: Some(Text::plain(change.text.as_str())),
        ..Entry::default()
    }
}
