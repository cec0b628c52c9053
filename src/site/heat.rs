//! Numbers of events by period as a table of links: years by months, or decades by years on long timelines.
//!
//! Not here: the drawing of the same numbers (`strip`).

use super::address;
use super::edition::Edition;
use super::view::{Heat, HeatCell, HeatRow};
use crate::date::Day;

/// From this number of years on the table shows decades.
const MOST_YEARS: usize = 40;

/// The table of the whole timeline.
pub fn heat(edition: &Edition) -> Heat {
    if edition.index.year_counts.len() <= MOST_YEARS { by_month(edition) } else { by_year(edition) }
}

/// A year to a row.
fn by_month(edition: &Edition) -> Heat {
    let words = &edition.words;
    let most = edition.index.month_counts.values().max().copied().unwrap_or_default();
    let rows = edition.index.year_counts.keys().rev().map(|year| HeatRow {
        title: words.year(*year),
        url: Some(address::listed(&address::year(*year), 1)),
        cells: (1..=12).filter_map(|month| Day::new(*year, month, 1)).map(|m| month_cell(edition, m, most)).collect(),
        rest: edition.index.years.get(year).map_or(0, Vec::len),
    });
    Heat { by: "month", rows: rows.collect(), columns: (1..=12).map(|m| words.month_short(m).to_owned()).collect() }
}

fn month_cell(edition: &Edition, first: Day, most: usize) -> HeatCell {
    let count = edition.index.month_counts.get(&first).copied().unwrap_or_default();
    let url = address::listed(&address::month(first.year(), first.month()), 1);
    HeatCell { title: edition.words.month(first), url: (count > 0).then_some(url), count, level: level(count, most) }
}

/// Ten years to a row.
fn by_year(edition: &Edition) -> Heat {
    let counts = &edition.index.year_counts;
    let most = counts.values().max().copied().unwrap_or_default();
    let mut decades: Vec<i32> = counts.keys().rev().map(|year| year.div_euclid(10)).collect();
    decades.dedup();
    let rows = decades.into_iter().map(|decade| HeatRow {
        title: decade_words(edition, decade * 10),
        cells: (0..10).map(|digit| year_cell(edition, decade * 10 + digit, most)).collect(),
        ..HeatRow::default()
    });
    Heat { by: "year", rows: rows.collect(), columns: (0..10).map(|digit| digit.to_string()).collect() }
}

fn decade_words(edition: &Edition, first: i32) -> String {
    match (Day::new(first, 1, 1), Day::new(first + 9, 12, 31)) {
        (Some(a), Some(b)) => edition.words.range(a, b),
        _ => edition.words.year(first),
    }
}

fn year_cell(edition: &Edition, year: i32, most: usize) -> HeatCell {
    let count = edition.index.year_counts.get(&year).copied().unwrap_or_default();
    let url = address::listed(&address::year(year), 1);
    HeatCell { title: edition.words.year(year), url: (count > 0).then_some(url), count, level: level(count, most) }
}

/// 0 for none, 1 to 4 in four steps of the square root.
fn level(count: usize, most: usize) -> usize {
    if count == 0 || most == 0 {
        return 0;
    }
    ((count as f64 / most as f64).sqrt() * 4.0).ceil().clamp(1.0, 4.0) as usize
}
