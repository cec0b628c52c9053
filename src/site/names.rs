//! The names under which templates, style sheets and exports know what the timeline holds as enumerations.
//!
//! Not here: words for readers (`words`).

use crate::extract::{Basis, Status};
use crate::timeline::Origin;

/// Whether an event happened.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Happened => "happened",
        Status::Claimed => "claimed",
        Status::Denied => "denied",
        Status::Future => "future",
        Status::Hypothetical => "hypothetical",
    }
}

/// What a date rests on.
pub fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Explicit => "explicit",
        Basis::Relative => "relative",
        Basis::Inferred => "inferred",
    }
}

/// Who put an event on the timeline.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Extracted => "extracted",
        Origin::Handwritten => "handwritten",
    }
}

/// The id of the sentence at an index, on its article's page.
pub fn sentence(at: usize) -> String {
    format!("s{}", at + 1)
}
