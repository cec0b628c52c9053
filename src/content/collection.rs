//! All articles of a site: reads them in parallel, leaves out drafts and what lies in the future.
//!
//! Not here: reading one article (`read`), checking links between them (`check`), addresses that collide (`site`).

use super::{Article, read};
use crate::config::Config;
use crate::date::Day;
use crate::diag::{Diagnostic, File};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which articles are shown besides those that are published.
#[derive(Clone, Copy, Debug)]
pub struct Selection {
    /// The day that counts as today; later articles lie in the future.
    pub today: Day,
    /// Drafts are shown.
    pub drafts: bool,
    /// Articles of the future are shown.
    pub future: bool,
}

/// Why an article is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It is marked as a draft.
    Draft,
    /// It is dated after today.
    Future,
    /// It could not be read; diagnostics say why.
    Unreadable,
}

/// The articles of a site.
#[derive(Debug, Default)]
pub struct Collection {
    /// Dated articles, in the order of their files.
    pub articles: Vec<Article>,
    /// Plain pages, in the order of their files.
    pub pages: Vec<Article>,
    /// Files that are not shown, with the reason.
    pub left_out: BTreeMap<Arc<str>, LeftOut>,
    /// Everything that is wrong, in the order of the files. Of drafts that are left out, nothing is told.
    pub diagnostics: Vec<Diagnostic>,
}

impl Collection {
    /// Dated articles and plain pages.
    pub fn all(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter().chain(&self.pages)
    }
}

/// Reads all `files`.
pub fn collect(files: &[File], config: &Config, selection: &Selection) -> Collection {
    let read: Vec<_> = files.par_iter().map(|file| read(file, config)).collect();
    let mut collection = Collection::default();
    for (file, (article, mut found)) in files.iter().zip(read) {
        let reason = match &article {
            None => Some(LeftOut::Unreadable),
            Some(article) => left_out(article, selection),
        };
        if reason != Some(LeftOut::Draft) {
            collection.diagnostics.append(&mut found);
        }
        match (reason, article) {
            (None, Some(article)) if article.meta.date.is_some() => collection.articles.push(article),
            (None, Some(article)) => collection.pages.push(article),
            (reason, _) => {
                collection.left_out.insert(file.path.clone(), reason.unwrap_or(LeftOut::Unreadable));
            }
        }
    }
    collection
}

fn left_out(article: &Article, selection: &Selection) -> Option<LeftOut> {
    let in_future = article.meta.date.as_ref().is_some_and(|date| date.day > selection.today);
    if article.meta.draft && !selection.drafts {
        Some(LeftOut::Draft)
    } else if in_future && !selection.future {
        Some(LeftOut::Future)
    } else {
        None
    }
}
