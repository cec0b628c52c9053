//! Timelines one after another, each made from what changed since the last.
//!
//! What is kept never decides: a report is known again only where it is equal, and a group of reports only where all of its reports are, so a
//! timeline is what it would be without anything kept. Not here: how reports and events are made (`maker`).

use super::groups::Groups;
use super::maker::{Known, Made, Maker, Member, Report, sentence};
use super::register::Register;
use super::{Event, ReadArticle, Timeline};
use crate::config::Kind;
use crate::lang::Language;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where no more than one in so many events changed, each is put in its place by itself.
const FEW: usize = 100;

/// Makes timelines of one site, with the same kinds and language.
#[derive(Default)]
pub struct Joiner {
    /// What the articles of the last timeline report, in its order.
    told: Vec<Arc<Told>>,
    /// Groups of the last timeline by the address of their first report, which they keep alive.
    groups: FxHashMap<usize, Arc<Joined>>,
    /// The address of a group's first report by that under which its reports are looked for.
    holders: FxHashMap<u64, usize>,
    register: Register,
    events: Vec<Arc<Event>>,
}

/// An article and what it reports.
struct Told {
    read: Arc<ReadArticle>,
    reports: Vec<Arc<Report>>,
}

/// A group of reports and the events that they speak of.
#[derive(Clone)]
pub(super) struct Joined {
    pub(super) members: Vec<Member>,
    pub(super) events: Vec<Made>,
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
        let before = std::mem::replace(&mut self.told, told);
        let pairs = || before.iter().zip(&self.told);
        if before.len() == self.told.len() && pairs().all(|(a, b)| a.is_beside(b)) {
            let changed: Vec<usize> =
                pairs().enumerate().filter(|(_, (a, b))| !a.is_same(b)).map(|(at, _)| at).collect();
            if !changed.is_empty() {
                self.join_again(&changed, &before, &articles, &maker);
            }
        } else {
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

    /// Joins the reports of all articles.
    fn join(&mut self, articles: &[Arc<ReadArticle>], maker: &Maker) {
        let members = self.told.iter().enumerate().flat_map(|(article, told)| told.members(article));
        let groups = Groups::new(members.collect());
        let joined = |group| joined(&self.groups, groups.members(group), articles, maker);
        let all: Vec<Arc<Joined>> = (0..groups.len()).into_par_iter().map(joined).collect();
        self.holders = groups.into_holders();
        self.register = Register::of(&all);
        self.groups = by_address(all);
        for (group, at, id) in self.register.ids(&self.groups) {
            self.name(group, at, id);
        }
        self.events = in_order(self.groups.values());
    }

    /// Joins again what the articles at some indexes reported and report, with everything that shares a group with it.
    fn join_again(&mut self, changed: &[usize], before: &[Arc<Told>], articles: &[Arc<ReadArticle>], maker: &Maker) {
        let members = |told: &[Arc<Told>]| -> Vec<Member> {
            changed.iter().filter_map(|at| Some(told.get(*at)?.members(*at))).flatten().collect()
        };
        let (ended, begun) = (members(before), members(&self.told));
        let touched: BTreeSet<usize> = ended.iter().chain(&begun).flat_map(|member| self.holders(member)).collect();
        let open: Vec<Arc<Joined>> = touched.iter().filter_map(|address| self.groups.remove(address)).collect();
        let gone: FxHashSet<usize> = ended.iter().map(Member::address).collect();
        let stays = |member: &&Member| !gone.contains(&member.address());
        let stay = open.iter().flat_map(|joined| &joined.members).filter(stays).cloned();
        let mut members: Vec<Member> = stay.chain(begun).collect();
        members.sort_unstable_by_key(Member::place);
        for key in open.iter().flat_map(|joined| &joined.members).flat_map(|member| &member.report.keys) {
            self.holders.remove(key);
        }
        let groups = Groups::new(members);
        let known = known(&open);
        let made = |group| {
            let members = groups.members(group);
            Arc::new(Joined { members: members.to_vec(), events: maker.events(members, &known, articles) })
        };
        let made: Vec<Arc<Joined>> = (0..groups.len()).into_par_iter().map(made).collect();
        self.holders.extend(groups.into_holders());
        self.register.renew(&open, &made);
        let begun: BTreeSet<usize> = made.iter().filter_map(|joined| joined.address()).collect();
        let families = differing(&open, &made).chain(differing(&made, &open)).map(|made| made.family).collect();
        self.groups.extend(by_address(made.clone()));
        let names = self.register.ids_of(&families, &self.groups);
        // An event elsewhere may have to give up its id, or get it back.
        let standing: BTreeSet<usize> = names.iter().map(|(group, ..)| *group).filter(|g| !begun.contains(g)).collect();
        let before: Vec<_> = standing.iter().filter_map(|group| self.groups.get(group)).chain(&open).cloned().collect();
        names.into_iter().for_each(|(group, at, id)| self.name(group, at, id));
        let now: Vec<_> = standing.iter().chain(&begun).filter_map(|group| self.groups.get(group)).cloned().collect();
        self.put(&before, &now, maker);
    }

    /// Addresses of the groups that hold what a report has in common with others.
    fn holders(&self, member: &Member) -> Vec<usize> {
        match member.report.keys.as_slice() {
            [] => vec![member.address()],
            keys => keys.iter().filter_map(|key| self.holders.get(key)).copied().collect(),
        }
    }

    /// Gives an event of a group its id.
    fn name(&mut self, group: usize, at: usize, id: String) {
        if let Some(made) = self.groups.get_mut(&group).and_then(|joined| Arc::make_mut(joined).events.get_mut(at)) {
            Arc::make_mut(&mut made.event).id = id;
        }
    }

    /// Puts the events of some groups in the place of others.
    fn put(&mut self, before: &[Arc<Joined>], now: &[Arc<Joined>], maker: &Maker) {
        let gone: Vec<&Arc<Event>> = differing(before, now).map(|made| &made.event).collect();
        let begun: Vec<&Arc<Event>> = differing(now, before).map(|made| &made.event).collect();
        if (gone.len() + begun.len()) * FEW > self.events.len() {
            self.events = in_order(self.groups.values());
            return;
        }
        let key = |event: &Event| (event.when.sort_day(), maker.kind(&event.kind));
        let place = |events: &[Arc<Event>], event: &Event| {
            events.partition_point(|other| (key(other), &other.id) < (key(event), &event.id))
        };
        for event in gone {
            let at = place(&self.events, event);
            if self.events.get(at).is_some_and(|other| Arc::ptr_eq(other, event)) {
                self.events.remove(at);
            }
        }
        for event in begun {
            self.events.insert(place(&self.events, event), event.clone());
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

    /// Its reports, as those of the article at an index of the timeline.
    fn members(&self, article: usize) -> impl Iterator<Item = Member> {
        self.reports.iter().enumerate().map(move |(at, report)| Member { article, at, report: report.clone() })
    }

    /// True where both are of one file.
    fn is_beside(&self, other: &Told) -> bool {
        self.read.article.file.path == other.read.article.file.path
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

    /// The address of its first report.
    pub(super) fn address(&self) -> Option<usize> {
        self.members.first().map(Member::address)
    }
}

fn by_address(groups: Vec<Arc<Joined>>) -> FxHashMap<usize, Arc<Joined>> {
    groups.into_iter().filter_map(|joined| Some((joined.address()?, joined))).collect()
}

fn known(groups: &[Arc<Joined>]) -> Known<'_> {
    let events = groups.iter().flat_map(|joined| joined.events.iter().map(|made| (made, &*joined.members)));
    events.filter_map(|(made, members)| Some((made.members(members).next()?.address(), (made, members)))).collect()
}

/// The events of some groups that are not among those of `others`.
fn differing<'a>(groups: &'a [Arc<Joined>], others: &'a [Arc<Joined>]) -> impl Iterator<Item = &'a Made> {
    let events = |groups: &'a [Arc<Joined>]| groups.iter().flat_map(|joined| &joined.events);
    let address = |made: &Made| Arc::as_ptr(&made.event).addr();
    let known: FxHashSet<usize> = events(others).map(address).collect();
    events(groups).filter(move |made| !known.contains(&address(made)))
}

/// The events of some reports, from `known` groups where they are the same.
fn joined(
    known: &FxHashMap<usize, Arc<Joined>>,
    members: &[Member],
    articles: &[Arc<ReadArticle>],
    maker: &Maker,
) -> Arc<Joined> {
    let known = members.first().and_then(|first| known.get(&first.address()));
    let known = known.filter(|known| is_same_but_for_places(&known.members, members));
    match known {
        Some(known) if known.members.iter().zip(members).all(|(a, b)| a.place() == b.place()) => known.clone(),
        Some(known) => Arc::new(known.moved_to(members)),
        None => {
            Arc::new(Joined { members: members.to_vec(), events: maker.events(members, &Known::default(), articles) })
        }
    }
}

fn is_same_but_for_places(known: &[Member], members: &[Member]) -> bool {
    known.len() == members.len() && known.iter().zip(members).all(|(a, b)| Arc::ptr_eq(&a.report, &b.report))
}

fn sort_key(article: &ReadArticle) -> impl Ord + '_ {
    (&article.article.meta.date, &article.article.file.path)
}

/// All events, by first possible day, then kind, then id.
fn in_order<'a>(all: impl Iterator<Item = &'a Arc<Joined>>) -> Vec<Arc<Event>> {
    let made = all.flat_map(|joined| &joined.events);
    let mut events: Vec<_> = made.map(|made| (made.event.when.sort_day(), made.kind, &made.event)).collect();
    events.par_sort_unstable_by(|(day_a, kind_a, a), (day_b, kind_b, b)| {
        (day_a, kind_a, &a.id).cmp(&(day_b, kind_b, &b.id))
    });
    events.into_iter().map(|(_, _, event)| event.clone()).collect()
}
