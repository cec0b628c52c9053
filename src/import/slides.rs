//! TimelineJS: slides of an event each, as JSON or as rows of its table.
//!
//! A slide whose day is not known becomes an article of the first day that it can mean, and says so. Not here: the table (`table`).

use super::html;
use super::record::Raw;
use super::source::Read;
use crate::diag::{Diagnostic, File};
use crate::span::{Span, floor_boundary};
use serde_json::Value;

/// How far a headline is searched for behind the one before, in bytes: one that is written otherwise than we would is not there at all.
const REACH: usize = 100_000;

/// What helps where a file is no timeline.
const ADVICE: &str =
    "for one object a line, say --format jsonl; a list of articles becomes that by: jq -c '.[]' FILE > FILE.jsonl";

/// What TimelineJS says of an event.
#[derive(Debug, Default)]
pub(super) struct Slide {
    pub(super) id: Option<String>,
    /// False of the slide that opens the timeline, and of an age behind the slides.
    pub(super) is_event: bool,
    pub(super) year: Option<String>,
    pub(super) month: Option<String>,
    pub(super) day: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) text: Option<String>,
    pub(super) media: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) group: Option<String>,
}

/// All slides of a JSON file.
pub(super) fn read(file: &File) -> Read {
    let text = file.text.trim_start_matches('\u{feff}');
    let mut read = Read::default();
    let events = serde_json::from_str(text).map_err(|error| error.to_string()).and_then(|value: Value| {
        let events = value.get("events").and_then(Value::as_array).cloned();
        events.ok_or_else(|| "there is no list `events` in it".to_owned())
    });
    let events = match events {
        Ok(events) => events,
        Err(why) => {
            let problem = Diagnostic::error("import.timelinejs", format!("this is no timeline of TimelineJS: {why}"));
            read.diagnostics.push(problem.of(file).hint(ADVICE));
            return read;
        }
    };
    let mut after = 0;
    for event in events {
        let span = place(&file.text, &event, &mut after);
        add(slide(&event), file, span, &mut read);
    }
    read
}

/// Where a slide stands: its headline, searched for behind the one before.
fn place(text: &str, event: &Value, after: &mut usize) -> Span {
    let headline = event.pointer("/text/headline").map(Value::to_string).unwrap_or_default();
    let end = floor_boundary(text, text.len().min(*after + REACH));
    let found = text.get(*after..end).and_then(|rest| rest.find(&headline)).filter(|_| !headline.is_empty());
    let Some(at) = found else { return Span::new(*after, *after) };
    let start = *after + at;
    *after = start + headline.len();
    Span::new(start, *after)
}

fn slide(event: &Value) -> Slide {
    let text = |pointer: &str| match event.pointer(pointer)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    Slide {
        id: text("/unique_id"),
        is_event: true,
        year: text("/start_date/year"),
        month: text("/start_date/month"),
        day: text("/start_date/day"),
        headline: text("/text/headline"),
        text: text("/text/text"),
        media: text("/media/link").or_else(|| text("/media/url")),
        credit: text("/media/credit"),
        group: text("/group"),
    }
}

/// Adds the article of a slide that tells of an event, or what is wrong with it.
pub(super) fn add(slide: Slide, file: &File, span: Span, read: &mut Read) {
    let Slide { id, is_event, year, month, day, headline, text, media, credit, group } = slide;
    if !is_event {
        return;
    }
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.trim().parse::<i32>().ok());
    let (known_month, known_day) = (number(&month), number(&day));
    let date = number(&year).map(|year| {
        format!(
            "{}{:04}-{:02}-{:02}",
            if year < 0 { "-" } else { "" },
            year.abs(),
            known_month.unwrap_or(1),
            known_day.unwrap_or(1)
        )
    });
    let is_vague = known_month.is_none() || known_day.is_none();
    let raw = Raw {
        key: id,
        title: headline.map(|headline| html::plain(&headline)),
        date: date.or(year),
        body: html::markdown(&text.unwrap_or_default()),
        media,
        outlet: credit.map(|credit| html::plain(&credit)),
        tags: group.into_iter().collect(),
        ..Raw::default()
    };
    let record = raw.checked(file, span);
    if let Ok(record) = &record
        && is_vague
    {
        let message = format!("the day of “{}” is not known; the article is dated {}", record.title, record.date.day);
        read.diagnostics.push(Diagnostic::note("import.day", message).at(file, span).label("no day"));
    }
    read.add(record);
}
