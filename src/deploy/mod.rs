//! Publishing a built site: one commit onto a branch of a git remote, made and pushed by the user's own `git`.
//!
//! The working tree, the index and the user's branches are never touched: the commit is written by `git fast-import` straight into the
//! repository's objects, under a reference of Dateline's own, and pushed only if the remote branch is still as it was read. Not here: the
//! workflow that publishes from GitHub's machines (`scaffold`), and the build.

mod address;
mod commit;
mod git;
mod plan;
mod program;
mod published;
mod push;
mod redact;

pub use address::{Hosting, address_fault};
pub use git::Repository;
pub use plan::{Change, Plan, plan};
pub use program::program;
pub use published::Published;
pub use push::{Pushed, push};

use crate::pipeline::Content;
use anyhow::{Result, bail};
use std::collections::BTreeMap;

/// Names of the files that a branch for GitHub Pages may hold besides the site: its own domain, and word that it is no Jekyll site.
const BESIDE: [&str; 2] = [DOMAIN, PLAIN];

/// The file by which a branch tells GitHub Pages its own domain.
const DOMAIN: &str = "CNAME";

/// The file by which a branch tells GitHub Pages to serve it as it is.
const PLAIN: &str = ".nojekyll";

/// Largest site that GitHub Pages takes, in bytes.
const SITE_LIMIT: u64 = 1_000_000_000;

/// Largest single file that GitHub takes, in bytes.
const FILE_LIMIT: u64 = 100 * 1024 * 1024;

/// So many files may go without a question, however few there are.
const HANDFUL: usize = 20;

/// Where a site is pushed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Name or address of the remote.
    pub remote: String,
    /// Name of the branch, without `refs/heads/`.
    pub branch: String,
}

impl Target {
    fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// Dateline's own note of what the branch last held.
    fn note(&self) -> String {
        format!("refs/dateline/{}", self.branch)
    }
}

/// The files of a site as a branch holds them.
pub fn branch_files(mut files: BTreeMap<String, Content>) -> BTreeMap<String, Content> {
    files.entry(PLAIN.to_owned()).or_insert_with(|| Content::Bytes(Vec::new()));
    files
}

/// Refuses what no host would take.
///
/// # Errors
/// The site passes 1 GB, or one of its files 100 MB.
pub fn check_size(plan: &Plan) -> Result<()> {
    if let Some(file) = plan.largest.as_ref().filter(|file| file.bytes > FILE_LIMIT) {
        bail!("{} has {}; GitHub takes no file over {}", file.path, size(file.bytes), size(FILE_LIMIT));
    }
    if plan.bytes > SITE_LIMIT {
        bail!("the site has {}; GitHub Pages takes no site over {}", size(plan.bytes), size(SITE_LIMIT));
    }
    Ok(())
}

/// Refuses to replace what somebody else put on the branch.
///
/// # Errors
/// Files that Dateline did not make would be changed or removed.
pub fn check_owner(plan: &Plan, published: &Published, target: &Target) -> Result<()> {
    let touched = |path: &&String| plan.changed.iter().chain(&plan.removed).any(|change| change.path == **path);
    let foreign: Vec<&str> = published.foreign.iter().filter(touched).map(String::as_str).collect();
    let Some((first, others)) = foreign.split_first() else { return Ok(()) };
    let others = match others.len() {
        0 => String::new(),
        1 => " and 1 other".to_owned(),
        number => format!(" and {number} others"),
    };
    bail!(
        "the branch {} holds {first}{others}, which Dateline did not make and would replace or remove; \
         choose another branch, or say --replace",
        target.branch
    );
}

/// Refuses to begin a site on the branch of its sources, onto which no later push of theirs would go.
///
/// # Errors
/// The branch is checked out in `repository`, and the remote does not have it yet.
pub fn check_sources(repository: &Repository, published: &Published, target: &Target) -> Result<()> {
    if published.tip.is_none() && repository.branch().as_ref() == Some(&target.branch) {
        bail!(
            "the branch {} is checked out here and holds the sources of the site; choose another branch, or say --replace",
            target.branch
        );
    }
    Ok(())
}

/// Refuses to empty a branch, which a wrong folder or a lost disk would do.
///
/// # Errors
/// More than half of the branch's files would be removed, and they are more than a handful.
pub fn check_removals(plan: &Plan, published: &Published, target: &Target) -> Result<()> {
    let (removed, all) = (plan.removed.len(), published.files.len());
    if removed > HANDFUL && removed * 2 > all {
        bail!(
            "{removed} of the {all} files on the branch {} would be removed; if that is meant, say --replace",
            target.branch
        );
    }
    Ok(())
}

/// A number of bytes as people read it, in decimal units.
pub fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = bytes / (unit / 10);
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_well() {
        for (bytes, text) in
            [(0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (1_999_999, "1.9 MB"), (FILE_LIMIT, "104.8 MB")]
        {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn what_no_host_takes_is_refused() {
        let big = |bytes| Plan { largest: Some(Change { path: "film.mp4".into(), bytes }), bytes, ..Plan::default() };
        assert!(check_size(&big(FILE_LIMIT)).is_ok());
        assert!(check_size(&big(FILE_LIMIT + 1)).unwrap_err().to_string().contains("film.mp4 has 104.8 MB"));
        let many = Plan { bytes: SITE_LIMIT + 1, ..Plan::default() };
        assert!(check_size(&many).unwrap_err().to_string().contains("1.0 GB"));
    }
}
