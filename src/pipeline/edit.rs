//! The files of the editor's desk, and what they make of a timeline.
//!
//! Not here: what a decision does (`timeline`), what becomes of an id (`lock`).

use super::Desk;
use crate::config::Config;
use crate::date::Day;
use crate::diag::{Diagnostic, File, Severity};
use crate::lang::Language;
use crate::lock::Lock;
use crate::timeline::{Curation, Edited, Timeline};

/// `timeline` after the editor's decisions, under the ids that its events keep, with the ids from now on and everything that is wrong with
/// the two files.
pub(super) fn edit(timeline: Timeline, desk: &Desk, config: &Config, today: Day) -> (Timeline, Lock, Vec<Diagnostic>) {
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
