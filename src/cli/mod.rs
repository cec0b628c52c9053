//! The command line: one file for each command, and the manners they share.
//!
//! Exit codes: 0 fine, 1 the content has errors, 2 wrong usage or a machine that will not play along. Not here: the work itself.

mod build;
mod completions;
mod explain;
mod extract;
mod reading;
mod report;
mod syntax;
mod timex;
mod words;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  dateline build                        build the site in this folder into public/
  dateline build my-site --drafts       build another one, drafts included
  dateline explain content/report.md    show what was found in an article, and why
  dateline extract --format jsonl *.md  list every mention, for other programs";

/// Turns a folder of dated articles into an event timeline that a reader can check.
#[derive(Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Build(build::Arguments),
    Extract(extract::Arguments),
    Explain(explain::Arguments),
    Timex(timex::Arguments),
    Completions(completions::Arguments),
}

/// How a command ended, when nothing kept it from running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    ContentErrors,
}

/// Runs the command that the program was called with.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Timex(arguments) => timex::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::ContentErrors) => ExitCode::from(1),
        // Whoever reads our output has read enough.
        Err(error) if report::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::failure(&error);
            ExitCode::from(2)
        }
    }
}
