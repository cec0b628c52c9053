//! What lies at a path: which format it is in, and all articles that it holds.
//!
//! Not here: the formats themselves, one file each.

use super::{Record, encoding, feed, folder, lines, page, slides, table};
use crate::diag::{Diagnostic, File};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// In which notation articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// An RSS or Atom feed
    Feed,
    /// JSON Lines: one object with date, title, text and url on each line
    Jsonl,
    /// A table with a heading, as CSV: date, title, text, url; or TimelineJS's own columns
    Csv,
    /// TimelineJS's JSON
    Timelinejs,
    /// A web page
    Html,
    /// Plain text
    Text,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Read {
    /// Articles, in the order of the source.
    pub records: Vec<Record>,
    /// What is wrong with those that are left out, and what is worth a look about others.
    pub diagnostics: Vec<Diagnostic>,
}

impl Read {
    pub(super) fn add(&mut self, record: Result<Record, Box<Diagnostic>>) {
        match record {
            Ok(record) => self.records.push(record),
            Err(problem) => self.diagnostics.push(*problem),
        }
    }
}

/// Reads the file or folder at `path`; in `format`, or in the one that its name and beginning tell.
///
/// # Errors
/// It is not there, cannot be read, or is in no known format.
pub fn read(path: &Path, format: Option<Format>) -> Result<Read> {
    if path.is_dir() {
        return folder::read(path);
    }
    let name = path.to_string_lossy().replace('\\', "/");
    let bytes = fs::read(path).with_context(|| format!("cannot read {name}"))?;
    let text = match encoding::decoded(bytes) {
        Ok(text) => text,
        Err(bytes) if format == Some(Format::Jsonl) || name.ends_with(".jsonl") || name.ends_with(".ndjson") => {
            return Ok(lines::read_bytes(&name, &bytes));
        }
        Err(bytes) => {
            let diagnostics = vec![Diagnostic::not_utf8(&name, &bytes)];
            return Ok(Read { diagnostics, ..Read::default() });
        }
    };
    let file = File::new(name.as_str(), text);
    let Some(format) = format.or_else(|| guessed(&name, &file.text)) else {
        bail!("{name} is in no format that is known by its name; say --format");
    };
    Ok(match format {
        Format::Feed => feed::read(&file),
        Format::Jsonl => lines::read(&file),
        Format::Csv => table::read(&file),
        Format::Timelinejs => slides::read(&file),
        Format::Html | Format::Text => page::read(&file, format, &name),
    })
}

fn guessed(name: &str, text: &str) -> Option<Format> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let start = text.trim_start_matches('\u{feff}').trim_start();
    Some(match ending.as_str() {
        "rss" | "atom" | "rdf" => Format::Feed,
        "jsonl" | "ndjson" => Format::Jsonl,
        "csv" => Format::Csv,
        "html" | "htm" | "xhtml" => Format::Html,
        "txt" | "text" => Format::Text,
        "xml" => Format::Feed,
        "json" => Format::Timelinejs,
        _ if start.starts_with("<?xml") || start.starts_with("<rss") || start.starts_with("<feed") => Format::Feed,
        _ => return None,
    })
}
