//! `imports.lock`: which article came from where, and how it was written; so that what came in is known again and what was edited is not
//! touched.
//!
//! One JSON object a line, by path. It may be lost: articles that are there as they would be written are known again by that.

use crate::diag::{Diagnostic, File};
use crate::lock::{FNV_OFFSET, fnv_1a};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of the file in a site's folder.
pub(super) const FILE: &str = "imports.lock";

const HEAD: &str = "# Where imported articles came from, and how they were written. Written by `dateline import`; keep it under version control.\n";

/// What came in before.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    /// Entries by the key of their record.
    pub(super) entries: BTreeMap<String, Entry>,
}

/// One article that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Path within the site's folder.
    pub(super) path: String,
    /// The key of its record.
    pub(super) from: String,
    /// Of the text as it was written: `fingerprint` in hexadecimal digits.
    pub(super) hash: String,
}

impl Memory {
    /// What the file says, with its lines that cannot be read: their articles are taken for new.
    pub(super) fn read(text: &str) -> (Self, Vec<Diagnostic>) {
        let file = File::new(FILE, text);
        let mut memory = Memory::default();
        let mut diagnostics = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            if span.is_empty() || line.starts_with('#') {
                continue;
            }
            match serde_json::from_str::<Entry>(line) {
                Ok(entry) if is_inner(&entry.path) => drop(memory.entries.insert(entry.from.clone(), entry)),
                _ => diagnostics.push(
                    Diagnostic::error("import.memory", format!("this line of {FILE} cannot be read"))
                        .at(&file, span)
                        .label("here")
                        .hint(
                            "take it back from version control, or remove the line: its article is then taken for new",
                        ),
                ),
            }
        }
        (memory, diagnostics)
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut lines: Vec<&Entry> = self.entries.values().collect();
        lines.sort_by_key(|entry| (&entry.path, &entry.from));
        let lines = lines.into_iter().filter_map(|entry| serde_json::to_string(entry).ok());
        lines.fold(HEAD.to_owned(), |text, line| text + &line + "\n")
    }
}

/// True of a path that a record was written to, and not of one that leads elsewhere.
fn is_inner(path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']);
    path.starts_with("content/") && path.ends_with(".md") && path.split('/').all(plain)
}

/// By what a text is known again: the 64-bit FNV-1a hash, in hexadecimal digits. Line ends do not count, for version control changes them.
pub(super) fn fingerprint(text: &str) -> String {
    let bytes = text.bytes().filter(|byte| *byte != b'\r');
    format!("{:016x}", fnv_1a(FNV_OFFSET, bytes))
}
