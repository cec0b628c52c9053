//! Under which period an event stands: the rule that keeps events off days that nobody has named.
//!
//! | what is known | stands under |
//! |---|---|
//! | one day | that day |
//! | a span of at most 31 days, or one end of an open span to the day | the month of its sort day, in a group of its own |
//! | a longer span | the year of its first possible day, in a group of its own |
//! | nothing | `undated/` |
//!
//! Not here: words and addresses.

use crate::date::{Day, Granularity, When};
use serde::Serialize;

/// The widest span that a month's page shows.
const LONGEST_IN_MONTH: i64 = 31;

/// The narrowest period of the timeline that an event can honestly stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// A day.
    Day(Day),
    /// A month, named by its first day.
    Month(Day),
    /// A year.
    Year(i32),
    /// No period at all.
    Undated,
}

/// Where an event with this date stands.
pub fn stand(when: &When) -> Stand {
    let from = when.sort_day();
    match (when.exact_day(), when.days()) {
        _ if when.is_unknown() => Stand::Undated,
        (Some(day), _) => Stand::Day(day),
        (None, Some(days)) if days <= LONGEST_IN_MONTH => Stand::Month(from.month_start()),
        (None, None) if when.granularity <= Granularity::Month => Stand::Month(from.month_start()),
        _ => Stand::Year(from.year()),
    }
}

/// How the events of a month or year that are vaguer than it are grouped, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Vague {
    /// All possible days lie within the period.
    Within,
    /// The span begins in the period and reaches beyond it.
    Beyond,
    /// Nobody says how long before.
    Before,
    /// Nobody says how long after.
    After,
    /// Nothing is known.
    Unknown,
}

/// The group for a date that stands under the period from `first` to `last` but names no day.
pub fn vague(when: &When, last: Day) -> Vague {
    match (when.earliest, when.latest) {
        (None, None) => Vague::Unknown,
        (None, _) => Vague::Before,
        (_, None) => Vague::After,
        (_, Some(end)) if end <= last => Vague::Within,
        _ => Vague::Beyond,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(edtf: &str) -> String {
        match stand(&edtf.parse().unwrap()) {
            Stand::Day(day) => format!("day {day}"),
            Stand::Month(day) => format!("month {day}"),
            Stand::Year(year) => format!("year {year}"),
            Stand::Undated => "undated".into(),
        }
    }

    #[test]
    fn only_a_known_day_is_a_day() {
        for (edtf, expected) in [
            ("2015-11-13", "day 2015-11-13"),
            ("2015-11-13~", "day 2015-11-13"),
            ("2015-11-15/2015-11-18", "month 2015-11-01"),
            ("2015-11-29/2015-12-02", "month 2015-11-01"),
            ("2015-11", "month 2015-11-01"),
            ("../2015-11-18", "month 2015-11-01"),
            ("2015-11-18/..", "month 2015-11-01"),
            ("2015/..", "year 2015"),
            ("2015-11/2015-12", "year 2015"),
            ("2015", "year 2015"),
            ("199X", "year 1990"),
            ("-0043-03", "month -0043-03-01"),
            ("unknown", "undated"),
        ] {
            assert_eq!(at(edtf), expected, "{edtf}");
        }
    }

    #[test]
    fn vague_dates_are_grouped_by_what_is_known() {
        let end = Day::new(2015, 11, 30).unwrap();
        let group = |edtf: &str| vague(&edtf.parse().unwrap(), end);
        assert_eq!(group("2015-11"), Vague::Within);
        assert_eq!(group("2015-11-29/2015-12-02"), Vague::Beyond);
        assert_eq!(group("../2015-11-18"), Vague::Before);
        assert_eq!(group("2015-11-18/.."), Vague::After);
    }
}
