//! The file, key by key.
//!
//! A decision that cannot be understood is told and left out; the others still count. Not here: whether decisions agree (`conflict`).

use super::decision::{Act, Corrections, Decision, Id};
use super::{Curation, FILE};
use crate::config::Kind;
use crate::config::tree::{self, Codes, Format, Report, Table, Written};
use crate::date::{Day, When};
use crate::diag::{Diagnostic, File, nearest};
use crate::extract::Status;
use crate::span::Span;

const CODES: Codes =
    Codes { syntax: "curation.syntax", key: "curation.key", sort: "curation.type", value: "curation.value" };

/// Longest file that is read, in bytes: some 20,000 decisions.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The names of what an editor can do, as keys.
const ACTS: [&str; 5] = ["accept", "reject", "correct", "merge", "split"];

impl Curation {
    /// What `file` says, with everything that is wrong with it.
    pub fn read(file: &File, kinds: &[Kind]) -> (Self, Vec<Diagnostic>) {
        let mut report = Report::new(file, Format::Yaml, CODES).up_to(MAX_BYTES);
        let start = file.text.len() - file.text.trim_start_matches('\u{feff}').len();
        let table = tree::read(Span::new(start, file.text.len()), FILE, &mut report);
        let mut decisions = Vec::new();
        if let Some(mut table) = table {
            let written = table.list_of_tables("decisions", &mut report);
            decisions = written.into_iter().filter_map(|table| decision(table, kinds, &mut report)).collect();
            table.finish(&mut report);
        }
        super::conflict::report(&decisions, &mut report);
        (Curation { file: file.clone(), decisions }, report.finish())
    }
}

fn decision(written: Written<Table>, kinds: &[Kind], report: &mut Report) -> Option<Decision> {
    let Written { value: mut table, span } = written;
    let table = &mut table;
    let present: Vec<&str> = ACTS.into_iter().filter(|act| table.has(act)).collect();
    let ids = ACTS.map(|act| table.texts(act, report));
    let [accept, reject, correct, merge, split] = ids.map(checked(report));
    let reason = text(table, "reason", report);
    let decided = table.date("decided", report).and_then(|date| day(&date, report));
    let act = match present.as_slice() {
        ["accept"] => one(accept, report).map(Act::Accept),
        ["reject"] => one(reject, report).map(Act::Reject),
        ["correct"] => correction(one(correct, report), span, table, kinds, report),
        ["merge"] => merged(merge, span, report),
        ["split"] => divided(one(split, report), span, table, kinds, report),
        [] => {
            undecided(table, span, kinds, report);
            return None;
        }
        several => {
            let message = format!("{} in one decision", several.join(" and "));
            let problem = Diagnostic::error("curation.decision", message).label("one of them too many");
            report.add(span, problem.hint("write each as a decision of its own, beginning with `- `"));
            return None;
        }
    };
    std::mem::replace(table, Table::new(Vec::new(), "")).finish(report);
    Some(Decision { act: act?, reason, decided })
}

/// Tells of an entry without any of the acts, or of the keys that are probably meant to be one.
fn undecided(table: &mut Table, span: Span, kinds: &[Kind], report: &mut Report) {
    let before = report.diagnostics.len();
    // Keys that have a meaning beside an act are not what is wrong here.
    table.texts("reports", report);
    corrections(table, kinds, report);
    std::mem::replace(table, Table::new(Vec::new(), "")).finish(report);
    if report.diagnostics.len() == before {
        let hint = format!("begin it with one of: {}; and the id of an event", ACTS.join(", "));
        let problem = Diagnostic::error("curation.decision", "this says nothing about any event");
        report.add(span, problem.label("no decision").hint(hint));
    }
}

/// Ids without those that cannot be one.
fn checked<'r>(report: &'r mut Report) -> impl FnMut(Vec<Id>) -> Vec<Id> + 'r {
    |ids| {
        let fits = |id: &Id| id.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        ids.into_iter()
            .filter(|id| {
                if !fits(id) {
                    let hint = "copy it from the foot of the event's page, or from events.json";
                    report.refuse(id.span, format!("`{}` is no id of an event", id.value), "no id", hint);
                }
                fits(id)
            })
            .collect()
    }
}

fn one(mut ids: Vec<Id>, report: &mut Report) -> Option<Id> {
    if let Some(second) = ids.get(1) {
        let problem = Diagnostic::error("curation.decision", "a decision speaks of one event").label("one too many");
        report.add(second.span, problem.hint("write a decision of its own for each"));
        return None;
    }
    ids.pop()
}

fn merged(mut ids: Vec<Id>, span: Span, report: &mut Report) -> Option<Act> {
    if ids.len() < 2 {
        let hint = "merge: [the id that stays, the id that is taken in]";
        let problem = Diagnostic::error("curation.decision", "a merge needs two ids or more");
        report.add(span, problem.label("with what?").hint(hint));
        return None;
    }
    let others = ids.split_off(1);
    Some(Act::Merge(ids.pop()?, others))
}

fn correction(id: Option<Id>, span: Span, table: &mut Table, kinds: &[Kind], report: &mut Report) -> Option<Act> {
    let before = report.diagnostics.len();
    let corrections = corrections(table, kinds, report);
    if corrections == Corrections::default() && report.diagnostics.len() == before {
        let hint = "add what is right: kind, date, status, title, actors, targets, place or note";
        let problem = Diagnostic::error("curation.decision", "this correction corrects nothing");
        report.add(span, problem.label("and what is right?").hint(hint));
        return None;
    }
    Some(Act::Correct(id?, corrections))
}

fn divided(from: Option<Id>, span: Span, table: &mut Table, kinds: &[Kind], report: &mut Report) -> Option<Act> {
    let reports = table.texts("reports", report);
    let corrections = corrections(table, kinds, report);
    if reports.is_empty() {
        let hint = "reports: [words of a sentence, or the path of an article]";
        let problem = Diagnostic::error("curation.decision", "a split without `reports`");
        report.add(span, problem.label("which of its reports speak of another event?").hint(hint));
        return None;
    }
    Some(Act::Split { from: from?, reports, corrections })
}

fn corrections(table: &mut Table, kinds: &[Kind], report: &mut Report) -> Corrections {
    let status = table.choice("status", &Status::NAMES, report);
    Corrections {
        kind: kind(table, kinds, report),
        when: table.date("date", report).and_then(|date| when(&date, report)),
        status,
        title: text(table, "title", report).filter(|title| !title.is_empty()),
        actors: people(table, ["actors", "actor"], report),
        targets: people(table, ["targets", "target"], report),
        place: text(table, "place", report),
        note: text(table, "note", report),
    }
}

fn text(table: &mut Table, key: &'static str, report: &mut Report) -> Option<String> {
    table.text(key, report).map(|text| text.value)
}

/// Names under either key; an empty list says that there is nobody.
fn people(table: &mut Table, keys: [&'static str; 2], report: &mut Report) -> Option<Vec<String>> {
    let is_given = keys.iter().any(|key| table.has(key));
    let names: Vec<String> = keys.into_iter().flat_map(|key| table.texts(key, report)).map(|name| name.value).collect();
    is_given.then_some(names)
}

fn kind(table: &mut Table, kinds: &[Kind], report: &mut Report) -> Option<String> {
    let kind = table.text("kind", report)?;
    if kinds.iter().any(|known| known.id == kind.value) {
        return Some(kind.value);
    }
    let names: Vec<&str> = kinds.iter().map(|known| known.id.as_str()).collect();
    let hint = match nearest(&kind.value, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("kinds are: {}", names.join(", ")),
    };
    report.refuse(kind.span, format!("there is no kind of event `{}`", kind.value), "unknown kind", hint);
    None
}

fn when(date: &Written<String>, report: &mut Report) -> Option<When> {
    let read: Result<When, _> = date.value.parse();
    let hint = "write 2015-11-18, 2015-11, 2015, 2015-11-15/2015-11-18, ../2015-11-18 or unknown";
    read.map_err(|why| report.refuse(date.span, format!("{why}"), "not a date in EDTF", hint)).ok()
}

/// The day of a decision.
fn day(date: &Written<String>, report: &mut Report) -> Option<Day> {
    let day = date.value.parse().ok().and_then(|when: When| when.exact_day());
    if day.is_none() {
        let message = format!("`{}` is no day", date.value);
        report.refuse(date.span, message, "not a day", "write it as 2015-11-18");
    }
    day
}
