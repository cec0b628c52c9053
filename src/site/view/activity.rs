//! Numbers of events over time, as a drawing and as a table.
//!
//! Not here: how they are counted (`strip`, `heat`).

use serde::Serialize;

/// Activity over time as a drawing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Strip {
    /// The drawing in words.
    pub description: String,
    /// One part for each day, month or year.
    pub parts: Vec<StripPart>,
    /// Stretches in which no article was published.
    pub gaps: Vec<StripGap>,
    /// Number of events before and after the stretch that is drawn.
    pub outside: usize,
    /// Where bars are cut, what the highest of them stands for, in words.
    pub cut: Option<String>,
    /// First day shown, in words.
    pub from: String,
    /// Last day shown, in words.
    pub to: String,
}

/// The bars of one day, month or year in a strip of 1000 by 100.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StripPart {
    /// Its page.
    pub url: String,
    /// Its name and number of events.
    pub title: String,
    /// Left edge of its area.
    pub x: String,
    /// Width of its area.
    pub width: String,
    /// The bars, as an SVG path.
    pub path: String,
}

/// A stretch without articles, in the same units.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StripGap {
    /// Left edge.
    pub x: String,
    /// Width.
    pub width: String,
}

/// Numbers of events by period, as a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Heat {
    /// `month` (a year to a row) or `year` (ten years to a row).
    pub by: &'static str,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// Rows, the latest first.
    pub rows: Vec<HeatRow>,
}

/// A row of such a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HeatRow {
    /// Its name.
    pub title: String,
    /// Its page, where it has one.
    pub url: Option<String>,
    /// One cell for each column.
    pub cells: Vec<HeatCell>,
    /// Number of events that stand under the row but no column.
    pub rest: usize,
}

/// A cell of such a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HeatCell {
    /// The period in words.
    pub title: String,
    /// Its page, where it has events.
    pub url: Option<String>,
    /// Number of its events.
    pub count: usize,
    /// 0 for none, 1 to 4 for few to many.
    pub level: usize,
}
