//! `dateline build`: a site's folder to a folder of pages.

use super::building::{Building, Progress};
use super::findings::Findings;
use super::ids::{self, Keeping};
use super::{Outcome, interrupt, report};
use crate::diag::Diagnostic;
use crate::output::Writing;
use crate::pipeline::{self, Memo, Plan};
use anyhow::{Context, Result};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

const EXAMPLES: &str = "\
Examples:
  dateline build
  dateline build my-site --output /srv/www/timeline
  dateline build --drafts --future --base-url https://preview.example.org/branch/
  dateline build --today 2015-11-18 --strict
  dateline build --locked               refuse where ids of published events would change

Exit codes: 0 built; 1 errors in the content, nothing written; 2 wrong usage, or the machine refused.";

/// Build a site
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    building: Building,
    #[command(flatten)]
    keeping: Keeping,
    /// Write here instead of the folder that site.toml names
    #[arg(short, long, value_name = "DIR")]
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
    report::detail(&format!("Read in {:.2} s", started.elapsed().as_secs_f64()));
    let mut found = loaded.diagnostics;
    found.extend(plan.diagnostics.iter().cloned());
    found.extend(arguments.keeping.fault(building, &loaded.input.desk, &plan.lock));
    building.weigh(&mut found);
    let target = arguments.output.clone().unwrap_or_else(|| building.site.join(&plan.config.output));
    let pages = write(building, &plan, &target, &mut found, &progress)?;
    if pages.is_some() {
        ids::keep(building, &plan.lock)?;
    }
    progress.end();
    let outcome = Built { plan: &plan, pages, target: &target, seconds: started.elapsed().as_secs_f64() };
    match arguments.format {
        Format::Json => outcome.tell_programs(&found)?,
        Format::Text => {
            report::diagnostics(&found);
            report::say(&outcome.summary());
        }
    }
    Ok(if pages.is_some() { Outcome::Fine } else { Outcome::ContentErrors })
}

/// Writes the site as its pages are made: the number of pages, or `None` where an error stands in the way and nothing is written.
fn write(
    building: &Building,
    plan: &Plan,
    target: &Path,
    found: &mut Vec<Diagnostic>,
    progress: &Progress,
) -> Result<Option<usize>> {
    let writing = if report::has_errors(found) { None } else { Some(Writing::begin(&building.site, target)?) };
    if let Some(writing) = &writing {
        interrupt::clean_up_on_end(writing.abandoning());
    }
    progress.tell("writing");
    let pages = AtomicUsize::new(0);
    let mut rendering = plan.each(|path, content| {
        if let Some(writing) = &writing {
            writing.put(path, &content);
            pages.fetch_add(usize::from(path.ends_with(".html")), Ordering::Relaxed);
        }
    });
    building.weigh(&mut rendering);
    found.append(&mut rendering);
    match writing {
        Some(writing) if !report::has_errors(found) => writing.finish().map(|()| Some(pages.into_inner())),
        _ => Ok(None),
    }
}

/// What became of a build.
struct Built<'a> {
    plan: &'a Plan,
    /// Number of pages; `None` where nothing was written.
    pages: Option<usize>,
    target: &'a Path,
    seconds: f64,
}

impl Built<'_> {
    fn tell_programs(&self, found: &[Diagnostic]) -> Result<()> {
        let told = Told {
            articles: self.plan.timeline.articles.len(),
            events: self.plan.timeline.events.len(),
            pages: self.pages.unwrap_or_default(),
            output: self.pages.map(|_| report::shown(self.target)),
            seconds: self.seconds,
            findings: Findings::of(found),
        };
        report::print(&format!("{}\n", serde_json::to_string_pretty(&told)?))
    }

    /// One line: articles, events, pages, time.
    fn summary(&self) -> String {
        let Some(pages) = self.pages else { return "Nothing was written.".to_owned() };
        format!(
            "Built {}, {}, {} into {} in {:.2} s",
            report::count(self.plan.timeline.articles.len(), "article"),
            report::count(self.plan.timeline.events.len(), "event"),
            report::count(pages, "page"),
            report::shown(self.target),
            self.seconds
        )
    }
}
