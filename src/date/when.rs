//! When something happened, as narrowly as the source allows: an interval of days with a granularity.
//!
//! Not here: the notation (`edtf`) and words for people (the theme's language file).

use super::Day;

/// The unit in which the source speaks of a date, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// A day, or a time within one.
    Day,
    /// A week or a weekend.
    Week,
    /// A calendar month.
    Month,
    /// A quarter, a season, a half or a run of months.
    Season,
    /// A calendar year.
    Year,
    /// Ten years or more.
    Decade,
}

impl Granularity {
    /// Its name in data: `day`, `week`, `month`, `season`, `year` or `decade`.
    pub fn name(self) -> &'static str {
        match self {
            Granularity::Day => "day",
            Granularity::Week => "week",
            Granularity::Month => "month",
            Granularity::Season => "season",
            Granularity::Year => "year",
            Granularity::Decade => "decade",
        }
    }
}

/// An interval of days within which something happened: at some time on or after `earliest` and on or before `latest`.
///
/// An end that is `None` is open: nothing in the source bounds it. Both ends open means that the date is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// First possible day.
    pub earliest: Option<Day>,
    /// Last possible day; never before `earliest`.
    pub latest: Option<Day>,
    /// The unit the source speaks in; decides how a date is worded, never how wide it is.
    pub granularity: Granularity,
    /// True where the source says "about" (EDTF `~`).
    pub approximate: bool,
    /// True where the source doubts it (EDTF `?`).
    pub uncertain: bool,
}

impl When {
    /// A date of which nothing is known.
    pub const UNKNOWN: When = When::raw(None, None, Granularity::Decade);

    const fn raw(earliest: Option<Day>, latest: Option<Day>, granularity: Granularity) -> Self {
        When { earliest, latest, granularity, approximate: false, uncertain: false }
    }

    /// Exactly one day.
    pub fn day(day: Day) -> Self {
        When::raw(Some(day), Some(day), Granularity::Day)
    }

    /// The calendar month that holds `day`.
    pub fn month(day: Day) -> Self {
        When::raw(Some(day.month_start()), Some(day.month_end()), Granularity::Month)
    }

    /// The calendar year that holds `day`.
    pub fn year(day: Day) -> Self {
        When::raw(Some(day.year_start()), Some(day.year_end()), Granularity::Year)
    }

    /// Some time from `a` to `b`, both included, in either order.
    pub fn between(a: Day, b: Day, granularity: Granularity) -> Self {
        When::raw(Some(a.min(b)), Some(a.max(b)), granularity)
    }

    /// On or before `day`, nobody says how long before (EDTF `../day`).
    pub fn until(day: Day) -> Self {
        When::raw(None, Some(day), Granularity::Day)
    }

    /// On or after `day` (EDTF `day/..`).
    pub fn since(day: Day) -> Self {
        When::raw(Some(day), None, Granularity::Day)
    }

    /// This interval, marked as approximate.
    pub fn about(self) -> Self {
        When { approximate: true, ..self }
    }

    /// True where neither end is known.
    pub fn is_unknown(self) -> bool {
        self.earliest.is_none() && self.latest.is_none()
    }

    /// The one day it was, if it is known to the day.
    pub fn exact_day(self) -> Option<Day> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// Number of days from the first to the last possible day, both counted; `None` where an end is open.
    pub fn days(self) -> Option<i64> {
        Some(self.latest?.days_since(self.earliest?) + 1)
    }

    /// True where some day lies in both intervals.
    pub fn overlaps(self, other: When) -> bool {
        let starts_in_time = |a: Option<Day>, b: Option<Day>| a.is_none_or(|a| b.is_none_or(|b| a <= b));
        starts_in_time(self.earliest, other.latest) && starts_in_time(other.earliest, self.latest)
    }

    /// True where every day of `other` lies in this interval.
    pub fn contains(self, other: When) -> bool {
        self.earliest.is_none_or(|a| other.earliest.is_some_and(|b| a <= b))
            && self.latest.is_none_or(|a| other.latest.is_some_and(|b| b <= a))
    }

    /// The days that lie in both intervals, in the finer of the two granularities; `None` where there are none.
    pub fn intersection(self, other: When) -> Option<When> {
        let later = |a: Option<Day>, b: Option<Day>| a.max(b);
        let earlier = |a: Option<Day>, b: Option<Day>| match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.overlaps(other).then(|| When {
            earliest: later(self.earliest, other.earliest),
            latest: earlier(self.latest, other.latest),
            granularity: self.granularity.min(other.granularity),
            approximate: self.approximate && other.approximate,
            uncertain: self.uncertain && other.uncertain,
        })
    }

    /// The day by which a list is sorted: the first possible, or the last where the beginning is open; unknown dates come first.
    pub fn sort_day(self) -> Day {
        self.earliest.or(self.latest).unwrap_or(Day::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(day: u32) -> Day {
        Day::new(2015, 11, day).unwrap()
    }

    #[test]
    fn open_ends_overlap_everything_on_their_side() {
        assert!(When::until(d(18)).overlaps(When::day(d(1))));
        assert!(!When::until(d(18)).overlaps(When::day(d(19))));
        assert!(When::UNKNOWN.overlaps(When::day(d(1))));
    }

    #[test]
    fn an_intersection_narrows_and_keeps_the_finer_unit() {
        let month = When::month(d(5));
        let days = When::between(d(15), d(18), Granularity::Day);
        assert_eq!(month.intersection(days), Some(days));
        assert_eq!(When::until(d(16)).intersection(days), Some(When::between(d(15), d(16), Granularity::Day)));
        assert_eq!(When::day(d(1)).intersection(When::day(d(2))), None);
        assert_eq!(When::UNKNOWN.intersection(days), Some(days));
    }

    #[test]
    fn containment_needs_both_ends() {
        assert!(When::month(d(5)).contains(When::day(d(30))));
        assert!(!When::month(d(5)).contains(When::until(d(30))));
        assert!(When::UNKNOWN.contains(When::until(d(30))));
    }
}
