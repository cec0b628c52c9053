//! What earlier builds found out about single articles, so that unchanged work is not done again.
//!
//! Nothing here decides: an article is known again only where its text and everything else that reading it depends on are equal, byte
//! for byte, so a build with a memo gives what a build without one gives. Not here: what is made from several articles together (`timeline`).

use super::Input;
use super::editor::Editor;
use crate::config::Config;
use crate::content::{self, Article, Reading};
use crate::diag::{Diagnostic, File};
use crate::extract::Extractor;
use crate::lang::Language;
use crate::site::{Material, Site, Theme};
use crate::timeline::{Joiner, Published, ReadArticle, Timeline};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of the articles of the last build.
#[derive(Default)]
pub struct Memo {
    /// What reading depended on besides the articles.
    settings: Option<Config>,
    /// The extractor of each language, absent where the language has no pack.
    extractors: BTreeMap<String, Option<Extractor>>,
    files: FxHashMap<Arc<str>, Known>,
    articles: FxHashMap<Arc<str>, Arc<ReadArticle>>,
    pub(super) joiner: Joiner,
    editor: Option<Editor>,
    site: Option<Arc<Site>>,
}

/// A file as it was, and what reading it gave.
struct Known {
    text: Arc<str>,
    reading: Reading,
}

impl Memo {
    /// Reads `files`, in parallel and in order.
    pub(super) fn read(&mut self, files: &[File], config: &Config) -> Vec<Reading> {
        self.forget_unless_like(config);
        let known = &self.files;
        let read: Vec<(bool, Reading)> = files.par_iter().map(|file| read(file, known, config)).collect();
        for (file, (_, reading)) in files.iter().zip(&read).filter(|(_, (is_known, _))| !is_known) {
            let known = Known { text: file.text.clone(), reading: reading.clone() };
            self.files.insert(file.path.clone(), known);
        }
        if self.files.len() > files.len() {
            let there: FxHashSet<&str> = files.iter().map(|file| &*file.path).collect();
            self.files.retain(|path, _| there.contains(&**path));
        }
        read.into_iter().map(|(_, reading)| reading).collect()
    }

    /// Finds the mentions of `articles`, in parallel and in order. An article in a language without a pack has none, and says so.
    pub(super) fn mentions(
        &mut self,
        articles: Vec<Arc<Article>>,
        config: &Config,
    ) -> (Vec<Arc<ReadArticle>>, Vec<Diagnostic>) {
        self.forget_unless_like(config);
        let diagnostics = self.prepare(&articles, config);
        let memo = &*self;
        let read: Vec<_> = articles.into_par_iter().map(|article| memo.with_mentions(article, config)).collect();
        for (read, _) in read.iter().filter(|(_, is_known)| !is_known) {
            self.articles.insert(read.article.file.path.clone(), read.clone());
        }
        if self.articles.len() > read.len() {
            let there: FxHashSet<&str> = read.iter().map(|(read, _)| &*read.article.file.path).collect();
            self.articles.retain(|path, _| there.contains(&**path));
        }
        (read.into_iter().map(|(read, _)| read).collect(), diagnostics)
    }

    /// What the editor's files make of `timeline`, with the ids from now on and everything that is wrong with them.
    pub(super) fn published(&mut self, timeline: Timeline, input: &Input, config: &Config) -> Published {
        let mut editor = Editor::renewed(self.editor.take(), &input.desk, config, input.today);
        let published = editor.publish(timeline, config);
        self.editor = Some(editor);
        published
    }

    /// Plans the site of `material`, from the last one where that can stand.
    pub(super) fn site(&mut self, material: Material, theme: &Theme) -> (Option<Arc<Site>>, Vec<Diagnostic>) {
        let last = self.site.take();
        let renewed = last.as_ref().and_then(|last| last.renewed(&material, theme));
        let (site, problems) = match renewed {
            Some((site, problems)) => (Some(site), problems),
            None => Site::plan(&material, theme, last.as_deref()),
        };
        let site = site.map(Arc::new);
        self.site.clone_from(&site);
        (site, problems)
    }

    fn forget_unless_like(&mut self, config: &Config) {
        let settings = settings(config);
        if self.settings.as_ref() != Some(&settings) {
            *self = Memo { settings: Some(settings), ..Memo::default() };
        }
    }

    /// Compiles the extractors that are missing, and tells which languages have none.
    fn prepare(&mut self, articles: &[Arc<Article>], config: &Config) -> Vec<Diagnostic> {
        let mut unknown = BTreeSet::new();
        let mut diagnostics = Vec::new();
        for article in articles {
            let tag = language_of(article, config);
            if !self.extractors.contains_key(tag) {
                let compiled = |language| {
                    Extractor::new(&language, &config.kinds, &config.places).with_date_order(config.date_order)
                };
                let extractor = Language::find(tag).map(compiled);
                self.extractors.insert(tag.to_owned(), extractor);
            }
            if self.extractors.get(tag).is_some_and(Option::is_none) && unknown.insert(tag) {
                diagnostics.push(unknown_language(tag, article));
            }
        }
        diagnostics
    }

    /// An article with its mentions, and whether that was known.
    fn with_mentions(&self, article: Arc<Article>, config: &Config) -> (Arc<ReadArticle>, bool) {
        let known = self.articles.get(&article.file.path);
        if let Some(known) = known.filter(|known| Arc::ptr_eq(&known.article, &article)) {
            return (known.clone(), true);
        }
        let extractor = self.extractors.get(language_of(&article, config)).and_then(Option::as_ref);
        let (sentences, mentions) =
            extractor.map(|extractor| extractor.read(&article, config.style)).unwrap_or_default();
        (Arc::new(ReadArticle { article, sentences, mentions }), false)
    }
}

/// What reading a file gives, and whether that was known.
fn read(file: &File, known: &FxHashMap<Arc<str>, Known>, config: &Config) -> (bool, Reading) {
    match known.get(&file.path) {
        Some(known) if known.text == file.text => (true, known.reading.clone()),
        _ => {
            let (article, diagnostics) = content::read(file, config);
            (false, (article.map(Arc::new), diagnostics))
        }
    }
}

/// The configuration without what reading an article surely does not depend on.
fn settings(config: &Config) -> Config {
    let Config { title, description, base_url, authors, output, theme, exports, search, key_events, .. } =
        Config::default();
    Config { title, description, base_url, authors, output, theme, exports, search, key_events, ..config.clone() }
}

fn language_of<'a>(article: &'a Article, config: &'a Config) -> &'a str {
    article.meta.lang.as_deref().unwrap_or(&config.language)
}

fn unknown_language(tag: &str, article: &Article) -> Diagnostic {
    let known = Language::available().join(", ");
    Diagnostic::warning("content.language", format!("no events are found in the prose of articles in `{tag}`"))
        .of(&article.file)
        .hint(format!("there are language packs for: {known}; events in the front matter are shown all the same"))
}
