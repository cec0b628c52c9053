//! Distances from a date: "three days ago", "a year earlier", "two weeks after Easter".
//!
//! Not here: lengths without a direction (`length`), and "last week", which points at a period (`calendar`).

use super::calendar::{self, grain_of, unit_name};
use super::{Context, Meaning, Place, value};
use crate::date::{Day, Grain, Granularity, Period, When};
use crate::extract::timex::frame::{Base, Frame, Slot, Unit};
use crate::extract::timex::{Resolution, TimexKind};

/// Where a distance leads.
pub(super) enum Moved {
    /// To a period.
    Place(Place),
    /// Nowhere that could be named: "years later".
    Vague(Meaning),
}

/// What a frame with an offset means.
pub(super) fn resolve(frame: &Frame, context: Context<'_>) -> Option<Moved> {
    let unit = frame.unit(Slot::Unit)?;
    let direction = frame.get(Slot::Offset)?;
    let hundredths = frame.get(Slot::Number).unwrap_or(100);
    let (base, named) = base(frame, context)?;
    if hundredths < 0 || unit == Unit::Some {
        return Some(Moved::Vague(vague(unit, direction, &base)));
    }
    let (unit, count) = in_calendar_units(unit, hundredths);
    let steps = direction.signum() * count;
    let period = if named && frame.has(Slot::Period) && grain_of(unit).is_some_and(|grain| base.period.grain() < grain)
    {
        // "A year ago today", "five years ago this week" are as long as what they name.
        Period::of(stepped(base.period.start(), grain_of(unit)?, steps), base.period.grain())
    } else if named && unit == Unit::Week && base.period.grain() == Grain::Day {
        base.period.plus(7 * steps)
    } else if !named && unit == Unit::Day && base.period.grain() >= Grain::Week {
        // "Three days later", where the text has told of a month, is some day of it.
        base.period
    } else {
        moved(base.period, unit, steps, frame, context)?
    };
    let sign = if direction < 0 { '-' } else { '+' };
    let plural = if count == 1 { "" } else { "s" };
    let note = format!("{} {sign} {count} {}{plural} = {}", base.period.when(), unit_name(unit), period.when());
    Some(Moved::Place(Place { period, resolution: base.resolution, note }))
}

/// The day and the minute of it that hours or minutes from the article's time lead to: "an hour ago".
pub(super) fn clock(frame: &Frame, context: Context<'_>) -> Option<(Day, i64)> {
    let article = i64::from(context.anchors.minute?);
    let each = match frame.unit(Slot::Unit)? {
        Unit::Minute => 1,
        Unit::Hour => 60,
        _ => return None,
    };
    let base = context.anchors.base(frame.get(Slot::Base).and_then(Base::at));
    let direction = i64::from(frame.get(Slot::Offset)?.signum());
    let hundredths = i64::from(frame.get(Slot::Number).filter(|&number| number > 0)?);
    let minute = article + direction * hundredths * each / 100;
    let day = base.period.start().plus_days(minute.div_euclid(24 * 60));
    (base.resolution == Resolution::Article).then_some((day, minute.rem_euclid(24 * 60)))
}

/// What the distance is counted from: a date that the expression names, which is told, or an anchor. Weeks from a day that is named lead
/// to a day.
fn base(frame: &Frame, context: Context<'_>) -> Option<(Place, bool)> {
    let mut inner = *frame;
    for slot in [Slot::Number, Slot::NumberTo, Slot::Unit, Slot::Offset, Slot::Modifier] {
        inner.clear(slot);
    }
    if let Some(place) = calendar::resolve(&inner, context) {
        return Some((place, true));
    }
    let wanted = frame.get(Slot::Base).and_then(Base::at);
    let in_days = frame.unit(Slot::Unit).is_some_and(|unit| unit <= Unit::Day);
    let base = context.anchors.base_in(in_days, wanted);
    Some((Place { period: base.period, resolution: base.resolution, note: String::new() }, false))
}

/// Whole steps of a unit that the calendar has. What is left of a fraction of days or hours, which lead to no other day, is dropped:
/// "a day and a half ago" is yesterday.
pub(super) fn in_calendar_units(unit: Unit, hundredths: i32) -> (Unit, i32) {
    match (unit, hundredths % 100) {
        (Unit::Fortnight, _) => (Unit::Week, hundredths / 50),
        (Unit::Week, 1..) => (Unit::Day, hundredths.saturating_mul(7) / 100),
        (Unit::Month, 1..) => (Unit::Week, hundredths.saturating_mul(4) / 100),
        (Unit::Year, 1..) => (Unit::Month, hundredths.saturating_mul(12) / 100),
        (Unit::Decade, 1..) => (Unit::Year, hundredths / 10),
        (Unit::Century, 1..) => (Unit::Decade, hundredths / 10),
        (Unit::Millennium, _) => (Unit::Century, hundredths / 10),
        _ => (unit, hundredths / 100),
    }
}

/// The base moved by `steps` units, in the unit itself unless the base is finer and news compares like with like.
fn moved(base: Period, unit: Unit, steps: i32, frame: &Frame, context: Context<'_>) -> Option<Period> {
    let grain = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(Period::day(base.start())),
        unit => grain_of(unit)?,
    };
    if unit == Unit::Year
        && steps.abs() == 1
        && let Some(compared) = context.anchors.compared(frame.get(Slot::Base).and_then(Base::at))
    {
        let day = compared.start().plus_years(steps);
        return Some(Period::of(day, compared.grain()));
    }
    let from = if steps > 0 && grain == Grain::Day { base.end() } else { base.start() };
    Some(Period::of(from, grain).plus(steps))
}

/// A distance of which nobody says how long it is. Hours and less lead no farther than to the next day.
fn vague(unit: Unit, direction: i32, base: &Place) -> Meaning {
    let (start, end) = (base.period.start(), base.period.end());
    let value = if direction < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let beside = |first: Day, last: Day| When::between(first, last, Granularity::Day).about();
    let when = match (unit, direction < 0) {
        (Unit::Second | Unit::Minute, _) => beside(start, end),
        (Unit::Hour, true) => beside(start.plus_days(-1), end),
        (Unit::Hour, false) => beside(start, end.plus_days(1)),
        (_, true) => When::until(start),
        (_, false) => When::since(start),
    };
    Meaning {
        kind: TimexKind::Date,
        value: value.to_owned(),
        when: Some(when),
        time: None,
        resolution: base.resolution,
        note: String::new(),
        period: None,
    }
}

/// The days that a length covers, counted back or forward from an anchor: "the last three days".
pub(super) fn window(frame: &Frame, context: Context<'_>) -> Option<(When, Resolution, String)> {
    let direction = frame.get(Slot::Shift)?;
    let unit = frame.unit(Slot::Unit)?;
    let base = context.anchors.base(frame.get(Slot::Base).and_then(Base::at));
    // "The last day and a half" began on a day that is in it.
    let number = frame.get(Slot::Number).unwrap_or(100).abs();
    let begun = if unit == Unit::Day { number.saturating_add(99) } else { number };
    let (unit, count) = in_calendar_units(unit, begun);
    let steps = direction.signum() * in_days(unit, count);
    let day = if direction > 0 { base.period.end() } else { base.period.start() };
    let far = match grain_of(unit) {
        Some(Grain::Day) | None => day.plus_days(i64::from(steps)),
        Some(grain) => stepped(day, grain, steps),
    };
    let when = When::between(day, far, Period::of(day, grain_of(unit).unwrap_or(Grain::Day)).when().granularity);
    let plural = if count == 1 { "" } else { "s" };
    let note = format!(
        "{count} {}{plural} {} {day} = {when}",
        unit_name(unit),
        if direction < 0 { "back from" } else { "from" }
    );
    Some((when, base.resolution, note))
}

/// Hours and less as the days on which they end; of longer units, as many.
fn in_days(unit: Unit, count: i32) -> i32 {
    let day = match unit {
        Unit::Second => 86_400,
        Unit::Minute => 1_440,
        Unit::Hour => 24,
        _ => return count,
    };
    count / day + i32::from(count % day > 0)
}

/// A day moved by units without rounding to their borders.
pub(super) fn stepped(day: Day, grain: Grain, steps: i32) -> Day {
    let months = |each: i32| day.plus_months(each.saturating_mul(steps));
    match grain {
        Grain::Day => day.plus_days(i64::from(steps)),
        Grain::Weekend | Grain::Week => day.plus_days(7 * i64::from(steps)),
        Grain::Month => months(1),
        Grain::Quarter | Grain::Season => months(3),
        Grain::Half => months(6),
        Grain::Year => months(12),
        Grain::Decade => months(120),
        Grain::Century => months(1_200),
    }
}

/// The value of a length, for notes and durations.
pub(super) fn length_value(frame: &Frame) -> Option<String> {
    Some(value::length(frame.get(Slot::Number).unwrap_or(100), frame.unit(Slot::Unit)?))
}
