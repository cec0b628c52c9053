//! Events that an author writes by hand in the front matter.
//!
//! Not here: the other keys (`meta`), and joining these events with those found in prose (`timeline`).

use super::HandwrittenEvent;
use super::meta::{some_text, values};
use crate::config::Kind;
use crate::config::tree::{Report, Table, Written};
use crate::date::{EdtfError, When};
use crate::diag::{Diagnostic, nearest};
use crate::span::Span;

/// Reads the tables of `events`. One that lacks its kind or date, or has a wrong one, is reported and left out.
pub(super) fn read(tables: Vec<Written<Table>>, kinds: &[Kind], report: &mut Report) -> Vec<HandwrittenEvent> {
    tables.into_iter().filter_map(|table| event(table.value, table.span, kinds, report)).collect()
}

fn event(mut table: Table, span: Span, kinds: &[Kind], report: &mut Report) -> Option<HandwrittenEvent> {
    let has = (table.has("kind"), table.has("date"));
    let kind = kind(&mut table, kinds, report);
    let when = when(&mut table, report);
    let mut people = |plural, singular| {
        let mut names = values(table.texts(plural, report));
        names.extend(values(table.texts(singular, report)));
        names
    };
    let (actors, targets) = (people("actors", "actor"), people("targets", "target"));
    let [title, place, quote, note] = ["title", "place", "quote", "note"].map(|key| some_text(&mut table, key, report));
    table.finish(report);
    if !has.0 {
        lacks("kind", "a kind, such as strike", span, report);
    }
    if !has.1 {
        lacks("date", "a date, such as 2015-11-18 or 2015-11, or unknown", span, report);
    }
    Some(HandwrittenEvent { kind: kind?, when: when?, title, actors, targets, place, quote, note, span })
}

fn lacks(key: &str, example: &str, span: Span, report: &mut Report) {
    let diagnostic = Diagnostic::error("front-matter.event", format!("an event without `{key}`"));
    report.add(span, diagnostic.label(format!("`{key}` is missing")).hint(format!("add {example}")));
}

fn kind(table: &mut Table, kinds: &[Kind], report: &mut Report) -> Option<String> {
    let kind = table.text("kind", report)?;
    if kinds.iter().any(|known| known.id == kind.value) {
        return Some(kind.value);
    }
    let names = || kinds.iter().map(|known| known.id.as_str());
    let hint = match nearest(&kind.value, names()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!(
            "kinds are: {}; a new one needs [kinds.{}] in site.toml",
            names().collect::<Vec<_>>().join(", "),
            kind.value
        ),
    };
    let message = format!("there is no kind of event `{}`", kind.value);
    report.add(kind.span, Diagnostic::error("front-matter.event", message).label("unknown kind").hint(hint));
    None
}

fn when(table: &mut Table, report: &mut Report) -> Option<When> {
    let date = table.date("date", report)?;
    let read: Result<When, EdtfError> = date.value.parse();
    read.map_err(|why| {
        let hint = "write 2015-11-18, 2015-11, 2015, 2015-11-15/2015-11-18, ../2015-11-18 or unknown";
        let diagnostic = Diagnostic::error("front-matter.date", why.to_string()).label("not a date in EDTF");
        report.add(date.span, diagnostic.hint(hint));
    })
    .ok()
}
