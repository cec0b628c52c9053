//! `dateline build`: a site's folder to a folder of pages.

use super::{Outcome, report};
use crate::config::BaseUrl;
use crate::date::{Day, When};
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Built, Options};
use crate::{output, source};
use anyhow::{Context, Result};
use indicatif::ProgressBar;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const EXAMPLES: &str = "\
Examples:
  dateline build
  dateline build my-site --output /srv/www/timeline
  dateline build --drafts --future --base-url https://preview.example.org/branch/
  dateline build --today 2015-11-18 --strict

Exit codes: 0 built; 1 errors in the content, nothing written; 2 wrong usage, or the machine refused.";

/// Build a site
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The site's folder, which holds site.toml
    #[arg(default_value = ".")]
    site: PathBuf,
    /// Write here instead of the folder that site.toml names
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
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
    today: Option<Day>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Number of threads [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

fn day(text: &str) -> Result<Day, String> {
    let when: When = text.parse().map_err(|error| format!("{error}"))?;
    when.exact_day().ok_or_else(|| "a single day is wanted, as YYYY-MM-DD".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let started = Instant::now();
    if let Some(jobs) = arguments.jobs {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
        threads.build_global().context("cannot start the threads that --jobs asks for")?;
    }
    let progress = Progress::start();
    let (built, diagnostics) = build(arguments, &progress)?;
    if report::has_errors(&diagnostics) {
        progress.end();
        report::diagnostics(&diagnostics);
        report::say("Nothing was written.");
        return Ok(Outcome::ContentErrors);
    }
    let target = target(arguments, &built);
    progress.tell(format!("writing {} files", built.files.len()));
    output::write(&arguments.site, &target, &built.files)?;
    progress.end();
    report::diagnostics(&diagnostics);
    report::say(&summary(&built, &target, started.elapsed()));
    Ok(Outcome::Fine)
}

fn build(arguments: &Arguments, progress: &Progress) -> Result<(Built, Vec<Diagnostic>)> {
    progress.tell("reading".to_owned());
    let options = Options { drafts: arguments.drafts, future: arguments.future, base_url: arguments.base_url.clone() };
    let loaded = source::load(&arguments.site, arguments.today.unwrap_or_else(Day::today), options)?;
    progress.tell(format!("building {} articles", loaded.input.articles.len()));
    let mut built = pipeline::build(&loaded.input);
    let mut diagnostics = loaded.diagnostics;
    diagnostics.append(&mut built.diagnostics);
    if arguments.strict {
        diagnostics.iter_mut().for_each(|diagnostic| diagnostic.severity = Severity::Error);
    }
    Ok((built, diagnostics))
}

fn target(arguments: &Arguments, built: &Built) -> PathBuf {
    arguments.output.clone().unwrap_or_else(|| arguments.site.join(&built.config.output))
}

/// One line: articles, events, pages, time.
fn summary(built: &Built, target: &Path, time: Duration) -> String {
    let pages = built.files.keys().filter(|path| path.ends_with(".html")).count();
    format!(
        "Built {} articles, {} events, {pages} pages into {} in {:.2} s",
        built.timeline.articles.len(),
        built.timeline.events.len(),
        target.display(),
        time.as_secs_f64()
    )
}

/// What the build is doing, on a terminal and only when it takes a while.
struct Progress(ProgressBar);

impl Progress {
    fn start() -> Self {
        // Not a terminal: nothing is drawn.
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress(bar)
    }

    fn tell(&self, step: String) {
        self.0.set_message(step);
    }

    fn end(&self) {
        self.0.finish_and_clear();
    }
}
