//! Articles as their authors write them: front matter, Markdown to prose and to HTML, links between them.
//!
//! Prose is the running text of an article with a map back to its source; extraction reads it, and HTML is made from the same
//! Markdown with marks laid over it. Not here: what the prose says (`lang`, `extract`), where a page stands (`site`).

mod asset;
mod check;
mod collection;
mod composed;
mod front_matter;
mod handwritten;
mod html;
mod markdown;
mod meta;
mod moment;
mod name;
mod outgoing;
mod prose;
mod read;
mod survey;
mod target;
#[cfg(test)]
mod tests;

pub use asset::Asset;
pub use check::check_links;
pub use collection::{Collection, LeftOut, Reading, Selection, collect, gather};
pub use composed::composed;
pub use html::{Links, Mark, html};
pub use moment::Moment;
pub use name::slug;
pub use outgoing::outgoing;
pub use prose::Prose;
pub use read::read;
pub use survey::Link;
pub use target::{decode as percent_decoded, is_markdown};

use crate::date::When;
use crate::diag::File;
use crate::span::Span;

/// Who published an article first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// Name, such as `Associated Press`.
    pub name: String,
    /// Address of the original, `http` or `https` only.
    pub url: Option<String>,
}

/// An event that an author wrote by hand in the front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct HandwrittenEvent {
    /// Identifier of its kind.
    pub kind: String,
    /// When it happened.
    pub when: When,
    /// Title, if the author gave one.
    pub title: Option<String>,
    /// Who did it.
    pub actors: Vec<String>,
    /// To whom.
    pub targets: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// Words that were said.
    pub quote: Option<String>,
    /// The editor's remark.
    pub note: Option<String>,
    /// Where it stands in the source.
    pub span: Span,
}

/// What the front matter says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// Title; the file's name in words where none is given.
    pub title: String,
    /// Day of publication. Absent for plain pages.
    pub date: Option<Moment>,
    /// Day of the last change.
    pub updated: Option<Moment>,
    /// Language of the article, a BCP 47 tag; the site's where absent.
    pub lang: Option<String>,
    /// Where it was written (its dateline).
    pub place: Option<String>,
    /// Who published it first.
    pub source: Option<Outlet>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Subjects, in the author's order, without repetition.
    pub tags: Vec<String>,
    /// A sentence or two about it.
    pub summary: Option<String>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// Its address without extension: one part for an article, perhaps with folders for a plain page.
    pub slug: String,
    /// Where the slug is written, or the first line of the file.
    pub slug_span: Span,
    /// Former addresses, relative to the site, that lead here.
    pub aliases: Vec<String>,
    /// Where each of the aliases is written.
    pub alias_spans: Vec<Span>,
    /// Events written by hand.
    pub events: Vec<HandwrittenEvent>,
}

/// One Markdown file, read.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file as read, front matter included.
    pub file: File,
    /// Where the Markdown stands in it, after the front matter and a first heading that is the title.
    pub body: Span,
    /// What the front matter says.
    pub meta: Meta,
    /// Running text, for extraction. Empty for plain pages.
    pub prose: Prose,
    /// Identifiers of its headings, in order.
    pub anchors: Vec<String>,
    /// Its links to other parts of the site, in order.
    pub links: Vec<Link>,
}
