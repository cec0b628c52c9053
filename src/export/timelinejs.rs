//! `data/timelinejs.json`: a story for TimelineJS 3 (Knight Lab), for embedding where that is in use.
//!
//! TimelineJS slows down beyond some hundred slides, so the file holds those events that most articles report, and says so. Its texts are HTML:
//! everything is escaped. Not here: the whole of the data (`json`).

use super::Source;
use super::item::Item;
use crate::date::{Day, Granularity, When};
use serde::Serialize;
use std::cmp::Reverse;

/// The most slides that TimelineJS shows without delay.
const MOST: usize = 200;

/// The file.
pub(super) fn file(source: &Source) -> Vec<u8> {
    let config = source.config;
    let chosen = chosen(source);
    let dated = source.timeline.events.iter().filter(|event| !event.when.is_unknown()).count();
    let scope = escaped(&config.description);
    let note = format!("{} of {} events: those that most articles report.", chosen.len(), dated);
    let text = if chosen.len() < dated { format!("<p>{scope}</p><p>{note}</p>") } else { format!("<p>{scope}</p>") };
    let story = Story {
        title: Slide { text: Text { headline: escaped(&config.title), text }, ..Slide::default() },
        events: chosen.iter().filter_map(|at| slide(&source.item(*at)?, source)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&story).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The dated events that most articles report, in the order of the timeline.
fn chosen(source: &Source) -> Vec<usize> {
    let rank = |at: &usize| {
        let item = source.item(*at);
        (Reverse(item.map_or(0, |item| item.articles().len())), *at)
    };
    let dated = source.timeline.events.iter().enumerate().filter(|(_, event)| !event.when.is_unknown());
    let mut chosen: Vec<usize> = dated.map(|(at, _)| at).collect();
    chosen.sort_by_cached_key(rank);
    chosen.truncate(MOST);
    chosen.sort_unstable();
    chosen
}

#[derive(Serialize)]
struct Story {
    title: Slide,
    events: Vec<Slide>,
}

#[derive(Default, Serialize)]
struct Slide {
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    text: Text,
}

#[derive(Default, Serialize)]
struct Text {
    headline: String,
    text: String,
}

#[derive(Serialize)]
struct Date {
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

fn slide(item: &Item, source: &Source) -> Option<Slide> {
    let event = item.event;
    let (start_date, end_date) = dates(&event.when)?;
    let url = escaped(&item.url());
    let text = format!("<p>{}</p><p><a href=\"{url}\">{url}</a></p>", escaped(item.sentence()));
    Some(Slide {
        unique_id: Some(event.id.clone()),
        group: Some(escaped(source.kind_label(&event.kind))),
        start_date: Some(start_date),
        end_date,
        display_date: Some(escaped(item.when())),
        text: Text { headline: escaped(&event.title), text },
    })
}

/// Where the slide begins and, for more than one day, ends. TimelineJS knows dates by year, month and day, and no open ends.
fn dates(when: &When) -> Option<(Date, Option<Date>)> {
    let first = when.earliest.or(when.latest)?;
    let last = when.latest.unwrap_or(first);
    let is_month = when.granularity == Granularity::Month && first == first.month_start() && last == first.month_end();
    let is_year = when.granularity == Granularity::Year && first == first.year_start() && last == first.year_end();
    let date = |day: Day| Date {
        year: day.year(),
        month: (!is_year).then(|| day.month()),
        day: (!is_year && !is_month).then(|| day.day()),
    };
    Some((date(first), (first != last && !is_month && !is_year).then(|| date(last))))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_wide_as_they_are_known() {
        for (edtf, expected) in [
            ("2015-11-13", r#"[{"year":2015,"month":11,"day":13},null]"#),
            ("2015-11", r#"[{"year":2015,"month":11},null]"#),
            ("2015", r#"[{"year":2015},null]"#),
            ("2015-11-15/2015-11-18", r#"[{"year":2015,"month":11,"day":15},{"year":2015,"month":11,"day":18}]"#),
            ("../2015-11-18", r#"[{"year":2015,"month":11,"day":18},null]"#),
            ("-0043-03-15", r#"[{"year":-43,"month":3,"day":15},null]"#),
            ("unknown", "null"),
        ] {
            assert_eq!(serde_json::to_string(&dates(&edtf.parse().unwrap())).unwrap(), expected, "{edtf}");
        }
    }
}
