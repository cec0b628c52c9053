//! `dateline build`: a site's folder to a folder of pages.

use super::building::{Building, Progress};
use super::findings::Findings;
use super::{Outcome, report};
use crate::diag::Diagnostic;
use crate::output;
use crate::pipeline::Built;
use anyhow::{Context, Result};
use serde::Serialize;
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
    /// How to tell what was built
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// In a sentence, for people
    Text,
    /// One JSON object with all findings, for programs
    Json,
}

/// What was built, for programs.
#[derive(Serialize)]
struct Told<'a> {
    articles: usize,
    events: usize,
    pages: usize,
    /// Where the site was written; `null` where it has errors and was not.
    output: Option<String>,
    seconds: f64,
    #[serde(flatten)]
    findings: Findings<'a>,
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
    let is_fine = !report::has_errors(&diagnostics);
    let target = arguments.output.clone().unwrap_or_else(|| building.site.join(&built.config.output));
    report::detail(&format!("Read and rendered in {:.2} s", started.elapsed().as_secs_f64()));
    if is_fine {
        progress.tell(format!("writing {} files", built.files.len()));
        output::write(&building.site, &target, &built.files)?;
    }
    progress.end();
    let target = is_fine.then_some(target.as_path());
    match arguments.format {
        Format::Json => tell_programs(&built, &diagnostics, target, started.elapsed())?,
        Format::Text => {
            report::diagnostics(&diagnostics);
            report::say(&target.map_or("Nothing was written.".to_owned(), |to| summary(&built, to, started.elapsed())));
        }
    }
    Ok(if is_fine { Outcome::Fine } else { Outcome::ContentErrors })
}

fn tell_programs(built: &Built, found: &[Diagnostic], target: Option<&Path>, time: Duration) -> Result<()> {
    let told = Told {
        articles: built.timeline.articles.len(),
        events: built.timeline.events.len(),
        pages: pages(built),
        output: target.map(|target| report::shown(target).to_string()),
        seconds: time.as_secs_f64(),
        findings: Findings::of(found),
    };
    report::print(&format!("{}\n", serde_json::to_string_pretty(&told)?))
}

fn pages(built: &Built) -> usize {
    built.files.keys().filter(|path| path.ends_with(".html")).count()
}

/// One line: articles, events, pages, time.
fn summary(built: &Built, target: &Path, time: Duration) -> String {
    format!(
        "Built {}, {}, {} into {} in {:.2} s",
        report::count(built.timeline.articles.len(), "article"),
        report::count(built.timeline.events.len(), "event"),
        report::count(pages(built), "page"),
        report::shown(target),
        time.as_secs_f64()
    )
}
