//! The grammar of temporal expressions: classes of words, patterns over them, and how neighbours join.
//!
//! Words, patterns and their meaning are data of the language pack (`timex/` there; its README states the notation); here is what
//! executes them. Two passes, both longest match first: rules over tokens give items, then rules over items join them. Not here: which
//! day an item means (`resolve`).

mod clock;
mod files;
mod lexicon;
mod list;
mod load;
mod matching;
mod notation;
mod number;
mod shape;
mod tree;

pub(crate) use files::Holiday;
pub(crate) use load::Grammar;
pub use load::GrammarError;
pub(crate) use matching::{Item, Matcher};
pub(crate) use tree::Sort;
