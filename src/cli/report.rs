//! What commands say on standard error: diagnostics, their count, and what kept a command from running.
//!
//! Not here: results, which go to standard output.

use crate::diag::{self, Diagnostic, Severity};
use std::io::{ErrorKind, IsTerminal, Write, stderr};

/// Writes all diagnostics and their count.
pub(super) fn diagnostics(diagnostics: &[Diagnostic]) {
    if diagnostics.is_empty() {
        return;
    }
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    let counts = [count(errors, "error"), count(diagnostics.len() - errors, "warning")];
    let counts: Vec<&str> = counts.iter().flatten().map(String::as_str).collect();
    say(&format!("{}{}", diag::render(diagnostics, has_colours()), counts.join(", ")));
}

/// True where there is an error among them.
pub(super) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

fn count(number: usize, what: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{number} {what}s")),
    }
}

/// Writes what kept a command from running, with its causes.
pub(super) fn failure(error: &anyhow::Error) {
    say(&format!("error: {error:#}"));
}

/// Writes a line to standard error. Where even that fails there is nobody left to tell.
pub(super) fn say(line: &str) {
    let _ = writeln!(stderr().lock(), "{line}");
}

/// True where standard error is a terminal whose user wants colours (see <https://no-color.org>).
fn has_colours() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    stderr().is_terminal() && !unwanted && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |cause: &std::io::Error| cause.kind() == ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_pipe)
}
