//! What pages need to look up, worked out once: events by period, kind and article; articles by tag.
//!
//! Not here: words and addresses.

use super::figures::{Figure, Figures};
use super::period::Stand;
use crate::date::Day;
use crate::extract::Mention;
use crate::timeline::{Evidence, ReadArticle, Timeline};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    pub tags: Arc<BTreeMap<String, Tag>>,
    /// The events that each article reports, each once, in the order of the timeline.
    pub reported: Vec<Vec<usize>>,
    /// Number of articles that report each event.
    pub support: Vec<usize>,
    /// Number of different publishers among those articles; all that name none count as one.
    pub origins: Vec<usize>,
    /// First days of the months in which articles were published.
    pub covered: Arc<BTreeSet<Day>>,
}

impl Index {
    /// Everything about the events of `figures` and the articles of `timeline` that pages look up. `alike` is of articles with equal
    /// subjects and dates.
    pub fn new(figures: &Figures, timeline: &Timeline, alike: Option<&Index>) -> Self {
        let mut index = Index { reported: vec![Vec::new(); timeline.articles.len()], ..Index::default() };
        index.add_periods(&figures.events);
        index.add_kinds(figures);
        index.add_reports(figures);
        index.add_positions(&figures.events);
        match alike {
            Some(alike) => (index.tags, index.covered) = (alike.tags.clone(), alike.covered.clone()),
            None => {
                index.tags = tags(timeline).into();
                let published = timeline.articles.iter().filter_map(|read| read.article.meta.date.as_ref());
                index.covered = Arc::new(published.map(|moment| moment.day.month_start()).collect());
            }
        }
        index
    }

    /// Events stand by their days, so those of one period come in runs.
    fn add_periods(&mut self, events: &[Figure]) {
        self.stands = events.iter().map(|event| event.stand).collect();
        let mut at = 0;
        for run in events.chunk_by(|a, b| a.stand == b.stand) {
            let range = at..at + run.len();
            at = range.end;
            let Some(stand) = run.first().map(|event| event.stand) else { continue };
            let month = match stand {
                Stand::Day(day) => {
                    self.days.entry(day).or_default().extend(range);
                    Some(day.month_start())
                }
                Stand::Month(month) => {
                    self.months.entry(month).or_default().extend(range);
                    Some(month)
                }
                Stand::Year(year) => {
                    self.years.entry(year).or_default().extend(range);
                    *self.year_counts.entry(year).or_default() += run.len();
                    None
                }
                Stand::Undated => {
                    self.undated.extend(range);
                    None
                }
            };
            if let Some(month) = month {
                *self.month_counts.entry(month).or_default() += run.len();
                *self.year_counts.entry(month.year()).or_default() += run.len();
            }
        }
    }

    /// Puts the events that name no day in groups, and notes where in its list each event stands.
    fn add_positions(&mut self, events: &[Figure]) {
        let group = |at: &usize| events.get(*at).map(|event| event.vague);
        self.months.values_mut().chain(self.years.values_mut()).for_each(|list| list.sort_by_key(group));
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

    fn add_reports(&mut self, figures: &Figures) {
        for (at, event) in figures.events.iter().enumerate() {
            let articles = figures.articles(event);
            self.support.push(articles.len());
            self.origins.push(event.origins as usize);
            for article in articles {
                if let Some(events) = self.reported.get_mut(*article as usize) {
                    events.push(at);
                }
            }
        }
    }

    fn add_kinds(&mut self, figures: &Figures) {
        let mut kinds: Vec<Vec<usize>> = vec![Vec::new(); figures.kinds.len()];
        for (at, event) in figures.events.iter().enumerate() {
            kinds.iter_mut().skip(figures.kind(event)).take(1).for_each(|events| events.push(at));
        }
        let named = figures.kinds.iter().cloned().zip(kinds);
        self.kinds = named.filter(|(_, events)| !events.is_empty()).collect();
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

/// The subjects of articles by their slugs.
fn tags(timeline: &Timeline) -> BTreeMap<String, Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    let mut slugs: FxHashMap<&str, String> = FxHashMap::default();
    for (at, read) in timeline.articles.iter().enumerate() {
        for name in &read.article.meta.tags {
            let slug = slugs.entry(name).or_insert_with(|| tag_slug(name));
            let tag = tags.entry(slug.clone()).or_default();
            if tag.name.is_empty() {
                tag.name.clone_from(name);
            }
            if tag.articles.last() != Some(&at) {
                tag.articles.push(at);
            }
        }
    }
    tags
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
