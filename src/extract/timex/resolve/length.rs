//! Durations: "three days", "two to three weeks", and windows on the calendar such as "the last five years".
//!
//! Not here: distances that lead to a date ("three days ago", `moved`).

use super::{Context, Meaning, moved};
use crate::extract::timex::frame::{Frame, Slot};
use crate::extract::timex::{Resolution, TimexKind};

/// The meaning of a length.
pub(super) fn resolve(frame: &Frame, context: Context<'_>) -> Option<Meaning> {
    let value = moved::length_value(frame)?;
    let plain = || (None, Resolution::Explicit, String::new());
    let (when, resolution, note) = match frame.get(Slot::Shift) {
        Some(_) => {
            moved::window(frame, context).map_or_else(plain, |(when, resolution, note)| (Some(when), resolution, note))
        }
        None => plain(),
    };
    Some(Meaning { kind: TimexKind::Duration, value, when, time: None, resolution, note, period: None })
}
