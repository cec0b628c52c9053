//! The date of an article: a day and, perhaps, a time of day with its offset from UTC.
//!
//! Not here: dates of events, which may be vague (`date`).

use crate::date::{Day, EdtfError, When};
use std::str::FromStr;

/// A date with, perhaps, a time of day, as an article gives its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The calendar day in the author's own time zone.
    pub day: Day,
    /// `HH:MM:SS` with its offset (`Z` or `+HH:MM`), where given.
    pub time: Option<String>,
}

impl FromStr for Moment {
    type Err = String;

    /// Reads `2015-11-18` and RFC 3339 date-times, seconds optional, with `T` or a space between. A time without an offset
    /// counts as UTC. The day is the one that is written, whatever the offset. The error is a sentence for people.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (date, time) = match text.split_at_checked(10) {
            Some((date, rest)) if rest.starts_with(['T', 't', ' ']) => (date, rest.get(1..)),
            _ => (text, None),
        };
        let time = time.map(|time| time.to_uppercase().replace(' ', ""));
        let whole = time.as_ref().map_or_else(|| date.to_owned(), |time| format!("{date}T{time}"));
        let when: When = whole.parse().map_err(|error: EdtfError| error.to_string())?;
        let exact = when.exact_day().filter(|day| day.to_string() == date);
        let day = exact.ok_or_else(|| format!("`{text}` is not one day"))?;
        Ok(Moment { day, time: time.map(|time| full_time(&time)) })
    }
}

/// A valid time as `HH:MM:SS` with `Z` or `+HH:MM`; fractions of seconds are left out.
fn full_time(time: &str) -> String {
    let (clock, zone) = time.split_at(time.find(['Z', '+', '-']).unwrap_or(time.len()));
    let clock = clock.split('.').next().unwrap_or_default();
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let zone = match zone.len() {
        0 => "Z".to_owned(),
        5 => zone.split_at_checked(3).map_or_else(String::new, |(hours, minutes)| format!("{hours}:{minutes}")),
        _ => zone.to_owned(),
    };
    format!("{clock}{seconds}{zone}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, String> {
        text.parse::<Moment>().map(|m| format!("{} {}", m.day, m.time.unwrap_or_default()))
    }

    #[test]
    fn days_and_date_times_are_read() {
        for (text, expected) in [
            ("2015-11-18", "2015-11-18 "),
            ("2015-11-18T21:16:05+01:00", "2015-11-18 21:16:05+01:00"),
            ("2015-11-18 21:16 +0100", "2015-11-18 21:16:00+01:00"),
            ("2015-11-18t21:16:05.25z", "2015-11-18 21:16:05Z"),
            ("2015-11-18T21:16", "2015-11-18 21:16:00Z"),
            ("2015-11-18T00:30-05:00", "2015-11-18 00:30:00-05:00"),
        ] {
            assert_eq!(read(text), Ok(expected.into()), "{text}");
        }
    }

    #[test]
    fn anything_vaguer_than_a_day_is_refused() {
        assert_eq!(read("2015-02-30"), Err("2015-02 has no day 30".into()));
        assert_eq!(read("yesterday"), Err("`yesterday` is not a date (YYYY, YYYY-MM or YYYY-MM-DD)".into()));
        for text in
            ["2015", "2015-11", "2015-11-18~", "2015-11-18/2015-11-18", "", "18.11.2015", "2015-11-18T25:00", "T10:00"]
        {
            assert!(read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[-0-9TtzZ:+. é]{0,30}|\\PC{0,12}") {
            let _ = text.parse::<Moment>();
        }
    }
}
