//! Diagnostics as people read them in a terminal: message, place, the line with the offending text underlined, advice.
//!
//! Drawn by `annotate-snippets`, the library that draws rustc's own messages.

use super::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// All of `diagnostics`, one after the other with an empty line between; `colour` adds terminal colours.
pub fn render(diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&one(diagnostic, &renderer));
        text.push_str("\n\n");
    }
    text
}

fn one(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = Group::with_title(title);
    match (&diagnostic.file, diagnostic.span) {
        (Some(file), Some(span)) => {
            let end = span.end.min(file.text.len());
            let annotation = AnnotationKind::Primary.span(span.start.min(end)..end).label(diagnostic.label.as_str());
            group = group.element(Snippet::source(&*file.text).path(&*file.path).annotation(annotation));
        }
        (Some(file), None) => group = group.element(Origin::path(&*file.path)),
        (None, _) => {}
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    renderer.render(&[group])
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
}
