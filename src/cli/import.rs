//! `dateline import`: articles from elsewhere as Markdown of a site.

use super::building::Progress;
use super::{Outcome, interrupt, report};
use crate::diag::{Diagnostic, Severity};
use crate::import::{self, Format, Outcome as Became, Record, Summary};
use crate::source;
use anyhow::Result;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  dateline import feed.xml
  dateline import clippings/ --outlet \"Example News\" --into clippings
  dateline import articles.jsonl --site my-site --dry-run
  dateline import timeline.csv

Formats: RSS and Atom; JSON Lines with date, title, text, url; CSV; TimelineJS's JSON and CSV; HTML and
plain text, single or in a folder. The same input again changes nothing; files that were edited stay.

Exit codes: 0 all came in; 1 some could not, the others did; 2 wrong usage, or the machine refused.";

/// Faults of the input that people are shown, unless they want all.
const SHOWN: usize = 20;

/// How long an import that is to end may take for it before it is ended.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bring in articles from feeds, tables, web pages and plain texts
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Files, or folders of web pages and plain texts
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What the files are in [default: told by their names]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Who published the articles, where they do not say
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Write them into this folder of content/
    #[arg(long, value_name = "FOLDER", value_parser = super::new::inner_folder)]
    into: Option<String>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The site's folder, which holds site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    source::read_config(&arguments.site)?;
    let progress = Progress::start();
    let mut records: Vec<Record> = Vec::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for path in &arguments.paths {
        progress.tell(format!("reading {}", path.display()));
        let read = import::read(path, arguments.format)?;
        records.extend(read.records);
        found.extend(read.diagnostics);
    }
    for record in &mut records {
        record.outlet = record.outlet.take().or_else(|| arguments.outlet.clone());
    }
    let all = records.len();
    let stop = stop_on_end();
    let go_on = |done: usize| {
        progress.tell(format!("{done} of {all} articles"));
        !stop.load(Ordering::Relaxed)
    };
    let summary = import::write(&arguments.site, arguments.into.as_deref(), &records, arguments.dry_run, go_on)?;
    progress.end();
    found.extend(summary.diagnostics.iter().cloned());
    show(&found);
    let refused = found.iter().filter(|found| found.severity == Severity::Error).count();
    told(arguments, &summary, refused)?;
    if stop.load(Ordering::Relaxed) {
        report::say("Interrupted; the same command brings in the rest.");
        interrupt::end();
    }
    Ok(if refused > 0 { Outcome::ContentErrors } else { Outcome::Fine })
}

/// Becomes true when the user wants the program to end, which it then does by itself, with the article that it is at whole and remembered.
fn stop_on_end() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let told = stop.clone();
    interrupt::clean_up_on_end(move || {
        told.store(true, Ordering::Relaxed);
        thread::sleep(PATIENCE);
    });
    stop
}

/// Shows what is wrong with the input: all of it only to those who want it.
fn show(found: &[Diagnostic]) {
    let shown = if report::loudness() == report::Loudness::Verbose { found.len() } else { found.len().min(SHOWN) };
    report::diagnostics(found.get(..shown).unwrap_or_default());
    if found.len() > shown {
        report::say(&format!("... and {} more; --verbose shows all", found.len() - shown));
    }
}

/// Prints the paths of what is new or changed, and one line about everything.
fn told(arguments: &Arguments, summary: &Summary, refused: usize) -> Result<()> {
    let count = |wanted: Became| summary.outcomes.iter().filter(|(_, became)| *became == wanted).count();
    for (path, became) in &summary.outcomes {
        if matches!(became, Became::New | Became::Updated) {
            report::print(&format!("{}\n", report::shown(&arguments.site.join(path))))?;
        }
    }
    for (path, _) in summary.outcomes.iter().filter(|(_, became)| *became == Became::Kept) {
        report::detail(&format!("{path} was edited or removed here and stays so"));
    }
    let verb = if arguments.dry_run { "Would bring in" } else { "Brought in" };
    let mut parts = vec![format!("{verb} {}", report::count(count(Became::New), "new article"))];
    for (number, words) in [
        (count(Became::Updated), "brought up to date"),
        (count(Became::Same), "as before"),
        (count(Became::Kept), "edited here and kept"),
        (refused, "left out"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {words}"));
        }
    }
    report::say(&parts.join(", "));
    Ok(())
}
