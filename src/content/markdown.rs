//! Which Markdown is read: CommonMark with the extensions that the site allows, each event with its place in the file.
//!
//! Not here: what is made of the events (`survey`, `html`).

use crate::config::MarkdownOptions;
use crate::span::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// One event of the Markdown parser with its place in the file.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    /// The event.
    pub event: Event<'a>,
    /// The source it was read from, in bytes of the file.
    pub span: Span,
}

/// The events of the Markdown that stands at `body` of `text`.
pub(super) fn pieces<'a>(text: &'a str, body: Span, options: &MarkdownOptions) -> impl Iterator<Item = Piece<'a>> {
    let mut extensions = Options::empty();
    extensions.set(Options::ENABLE_TABLES, options.tables);
    extensions.set(Options::ENABLE_FOOTNOTES, options.footnotes);
    extensions.set(Options::ENABLE_SMART_PUNCTUATION, options.smart_punctuation);
    Parser::new_ext(body.of(text), extensions)
        .into_offset_iter()
        .map(move |(event, range)| Piece { event, span: Span::new(body.start + range.start, body.start + range.end) })
}

/// True of elements that stand within a line of text.
pub(super) fn is_inline(tag: &Tag) -> bool {
    is_inline_end(tag.to_end())
}

/// True of the ends of elements that stand within a line of text.
pub(super) fn is_inline_end(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image | Subscript | Superscript)
}

/// True of HTML that is one comment and nothing else.
pub(super) fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.strip_prefix("<!--").and_then(|rest| rest.find("-->")).is_some_and(|at| at + 7 == html.len())
}
