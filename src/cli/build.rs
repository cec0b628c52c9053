//! `dateline build`: a site's folder to a folder of pages.

use super::building::{Building, Progress};
use super::findings::Findings;
use super::{Outcome, report};
use crate::diag::Diagnostic;
use crate::output::Writing;
use crate::pipeline::{self, Memo, Plan};
use anyhow::{Context, Result};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let plan = pipeline::plan(&loaded.input, &mut Memo::default());
    let target = arguments.output.clone().unwrap_or_else(|| building.site.join(&plan.config.output));
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(plan.diagnostics.iter().cloned());
    building.weigh(&mut diagnostics);
    report::detail(&format!("Read in {:.2} s", started.elapsed().as_secs_f64()));
    // What is wrong with the templates is told even where the content has errors and nothing will be written.
    let writing = if report::has_errors(&diagnostics) { None } else { Some(Writing::begin(&building.site, &target)?) };
    progress.tell("writing");
    let pages = AtomicUsize::new(0);
    diagnostics.extend(plan.each(|path, content| {
        if let Some(writing) = &writing {
            writing.put(path, &content);
            pages.fetch_add(usize::from(path.ends_with(".html")), Ordering::Relaxed);
        }
    }));
    building.weigh(&mut diagnostics);
    let is_fine = !report::has_errors(&diagnostics);
    if let Some(writing) = writing.filter(|_| is_fine) {
        writing.finish()?;
    }
    let pages = if is_fine { pages.into_inner() } else { 0 };
    progress.end();
    let target = is_fine.then_some(target.as_path());
    match arguments.format {
        Format::Json => tell_programs(&plan, pages, &diagnostics, target, started.elapsed())?,
        Format::Text => {
            report::diagnostics(&diagnostics);
            report::say(
                &target.map_or("Nothing was written.".to_owned(), |to| summary(&plan, pages, to, started.elapsed())),
            );
        }
    }
    Ok(if is_fine { Outcome::Fine } else { Outcome::ContentErrors })
}

fn tell_programs(plan: &Plan, pages: usize, found: &[Diagnostic], target: Option<&Path>, time: Duration) -> Result<()> {
    let told = Told {
        articles: plan.timeline.articles.len(),
        events: plan.timeline.events.len(),
        pages,
        output: target.map(|target| report::shown(target).to_string()),
        seconds: time.as_secs_f64(),
        findings: Findings::of(found),
    };
    report::print(&format!("{}\n", serde_json::to_string_pretty(&told)?))
}

/// One line: articles, events, pages, time.
fn summary(plan: &Plan, pages: usize, target: &Path, time: Duration) -> String {
    format!(
        "Built {}, {}, {} into {} in {:.2} s",
        report::count(plan.timeline.articles.len(), "article"),
        report::count(plan.timeline.events.len(), "event"),
        report::count(pages, "page"),
        report::shown(target),
        time.as_secs_f64()
    )
}
