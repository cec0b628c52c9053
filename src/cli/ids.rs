//! Keeping the ids of what is published, as `build` and `deploy` do.
//!
//! Not here: what is kept (`lock`).

use super::building::Building;
use super::report;
use crate::diag::{Diagnostic, File};
use crate::lock::{self, Lock};
use crate::output;
use crate::pipeline::Desk;
use anyhow::Result;

/// Whether ids may change.
#[derive(clap::Args)]
pub(super) struct Keeping {
    /// Refuse where events.lock would have to change
    #[arg(long)]
    locked: bool,
}

impl Keeping {
    /// What is wrong where nothing may change, and something would.
    pub(super) fn fault(&self, building: &Building, desk: &Desk, lock: &Lock) -> Option<Diagnostic> {
        // Version control may have changed the ends of lines.
        let is_same = |file: &File| file.text.lines().eq(lock.text().lines());
        if !self.locked || !building.publishes() || desk.lock.as_ref().is_some_and(is_same) {
            return None;
        }
        let old = desk.lock.as_ref().map(|file| Lock::read(file).0).unwrap_or_default();
        let differs = |(id, entry): &(&String, &std::sync::Arc<lock::Entry>)| old.entries.get(id) != Some(*entry);
        let number = lock.entries.iter().filter(differs).count();
        let message = match number {
            0 => "events.lock is not as Dateline writes it, though its ids are right".to_owned(),
            _ => format!("events.lock is not up to date: {} would change", report::count(number, "line")),
        };
        let diagnostic = Diagnostic::error("lock.changed", message);
        let hint = "run `dateline build` without --locked, look at the difference, and commit it";
        Some(desk.lock.as_ref().map_or(diagnostic.clone(), |file| diagnostic.of(file)).hint(hint))
    }
}

/// Writes down the ids of what was just published; nothing after a build that shows drafts or the future.
pub(super) fn keep(building: &Building, lock: &Lock) -> Result<()> {
    let path = building.site.join(lock::FILE);
    let is_needed = path.exists() || !lock.entries.is_empty();
    if building.publishes() && is_needed && output::replace(&path, &lock.text())? {
        report::detail(&format!("Wrote {}", report::shown(&path)));
    }
    Ok(())
}
