//! Timelines one after another, each made from what changed since the last.
//!
//! What is kept never decides: a report is known again only where it is equal, and a group of reports only where all of its reports are, so a
//! timeline is what it would be without anything kept. Not here: how reports and events are made (`maker`).

use super::groups::Groups;
use super::id::Ids;
use super::maker::{Made, Maker, Member, Report, sentence};
use super::{Event, ReadArticle, Timeline};
use crate::config::Kind;
use crate::lang::Language;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Makes timelines of one site, with the same kinds and language.
#[derive(Default)]
pub struct Joiner {
    /// What the articles of the last timeline report, in its order.
    told: Vec<Arc<Told>>,
    /// Groups of the last timeline by the address of their first report, which they keep alive.
    groups: FxHashMap<usize, Arc<Joined>>,
    events: Vec<Arc<Event>>,
}

/// An article and what it reports.
struct Told {
    read: Arc<ReadArticle>,
    reports: Vec<Arc<Report>>,
}

/// A group of reports and the events that they speak of.
#[derive(Clone)]
struct Joined {
    members: Vec<Member>,
    events: Vec<Made>,
}

impl Joiner {
    /// The timeline of `articles`, which may come in any order. Mentions of kinds that are not among `kinds` are left out.
    pub fn timeline(
        &mut self,
        mut articles: Vec<Arc<ReadArticle>>,
        kinds: &[Kind],
        language: Option<&Language>,
    ) -> Timeline {
        articles.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        let maker = Maker::new(kinds, language);
        let told = self.told(&articles, &maker);
        let is_as_before = told.len() == self.told.len() && told.iter().zip(&self.told).all(|(a, b)| a.is_same(b));
        self.told = told;
        if !is_as_before {
            self.join(&articles, &maker);
        }
        Timeline { articles, events: self.events.clone() }
    }

    fn told(&self, articles: &[Arc<ReadArticle>], maker: &Maker) -> Vec<Arc<Told>> {
        let known: FxHashMap<&str, &Arc<Told>> =
            self.told.iter().map(|told| (&*told.read.article.file.path, told)).collect();
        let told = |read: &Arc<ReadArticle>| match known.get(&*read.article.file.path) {
            Some(told) if Arc::ptr_eq(&told.read, read) => (*told).clone(),
            known => Arc::new(Told::new(read.clone(), maker.reports(read), known.map(|told| &***told))),
        };
        articles.par_iter().map(told).collect()
    }

    fn join(&mut self, articles: &[Arc<ReadArticle>], maker: &Maker) {
        let members = self.told.iter().enumerate().flat_map(|(article, told)| {
            told.reports.iter().map(move |report| Member { article, report: report.clone() })
        });
        let groups = Groups::new(members.collect());
        let joined = |group| self.joined(groups.members(group), articles, maker);
        let mut all: Vec<Arc<Joined>> = (0..groups.len()).into_par_iter().map(joined).collect();
        self.groups.clear();
        give_ids(&mut all, &groups);
        self.events = in_order(&all);
        self.groups = all.into_iter().filter_map(|joined| Some((address(joined.members.first()?), joined))).collect();
    }

    fn joined(&self, members: &[Member], articles: &[Arc<ReadArticle>], maker: &Maker) -> Arc<Joined> {
        let known = members.first().and_then(|first| self.groups.get(&address(first)));
        let known = known.filter(|known| is_same_but_for_places(&known.members, members));
        match known {
            Some(known) if known.members.iter().zip(members).all(|(a, b)| a.article == b.article) => known.clone(),
            Some(known) => Arc::new(known.moved_to(members)),
            None => Arc::new(Joined { members: members.to_vec(), events: maker.events(members, articles) }),
        }
    }
}

impl Told {
    /// Reports that were known before are shared with them, wherever they now stand in the article.
    fn new(read: Arc<ReadArticle>, reports: Vec<Report>, before: Option<&Told>) -> Self {
        let known = |at: usize, report: &Report| {
            let before = before?;
            let known = before.reports.get(at)?;
            let is_same = known.draft == report.draft
                && sentence(&known.draft.evidence, |_| &before.read) == sentence(&report.draft.evidence, |_| &read);
            is_same.then(|| known.clone())
        };
        let shared = |(at, report)| known(at, &report).unwrap_or_else(|| Arc::new(report));
        let reports = reports.into_iter().enumerate().map(shared).collect();
        Told { read, reports }
    }

    fn is_same(&self, other: &Told) -> bool {
        self.reports.len() == other.reports.len()
            && self.reports.iter().zip(&other.reports).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Joined {
    /// The same events of the same reports in articles that stand elsewhere on the timeline, in the same order.
    fn moved_to(&self, members: &[Member]) -> Joined {
        let places: Vec<(usize, usize)> =
            self.members.iter().zip(members).map(|(a, b)| (a.article, b.article)).collect();
        let place = |article: usize| places.binary_search_by_key(&article, |(old, _)| *old).map(|at| places[at].1);
        let moved = |made: &Made| {
            let mut event = (*made.event).clone();
            event
                .evidence
                .iter_mut()
                .for_each(|evidence| evidence.article = place(evidence.article).unwrap_or_default());
            Made { event: Arc::new(event), ..made.clone() }
        };
        Joined { members: members.to_vec(), events: self.events.iter().map(moved).collect() }
    }
}

fn address(member: &Member) -> usize {
    Arc::as_ptr(&member.report).addr()
}

fn is_same_but_for_places(known: &[Member], members: &[Member]) -> bool {
    known.len() == members.len() && known.iter().zip(members).all(|(a, b)| Arc::ptr_eq(&a.report, &b.report))
}

fn sort_key(article: &ReadArticle) -> impl Ord + '_ {
    (&article.article.meta.date, &article.article.file.path)
}

/// Gives each event its id, in the order of their first reports.
fn give_ids(all: &mut [Arc<Joined>], groups: &Groups) {
    let mut order: Vec<(usize, usize, usize)> = all
        .iter()
        .enumerate()
        .flat_map(|(group, joined)| {
            joined.events.iter().enumerate().map(move |(at, made)| (groups.number(group, made.first), group, at))
        })
        .collect();
    order.par_sort_unstable();
    let mut ids = Ids::of(order.len());
    let mut others = Vec::new();
    for (_, group, at) in order {
        let made = &all[group].events[at];
        let id = ids.give(&made.stem);
        if made.event.id != id {
            others.push((group, at, id.into_owned()));
        }
    }
    for (group, at, id) in others {
        Arc::make_mut(&mut Arc::make_mut(&mut all[group]).events[at].event).id = id;
    }
}

/// All events, by first possible day, then kind, then id.
fn in_order(all: &[Arc<Joined>]) -> Vec<Arc<Event>> {
    let made = all.iter().flat_map(|joined| &joined.events);
    let mut events: Vec<_> = made.map(|made| (made.event.when.sort_day(), made.kind, &made.event)).collect();
    events.par_sort_unstable_by(|(day_a, kind_a, a), (day_b, kind_b, b)| {
        (day_a, kind_a, &a.id).cmp(&(day_b, kind_b, &b.id))
    });
    events.into_iter().map(|(_, _, event)| event.clone()).collect()
}
