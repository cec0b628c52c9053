//! What commands say on standard error: diagnostics, their count, what was done, and what kept a command from running.
//!
//! Not here: what results look like; they go to standard output, for people and for other programs.

use crate::diag::{self, Diagnostic, Severity};
use anyhow::Result;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// How much commands say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loudness {
    /// Only what is wrong.
    Quiet,
    /// Also what was done.
    #[default]
    Normal,
    /// Also each step.
    Verbose,
}

/// In which form a command tells its result.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// One JSON object, for programs
    Json,
}

static LOUDNESS: OnceLock<Loudness> = OnceLock::new();

/// Decides, once, how much this run says.
pub(super) fn set_loudness(loudness: Loudness) {
    LOUDNESS.get_or_init(|| loudness);
}

pub(super) fn loudness() -> Loudness {
    LOUDNESS.get().copied().unwrap_or_default()
}

/// Writes all diagnostics and their count.
pub(super) fn diagnostics(diagnostics: &[Diagnostic]) {
    if diagnostics.is_empty() {
        return;
    }
    let counts = counts(diagnostics).unwrap_or_default();
    complain(&format!("{}{counts}", diag::render(diagnostics, has_colours(&stderr()))));
}

/// How many errors, warnings and notes there are; `None` where there are none.
pub(super) fn counts(diagnostics: &[Diagnostic]) -> Option<String> {
    let words = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")];
    let numbers = words.into_iter().map(|(severity, word)| {
        (diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count(), word)
    });
    let counts = numbers.filter(|(number, _)| *number > 0).map(|(number, word)| count(number, word));
    Some(counts.collect::<Vec<_>>().join(", ")).filter(|counts| !counts.is_empty())
}

/// True where there is an error among them.
pub(super) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// A number of things, such as `1 error` and `3 articles`.
pub(super) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// A path as the user would write it: without the `./` that stands for the folder they are in, and with the system's own separators.
pub(super) fn shown(path: &Path) -> String {
    let parts = path.strip_prefix(".").ok().filter(|inner| !inner.as_os_str().is_empty()).unwrap_or(path).components();
    parts.collect::<PathBuf>().display().to_string()
}

/// Writes what kept a command from running, with its causes.
pub(super) fn failure(error: &anyhow::Error) {
    complain(&format!("error: {error:#}"));
}

/// Says what was done, unless the user wants quiet.
pub(super) fn say(line: &str) {
    if loudness() >= Loudness::Normal {
        complain(line);
    }
}

/// Says what the user should know whatever they want to hear.
pub(super) fn warn(line: &str) {
    complain(&format!("warning: {line}"));
}

/// Says what a step does, to users who want to know.
pub(super) fn detail(line: &str) {
    if loudness() >= Loudness::Verbose {
        complain(line);
    }
}

/// Writes a line to standard error. Where even that fails there is nobody left to tell.
fn complain(line: &str) {
    let _ = writeln!(stderr().lock(), "{line}");
}

/// Writes a result to standard output.
pub(super) fn print(text: &str) -> Result<()> {
    Ok(stdout().lock().write_all(text.as_bytes())?)
}

/// True where `stream` is a terminal whose user wants colours (see <https://no-color.org>).
pub(super) fn has_colours(stream: &impl IsTerminal) -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    stream.is_terminal() && !unwanted && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |cause: &std::io::Error| cause.kind() == ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_pipe)
}
