//! The ids of the events of one timeline after another: only those are settled anew that an edit concerns.
//!
//! Events and entries that may be each other for sure, by a report or by an id, hang together; what is decided about some does not depend on any that do not hang
//! together with them. So those are settled again that hang together with an event that comes, goes, or is read otherwise. Events of which nothing is known for sure are few
//! beside a file that is kept: they are settled again each time. Not here: how events are settled (`settle`), what is noted (`next`).

use super::index::{Book, Index};
use super::settle::Claims;
use super::{Lock, Settled, Sighting};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Which ids events bear beside a file.
pub struct Settlement {
    file: Arc<Lock>,
    index: Index,
    ties: Ties,
    /// Of each entry, whether an event is known for sure to be it.
    given: Vec<bool>,
    /// Of each event, in the order of the timeline.
    standings: Vec<Standing>,
    settled: Settled,
}

/// What is known of one event.
#[derive(Clone, Default)]
struct Standing {
    /// An entry that it may be for sure, or hangs together with.
    tie: Option<usize>,
    known: Known,
}

#[derive(Clone, Default)]
enum Known {
    #[default]
    Unsettled,
    /// The event is an entry for sure.
    As(usize),
    /// It is none for sure.
    Not(Arc<Sighting>),
}

/// An event's index, and its id where that is another than its content gives.
pub type Named = (usize, Option<String>);

impl Settlement {
    /// What is known before any event is.
    pub fn new(file: Arc<Lock>) -> Self {
        let count = file.entries.len();
        let (ties, given) = (Ties::new(count), vec![false; count]);
        Settlement { index: Index::new(&file), file, ties, settled: Settled::of(&given), given, standings: Vec::new() }
    }

    /// The ids of those events of the next timeline that may bear another than before. `before` has the index of each event that is read as it was; the others are new, or
    /// read otherwise. `sight` gives the sightings of the events at some indexes, in their order.
    pub fn follow(
        &mut self,
        before: &[Option<usize>],
        mut sight: impl FnMut(&[usize]) -> Vec<Arc<Sighting>>,
    ) -> Vec<Named> {
        if self.file.entries.is_empty() {
            // Every event bears its own id.
            return Vec::new();
        }
        let file = self.file.clone();
        let mut sightings: Vec<Option<Arc<Sighting>>> = vec![None; before.len()];
        let mut look_at = |sightings: &mut Vec<Option<Arc<Sighting>>>, which: &[usize]| {
            for (at, sighting) in which.iter().zip(sight(which)) {
                sightings.iter_mut().skip(*at).take(1).for_each(|slot| *slot = Some(sighting.clone()));
            }
        };
        let new: Vec<usize> = indexes(before, Option::is_none);
        look_at(&mut sightings, &new);
        let mut touched = self.carry(before);
        touched.extend(self.tie(&file, &new, &sightings));
        let open = self.open(&touched);
        let others: Vec<usize> = open.iter().copied().filter(|at| matches!(sightings.get(*at), Some(None))).collect();
        look_at(&mut sightings, &others);
        self.settle(&file, &open, &sightings)
    }

    /// Takes over what is known of events that are read as they were. Gives entries with which those that are gone hung together.
    fn carry(&mut self, before: &[Option<usize>]) -> Vec<usize> {
        let standing = |old: &Option<usize>| old.and_then(|old| self.standings.get(old).cloned()).unwrap_or_default();
        let standings = before.iter().map(standing).collect();
        let mut gone = vec![true; self.standings.len()];
        before.iter().flatten().for_each(|old| gone.iter_mut().skip(*old).take(1).for_each(|gone| *gone = false));
        let was = std::mem::replace(&mut self.standings, standings);
        let gone = was.into_iter().zip(gone).filter(|(_, gone)| *gone);
        gone.filter_map(|(standing, _)| self.release(&standing)).collect()
    }

    /// Gives up what is known of an event. Gives an entry with which it hangs together.
    fn release(&mut self, standing: &Standing) -> Option<usize> {
        if let Known::As(number) = standing.known {
            self.given.iter_mut().skip(number).take(1).for_each(|given| *given = false);
        }
        standing.tie
    }

    /// Notes what new events hang together with, and gives it.
    fn tie(&mut self, file: &Lock, new: &[usize], sightings: &[Option<Arc<Sighting>>]) -> Vec<usize> {
        let book = Book::new(file, &self.index);
        let near = |at: &usize| sightings.get(*at).and_then(Option::as_ref).map_or_else(Vec::new, |new| book.near(new));
        let near: Vec<Vec<usize>> = new.par_iter().map(near).collect();
        for (at, near) in new.iter().zip(&near) {
            near.iter().skip(1).zip(near).for_each(|(a, b)| self.ties.tie(*a, *b));
            self.standings.iter_mut().skip(*at).take(1).for_each(|standing| standing.tie = near.first().copied());
        }
        near.iter().filter_map(|near| near.first().copied()).collect()
    }

    /// The events that are to be settled: new ones, and those that hang together with some entries.
    fn open(&mut self, touched: &[usize]) -> Vec<usize> {
        let touched: FxHashSet<usize> = touched.iter().map(|entry| self.ties.root(*entry)).collect();
        let ties = &mut self.ties;
        let is_open = |standing: &Standing| {
            matches!(standing.known, Known::Unsettled)
                || standing.tie.is_some_and(|tie| touched.contains(&ties.root(tie)))
        };
        indexes(&self.standings, is_open)
    }

    /// Settles some events, and all of which nothing is known for sure.
    fn settle(&mut self, file: &Lock, open: &[usize], sightings: &[Option<Arc<Sighting>>]) -> Vec<Named> {
        for at in open {
            let standing = self.standings.get(*at).cloned().unwrap_or_default();
            self.release(&standing);
        }
        let book = Book::new(file, &self.index);
        let sighted: Vec<(usize, &Arc<Sighting>)> =
            open.iter().filter_map(|at| Some((*at, sightings.get(*at)?.as_ref()?))).collect();
        let mut claims = Claims::of(sighted.iter().map(|(_, sighting)| &***sighting));
        claims.settle_surely(&book, &mut self.given);
        let mut named = Vec::with_capacity(sighted.len());
        for ((at, sighting), given) in sighted.into_iter().zip(claims.given) {
            let Some(standing) = self.standings.get_mut(at) else { continue };
            standing.known = match given {
                Some(number) => Known::As(number),
                None => Known::Not(sighting.clone()),
            };
            named.extend(given.map(|number| (at, book.kept(number, sighting))));
        }
        let left = |(at, standing): (usize, &'_ Standing)| match &standing.known {
            Known::Not(sighting) => Some((at, sighting.clone())),
            Known::As(_) | Known::Unsettled => None,
        };
        let left: Vec<(usize, Arc<Sighting>)> = self.standings.iter().enumerate().filter_map(left).collect();
        self.settled = Settled::of(&self.given);
        let rest = Claims::of(left.iter().map(|(_, sighting)| &**sighting)).settle_rest(&book, &mut self.settled);
        named.extend(left.into_iter().map(|(at, _)| at).zip(rest));
        named
    }

    /// Which ids are given; beside a file without entries, those of the events are not among them.
    pub fn settled(&self) -> &Settled {
        &self.settled
    }

    /// The id of one more event, which an editor made.
    pub fn settle_more(&self, sighting: &Sighting, settled: &mut Settled) -> String {
        let book = Book::new(&self.file, &self.index);
        let mut claims = Claims::of(std::iter::once(sighting));
        claims.settle_surely(&book, &mut settled.taken);
        let id = match claims.given.first() {
            Some(Some(number)) => book.kept(*number, sighting),
            _ => claims.settle_rest(&book, settled).pop().flatten(),
        };
        id.unwrap_or_else(|| sighting.proposed.clone())
    }

    /// The ids that were shown before and are no more, with the events, by their indexes, that may hold a report of one of them.
    pub fn lost(&mut self, settled: &Settled) -> (Vec<String>, Vec<usize>) {
        let is_lost = |(was_shown, is_taken): (&bool, &bool)| *was_shown && !is_taken;
        let lost: FxHashSet<usize> =
            indexes(self.index.shown.iter().zip(&settled.taken), is_lost).into_iter().collect();
        if lost.is_empty() {
            return Default::default();
        }
        let roots: Vec<usize> = lost.iter().map(|entry| self.ties.root(*entry)).collect();
        let ids = self.file.entries.iter().enumerate().filter(|(number, _)| lost.contains(number));
        let ids = ids.map(|(_, (id, _))| id.clone()).collect();
        let roots: FxHashSet<usize> = roots.into_iter().collect();
        let ties = &mut self.ties;
        let is_near = |standing: &Standing| standing.tie.is_some_and(|tie| roots.contains(&ties.root(tie)));
        (ids, indexes(&self.standings, is_near))
    }
}

/// The indexes at which something is true.
fn indexes<T>(all: impl IntoIterator<Item = T>, mut is_meant: impl FnMut(T) -> bool) -> Vec<usize> {
    all.into_iter().enumerate().filter_map(|(at, one)| is_meant(one).then_some(at)).collect()
}

/// Entries that hang together (disjoint sets). What hung together once does so for good: more may then be settled again than need be, never less.
struct Ties(Vec<usize>);

impl Ties {
    fn new(count: usize) -> Self {
        Ties((0..count).collect())
    }

    fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0.iter_mut().skip(a.max(b)).take(1).for_each(|parent| *parent = a.min(b));
    }

    /// The first entry that one hangs together with.
    fn root(&mut self, entry: usize) -> usize {
        let mut at = entry;
        while let Some(parent) = self.0.get(at).copied().filter(|parent| *parent != at) {
            let above = self.0.get(parent).copied().unwrap_or(parent);
            self.0.iter_mut().skip(at).take(1).for_each(|parent| *parent = above);
            at = above;
        }
        at
    }
}
