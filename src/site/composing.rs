//! How an edition is made from its material, with what an earlier one still gives.
//!
//! Nothing that is taken over decides: figures stand for events that are the same, words for the same theme, tables of texts for texts that are
//! alike. So an edition made after another holds what one made on its own does. Not here: which pages there are (`routes`).

use super::activity::{Activity, Stretch};
use super::downloads::{self, Download};
use super::edition::{Edition, dates};
use super::facet::Facets;
use super::figures::Figures;
use super::history::{self, Row};
use super::index::Index;
use super::later::{Later, later};
use super::links::Targets;
use super::reported::Reported;
use super::subjects::Subjects;
use super::theme::Theme;
use super::words::Words;
use super::{Material, Site, kinds};
use crate::config::Config;
use crate::content::Article;
use crate::diag::Diagnostic;
use crate::lock::Lock;
use crate::timeline::ReadArticle;
use std::sync::Arc;

/// The edition of `material`, and what is wrong with its words and kinds.
pub(super) fn edition(material: &Material, theme: &Theme, last: Option<&Site>) -> (Edition, Vec<Diagnostic>) {
    let Material { timeline, lock, plain, assets, config } = material;
    let known = last.map(|last| &last.edition);
    let words = match last {
        Some(last) if last.has_words_of(theme, &config.language) => last.edition.words.clone(),
        _ => Arc::new(Words::load(theme, &config.language)),
    };
    let mut diagnostics = words.problems.clone();
    let figures = Figures::new(timeline, known.map(|known| (&*known.timeline, &*known.figures)));
    let alike = last.filter(|last| last.has_texts_like(material)).map(|last| &last.edition);
    let figures = Arc::new(figures);
    let facets = Facets::new(timeline, &figures, config);
    let (kinds, problems) = kinds::kinds(config, &figures, theme);
    diagnostics.extend(problems);
    let targets = alike.map(|alike| alike.targets.clone());
    let fresh = figures.fresh.iter().filter_map(|at| timeline.events.get(*at));
    let known_dates = known.filter(|known| Arc::ptr_eq(&known.words, &words)).map(|known| known.dates.clone());
    let index = index_of(&figures);
    let edition = Edition {
        dates: match known_dates {
            Some(known) => dates(known, fresh, &words),
            None => dates(Arc::default(), timeline.events.iter(), &words),
        },
        targets: targets.unwrap_or_else(|| Arc::new(Targets::new(timeline, plain, assets.clone()))),
        subjects: alike.map_or_else(|| Arc::new(Subjects::new(timeline)), |alike| alike.subjects.clone()),
        downloads: downloads_of(&figures, config),
        stretch: stretch_of(&index),
        history: history_of(lock),
        reported: reported_in(&figures, timeline.articles.len()),
        index,
        figures,
        kinds: Arc::new(kinds),
        facets: Arc::new(facets),
        words,
        timeline: timeline.clone(),
        lock: lock.clone(),
        plain: plain.clone(),
        config: config.clone(),
    };
    (edition, diagnostics)
}

fn index_of(figures: &Arc<Figures>) -> Later<Index> {
    let figures = figures.clone();
    later(move || Index::new(&figures))
}

fn reported_in(figures: &Arc<Figures>, articles: usize) -> Later<Reported> {
    let figures = figures.clone();
    later(move || Reported::new(&figures, articles))
}

fn stretch_of(index: &Later<Index>) -> Later<Option<Stretch>> {
    let index = index.clone();
    later(move || Activity::of_all(&index).focus())
}

fn downloads_of(figures: &Arc<Figures>, config: &Arc<Config>) -> Later<Vec<Download>> {
    let (figures, config) = (figures.clone(), config.clone());
    later(move || downloads::downloads(&figures, &config))
}

fn history_of(lock: &Arc<Lock>) -> Later<Vec<Row>> {
    let lock = lock.clone();
    later(move || history::rows(&lock))
}

impl Site {
    fn has_words_of(&self, theme: &Theme, language: &str) -> bool {
        self.edition.config.language == language && *self.theme == *theme
    }

    /// True where the addresses, subjects, dates and publishers of all texts, and the files beside them, are those of `material`.
    pub(super) fn has_texts_like(&self, material: &Material) -> bool {
        let known = &self.edition;
        let alike = |a: &Arc<ReadArticle>, b: &Arc<ReadArticle>| Arc::ptr_eq(a, b) || is_alike(&a.article, &b.article);
        known.targets.assets().eq(&material.assets)
            && is_same_list(&known.plain, &material.plain, |a, b| Arc::ptr_eq(a, b) || is_alike(a, b))
            && is_same_list(&known.timeline.articles, &material.timeline.articles, alike)
    }
}

/// True of a text that stands in all tables as the other does. What pages show of it, they take from the text itself.
fn is_alike(a: &Article, b: &Article) -> bool {
    let (a_is, b_is) = (&a.meta, &b.meta);
    // The pages at former addresses show the title.
    let has_no_former = a_is.aliases.is_empty() && b_is.aliases.is_empty();
    a.file.path == b.file.path
        && a_is.slug == b_is.slug
        && a_is.aliases == b_is.aliases
        && a_is.tags == b_is.tags
        && a_is.date == b_is.date
        && a_is.source == b_is.source
        && (has_no_former || a_is.title == b_is.title)
}

pub(super) fn is_same_list<T>(a: &[T], b: &[T], is_same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
}
