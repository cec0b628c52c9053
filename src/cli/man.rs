//! `dateline man`: manual pages, made from the same words as `--help`.

use super::{Outcome, report};
use anyhow::{Context, Result};
use clap::CommandFactory;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  dateline man | man -l -
  dateline man ~/.local/share/man/man1";

/// Print the manual page, or write one for each command
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Write dateline.1, dateline-build.1 and so on into this folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let command = super::Arguments::command();
    match &arguments.folder {
        Some(folder) => {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
            clap_mangen::generate_to(command, folder)
                .with_context(|| format!("cannot write into {}", folder.display()))?;
            report::say(&format!("Wrote the manual pages into {}.", folder.display()));
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            report::print(&String::from_utf8(page)?)?;
        }
    }
    Ok(Outcome::Fine)
}
