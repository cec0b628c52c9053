//! What templates are given: plain data, serialised. Together with `docs/theme.md` this is the theme's contract.
//!
//! Addresses are relative to the site's root; a template writes `{{ root }}{{ x.url }}`. Not here: how the data is found.

mod about;
mod activity;
mod changes;
mod event;
mod facet;
mod timeline;

pub use about::{Count, DataFile, DataView, KindMethod, MethodView};
pub use activity::{Heat, HeatCell, HeatRow, Strip, StripGap, StripPart};
pub use changes::{Added, ChangeDay, ChangeView, ChangesView, Correction, CuratedView, GoneView, StepView};
pub use event::{ArticleView, Difference, EventView, EvidenceView, LocationView, Passage, Version, WhyView};
pub use facet::{DirectoryRow, DirectoryView, FacetView, LetterGroup, RoleGroup, Shared, Single, Tally};
pub use timeline::{DayGroup, HomeView, Latest, ListView, MonthRow, PeriodView, VagueGroup};

use super::facet::Sort;
use serde::Serialize;

/// A link with its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Address, relative to the site.
    pub url: String,
    /// Text.
    pub title: String,
}

/// A name, and the address of its page where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Named<'a> {
    /// The name as the event or article has it.
    pub name: &'a str,
    /// Address of its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
}

/// What every template knows of the site: `site`.
#[derive(Serialize)]
pub struct SiteView<'a> {
    /// Its name.
    pub title: &'a str,
    /// A sentence on what it covers.
    pub description: &'a str,
    /// Language of the interface.
    pub language: &'a str,
    /// Who makes it.
    pub authors: &'a [String],
    /// Where to report an error; empty where nobody says.
    pub contact: &'a str,
    /// Absolute address of a picture for those who share a page, where the site knows its own.
    pub image: Option<String>,
    /// Names of the machine-readable forms of its events.
    pub exports: Vec<&'static str>,
    /// True where it has a page of search and filters.
    pub search: bool,
    /// Pages without a date.
    pub pages: Vec<Link>,
    /// Indexes of names.
    pub directories: Vec<Directory>,
}

/// An index of names.
#[derive(Serialize)]
pub struct Directory {
    /// `actor`, `place` or `source`.
    pub sort: Sort,
    /// Its address.
    pub url: String,
    /// Number of names that have a page.
    pub names: usize,
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
    /// The same content in other forms.
    pub alternates: Vec<Alternate>,
    /// When what the page tells was first published, where it has a day.
    pub published: Option<String>,
    /// JSON-LD that may stand in a `script` element as it is.
    pub structured: Option<String>,
}

/// A page's content in another form: a feed, a calendar, annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// Address, relative to the site.
    pub url: String,
    /// Content type.
    pub kind: &'static str,
    /// Title.
    pub title: String,
}

/// An event in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card<'a> {
    /// Address.
    pub url: String,
    /// Title.
    pub title: &'a str,
    /// Identifier of its kind; `kinds[event.kind]` has the rest.
    pub kind: &'a str,
    /// Date in words, as wide as it is known.
    pub when: &'a str,
    /// Date for the `datetime` attribute, where HTML can say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datetime: Option<&'a str>,
    /// `happened`, `claimed`, `denied`, `future` or `hypothetical`.
    pub status: &'static str,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Named<'a>>,
    /// Number of articles that report it.
    pub support: usize,
    /// First sentence that reports it, where the list shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// Everything else that is known of it, where the list is the place at which it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole<'a>>,
}

/// What a list shows beside the card of an event that has no page of its own.
#[derive(Clone, Debug, Serialize)]
pub struct Whole<'a> {
    /// Its anchor on this page.
    pub id: String,
    /// Who did it, sent it or said it.
    pub actors: Vec<Named<'a>>,
    /// To whom.
    pub targets: Vec<Named<'a>>,
    /// Words that were said.
    pub quote: Option<&'a str>,
    /// The editor's remark.
    pub note: Option<&'a str>,
    /// Every sentence that reports it.
    pub proofs: Vec<Proof<'a>>,
}

/// A sentence that reports an event, or an article into which an editor wrote it.
#[derive(Clone, Debug, Serialize)]
pub struct Proof<'a> {
    /// Where it stands in its article.
    pub url: String,
    /// The sentence; absent where an editor wrote the event.
    pub sentence: Option<&'a str>,
    /// Title of the article.
    pub title: &'a str,
    /// Language of the article where it is not the site's.
    pub lang: Option<&'a str>,
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
    pub source: Option<Named<'a>>,
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

/// Search and filters: `search`.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// The states that events of the site are in.
    pub statuses: Vec<&'static str>,
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
