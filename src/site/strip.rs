//! Activity over time as a drawing: bars by day, month or year, each part a link to its period.
//!
//! Only events that are known to the unit of the bars are drawn; the rest stand in the tables and lists beside the drawing.
//! Not here: the table of the same numbers (`heat`).

use super::address;
use super::edition::Edition;
use super::view::{Strip, StripPart};
use crate::date::Day;
use std::collections::BTreeMap;

/// Width of the drawing in its own units.
const WIDTH: f64 = 1000.0;
/// Height of the drawing.
const HEIGHT: f64 = 100.0;
/// The most bars that can be told apart.
const MOST_BARS: i64 = 500;
/// The narrowest bar that can be seen.
const NARROWEST: f64 = 2.5;
/// The most links that a keyboard can pass in one drawing.
const MOST_LINKS: usize = 60;

/// The unit of the bars.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

/// The activity of the whole timeline; `None` where nothing has a date.
pub fn strip(edition: &Edition) -> Option<Strip> {
    let (first, last) = ends(edition)?;
    draw(edition, first, last)
}

/// The activity of one year.
pub fn year_strip(edition: &Edition, year: i32) -> Option<Strip> {
    draw(edition, Day::new(year, 1, 1)?, Day::new(year, 12, 31)?)
}

/// The first and last day of the months and years that have events.
pub fn ends(edition: &Edition) -> Option<(Day, Day)> {
    let index = &edition.index;
    let months =
        (index.month_counts.keys().next().copied(), index.month_counts.keys().next_back().map(|m| m.month_end()));
    let years = (
        index.years.keys().next().and_then(|y| Day::new(*y, 1, 1)),
        index.years.keys().next_back().and_then(|y| Day::new(*y, 12, 31)),
    );
    match (months, years) {
        ((Some(a), Some(b)), (Some(c), Some(d))) => Some((a.min(c), b.max(d))),
        ((Some(a), Some(b)), _) | (_, (Some(a), Some(b))) => Some((a, b)),
        _ => None,
    }
}

fn draw(edition: &Edition, first: Day, last: Day) -> Option<Strip> {
    let unit = unit(first, last);
    let counts = counts(edition, first, last, unit);
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
    let parts =
        parts(edition, first, last).into_iter().map(|part| part.drawn(edition, &counts, unit, &scale)).collect();
    Some(Strip { description, parts, from: words.day(first), to: words.day(last) })
}

fn unit(first: Day, last: Day) -> Unit {
    match last.days_since(first) {
        days if days < MOST_BARS => Unit::Day,
        days if days / 30 < MOST_BARS => Unit::Month,
        _ => Unit::Year,
    }
}

/// Numbers of events by the first day of each bar.
fn counts(edition: &Edition, first: Day, last: Day, unit: Unit) -> BTreeMap<Day, usize> {
    let index = &edition.index;
    match unit {
        Unit::Day => index.days.range(first..=last).map(|(day, events)| (*day, events.len())).collect(),
        Unit::Month => index.month_counts.range(first..=last).map(|(month, count)| (*month, *count)).collect(),
        Unit::Year => {
            let years = index.year_counts.range(first.year()..=last.year());
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
fn parts(edition: &Edition, first: Day, last: Day) -> Vec<Part> {
    let months = edition.index.month_counts.range(first..=last);
    if months.clone().count() <= MOST_LINKS {
        return months
            .map(|(m, count)| Part { first: *m, last: m.month_end(), count: *count, is_month: true })
            .collect();
    }
    let years = edition.index.year_counts.range(first.year()..=last.year());
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
