//! Activity over time as a drawing: bars by day, month or year, each part a link to its period.
//!
//! Only events that are known to the unit of the bars are drawn; the rest stand in the tables and lists beside the drawing. A bar that
//! towers over nearly all others is cut, and shows it, so that one loud day does not flatten the rest.
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
/// Of all bars so many, in hundredths, are drawn whole.
const WHOLE: usize = 99;
/// Nothing is cut unless the highest bar is so many times the highest that would be left.
const TOWERS: usize = 2;
/// Room above the highest bar.
const HEADROOM: f64 = 4.0;

/// A unit of time: of the bars, or of the parts that are links.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

/// The activity of the whole timeline, where most of its events are; `None` where nothing has a date.
pub fn strip(edition: &Edition) -> Option<Strip> {
    let activity = Activity::of_all(&edition.index);
    draw(edition, &activity, activity.focus()?, None)
}

/// The activity of some events, over the same stretch as that of the whole timeline, so that the two can be compared.
pub fn strip_of(edition: &Edition, events: &[usize]) -> Option<Strip> {
    let activity = Activity::of(&edition.index, events);
    draw(edition, &activity, (**edition.stretch)?, None).or_else(|| draw(edition, &activity, activity.focus()?, None))
}

/// The activity of one year.
pub fn year_strip(edition: &Edition, year: i32) -> Option<Strip> {
    let stretch = Stretch { first: Day::new(year, 1, 1)?, last: Day::new(year, 12, 31)? };
    draw(edition, &Activity::of_all(&edition.index), stretch, Some(Unit::Month))
}

/// The activity of the month that begins on `first`, day by day; `None` where no more than one day has events.
pub fn month_strip(edition: &Edition, first: Day) -> Option<Strip> {
    let days = || edition.index.days_of(first).map(|(day, events)| (day, events.len()));
    days().nth(1)?;
    let activity = Activity { days: days().collect(), ..Activity::default() };
    draw(edition, &activity, Stretch { first, last: first.month_end() }, Some(Unit::Day))
}

/// A drawing of `stretch` with a link for each `links`, or for what there is room for.
fn draw(edition: &Edition, activity: &Activity, stretch: Stretch, links: Option<Unit>) -> Option<Strip> {
    let Stretch { first, last } = stretch;
    let unit = unit(first, last);
    let counts = counts(activity, first, last, unit);
    let (peak, most) = counts.iter().max_by_key(|(start, count)| (**count, std::cmp::Reverse(**start)))?;
    let highest = highest_whole(counts.values().copied().collect());
    let scale = Scale { first, days: last.days_since(first) as f64 + 1.0, highest };
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
    let parts = parts(activity, stretch, links);
    let parts = parts.into_iter().map(|part| part.drawn(edition, &counts, unit, &scale)).collect();
    let gaps = if unit == Unit::Year { Vec::new() } else { gaps(&edition.subjects.covered, first, last, &scale) };
    let months: usize = activity.months.values().sum();
    let outside = months - activity.within(stretch).min(months);
    let cut = (*most > highest).then(|| {
        words.fill(
            "home.activity_cut",
            &[("peak", &name(edition, *peak, unit)), ("peak_count", &words.counted(*most, "events"))],
        )
    });
    Some(Strip { description, parts, gaps, outside, cut, from: words.day(first), to: words.day(last) })
}

/// The highest bar that is drawn whole: that below which nearly all stand, where the rest tower over it; otherwise the highest of all.
fn highest_whole(mut counts: Vec<usize>) -> usize {
    counts.sort_unstable();
    let most = counts.last().copied().unwrap_or_default();
    let whole = (counts.len() * WHOLE).div_ceil(100).saturating_sub(1);
    counts.get(whole).copied().filter(|highest| most > highest * TOWERS).unwrap_or(most)
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
    unit: Unit,
}

/// The days, months or years with events; where nothing else is asked for, years where there are too many months.
fn parts(activity: &Activity, Stretch { first, last }: Stretch, links: Option<Unit>) -> Vec<Part> {
    let months = activity.months.range(first..=last);
    let few = months.clone().nth(MOST_LINKS).is_none();
    let links = links.unwrap_or(if few { Unit::Month } else { Unit::Year });
    let part = |first: Day, count: usize| Part { first, last: end(first, links).plus_days(-1), count, unit: links };
    match links {
        Unit::Day => activity.days.range(first..=last).map(|(day, count)| part(*day, *count)).collect(),
        Unit::Month => months.map(|(month, count)| part(*month, *count)).collect(),
        Unit::Year => {
            let years = activity.years.range(first.year()..=last.year());
            years.filter_map(|(year, count)| Some(part(Day::new(*year, 1, 1)?, *count))).collect()
        }
    }
}

/// The day after a unit that begins on `start`.
fn end(start: Day, unit: Unit) -> Day {
    match unit {
        Unit::Day => start.plus_days(1),
        Unit::Month => start.plus_months(1),
        Unit::Year => start.plus_years(1),
    }
}

impl Part {
    fn drawn(&self, edition: &Edition, counts: &BTreeMap<Day, usize>, unit: Unit, scale: &Scale) -> StripPart {
        let words = &edition.words;
        let url = match self.unit {
            Unit::Day => address::day(self.first, 1),
            Unit::Month => address::listed(&address::month(self.first.year(), self.first.month()), 1),
            Unit::Year => address::listed(&address::year(self.first.year()), 1),
        };
        let title = words.fill(
            "home.activity_item",
            &[("period", &name(edition, self.first, self.unit)), ("count", &words.counted(self.count, "events"))],
        );
        let path = counts.range(self.first..=self.last).map(|(day, count)| scale.bar(*day, *count, unit)).collect();
        let (x, end) = (scale.x(self.first), scale.x(self.last.plus_days(1)));
        StripPart { url, title, x: short(x), width: short(end - x), path }
    }
}

/// From days and numbers to the drawing's own units.
struct Scale {
    first: Day,
    days: f64,
    /// The number of events of the highest bar that is drawn whole.
    highest: usize,
}

impl Scale {
    fn x(&self, day: Day) -> f64 {
        day.days_since(self.first) as f64 / self.days * WIDTH
    }

    /// One bar; its height grows with the square root. One that is cut goes to the very top and has a gap below it.
    fn bar(&self, start: Day, count: usize, unit: Unit) -> String {
        let (left, right) = (self.x(start), self.x(end(start, unit)).min(WIDTH));
        let right = right.max(left + NARROWEST);
        let gap = (right - left) * 0.12;
        let (left, right) = (short(left + gap), short(right - gap));
        if count > self.highest {
            return format!("M{left} {HEIGHT}V9H{right}V{HEIGHT}ZM{left} 5V0H{right}V5Z");
        }
        let share = (count as f64 / self.highest as f64).sqrt();
        let top = HEIGHT - (HEIGHT - HEADROOM) * share - HEADROOM / 2.0;
        format!("M{left} {HEIGHT}V{}H{right}V{HEIGHT}Z", short(top))
    }
}

/// A number with at most one decimal.
fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bar_that_towers_over_nearly_all_others_is_cut() {
        let with = |last: usize| highest_whole((0..199).map(|n| 1 + n % 10).chain([last]).collect());
        assert_eq!([with(10), with(20), with(21), with(445)], [10, 20, 10, 10]);
        assert_eq!(highest_whole(vec![1, 1, 445]), 445);
        assert_eq!(highest_whole(Vec::new()), 0);
    }

    #[test]
    fn a_cut_bar_reaches_the_top_and_shows_the_cut() {
        let day = Day::new(2015, 11, 13).unwrap();
        let scale = Scale { first: day, days: 10.0, highest: 4 };
        assert_eq!(scale.bar(day, 5, Unit::Day), "M12 100V9H88V100ZM12 5V0H88V5Z");
        assert_eq!(scale.bar(day, 4, Unit::Day), "M12 100V2H88V100Z");
        assert_eq!(scale.bar(day, 1, Unit::Day), "M12 100V50H88V100Z");
    }
}
