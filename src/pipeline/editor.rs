//! The files of the editor's desk, and what they make of a timeline.
//!
//! What is known of the last timeline and of the files stands while these are as they were. Not here: what a decision does (`timeline`), what becomes of an id (`lock`).

use super::Desk;
use crate::config::Config;
use crate::date::Day;
use crate::diag::{Diagnostic, File, Severity};
use crate::lock::Lock;
use crate::timeline::{Curation, Published, Publisher, Timeline};
use std::sync::Arc;

/// The editor's files as they were read, and who publishes timelines by them.
pub(super) struct Editor {
    desk: Desk,
    today: Day,
    publisher: Publisher,
    /// What is wrong with `curation.yaml`.
    of_curation: Vec<Diagnostic>,
    /// What is wrong with `events.lock`.
    of_lock: Vec<Diagnostic>,
}

impl Editor {
    /// The editor of these files on a day, by way of `last` where that still holds. Kinds, language and precision must be those of `last`.
    pub(super) fn renewed(last: Option<Self>, desk: &Desk, config: &Config, today: Day) -> Self {
        let last = last.filter(|last| last.today == today && last.desk.lock == desk.lock);
        let (mut editor, is_new) = match last {
            Some(last) => (last, false),
            None => (Editor::beside(desk.lock.as_ref(), today), true),
        };
        if is_new || editor.desk.curation != desk.curation {
            let read = desk.curation.as_ref().map(|file| Curation::read(file, &config.kinds));
            let (curation, problems) =
                read.map_or((None, Vec::new()), |(curation, problems)| (Some(curation), problems));
            editor.publisher.decide(curation);
            editor.of_curation = problems;
        }
        editor.desk.clone_from(desk);
        editor
    }

    /// The editor beside `events.lock`, an empty one where there is none.
    fn beside(file: Option<&File>, today: Day) -> Self {
        let (lock, mut problems) = file.map(Lock::read).unwrap_or_default();
        let is_broken = problems.iter().any(|problem| problem.severity == Severity::Error);
        let may_note = !is_broken && lock.latest() <= Some(today);
        problems.extend(from_the_future(file, &lock, today));
        let publisher = Publisher::new(Arc::new(lock), may_note.then_some(today));
        Editor { desk: Desk::default(), today, publisher, of_curation: Vec::new(), of_lock: problems }
    }

    /// `timeline` as it is published, with everything that is wrong with the editor's files.
    pub(super) fn publish(&mut self, timeline: Timeline, config: &Config) -> Published {
        let mut published = self.publisher.publish(timeline, config);
        let undone = std::mem::take(&mut published.diagnostics);
        published.diagnostics = [&self.of_curation[..], &undone, &self.of_lock].concat();
        published
    }
}

/// A file that knows days after today is left as it is: otherwise whatever is not published yet today would be noted as withdrawn.
fn from_the_future(file: Option<&File>, lock: &Lock, today: Day) -> Option<Diagnostic> {
    let latest = lock.latest().filter(|latest| *latest > today)?;
    let message = format!("events.lock knows of {latest}, which is after today, {today}; no changes are noted");
    let hint = "build without --today, or set the clock of this machine";
    Some(Diagnostic::warning("lock.today", message).of(file?).hint(hint))
}
