//! What pages of lists need to look up, worked out once: events by period and kind.
//!
//! Not here: words and addresses; the events of an article (`reported`), articles by tag (`subjects`).

use super::figures::{Figure, Figures};
use super::period::Stand;
use crate::date::Day;
use std::collections::BTreeMap;

/// Events by everything that pages list them by. Lists of events are in the order of the timeline, those of a month, a
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
}

impl Index {
    /// Everything about the events of `figures` that pages look up.
    pub fn new(figures: &Figures) -> Self {
        let mut index = Index::default();
        index.add_periods(&figures.events);
        index.add_kinds(figures);
        index.add_positions(&figures.events);
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

    fn add_kinds(&mut self, figures: &Figures) {
        let mut kinds: Vec<Vec<usize>> = vec![Vec::new(); figures.kinds.len()];
        for (at, event) in figures.events.iter().enumerate() {
            kinds.iter_mut().skip(figures.kind(event)).take(1).for_each(|events| events.push(at));
        }
        let named = figures.kinds.iter().cloned().zip(kinds);
        self.kinds = named.filter(|(_, events)| !events.is_empty()).collect();
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
}
