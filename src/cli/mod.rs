//! The command line: one file for each command, and the manners they share.
//!
//! Exit codes: 0 fine, 1 the content has errors, 2 wrong usage or a machine that will not play along. Not here: the work itself.

mod build;
mod building;
mod check;
mod completions;
mod deploy;
mod explain;
mod extract;
mod findings;
mod ids;
mod import;
mod init;
mod interrupt;
mod man;
mod new;
mod reading;
mod report;
mod review;
mod serve;
mod syntax;
mod theme;
mod timex;
mod words;

use clap::{Parser, Subcommand};
use report::Loudness;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  dateline init my-site                 make a new site
  dateline build                        build the site in this folder into public/
  dateline build my-site --drafts       build another one, drafts included
  dateline serve --open                 show it in the browser while you write
  dateline explain content/report.md    show what was found in an article, and why
  dateline extract --format jsonl *.md  list every mention, for other programs";

/// Turns a folder of dated articles into an event timeline that a reader can check.
#[derive(Parser)]
#[command(name = "dateline", version, after_help = EXAMPLES, arg_required_else_help = true)]
struct Arguments {
    /// Say nothing but what is wrong
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = 100)]
    quiet: bool,
    /// Say what each step does
    #[arg(short, long, global = true, display_order = 101)]
    verbose: bool,
    #[command(subcommand)]
    command: Command,
}

impl Arguments {
    fn loudness(&self) -> Loudness {
        match (self.quiet, self.verbose) {
            (true, _) => Loudness::Quiet,
            (_, true) => Loudness::Verbose,
            _ => Loudness::Normal,
        }
    }
}

#[derive(Subcommand)]
enum Command {
    Init(init::Arguments),
    New(new::Arguments),
    Import(import::Arguments),
    Build(build::Arguments),
    Serve(serve::Arguments),
    Check(check::Arguments),
    Review(review::Arguments),
    Deploy(deploy::Arguments),
    Extract(extract::Arguments),
    Explain(explain::Arguments),
    Timex(timex::Arguments),
    Theme(theme::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// How a command ended, when nothing kept it from running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    ContentErrors,
}

/// Runs the command that the program was called with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    report::set_loudness(arguments.loudness());
    let result = match arguments.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Deploy(arguments) => deploy::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Timex(arguments) => timex::run(&arguments),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
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
