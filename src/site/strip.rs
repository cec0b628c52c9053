//! Activity over time as a drawing: bars by day, month or year, each part a link to its period.
//!
//! Only events that are known to the unit of the bars are drawn; the rest stand in the tables and lists beside the drawing.
//! Not here: the table of the same numbers (`heat`).

use super::activity::{Activity, Stretch};
use super::address;
use super::edition::Edition;
use super::view::{Strip, StripGap, StripPart};
use crate::date::Day;
use std::collections::{BTreeMap, BTreeSet};

/// Width of the drawing in its own units.
const WIDTH: f64 = 1000.0;
/// Height of the drawing.
const HEIGHT: f64 = 100.0;
/// The most bars that can be told apart.
const MOST_BARS: i64 = 800;
/// The narrowest bar that can be seen.
const NARROWEST: f64 = 1.6;
/// The most links that a keyboard can pass in one drawing.
const MOST_LINKS: usize = 60;

/// The unit of the bars.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

/// The activity of the whole timeline, where most of its events are; `None` where nothing has a date.
pub fn strip(edition: &Edition) -> Option<Strip> {
    let activity = Activity::of_all(&edition.index);
    draw(edition, &activity, activity.focus()?)
}

/// The activity of some events, over the same stretch as that of the whole timeline, so that the two can be compared.
pub fn strip_of(edition: &Edition, events: &[usize]) -> Option<Strip> {
    let activity = Activity::of(&edition.index, events);
    draw(edition, &activity, edition.stretch?).or_else(|| draw(edition, &activity, activity.focus()?))
}

/// The activity of one year.
pub fn year_strip(edition: &Edition, year: i32) -> Option<Strip> {
    let stretch = Stretch { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? };
    draw(edition, &Activity::of_all(&edition.index), stretch)
}

fn draw(edition: &Edition, activity: &Activity, stretch: Stretch) -> Option<Strip> {
    let Stretch { first, last } = stretch;
    let unit = unit(first, last);
    let counts = counts(activity, first, last, unit);
    let (peak, most) = counts.iter().max_by_key(|(start, count)| (**count, std::cmp::Reverse(**start)))?;
    let scale = Scale { first, days: last.days_since(first) as f64 + 1.0, most: (*most as f64).sqrt() };
    let words = &edition.words;
    let total: usize = counts.values().sum();
    let description = words.fill(
        "home.activity_desc",
        &[
            ("total", &words.counted(total, "events")),
            ("from", &words.day(first)),
            ("to", &words.day(last)),
            ("peak", &name(edition, *peak, unit)),
            ("peak_count", &words.counted(*most, "events")),
        ],
    );
    let parts = parts(activity, first, last);
    let parts = parts.into_iter().map(|part| part.drawn(edition, &counts, unit, &scale)).collect();
    let gaps = if unit == Unit::Year { Vec::new() } else { gaps(&edition.index.covered, first, last, &scale) };
    let months: usize = activity.months.values().sum();
    let outside = months - activity.within(stretch).min(months);
    Some(Strip { description, parts, gaps, outside, from: words.day(first), to: words.day(last) })
}

/// Stretches of months in which no article was published, between the first month and the last in which one was.
fn gaps(covered: &BTreeSet<Day>, first: Day, last: Day, scale: &Scale) -> Vec<StripGap> {
    let gap = |(before, after): (&Day, &Day)| {
        let (from, to) = (before.plus_months(1).max(first), after.plus_days(-1).min(last));
        (from < to).then(|| {
            let (x, end) = (scale.x(from), scale.x(to.plus_days(1)));
            StripGap { x: short(x), width: short(end - x) }
        })
    };
    covered.iter().zip(covered.iter().skip(1)).filter_map(gap).collect()
}

fn unit(first: Day, last: Day) -> Unit {
    match last.days_since(first) {
        days if days < MOST_BARS => Unit::Day,
        days if days / 30 < MOST_BARS => Unit::Month,
        _ => Unit::Year,
    }
}

/// Numbers of events by the first day of each bar.
fn counts(activity: &Activity, first: Day, last: Day, unit: Unit) -> BTreeMap<Day, usize> {
    match unit {
        Unit::Day => activity.days.range(first..=last).map(|(day, count)| (*day, *count)).collect(),
        Unit::Month => activity.months.range(first..=last).map(|(month, count)| (*month, *count)).collect(),
        Unit::Year => {
            let years = activity.years.range(first.year()..=last.year());
            years.filter_map(|(year, count)| Some((Day::new(*year, 1, 1)?, *count))).collect()
        }
    }
}

fn name(edition: &Edition, start: Day, unit: Unit) -> String {
    match unit {
        Unit::Day => edition.words.day(start),
        Unit::Month => edition.words.month(start),
        Unit::Year => edition.words.year(start.year()),
    }
}

/// A stretch of time with its own link.
struct Part {
    first: Day,
    last: Day,
    count: usize,
    is_month: bool,
}

/// Months with events, or years where there are too many months.
fn parts(activity: &Activity, first: Day, last: Day) -> Vec<Part> {
    let months = activity.months.range(first..=last);
    if months.clone().count() <= MOST_LINKS {
        return months
            .map(|(m, count)| Part { first: *m, last: m.month_end(), count: *count, is_month: true })
            .collect();
    }
    let years = activity.years.range(first.year()..=last.year());
    years
        .filter_map(|(year, count)| {
            let first = Day::new(*year, 1, 1)?;
            Some(Part { first, last: first.year_end(), count: *count, is_month: false })
        })
        .collect()
}

impl Part {
    fn drawn(&self, edition: &Edition, counts: &BTreeMap<Day, usize>, unit: Unit, scale: &Scale) -> StripPart {
        let words = &edition.words;
        let (folder, title) = if self.is_month {
            (address::month(self.first.year(), self.first.month()), words.month(self.first))
        } else {
            (address::year(self.first.year()), words.year(self.first.year()))
        };
        let title =
            words.fill("home.activity_item", &[("period", &title), ("count", &words.counted(self.count, "events"))]);
        let path = counts.range(self.first..=self.last).map(|(day, count)| scale.bar(*day, *count, unit)).collect();
        let (x, end) = (scale.x(self.first), scale.x(self.last.plus_days(1)));
        StripPart { url: address::listed(&folder, 1), title, x: short(x), width: short(end - x), path }
    }
}

/// From days and numbers to the drawing's own units.
struct Scale {
    first: Day,
    days: f64,
    most: f64,
}

impl Scale {
    fn x(&self, day: Day) -> f64 {
        day.days_since(self.first) as f64 / self.days * WIDTH
    }

    /// One bar; its height grows with the square root, so that one loud day does not flatten the rest.
    fn bar(&self, start: Day, count: usize, unit: Unit) -> String {
        let end = match unit {
            Unit::Day => start.plus_days(1),
            Unit::Month => start.plus_months(1),
            Unit::Year => start.plus_years(1),
        };
        let (left, right) = (self.x(start), self.x(end).min(WIDTH));
        let right = right.max(left + NARROWEST);
        let gap = (right - left) * 0.12;
        let top = HEIGHT - (HEIGHT - 4.0) * (count as f64).sqrt() / self.most - 2.0;
        format!("M{} {}V{}H{}V{}Z", short(left + gap), HEIGHT, short(top), short(right - gap), HEIGHT)
    }
}

/// A number with at most one decimal.
fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
