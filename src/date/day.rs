//! One day of the proleptic Gregorian calendar and the arithmetic a timeline needs.
//!
//! Not here: intervals (`when`) and notation other than `YYYY-MM-DD` (`edtf`).

use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

pub use chrono::Weekday;

/// A calendar day. Years run from -9999 to 9999, astronomically numbered: year 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The earliest day that can be written, `-9999-01-01`.
    pub const MIN: Day = Day::limit(-9999, 1, 1);
    /// The latest day that can be written, `9999-12-31`.
    pub const MAX: Day = Day::limit(9999, 12, 31);

    const fn limit(year: i32, month: u32, day: u32) -> Self {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Day(date),
            None => Day(NaiveDate::MAX),
        }
    }

    /// The day with this year, month (1 to 12) and day of the month, or `None` where the calendar has none.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Day).filter(|d| (Day::MIN..=Day::MAX).contains(d))
    }

    /// Today by the clock of this machine, in UTC. Only the command line calls this; a build is given its day.
    pub fn today() -> Self {
        Day(chrono::Utc::now().date_naive())
    }

    /// Calendar year, astronomically numbered.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// ISO 8601 week: the year it belongs to and its number, 1 to 53.
    pub fn iso_week(self) -> (i32, u32) {
        let week = self.0.iso_week();
        (week.year(), week.week())
    }

    /// The Monday on which ISO week `week` of `year` begins, or `None` where the year has no such week.
    pub fn from_iso_week(year: i32, week: u32) -> Option<Self> {
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(Day)
    }

    /// This day moved by `days`, forward or back, held within [`Day::MIN`] and [`Day::MAX`].
    pub fn plus_days(self, days: i64) -> Self {
        let moved = if days < 0 {
            self.0.checked_sub_days(Days::new(days.unsigned_abs()))
        } else {
            self.0.checked_add_days(Days::new(days.unsigned_abs()))
        };
        Self::held(moved, days < 0)
    }

    /// This day moved by `months`, forward or back; a day past the end of the month becomes its last day.
    pub fn plus_months(self, months: i32) -> Self {
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 { self.0.checked_sub_months(step) } else { self.0.checked_add_months(step) };
        Self::held(moved, months < 0)
    }

    /// This day moved by whole years; 29 February becomes the 28th where there is no 29th.
    pub fn plus_years(self, years: i32) -> Self {
        self.plus_months(years.saturating_mul(12))
    }

    fn held(moved: Option<NaiveDate>, back: bool) -> Self {
        let limit = if back { Day::MIN } else { Day::MAX };
        moved.map_or(limit, Day).clamp(Day::MIN, Day::MAX)
    }

    /// Days from `earlier` to this day; negative when `earlier` is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The Monday of this day's week (ISO weeks).
    pub fn week_start(self) -> Self {
        self.plus_days(-i64::from(self.weekday().num_days_from_monday()))
    }

    /// The first day of this day's month.
    pub fn month_start(self) -> Self {
        self.plus_days(1 - i64::from(self.day()))
    }

    /// The last day of this day's month.
    pub fn month_end(self) -> Self {
        self.month_start().plus_months(1).plus_days(-1)
    }

    /// The first of January of this day's year.
    pub fn year_start(self) -> Self {
        Day::new(self.year(), 1, 1).unwrap_or(Day::MIN)
    }

    /// The 31st of December of this day's year.
    pub fn year_end(self) -> Self {
        Day::new(self.year(), 12, 31).unwrap_or(Day::MAX)
    }
}

impl fmt::Display for Day {
    /// `YYYY-MM-DD`; years before 0 as `-YYYY`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year() < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", self.year().unsigned_abs(), self.month(), self.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        let mut parts = text.split('-').map(|p| p.parse().unwrap());
        let (y, m, d): (u32, u32, u32) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        Day::new(y as i32, m, d).unwrap()
    }

    #[test]
    fn impossible_days_do_not_exist() {
        assert_eq!(Day::new(2015, 2, 30), None);
        assert_eq!(Day::new(2015, 13, 1), None);
        assert!(Day::new(2016, 2, 29).is_some());
        assert_eq!(Day::new(10_000, 1, 1), None);
    }

    #[test]
    fn arithmetic_holds_at_month_ends_and_at_the_ends_of_time() {
        assert_eq!(day("2015-03-31").plus_months(-1), day("2015-02-28"));
        assert_eq!(day("2016-02-29").plus_years(1), day("2017-02-28"));
        assert_eq!(day("2015-12-05").month_end(), day("2015-12-31"));
        assert_eq!(Day::MAX.plus_days(1), Day::MAX);
        assert_eq!(Day::MIN.plus_months(-i32::MAX), Day::MIN);
        assert_eq!(day("2015-11-18").plus_days(i64::MIN), Day::MIN);
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(day("2015-11-18").week_start(), day("2015-11-16"));
        assert_eq!(day("2015-11-15").week_start(), day("2015-11-09"));
        assert_eq!(day("2015-11-16").iso_week(), (2015, 47));
    }

    #[test]
    fn years_before_one_are_written_with_a_sign() {
        assert_eq!(Day::new(-43, 3, 15).unwrap().to_string(), "-0043-03-15");
        assert_eq!(Day::new(0, 1, 1).unwrap().to_string(), "0000-01-01");
    }
}
