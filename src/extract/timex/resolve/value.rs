//! Writing TIMEX3 values (ISO TimeML): `1998-02-06`, `1998-W07`, `1998-Q3`, `199`, `BC0218`, `T19:15`, `TEV`.
//!
//! Not here: which period is meant.

use crate::date::{Day, Grain, Period};
use crate::extract::timex::frame::{DayPart, Frame, Slot, Unit};

/// The value of a period.
pub(super) fn date(period: Period) -> String {
    let day = period.start();
    // The first century and its first decade have the digits of the years after Christ, though they hold a year before him.
    let named = if day.year() == 0 { period.end() } else { day };
    let year = year(named.year());
    match period.grain() {
        Grain::Day => format!("{year}-{:02}-{:02}", day.month(), day.day()),
        Grain::Month => format!("{year}-{:02}", day.month()),
        Grain::Year => year,
        Grain::Week => week(day),
        Grain::Weekend => format!("{}-WE", week(day)),
        Grain::Quarter => format!("{year}-Q{}", (day.month() - 1) / 3 + 1),
        Grain::Half => format!("{year}-H{}", (day.month() - 1) / 6 + 1),
        Grain::Season => format!("{year}-{}", season(day.month())),
        Grain::Decade => cut(year, 3),
        Grain::Century => cut(year, 2),
    }
}

/// A day of a period, whichever: `2015-05-XX`, `1991-XX-XX`; of what is no month and no year, the period itself.
pub(super) fn some_day(period: Period) -> String {
    let letters = match period.grain() {
        Grain::Month => "-XX",
        Grain::Year => "-XX-XX",
        _ => "",
    };
    format!("{}{letters}", date(period))
}

/// Four digits; before Christ with `BC` before them.
fn year(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

/// The first digits of a year.
fn cut(mut year: String, digits: usize) -> String {
    let mark = year.len().saturating_sub(4);
    year.truncate(mark + digits);
    year
}

fn week(day: Day) -> String {
    let (year, week) = day.iso_week();
    format!("{year:04}-W{week:02}")
}

fn season(month: u32) -> &'static str {
    match month {
        3..=5 => "SP",
        6..=8 => "SU",
        9..=11 => "FA",
        _ => "WI",
    }
}

/// The part of a value from the `T` on, where the frame holds a time of day.
pub(super) fn time_of_day(frame: &Frame) -> Option<String> {
    if let Some((hour, minute)) = hour_and_minute(frame) {
        return Some(format!("T{hour:02}:{minute:02}"));
    }
    let part = frame.get(Slot::Part).and_then(DayPart::at)?;
    Some(format!("T{}", part_code(part)))
}

/// The hour, 0 to 24, and the minute of a clock.
fn hour_and_minute(frame: &Frame) -> Option<(i32, i32)> {
    let hour = frame.get(Slot::Hour)?;
    let minute = frame.get(Slot::Minute).unwrap_or(0);
    let hour = match frame.get(Slot::Meridiem) {
        Some(0) if hour == 12 => 0,
        Some(12) if hour < 12 => hour + 12,
        _ => afternoon_hour(frame, hour),
    };
    // "A quarter to nine" is so many minutes short of the hour.
    Some(if minute < 0 { ((hour + 23) % 24, minute + 60) } else { (hour, minute) })
}

/// The time of a clock on a day, with the zone that the words name.
pub(super) fn clock(frame: &Frame, day: Day) -> Option<String> {
    let (hour, minute) = hour_and_minute(frame)?;
    Some(moment(day, i64::from(hour), i64::from(minute), frame.get(Slot::Zone)))
}

/// A minute of a day as ISO 8601-1 and EDTF (ISO 8601-2) write it; `zone` in minutes east of Greenwich. TIMEX3's own values leave the
/// zone out, as the TimeML corpora do.
pub(super) fn moment(day: Day, hour: i64, minute: i64, zone: Option<i32>) -> String {
    let day = day.plus_days(hour / 24);
    let zone = match zone {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(minutes) => {
            let (sign, minutes) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    };
    format!("{day}T{:02}:{minute:02}:00{zone}", hour % 24)
}

/// "4 in the afternoon" is 16:00.
fn afternoon_hour(frame: &Frame, hour: i32) -> i32 {
    let late = matches!(frame.get(Slot::Part).and_then(DayPart::at), Some(DayPart::Afternoon | DayPart::Evening))
        || frame.get(Slot::Part).and_then(DayPart::at) == Some(DayPart::Night) && hour >= 6;
    if late && hour < 12 && !frame.has(Slot::Meridiem) { hour + 12 } else { hour }
}

/// TIMEX3's letters for a part of the day.
pub(super) fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Midday => "MI",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night | DayPart::NightBefore => "NI",
        DayPart::Daytime => "DT",
    }
}

/// A length, `P3D`, `PT2H`, `PXM`; `hundredths` of the unit, below zero where vague.
pub(super) fn length(hundredths: i32, unit: Unit) -> String {
    let (mark, letters, factor) = match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Weekend => ("", "WE", 1),
        Unit::Week => ("", "W", 1),
        Unit::Fortnight => ("", "W", 2),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "Q", 1),
        Unit::Season => ("", "SE", 1),
        Unit::Half => ("", "M", 6),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "Y", 10),
        Unit::Century => ("", "CE", 1),
        Unit::Millennium => ("", "Y", 1_000),
        Unit::Some => return "PXX".to_owned(),
    };
    if hundredths < 0 {
        return format!("P{mark}X{letters}");
    }
    let amount = i64::from(hundredths) * factor;
    let (whole, rest) = (amount / 100, amount % 100);
    match (rest, rest % 10) {
        (0, _) => format!("P{mark}{whole}{letters}"),
        (_, 0) => format!("P{mark}{whole}.{}{letters}", rest / 10),
        _ => format!("P{mark}{whole}.{rest:02}{letters}"),
    }
}
