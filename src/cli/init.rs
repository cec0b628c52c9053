//! `dateline init`: a new site that builds at once.

use super::{Outcome, report};
use crate::{deploy, scaffold};
use anyhow::Result;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  dateline init my-site
  git init my-site && dateline init my-site

Exit codes: 0 made; 2 the folder is not empty, or the machine refused.";

/// Make a new site
///
/// Writes settings, a first article, a page about the site, a .gitignore and a workflow that publishes on GitHub Pages. The folder must be
/// empty, apart from the .git of a new repository.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The folder; made where it is missing
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let folder = &arguments.folder;
    for path in scaffold::init(folder, deploy::program(folder))? {
        report::say(&format!("wrote {}", report::shown(&folder.join(path))));
    }
    report::say(&match report::shown(folder) {
        here if here == "." => "Made a site in this folder. Build it: dateline build".to_owned(),
        name if name.contains(' ') => format!("Made a site in {name}. Build it: dateline build \"{name}\""),
        name => format!("Made a site in {name}. Build it: dateline build {name}"),
    });
    Ok(Outcome::Fine)
}
