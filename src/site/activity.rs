//! How many events stand under each day, month and year: of a whole timeline, or of some events of it.
//!
//! Not here: drawing them (`strip`, `heat`).

use super::index::Index;
use super::period::Stand;
use crate::date::Day;
use std::collections::BTreeMap;

/// Of a stretch that has its events in a small part of it, this share may stand outside that part, in hundredths.
const OUTSIDE: usize = 3;
/// A stretch of so many days is drawn whole.
const SHORT: i64 = 184;

/// Numbers of events by period.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// Known to the day.
    pub days: BTreeMap<Day, usize>,
    /// By the first day of the month, days included.
    pub months: BTreeMap<Day, usize>,
    /// By year, months included.
    pub years: BTreeMap<i32, usize>,
}

/// A stretch of whole months or years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
}

impl Stretch {
    fn days(self) -> i64 {
        self.last.days_since(self.first) + 1
    }
}

impl Activity {
    /// Of a whole timeline.
    pub fn of_all(index: &Index) -> Self {
        Activity {
            days: index.days.iter().map(|(day, events)| (*day, events.len())).collect(),
            months: index.month_counts.clone(),
            years: index.year_counts.clone(),
        }
    }

    /// Of some events.
    pub fn of(index: &Index, events: &[usize]) -> Self {
        let mut activity = Activity::default();
        for stand in events.iter().filter_map(|at| index.stands.get(*at)) {
            let month = match stand {
                Stand::Day(day) => {
                    *activity.days.entry(*day).or_default() += 1;
                    *day
                }
                Stand::Month(month) => *month,
                Stand::Year(year) => {
                    *activity.years.entry(*year).or_default() += 1;
                    continue;
                }
                Stand::Undated => continue,
            };
            *activity.months.entry(month.month_start()).or_default() += 1;
            *activity.years.entry(month.year()).or_default() += 1;
        }
        activity
    }

    /// From the first to the last month or year with events; `None` where nothing has a date.
    pub fn ends(&self) -> Option<Stretch> {
        let months = self.months.keys().next().zip(self.months.keys().next_back());
        let vague = |year: &i32| self.in_no_month(*year) > 0;
        let years = self.years.keys().find(|year| vague(year)).zip(self.years.keys().rev().find(|year| vague(year)));
        let years = years.and_then(|(a, b)| Day::new(*a, 1, 1).zip(Day::new(*b, 12, 31)));
        let months = months.map(|(a, b)| (*a, b.month_end()));
        let (first, last) = match (months, years) {
            (Some((a, b)), Some((c, d))) => (a.min(c), b.max(d)),
            (either, other) => either.or(other)?,
        };
        Some(Stretch { first, last })
    }

    /// Number of events of a year that stand under none of its months.
    fn in_no_month(&self, year: i32) -> usize {
        let all = self.years.get(&year).copied().unwrap_or_default();
        let Some(first) = Day::new(year, 1, 1) else { return all };
        let known: usize = self.months.range(first..=first.year_end()).map(|(_, count)| count).sum();
        all.saturating_sub(known)
    }

    /// The months that hold nearly all events, where they are at most half of the whole stretch; otherwise the whole. A single mention
    /// of the distant past must not press everything else into a corner.
    pub fn focus(&self) -> Option<Stretch> {
        let whole = self.ends()?;
        if whole.days() <= SHORT {
            return Some(whole);
        }
        let total: usize = self.months.values().sum();
        let spare = total * OUTSIDE / 100;
        let first = reached(self.months.iter(), spare)?;
        let last = reached(self.months.iter().rev(), spare)?.month_end();
        let narrow = Stretch { first, last };
        Some(if last > first && narrow.days() * 2 <= whole.days() { narrow } else { whole })
    }

    /// Numbers of events known to the day in equal parts of a stretch.
    pub fn in_parts(&self, stretch: Stretch, parts: usize) -> Vec<usize> {
        let mut counts = vec![0; parts];
        let length = usize::try_from(stretch.days()).unwrap_or_default().max(1);
        for (day, count) in self.days.range(stretch.first..=stretch.last) {
            let at = usize::try_from(day.days_since(stretch.first)).unwrap_or_default() * parts / length;
            if let Some(part) = counts.get_mut(at) {
                *part += count;
            }
        }
        counts
    }

    /// Number of events in the months of a stretch.
    pub fn within(&self, stretch: Stretch) -> usize {
        self.months.range(stretch.first..=stretch.last).map(|(_, count)| count).sum()
    }
}

/// The first month at which more than `spare` events have been passed.
fn reached<'a>(months: impl Iterator<Item = (&'a Day, &'a usize)>, spare: usize) -> Option<Day> {
    let mut passed = 0;
    let mut months = months.map(|(month, count)| {
        passed += count;
        (*month, passed)
    });
    months.find(|(_, passed)| *passed > spare).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(counts: &[(&str, usize)]) -> Activity {
        let mut activity = Activity::default();
        for (month, count) in counts {
            let first: crate::date::When = month.parse().unwrap();
            let first = first.earliest.unwrap();
            activity.months.insert(first, *count);
            *activity.years.entry(first.year()).or_default() += count;
        }
        activity
    }

    fn focus(counts: &[(&str, usize)]) -> String {
        let stretch = months(counts).focus().unwrap();
        format!("{}/{}", stretch.first, stretch.last)
    }

    #[test]
    fn a_single_mention_of_the_past_does_not_stretch_the_drawing() {
        assert_eq!(focus(&[("2001-09", 1), ("2015-10", 40), ("2015-12", 60)]), "2015-10-01/2015-12-31");
    }

    #[test]
    fn events_all_over_the_stretch_are_all_drawn() {
        assert_eq!(focus(&[("2001-09", 30), ("2015-10", 40), ("2015-12", 60)]), "2001-09-01/2015-12-31");
        assert_eq!(focus(&[("2015-10", 1), ("2015-12", 60)]), "2015-10-01/2015-12-31");
        assert!(Activity::default().focus().is_none());
    }
}
