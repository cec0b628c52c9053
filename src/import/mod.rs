//! Articles from elsewhere as Markdown of a site: feeds, JSON Lines, tables, TimelineJS, folders of HTML or plain text.
//!
//! What comes in is a stranger's: of HTML nothing passes but text and the marks that Markdown has for it, links lead to the web alone, and no
//! name of a file is taken from it. What came in once is known again (`memory`), so the same input changes nothing, and a file that somebody
//! edited is never touched. Not here: what the articles say.

mod encoding;
mod feed;
mod folder;
mod html;
mod lines;
mod memory;
mod origin;
mod page;
mod record;
mod slides;
mod source;
mod survey;
mod table;
mod tokens;
mod write;

pub use encoding::decoded;
pub use record::{Key, Record};
pub use source::{Format, Read, read};
pub use write::{Outcome, Summary, write};
