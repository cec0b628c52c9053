//! `dateline review`: which events most need an editor's look, and the lines that would settle each.

use super::building::{Building, Progress};
use super::report::Format;
use super::{Outcome, report};
use crate::check::{self, Doubt};
use anyhow::Result;
use serde::Serialize;

const EXAMPLES: &str = "\
Examples:
  dateline review
  dateline review --limit 10 my-site
  dateline review --format json | jq '.doubts[].id'

Settle a doubt by one of the entries shown: copy it below `decisions:` in curation.yaml.

Exit codes: 0 told; 1 the content has errors; 2 wrong usage, or the machine refused.";

/// List what most needs an editor's look
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    building: Building,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show no more than this many; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Doubt events that are less sure than this, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 50, value_parser = clap::value_parser!(u8).range(0..=100))]
    confidence: u8,
}

#[derive(Serialize)]
struct Told<'a> {
    /// Number of all doubts, shown or not.
    total: usize,
    doubts: &'a [Doubt],
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let Arguments { building, .. } = arguments;
    let progress = Progress::start();
    progress.tell("reading");
    let (plan, found) = building.plan(building.load()?);
    progress.end();
    if report::has_errors(&found) {
        report::diagnostics(&found);
        return Ok(Outcome::ContentErrors);
    }
    let doubts = check::review(&plan.timeline, &plan.config.kinds, &found, arguments.confidence);
    let limit = if arguments.limit == 0 { doubts.len() } else { arguments.limit.min(doubts.len()) };
    let shown = doubts.get(..limit).unwrap_or_default();
    match arguments.format {
        Format::Json => {
            let told = Told { total: doubts.len(), doubts: shown };
            report::print(&format!("{}\n", serde_json::to_string_pretty(&told)?))?;
        }
        Format::Text => report::print(&shown.iter().map(text).collect::<String>())?,
    }
    report::say(&match (doubts.len(), doubts.len() - shown.len()) {
        (0, _) => "Nothing needs a look.".to_owned(),
        (all, 0) => format!("{} to look at", report::count(all, "thing")),
        (all, more) => format!("{} to look at; {more} more with --limit 0", report::count(all, "thing")),
    });
    Ok(Outcome::Fine)
}

/// A doubt for people: what, where, why, and what would settle it, ready to be copied.
fn text(doubt: &Doubt) -> String {
    let mut text = format!("{}\n  {}\n  {}:{}\n", doubt.title, doubt.id, doubt.file, doubt.line);
    for why in &doubt.why {
        text.push_str(&format!("  because {why}\n"));
    }
    for entry in &doubt.settle {
        text.push_str(&format!("    {}\n", entry.replace('\n', "\n    ")));
    }
    text + "\n"
}
