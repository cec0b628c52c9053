//! What each article reports, from one timeline to the next: reports that stay the same are shared.
//!
//! Not here: which reports are one event (`weave`).

use super::ReadArticle;
use super::maker::{Maker, Place, Report, sentence};
use std::sync::Arc;

/// An article and what it reports.
pub(super) struct Told {
    pub(super) read: Arc<ReadArticle>,
    pub(super) reports: Vec<Arc<Report>>,
}

impl Told {
    /// What an article reports. Reports that were known before are shared with them, as long as they stand where they stood in the article.
    pub(super) fn new(read: Arc<ReadArticle>, maker: &Maker, before: Option<&Told>) -> Self {
        let known = |at: usize, report: &Report| {
            let before = before?;
            let known = before.reports.get(at)?;
            let is_same = known.draft == report.draft
                && sentence(&known.draft.evidence, |_| &before.read) == sentence(&report.draft.evidence, |_| &read);
            is_same.then(|| known.clone())
        };
        let shared = |(at, report)| known(at, &report).unwrap_or_else(|| Arc::new(report));
        let reports = maker.reports(&read).into_iter().enumerate().map(shared).collect();
        Told { read, reports }
    }

    /// True where both are of one file.
    pub(super) fn is_beside(&self, other: &Told) -> bool {
        self.read.article.file.path == other.read.article.file.path
    }
}

/// The report that stands at a place.
pub(super) fn report_at(told: &[Arc<Told>], place: Place) -> Option<&Arc<Report>> {
    told.get(place.0)?.reports.get(place.1)
}

/// True where one report stands at a place in both.
pub(super) fn is_kept(before: &[Arc<Told>], now: &[Arc<Told>], place: Place) -> bool {
    report_at(before, place).zip(report_at(now, place)).is_some_and(|(a, b)| Arc::ptr_eq(a, b))
}

/// The places at which other reports stand than before, in order, where all articles but the last ones stand as they stood; `None` where
/// articles stand elsewhere.
pub(super) fn differing(before: &[Arc<Told>], now: &[Arc<Told>]) -> Option<Vec<Place>> {
    if !before.iter().zip(now).all(|(a, b)| Arc::ptr_eq(a, b) || a.is_beside(b)) {
        return None;
    }
    let count = |told: &[Arc<Told>], article: usize| told.get(article).map_or(0, |told| told.reports.len());
    let is_other =
        |article: &usize| before.get(*article).zip(now.get(*article)).is_none_or(|(a, b)| !Arc::ptr_eq(a, b));
    let articles = (0..before.len().max(now.len())).filter(is_other);
    let places =
        articles.flat_map(|article| (0..count(before, article).max(count(now, article))).map(move |at| (article, at)));
    Some(places.filter(|place| !is_kept(before, now, *place)).collect())
}
