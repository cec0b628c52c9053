//! Dates of the calendar, whole or in part: "18 November 2015", "November", "Friday", "last week", "the second week of May".
//!
//! What the words leave out is filled from the anchor: the year of "November", the week of "Friday". Not here: distances from a date
//! ("two days later", `moved`).

use super::{Context, Place};
use crate::date::{Day, Grain, HolidayRule, Period};
use crate::extract::timex::Resolution;
use crate::extract::timex::frame::{Base, Frame, Season, Slot, Unit};
use crate::extract::timex::tense::Tense;

/// Where to look for the missing part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    /// The last one before the anchor, not the one that holds it: "last Friday".
    Before,
    /// The one in the anchor's own week or year: "this Friday".
    Same,
    /// The first one after the anchor: "next Friday".
    After,
    /// The last one that has begun: the verb looks back.
    Begun,
    /// The first one that is not over: the verb looks forward.
    Ahead,
    /// The nearest, where nothing tells the direction.
    Near,
}

/// The period that a frame means.
pub(super) fn resolve(frame: &Frame, context: Context<'_>) -> Option<Place> {
    let outer = outer(frame, context);
    let place = match outer {
        Some(outer) => inside(frame, outer, context)?,
        None => recurring(frame, context)?,
    };
    part_of(frame, place)
}

/// The longest period that the words name: a year, a decade, "last week".
fn outer(frame: &Frame, context: Context<'_>) -> Option<Place> {
    if let Some(unit) = frame.unit(Slot::Period) {
        return pointed(frame, unit, context);
    }
    let era = frame.get(Slot::Era).unwrap_or(1);
    let astronomical = |year: i32| if era < 0 { 1 - year } else { year };
    let period = if let Some(year) = frame.get(Slot::Year) {
        year_period(astronomical(year), Grain::Year)?
    } else if let Some(short) = frame.get(Slot::ShortYear) {
        year_period(in_century(short, context.anchors.year()), Grain::Year)?
    } else if let Some(decade) = frame.get(Slot::Decade) {
        let decade = if decade < 100 { in_century(decade, context.anchors.year()) } else { decade };
        year_period(astronomical(decade), Grain::Decade)?
    } else {
        let century = frame.get(Slot::Century)?;
        year_period(astronomical(century * 100 - 1), Grain::Century)?
    };
    Some(Place { period, resolution: Resolution::Explicit, note: String::new() })
}

fn year_period(year: i32, grain: Grain) -> Option<Period> {
    Some(Period::of(Day::new(year, 1, 1)?, grain))
}

/// The year with these last two digits that is nearest to `year`, not more than 20 years after it.
fn in_century(short: i32, year: i32) -> i32 {
    let candidate = year - year.rem_euclid(100) + short;
    if candidate > year + 20 { candidate - 100 } else { candidate }
}

/// "last week", "this year", "the following month".
fn pointed(frame: &Frame, unit: Unit, context: Context<'_>) -> Option<Place> {
    let shift = frame.get(Slot::Shift).unwrap_or(0);
    let grain = grain_of(unit)?;
    let wanted = frame.get(Slot::Base).and_then(Base::at);
    let base = context.anchors.base_in(grain == Grain::Day, wanted);
    if let Some(year) = frame.get(Slot::Year) {
        return Some(Place { period: in_other_year(year, context)?, resolution: base.resolution, note: String::new() });
    }
    if grain == Grain::Weekend && !frame.has(Slot::Shift) {
        let period = nearest_weekend(base.period.start(), context.tense);
        return Some(Place { period, resolution: Resolution::Tense, note: String::new() });
    }
    let in_text = wanted == Some(Base::Text);
    if unit == Unit::Quarter && shift == 0 && in_text && !context.anchors.tells_on() {
        // Without one to report on, business news speaks of the quarter that is over.
        let over = Period::of(context.anchors.article, Grain::Quarter).plus(-1);
        let period = context.anchors.quarter().unwrap_or(over);
        return Some(Place { period, resolution: Resolution::Text, note: String::new() });
    }
    if base.resolution == Resolution::Text && base.period.grain() > grain.max(Grain::Weekend) {
        return Some(Place { period: base.period, resolution: base.resolution, note: String::new() });
    }
    // "the next day" after a weekend is the day after its last.
    let from = if shift > 0 { base.period.end() } else { base.period.start() };
    let period = Period::of(from, grain).plus(shift);
    let note = match shift {
        0 => format!("the {} of {from} = {}", unit_name(unit), period.when()),
        _ => format!("{from} {} 1 {} = {}", if shift < 0 { "-" } else { "+" }, unit_name(unit), period.when()),
    };
    Some(Place { period, resolution: base.resolution, note })
}

/// "the weekend": the one that comes where the verb looks forward, else the last that has begun.
fn nearest_weekend(day: Day, tense: Tense) -> Period {
    let weekend = Period::of(day, Grain::Weekend);
    if tense.looks_ahead() || weekend.start() <= day { weekend } else { weekend.plus(-1) }
}

/// "the 1988 period": of that year, the quarter that the text reports on; without one, the year.
fn in_other_year(year: i32, context: Context<'_>) -> Option<Period> {
    let whole = year_period(year, Grain::Year)?;
    let quarter = context.anchors.compared_quarter();
    Some(quarter.map_or(whole, |quarter| quarter.plus(4 * (year - quarter.start().year()))))
}

/// The calendar unit that a unit of length corresponds to.
pub(super) fn grain_of(unit: Unit) -> Option<Grain> {
    Some(match unit {
        Unit::Day => Grain::Day,
        Unit::Weekend => Grain::Weekend,
        Unit::Week => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::Season => Grain::Season,
        Unit::Half => Grain::Half,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century => Grain::Century,
        _ => return None,
    })
}

/// The unit in words for notes.
pub(super) fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Weekend => "weekend",
        Unit::Week => "week",
        Unit::Fortnight => "fortnight",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Season => "season",
        Unit::Half => "half-year",
        Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
        Unit::Millennium => "millennium",
        Unit::Some => "time",
    }
}

/// What the words name within a longer period: a month of a year, a weekday of a week.
fn inside(frame: &Frame, outer: Place, context: Context<'_>) -> Option<Place> {
    let start = outer.period.start();
    let period = match outer.period.grain() {
        Grain::Year => in_year(frame, start.year(), context).or(Some(outer.period)),
        Grain::Week | Grain::Weekend => Some(frame.get(Slot::Weekday).map_or(outer.period, |w| weekday(start, w))),
        Grain::Month => match frame.get(Slot::Day) {
            Some(day) => Day::new(start.year(), start.month(), u32::try_from(day).ok()?).map(Period::day),
            None => numbered_weekday(frame, outer.period),
        },
        _ => Some(outer.period),
    };
    Some(Place { period: period?, ..outer })
}

/// "The second Tuesday" of a month; the month where the words name no such day, `None` where it has none.
fn numbered_weekday(frame: &Frame, month: Period) -> Option<Period> {
    let (Some(weekday), Some(nth)) = (frame.get(Slot::Weekday), frame.get(Slot::Ordinal)) else { return Some(month) };
    let start = month.start();
    let rule = HolidayRule::Weekday { month: start.month(), weekday: weekday.into(), nth: nth.into(), from: 1 };
    rule.in_year(start.year()).map(Period::day).filter(|day| day.start() <= month.end())
}

/// What the words name that comes once a year, in one year. `None` where there is no such thing, or no such day that year.
fn in_year(frame: &Frame, year: i32, context: Context<'_>) -> Option<Period> {
    let first = Day::new(year, 1, 1)?;
    let unit = |grain, from_zero: i32| Period::of(first.plus_months(from_zero), grain);
    if let Some(month) = frame.get(Slot::Month) {
        let month = u32::try_from(month).ok()?;
        return match frame.get(Slot::Day) {
            Some(day) => Day::new(year, month, u32::try_from(day).ok()?).map(Period::day),
            None => numbered_weekday(frame, Period::of(Day::new(year, month, 1)?, Grain::Month)),
        };
    }
    if frame.has(Slot::Holiday) {
        return context.holiday(frame)?.rule.in_year(year).map(Period::day);
    }
    if let Some(quarter) = frame.get(Slot::Quarter) {
        return Some(unit(Grain::Quarter, 3 * (quarter - 1)));
    }
    if let Some(half) = frame.get(Slot::Half) {
        return Some(unit(Grain::Half, 6 * (half - 1)));
    }
    let season = frame.get(Slot::Season).and_then(Season::at)?;
    Some(unit(Grain::Season, 2 + 3 * season as i32))
}

fn weekday(week_start: Day, weekday: i32) -> Period {
    Period::day(week_start.week_start().plus_days(i64::from(weekday) - 1))
}

/// What comes once a year.
const YEARLY: [Slot; 5] = [Slot::Month, Slot::Holiday, Slot::Quarter, Slot::Half, Slot::Season];

/// What comes again each year, month or week, nearest to the anchor in the direction that words or tense give.
fn recurring(frame: &Frame, context: Context<'_>) -> Option<Place> {
    let in_days = !frame.has_any(&YEARLY) && !frame.has_any(&[Slot::Weekday, Slot::Day]);
    let base = context.anchors.base_in(in_days, frame.get(Slot::Base).and_then(Base::at));
    let anchor = base.period.start();
    let choice = choice(frame, context);
    let pull = match context.tense {
        _ if context.anchors.tells_on() => HISTORY,
        Tense::Past => NEWS_OF_THE_PAST,
        Tense::Prospect => NEWS_AHEAD,
        _ if frame.has(Slot::Day) => NEWS_OF_DAYS,
        _ => NEWS,
    };
    let found = if frame.has_any(&YEARLY) {
        pick(choice, base.period, pull, |step| in_year(frame, anchor.year().checked_add(step)?, context))
    } else if let Some(day) = frame.get(Slot::Weekday).filter(|_| !frame.has(Slot::Day)) {
        pick(choice, base.period, pull, |step| Some(weekday(anchor.plus_days(7 * i64::from(step)), day)))
    } else if let Some(day) = frame.get(Slot::Day) {
        let day = u32::try_from(day).ok()?;
        pick(choice, base.period, pull, |step| {
            let month = anchor.month_start().plus_months(step);
            Day::new(month.year(), month.month(), day).map(Period::day)
        })
    } else if frame.has_any(&[Slot::Part, Slot::Hour]) {
        Some(Period::day(anchor).plus(frame.get(Slot::Shift).unwrap_or(0)))
    } else {
        None
    }?;
    let resolution = match choice {
        Choice::Begun | Choice::Ahead => Resolution::Tense,
        _ => base.resolution,
    };
    let note = format!("{} {anchor} = {}", choice.in_words(), found.when());
    Some(Place { period: found, resolution, note })
}

fn choice(frame: &Frame, context: Context<'_>) -> Choice {
    match (frame.get(Slot::Shift), context.tense) {
        (Some(shift), _) if shift < 0 => Choice::Before,
        (Some(0), _) => Choice::Same,
        (Some(_), _) => Choice::After,
        (None, _) if context.anchors.tells_on() && frame.has(Slot::Season) => Choice::Same,
        (None, _) if context.anchors.tells_on() => Choice::Near,
        (None, Tense::Future) => Choice::Ahead,
        (None, Tense::Behind) => Choice::Begun,
        // A month or a holiday without a direction is the one nearby; a weekday or a quarter is one that has begun.
        (None, _) if frame.has_any(&[Slot::Month, Slot::Holiday, Slot::Season]) => Choice::Near,
        (None, Tense::Prospect) => Choice::Ahead,
        (None, _) => Choice::Begun,
    }
}

impl Choice {
    fn in_words(self) -> &'static str {
        match self {
            Choice::Before => "the last before",
            Choice::Same => "the one of",
            Choice::After => "the next after",
            Choice::Begun => "the last on or before",
            Choice::Ahead => "the next on or after",
            Choice::Near => "the one nearest",
        }
    }
}

/// The right one among those a step back, here and a step on.
fn pick(choice: Choice, base: Period, pull: Pull, at: impl Fn(i32) -> Option<Period>) -> Option<Period> {
    let (start, end) = (base.start(), base.end());
    if choice == Choice::Near {
        return nearest(base, pull, at);
    }
    let fits = |period: &Period| match choice {
        Choice::Before => period.end() < start,
        Choice::Same | Choice::Near => true,
        Choice::After => period.start() > end,
        Choice::Begun => period.start() <= end,
        Choice::Ahead => period.end() >= start,
    };
    let steps: &[i32] = match choice {
        Choice::Same | Choice::Near => &[0],
        Choice::Before | Choice::Begun => &[1, 0, -1, -2, -4],
        Choice::After | Choice::Ahead => &[-1, 0, 1, 2, 4],
    };
    steps.iter().filter_map(|&step| at(step)).find(fits)
}

/// How much farther a date may lie on one side than on the other and still be the nearest: days back and days ahead weigh so much.
#[derive(Clone, Copy)]
struct Pull {
    back: i64,
    ahead: i64,
}

/// News looks back more often than ahead.
const NEWS: Pull = Pull { back: 1, ahead: 2 };
/// The more so of days, which stand alone where they are near.
const NEWS_OF_DAYS: Pull = Pull { back: 1, ahead: 4 };
/// Less often where a phrase nearby looks ahead, which need not govern the date.
const NEWS_AHEAD: Pull = Pull { back: 4, ahead: 1 };
/// All the more where the verb does.
const NEWS_OF_THE_PAST: Pull = Pull { back: 1, ahead: 5 };
/// A history goes on from where it was.
const HISTORY: Pull = Pull { back: 2, ahead: 1 };

/// The one nearest to the base; of a base as long as a year, the one in it.
fn nearest(base: Period, pull: Pull, at: impl Fn(i32) -> Option<Period>) -> Option<Period> {
    let here = at(0);
    if base.grain() >= Grain::Year {
        return here;
    }
    let distance = |period: &Period| {
        let back = base.start().days_since(period.end()).max(0) * pull.back;
        back.max(period.start().days_since(base.end()).max(0) * pull.ahead)
    };
    [here, at(-1), at(1)].into_iter().flatten().min_by_key(distance)
}

/// "the second week of", "the last day of", "the first half of".
fn part_of(frame: &Frame, place: Place) -> Option<Place> {
    let Some(unit) = frame.unit(Slot::Within) else { return Some(place) };
    let (grain, ordinal) = (grain_of(unit)?, frame.get(Slot::Ordinal)?);
    let whole = place.period;
    if grain > whole.grain() {
        // "The week of November 25" is the one that holds the day; no half is part of a month.
        let holds = matches!(grain, Grain::Week | Grain::Weekend);
        return holds.then(|| Place { period: Period::of(whole.start(), grain), ..place });
    }
    // A week belongs to the month that holds its Thursday, as in ISO 8601.
    let inward = if grain == Grain::Week { 3 } else { 0 };
    let period = if ordinal < 0 {
        Period::of(whole.end().plus_days(-inward), grain).plus(ordinal + 1)
    } else {
        Period::of(whole.start().plus_days(inward), grain).plus(ordinal - 1)
    };
    Some(Place { period, ..place })
}
