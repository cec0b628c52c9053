//! Building a site as several commands do: which site, what it shows, on which day, how strictly.
//!
//! Not here: what becomes of the result.

use super::report::{self, Loudness};
use crate::config::BaseUrl;
use crate::date::{Day, When};
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Built, Memo, Options, Plan};
use crate::source::{self, Loaded};
use anyhow::Result;
use indicatif::ProgressBar;
use std::path::PathBuf;
use std::time::Duration;

/// Which site, and what of it is shown.
#[derive(clap::Args)]
pub(super) struct Building {
    /// The site's folder, which holds site.toml
    #[arg(default_value = ".")]
    pub(super) site: PathBuf,
    /// Show articles marked as drafts
    #[arg(long)]
    drafts: bool,
    /// Show articles dated after today
    #[arg(long)]
    future: bool,
    /// Stand-in for base_url of site.toml
    #[arg(long, value_name = "URL", value_parser = str::parse::<BaseUrl>)]
    base_url: Option<BaseUrl>,
    /// The day that counts as today [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<Day>,
    /// Take warnings for errors
    #[arg(long)]
    pub(super) strict: bool,
}

fn day(text: &str) -> Result<Day, String> {
    let when: When = text.parse().map_err(|error| format!("{error}"))?;
    when.exact_day().ok_or_else(|| "a single day is wanted, as YYYY-MM-DD".to_owned())
}

impl Building {
    /// Reads the site's folder.
    pub(super) fn load(&self) -> Result<Loaded> {
        source::load(&self.site, self.today.unwrap_or_else(Day::today), self.options())
    }

    /// What the site shows and where it stands.
    pub(super) fn options(&self) -> Options {
        Options { drafts: self.drafts, future: self.future, base_url: self.base_url.clone() }
    }

    /// True of a build whose pages are meant for readers: it shows neither drafts nor what lies in the future.
    pub(super) fn publishes(&self) -> bool {
        !self.drafts && !self.future
    }

    /// Plans what was read, without making pages, with everything that is wrong so far.
    pub(super) fn plan(&self, loaded: Loaded) -> (Plan, Vec<Diagnostic>) {
        let plan = pipeline::plan(&loaded.input, &mut Memo::default());
        let mut diagnostics = loaded.diagnostics;
        diagnostics.extend(plan.diagnostics.iter().cloned());
        self.weigh(&mut diagnostics);
        (plan, diagnostics)
    }

    /// Builds what was read, with everything that is wrong, of both.
    pub(super) fn build(&self, loaded: Loaded) -> (Built, Vec<Diagnostic>) {
        let mut built = pipeline::build(&loaded.input);
        let mut diagnostics = loaded.diagnostics;
        diagnostics.append(&mut built.diagnostics);
        self.weigh(&mut diagnostics);
        (built, diagnostics)
    }

    /// Makes warnings errors, where that is asked for.
    pub(super) fn weigh(&self, diagnostics: &mut [Diagnostic]) {
        let warnings = diagnostics.iter_mut().filter(|found| self.strict && found.severity == Severity::Warning);
        warnings.for_each(|found| found.severity = Severity::Error);
    }
}

/// What a command is doing, on a terminal and only when it takes a while.
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn start() -> Self {
        if report::loudness() == Loudness::Quiet {
            return Progress(ProgressBar::hidden());
        }
        // Not a terminal: nothing is drawn.
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress(bar)
    }

    pub(super) fn tell(&self, step: impl Into<String>) {
        self.0.set_message(step.into());
    }

    pub(super) fn end(&self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
