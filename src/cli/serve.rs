//! `dateline serve`: a site in the browser while it is being written.

use super::building::Building;
use super::{Outcome, report};
use crate::pipeline::Plan;
use crate::serve::{self, Notice, Settings};
use crate::timeline::Timeline;
use anyhow::Result;
use std::net::IpAddr;
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  dateline serve --open                 show this folder's site in the browser
  dateline serve my-site --drafts       another one, drafts included
  dateline serve --port 8000
  dateline serve --bind 0.0.0.0         let other machines see it, too

A page that is open reloads itself when what it shows changes. Nothing is written. Ctrl-C ends it.";

/// How many names of changed files are shown at most.
const SHOWN: usize = 3;

/// Show a site in the browser, and keep it up to date while it is being written
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    building: Building,
    /// Port to listen on [default: 1111, or the next that is free]
    #[arg(short, long, value_name = "N")]
    port: Option<u16>,
    /// Network address to listen on; with another than this, other machines may see the site
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    bind: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let building = &arguments.building;
    let settings = Settings {
        site: building.site.clone(),
        options: building.options(),
        today: building.today,
        strict: building.strict,
        bind: arguments.bind,
        port: arguments.port,
        open: arguments.open,
    };
    serve::run(&settings, |notice| tell(&notice))?;
    Ok(Outcome::Fine)
}

fn tell(notice: &Notice) {
    match notice {
        Notice::Serving { url, is_public } => {
            report::say(&format!("Serving at {url} (Ctrl-C ends it)"));
            if *is_public {
                report::warn("other machines can see this preview, drafts and all");
            }
        }
        Notice::Planned { plan, changed, time } => report::say(&planned(plan, changed, *time)),
        Notice::Diagnostics([]) => report::say("All well again."),
        Notice::Diagnostics(diagnostics) => report::diagnostics(diagnostics),
        Notice::Stale => report::say("The last version without errors stays."),
        Notice::Unwatched(error) => report::warn(&format!(
            "the system does not tell of changes ({error:#}); files are looked at every second instead"
        )),
        Notice::NoBrowser(error) => report::warn(&format!("{error:#}")),
    }
}

/// One line: what changed, what there is now, how long it took.
fn planned(plan: &Plan, changed: &[String], time: Duration) -> String {
    let Timeline { articles, events, .. } = &*plan.timeline;
    let counts = format!("{}, {}", report::count(articles.len(), "article"), report::count(events.len(), "event"));
    let time = time.as_millis();
    match changed {
        [] => format!("Read {counts} in {time} ms"),
        _ if changed.len() > SHOWN => format!("{} files changed: {counts} ({time} ms)", changed.len()),
        _ => format!("{} changed: {counts} ({time} ms)", changed.join(", ")),
    }
}
