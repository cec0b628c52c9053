//! `curation.yaml`: the editor's last word on events that were found: accepted, rejected, corrected, merged, split.
//!
//! Decisions name events by the id under which they are published, so they outlive any rebuild; one whose event cannot be found is told,
//! never dropped in silence. The reference for editors is `docs/curation.md`. Not here: events that an author writes into an article
//! (`content`), ids (`lock`).

mod append;
mod apply;
mod conflict;
mod decision;
mod find;
mod read;
mod remake;
mod split;

pub use append::{Given, appended};
pub use apply::{Curated, Step};
pub(super) use apply::{Ground, Item, Items, Outcome};
pub use decision::{Act, Corrections, Decision};
pub(super) use remake::Remaker;

use crate::diag::File;

/// Name of the file in a site's folder.
pub const FILE: &str = "curation.yaml";

/// All decisions of a site, in the order of the file.
#[derive(Clone, Debug)]
pub struct Curation {
    /// The file that they stand in.
    pub file: File,
    /// The decisions.
    pub decisions: Vec<Decision>,
}
