//! Where the front matter of a Markdown file ends and its text begins.
//!
//! Not here: what the front matter says (`meta`).

use crate::config::tree::Format;
use crate::diag::{Diagnostic, File};
use crate::span::Span;

/// A Markdown file in two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The front matter between its fences and its notation, if there is any.
    pub front: Option<(Format, Span)>,
    /// The Markdown.
    pub body: Span,
}

/// Parts `file` at its fences: two lines `---` (YAML) or `+++` (TOML), the first of them the file's first line.
///
/// A fence that is not closed is an error, since all of the text would be taken for settings or settings for text.
pub(super) fn split(file: &File) -> Result<Parts, Box<Diagnostic>> {
    let text = &*file.text;
    let begin = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = lines(text, begin);
    let whole = Parts { front: None, body: Span::new(begin, text.len()) };
    let Some(first) = lines.next() else { return Ok(whole) };
    let fence = first.of(text).trim_end();
    let format = match fence {
        "---" => Format::Yaml,
        "+++" => Format::Toml,
        _ => return Ok(whole),
    };
    match lines.find(|line| line.of(text).trim_end() == fence) {
        Some(closing) => Ok(Parts {
            front: Some((format, Span::new(first.end, closing.start))),
            body: Span::new(closing.end, text.len()),
        }),
        None => {
            let message = format!("the front matter has no closing `{fence}`");
            let opening = Span::new(first.start, first.start + fence.len());
            let diagnostic = Diagnostic::error("front-matter.fence", message).at(file, opening).label("opened here");
            Err(Box::new(diagnostic.hint(format!("put a line `{fence}` between the settings and the text"))))
        }
    }
}

/// The lines of `text` from `begin` on, each with its line end.
fn lines(text: &str, begin: usize) -> impl Iterator<Item = Span> {
    let mut at = begin;
    text.get(begin..).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let span = Span::new(at, at + line.len());
        at = span.end;
        span
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<(Option<String>, String), String> {
        match split(&File::new("a.md", text)) {
            Ok(parts) => Ok((parts.front.map(|(_, span)| span.of(text).to_owned()), parts.body.of(text).to_owned())),
            Err(diagnostic) => Err(diagnostic.message),
        }
    }

    #[test]
    fn both_fences_byte_order_marks_and_all_line_ends_are_known() {
        let expected = Ok((Some("title: x\n".into()), "Text\n".into()));
        assert_eq!(parts("---\ntitle: x\n---\nText\n"), expected);
        assert_eq!(parts("\u{feff}--- \ntitle: x\n---\t\nText\n"), expected);
        assert_eq!(parts("+++\r\na = 1\r\n+++\r\nText"), Ok((Some("a = 1\r\n".into()), "Text".into())));
        assert_eq!(parts("---\n---"), Ok((Some(String::new()), String::new())));
    }

    #[test]
    fn a_file_without_fences_is_all_text() {
        assert_eq!(parts("Text\n---\n"), Ok((None, "Text\n---\n".into())));
        assert_eq!(parts(""), Ok((None, String::new())));
        assert_eq!(parts("----\n"), Ok((None, "----\n".into())));
    }

    #[test]
    fn a_fence_that_is_not_closed_is_told() {
        assert_eq!(parts("---\ntitle: x\n+++\n"), Err("the front matter has no closing `---`".into()));
    }
}
