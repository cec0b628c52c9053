//! `dateline completions`: what a shell needs to complete commands and options.

use super::Outcome;
use anyhow::Result;
use clap::CommandFactory;
use clap_complete::{Shell, generate};
use std::io::Write;

/// Print completions for a shell
///
/// Add the output to the shell's own files, for example:
///   dateline completions bash > ~/.local/share/bash-completion/completions/dateline
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut super::Arguments::command(), "dateline", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Outcome::Fine)
}
