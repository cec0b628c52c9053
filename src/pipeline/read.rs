//! From articles to a timeline: what the build and the commands for single files have in common.
//!
//! Not here: which articles a site shows (`content`), pages (`site`).

use crate::config::{Config, Style};
use crate::content::{self, Article};
use crate::diag::{Diagnostic, File};
use crate::extract::Extractor;
use crate::lang::Language;
use crate::timeline::{ReadArticle, Timeline};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The language whose words the built-in kinds are.
const ENGLISH: &str = "en";

/// The table of built-in kinds, to be read with `site.toml`.
pub fn builtin_kinds() -> File {
    let text = Language::find(ENGLISH).and_then(|language| language.data("kinds.toml")).unwrap_or_default();
    File::new("kinds.toml", text)
}

/// The timeline of single articles, drafts and future ones included, with everything that is wrong with them.
pub fn read(files: &[File], config: &Config) -> (Timeline, Vec<Diagnostic>) {
    let mut articles = Vec::new();
    let mut diagnostics = Vec::new();
    for (article, found) in files.par_iter().map(|file| content::read(file, config)).collect::<Vec<_>>() {
        diagnostics.extend(found);
        match article {
            Some(article) if article.meta.date.is_none() => diagnostics.push(undated(&article)),
            Some(article) => articles.push(article),
            None => {}
        }
    }
    let (timeline, found) = timeline(articles, config);
    diagnostics.extend(found);
    (timeline, diagnostics)
}

fn undated(article: &Article) -> Diagnostic {
    Diagnostic::warning("content.undated", "this page has no date, so its events cannot be dated")
        .of(&article.file)
        .hint("give it a date in its front matter, such as date: 2015-11-18")
}

/// The timeline of dated articles. An article in a language without a pack has only the events of its front matter, and says so.
pub(super) fn timeline(articles: Vec<Article>, config: &Config) -> (Timeline, Vec<Diagnostic>) {
    let mut readers: BTreeMap<String, Option<Extractor>> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for article in &articles {
        let tag = language_of(article, config);
        if !readers.contains_key(tag) {
            let language = Language::find(tag);
            if language.is_none() {
                diagnostics.push(unknown_language(tag, article));
            }
            readers.insert(tag.to_owned(), language.map(|language| Extractor::new(&language, &config.kinds)));
        }
    }
    let read: Vec<ReadArticle> = articles
        .into_par_iter()
        .map(|article| {
            let reader = readers.get(language_of(&article, config)).and_then(Option::as_ref);
            with_mentions(article, reader, config.style)
        })
        .collect();
    (Timeline::new(read, &config.kinds, Language::find(&config.language).as_ref()), diagnostics)
}

fn language_of<'a>(article: &'a Article, config: &'a Config) -> &'a str {
    article.meta.lang.as_deref().unwrap_or(&config.language)
}

fn with_mentions(article: Article, reader: Option<&Extractor>, style: Style) -> ReadArticle {
    let (sentences, mentions) = reader.map(|reader| reader.read(&article, style)).unwrap_or_default();
    ReadArticle { article, sentences, mentions }
}

fn unknown_language(tag: &str, article: &Article) -> Diagnostic {
    let known = Language::available().join(", ");
    Diagnostic::warning("content.language", format!("no events are found in the prose of articles in `{tag}`"))
        .of(&article.file)
        .hint(format!("there are language packs for: {known}; events in the front matter are shown all the same"))
}
