//! What a web page says of itself for machines, and where its text is.

use super::tokens::{Hearer, attribute, tokens};
use html5ever::tokenizer::Tag;
use std::collections::BTreeMap;

/// What a page says of itself for machines, and where its text is.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// `meta` by name or property, in small letters.
    pub(super) meta: BTreeMap<String, String>,
    pub(super) title: Option<String>,
    /// First heading of level one.
    pub(super) heading: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) canonical: Option<String>,
    /// Times for machines, in order.
    pub(super) times: Vec<String>,
    pub(super) tags: Vec<String>,
    /// The element that holds the article.
    pub(super) region: Option<&'static str>,
    hearing: Option<&'static str>,
    heard: String,
}

impl Survey {
    /// Reads what a page says of itself.
    pub(super) fn of(html: &str) -> Self {
        tokens(html, Survey::default())
    }

    fn meta(&mut self, tag: &Tag) {
        let name = ["property", "name", "itemprop"].into_iter().find_map(|key| attribute(tag, key));
        if let (Some(name), Some(content)) = (name, attribute(tag, "content")) {
            let name = name.to_ascii_lowercase();
            if name == "article:tag" {
                self.tags.push(content.to_owned());
            }
            self.meta.entry(name).or_insert_with(|| content.to_owned());
        }
    }
}

impl Hearer for Survey {
    fn open(&mut self, tag: &Tag) {
        match &*tag.name {
            "html" => self.lang = attribute(tag, "lang").map(str::to_owned),
            "meta" => self.meta(tag),
            "link" if attribute(tag, "rel") == Some("canonical") => {
                self.canonical = attribute(tag, "href").map(str::to_owned);
            }
            "time" => self.times.extend(attribute(tag, "datetime").map(str::to_owned)),
            "article" => self.region = Some("article"),
            "main" if self.region.is_none() => self.region = Some("main"),
            "title" if self.title.is_none() => self.hearing = Some("title"),
            "h1" if self.heading.is_none() => self.hearing = Some("h1"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.hearing != Some(name) {
            return;
        }
        let heard = std::mem::take(&mut self.heard).split_whitespace().collect::<Vec<_>>().join(" ");
        let heard = Some(heard).filter(|heard| !heard.is_empty());
        match self.hearing.take() {
            Some("title") => self.title = heard,
            _ => self.heading = heard,
        }
    }

    fn text(&mut self, text: &str) {
        if self.hearing.is_some() {
            self.heard.push_str(text);
        }
    }
}
