//! What templates are given: plain data, serialised. Together with `docs/theme.md` this is the theme's contract.
//!
//! Addresses are relative to the site's root; a template writes `{{ root }}{{ x.url }}`. Not here: how the data is found.

use super::period::Vague;
use serde::Serialize;

/// A link with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Address, relative to the site.
    pub url: String,
    /// Text.
    pub title: String,
}

/// What the frame of every page needs: `page`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// Title of this page; empty on home.
    pub title: String,
    /// A sentence about it.
    pub description: String,
    /// Its address, relative to the site.
    pub url: String,
    /// Its absolute address, where the site knows its own.
    pub canonical: Option<String>,
    /// The part of the site it belongs to: `home`, `timeline`, `articles`, or the slug of a plain page.
    pub section: String,
    /// Page before this one in its order.
    pub previous: Option<Link>,
    /// Page after this one.
    pub next: Option<Link>,
    /// The way from the site to this page, without either end's own name.
    pub trail: Vec<Link>,
}

/// An event in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card<'a> {
    /// Identifier.
    pub id: &'a str,
    /// Address.
    pub url: String,
    /// Title.
    pub title: &'a str,
    /// Identifier of its kind; `kinds[event.kind]` has the rest.
    pub kind: &'a str,
    /// Date in words, as wide as it is known.
    pub when: &'a str,
    /// Date for the `datetime` attribute, where HTML can say it.
    pub datetime: Option<String>,
    /// `happened`, `claimed`, `denied`, `future` or `hypothetical`.
    pub status: &'static str,
    /// Where.
    pub place: Option<&'a str>,
    /// Number of articles that report it.
    pub support: usize,
    /// First sentence that reports it, where the list shows it.
    pub sentence: Option<String>,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleRow<'a> {
    /// Address.
    pub url: String,
    /// Title.
    pub title: &'a str,
    /// Language where it is not the site's.
    pub lang: Option<&'a str>,
    /// Date in words.
    pub date: String,
    /// Date for the `datetime` attribute.
    pub datetime: String,
    /// Who published it first.
    pub source: Option<&'a str>,
    /// Number of events it reports.
    pub events: usize,
    /// Its summary.
    pub summary: Option<&'a str>,
}

/// The pages of a long list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub page: usize,
    /// Number of pages.
    pub pages: usize,
    /// Page before.
    pub previous: Option<String>,
    /// Page after.
    pub next: Option<String>,
}

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
    /// Events that several articles report, the most reported first.
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

/// Activity over time as a drawing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Strip {
    /// The drawing in words.
    pub description: String,
    /// One part for each month or year.
    pub parts: Vec<StripPart>,
    /// First day shown, in words.
    pub from: String,
    /// Last day shown, in words.
    pub to: String,
}

/// The bars of one month or year in a strip of 1000 by 100.
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
    /// Events that several articles report.
    pub reported: Vec<Card<'a>>,
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

/// One event: `event`.
#[derive(Clone, Debug, Serialize)]
pub struct EventView<'a> {
    /// As in lists.
    pub card: Card<'a>,
    /// Date in words, as a sentence would have it.
    pub when_in_full: String,
    /// Date in EDTF.
    pub edtf: String,
    /// Page of the period it stands under.
    pub period: Link,
    /// Subkind; absent where none is known.
    pub subkind: Option<&'a str>,
    /// `explicit`, `relative`, `inferred` or `editor`.
    pub basis: &'static str,
    /// `high`, `fair`, `low` or `editor`.
    pub confidence: &'static str,
    /// In hundredths.
    pub confidence_value: u8,
    /// Who did it, sent it or said it.
    pub actors: &'a [String],
    /// To whom.
    pub targets: &'a [String],
    /// Words that were said.
    pub quote: Option<&'a str>,
    /// The editor's remark.
    pub note: Option<&'a str>,
    /// Every report, by article.
    pub evidence: Vec<EvidenceView<'a>>,
    /// Events that stand beside it under the same period.
    pub neighbours: Vec<Card<'a>>,
    /// How to cite it.
    pub citation: String,
}

/// What one article says of an event.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView<'a> {
    /// The article.
    pub article: ArticleRow<'a>,
    /// Its sentences.
    pub passages: Vec<Passage<'a>>,
    /// True where an editor wrote the event into the article.
    pub by_hand: bool,
}

/// A sentence that reports an event, in its surroundings.
#[derive(Clone, Debug, Serialize)]
pub struct Passage<'a> {
    /// Where it stands in its article.
    pub url: String,
    /// The sentence before, unless it is shown already.
    pub before: Option<&'a str>,
    /// The sentence.
    pub sentence: &'a str,
    /// The sentence after, unless it is shown next.
    pub after: Option<&'a str>,
    /// Whose words or account it is: the speaker of a statement.
    pub says: Option<&'a str>,
    /// The sentence in the original, as a link with a text fragment.
    pub original: Option<String>,
    /// Rules and words that decided each field.
    pub why: Vec<WhyView<'a>>,
}

/// Why a field has its value.
#[derive(Clone, Debug, Serialize)]
pub struct WhyView<'a> {
    /// `kind`, `date`, `actor`, `target`, `place` or `status`.
    pub field: &'static str,
    /// Name of the rule.
    pub rule: &'a str,
    /// Words it fired on.
    pub words: Option<&'a str>,
    /// The arithmetic.
    pub note: Option<&'a str>,
}

/// An article: `article`.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView<'a> {
    /// As in lists.
    pub row: ArticleRow<'a>,
    /// Text in HTML, evidence sentences marked.
    pub html: String,
    /// Day of the last change, in words.
    pub updated: Option<String>,
    /// Who wrote it.
    pub authors: &'a [String],
    /// Address of the original.
    pub source_url: Option<&'a str>,
    /// Where it was written.
    pub place: Option<&'a str>,
    /// Subjects.
    pub tags: Vec<Link>,
    /// Its events, in the order of its text.
    pub events: Vec<Card<'a>>,
}

/// A page without a date: `text`.
#[derive(Clone, Debug, Serialize)]
pub struct TextView<'a> {
    /// Title.
    pub title: &'a str,
    /// Language where it is not the site's.
    pub lang: Option<&'a str>,
    /// Text in HTML.
    pub html: String,
}
