//! Refuses tables that no person writes before a parser sees them: too long, or nested so deeply that parsing takes forever.
//!
//! The YAML parser needs quadratic time for nested flow collections (20,000 brackets take two seconds). Not here: syntax.

use super::Report;
use crate::diag::Diagnostic;
use crate::span::Span;

/// Length of the longest table that is read, in bytes, unless a report says otherwise: 64 KiB for front matter and `site.toml` alike.
pub const MAX_BYTES: usize = 64 * 1024;

/// Open brackets, or list marks on one line, that are still read.
const MAX_DEPTH: usize = 64;

/// Reports a block that is too long or too deep; `None` then.
pub(super) fn check(block: Span, report: &mut Report) -> Option<()> {
    if block.len() > report.max_bytes {
        let first = Span::new(block.start, block.start);
        let (length, limit) = (block.len() / 1024, report.max_bytes / 1024);
        let message = format!("{length} KiB of settings are more than can be read ({limit} KiB)");
        let hint = "move the text below the closing fence, or remove what is not needed";
        report.add(first, Diagnostic::error(report.codes.syntax, message).label("begins here").hint(hint));
        return None;
    }
    let Some(deep) = too_deep(block.of(&report.file.text)) else { return Some(()) };
    let span = Span::new(block.start + deep, block.start + deep + 1);
    let message = format!("more than {MAX_DEPTH} levels of nesting");
    report.add(span, Diagnostic::error(report.codes.syntax, message).label("too deep"));
    None
}

/// Where the nesting passes the limit. Brackets within quotation marks count too: no title has so many.
fn too_deep(text: &str) -> Option<usize> {
    let (mut open, mut marks, mut line_begins) = (0_usize, 0_usize, true);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b'\n' => marks = 0,
            b'-' | b'?' | b':' if line_begins => marks += 1,
            _ => {}
        }
        line_begins = byte == b'\n' || (line_begins && matches!(byte, b' ' | b'-' | b'?' | b':' | b'\t'));
        if open > MAX_DEPTH || marks > 2 * MAX_DEPTH {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_tables_are_not_deep() {
        assert_eq!(too_deep("tags: [a, [b]]\n---\n- - - a\ntitle: a - b - c\n"), None);
        assert_eq!(too_deep(&"tags: [a, {b: c}]\n".repeat(1000)), None);
    }

    #[test]
    fn brackets_and_list_marks_are_counted() {
        assert_eq!(too_deep(&"[".repeat(1000)), Some(MAX_DEPTH));
        assert!(too_deep(&"- ".repeat(1000)).is_some());
        assert!(too_deep(&"? ".repeat(1000)).is_some());
    }
}
