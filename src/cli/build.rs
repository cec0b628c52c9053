//! `dateline build`: a site's folder to a folder of pages.

use super::building::{Building, Progress};
use super::{Outcome, report};
use crate::output;
use crate::pipeline::Built;
use anyhow::{Context, Result};
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
    #[command(flatten)]
    building: Building,
    /// Write here instead of the folder that site.toml names
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Number of threads [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let started = Instant::now();
    let Arguments { building, .. } = arguments;
    if let Some(jobs) = arguments.jobs {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
        threads.build_global().context("cannot start the threads that --jobs asks for")?;
    }
    let progress = Progress::start();
    progress.tell("reading");
    let loaded = building.load()?;
    progress.tell(format!("building {} articles", loaded.input.articles.len()));
    let (built, diagnostics) = building.build(loaded);
    if report::has_errors(&diagnostics) {
        progress.end();
        report::diagnostics(&diagnostics);
        report::say("Nothing was written.");
        return Ok(Outcome::ContentErrors);
    }
    let target = arguments.output.clone().unwrap_or_else(|| building.site.join(&built.config.output));
    progress.tell(format!("writing {} files", built.files.len()));
    output::write(&building.site, &target, &built.files)?;
    progress.end();
    report::diagnostics(&diagnostics);
    report::say(&summary(&built, &target, started.elapsed()));
    Ok(Outcome::Fine)
}

/// One line: articles, events, pages, time.
fn summary(built: &Built, target: &Path, time: Duration) -> String {
    let pages = built.files.keys().filter(|path| path.ends_with(".html")).count();
    format!(
        "Built {}, {}, {} into {} in {:.2} s",
        report::count(built.timeline.articles.len(), "article"),
        report::count(built.timeline.events.len(), "event"),
        report::count(pages, "page"),
        report::shown(target),
        time.as_secs_f64()
    )
}
