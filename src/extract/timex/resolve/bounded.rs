//! Lengths and periods that a date beside them bounds: "the quarter ended July 31", "the six months to June", "the first nine months of 2015".
//!
//! Not here: which words say so (`range` of the room above).

use super::calendar::{grain_of, unit_name};
use super::moved::{in_calendar_units, stepped};
use super::value;
use crate::date::{Grain, Granularity, Period, When};
use crate::extract::timex::frame::{Frame, Slot, Unit};

/// A length or period with the days that a date leaves it.
pub(crate) struct Bounded {
    /// Its days.
    pub(crate) when: When,
    /// The quarter or year of the calendar that holds most of it, and its value, where the words name no other: "the quarter".
    pub(crate) named: Option<(String, Period)>,
    /// The arithmetic in a few words.
    pub(crate) note: String,
}

/// The period that a frame means where it ends with the last day of `end`; `None` of frames that have no length.
pub(crate) fn closed(frame: &Frame, end: Period) -> Option<Bounded> {
    let (unit, count) = length(frame)?;
    let grain = grain_of(unit).filter(|&grain| grain >= end.grain())?;
    let last = end.end();
    let first = stepped(last.plus_days(1), grain, -count);
    let when = When::between(first, last, Granularity::Day);
    let named = matches!(grain, Grain::Quarter | Grain::Year) && frame.has(Slot::Period);
    let period = match grain {
        // A fiscal year has the name of the year in which it ends.
        Grain::Year => Period::of(last, grain),
        _ => Period::of(first.plus_days(last.days_since(first) / 2), grain),
    };
    let plural = if count == 1 { "" } else { "s" };
    let note = format!("{count} {}{plural} up to {last} = {when}", unit_name(unit));
    Some(Bounded { when, named: named.then(|| (value::date(period), period)), note })
}

/// The first or last part of `whole` that a frame means; `None` where it is no shorter.
pub(crate) fn part(frame: &Frame, whole: Period) -> Option<Bounded> {
    let edge = frame.get(Slot::Ordinal).or(frame.get(Slot::Shift))?;
    let (unit, count) = length(frame)?;
    let grain = grain_of(unit).filter(|&grain| grain < whole.grain())?;
    let when = if edge > 0 && frame.has(Slot::Ordinal) {
        let last = stepped(whole.start(), grain, count).plus_days(-1);
        When::between(whole.start(), last.min(whole.end()), Granularity::Day)
    } else if edge < 0 {
        let first = stepped(whole.end().plus_days(1), grain, -count);
        When::between(first.max(whole.start()), whole.end(), Granularity::Day)
    } else {
        return None;
    };
    let end = if edge > 0 { "first" } else { "last" };
    let note = format!("the {end} {count} {}s of {} = {when}", unit_name(unit), whole.when());
    Some(Bounded { when, named: None, note })
}

/// The unit that an expression is as long as, and how many of it.
fn length(frame: &Frame) -> Option<(Unit, i32)> {
    if let Some(unit) = frame.unit(Slot::Unit) {
        let number = frame.get(Slot::Number).filter(|&number| number > 0 && number % 100 == 0)?;
        return (!frame.has(Slot::Offset)).then(|| in_calendar_units(unit, number));
    }
    if let Some(unit) = frame.unit(Slot::Period) {
        return frame.get(Slot::Shift).is_some_and(|shift| shift == 0).then_some((unit, 1));
    }
    let units = [(Slot::Quarter, Unit::Quarter), (Slot::Half, Unit::Half)];
    units.into_iter().find(|&(slot, _)| frame.has(slot)).map(|(_, unit)| (unit, 1))
}
