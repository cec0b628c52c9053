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
use crate::timeline::{Curation, Edited, Event, ReadArticle, Sightings, Timeline, is_known_alike};
use std::sync::Arc;

/// The last timeline before and after the editor's decisions.
pub(super) struct LastEdit {
    found: Timeline,
    desk: Desk,
    today: Day,
    events: Vec<Arc<Event>>,
    lock: Arc<Lock>,
    diagnostics: Vec<Diagnostic>,
    known: Known,
}

/// What stays known of a timeline and of the editor's files when either changes.
#[derive(Default)]
struct Known {
    sightings: Sightings,
    /// `events.lock` as it was read, with everything that is wrong with it.
    lock: Option<(File, Arc<Lock>, Vec<Diagnostic>)>,
}

impl LastEdit {
    /// The same for `timeline`, by way of `last` where that still holds. Kinds and language must be those of `last`.
    pub(super) fn renewed(last: Option<Self>, timeline: Timeline, desk: &Desk, config: &Config, today: Day) -> Self {
        match last {
            Some(last) if last.today == today && last.desk == *desk && last.holds_for(&timeline) => {
                LastEdit { found: timeline, ..last }
            }
            last => {
                let mut known = last.map(|last| last.known).unwrap_or_default();
                let found = timeline.clone();
                let (edited, lock, diagnostics) = edit(timeline, desk, config, today, &mut known);
                let events = edited.coarsened(|place| config.geo_precision_of(place)).events;
                LastEdit { found, desk: desk.clone(), today, events, lock, diagnostics, known }
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
fn edit(
    timeline: Timeline,
    desk: &Desk,
    config: &Config,
    today: Day,
    known: &mut Known,
) -> (Timeline, Arc<Lock>, Vec<Diagnostic>) {
    let curation = desk.curation.as_ref().map(|file| Curation::read(file, &config.kinds));
    let (curation, mut diagnostics) = curation.map_or((None, Vec::new()), |(read, found)| (Some(read), found));
    let (old, problems) = known.read(desk.lock.as_ref());
    let is_broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    let language = Language::find(&config.language);
    let Edited { timeline, shown, rulings, diagnostics: undone } =
        timeline.edited(&config.kinds, language.as_ref(), curation.as_ref(), &old, &mut known.sightings);
    diagnostics.extend(undone);
    diagnostics.extend(problems);
    diagnostics.extend(from_the_future(desk.lock.as_ref(), &old, today));
    let lock = if is_broken || old.latest() > Some(today) { old } else { old.next(&shown, &rulings, today).into() };
    (timeline, lock, diagnostics)
}

impl Known {
    /// What `events.lock` says, and what is wrong with it.
    fn read(&mut self, file: Option<&File>) -> (Arc<Lock>, Vec<Diagnostic>) {
        let Some(file) = file else { return Default::default() };
        if let Some((_, lock, problems)) = self.lock.as_ref().filter(|(known, ..)| known == file) {
            return (lock.clone(), problems.clone());
        }
        let (lock, problems) = Lock::read(file);
        let lock = Arc::new(lock);
        self.lock = Some((file.clone(), lock.clone(), problems.clone()));
        (lock, problems)
    }
}

/// A file that knows days after today is left as it is: otherwise whatever is not published yet today would be noted as withdrawn.
fn from_the_future(file: Option<&File>, lock: &Lock, today: Day) -> Option<Diagnostic> {
    let latest = lock.latest().filter(|latest| *latest > today)?;
    let message = format!("events.lock knows of {latest}, which is after today, {today}; no changes are noted");
    let hint = "build without --today, or set the clock of this machine";
    Some(Diagnostic::warning("lock.today", message).of(file?).hint(hint))
}
