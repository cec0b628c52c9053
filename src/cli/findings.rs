//! Diagnostics as the result of a command: for people, for programs, and as annotations in GitHub Actions.
//!
//! Not here: diagnostics that go beside another result (`report`).

use super::report::{self, Loudness};
use crate::diag::{self, Diagnostic, Severity};
use crate::span::line_and_column;
use anyhow::Result;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

/// Notes of one code that people are shown, unless they want all.
const NOTES: usize = 5;

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// With the offending lines, for people
    Text,
    /// One JSON object, for programs
    Json,
    /// Annotations of GitHub Actions
    Github,
}

/// Prints all findings. Paths of `github` count from where the command runs, others from `site`.
pub(super) fn print(found: &[Diagnostic], format: Format, site: &Path) -> Result<()> {
    match format {
        Format::Text => text(found),
        Format::Json => report::print(&format!("{}\n", serde_json::to_string_pretty(&Findings::of(found))?)),
        Format::Github => found.iter().try_for_each(|diagnostic| report::print(&annotation(diagnostic, site))),
    }
}

fn text(found: &[Diagnostic]) -> Result<()> {
    let (mut shown, left_out) = shortened(found);
    // What must be mended comes last, where a terminal shows it.
    shown.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    report::print(&diag::render(&shown, report::has_colours(&std::io::stdout())))?;
    for (code, number) in left_out {
        let ranked = if code.starts_with("event.") { ", `dateline review` the most pressing first" } else { "" };
        report::say(&format!("... and {number} more notes `{code}`; --verbose shows all{ranked}"));
    }
    Ok(())
}

/// What people are shown, and how many notes of which code they are not.
fn shortened(found: &[Diagnostic]) -> (Vec<Diagnostic>, BTreeMap<&'static str, usize>) {
    if report::loudness() == Loudness::Verbose {
        return (found.to_vec(), BTreeMap::new());
    }
    let mut seen: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for diagnostic in found.iter().filter(|d| d.severity != Severity::Note || report::loudness() > Loudness::Quiet) {
        let number = seen.entry(diagnostic.code).or_default();
        *number += usize::from(diagnostic.severity == Severity::Note);
        if *number <= NOTES {
            shown.push(diagnostic.clone());
        }
    }
    let left_out = seen.into_iter().filter(|(_, number)| *number > NOTES);
    (shown, left_out.map(|(code, number)| (code, number - NOTES)).collect())
}

/// All findings and how many there are of each weight.
#[derive(Serialize)]
pub(super) struct Findings<'a> {
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<Finding<'a>>,
}

/// One finding. Lines and columns count from 1, columns in characters; `null` where it stands in no file.
#[derive(Serialize)]
struct Finding<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    hint: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl<'a> Findings<'a> {
    pub(super) fn of(found: &'a [Diagnostic]) -> Self {
        let count = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Findings {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            findings: found.iter().map(Finding::of).collect(),
        }
    }
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        let start = diagnostic.position();
        let end =
            diagnostic.file.as_ref().map(|file| line_and_column(&file.text, diagnostic.span.map_or(0, |s| s.end)));
        Finding {
            severity: word(diagnostic.severity),
            code: diagnostic.code,
            message: &diagnostic.message,
            hint: diagnostic.hint.as_deref(),
            file: start.map(|(file, ..)| file),
            line: start.map(|(_, line, _)| line),
            column: start.map(|(.., column)| column),
            end_line: end.map(|(line, _)| line),
            end_column: end.map(|(_, column)| column),
        }
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A workflow command of GitHub Actions: `::warning file=a.md,line=2,col=7,title=code::message`.
fn annotation(diagnostic: &Diagnostic, site: &Path) -> String {
    let Finding { severity, code, message, hint, file, line, column, end_line, .. } = Finding::of(diagnostic);
    let command = if severity == "note" { "notice" } else { severity };
    let mut place = String::new();
    if let (Some(file), Some(line), Some(column), Some(end)) = (file, line, column, end_line) {
        let path =
            site.components().filter(|part| *part != std::path::Component::CurDir).collect::<std::path::PathBuf>();
        let path = path.join(file).to_string_lossy().replace('\\', "/");
        place = format!("file={},line={line},endLine={end},col={column},", property(&path));
    }
    let hint = hint.map(|hint| format!("\n{hint}")).unwrap_or_default();
    format!("::{command} {place}title={}::{}\n", property(code), data(&format!("{message}{hint}")))
}

/// Text as the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::File;
    use crate::span::Span;

    #[test]
    fn an_annotation_cannot_be_broken_out_of() {
        let file = File::new("content/a,b:c.md", "one\ntwo three\n");
        let diagnostic = Diagnostic::warning("content.link", "100 %\n::error::x").at(&file, Span::new(8, 13)).hint("h");
        let expected = "::warning file=my-site/content/a%2Cb%3Ac.md,line=2,endLine=2,col=5,title=content.link::100 %25%0A::error::x%0Ah\n";
        assert_eq!(annotation(&diagnostic, Path::new("./my-site")), expected);
        assert_eq!(annotation(&Diagnostic::note("a.b", "m"), Path::new(".")), "::notice title=a.b::m\n");
    }
}
