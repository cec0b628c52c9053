//! What each article reports, from one timeline to the next: reports that stay the same are shared.
//!
//! Not here: which reports are one event (`weave`).

use super::keys::{ArticleKey, ArticleKeys};
use super::maker::{Maker, Place, Report, sentence};
use super::{ReadArticle, publication};
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
                && sentence(&known.draft.evidence, |_| Some(&before.read))
                    == sentence(&report.draft.evidence, |_| Some(&read));
            is_same.then(|| known.clone())
        };
        let shared = |(at, report)| known(at, &report).unwrap_or_else(|| Arc::new(report));
        let reports = maker.reports(&read).into_iter().enumerate().map(shared).collect();
        Told { read, reports }
    }
}

/// What all articles of a timeline report.
#[derive(Default)]
pub(super) struct Account {
    pub(super) keys: Arc<ArticleKeys>,
    /// In the order of the keys.
    pub(super) told: Vec<Arc<Told>>,
}

impl Account {
    /// The keys that some articles, in order, get after these: those that they had, and new ones between. `None` where there is no room for them.
    pub(super) fn keys_of(&self, articles: &[Arc<ReadArticle>]) -> Option<ArticleKeys> {
        let mut before = self.told.iter().zip(self.keys.iter()).peekable();
        ArticleKeys::around(articles.iter().map(|read| {
            let is_same = |told: &Told| Arc::ptr_eq(&told.read, read) || publication(&told.read) == publication(read);
            let is_earlier = |told: &Told| !is_same(told) && publication(&told.read) < publication(read);
            while before.next_if(|(told, _)| is_earlier(told)).is_some() {}
            before.next_if(|(told, _)| is_same(told)).map(|(_, key)| key)
        }))
    }

    /// Each article's key with what it reports.
    pub(super) fn iter(&self) -> impl Iterator<Item = (ArticleKey, &Arc<Told>)> {
        self.keys.iter().zip(&self.told)
    }

    /// What the article with a key reports.
    pub(super) fn of(&self, key: ArticleKey) -> Option<&Arc<Told>> {
        self.told.get(self.keys.index(key)?)
    }

    /// The article with a key.
    pub(super) fn article(&self, key: ArticleKey) -> Option<&ReadArticle> {
        Some(&self.of(key)?.read)
    }

    /// The report that stands at a place.
    pub(super) fn report_at(&self, place: Place) -> Option<&Arc<Report>> {
        self.of(place.0)?.reports.get(place.1)
    }

    /// True where one report stands at a place here and in another account.
    pub(super) fn has_kept(&self, before: &Account, place: Place) -> bool {
        before.report_at(place).zip(self.report_at(place)).is_some_and(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// The places at which other reports stand than in another account, in order.
    pub(super) fn differing(&self, before: &Account) -> Vec<Place> {
        let others = |account: &Account, other: &Account| -> Vec<ArticleKey> {
            let pairs = account.iter().zip(account.keys.among(&other.keys));
            let is_other = |told: &Arc<Told>, at: Option<usize>| {
                at.and_then(|at| other.told.get(at)).is_none_or(|other| !Arc::ptr_eq(told, other))
            };
            pairs.filter(|((_, told), at)| is_other(told, *at)).map(|((key, _), _)| key).collect()
        };
        let mut keys = [others(before, self), others(self, before)].concat();
        keys.sort_unstable();
        keys.dedup();
        let count = |account: &Account, key| account.of(key).map_or(0, |told| told.reports.len());
        let places =
            keys.into_iter().flat_map(|key| (0..count(before, key).max(count(self, key))).map(move |at| (key, at)));
        places.filter(|place| !self.has_kept(before, *place)).collect()
    }
}
