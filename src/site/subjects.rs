//! Articles by their subjects, and the months in which any were published.
//!
//! Not here: events.

use crate::date::Day;
use crate::timeline::Timeline;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A subject and its articles.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// Name, as the first article writes it.
    pub name: String,
    /// Indexes of its articles, oldest first.
    pub articles: Vec<usize>,
}

/// What the subjects and dates of articles give.
#[derive(Debug, Default)]
pub struct Subjects {
    /// Articles by the slug of their tags.
    pub tags: BTreeMap<String, Tag>,
    /// First days of the months in which articles were published.
    pub covered: BTreeSet<Day>,
}

impl Subjects {
    /// Those of the articles of `timeline`.
    pub fn new(timeline: &Timeline) -> Self {
        let published = timeline.articles.iter().filter_map(|read| read.article.meta.date.as_ref());
        Subjects { tags: tags(timeline), covered: published.map(|moment| moment.day.month_start()).collect() }
    }
}

/// The subjects of articles by their slugs.
fn tags(timeline: &Timeline) -> BTreeMap<String, Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    let mut slugs: FxHashMap<&str, String> = FxHashMap::default();
    for (at, read) in timeline.articles.iter().enumerate() {
        for name in &read.article.meta.tags {
            let slug = slugs.entry(name).or_insert_with(|| tag_slug(name));
            let tag = tags.entry(slug.clone()).or_default();
            if tag.name.is_empty() {
                tag.name.clone_from(name);
            }
            if tag.articles.last() != Some(&at) {
                tag.articles.push(at);
            }
        }
    }
    tags
}

/// The slug of a tag; tags that differ in case and accents only are one.
pub fn tag_slug(name: &str) -> String {
    let slug = slug::slugify(name);
    if slug.is_empty() { "tag".to_owned() } else { slug }
}
