//! Each event as a few numbers: all that the tables of a whole site are made from.
//!
//! Tables are made anew for every site, which is fast since they add up numbers. What takes long is to look at events and their names; that is
//! done once for each event, and its numbers are taken over as long as the event and the articles that report it stay the same.
//! Not here: the tables (`index`, `facet`, `downloads`).

use super::downloads;
use super::period::{Stand, Vague, stand, vague};
use super::spellings::Spellings;
use crate::date::Day;
use crate::timeline::{Event, ReadArticle, Timeline, successors};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What is known of one event.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Under which period it stands.
    pub stand: Stand,
    /// In which group of that period, where it names no day.
    pub vague: Vague,
    /// About how many bytes it takes in the longest format.
    pub size: usize,
    /// Number of different publishers that report it.
    pub origins: u32,
    /// Number of its kind.
    kind: u32,
    /// Where its numbers begin: of its articles, its actors, its targets, its place.
    start: u32,
    articles: u32,
    actors: u32,
    targets: u32,
    has_place: bool,
}

/// The figures of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// One for each event, in the order of the timeline.
    pub events: Vec<Figure>,
    /// Indexes of the events in the order of their ids.
    pub by_id: Vec<u32>,
    /// Of each article, the number of its publisher's name.
    pub publishers: Vec<Option<u32>>,
    /// Identifiers of kinds by their numbers.
    pub kinds: Vec<String>,
    /// Names by their numbers.
    pub names: Arc<Spellings>,
    /// Events that no older figures told of, in order.
    pub fresh: Vec<usize>,
    numbers: Vec<u32>,
}

impl Figures {
    /// The figures of `timeline`. Those of `last`, another timeline, are taken over for events that are the same and rest on articles that are the
    /// same.
    pub fn new(timeline: &Timeline, last: Option<(&Timeline, &Figures)>) -> Self {
        match last {
            Some((before, known)) => known.renewed(before, timeline),
            None => Figures::default().with_all(timeline),
        }
    }

    /// Numbers of an event's articles, each once, in order.
    pub fn articles(&self, figure: &Figure) -> &[u32] {
        self.part(figure.start, 0..figure.articles)
    }

    /// Numbers of the names of those who act.
    pub fn actors(&self, figure: &Figure) -> &[u32] {
        self.part(figure.start + figure.articles, 0..figure.actors)
    }

    /// Numbers of the names of those who are acted upon.
    pub fn targets(&self, figure: &Figure) -> &[u32] {
        self.part(figure.start + figure.articles + figure.actors, 0..figure.targets)
    }

    /// Number of the name of the place.
    pub fn place(&self, figure: &Figure) -> Option<u32> {
        let start = figure.start + figure.articles + figure.actors + figure.targets;
        self.part(start, 0..u32::from(figure.has_place)).first().copied()
    }

    /// Number of articles that report the event at an index.
    pub fn support(&self, at: usize) -> usize {
        self.events.get(at).map_or(0, |event| event.articles as usize)
    }

    /// Number of different publishers among those articles; all that name none count as one.
    pub fn origins(&self, at: usize) -> usize {
        self.events.get(at).map_or(0, |event| event.origins as usize)
    }

    /// True of an event that two or more articles report.
    pub fn is_corroborated(&self, at: usize) -> bool {
        self.support(at) > 1
    }

    /// The `count` events that most publishers, then most articles report, of `events`; among equals the earlier first. Single reports do
    /// not count.
    pub fn most_reported(&self, events: impl Iterator<Item = usize>, count: usize) -> Vec<usize> {
        let rank = |at: &usize| (Reverse(self.origins(*at)), Reverse(self.support(*at)), *at);
        let mut best: Vec<usize> = events.filter(|at| self.is_corroborated(*at)).collect();
        if best.len() > count {
            best.select_nth_unstable_by_key(count, rank);
            best.truncate(count);
        }
        best.sort_unstable_by_key(rank);
        best
    }

    /// Number of events of each kind that has any, by its identifier.
    pub fn by_kind(&self) -> BTreeMap<&str, usize> {
        let mut counts = vec![0; self.kinds.len()];
        for event in &self.events {
            counts.iter_mut().skip(self.kind(event)).take(1).for_each(|count| *count += 1);
        }
        let named = self.kinds.iter().map(String::as_str).zip(counts);
        named.filter(|(_, count)| *count > 0).collect()
    }

    /// Number of the kind of an event.
    pub fn kind(&self, figure: &Figure) -> usize {
        figure.kind as usize
    }

    /// The index of the event with an id.
    pub fn find(&self, id: &str, timeline: &Timeline) -> Option<usize> {
        let at = self.by_id.binary_search_by(|at| id_of(timeline, *at).cmp(id)).ok()?;
        self.by_id.get(at).map(|at| *at as usize)
    }

    /// True of an id that no two events bear.
    pub fn is_only(&self, id: &str, timeline: &Timeline) -> bool {
        let from = self.by_id.partition_point(|at| id_of(timeline, *at) < id);
        self.by_id.get(from + 1).is_none_or(|at| id_of(timeline, *at) != id)
    }

    fn part(&self, start: u32, range: Range<u32>) -> &[u32] {
        let (from, to) = (start + range.start, start + range.end);
        self.numbers.get(from as usize..to as usize).unwrap_or_default()
    }

    fn with_all(mut self, timeline: &Timeline) -> Self {
        let names = Arc::make_mut(&mut self.names);
        self.publishers = timeline.articles.iter().map(|read| Some(names.number(publisher(read)?))).collect();
        self.events.reserve(timeline.events.len());
        for event in timeline.events.iter() {
            let figure = self.figure(event, timeline);
            self.events.push(figure);
        }
        self.fresh = (0..timeline.events.len()).collect();
        self.by_id = (0..number(timeline.events.len())).collect();
        self.by_id.par_sort_unstable_by(|a, b| id_of(timeline, *a).cmp(id_of(timeline, *b)));
        self
    }

    fn renewed(&self, before: &Timeline, timeline: &Timeline) -> Self {
        let places = same_articles(before, timeline);
        let is_touched = |at: &u32| places.get(*at as usize).copied().flatten().is_none();
        let have_moved = (0..).zip(&places).any(|(at, now)| now.is_some_and(|now| now != at));
        let mut next = Figures {
            events: Vec::with_capacity(timeline.events.len()),
            kinds: self.kinds.clone(),
            names: self.names.clone(),
            numbers: self.numbers.clone(),
            ..Figures::default()
        };
        let mut known: Vec<Option<Option<u32>>> = vec![None; timeline.articles.len()];
        for (publisher, now) in self.publishers.iter().zip(&places) {
            let slot = now.and_then(|now| known.get_mut(now as usize));
            slot.into_iter().for_each(|slot| *slot = Some(*publisher));
        }
        for (read, known) in timeline.articles.iter().zip(known) {
            let publisher = known.unwrap_or_else(|| publisher(read).map(|name| next.number_of(name)));
            next.publishers.push(publisher);
        }
        // Where each event of before stands now; none for those that are no more.
        let mut events: Vec<Option<u32>> = vec![None; before.events.len()];
        let mut others = Vec::new();
        for (at, (old, event)) in successors(&before.events, &timeline.events).enumerate() {
            if let Some(place) = old.and_then(|old| events.get_mut(old)) {
                *place = Some(number(at));
            }
            let known = old.and_then(|old| self.events.get(old));
            let figure = match known.filter(|known| !self.articles(known).iter().any(is_touched)) {
                Some(known) => {
                    if have_moved {
                        next.renumber(known, &places);
                    }
                    *known
                }
                None => {
                    next.fresh.push(at);
                    next.figure(event, timeline)
                }
            };
            next.events.push(figure);
            if old.is_none() {
                others.push(number(at));
            }
        }
        let place = |at: &u32| events.get(*at as usize).copied().flatten();
        next.by_id = self.by_id.iter().filter_map(place).collect();
        for at in others {
            let id = id_of(timeline, at);
            let place = next.by_id.partition_point(|other| id_of(timeline, *other) < id);
            next.by_id.insert(place, at);
        }
        next
    }

    fn figure(&mut self, event: &Event, timeline: &Timeline) -> Figure {
        let start = number(self.numbers.len());
        let articles: BTreeSet<usize> = event.evidence.iter().map(|evidence| timeline.index(evidence)).collect();
        let publisher = |at: &usize| self.publishers.get(*at).copied().flatten();
        let origins = match articles.len() {
            alone @ (0 | 1) => alone,
            _ => articles.iter().map(publisher).collect::<BTreeSet<_>>().len(),
        };
        let count = articles.len();
        self.numbers.extend(articles.into_iter().map(number));
        for name in event.actors.iter().chain(&event.targets).chain(&event.place) {
            let known = self.number_of(name);
            self.numbers.push(known);
        }
        let stand = stand(&event.when);
        Figure {
            stand,
            vague: vague(&event.when, last_day(stand)),
            size: downloads::size(timeline, event),
            origins: number(origins),
            kind: self.kind_number(&event.kind),
            start,
            articles: number(count),
            actors: number(event.actors.len()),
            targets: number(event.targets.len()),
            has_place: event.place.is_some(),
        }
    }

    /// Names the articles of an event by where they stand now.
    fn renumber(&mut self, figure: &Figure, places: &[Option<u32>]) {
        let numbers = self.numbers.iter_mut().skip(figure.start as usize).take(figure.articles as usize);
        for number in numbers {
            *number = places.get(*number as usize).copied().flatten().unwrap_or(*number);
        }
    }

    /// The number of a name. The table of names is copied only for one that it does not hold.
    fn number_of(&mut self, name: &str) -> u32 {
        self.names.find(name).unwrap_or_else(|| Arc::make_mut(&mut self.names).number(name))
    }

    fn kind_number(&mut self, id: &str) -> u32 {
        let known = self.kinds.iter().position(|kind| kind == id);
        number(known.unwrap_or_else(|| {
            self.kinds.push(id.to_owned());
            self.kinds.len() - 1
        }))
    }
}

/// For each article of `before`, its index on `timeline` where it is the same there.
fn same_articles(before: &Timeline, timeline: &Timeline) -> Vec<Option<u32>> {
    let is_same =
        |read: &Arc<ReadArticle>, at: usize| timeline.articles.get(at).is_some_and(|now| Arc::ptr_eq(now, read));
    let pairs = before.articles.iter().zip(before.keys.among(&timeline.keys));
    pairs.map(|(read, at)| at.filter(|at| is_same(read, *at)).map(number)).collect()
}

/// The last day of the period that an event stands under.
fn last_day(stand: Stand) -> Day {
    match stand {
        Stand::Day(day) => day,
        Stand::Month(first) => first.month_end(),
        Stand::Year(year) => Day::new(year, 12, 31).unwrap_or(Day::MAX),
        Stand::Undated => Day::MAX,
    }
}

fn publisher(read: &ReadArticle) -> Option<&str> {
    read.article.meta.source.as_ref().map(|source| source.name.as_str())
}

fn id_of(timeline: &Timeline, at: u32) -> &str {
    timeline.events.get(at as usize).map_or("", |event| &event.id)
}

/// Counts of what stands in memory fit.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
