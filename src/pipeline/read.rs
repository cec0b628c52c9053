//! From articles to a timeline: what the build and the commands for single files have in common.
//!
//! Not here: which articles a site shows (`content`), pages (`site`).

use super::memo::Memo;
use crate::config::Config;
use crate::content::Article;
use crate::diag::{Diagnostic, File};
use crate::lang::Language;
use crate::timeline::Timeline;
use std::sync::Arc;

/// The language whose words the built-in kinds are.
const ENGLISH: &str = "en";

/// The table of built-in kinds, to be read with `site.toml`.
pub fn builtin_kinds() -> File {
    let text = Language::find(ENGLISH).and_then(|language| language.data("kinds.toml")).unwrap_or_default();
    File::new("kinds.toml", text)
}

/// The timeline of single articles, drafts and future ones included, with everything that is wrong with them.
pub fn read(files: &[File], config: &Config) -> (Timeline, Vec<Diagnostic>) {
    let mut memo = Memo::default();
    let mut articles = Vec::new();
    let mut diagnostics = Vec::new();
    for (article, found) in memo.read(files, config) {
        diagnostics.extend(found);
        match article {
            Some(article) if article.meta.date.is_none() => diagnostics.push(undated(&article)),
            Some(article) => articles.push(article),
            None => {}
        }
    }
    let (timeline, found) = timeline(articles, config, &mut memo);
    diagnostics.extend(found);
    (timeline, diagnostics)
}

fn undated(article: &Article) -> Diagnostic {
    Diagnostic::warning("content.undated", "this page has no date, so its events cannot be dated")
        .of(&article.file)
        .hint("give it a date in its front matter, such as date: 2015-11-18")
}

/// The timeline of dated articles. An article in a language without a pack has only the events of its front matter, and says so.
pub(super) fn timeline(articles: Vec<Arc<Article>>, config: &Config, memo: &mut Memo) -> (Timeline, Vec<Diagnostic>) {
    let (read, diagnostics) = memo.mentions(articles, config);
    (memo.joiner.timeline(read, &config.kinds, Language::find(&config.language).as_ref()), diagnostics)
}
