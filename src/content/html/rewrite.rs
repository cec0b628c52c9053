//! Events as a page needs them: links with their addresses, headings below the page's own, no HTML but where it is allowed,
//! alignment of cells as classes, since a page with a strict content policy ignores styles; images with their size, those below the first text loaded late.
//!
//! Not here: marks, footnotes.

use super::Links;
use crate::config::MarkdownOptions;
use crate::content::Article;
use crate::content::markdown::{Piece, is_comment};
use crate::content::target::Target;
use crate::span::Span;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

/// Rewrites all of `pieces`; some fall away, none is added.
pub(super) fn rewrite<'a>(
    pieces: Vec<Piece<'a>>,
    article: &'a Article,
    options: &MarkdownOptions,
    links: &dyn Links,
) -> Vec<Piece<'a>> {
    let top = |piece: &Piece| matches!(&piece.event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
    let mut rewriter = Rewriter {
        article,
        links,
        raw_html: options.raw_html,
        lower: pieces.iter().any(top),
        anchors: article.anchors.iter(),
        open: Vec::new(),
        image: None,
        has_text: false,
        block: None,
        columns: Columns::default(),
    };
    pieces.into_iter().filter_map(|piece| rewriter.piece(piece)).collect()
}

/// What becomes of an HTML block.
#[derive(Clone, Copy, PartialEq)]
enum HtmlBlock {
    Kept,
    Text,
    Dropped,
}

struct Rewriter<'a, 'l> {
    article: &'a Article,
    links: &'l dyn Links,
    raw_html: bool,
    /// Headings move one level down, because the page's title is the only one of level one.
    lower: bool,
    anchors: std::slice::Iter<'a, String>,
    /// For each link and image that is open: true where it is shown.
    open: Vec<bool>,
    /// The image that is being read, with the number of images open in its description.
    image: Option<Image<'a>>,
    /// True behind the first words of the text.
    has_text: bool,
    block: Option<HtmlBlock>,
    columns: Columns,
}

/// The events of an image, which becomes one piece of HTML.
struct Image<'a> {
    events: Vec<Event<'a>>,
    size: Option<[u32; 2]>,
    span: Span,
    depth: usize,
}

impl<'a> Rewriter<'a, '_> {
    fn piece(&mut self, piece: Piece<'a>) -> Option<Piece<'a>> {
        match self.image.take() {
            Some(image) => self.image(image, piece),
            None => self.plain_piece(piece),
        }
    }

    /// A piece of the image that is open; the last one gives the image.
    fn image(&mut self, mut image: Image<'a>, piece: Piece<'a>) -> Option<Piece<'a>> {
        match &piece.event {
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) => image.depth = image.depth.saturating_sub(1),
            _ => {}
        }
        image.events.push(piece.event);
        if image.depth > 0 {
            self.image = Some(image);
            return None;
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, image.events.into_iter());
        let loading = if self.has_text { " loading=\"lazy\"" } else { "" };
        let size = image.size.map(|[width, height]| format!(" width=\"{width}\" height=\"{height}\""));
        let html = html.replacen("<img", &format!("<img{loading}{}", size.unwrap_or_default()), 1);
        Some(Piece { event: Event::InlineHtml(html.into()), span: image.span })
    }

    fn plain_piece(&mut self, Piece { event, span }: Piece<'a>) -> Option<Piece<'a>> {
        self.has_text |= matches!(event, Event::Text(_));
        let event = match event {
            Event::Start(Tag::HtmlBlock) => self.html_block(span),
            Event::End(TagEnd::HtmlBlock) => match self.block.take() {
                Some(HtmlBlock::Text) => Some(Event::End(TagEnd::Paragraph)),
                Some(HtmlBlock::Dropped) => None,
                _ => Some(Event::End(TagEnd::HtmlBlock)),
            },
            Event::Html(html) => match self.block {
                Some(HtmlBlock::Text) => Some(Event::Text(html)),
                Some(HtmlBlock::Dropped) => None,
                _ => Some(Event::Html(html)),
            },
            Event::InlineHtml(html) if self.raw_html => Some(Event::InlineHtml(html)),
            Event::InlineHtml(html) => (!is_comment(&html)).then_some(Event::Text(html)),
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            other => Some(other),
        }?;
        Some(Piece { event, span })
    }

    fn html_block(&mut self, span: Span) -> Option<Event<'a>> {
        let (block, event) = if self.raw_html {
            (HtmlBlock::Kept, Some(Event::Start(Tag::HtmlBlock)))
        } else if is_comment(span.of(&self.article.file.text)) {
            (HtmlBlock::Dropped, None)
        } else {
            (HtmlBlock::Text, Some(Event::Start(Tag::Paragraph)))
        };
        self.block = Some(block);
        event
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) -> Option<Event<'a>> {
        let tag = match tag {
            Tag::Heading { level, .. } => {
                let id = self.anchors.next().map(|anchor| CowStr::Borrowed(anchor));
                Tag::Heading { level: self.lowered(level), id, classes: Vec::new(), attrs: Vec::new() }
            }
            Tag::Link { link_type: LinkType::Email, dest_url, title, id } => {
                self.open.push(true);
                Tag::Link { link_type: LinkType::Email, dest_url, title, id }
            }
            Tag::Link { link_type, dest_url, title, id } => {
                let address = self.address(&dest_url);
                self.open.push(address.is_some());
                let dest_url = address?;
                Tag::Link { link_type, dest_url, title, id }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let size = self.size(&dest_url);
                let Some(dest_url) = self.address(&dest_url) else {
                    self.open.push(false);
                    return None;
                };
                let events = vec![Event::Start(Tag::Image { link_type, dest_url, title, id })];
                self.image = Some(Image { events, size, span, depth: 1 });
                return None;
            }
            Tag::Table(alignments) => {
                self.columns = Columns { alignments, at: 0, cell: "th" };
                Tag::Table(Vec::new())
            }
            Tag::TableHead => {
                self.columns = Columns { at: 0, cell: "th", ..std::mem::take(&mut self.columns) };
                Tag::TableHead
            }
            Tag::TableRow => {
                self.columns = Columns { at: 0, cell: "td", ..std::mem::take(&mut self.columns) };
                Tag::TableRow
            }
            Tag::TableCell => return Some(Event::Html(self.columns.open_cell())),
            other => other,
        };
        Some(Event::Start(tag))
    }

    fn end(&mut self, tag: TagEnd) -> Option<Event<'a>> {
        match tag {
            TagEnd::Heading(level) => Some(Event::End(TagEnd::Heading(self.lowered(level)))),
            TagEnd::Link | TagEnd::Image => self.open.pop().unwrap_or(true).then_some(Event::End(tag)),
            TagEnd::TableCell => Some(Event::Html(self.columns.close_cell())),
            other => Some(Event::End(other)),
        }
    }

    fn lowered(&self, level: HeadingLevel) -> HeadingLevel {
        let lower = usize::from(self.lower);
        HeadingLevel::try_from(level as usize + lower).unwrap_or(HeadingLevel::H6)
    }

    /// The address of a link or image; `None` where it is shown as text only.
    fn address(&self, destination: &CowStr<'a>) -> Option<CowStr<'a>> {
        match Target::of(destination, &self.article.file.path) {
            Target::Elsewhere | Target::Fragment(_) => Some(destination.clone()),
            Target::Page { path, rest } => self.links.page(&path).map(|page| (page + &rest).into()),
            Target::Asset { path, rest } => self.links.asset(&path).map(|file| (file + &rest).into()),
            Target::Outside | Target::Forbidden(_) => None,
        }
    }

    /// The size of an image of the site.
    fn size(&self, destination: &str) -> Option<[u32; 2]> {
        match Target::of(destination, &self.article.file.path) {
            Target::Asset { path, .. } => self.links.size(&path),
            _ => None,
        }
    }
}

/// The columns of the table that is being written.
#[derive(Default)]
struct Columns {
    alignments: Vec<Alignment>,
    at: usize,
    cell: &'static str,
}

impl Columns {
    fn open_cell(&mut self) -> CowStr<'static> {
        let class = match self.alignments.get(self.at) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        let scope = if self.cell == "th" { " scope=\"col\"" } else { "" };
        self.at += 1;
        format!("<{}{scope}{class}>", self.cell).into()
    }

    fn close_cell(&self) -> CowStr<'static> {
        format!("</{}>", self.cell).into()
    }
}
