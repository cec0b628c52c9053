//! `changes/feed.xml` (Atom, RFC 4287): what changed about published events.
//!
//! Not here: what changed (`site`), the feed of events (`feed`).

use super::base;
use super::feed::{at_midnight, layout, link, people, urn};
use crate::config::Config;
use crate::date::Day;
use crate::site::Told;
use atom_syndication::{Entry, Feed, Text};

/// How many changes the feed holds at most.
pub const MOST: usize = 100;

/// The file.
pub fn file(changes: &[Told], config: &Config, today: Day) -> Vec<u8> {
    let base = base(config);
    let root = base.as_deref().unwrap_or_default();
    let last = changes.first().map_or(today, |change| change.day);
    let feed = Feed {
        title: Text::plain(config.title.as_str()),
        id: base.as_ref().map_or_else(|| urn("changes"), |base| format!("{base}changes/")),
        updated: at_midnight(last).unwrap_or_default(),
        authors: people(if config.authors.is_empty() { std::slice::from_ref(&config.title) } else { &config.authors }),
        lang: Some(config.language.clone()).filter(|lang| !lang.is_empty()),
        links: vec![
            link("alternate", &format!("{root}changes/index.html"), "text/html"),
            link("self", &format!("{root}changes/feed.xml"), "application/atom+xml"),
        ],
        entries: changes.iter().map(|change| entry(change, base.as_deref())).collect(),
        ..Feed::default()
    };
    feed.write_with_config(Vec::new(), layout()).unwrap_or_default()
}

fn entry(change: &Told, base: Option<&str>) -> Entry {
    let address = format!("{}{}", base.unwrap_or_default(), change.url);
    Entry {
        title: Text::plain(change.title.as_str()),
        id: base.map_or_else(|| urn(&change.key), |base| format!("{base}changes/#{}", change.key)),
        updated: at_midnight(change.day).unwrap_or_default(),
        links: vec![link("alternate", &address, "text/html")],
        summary: Some(Text::plain(change.text.as_str())),
        ..Entry::default()
    }
}
