//! The notation: one JSON object (RFC 8259) a line, by id, so that each event is one line of a difference and lines merge well.
//!
//! Not here: what is wrong with a file as a whole (`read`).

use super::{Change, Entry, Facts, Fate, Lock, Print, What};
use crate::date::{Day, When};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// The first lines of the file.
const HEAD: &str = "\
# Ids under which events were published. Written by `dateline build` and `dateline deploy`: keep it under version control,
# and do not edit it by hand; what shall change belongs in curation.yaml. docs/curation.md says more.
";

/// One line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    id: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    kind: Cow<'a, str>,
    date: String,
    status: Cow<'a, str>,
    title: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_nobody")]
    actors: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "is_nobody")]
    targets: Cow<'a, [String]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    merged: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeLine>,
}

fn is_nobody(names: &[String]) -> bool {
    names.is_empty()
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeLine {
    on: String,
    what: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    old: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    new: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    editor: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// What is wrong with a line: words, and the column of its first byte, from 0, where the notation itself is broken.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) column: Option<usize>,
    /// The text that is wrong, where it is a value.
    pub(super) value: Option<String>,
}

impl Fault {
    fn of(value: &str, message: String) -> Self {
        Fault { message, column: None, value: Some(value.to_owned()) }
    }
}

impl Lock {
    /// The text of the file.
    pub fn text(&self) -> String {
        let lines: Vec<(&String, &Arc<Entry>)> = self.entries.iter().collect();
        let lines: Vec<String> = lines.into_par_iter().map(|(id, entry)| line(id, entry)).collect();
        let mut text = HEAD.to_owned();
        lines.iter().for_each(|line| text.push_str(line));
        text
    }
}

fn line(id: &str, entry: &Entry) -> String {
    let Facts { kind, when, status, title, actors, targets, place } = &*entry.facts;
    let line = Line {
        id: id.into(),
        since: entry.since.map(|day| day.to_string()),
        kind: kind.into(),
        date: when.to_string(),
        status: status.into(),
        title: title.into(),
        actors: actors.into(),
        targets: targets.into(),
        place: place.as_deref().map(Cow::from),
        evidence: entry.prints.iter().map(Print::to_string).collect(),
        merged: match &entry.fate {
            Fate::Merged(into) => Some(into.into()),
            Fate::Shown | Fate::Gone => None,
        },
        gone: entry.fate == Fate::Gone,
        changes: entry.changes.iter().map(change_line).collect(),
    };
    // Plain data of text and flags always serialises.
    serde_json::to_string(&line).map(|line| line + "\n").unwrap_or_default()
}

fn change_line(change: &Change) -> ChangeLine {
    ChangeLine {
        on: change.on.to_string(),
        what: change.what.name().to_owned(),
        old: change.old.clone(),
        new: change.new.clone(),
        editor: change.by_editor,
        why: change.why.clone(),
    }
}

/// Reads one line.
pub(super) fn parse(text: &str) -> Result<(String, Entry), Fault> {
    let line: Line = serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_owned();
        Fault { message, column: Some(error.column().saturating_sub(1)), value: None }
    })?;
    let id = id(&line.id)?;
    let fate = match (&line.merged, line.gone) {
        (Some(into), false) => Fate::Merged(self::id(into)?),
        (None, true) => Fate::Gone,
        (None, false) => Fate::Shown,
        (Some(into), true) => return Err(Fault::of(into, "an id is either `merged` or `gone`, not both".to_owned())),
    };
    let entry = Entry {
        since: line.since.as_deref().map(day).transpose()?,
        facts: Facts {
            kind: line.kind.into_owned(),
            when: when(&line.date)?,
            status: line.status.into_owned(),
            title: line.title.into_owned(),
            actors: line.actors.into_owned(),
            targets: line.targets.into_owned(),
            place: line.place.map(Cow::into_owned),
        }
        .into(),
        prints: line.evidence.iter().map(|text| print(text)).collect::<Result<_, _>>()?,
        fate,
        changes: line.changes.into_iter().map(change).collect::<Result<_, _>>()?,
    };
    Ok((id, entry))
}

/// An id can stand in an address on every system.
fn id(text: &str) -> Result<String, Fault> {
    let fits = (1..=200).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let fault = || Fault::of(text, format!("`{text}` is no id: it has small letters, digits and hyphens only"));
    fits.then(|| text.to_owned()).ok_or_else(fault)
}

fn print(text: &str) -> Result<Print, Fault> {
    text.parse().map_err(|message| Fault::of(text, message))
}

fn when(text: &str) -> Result<When, Fault> {
    text.parse().map_err(|error| Fault::of(text, format!("{error}")))
}

fn day(text: &str) -> Result<Day, Fault> {
    when(text)?.exact_day().ok_or_else(|| Fault::of(text, format!("`{text}` is no single day")))
}

fn change(line: ChangeLine) -> Result<Change, Fault> {
    let what = What::ALL.into_iter().find(|what| what.name() == line.what);
    let fault = || Fault::of(&line.what, format!("`{}` is nothing that changes about an event", line.what));
    Ok(Change {
        on: day(&line.on)?,
        what: what.ok_or_else(fault)?,
        old: line.old,
        new: line.new,
        by_editor: line.editor,
        why: line.why,
    })
}
