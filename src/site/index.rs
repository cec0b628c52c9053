//! What pages need to look up, worked out once: events by period, kind and article; articles by tag.
//!
//! Not here: words and addresses.

use super::period::{Stand, stand, vague};
use crate::date::Day;
use crate::extract::Mention;
use crate::timeline::{Event, Evidence, ReadArticle, Timeline};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// One sentence or hand-written entry of an article that reports an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// Index of the sentence in the article; `None` for an event written by hand.
    pub sentence: Option<usize>,
    /// Index of the event.
    pub event: usize,
}

/// A subject and its articles.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// Name, as the first article writes it.
    pub name: String,
    /// Indexes of its articles, oldest first.
    pub articles: Vec<usize>,
}

/// Events and articles by everything that pages list them by. Lists of events are in the order of the timeline, those of a month, a
/// year and without a date in groups by what is known of the date.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Under which period each event stands.
    pub stands: Vec<Stand>,
    /// Where in the list of that period each event stands.
    pub positions: Vec<usize>,
    /// Events known to the day.
    pub days: BTreeMap<Day, Vec<usize>>,
    /// Events under a month but no day of it, by the month's first day.
    pub months: BTreeMap<Day, Vec<usize>>,
    /// Events under a year but no month of it.
    pub years: BTreeMap<i32, Vec<usize>>,
    /// Events without any date.
    pub undated: Vec<usize>,
    /// Number of all events of a month, its days included.
    pub month_counts: BTreeMap<Day, usize>,
    /// Number of all events of a year, its months included.
    pub year_counts: BTreeMap<i32, usize>,
    /// Events by the identifier of their kind.
    pub kinds: BTreeMap<String, Vec<usize>>,
    /// Articles by the slug of their tags.
    pub tags: BTreeMap<String, Tag>,
    /// The events that each article reports, each once, in the order of the timeline.
    pub reported: Vec<Vec<usize>>,
    /// Number of articles that report each event.
    pub support: Vec<usize>,
    /// Number of different publishers among those articles; all that name none count as one.
    pub origins: Vec<usize>,
    /// First days of the months in which articles were published.
    pub covered: BTreeSet<Day>,
}

impl Index {
    /// Everything about `timeline` that pages look up.
    pub fn new(timeline: &Timeline) -> Self {
        let mut index = Index { reported: vec![Vec::new(); timeline.articles.len()], ..Index::default() };
        for (at, event) in timeline.events.iter().enumerate() {
            index.add_period(at, stand(&event.when));
            index.add_kind(at, &event.kind);
            index.add_reports(at, event, timeline);
        }
        index.group_vague(timeline);
        index.add_tags(timeline);
        let published = timeline.articles.iter().filter_map(|read| read.article.meta.date.as_ref());
        index.covered = published.map(|moment| moment.day.month_start()).collect();
        index
    }

    fn add_period(&mut self, at: usize, stand: Stand) {
        self.stands.push(stand);
        let month = match stand {
            Stand::Day(day) => {
                self.days.entry(day).or_default().push(at);
                Some(day.month_start())
            }
            Stand::Month(month) => {
                self.months.entry(month).or_default().push(at);
                Some(month)
            }
            Stand::Year(year) => {
                self.years.entry(year).or_default().push(at);
                *self.year_counts.entry(year).or_default() += 1;
                None
            }
            Stand::Undated => {
                self.undated.push(at);
                None
            }
        };
        if let Some(month) = month {
            *self.month_counts.entry(month).or_default() += 1;
            *self.year_counts.entry(month.year()).or_default() += 1;
        }
    }

    /// Puts the events that name no day in groups, and notes where in its list each event stands.
    fn group_vague(&mut self, timeline: &Timeline) {
        let known = |at: usize, last: Day| timeline.events.get(at).map(|event| vague(&event.when, last));
        for (month, events) in &mut self.months {
            events.sort_by_key(|at| known(*at, month.month_end()));
        }
        for (year, events) in &mut self.years {
            let last = Day::new(*year, 12, 31).unwrap_or(Day::MAX);
            events.sort_by_key(|at| known(*at, last));
        }
        self.positions = vec![0; self.stands.len()];
        let months = self.days.values().chain(self.months.values());
        for list in months.chain(self.years.values()).chain([&self.undated]) {
            for (position, at) in list.iter().enumerate() {
                if let Some(slot) = self.positions.get_mut(*at) {
                    *slot = position;
                }
            }
        }
    }

    fn add_reports(&mut self, at: usize, event: &Event, timeline: &Timeline) {
        let mut articles: Vec<usize> = event.evidence.iter().map(|evidence| evidence.article).collect();
        articles.sort_unstable();
        articles.dedup();
        self.support.push(articles.len());
        self.origins.push(origins(&articles, timeline));
        for article in articles {
            if let Some(events) = self.reported.get_mut(article) {
                events.push(at);
            }
        }
    }

    fn add_kind(&mut self, at: usize, kind: &str) {
        match self.kinds.get_mut(kind) {
            Some(events) => events.push(at),
            None => drop(self.kinds.insert(kind.to_owned(), vec![at])),
        }
    }

    /// What the article at an index reports, in the order of its text.
    pub fn reports(&self, timeline: &Timeline, article: usize) -> Vec<Report> {
        let events = self.reported.get(article).map_or(&[][..], Vec::as_slice);
        let of_event = |at: &usize| timeline.events.get(*at).map(|event| (*at, &event.evidence));
        let mut reports: Vec<Report> = events
            .iter()
            .filter_map(of_event)
            .flat_map(|(event, evidence)| evidence.iter().map(move |evidence| (event, evidence)))
            .filter(|(_, evidence)| evidence.article == article)
            .map(|(event, evidence)| Report { sentence: sentence(timeline, evidence), event })
            .collect();
        reports.sort_unstable();
        reports.dedup();
        reports
    }

    fn add_tags(&mut self, timeline: &Timeline) {
        let mut slugs: FxHashMap<&str, String> = FxHashMap::default();
        for (at, read) in timeline.articles.iter().enumerate() {
            for name in &read.article.meta.tags {
                let slug = slugs.entry(name).or_insert_with(|| tag_slug(name));
                let tag = self.tags.entry(slug.clone()).or_default();
                if tag.name.is_empty() {
                    tag.name.clone_from(name);
                }
                if tag.articles.last() != Some(&at) {
                    tag.articles.push(at);
                }
            }
        }
    }

    /// Events known to a day of the month that begins on `first`, day by day.
    pub fn days_of(&self, first: Day) -> impl Iterator<Item = (Day, &Vec<usize>)> {
        self.days.range(first..=first.month_end()).map(|(day, events)| (*day, events))
    }

    /// Number of events known to a day of the month that begins on `first`.
    pub fn known_to_the_day(&self, first: Day) -> usize {
        let all = self.month_counts.get(&first).copied().unwrap_or_default();
        all - self.months.get(&first).map_or(0, Vec::len).min(all)
    }

    /// True of an event that two or more articles report.
    pub fn is_corroborated(&self, at: usize) -> bool {
        self.support.get(at).is_some_and(|articles| *articles > 1)
    }

    /// The events that stand under the same period as the event `at`, itself among them.
    pub fn beside(&self, at: usize) -> &[usize] {
        let events = match self.stands.get(at) {
            Some(Stand::Day(day)) => self.days.get(day),
            Some(Stand::Month(month)) => self.months.get(month),
            Some(Stand::Year(year)) => self.years.get(year),
            Some(Stand::Undated) | None => Some(&self.undated),
        };
        events.map_or(&[], Vec::as_slice)
    }

    /// The `count` events that most publishers, then most articles report, of `events`; among equals the earlier first. Single reports do
    /// not count.
    pub fn most_reported(&self, events: impl Iterator<Item = usize>, count: usize) -> Vec<usize> {
        let of = |numbers: &[usize], at: usize| std::cmp::Reverse(numbers.get(at).copied().unwrap_or_default());
        let rank = |at: &usize| (of(&self.origins, *at), of(&self.support, *at), *at);
        let mut best: Vec<usize> = events.filter(|at| self.is_corroborated(*at)).collect();
        if best.len() > count {
            best.select_nth_unstable_by_key(count, rank);
            best.truncate(count);
        }
        best.sort_unstable_by_key(rank);
        best
    }
}

/// Number of different publishers of some articles.
fn origins(articles: &[usize], timeline: &Timeline) -> usize {
    if articles.len() < 2 {
        return articles.len();
    }
    let publisher = |at: &usize| {
        let source = timeline.articles.get(*at)?.article.meta.source.as_ref()?;
        Some(source.name.as_str())
    };
    articles.iter().map(publisher).collect::<BTreeSet<_>>().len()
}

/// The slug of a tag; tags that differ in case and accents only are one.
pub fn tag_slug(name: &str) -> String {
    let slug = slug::slugify(name);
    if slug.is_empty() { "tag".to_owned() } else { slug }
}

/// Index of the sentence that a piece of evidence stands in; `None` for an event written by hand.
fn sentence(timeline: &Timeline, evidence: &Evidence) -> Option<usize> {
    timeline.mention(evidence).map(|mention| sentence_of(timeline.article(evidence), mention))
}

/// Index of the sentence of an article that holds a mention.
pub fn sentence_of(read: &ReadArticle, mention: &Mention) -> usize {
    read.sentences.partition_point(|sentence| sentence.start <= mention.sentence.start).saturating_sub(1)
}
