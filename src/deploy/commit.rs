//! One commit with a site's changes, written by `git fast-import` from a stream: no working tree, no index, no temporary files.
//!
//! The stream's format is described in git-fast-import(1). Not here: what has changed (`plan`) and pushing (`push`).

use super::git::{Repository, failure, not_started};
use super::plan::bytes;
use super::published::TRAILER;
use super::{Plan, Published};
use crate::pipeline::Content;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;

/// The reference that holds the commit until it is pushed.
pub(super) const PENDING: &str = "refs/dateline/pending";

/// Writes the commit and gives its name.
pub(super) fn write(
    repository: &Repository,
    published: &Published,
    plan: &Plan,
    files: &BTreeMap<String, Content>,
    root: &Path,
) -> Result<String> {
    let head = head(repository, published, plan, root)?;
    let options = ["fast-import", "--quiet", "--done", "--force", "--date-format=raw"];
    let mut git = repository.command(options).stdin(Stdio::piped()).spawn().map_err(not_started)?;
    let streamed = match git.stdin.take() {
        Some(stream) => stream_to(stream, &head, plan, files, root),
        None => bail!("git cannot be talked to"),
    };
    let ended = git.wait_with_output().context("git cannot be waited for")?;
    if !ended.status.success() {
        // A stream that broke off because git ended is git's fault; git says why.
        return Err(streamed.err().filter(|error| !is_broken_pipe(error)).unwrap_or_else(|| failure(&ended)));
    }
    streamed?;
    let commit = String::from_utf8_lossy(&ended.stdout).trim().to_owned();
    if commit.is_empty() { Err(failure(&ended)) } else { Ok(commit) }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The commit's head: who, when, why, and on top of what.
fn head(repository: &Repository, published: &Published, plan: &Plan, root: &Path) -> Result<String> {
    let message = message(repository.source(root)?, plan);
    let from = published.tip.as_ref().map(|tip| format!("from {tip}\n")).unwrap_or_default();
    Ok(format!(
        "commit {PENDING}\nmark :1\ncommitter {}\ndata {}\n{message}\n{from}",
        committer(repository)?,
        message.len()
    ))
}

/// Name, address and time, as git would write them; on a machine that does not know its user, Dateline's own name.
fn committer(repository: &Repository) -> Result<String> {
    let asked = repository.text(["var", "GIT_COMMITTER_IDENT"]);
    let own = ["-c", "user.name=Dateline", "-c", "user.email=dateline@localhost", "var", "GIT_COMMITTER_IDENT"];
    asked.or_else(|_| repository.text(own)).context("git does not say who commits")
}

fn message(source: Option<(String, bool)>, plan: &Plan) -> String {
    let (subject, source) = match source {
        None => ("Publish the site".to_owned(), "none".to_owned()),
        Some((commit, changed)) => {
            let note = if changed { ", with changes that are not committed" } else { "" };
            (format!("Publish the site at {}{note}", commit.get(..10).unwrap_or(&commit)), format!("{commit}{note}"))
        }
    };
    let (added, changed, removed) = (plan.added.len(), plan.changed.len(), plan.removed.len());
    format!("{subject}\n\n{added} files added, {changed} changed, {removed} removed.\n\n{TRAILER}{source}\n")
}

fn stream_to(
    stream: impl Write,
    head: &str,
    plan: &Plan,
    files: &BTreeMap<String, Content>,
    root: &Path,
) -> Result<()> {
    let mut out = BufWriter::new(stream);
    out.write_all(head.as_bytes())?;
    // First what goes: a file may make room for a folder of its name.
    for removed in &plan.removed {
        writeln!(out, "D {}", quoted(&removed.path))?;
    }
    for change in plan.added.iter().chain(&plan.changed) {
        let Some(content) = files.get(&change.path) else { bail!("{} is not part of the site", change.path) };
        let bytes = bytes(content, root)?;
        writeln!(out, "M 100644 inline {}\ndata {}", quoted(&change.path), bytes.len())?;
        out.write_all(&bytes)?;
        out.write_all(b"\n")?;
    }
    out.write_all(b"\nget-mark :1\ndone\n")?;
    Ok(out.flush()?)
}

/// A path in the notation of the stream, whatever characters it holds.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_break_out_of_its_line() {
        assert_eq!(quoted("a \"b\"\\c\nD x"), r#""a \"b\"\\c\nD x""#);
    }

    #[test]
    fn the_message_names_the_source() {
        let commit = "0123456789abcdef".to_owned();
        let message = message(Some((commit, true)), &Plan::default());
        assert!(message.starts_with("Publish the site at 0123456789, with changes that are not committed\n\n"));
        assert!(message.contains("\nDateline-Source: 0123456789abcdef, with changes"));
    }
}
