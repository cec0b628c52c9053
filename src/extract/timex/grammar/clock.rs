//! Hours and minutes in digits: "15:00", "5.30pm", "0530", "0530Z", "130420Z", "13T21:20:00Z".
//!
//! Not here: hours in words and what stands beside them (the language pack).

use super::files::Endings;
use super::number::plain;
use super::shape::is_one_of;
use crate::extract::timex::frame::Slot;

/// What is read goes here.
type Trail = Vec<(Slot, i32)>;

/// "15:00", "15:00:30", "5:30pm", "5.30pm", "15:00h".
pub(super) fn with_minutes(letters: &str, endings: &Endings, trail: &mut Trail) -> Option<()> {
    let (time, ending) = parted(letters);
    let meridiem = meridiem(ending, endings);
    if meridiem.is_none() && !ending.is_empty() && !is_one_of(ending, &endings.clock) {
        return None;
    }
    match time.split_once(':') {
        Some((hour, minute)) => digital(hour, minute, meridiem, trail)?,
        None => {
            let (hour, minute) = time.split_once('.').filter(|_| meridiem.is_some())?;
            push(hour, Some(minute), meridiem, trail)?;
        }
    }
    Some(())
}

/// "5pm".
pub(super) fn hour(letters: &str, endings: &Endings, trail: &mut Trail) -> Option<()> {
    let (hour, ending) = parted(letters);
    push(hour, None, Some(meridiem(ending, endings)?), trail)
}

/// "9.20", where "p.m." follows.
pub(super) fn dotted(letters: &str, trail: &mut Trail) -> Option<()> {
    let (hour, minute) = letters.split_once('.').filter(|(_, minute)| minute.len() == 2)?;
    let hour = plain(hour).filter(|hour| (1..=12).contains(hour))?;
    trail.extend([(Slot::Hour, hour), (Slot::Minute, plain(minute).filter(|&minute| minute < 60)?)]);
    Some(())
}

/// "0530" or "1800".
pub(super) fn military(letters: &str, trail: &mut Trail) -> Option<()> {
    let value = plain(letters).filter(|&value| letters.len() == 4 && value <= 2400 && value % 100 < 60)?;
    trail.extend([(Slot::Hour, value / 100), (Slot::Minute, value % 100)]);
    Some(())
}

/// "0530Z", "18:00Z".
pub(super) fn zulu(letters: &str, endings: &Endings, trail: &mut Trail) -> Option<()> {
    let (time, ending) = parted(letters);
    if !is_one_of(ending, &endings.greenwich) {
        return None;
    }
    match time.split_once(':') {
        Some((hour, minute)) => digital(hour, minute, None, trail)?,
        None => military(time, trail)?,
    }
    trail.push((Slot::Zone, 0));
    Some(())
}

/// "130420Z": the day of the month before the hour.
pub(super) fn date_time_group(letters: &str, endings: &Endings, trail: &mut Trail) -> Option<()> {
    let (day, time) = letters.split_at_checked(2)?;
    trail.push((Slot::Day, plain(day).filter(|day| (1..=31).contains(day))?));
    zulu(time, endings, trail).filter(|()| time.len() == 5)
}

/// "13T21:20:00Z", "13T21:20", "13T21:20:00.000Z": behind year and month, the rest of a moment in ISO 8601.
pub(super) fn day_and_time(letters: &str, endings: &Endings, trail: &mut Trail) -> Option<()> {
    let (day, time) = letters.split_once('T')?;
    trail.push((Slot::Day, plain(day).filter(|&value| day.len() == 2 && (1..=31).contains(&value))?));
    let (clock, ending) = parted(time);
    let clock = clock.split_once('.').map_or(clock, |(clock, _)| clock);
    let (hour, minute) = clock.split_once(':')?;
    digital(hour, minute, None, trail)?;
    if is_one_of(ending, &endings.greenwich) {
        trail.push((Slot::Zone, 0));
    }
    Some(())
}

/// "01:00", "0100", "1": how far a zone lies from Greenwich, east where `sign` is 1; no zone lies farther off than 14 hours.
pub(super) fn offset(letters: &str, sign: i32, trail: &mut Trail) -> Option<()> {
    let (hours, minutes) = match letters.split_once(':') {
        Some((hours, minutes)) => (hours, plain(minutes).filter(|_| minutes.len() == 2)?),
        None if letters.len() == 4 => (letters.get(..2)?, plain(letters.get(2..)?)?),
        None => (letters, 0),
    };
    let hours = plain(hours).filter(|&value| hours.len() <= 2 && value <= 14)?;
    trail.push((Slot::Zone, sign * (60 * hours + minutes)));
    (minutes < 60).then_some(())
}

/// Digits and the letters behind them.
fn parted(letters: &str) -> (&str, &str) {
    letters.split_at(letters.find(|c: char| c.is_alphabetic()).unwrap_or(letters.len()))
}

fn meridiem(ending: &str, endings: &Endings) -> Option<i32> {
    if is_one_of(ending, &endings.morning) { Some(0) } else { is_one_of(ending, &endings.afternoon).then_some(12) }
}

/// An hour and minutes that a colon parts, perhaps with seconds, which say nothing more; with those, the hour has two digits: "2:05:30"
/// is how long somebody ran.
fn digital(hour: &str, minutes: &str, meridiem: Option<i32>, trail: &mut Trail) -> Option<()> {
    let (minutes, seconds) = minutes.split_once(':').map_or((minutes, None), |(minutes, rest)| (minutes, Some(rest)));
    let fits = |seconds: &str| hour.len() == 2 && seconds.len() == 2 && plain(seconds).is_some_and(|value| value < 60);
    if minutes.len() != 2 || !seconds.is_none_or(fits) {
        return None;
    }
    push(hour, Some(minutes), meridiem, trail)
}

fn push(hour: &str, minute: Option<&str>, meridiem: Option<i32>, trail: &mut Trail) -> Option<()> {
    let hour = plain(hour).filter(|&hour| hour <= if meridiem.is_some() { 12 } else { 24 })?;
    trail.push((Slot::Hour, hour));
    if let Some(minute) = minute {
        trail.push((Slot::Minute, plain(minute).filter(|&minute| minute < 60)?));
    }
    trail.extend(meridiem.map(|meridiem| (Slot::Meridiem, meridiem)));
    Some(())
}
