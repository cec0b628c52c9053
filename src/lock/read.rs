//! The file as a whole: every line that cannot be read is told with its place; lines that stand twice, as after a merge of two branches,
//! are joined.
//!
//! Not here: a single line (`text`).

use super::text::{self, Fault};
use super::{Entry, FILE, Fate, Lock};
use crate::diag::{Diagnostic, File};
use crate::span::{Span, floor_boundary};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// By what git marks lines on which two branches do not agree.
const MARKS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

impl Lock {
    /// What `file` says. With an error among the diagnostics, part of it is missing: nothing may be published then.
    pub fn read(file: &File) -> (Self, Vec<Diagnostic>) {
        let lines: Vec<Span> = lines(&file.text);
        let read: Vec<_> = lines.par_iter().filter_map(|span| Some((*span, entry(*span, file)?))).collect();
        let mut entries: BTreeMap<String, Arc<Entry>> = BTreeMap::new();
        let mut places = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for (span, entry) in read {
            match entry {
                Ok((id, entry)) => {
                    let entry = match entries.remove(&id) {
                        Some(other) => joined(&other, entry),
                        None => entry,
                    };
                    places.insert(id.clone(), span);
                    entries.insert(id, Arc::new(entry));
                }
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
        let lock = Lock { entries: entries.into_iter().collect() };
        let broken = !diagnostics.is_empty();
        diagnostics.extend(places.iter().filter(|_| !broken).filter_map(|(id, span)| lost(&lock, id, *span, file)));
        (lock, diagnostics)
    }
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    let rest = text.get(at..).unwrap_or_default();
    let span = |line: &str| {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        span
    };
    rest.split_inclusive('\n').map(span).collect()
}

/// The entry of a line; `None` for one without.
fn entry(span: Span, file: &File) -> Option<Result<(String, Entry), Box<Diagnostic>>> {
    let line = span.of(&file.text);
    if line.trim_start().is_empty() || line.starts_with('#') {
        return None;
    }
    if MARKS.iter().any(|mark| line.starts_with(mark)) {
        let problem = Diagnostic::error("lock.conflict", "two branches were merged here, and the mark is still there");
        let hint = "remove the three marks and keep the lines of both sides; lines that stand twice are joined";
        return Some(Err(Box::new(problem.at(file, span).label("a mark of git").hint(hint))));
    }
    Some(text::parse(line).map_err(|fault| Box::new(told(&fault, span, file))))
}

fn told(fault: &Fault, line: Span, file: &File) -> Diagnostic {
    let text = line.of(&file.text);
    let quoted = |value: &String| serde_json::Value::from(value.as_str()).to_string();
    let value = fault.value.as_ref().and_then(|value| {
        let at = text.find(&quoted(value))? + 1;
        Some(Span::new(line.start + at, line.start + at + value.len().min(text.len() - at)))
    });
    let column = fault.column.map(|column| {
        let start = floor_boundary(text, column.min(text.len()));
        let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span::new(line.start + start, line.start + start + width)
    });
    Diagnostic::error("lock.line", format!("this line of {FILE} cannot be read: {}", fault.message))
        .at(file, value.or(column).unwrap_or(line))
        .label("here")
        .hint(format!("take the line back from version control; without {FILE}, published ids would be lost"))
}

/// Two lines of one id as one: the earlier first day, all evidence, all changes, and the fate of the line that changed last.
fn joined(a: &Entry, b: Entry) -> Entry {
    let (mut late, early) = if b.latest() > a.latest() { (b, a.clone()) } else { (a.clone(), b) };
    late.since = late.since.min(early.since).or(late.since).or(early.since);
    for print in early.prints {
        if late.prints.len() < Entry::PRINTS && !late.prints.contains(&print) {
            late.prints.push(print);
        }
    }
    for change in early.changes {
        if !late.changes.contains(&change) {
            late.changes.push(change);
        }
    }
    late.changes.sort_by_key(|change| change.on);
    late
}

/// An entry that is merged into nothing.
fn lost(lock: &Lock, id: &str, line: Span, file: &File) -> Option<Diagnostic> {
    let Fate::Merged(into) = &lock.entries.get(id)?.fate else { return None };
    let why = match lock.entries.get(into) {
        None => format!("`{id}` is merged into `{into}`, which has no line"),
        Some(_) if lock.is_circle(id) => format!("`{id}` is merged into itself by way of `{into}`"),
        Some(_) => return None,
    };
    let at = line.of(&file.text).rfind(into.as_str()).unwrap_or_default();
    let span = Span::new(line.start + at, line.start + at + into.len().min(line.len()));
    let hint = "take the line back from version control";
    Some(Diagnostic::error("lock.merged", why).at(file, span).label("leads nowhere").hint(hint))
}

impl Lock {
    fn is_circle(&self, id: &str) -> bool {
        let mut at = id;
        for _ in 0..=self.entries.len() {
            match self.entries.get(at).map(|entry| &entry.fate) {
                Some(Fate::Merged(into)) => at = into,
                _ => return false,
            }
        }
        true
    }
}
