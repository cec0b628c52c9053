//! What became of published events, on the page of changes and on pages of events.

use super::{Link, Pager};
use serde::Serialize;

/// The page of changes: `changes`.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesView {
    /// Days with changes, newest first.
    pub days: Vec<ChangeDay>,
    /// The list's pages.
    pub pager: Pager,
}

/// What was published on one day.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeDay {
    /// The day in words.
    pub words: String,
    /// `2026-11-23`.
    pub datetime: String,
    /// What changed about events that were there.
    pub changes: Vec<ChangeView>,
    /// Events that are new.
    pub added: Option<Added>,
}

/// New events.
#[derive(Clone, Debug, Serialize)]
pub struct Added {
    /// How many.
    pub count: usize,
    /// The first of them.
    pub events: Vec<Link>,
    /// Number of those not shown.
    pub more: usize,
}

/// One change of one event.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    /// The event, or the page that says what became of it.
    pub event: Link,
    /// `kind`, `date`, `status`, `title`, `actors`, `targets`, `place`, `merged`, `withdrawn` or `restored`.
    pub what: &'static str,
    /// The value before, for readers; empty where there was none.
    pub old: String,
    /// The value after.
    pub new: String,
    /// The event that took it in.
    pub into: Option<Link>,
    /// True where an editor decided it.
    pub by_editor: bool,
    /// The editor's reason.
    pub why: Option<String>,
    /// The day in words.
    pub on: String,
    /// `2026-11-23`.
    pub datetime: String,
}

/// An event that is gone: `gone`.
#[derive(Clone, Debug, Serialize)]
pub struct GoneView<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its last title.
    pub title: &'a str,
    /// Its last date in words.
    pub when: String,
    /// What became of it, oldest first.
    pub changes: Vec<ChangeView>,
}

/// What an editor decided about an event: `event.curated`.
#[derive(Clone, Debug, Serialize)]
pub struct CuratedView<'a> {
    /// True where the editor found it right.
    pub accepted: bool,
    /// What was found and what the editor wrote in its place.
    pub corrected: Vec<Correction>,
    /// Decisions, in the order in which they were carried out.
    pub steps: Vec<StepView<'a>>,
}

/// One field that an editor corrected.
#[derive(Clone, Debug, Serialize)]
pub struct Correction {
    /// `kind`, `date`, `status`, `title`, `actors`, `targets` or `place`.
    pub what: &'static str,
    /// What was found, for readers; empty where nothing was.
    pub found: String,
}

/// One decision.
#[derive(Clone, Debug, Serialize)]
pub struct StepView<'a> {
    /// `accept`, `correct`, `merge` or `split`.
    pub act: &'static str,
    /// Events that were taken in, or the one that it was split from; without an address where there is no such page.
    pub others: Vec<Link>,
    /// Why.
    pub reason: Option<&'a str>,
    /// The day, in words.
    pub decided: Option<String>,
}
