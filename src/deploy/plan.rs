//! What a push would change: the files of the site against those of the branch, byte for byte. Nothing is written.
//!
//! Not here: whether that may be (`check_size` and `check_owner` of the room).

use super::git::{Repository, not_started};
use super::published::Blob;
use super::{DOMAIN, Published};
use crate::pipeline::Content;
use anyhow::{Context, Result, bail};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::thread;

/// One file that is added, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Change {
    /// Path within the site.
    pub path: String,
    /// Its size in bytes: the new one, or that of what is removed.
    pub bytes: u64,
}

/// What a push would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Plan {
    /// Files that the branch does not have yet, by path.
    pub added: Vec<Change>,
    /// Files that it has with another content, by path.
    pub changed: Vec<Change>,
    /// Files that it has and the site has not, by path.
    pub removed: Vec<Change>,
    /// Number of files in the site.
    pub files: usize,
    /// Size of the site in bytes.
    pub bytes: u64,
    /// Its largest file.
    pub largest: Option<Change>,
}

impl Plan {
    /// True where the branch holds the site as it is.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// Size in bytes of what is added and changed.
    pub fn bytes_to_send(&self) -> u64 {
        self.added.iter().chain(&self.changed).map(|change| change.bytes).sum()
    }
}

/// Compares `files` with what is `published`. Copies are taken from below `root`, the site's folder.
///
/// # Errors
/// A file cannot be read, or git fails.
pub fn plan(
    repository: &Repository,
    published: &Published,
    files: &BTreeMap<String, Content>,
    root: &Path,
) -> Result<Plan> {
    let mut plan = Plan { files: files.len(), ..Plan::default() };
    let mut doubtful = Vec::new();
    for (path, content) in files {
        let change = Change { path: path.clone(), bytes: length(content, root)? };
        plan.bytes += change.bytes;
        if plan.largest.as_ref().is_none_or(|largest| largest.bytes < change.bytes) {
            plan.largest = Some(change.clone());
        }
        match published.files.get(path) {
            None => plan.added.push(change),
            Some(blob) if blob.is_plain && blob.bytes == change.bytes => doubtful.push((change, content, blob)),
            Some(_) => plan.changed.push(change),
        }
    }
    plan.changed.extend(differing(repository, doubtful, root)?);
    plan.changed.sort_by(|a, b| a.path.cmp(&b.path));
    let gone = published.files.iter().filter(|(path, _)| !files.contains_key(*path) && *path != DOMAIN);
    plan.removed = gone.map(|(path, blob)| Change { path: path.clone(), bytes: blob.bytes }).collect();
    Ok(plan)
}

/// Of files that have the size of what the branch holds, those whose content is another.
fn differing(repository: &Repository, doubtful: Vec<(Change, &Content, &Blob)>, root: &Path) -> Result<Vec<Change>> {
    let mut git = repository.command(["cat-file", "--batch"]).stdin(Stdio::piped()).spawn().map_err(not_started)?;
    let (Some(mut asking), Some(answers)) = (git.stdin.take(), git.stdout.take()) else {
        bail!("git cannot be talked to")
    };
    let wanted: String = doubtful.iter().map(|(_, _, blob)| format!("{}\n", blob.id)).collect();
    let found = thread::scope(|scope| {
        // Asked from another thread, since git answers before it has heard everything.
        scope.spawn(move || drop(asking.write_all(wanted.as_bytes())));
        compare(&mut BufReader::new(answers), doubtful, root)
    });
    git.wait().context("git cannot be waited for")?;
    found
}

fn compare(answers: &mut impl BufRead, doubtful: Vec<(Change, &Content, &Blob)>, root: &Path) -> Result<Vec<Change>> {
    let mut differing = Vec::new();
    let mut published = Vec::new();
    for (change, content, blob) in doubtful {
        let mut head = String::new();
        answers.read_line(&mut head).context("git cannot be read")?;
        if head.trim_end() != format!("{} blob {}", blob.id, blob.bytes) {
            bail!("git does not know what the branch holds at {}", change.path);
        }
        // The content is followed by an empty line.
        published.clear();
        answers.take(blob.bytes + 1).read_to_end(&mut published).context("git cannot be read")?;
        published.pop();
        if *bytes(content, root)? != *published {
            differing.push(change);
        }
    }
    Ok(differing)
}

fn length(content: &Content, root: &Path) -> Result<u64> {
    match content {
        Content::Bytes(bytes) => Ok(bytes.len() as u64),
        Content::CopyOf(path) => {
            Ok(fs::metadata(root.join(path)).with_context(|| format!("cannot read {path}"))?.len())
        }
    }
}

/// The bytes of a file.
pub(super) fn bytes<'a>(content: &'a Content, root: &Path) -> Result<Cow<'a, [u8]>> {
    match content {
        Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
        Content::CopyOf(path) => {
            Ok(Cow::Owned(fs::read(root.join(path)).with_context(|| format!("cannot read {path}"))?))
        }
    }
}
