//! Where the readers of one file put what they find wrong with it.
//!
//! Not here: how a diagnostic looks (`diag`).

use super::MAX_BYTES;
use crate::diag::{Diagnostic, File};
use crate::span::Span;
use std::collections::BTreeSet;

/// The notation a table is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// TOML 1.1.
    Toml,
    /// YAML 1.2.
    Yaml,
}

/// Names of the faults that every table can have, in the name of the one who reads it.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// The notation is broken.
    pub syntax: &'static str,
    /// A key that has no meaning, or stands twice.
    pub key: &'static str,
    /// A value of the wrong sort.
    pub sort: &'static str,
    /// A value of the right sort that cannot be.
    pub value: &'static str,
}

/// Everything that is wrong with one file, as far as it has been read.
pub struct Report<'a> {
    /// The file.
    pub file: &'a File,
    /// Its notation.
    pub format: Format,
    /// Names of the common faults.
    pub codes: Codes,
    /// Longest table that is read, in bytes.
    pub max_bytes: usize,
    /// What was found, in the order of reading.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the notation is broken.
    broken: BTreeSet<usize>,
}

impl<'a> Report<'a> {
    /// A report without faults, on tables of up to [`MAX_BYTES`].
    pub fn new(file: &'a File, format: Format, codes: Codes) -> Self {
        Report { file, format, codes, max_bytes: MAX_BYTES, diagnostics: Vec::new(), broken: BTreeSet::new() }
    }

    /// The report on a file that may hold a table of up to `max_bytes`.
    pub fn up_to(self, max_bytes: usize) -> Self {
        Report { max_bytes, ..self }
    }

    /// Adds `diagnostic`, standing at `span`; unless the notation is broken there, which has been told then.
    pub fn add(&mut self, span: Span, diagnostic: Diagnostic) {
        if self.broken.contains(&span.start) {
            return;
        }
        if diagnostic.code == self.codes.syntax {
            self.broken.insert(span.start);
        }
        self.diagnostics.push(diagnostic.at(self.file, span));
    }

    /// All that was found, in the order of the file.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span.map_or(0, |span| span.start));
        self.diagnostics
    }

    /// Adds an error about a value that cannot be: what is wrong, words beside it, advice.
    pub fn refuse(&mut self, span: Span, message: impl Into<String>, label: &str, hint: impl Into<String>) {
        self.add(span, Diagnostic::error(self.codes.value, message).label(label).hint(hint));
    }
}
