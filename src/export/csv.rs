//! `data/events.csv` (RFC 4180, UTF-8): one event to a row, under names of columns that users of conflict data know from ACLED.
//!
//! Spreadsheets run what begins like a formula, and articles are written by strangers: such texts get an apostrophe before them. Not here: all
//! evidence of an event; a row holds its first sentence.

use super::Source;
use super::item::Item;
use crate::atlas::Country;
use crate::site::names;
use std::ops::Range;

/// Names of the columns.
pub(super) const COLUMNS: [&str; 25] = [
    "event_id",
    "event_date",
    "end_date",
    "edtf",
    "time_precision",
    "kind",
    "sub_kind",
    "title",
    "status",
    "actor1",
    "actor2",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "country",
    "source",
    "source_url",
    "source_date",
    "quote",
    "notes",
    "n_sources",
    "confidence",
    "origin",
    "url",
];

/// The rows of some events.
pub(super) fn file(source: &Source, events: &Range<usize>) -> Vec<u8> {
    let terminator = csv::Terminator::CRLF;
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    // Rows of one length, written to memory, are always taken.
    let _ = writer.write_record(COLUMNS);
    for item in events.clone().filter_map(|at| source.item(at)) {
        let _ = writer.write_record(row(&item).map(|field| field.0));
    }
    writer.into_inner().unwrap_or_default()
}

/// One field, safe to open in a spreadsheet.
struct Field(String);

impl Field {
    /// A date, number or name that the program itself made.
    fn own(value: impl ToString) -> Self {
        Field(value.to_string())
    }

    /// Words of others (OWASP, CSV Injection).
    fn text(text: &str) -> Self {
        let text = text.replace('\0', "");
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        Field(if is_formula { format!("'{text}") } else { text })
    }
}

fn row(item: &Item) -> [Field; COLUMNS.len()] {
    let event = item.event;
    let articles = item.articles();
    let (mut names, mut urls) = (Vec::new(), Vec::new());
    for article in &articles {
        let outlet = article.meta.source.as_ref();
        names.push(outlet.map_or(article.meta.title.as_str(), |outlet| outlet.name.as_str()));
        urls.extend(outlet.and_then(|outlet| outlet.url.as_deref()));
    }
    names.dedup();
    let first = articles.first().and_then(|article| article.meta.date.as_ref());
    let day = |day: Option<crate::date::Day>| Field::own(day.map(|day| day.to_string()).unwrap_or_default());
    [
        Field::text(&event.id),
        day(event.when.earliest),
        day(event.when.latest),
        Field::own(event.when),
        Field::own(event.when.granularity.name()),
        Field::text(&event.kind),
        Field::text(&event.subkind),
        Field::text(&event.title),
        Field::own(names::status(event.status)),
        Field::text(&event.actors.join("; ")),
        Field::text(&event.targets.join("; ")),
        Field::text(event.place.as_deref().unwrap_or_default()),
        Field::own(event.location.as_ref().map(|at| at.latitude.to_string()).unwrap_or_default()),
        Field::own(event.location.as_ref().map(|at| at.longitude.to_string()).unwrap_or_default()),
        Field::own(event.location.as_ref().map_or("", |at| at.precision.id())),
        Field::own(event.location.as_ref().and_then(|at| at.country.as_ref()).map_or("", Country::code)),
        Field::text(&names.join("; ")),
        Field::text(&urls.join(" ")),
        Field::own(first.map(|moment| moment.day.to_string()).unwrap_or_default()),
        Field::text(item.sentence()),
        Field::text(event.note.as_deref().unwrap_or_default()),
        Field::own(articles.len()),
        Field::own(event.confidence),
        Field::own(names::origin(event.origin)),
        Field::text(&item.url()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_others_wrote_is_a_formula() {
        for text in ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert_eq!(Field::text(text).0, format!("'{text}"));
        }
        assert_eq!(Field::text("A \"quote\", a comma").0, "A \"quote\", a comma");
    }
}
