//! Pushing a site's changes, and telling truthfully how that went.
//!
//! The push names the commit that the remote branch must still be at (`--force-with-lease`), so what somebody pushed meanwhile is never
//! lost. Not here: making the commit (`commit`).

use super::commit::{self, PENDING};
use super::git::{Repository, failure};
use super::{Plan, Published, Target, published};
use crate::pipeline::Content;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

/// What was pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// Name of the new commit.
    pub commit: String,
}

/// Makes the commit that `plan` describes and pushes it.
///
/// # Errors
/// The branch moved since it was `published` so, the remote refuses, or it cannot be reached. The branch is then as it was, or the error says that this
/// is not known.
pub fn push(
    repository: &Repository,
    target: &Target,
    published: &Published,
    plan: &Plan,
    files: &BTreeMap<String, Content>,
    root: &Path,
) -> Result<Pushed> {
    let commit = commit::write(repository, published, plan, files, root)?;
    let sent = send(repository, target, published, &commit);
    if sent.is_ok() {
        repository.run(["update-ref", target.note().as_str(), commit.as_str()])?;
    }
    // Nothing that was not pushed is kept; git clears it away in time.
    repository.run(["update-ref", "-d", PENDING])?;
    sent.map(|()| Pushed { commit })
}

fn send(repository: &Repository, target: &Target, published: &Published, commit: &str) -> Result<()> {
    let reference = target.reference();
    let lease = format!("--force-with-lease={reference}:{}", published.tip.as_deref().unwrap_or_default());
    let refspec = format!("{commit}:{reference}");
    let options = ["push", "--porcelain", "--no-follow-tags", "--recurse-submodules=no", lease.as_str()];
    let asked = repository.ask(options.into_iter().chain(["--", target.remote.as_str(), refspec.as_str()]))?;
    if asked.status.success() {
        return Ok(());
    }
    let now = published::tip(repository, target).ok();
    verdict(target, published, commit, now, &asked)
}

/// What became of a push that git calls failed, by where the branch stands `now`; `None` where the remote does not answer any more.
fn verdict(
    target: &Target,
    published: &Published,
    commit: &str,
    now: Option<Option<String>>,
    asked: &Output,
) -> Result<()> {
    let said = failure(asked);
    let Some(now) = now else {
        return Err(said.context("the push broke off, and whether it arrived cannot be told; run it again"));
    };
    if now.as_deref() == Some(commit) {
        // It arrived before the line went dead.
        return Ok(());
    }
    if now != published.tip {
        bail!("the branch {} moved while this ran, so nothing was pushed; run it again", target.branch);
    }
    Err(said.context(match rejection(asked) {
        Some(reason) => format!("the remote refused the push to {}: {reason}", target.branch),
        None => "the push broke off and the branch is as it was; run it again".to_owned(),
    }))
}

/// Why the branch was not updated, as `git push --porcelain` tells it: `!<tab>from:to<tab>[remote rejected] (reason)`.
fn rejection(asked: &Output) -> Option<String> {
    let told = String::from_utf8_lossy(&asked.stdout).into_owned();
    let line = told.lines().find(|line| line.starts_with('!'))?;
    Some(line.rsplit_once('\t')?.1.to_owned())
}
