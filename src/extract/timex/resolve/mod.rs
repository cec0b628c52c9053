//! From what the words say to which days they mean: frames to values, against an anchor.
//!
//! Knows no words: whatever language filled the frame, the arithmetic is the same. Each file resolves one sort of expression. Not here:
//! which anchor holds at a place in a text (`anchor`).

mod bounded;
mod calendar;
mod length;
mod moved;
mod repeated;
mod value;

pub(super) use bounded::{closed, part};
pub(super) use repeated::again;

use super::anchor::Anchors;
use super::frame::{Base, DayPart, Frame, Modifier, Reference, Slot, Unit};
use super::grammar::{Holiday, Item, Sort};
use super::tense::Tense;
use super::{Resolution, TimexKind};
use crate::date::{Day, Grain, Granularity, Period, When};

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub(super) kind: TimexKind,
    /// TIMEX3's `value`.
    pub(super) value: String,
    pub(super) when: Option<When>,
    /// The time of a clock with its day, as ISO 8601 writes it.
    pub(super) time: Option<String>,
    pub(super) resolution: Resolution,
    /// The arithmetic in a few words; empty where there is none.
    pub(super) note: String,
    /// The period meant, from which later expressions may be counted.
    pub(super) period: Option<Period>,
}

/// A period with how it was found.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    period: Period,
    resolution: Resolution,
    note: String,
}

/// Everything that resolution may ask beside the frame.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) anchors: &'a Anchors,
    pub(super) tense: Tense,
    pub(super) holidays: &'a [Holiday],
}

impl Context<'_> {
    /// The holiday that a frame names.
    fn holiday(&self, frame: &Frame) -> Option<&Holiday> {
        self.holidays.get(usize::try_from(frame.get(Slot::Holiday)?).ok()?)
    }
}

/// The meaning of an item, if it has one by itself.
pub(super) fn resolve(item: &Item, context: Context<'_>) -> Option<Meaning> {
    let frame = &item.frame;
    match item.sort {
        Sort::Date | Sort::Time => dated(frame, context),
        Sort::Duration => length::resolve(frame, context),
        Sort::Set => repeated::resolve(frame),
        Sort::Reference => reference(frame, context.anchors),
        Sort::Part | Sort::Modifier | Sort::Hedge | Sort::Distance | Sort::Nothing => None,
    }
}

/// A point or period of the calendar, perhaps with a time of day.
fn dated(frame: &Frame, context: Context<'_>) -> Option<Meaning> {
    if frame.has(Slot::Reference) {
        return reference(frame, context.anchors);
    }
    if let Some((day, minute)) = moved::clock(frame, context) {
        return Some(timed(day, minute));
    }
    let place = if frame.has(Slot::Offset) {
        match moved::resolve(frame, context)? {
            moved::Moved::Place(place) => place,
            moved::Moved::Vague(meaning) => return Some(meaning),
        }
    } else {
        calendar::resolve(frame, context)?
    };
    if is_told_of_nothing(frame, &place, context) {
        return Some(sometime_before(context.anchors.article));
    }
    let time = value::time_of_day(frame);
    let day = night_before(frame, place.period);
    // "The next morning" of what a text tells of a year is some morning of that year.
    let grain = place.period.grain();
    let some = grain >= Grain::Week && (time.is_some() || counted(frame).is_some_and(|counted| counted < grain));
    let (kind, value) = match &time {
        Some(time) if some => (TimexKind::Time, format!("{}{time}", value::some_day(place.period))),
        Some(time) => (TimexKind::Time, format!("{}{time}", value::date(Period::day(day)))),
        None => (TimexKind::Date, value::date(place.period)),
    };
    let period = if time.is_some() && !some { Period::day(day) } else { place.period };
    // What news only compares with does not become its subject; nor does what a history looks back on.
    let aside = if context.anchors.tells_on() { looks_back(frame) } else { frame.has(Slot::Offset) };
    let mentioned = Some(period).filter(|_| !aside);
    let when = narrowed(extent(period, frame, context), frame, context.anchors, context.tense);
    let when = Some(if some { when.about() } else { when });
    let clock = value::clock(frame, day).filter(|_| !some);
    Some(Meaning { kind, value, when, time: clock, resolution: place.resolution, note: place.note, period: mentioned })
}

/// A minute of a day, counted from the article's time.
fn timed(day: Day, minute: i64) -> Meaning {
    let (hour, minute) = (minute / 60, minute % 60);
    Meaning {
        kind: TimexKind::Time,
        value: format!("{}T{hour:02}:{minute:02}", value::date(Period::day(day))),
        when: Some(When::day(day)),
        time: Some(value::moment(day, hour, minute, None)),
        resolution: Resolution::Article,
        note: String::new(),
        period: None,
    }
}

/// True of what follows on a date that the news has not told, as it would lie ahead of its own day: "nine days later, the mayor was shot".
fn is_told_of_nothing(frame: &Frame, place: &Place, context: Context<'_>) -> bool {
    let Context { anchors, tense, .. } = context;
    let from_text =
        frame.get(Slot::Base).and_then(Base::at) == Some(Base::Text) && place.resolution == Resolution::Article;
    from_text && !anchors.tells_on() && !tense.looks_ahead() && place.period.start() > anchors.article
}

fn sometime_before(day: Day) -> Meaning {
    Meaning {
        kind: TimexKind::Date,
        value: "PAST_REF".to_owned(),
        when: Some(When::until(day)),
        time: None,
        resolution: Resolution::Article,
        note: String::new(),
        period: None,
    }
}

/// What periods are counted in: "the next day", "that year", "three days later".
fn counted(frame: &Frame) -> Option<Grain> {
    let slot = if frame.has(Slot::Offset) { Slot::Unit } else { Slot::Period };
    let unit = frame.unit(slot).filter(|&unit| slot == Slot::Period || unit == Unit::Day)?;
    calendar::grain_of(unit).filter(|_| frame.has_any(&[Slot::Shift, Slot::Offset]))
}

/// True of what is counted back from the text: "the previous year", "two years earlier".
fn looks_back(frame: &Frame) -> bool {
    [Slot::Shift, Slot::Offset].iter().any(|&slot| frame.get(slot).is_some_and(|steps| steps < 0))
}

/// The day on which a time of day falls.
fn night_before(frame: &Frame, period: Period) -> Day {
    match frame.get(Slot::Part).and_then(DayPart::at) {
        Some(DayPart::NightBefore) => period.start().plus_days(-1),
        _ => period.start(),
    }
}

fn reference(frame: &Frame, anchors: &Anchors) -> Option<Meaning> {
    let base = anchors.base(None);
    let (value, when) = match Reference::at(frame.get(Slot::Reference)?)? {
        Reference::Present => ("PRESENT_REF", base.period.when()),
        Reference::Past => ("PAST_REF", When::until(base.period.end())),
        Reference::Future => ("FUTURE_REF", When::since(base.period.start())),
    };
    Some(Meaning {
        kind: TimexKind::Date,
        value: value.to_owned(),
        when: Some(when),
        time: None,
        resolution: base.resolution,
        note: String::new(),
        period: None,
    })
}

/// The days of a period; of one that ends with the anchor, those up to it; of a holiday that lasts, as many, and only about where a moon is sighted.
fn extent(period: Period, frame: &Frame, context: Context<'_>) -> When {
    if frame.has(Slot::Trailing) && period.grain() > Grain::Weekend {
        let last = context.anchors.base(frame.get(Slot::Base).and_then(Base::at)).period.end();
        return When::between(moved::stepped(last, period.grain(), -1), last, Granularity::Day).about();
    }
    let holiday = context.holiday(frame).filter(|_| !frame.has_any(&[Slot::Offset, Slot::Within]));
    let Some(Holiday { rule, days }) = holiday else { return period.when() };
    let when = When::between(period.start(), period.start().plus_days(days - 1), Granularity::Day);
    if rule.is_approximate() { when.about() } else { when }
}

/// How many of what words count vaguely stand at the edge of a period: "the final days of 2015".
const FEW: i64 = 5;

/// How many days, but one, the edge of a period of so many days has: a third, or a few of what the words count.
fn edge(frame: &Frame, days: i64) -> i64 {
    let each = match frame.unit(Slot::Unit) {
        Some(Unit::Day) => 1,
        Some(Unit::Week) => 7,
        Some(Unit::Month) => 30,
        Some(Unit::Year) => 365,
        _ => return days / 3,
    };
    (FEW * each - 1).min(days / 3)
}

/// The days that the modifier of an expression, or the day of the article, leaves.
fn narrowed(when: When, frame: &Frame, anchors: &Anchors, tense: Tense) -> When {
    let (Some(start), Some(end)) = (when.earliest, when.latest) else { return when };
    let days = end.days_since(start) + 1;
    let between = |a: Day, b: Day| When::between(a, b, when.granularity).about();
    let article = anchors.article;
    match frame.get(Slot::Modifier).and_then(Modifier::at) {
        Some(Modifier::Start) if days > 1 => between(start, start.plus_days(edge(frame, days))),
        Some(Modifier::Mid) if days > 1 => between(start.plus_days(days / 3), end.plus_days(-(days / 3))),
        Some(Modifier::End) if days > 1 => between(end.plus_days(-edge(frame, days)), end),
        Some(Modifier::FirstHalf) if days > 1 => When::between(start, start.plus_days(days / 2 - 1), when.granularity),
        Some(Modifier::SecondHalf) if days > 1 => When::between(start.plus_days(days / 2), end, when.granularity),
        Some(Modifier::Before) => When { earliest: None, latest: Some(start.plus_days(-1)), ..when },
        Some(Modifier::After) => When { earliest: Some(end.plus_days(1)), latest: None, ..when },
        Some(Modifier::Earlier) if (start..=end).contains(&article) => between(start, article),
        Some(Modifier::Later) if (start..=end).contains(&article) => between(article, end),
        Some(
            Modifier::Approximate | Modifier::AtMost | Modifier::AtLeast | Modifier::LessThan | Modifier::MoreThan,
        ) => when.about(),
        // "this month" is over only as far as the article can know, unless it speaks of what is to come.
        None if frame.get(Slot::Shift) == Some(0) && when.granularity != Granularity::Day => match tense {
            _ if tense.looks_ahead() => when,
            _ if (start..=end).contains(&article) => When { latest: Some(article), ..when },
            _ => when,
        },
        _ => when,
    }
}
