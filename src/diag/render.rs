//! Diagnostics as people read them in a terminal: message, place, the line with the offending text underlined, advice.
//!
//! Drawn by `annotate-snippets`, the library that draws rustc's own messages.

use super::{Diagnostic, File, Severity};
use crate::span::{Span, floor_boundary};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::sync::Arc;

/// Lines of the source that are shown at most.
const MAX_LINES: usize = 5;

/// Bytes of a line that are shown at most behind the start of the offending text.
const MAX_CONTEXT: usize = 1000;

/// Bytes that may stand before the offending text in its line; behind more of them the line is not shown.
const MAX_COLUMN: usize = 10_000;

/// All of `diagnostics`, one after the other with an empty line between; `colour` adds terminal colours.
///
/// Takes time in proportion to the number of diagnostics and the size of each file, not to their product, as long as the
/// diagnostics of one file stand together.
pub fn render(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut lines = Lines::default();
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&one(diagnostic, &mut lines, &renderer));
        text.push_str("\n\n");
    }
    text
}

fn one(diagnostic: &Diagnostic, lines: &mut Lines, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    match (&diagnostic.file, diagnostic.span) {
        (Some(file), Some(span)) => {
            lines.turn_to(file);
            group = place(group, diagnostic, file, lines.excerpt(span));
        }
        (Some(file), None) => group = group.element(Origin::path(&*file.path)),
        (None, _) => {}
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
}

/// Adds the place and the text there; of a line that nobody could read on a screen, the place alone.
fn place<'a>(group: Group<'a>, diagnostic: &'a Diagnostic, file: &'a File, excerpt: Excerpt) -> Group<'a> {
    if excerpt.marked.start > MAX_COLUMN {
        let origin = Origin::path(&*file.path).line(excerpt.line).char_column(excerpt.column);
        return group.element(origin).element(Level::NOTE.message(diagnostic.label.as_str()));
    }
    let annotation = AnnotationKind::Primary.span(excerpt.marked.start..excerpt.marked.end);
    let snippet = Snippet::source(excerpt.shown.of(&file.text)).path(&*file.path).line_start(excerpt.line);
    group.element(snippet.annotation(annotation.label(diagnostic.label.as_str())))
}

/// The part of a file that is shown.
struct Excerpt {
    /// Number of its first line, from 1.
    line: usize,
    /// Column at which the offending text begins, in characters from 1.
    column: usize,
    /// Where it stands in the file; begins with the line.
    shown: Span,
    /// The offending text within it.
    marked: Span,
}

/// The file shown last, with the starts of its lines, which are found once for all its diagnostics.
#[derive(Default)]
struct Lines {
    text: Arc<str>,
    starts: Vec<usize>,
}

impl Lines {
    fn turn_to(&mut self, file: &File) {
        if self.starts.is_empty() || !Arc::ptr_eq(&self.text, &file.text) {
            self.text = file.text.clone();
            self.starts = std::iter::once(0).chain(file.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        }
    }

    /// The lines that hold `span`, as far as they are shown.
    fn excerpt(&self, span: Span) -> Excerpt {
        let text = &*self.text;
        let start = floor_boundary(text, span.start.min(text.len()));
        let end = floor_boundary(text, span.end.clamp(start, text.len()));
        let line = self.starts.partition_point(|at| *at <= start).max(1);
        let start_of = |line: usize| self.starts.get(line).copied();
        let line_start = start_of(line - 1).unwrap_or_default();
        let last = self.starts.partition_point(|at| *at < end).clamp(line, line + MAX_LINES - 1);
        let lines_end = start_of(last).unwrap_or(text.len());
        let shown = Span::new(line_start, floor_boundary(text, lines_end.min(start + MAX_CONTEXT)));
        let column = text.get(line_start..start).map_or(0, |before| before.chars().count()) + 1;
        let marked = Span::new(start - line_start, end.min(shown.end).max(start) - line_start);
        Excerpt { line, column, shown, marked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::File;
    use crate::span::Span;

    #[test]
    fn the_offending_text_is_underlined_with_its_place_and_a_hint() {
        let file = File::new("content/a.md", "---\ndate: 2015-02-30\n---\n");
        let diagnostic = Diagnostic::error("front-matter.date", "2015-02 has no day 30")
            .at(&file, Span::new(10, 20))
            .label("not a date")
            .hint("write it as YYYY-MM-DD");
        let text = render(&[diagnostic], false);
        for part in [
            "error[front-matter.date]: 2015-02 has no day 30",
            "content/a.md:2:7",
            "^^^^^^^^^^ not a date",
            "help: write it as YYYY-MM-DD",
        ] {
            assert!(text.contains(part), "{part:?} is missing in\n{text}");
        }
    }

    #[test]
    fn a_span_past_the_end_does_not_panic() {
        let file = File::new("a.md", "");
        render(&[Diagnostic::error("x", "empty").at(&file, Span::new(5, 9))], false);
    }

    #[test]
    fn tabs_wide_letters_and_windows_line_ends_keep_the_underline_in_place() {
        let file = File::new("a.md", "\tdate:\t新聞 x\r\nnext\r\n");
        let at = file.text.find('x').unwrap();
        let text = render(&[Diagnostic::error("x", "y").at(&file, Span::new(at, at + 1)).label("here")], false);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].ends_with("a.md:1:11"), "{text}");
        let column = |line: &str, mark: char| {
            line.chars().take_while(|c| *c != mark).map(|c| if c > '⺀' { 2 } else { 1 }).sum::<usize>()
        };
        assert_eq!(column(lines[3], 'x'), column(lines[4], '^'), "{lines:?}");
    }

    #[test]
    fn of_a_long_line_or_a_long_stretch_only_a_part_is_shown() {
        let long = format!("first\n{} here {}\nlast\n", "é".repeat(100_000), "x".repeat(100_000));
        let file = File::new("a.md", long);
        let at = file.text.find("here").unwrap();
        let text = render(&[Diagnostic::error("x", "y").at(&file, Span::new(at, at + 4)).label("this")], false);
        assert!(text.contains("a.md:2:100002") && text.contains("note: this") && text.len() < 200, "{text}");
        let file = File::new("a.md", format!("{}here{}", "y".repeat(3000), "x".repeat(100_000)));
        let text = render(&[Diagnostic::error("x", "y").at(&file, Span::new(3000, 3004)).label("this")], false);
        assert!(text.contains("a.md:1:3001") && text.contains("^^^^ this") && text.len() < 2000, "{text}");
        let file = File::new("a.md", "line\n".repeat(1000));
        let text = render(&[Diagnostic::error("x", "y").at(&file, Span::new(0, 5000)).label("all")], false);
        assert!(text.lines().count() < 15, "{text}");
    }

    #[test]
    fn the_end_of_a_file_and_colours_are_shown() {
        let file = File::new("a.md", "text\n");
        let text = render(&[Diagnostic::warning("x", "y").at(&file, Span::new(5, 5)).label("here")], true);
        assert!(text.contains("\u{1b}[") && text.contains("a.md:2:1"), "{text}");
    }

    proptest::proptest! {
        #[test]
        fn no_place_in_any_text_makes_it_panic(text in "(?s)([a\té新\r\n]|.){0,40}", start in 0_usize..60, len in 0_usize..60) {
            let file = File::new("a.md", text);
            render(&[Diagnostic::error("x", "y").at(&file, Span::new(start, start + len)).label("z").hint("h")], false);
        }
    }
}
