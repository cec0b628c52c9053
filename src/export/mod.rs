//! Machine-readable outputs of a site, one file for each: Atom feed, JSON, sitemap, robots.txt.
//!
//! Not here: pages (`site`).

mod changes;
mod feed;
mod json;
mod robots;
mod sitemap;

use crate::config::Config;
use crate::date::Day;
use crate::site::Site;
use crate::timeline::Timeline;
use std::collections::BTreeMap;

/// All outputs by their address. `site` is what pages were made of the same timeline.
///
/// A sitemap must hold whole addresses, so there is one only where the site knows its own.
pub fn build(timeline: &Timeline, site: &Site, config: &Config, today: Day) -> BTreeMap<String, Vec<u8>> {
    let mut files = sitemap::files(&site.listed(), config);
    files.insert("robots.txt".to_owned(), robots::file(config));
    files.insert("feed.xml".to_owned(), feed::file(timeline, site.places(), config, today));
    files.insert("changes/feed.xml".to_owned(), changes::file(&site.changes(changes::MOST), config, today));
    files.insert("events.json".to_owned(), json::file(timeline, site.places(), config));
    files
}

/// Where the site stands: its origin and base path, or nothing where it does not say.
fn base(config: &Config) -> Option<String> {
    let path = if config.base_url.path.is_empty() { "/" } else { &config.base_url.path };
    (!config.base_url.origin.is_empty()).then(|| format!("{}{path}", config.base_url.origin))
}
