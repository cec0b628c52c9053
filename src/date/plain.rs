//! Days as tables and web pages write them for people, where they can mean only one: `16 Nov 2015`, `November 16, 2015`, `2015/11/16`.
//!
//! Not here: numbers alone whose order nobody knows (`11/10/2015`), and dates in running text, which are the work of `extract`.

use chrono::{Datelike, NaiveDate, Weekday};

/// Notations, in those of `strftime`; commas and full stops are taken for blanks before.
const NOTATIONS: [&str; 6] = ["%Y-%m-%d", "%Y/%m/%d", "%Y %m %d", "%Y%m%d", "%d %B %Y", "%B %d %Y"];

/// The day in the notation of ISO 8601; `None` where the text is none, or could mean another. A time of day behind it is passed over.
pub fn plain_day(text: &str) -> Option<String> {
    let text = text.replace([',', '.'], " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let rest = words.split_first().filter(|(first, _)| first.parse::<Weekday>().is_ok()).map(|(_, rest)| rest);
    let text = rest.unwrap_or(&words).join(" ");
    let day = NOTATIONS.iter().find_map(|notation| {
        let (day, rest) = NaiveDate::parse_and_remainder(&text, notation).ok()?;
        is_time(rest).then_some(day)
    });
    // Years of two digits could be of any century.
    day.filter(|day| (1000..=9999).contains(&day.year())).map(|day| day.to_string())
}

/// True of nothing, and of what begins as a time of day does: `10:30`, `T10:30`.
fn is_time(rest: &str) -> bool {
    let time = rest.trim_start_matches([' ', 'T']);
    let hour = time.split(':').next().unwrap_or_default();
    rest.is_empty() || hour.len() < time.len() && rest != time && hour.len() <= 2 && hour.parse::<u8>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_can_mean_only_one_is_read() {
        for text in [
            "16 Nov 2015",
            "16 November 2015",
            "November 16, 2015",
            "Nov. 16, 2015 10:00 AM",
            "Monday, November 16, 2015",
            "Mon, 16 Nov 2015",
            "2015/11/16",
            "2015/11/16 10:00",
            "20151116",
            "2015.11.16",
            "2015-11-16 10:00:00 UTC",
            "2015-11-16T10:00:60Z",
        ] {
            assert_eq!(plain_day(text).as_deref(), Some("2015-11-16"), "{text}");
        }
    }

    #[test]
    fn what_could_mean_another_day_is_not() {
        for text in [
            "",
            "11/16/2015",
            "16.11.2015",
            "16 Nov 15",
            "1447632000",
            "2015-11-16 to 2015-11-18",
            "2015-11",
            "31 February 2015",
            "Monday",
            "2015-11-16x",
            "201511161",
        ] {
            assert_eq!(plain_day(text), None, "{text}");
        }
    }
}
