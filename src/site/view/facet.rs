//! Pages of names: an actor, a place, a source, and the indexes of them.
//!
//! Not here: how names are gathered (`site::facet`).

use super::{ArticleRow, Card, Link, Named, Pager, Strip};
use crate::site::facet::{Role, Sort};
use crate::site::map::MapView;
use serde::Serialize;

/// One actor, place or source: `facet`.
#[derive(Clone, Debug, Serialize)]
pub struct FacetView<'a> {
    /// What it is.
    pub sort: Sort,
    /// The name.
    pub title: &'a str,
    /// Other spellings.
    pub spellings: &'a [String],
    /// Number of its events.
    pub count: usize,
    /// Number of its articles, of a source.
    pub articles: usize,
    /// What only the first page shows.
    pub summary: Option<Shared<'a>>,
    /// Its events on this page, by what it does in them; a source lists articles instead.
    pub groups: Vec<RoleGroup<'a>>,
    /// Its articles on this page, newest first.
    pub rows: Vec<ArticleRow<'a>>,
    /// The list's pages.
    pub pager: Pager,
}

/// What the events of a name have in common.
#[derive(Clone, Debug, Serialize)]
pub struct Shared<'a> {
    /// Activity over time.
    pub strip: Option<Strip>,
    /// Where its events happened, or what lies around it.
    pub map: Option<MapView>,
    /// The period of its first event.
    pub first: Option<Link>,
    /// The period of its last event.
    pub last: Option<Link>,
    /// Its events by the identifier of their kind.
    pub kinds: Vec<Tally<'a>>,
    /// Actors of the same events.
    pub actors: Vec<Tally<'a>>,
    /// Places of the same events.
    pub places: Vec<Tally<'a>>,
    /// Of a source: events that no other source reports.
    pub single: Option<Single>,
}

/// A name, or the identifier of a kind, and how often it occurs.
#[derive(Clone, Debug, Serialize)]
pub struct Tally<'a> {
    /// The name.
    pub of: Named<'a>,
    /// Number of events.
    pub count: usize,
}

/// Events that rest on one source.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Single {
    /// Their number.
    pub count: usize,
    /// Their share, in hundredths.
    pub percent: usize,
}

/// Events in which a name does the same.
#[derive(Clone, Debug, Serialize)]
pub struct RoleGroup<'a> {
    /// What it does.
    pub role: Role,
    /// The same in words.
    pub title: String,
    /// Number of such events on all pages.
    pub count: usize,
    /// True where the page before showed the first of them.
    pub continued: bool,
    /// Those on this page, by date.
    pub events: Vec<Card<'a>>,
}

/// An index of names: `directory`.
#[derive(Clone, Debug, Serialize)]
pub struct DirectoryView<'a> {
    /// What the names name.
    pub sort: Sort,
    /// Heading.
    pub title: &'a str,
    /// A sentence about it.
    pub note: String,
    /// All places, on the first page of the index of places.
    pub map: Option<MapView>,
    /// First letters with the page on which each begins.
    pub letters: Vec<Link>,
    /// Names on this page by their first letter.
    pub groups: Vec<LetterGroup<'a>>,
    /// The index's pages.
    pub pager: Pager,
}

/// Names with the same first letter.
#[derive(Clone, Debug, Serialize)]
pub struct LetterGroup<'a> {
    /// The letter; `#` stands for everything else.
    pub letter: String,
    /// Its anchor, on the page on which it begins; absent where it is continued.
    pub id: Option<String>,
    /// The names.
    pub rows: Vec<DirectoryRow<'a>>,
}

/// A name in an index.
#[derive(Clone, Debug, Serialize)]
pub struct DirectoryRow<'a> {
    /// Address.
    pub url: &'a str,
    /// The name.
    pub name: &'a str,
    /// Number of its events.
    pub count: usize,
    /// From the first to the last year in which it has events, in words; empty where none has a date.
    pub years: String,
}
