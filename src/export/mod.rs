//! Machine-readable outputs of a site, one file for each: feeds, calendar, tables, JSON, sitemap, robots.txt.
//!
//! What there is to be made is known before anything is made, so that each file can be had on its own and no two need stand in memory at
//! once. Not here: pages, and at which addresses data stands (`site`).

mod annotations;
mod calendar;
mod card;
mod changes;
mod citation;
mod csv;
mod feed;
mod geojson;
mod item;
mod json;
mod json_feed;
mod package;
mod robots;
mod search;
mod sitemap;
mod sums;
mod timelinejs;

use crate::config::{Config, Export};
use crate::date::Day;
use crate::site::downloads::Download;
use crate::site::{Site, address};
use crate::timeline::Timeline;
use std::collections::BTreeMap;

/// What the outputs are made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// Articles and events.
    pub timeline: &'a Timeline,
    /// What pages were made of the same timeline.
    pub site: &'a Site,
    /// What the site's author decided.
    pub config: &'a Config,
    /// The one day that counts as today.
    pub today: Day,
}

/// Makes one output. It must be given the source that it was planned for.
pub type Make = Box<dyn Fn(&Source) -> Vec<u8> + Send + Sync>;

/// All outputs by their address.
///
/// A sitemap must hold whole addresses, so there is one only where the site knows its own.
pub fn plan(source: &Source) -> BTreeMap<String, Make> {
    let mut files: BTreeMap<String, Make> = BTreeMap::new();
    files.extend(sitemap::files(source));
    files.insert("robots.txt".to_owned(), Box::new(|source| robots::file(source.config)));
    let selections = source.site.selections();
    if source.has(Export::Atom) {
        files.extend(feed::files(source, &selections));
        files.insert("changes/feed.xml".to_owned(), Box::new(changes::file));
    }
    if source.has(Export::JsonFeed) {
        files.extend(json_feed::files(source, &selections));
    }
    if source.has(Export::Calendar) {
        files.extend(calendar::of_kinds(&selections));
    }
    if base(source.config).is_some() {
        files.insert(address::CARD.to_owned(), Box::new(card::file));
    }
    if source.has(Export::Annotations) {
        files.extend(annotations::files(source));
    }
    files.extend(sums::files(source));
    files.extend(json::schema(source));
    files.extend([search::interface(source)]);
    if source.config.search {
        files.extend(search::files(source));
    }
    files.extend(package::files(source));
    files
}

/// How one file with events is made.
fn made(download: &Download) -> Make {
    let events = download.events.clone();
    match download.format {
        Export::Json if download.address == json::ADDRESS => Box::new(json::file),
        Export::Json => Box::new(move |source| json::part(source, &events)),
        Export::NdJson => Box::new(move |source| json::lines(source, &events)),
        Export::Csv => Box::new(move |source| csv::file(source, &events)),
        Export::GeoJson => Box::new(move |source| geojson::file(source, &events)),
        Export::Calendar => Box::new(move |source| calendar::file(source, "", &events.clone().collect::<Vec<_>>())),
        Export::TimelineJs => Box::new(timelinejs::file),
        Export::Citation => Box::new(citation::file),
        Export::Atom | Export::JsonFeed | Export::Annotations => Box::new(|_| Vec::new()),
    }
}

impl Source<'_> {
    fn has(&self, format: Export) -> bool {
        self.config.exports.contains(&format)
    }

    /// The files of one format.
    fn downloads(&self, format: Export) -> impl Iterator<Item = &Download> {
        self.site.downloads().iter().filter(move |download| download.format == format)
    }

    /// An address as others must write it: whole where the site knows its own, otherwise relative to the site.
    fn url(&self, address: &str) -> String {
        format!("{}{address}", base(self.config).unwrap_or_default())
    }
}

/// Where the site stands: its origin and base path, or nothing where it does not say.
fn base(config: &Config) -> Option<String> {
    let path = if config.base_url.path.is_empty() { "/" } else { &config.base_url.path };
    (!config.base_url.origin.is_empty()).then(|| format!("{}{path}", config.base_url.origin))
}
