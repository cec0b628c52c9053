//! Pages that list: home, periods, kinds, tags, articles.
//!
//! Not here: the pieces they are made of (`view`).

use super::{ArticleRow, Card, Heat, Pager, Strip};
use crate::site::period::Vague;
use serde::Serialize;

/// One day of a period's page.
#[derive(Clone, Debug, Serialize)]
pub struct DayGroup<'a> {
    /// `2015-11-13`.
    pub date: String,
    /// Weekday in words.
    pub weekday: String,
    /// Day of the month.
    pub day: u32,
    /// Month and year in words.
    pub month: String,
    /// Whole date in words.
    pub words: String,
    /// Page of the day.
    pub url: String,
    /// True where the page before showed the day's first events.
    pub continued: bool,
    /// Its events.
    pub events: Vec<Card<'a>>,
}

/// Events of a period of which no single day is known.
#[derive(Clone, Debug, Serialize)]
pub struct VagueGroup<'a> {
    /// What is known: `within`, `beyond`, `before` or `after`.
    pub known: Vague,
    /// The same in words.
    pub title: String,
    /// True where the page before showed the group's first events.
    pub continued: bool,
    /// Its events.
    pub events: Vec<Card<'a>>,
}

/// A month in a year's overview.
#[derive(Clone, Debug, Serialize)]
pub struct MonthRow<'a> {
    /// Its page.
    pub url: String,
    /// Its name.
    pub name: String,
    /// Number of its events.
    pub count: usize,
    /// Its events where they are few, otherwise those that most articles report.
    pub events: Vec<Card<'a>>,
}

/// A year, month or day, or the events without a date: `period`.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodView<'a> {
    /// `year`, `month`, `day` or `undated`.
    pub level: &'static str,
    /// The period in words.
    pub title: String,
    /// For the `datetime` attribute.
    pub datetime: Option<String>,
    /// Number of all its events.
    pub count: usize,
    /// Activity over time.
    pub strip: Option<Strip>,
    /// Months of a year that have events.
    pub months: Vec<MonthRow<'a>>,
    /// Days with events.
    pub days: Vec<DayGroup<'a>>,
    /// Events without a single day.
    pub vague: Vec<VagueGroup<'a>>,
    /// The list's pages.
    pub pager: Pager,
}

/// A list of events of one kind or of articles: `list`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListView<'a> {
    /// `kind`, `tag` or `articles`.
    pub level: &'static str,
    /// Identifier of the kind, where it is one.
    pub kind: Option<&'a str>,
    /// Heading.
    pub title: String,
    /// A sentence about it.
    pub note: String,
    /// Words by which events of the kind are found.
    pub words: Vec<&'a str>,
    /// Events, of a kind.
    pub events: Vec<Card<'a>>,
    /// Articles, of a tag or all.
    pub articles: Vec<ArticleRow<'a>>,
    /// The list's pages.
    pub pager: Pager,
}

/// The first page: `home`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeView<'a> {
    /// Number of events.
    pub events: usize,
    /// Number of articles.
    pub articles: usize,
    /// From the first to the last period with events, in words.
    pub range: String,
    /// Activity over time.
    pub strip: Option<Strip>,
    /// The same numbers.
    pub heat: Heat,
    /// Number of events without a date.
    pub undated: usize,
    /// The events that an editor chose, then those that most publishers report.
    pub key: Vec<Card<'a>>,
    /// Newest articles with some of their events.
    pub latest: Vec<Latest<'a>>,
}

/// A new article on the first page.
#[derive(Clone, Debug, Serialize)]
pub struct Latest<'a> {
    /// The article.
    pub article: ArticleRow<'a>,
    /// Its first events.
    pub events: Vec<Card<'a>>,
    /// Number of events not shown.
    pub more: usize,
}
