//! Machine-readable outputs of a site, one file for each: Atom feed, JSON, sitemap, robots.txt.
//!
//! Not here: pages (`site`).

mod feed;
mod json;
mod robots;
mod sitemap;

use crate::config::Config;
use crate::date::Day;
use crate::timeline::Timeline;
use std::collections::BTreeMap;

/// All outputs by their address. `listed` are the addresses of the pages that a reader may look for.
///
/// A sitemap must hold whole addresses, so there is one only where the site knows its own.
pub fn build(timeline: &Timeline, listed: &[String], config: &Config, today: Day) -> BTreeMap<String, Vec<u8>> {
    let mut files = sitemap::files(listed, config);
    files.insert("robots.txt".to_owned(), robots::file(config));
    files.insert("feed.xml".to_owned(), feed::file(timeline, config, today));
    files.insert("events.json".to_owned(), json::file(timeline, config));
    files
}

/// Where the site stands: its origin and base path, or nothing where it does not say.
fn base(config: &Config) -> Option<String> {
    let path = if config.base_url.path.is_empty() { "/" } else { &config.base_url.path };
    (!config.base_url.origin.is_empty()).then(|| format!("{}{path}", config.base_url.origin))
}
