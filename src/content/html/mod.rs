//! An article's Markdown as HTML, with marks around stretches of its source.
//!
//! Four steps over the parser's events: rewrite what a page must not have or has its own way of (`rewrite`), lay the marks over
//! the text (`marks`), gather footnotes at the end (`footnotes`), and let the parser's own writer make HTML of it.
//! Not here: the page around the text (`site`) and what the marks mean.

mod footnotes;
mod marks;
mod rewrite;
#[cfg(test)]
mod tests;

use super::{Article, markdown};
use crate::config::MarkdownOptions;
use crate::span::Span;

/// A stretch of an article to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The stretch, in bytes of the file. Where two marks overlap, the later one gives way.
    pub source: Span,
    /// Identifier of its first `<mark>`; further ones refer to it with `data-of`.
    pub id: String,
    /// HTML put behind the marked stretch, within the same block and outside of any link.
    pub after: String,
}

/// Where the pages and files of a site stand.
pub trait Links {
    /// Address of the page made from the Markdown file at this path, which begins with `content/`; `None` where there is none.
    fn page(&self, path: &str) -> Option<String>;

    /// Address of the copy of any other file of `content/`.
    fn asset(&self, path: &str) -> Option<String>;

    /// Width and height of that file in CSS pixels, where it is a picture that says so.
    fn size(&self, path: &str) -> Option<[u32; 2]>;
}

/// The article's text as HTML, without its title. Headings have the identifiers of [`Article::anchors`].
///
/// Links to what `links` does not know, or with a scheme that may run scripts, are shown as text.
pub fn html(article: &Article, options: &MarkdownOptions, marks: &[Mark], links: &dyn Links) -> String {
    let pieces = markdown::pieces(&article.file.text, article.body, options).collect();
    let pieces = rewrite::rewrite(pieces, article, options, links);
    let events = marks::lay_over(pieces, &article.file.text, marks);
    let events = footnotes::gather(events);
    let mut html = String::with_capacity(article.body.len() * 5 / 4);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    html
}
