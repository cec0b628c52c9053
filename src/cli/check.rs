//! `dateline check`: everything that is wrong with a site, or worth a look, without writing it.

use super::building::{Building, Progress};
use super::{Outcome, findings, report};
use crate::check;
use crate::diag::Severity;
use anyhow::Result;

const EXAMPLES: &str = "\
Examples:
  dateline check
  dateline check --strict --quiet
  dateline check --format github my-site      annotations, in GitHub Actions
  dateline check --external                   also asks whether links to other sites still answer

Errors keep a site from being built, warnings are probably not meant, notes are worth a
look: events without a place or an actor, unsure ones, pairs that may be one.

Exit codes: 0 no errors; 1 errors, or warnings with --strict; 2 wrong usage, or the machine refused.";

/// Look a site over without writing it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    building: Building,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = findings::Format::Text)]
    format: findings::Format,
    /// Also ask other sites whether the links to them still lead anywhere; good answers are remembered for a week
    #[arg(long)]
    external: bool,
    /// Note events that are less sure than this, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 50, value_parser = clap::value_parser!(u8).range(0..=100))]
    confidence: u8,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let Arguments { building, .. } = arguments;
    let progress = Progress::start();
    progress.tell("reading");
    let loaded = building.load()?;
    progress.tell(format!("looking over {} articles", loaded.input.articles.len()));
    let input = loaded.input.clone();
    let (built, mut found) = building.build(loaded);
    let mut more = check::look_over(&input, &built, &found, arguments.confidence);
    if arguments.external {
        let tell = |address: &str| progress.tell(format!("asking {address}"));
        more.extend(check::external(&input, &built.config, &building.site, &tell)?);
    }
    building.weigh(&mut more);
    found.append(&mut more);
    found.sort_by_key(|diagnostic| diagnostic.severity);
    progress.end();
    findings::print(&found, arguments.format, &building.site)?;
    report::say(&format!(
        "{} in {} with {}",
        report::counts(&found).unwrap_or_else(|| "Nothing is wrong".to_owned()),
        report::count(built.timeline.articles.len(), "article"),
        report::count(built.timeline.events.len(), "event")
    ));
    let has_errors = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if has_errors { Outcome::ContentErrors } else { Outcome::Fine })
}
