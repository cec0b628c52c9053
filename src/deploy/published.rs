//! What the remote branch holds now, and which of it Dateline did not put there.
//!
//! Not here: what it shall hold (`plan`).

use super::git::Repository;
use super::{BESIDE, DOMAIN, Target};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};

/// The line of a commit's message by which Dateline knows its own commits.
pub(super) const TRAILER: &str = "Dateline-Source: ";

/// One file of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blob {
    /// Name of its content.
    pub id: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// True of an ordinary file; false of a link, a program or a submodule.
    pub is_plain: bool,
}

/// A remote branch as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Its newest commit; `None` where there is no such branch yet.
    pub tip: Option<String>,
    /// Its files, by path.
    pub(super) files: BTreeMap<String, Blob>,
    /// Paths of files that Dateline did not make.
    pub(super) foreign: BTreeSet<String>,
    /// The domain that the branch claims for itself, in `CNAME`.
    pub domain: Option<String>,
}

impl Published {
    /// Asks the remote.
    ///
    /// # Errors
    /// The remote cannot be reached or refuses to tell.
    pub fn read(repository: &Repository, target: &Target) -> Result<Self> {
        let Some(tip) = tip(repository, target)? else { return Ok(Published::default()) };
        let tip = fetch(repository, target, &tip)?;
        let files = files(repository, &tip)?;
        let foreign = foreign(repository, &tip, &files)?;
        let domain =
            files.get(DOMAIN).map(|blob| repository.text(["cat-file", "blob", blob.id.as_str()])).transpose()?;
        Ok(Published { tip: Some(tip), files, foreign, domain })
    }
}

/// The newest commit of the remote branch.
pub(super) fn tip(repository: &Repository, target: &Target) -> Result<Option<String>> {
    let reference = target.reference();
    let listed = repository
        .text(["ls-remote", "--quiet", "--", target.remote.as_str(), reference.as_str()])
        .with_context(|| format!("cannot reach the remote {}", repository.address(target)))?;
    let lines = listed.lines().filter_map(|line| line.split_once('\t'));
    Ok(lines.into_iter().find(|(_, name)| *name == reference).map(|(tip, _)| tip.to_owned()))
}

/// Brings the branch here, unless it is here already. Gives the commit that came, which may be newer than `tip`.
fn fetch(repository: &Repository, target: &Target, tip: &str) -> Result<String> {
    let note = target.note();
    let noted = repository.text(["rev-parse", "--verify", "--quiet", format!("{note}^{{commit}}").as_str()]);
    if noted.is_ok_and(|noted| noted == tip) {
        return Ok(tip.to_owned());
    }
    let refspec = format!("+{}:{note}", target.reference());
    let options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap="];
    let arguments = ["fetch"].into_iter().chain(options).chain(["--", target.remote.as_str(), refspec.as_str()]);
    repository
        .run(arguments)
        .with_context(|| format!("cannot fetch the branch {} of {}", target.branch, repository.address(target)))?;
    repository.text(["rev-parse", "--verify", note.as_str()])
}

fn files(repository: &Repository, commit: &str) -> Result<BTreeMap<String, Blob>> {
    let listed = repository.run(["ls-tree", "-r", "-z", "-l", "--full-tree", commit])?;
    let listed = String::from_utf8_lossy(&listed);
    Ok(listed.split_terminator('\0').filter_map(file).collect())
}

/// Reads `100644 blob 5b1d... 1234<tab>path`.
fn file(entry: &str) -> Option<(String, Blob)> {
    let (about, path) = entry.split_once('\t')?;
    let mut about = about.split_ascii_whitespace();
    let is_plain = about.next()? == "100644";
    let (_, id, bytes) = (about.next()?, about.next()?, about.next()?);
    Some((path.to_owned(), Blob { id: id.to_owned(), bytes: bytes.parse().unwrap_or(0), is_plain }))
}

/// What was added or changed since Dateline's last commit on the branch; everything where there is none.
fn foreign(repository: &Repository, tip: &str, files: &BTreeMap<String, Blob>) -> Result<BTreeSet<String>> {
    let pattern = format!("--grep=^{TRAILER}");
    let last = repository.text(["log", "-1", "--first-parent", "--format=%H", pattern.as_str(), tip, "--"])?;
    let mut foreign: BTreeSet<String> = if last.is_empty() {
        files.keys().cloned().collect()
    } else if last == tip {
        BTreeSet::new()
    } else {
        let options = ["diff-tree", "-r", "-z", "--no-renames", "--diff-filter=d", "--name-only"];
        let changed = repository.run(options.into_iter().chain([last.as_str(), tip, "--"]))?;
        String::from_utf8_lossy(&changed).split_terminator('\0').map(str::to_owned).collect()
    };
    foreign.retain(|path| !BESIDE.contains(&path.as_str()));
    Ok(foreign)
}
