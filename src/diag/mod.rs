//! Diagnostics: what is wrong with a site's content, said so that its author can mend it.
//!
//! A diagnostic carries its place and the text around it, so it can be shown wherever it ends up. Not here: errors of the
//! machine (no permission, disk full); those are `anyhow` errors at the edges.

mod render;

pub use render::render;

use crate::span::{Span, line_and_column};
use std::sync::Arc;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site cannot be built as its author meant it; nothing is written.
    Error,
    /// The site is built; something in it is probably not meant. `--strict` makes it an error.
    Warning,
    /// Worth a look, and often right as it is. Never an error.
    Note,
}

/// A text with the name under which its author knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path relative to the site's folder, with `/` between its parts on every system.
    pub path: Arc<str>,
    /// Whole text, as read.
    pub text: Arc<str>,
}

impl File {
    /// A text under a name.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        File { path: path.into(), text: text.into() }
    }
}

/// One thing that is wrong, where it stands, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Stable name, such as `front-matter.date`: the room or file it speaks of, a dot, the fault.
    pub code: &'static str,
    /// What is wrong, in one line without a full stop.
    pub message: String,
    /// The file it stands in, if it stands in one.
    pub file: Option<File>,
    /// The offending text within `file`.
    pub span: Option<Span>,
    /// A few words beside the underlined text.
    pub label: String,
    /// What to do, if that can be said.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            file: None,
            span: None,
            label: String::new(),
            hint: None,
        }
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// A note without a place yet.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, message) }
    }

    /// An error about bytes that are not UTF-8, at the first that does not fit. The rest of the text is shown as far as it can be.
    pub fn not_utf8(path: &str, bytes: &[u8]) -> Self {
        let good = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let file = File::new(path, String::from_utf8_lossy(bytes));
        let replaced = char::REPLACEMENT_CHARACTER.len_utf8();
        Self::error("source.not-utf8", "this file is not UTF-8")
            .at(&file, Span::new(good.len(), good.len() + replaced))
            .label("the first byte that does not fit")
            .hint("save the file as UTF-8 in your editor")
    }

    /// This diagnostic, standing at `span` of `file`.
    pub fn at(mut self, file: &File, span: Span) -> Self {
        self.file = Some(file.clone());
        self.span = Some(span);
        self
    }

    /// This diagnostic, about the whole of `file`.
    pub fn of(mut self, file: &File) -> Self {
        self.file = Some(file.clone());
        self
    }

    /// This diagnostic with words beside the underlined text.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// This diagnostic with advice.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Path, line and column of the offending text, lines and columns counted from 1.
    pub fn position(&self) -> Option<(&str, usize, usize)> {
        let file = self.file.as_ref()?;
        let (line, column) = line_and_column(&file.text, self.span.map_or(0, |s| s.start));
        Some((&file.path, line, column))
    }
}

/// Of `candidates`, the one that `word` was most likely meant to be; `None` where none is near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let fold = |word: &str| word.to_lowercase().replace('-', "_");
    let folded = fold(word);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_key_is_near() {
        let keys = ["title", "date", "description", "base_url", "tags"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("baseURL", keys), Some("base_url"));
        assert_eq!(nearest("base-url", keys), Some("base_url"));
        assert_eq!(nearest("dat", keys), Some("date"));
        assert_eq!(nearest("colour", keys), None);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_told_with_their_place() {
        let diagnostic = Diagnostic::not_utf8("content/a.md", b"one\nt\xe9l\xe9");
        assert_eq!(diagnostic.position(), Some(("content/a.md", 2, 2)));
    }

    #[test]
    fn a_position_names_line_and_column() {
        let file = File::new("content/a.md", "---\ndate: soon\n");
        let diagnostic = Diagnostic::error("x", "y").at(&file, Span::new(10, 14));
        assert_eq!(diagnostic.position(), Some(("content/a.md", 2, 7)));
    }
}
