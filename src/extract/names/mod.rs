//! Who and where: names in the text, what they stand for, and which name a mention shows.
//!
//! Not here: which of them did what (`act`, `speech`).

mod cast;
mod chunk;
mod gazetteer;
mod locate;
mod memory;
mod recognise;
mod town;

pub(super) use cast::Cast;
pub(super) use chunk::{Chunk, find};
pub(super) use gazetteer::{Gazetteer, Sort};
pub(super) use locate::{Spoken, locate};
pub(super) use memory::Referent;
pub(super) use recognise::places;
pub(super) use town::{capital_meant, town_meant, town_of_site};
