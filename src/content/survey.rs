//! One walk over an article's Markdown that gathers all that is not HTML: prose, headings, links, and what is wrong with them.
//!
//! Not here: HTML (`html`) and whether links lead anywhere (`check`).

use super::markdown::{self, Piece};
use super::prose::{Prose, ProseBuilder};
use super::target::Target;
use crate::config::MarkdownOptions;
use crate::diag::{Diagnostic, File};
use crate::span::Span;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::collections::BTreeMap;

/// A link or an image that leads to another part of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its destination, as written.
    pub destination: String,
    /// Where it stands, in bytes of the file.
    pub span: Span,
}

/// What a walk over the Markdown gives.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Running text.
    pub prose: Prose,
    /// Identifiers of the headings, in order.
    pub anchors: Vec<String>,
    /// Links and images that lead to other parts of the site, in order.
    pub links: Vec<Link>,
    /// Text of the first heading.
    pub first_heading: Option<String>,
    /// Where the Markdown goes on after a heading of level one that opens it and is the title.
    pub after_title: Option<usize>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks over the Markdown at `body` of `file`. `title` is the title that the front matter gives, if any.
///
/// A heading of level one at the very beginning that is the title, or serves as one, is left out of prose and anchors.
pub(super) fn survey(file: &File, body: Span, title: Option<&str>, options: &MarkdownOptions) -> Survey {
    let mut walk = Walk {
        file,
        title,
        raw_html: options.raw_html,
        at_beginning: true,
        in_code: false,
        row: 0,
        list: 0,
        depth: 0,
        image: None,
        names: Names::default(),
        prose: ProseBuilder::default(),
        found: Survey::default(),
    };
    for piece in markdown::pieces(&file.text, body, options) {
        walk.piece(piece);
    }
    walk.found.prose = walk.prose.finish();
    walk.found
}

struct Walk<'a> {
    file: &'a File,
    title: Option<&'a str>,
    raw_html: bool,
    /// True until the first block has ended.
    at_beginning: bool,
    in_code: bool,
    /// The first block of the row of a table that is being walked through.
    row: usize,
    /// The first block of the outermost list that is being walked through.
    list: usize,
    /// How many lists that is within.
    depth: usize,
    /// The image that is being walked through: true once it has alternative text.
    image: Option<bool>,
    names: Names,
    prose: ProseBuilder,
    found: Survey,
}

impl Walk<'_> {
    fn piece(&mut self, Piece { event, span }: Piece) {
        match event {
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) => self.text(&text, self.within(&text, span)),
            Event::SoftBreak | Event::HardBreak => self.text(" ", span),
            Event::InlineHtml(html) => self.html(&html, span),
            Event::Start(Tag::HtmlBlock) => self.html(span.of(&self.file.text), span),
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            _ => {}
        }
    }

    /// The place of a code span's text between its marks, if it stands there as it is; else the whole code span.
    fn within(&self, code: &CowStr, span: Span) -> Span {
        let found = span.of(&self.file.text).find(&**code).map(|at| span.start + at);
        found.map_or(span, |start| Span::new(start, start + code.len()))
    }

    fn text(&mut self, text: &str, source: Span) {
        if let Some(has_text) = &mut self.image {
            *has_text |= !text.trim().is_empty();
        } else if !self.in_code {
            // The end of a line is one byte and becomes one space, so it need not part the stretch.
            let verbatim = match source.of(&self.file.text) {
                "\n" => text == " ",
                written => written == text,
            };
            self.prose.push(text, source, verbatim);
        }
    }

    fn start(&mut self, tag: &Tag, span: Span) {
        match tag {
            Tag::Link { link_type: LinkType::Email, .. } => {}
            Tag::Link { dest_url, .. } => self.link(dest_url, span),
            Tag::Image { dest_url, .. } => {
                self.link(dest_url, span);
                self.image = Some(false);
            }
            Tag::CodeBlock(_) => self.in_code = true,
            _ => {}
        }
        if !markdown::is_inline(tag) {
            self.prose.end_block();
        }
        if matches!(tag, Tag::TableHead | Tag::TableRow) {
            self.row = self.prose.next_block();
        }
        if matches!(tag, Tag::List(_)) {
            if self.depth == 0 {
                self.list = self.prose.next_block();
            }
            self.depth += 1;
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Image if self.image.take() == Some(false) => {
                let diagnostic = Diagnostic::warning("content.image", "an image without a description");
                let hint = "say what it shows, for readers who do not see it: ![A map of Raqqa](map.png)";
                self.report(diagnostic.label("no words between the brackets").hint(hint), span);
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Heading(level) => self.heading(level, span),
            _ => {}
        }
        if !markdown::is_inline_end(tag) {
            self.prose.end_block();
            self.at_beginning = false;
        }
        if matches!(tag, TagEnd::TableHead | TagEnd::TableRow) {
            self.prose.mark_row(self.row);
        }
        if matches!(tag, TagEnd::List(_)) {
            self.depth = self.depth.saturating_sub(1);
            if self.depth == 0 {
                self.prose.mark_list(self.list);
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, span: Span) {
        let text = self.prose.block_text().trim().to_owned();
        let is_title = self.at_beginning && level == HeadingLevel::H1 && self.title.is_none_or(|title| title == text);
        if is_title && !text.is_empty() {
            self.prose = ProseBuilder::default();
            self.found.after_title = Some(span.end);
        } else {
            self.found.anchors.push(self.names.unused(slug::slugify(&text)));
            self.prose.mark_heading();
        }
        if self.found.first_heading.is_none() && !text.is_empty() {
            self.found.first_heading = Some(text);
        }
    }

    fn link(&mut self, destination: &str, span: Span) {
        match Target::of(destination, &self.file.path) {
            Target::Elsewhere => {}
            Target::Forbidden(scheme) => {
                let message = format!("a link with `{scheme}:` is not made");
                let diagnostic = Diagnostic::warning("content.link", message).label("shown as text, without a link");
                self.report(diagnostic.hint("link to a page or a file: https://..., mailto:..., notes.md"), span);
            }
            _ => self.found.links.push(Link { destination: destination.to_owned(), span }),
        }
    }

    fn html(&mut self, html: &str, span: Span) {
        let is_told = html.starts_with("</") || markdown::is_comment(html);
        if !self.raw_html && !is_told {
            let diagnostic =
                Diagnostic::warning("content.html", "HTML is shown as text").label("not allowed by site.toml");
            let hint = "write it as Markdown, or set raw_html = true in [markdown] if you trust every author";
            self.report(diagnostic.hint(hint), span);
        }
    }

    fn report(&mut self, diagnostic: Diagnostic, span: Span) {
        self.found.diagnostics.push(diagnostic.at(self.file, span));
    }
}

/// True of the identifiers `s1`, `s2` and so on, which are kept for the sentences of an article's page.
pub(super) fn is_sentence(id: &str) -> bool {
    id.strip_prefix('s').is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Identifiers that are taken, each with the number that its last repetition got.
#[derive(Default)]
struct Names {
    taken: BTreeMap<String, usize>,
}

impl Names {
    /// `name`, or `name-2` and so on where it is taken or kept for a sentence; `section` where there is no name.
    fn unused(&mut self, name: String) -> String {
        let name = if name.is_empty() { "section".to_owned() } else { name };
        let mut free = name.clone();
        while is_sentence(&free) || self.taken.contains_key(&free) {
            let number = self.taken.entry(name.clone()).or_insert(1);
            *number += 1;
            free = format!("{name}-{number}");
        }
        self.taken.insert(free.clone(), 1);
        free
    }
}
