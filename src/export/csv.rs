//! `data/events.csv` (RFC 4180, UTF-8): one event to a row, under names of columns that users of conflict data know from ACLED.
//!
//! Spreadsheets run what begins like a formula, and articles are written by strangers: such texts get an apostrophe before them. Not here: all
//! evidence of an event; a row holds its first sentence.

use super::Source;
use super::item::Item;
use crate::atlas::Country;
use crate::extract::{Casualties, Toll};
use crate::site::names;
use std::ops::Range;

/// Names of the columns.
pub(super) const COLUMNS: [&str; 34] = [
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
    "geo_rounding",
    "place_inferred",
    "country",
    "killed_least",
    "killed_most",
    "injured_least",
    "injured_most",
    "civilians",
    "weapons",
    "source",
    "source_url",
    "source_date",
    "quote",
    "notes",
    "n_sources",
    "n_origins",
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

fn least(toll: Option<Toll>) -> Field {
    Field::own(toll.map(|toll| toll.least.to_string()).unwrap_or_default())
}

/// Empty where no bound is known.
fn most(toll: Option<Toll>) -> Field {
    Field::own(toll.and_then(|toll| toll.most).map(|most| most.to_string()).unwrap_or_default())
}

/// True where all who came to harm are said to be civilians.
fn all_civilians(casualties: &Casualties) -> bool {
    let mut tolls = [casualties.killed, casualties.injured].into_iter().flatten().peekable();
    tolls.peek().is_some() && tolls.all(|toll| toll.civilians)
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
        Field::own(item.rounding().map(|degrees| degrees.to_string()).unwrap_or_default()),
        Field::own(if event.place_inferred { "true" } else { "" }),
        Field::own(event.location.as_ref().and_then(|at| at.country.as_ref()).map_or("", Country::code)),
        least(event.casualties.killed),
        most(event.casualties.killed),
        least(event.casualties.injured),
        most(event.casualties.injured),
        Field::own(if all_civilians(&event.casualties) { "true" } else { "" }),
        Field::text(&event.weapons.join("; ")),
        Field::text(&names.join("; ")),
        Field::text(&urls.join(" ")),
        Field::own(first.map(|moment| moment.day.to_string()).unwrap_or_default()),
        Field::text(item.sentence()),
        Field::text(event.note.as_deref().unwrap_or_default()),
        Field::own(articles.len()),
        Field::own(item.origins()),
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
