//! The names under which the command line shows the values of a mention. They are part of the JSON format and never translated.

use crate::extract::{Basis, Field, Status};

pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Explicit => "explicit",
        Basis::Relative => "relative",
        Basis::Inferred => "inferred",
    }
}

pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Happened => "happened",
        Status::Claimed => "claimed",
        Status::Denied => "denied",
        Status::Future => "future",
        Status::Hypothetical => "hypothetical",
    }
}

pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::Kind => "kind",
        Field::Date => "date",
        Field::Actor => "actor",
        Field::Target => "target",
        Field::Place => "place",
        Field::Status => "status",
    }
}
