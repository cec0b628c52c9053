//! Sets: what happens again and again, "every Monday", "daily", "each July".
//!
//! Not here: single times.

use super::{Meaning, value};
use crate::extract::timex::frame::{DayPart, Frame, Season, Slot};
use crate::extract::timex::{Resolution, TimexKind};

/// The meaning of a set.
pub(super) fn resolve(frame: &Frame) -> Option<Meaning> {
    let part = frame.get(Slot::Part).and_then(DayPart::at).map(value::part_code);
    let time = part.map(|part| format!("T{part}")).unwrap_or_default();
    let value = if let Some(unit) = frame.unit(Slot::Unit) {
        value::length(frame.get(Slot::Number).unwrap_or(100), unit)
    } else if let Some(weekday) = frame.get(Slot::Weekday) {
        format!("XXXX-WXX-{weekday}{time}")
    } else if let Some(month) = frame.get(Slot::Month) {
        match frame.get(Slot::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        }
    } else if let Some(season) = frame.get(Slot::Season).and_then(Season::at) {
        format!("XXXX-{}", season_code(season))
    } else if let Some(quarter) = frame.get(Slot::Quarter) {
        format!("XXXX-Q{quarter}")
    } else if part.is_some() {
        format!("XXXX-XX-XX{time}")
    } else {
        return None;
    };
    Some(Meaning {
        kind: TimexKind::Set,
        value,
        when: None,
        time: None,
        resolution: Resolution::Explicit,
        note: String::new(),
        period: None,
    })
}

/// The meaning of a time of day that comes again: "every Friday at noon".
pub(crate) fn again(meaning: Meaning) -> Meaning {
    let time = meaning.value.find('T').and_then(|at| meaning.value.get(at..)).unwrap_or_default();
    let value = format!("XXXX-XX-XX{time}");
    let (kind, resolution) = (TimexKind::Set, Resolution::Explicit);
    Meaning { kind, value, when: None, time: None, resolution, note: String::new(), period: None }
}

fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}
