//! What a table written by hand says, with the place of every key and value: one tree for TOML and YAML, one reader for both.
//!
//! The reader ([`Table`]) takes the keys it knows, collects everything that is wrong instead of stopping at the first fault,
//! and in the end names the keys that nobody asked for. Not here: which keys there are (`config`, `content`).

mod guard;
mod locate;
mod report;
mod table;
mod toml;
mod value;
mod yaml;

pub use guard::MAX_BYTES;
pub use report::{Codes, Format, Report};
pub use table::{Table, Written};
pub use value::{Entry, Node, Value};

use crate::span::Span;

/// Reads the part `block` of the report's file as one table, in the report's format. Faults of its syntax go to the report.
///
/// `None` where nothing of it can be read. Called `name` where a diagnostic speaks of the table as a whole.
pub fn read(block: Span, name: &str, report: &mut Report) -> Option<Table> {
    guard::check(block, report)?;
    let entries = match report.format {
        Format::Toml => Some(toml::read(block, report)),
        Format::Yaml => yaml::read(block, report),
    }?;
    Some(Table::new(entries, name))
}
