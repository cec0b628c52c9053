//! Timelines one after another, each made from what changed since the last.
//!
//! What is kept never decides: a timeline is what it would be without anything kept. Not here: what articles report (`told`), which reports are
//! one event (`weave`).

use super::maker::{Made, Maker, Place};
use super::register::Register;
use super::told::{Account, Told};
use super::weave::{Difference, Weave};
use super::{ArticleKeys, Event, ReadArticle, Timeline, order, publication};
use crate::config::Kind;
use crate::lang::Language;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::iter::repeat;
use std::sync::Arc;

/// Where more than one in so many reports changed, all are joined anew.
const MANY: usize = 4;

/// Makes timelines of one site, with the same kinds and language.
#[derive(Default)]
pub struct Joiner {
    /// What the articles of the last timeline report.
    account: Account,
    weave: Weave,
    register: Register,
    events: Arc<Vec<Arc<Event>>>,
}

impl Joiner {
    /// The timeline of `articles`, which may come in any order. Mentions of kinds that are not among `kinds` are left out.
    pub fn timeline(
        &mut self,
        mut articles: Vec<Arc<ReadArticle>>,
        kinds: &[Kind],
        language: Option<&Language>,
    ) -> Timeline {
        articles.sort_by(|a, b| publication(a).cmp(&publication(b)));
        let maker = Maker::new(kinds, language);
        let told = self.told(&articles, &maker);
        let keys = self.account.keys_of(&articles);
        if keys.is_none() {
            // All get other keys, so no event stays as it is.
            *self = Joiner::default();
        }
        let keys = Arc::new(keys.unwrap_or_else(|| ArticleKeys::new(articles.len())));
        let before = std::mem::replace(&mut self.account, Account { keys: keys.clone(), told });
        let count: usize = self.account.told.iter().map(|told| told.reports.len()).sum();
        let places = self.account.differing(&before);
        if places.len() * MANY > count {
            self.join(&before, &maker);
        } else if !places.is_empty() {
            let difference = self.weave.renew(&places, &before, &self.account, &maker);
            self.follow(difference, &maker);
        }
        Timeline { articles, keys, events: self.events.clone() }
    }

    fn told(&self, articles: &[Arc<ReadArticle>], maker: &Maker) -> Vec<Arc<Told>> {
        // Most articles stand where they stood.
        let before = self.account.told.iter().map(Some).chain(repeat(None));
        let stands = |told: &&Arc<Told>, read| Arc::ptr_eq(&told.read, read);
        let standing = articles.iter().zip(before);
        let standing = standing.map(|(read, told)| told.filter(|told| stands(told, read)).cloned().ok_or(read));
        let standing: Vec<Result<Arc<Told>, &Arc<ReadArticle>>> = standing.collect();
        let known: FxHashMap<&str, &Arc<Told>> = match standing.iter().all(Result::is_ok) {
            true => FxHashMap::default(),
            false => self.account.told.iter().map(|told| (&*told.read.article.file.path, told)).collect(),
        };
        let told = |read: &Arc<ReadArticle>| match known.get(&*read.article.file.path) {
            Some(told) if Arc::ptr_eq(&told.read, read) => (*told).clone(),
            known => Arc::new(Told::new(read.clone(), maker, known.map(|told| &***told))),
        };
        standing.into_par_iter().map(|standing| standing.unwrap_or_else(told)).collect()
    }

    /// Joins the reports of all articles.
    fn join(&mut self, before: &Account, maker: &Maker) {
        self.weave = self.weave.whole(before, &self.account, maker);
        let all: Vec<&Made> = self.weave.all().collect();
        let (register, names) = Register::of(&all, |first| self.weave.find(first));
        self.register = register;
        names.into_iter().for_each(|(first, id)| self.weave.name(first, id));
        self.events = self.in_order(maker);
    }

    /// Gives ids to events that have begun, and puts them in the place of those that are gone.
    fn follow(&mut self, difference: Difference, maker: &Maker) {
        let Difference { gone, begun } = difference;
        let begun: BTreeSet<Place> = begun.into_iter().collect();
        let new = || begun.iter().filter_map(|first| self.weave.find(*first));
        self.register.renew(gone.iter(), new());
        let families = gone.iter().chain(new()).map(|made| made.family).collect();
        let names = self.register.ids_of(&families, |first| self.weave.find(first));
        // An event elsewhere may have to give up its id, or get it back.
        let others: Vec<Place> = names.iter().map(|(first, _)| *first).filter(|first| !begun.contains(first)).collect();
        let event = |first: &Place| self.weave.find(*first).map(|made| made.event.clone());
        let gone: Vec<Arc<Event>> =
            gone.into_iter().map(|made| made.event).chain(others.iter().filter_map(event)).collect();
        names.into_iter().for_each(|(first, id)| self.weave.name(first, id));
        let event = |first: &Place| self.weave.find(*first).map(|made| made.event.clone());
        let begun = begun.iter().chain(&others).filter_map(event).collect();
        self.put(&gone, begun, maker);
    }

    /// Puts some events in the place of others.
    fn put(&mut self, gone: &[Arc<Event>], begun: Vec<Arc<Event>>, maker: &Maker) {
        if order::are_few(gone.len() + begun.len(), self.events.len()) {
            maker.order.exchange(Arc::make_mut(&mut self.events), gone, begun);
        } else {
            self.events = self.in_order(maker);
        }
    }

    fn in_order(&self, maker: &Maker) -> Arc<Vec<Arc<Event>>> {
        maker.order.sorted(self.weave.all().map(|made| made.event.clone())).into()
    }
}
