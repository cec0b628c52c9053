//! The names under which templates, style sheets and exports know what the timeline holds as enumerations.
//!
//! Not here: words for readers (`words`).

use crate::extract::{Basis, Field, Status};

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

/// What a reason speaks of.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Kind => "kind",
        Field::Date => "date",
        Field::Actor => "actor",
        Field::Target => "target",
        Field::Place => "place",
        Field::Status => "status",
    }
}

/// The id of the sentence at an index, on its article's page.
pub fn sentence(at: usize) -> String {
    format!("s{}", at + 1)
}
