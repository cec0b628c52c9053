//! Which outgoing links answered lately, so that they are not asked for again at every check.
//!
//! Kept in `.dateline/links.json` of the site, which no repository needs. A file that cannot be read counts as empty. Not here: asking.

use crate::date::Day;
use crate::output;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Days for which a good answer is remembered.
const DAYS: i64 = 7;

/// How long answers are gathered at most before they are written down: asking for many addresses takes long, and may be ended by hand.
const PAUSE: Duration = Duration::from_secs(1);

/// Addresses with the day of their last good answer.
pub(super) struct Memory {
    path: PathBuf,
    today: Day,
    good: BTreeMap<String, String>,
    /// When it was last written down.
    saved: Option<Instant>,
}

impl Memory {
    /// What is remembered of the site in `root`.
    pub(super) fn of(root: &Path, today: Day) -> Self {
        let path = root.join(".dateline").join("links.json");
        let good = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Memory { path, today, good, saved: None }
    }

    /// True of an address that answered well in the last days.
    pub(super) fn knows(&self, address: &str) -> bool {
        self.good.get(address).is_some_and(|day| self.is_fresh(day))
    }

    fn is_fresh(&self, day: &str) -> bool {
        let day: Option<Day> = day.parse::<crate::date::When>().ok().and_then(|when| when.exact_day());
        day.is_some_and(|day| (0..DAYS).contains(&self.today.days_since(day)))
    }

    /// Remembers a good answer, beyond the end of the program at the latest a second later.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn add(&mut self, address: &str) -> Result<()> {
        self.good.insert(address.to_owned(), self.today.to_string());
        let is_due = self.saved.is_none_or(|saved| saved.elapsed() > PAUSE);
        if is_due { self.save() } else { Ok(()) }
    }

    /// Writes what is still fresh.
    ///
    /// # Errors
    /// The system refuses.
    pub(super) fn save(&mut self) -> Result<()> {
        let good = std::mem::take(&mut self.good);
        let fresh: BTreeMap<String, String> = good.into_iter().filter(|(_, day)| self.is_fresh(day)).collect();
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        output::replace(&self.path, &serde_json::to_string_pretty(&fresh)?)?;
        self.good = fresh;
        self.saved = Some(Instant::now());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_answer_is_remembered_for_a_week() {
        let root = tempfile::tempdir().unwrap();
        let day = |number| Day::new(2026, 11, number).unwrap();
        let mut memory = Memory::of(root.path(), day(1));
        memory.add("https://example.org/").unwrap();
        memory.save().unwrap();
        for (number, knows) in [(1, true), (7, true), (8, false)] {
            assert_eq!(Memory::of(root.path(), day(number)).knows("https://example.org/"), knows, "{number}");
        }
        fs::write(root.path().join(".dateline/links.json"), "{broken").unwrap();
        assert!(!Memory::of(root.path(), day(1)).knows("https://example.org/"));
    }
}
