//! The files of the editor's desk, and what they make of a timeline.
//!
//! What they made of the last timeline stands while the events, the reports they rest on and the files are as they were. Not here: what a
//! decision does (`timeline`), what becomes of an id (`lock`).

use super::Desk;
use crate::config::Config;
use crate::date::Day;
use crate::diag::{Diagnostic, File, Severity};
use crate::lang::Language;
use crate::lock::Lock;
use crate::timeline::{Curation, Edited, Event, ReadArticle, Timeline, is_known_alike};
use std::sync::Arc;

/// The last timeline before and after the editor's decisions.
pub(super) struct LastEdit {
    found: Timeline,
    desk: Desk,
    today: Day,
    events: Vec<Arc<Event>>,
    lock: Arc<Lock>,
    diagnostics: Vec<Diagnostic>,
}

impl LastEdit {
    /// The same for `timeline`, by way of `last` where that still holds. Kinds and language must be those of `last`.
    pub(super) fn renewed(last: Option<Self>, timeline: Timeline, desk: &Desk, config: &Config, today: Day) -> Self {
        match last {
            Some(last) if last.today == today && last.desk == *desk && last.holds_for(&timeline) => {
                LastEdit { found: timeline, ..last }
            }
            _ => {
                let found = timeline.clone();
                let (edited, lock, diagnostics) = edit(timeline, desk, config, today);
                let lock = Arc::new(lock);
                LastEdit { found, desk: desk.clone(), today, events: edited.events, lock, diagnostics }
            }
        }
    }

    /// The timeline as it is published, its ids from now on, and everything that is wrong with the editor's files.
    pub(super) fn outcome(&self) -> (Timeline, Arc<Lock>, Vec<Diagnostic>) {
        let timeline = Timeline { articles: self.found.articles.clone(), events: self.events.clone() };
        (timeline, self.lock.clone(), self.diagnostics.clone())
    }

    fn holds_for(&self, timeline: &Timeline) -> bool {
        let is_curated = self.desk.curation.is_some();
        // What an editor splits or merges is made anew from single mentions.
        let is_same =
            |a: &ReadArticle, b: &ReadArticle| is_known_alike(a, b) && (!is_curated || a.mentions == b.mentions);
        let same_articles = || {
            let mut pairs = self.found.articles.iter().zip(&timeline.articles);
            pairs.all(|(a, b)| Arc::ptr_eq(a, b) || is_same(a, b))
        };
        self.found.events.len() == timeline.events.len()
            && self.found.articles.len() == timeline.articles.len()
            && self.found.events.iter().zip(&timeline.events).all(|(a, b)| Arc::ptr_eq(a, b))
            && same_articles()
    }
}

/// `timeline` after the editor's decisions, under the ids that its events keep, with the ids from now on and everything that is wrong with
/// the two files.
fn edit(timeline: Timeline, desk: &Desk, config: &Config, today: Day) -> (Timeline, Lock, Vec<Diagnostic>) {
    let curation = desk.curation.as_ref().map(|file| Curation::read(file, &config.kinds));
    let (curation, mut diagnostics) = curation.map_or((None, Vec::new()), |(read, found)| (Some(read), found));
    let (old, problems) = desk.lock.as_ref().map(Lock::read).unwrap_or_default();
    let is_broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    let language = Language::find(&config.language);
    let Edited { timeline, shown, rulings, diagnostics: undone } =
        timeline.edited(&config.kinds, language.as_ref(), curation.as_ref(), &old);
    diagnostics.extend(undone);
    diagnostics.extend(problems);
    diagnostics.extend(from_the_future(desk.lock.as_ref(), &old, today));
    let lock = if is_broken || old.latest() > Some(today) { old } else { old.next(&shown, &rulings, today) };
    (timeline, lock, diagnostics)
}

/// A file that knows days after today is left as it is: otherwise whatever is not published yet today would be noted as withdrawn.
fn from_the_future(file: Option<&File>, lock: &Lock, today: Day) -> Option<Diagnostic> {
    let latest = lock.latest().filter(|latest| *latest > today)?;
    let message = format!("events.lock knows of {latest}, which is after today, {today}; no changes are noted");
    let hint = "build without --today, or set the clock of this machine";
    Some(Diagnostic::warning("lock.today", message).of(file?).hint(hint))
}
