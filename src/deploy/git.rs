//! Running the user's own `git`, which knows how to reach their remotes and who they are. Arguments never pass through a shell.
//!
//! Not here: what is asked of it.

use super::Target;
use super::redact::redact;
use anyhow::{Context, Result, anyhow, bail};
use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Variables by which a git that called us (in a hook, say) would lead us to its own repository.
const FOREIGN: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// The git repository that a site's folder lies in.
#[derive(Clone, Debug)]
pub struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// The repository that holds `folder`.
    ///
    /// # Errors
    /// There is none, or no `git`.
    pub fn of(folder: &Path) -> Result<Self> {
        let repository = Repository { folder: folder.to_owned() };
        let asked = repository.ask(["rev-parse", "--git-dir"])?;
        if asked.status.success() {
            return Ok(repository);
        }
        let said = String::from_utf8_lossy(&asked.stderr);
        if said.contains("not a git repository") {
            bail!("{} lies in no git repository; `git init` makes one", folder.display());
        }
        bail!("{}", complaint(&said));
    }

    /// The folder of the working tree; `None` in a bare repository.
    pub fn root(&self) -> Option<PathBuf> {
        self.text(["rev-parse", "--show-toplevel"]).ok().map(PathBuf::from)
    }

    /// The branch that is checked out.
    pub fn branch(&self) -> Option<String> {
        self.text(["symbolic-ref", "--quiet", "--short", "HEAD"]).ok()
    }

    /// The target that these names stand for, once they are known to be fit for git.
    ///
    /// Without the name of a remote it is `origin`, or the only one there is.
    ///
    /// # Errors
    /// No such remote, or a name that no branch can have.
    pub fn target(&self, remote: Option<&str>, branch: &str) -> Result<Target> {
        let remote = match remote {
            Some(remote) if remote.starts_with('-') => bail!("`{remote}` is no remote"),
            Some(remote) => remote.to_owned(),
            None => self.only_remote()?,
        };
        let target = Target { remote, branch: branch.to_owned() };
        let fits = self.ask(["check-ref-format", target.reference().as_str()])?.status.success();
        if !fits || branch.starts_with('-') {
            bail!("`{branch}` cannot be the name of a branch");
        }
        Ok(target)
    }

    fn only_remote(&self) -> Result<String> {
        let remotes = self.text(["remote"])?;
        let names: Vec<&str> = remotes.lines().collect();
        match names.as_slice() {
            [] => bail!("the repository has no remote; add one: git remote add origin ADDRESS"),
            [only] => Ok((*only).to_owned()),
            names if names.contains(&"origin") => Ok("origin".to_owned()),
            names => bail!("which remote? Name one with --remote: {}", names.join(", ")),
        }
    }

    /// Address of a remote, without passwords.
    pub fn address(&self, target: &Target) -> String {
        let named = self.text(["remote", "get-url", "--push", "--", target.remote.as_str()]);
        redact(&named.unwrap_or_else(|_| target.remote.clone()))
    }

    /// The commit that is checked out, and whether files of `folder` differ from it; `None` before the first commit.
    pub fn source(&self, folder: &Path) -> Result<Option<(String, bool)>> {
        let asked = self.ask(["rev-parse", "--verify", "--quiet", "HEAD"])?;
        if !asked.status.success() {
            return Ok(None);
        }
        let folder = folder.canonicalize().with_context(|| format!("cannot find {}", folder.display()))?;
        let status = [OsStr::new("status"), OsStr::new("--porcelain"), OsStr::new("--"), folder.as_os_str()];
        Ok(Some((line(&asked.stdout), !self.run(status)?.is_empty())))
    }

    /// A `git` that is ready to start: its words in English, no questions where nobody can answer, no lock that is not needed.
    pub(super) fn command<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments);
        command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        for name in FOREIGN {
            command.env_remove(name);
        }
        if !std::io::stdin().is_terminal() {
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// How `git` ended and what it said.
    pub(super) fn ask<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Result<Output> {
        self.command(arguments).output().map_err(not_started)
    }

    /// What `git` wrote; an error where it failed.
    pub(super) fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Result<Vec<u8>> {
        let asked = self.ask(arguments)?;
        if asked.status.success() {
            return Ok(asked.stdout);
        }
        Err(failure(&asked))
    }

    /// What `git` wrote as one line of text.
    pub(super) fn text<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Result<String> {
        Ok(line(&self.run(arguments)?))
    }
}

/// Why `git` did not start.
pub(super) fn not_started(error: std::io::Error) -> anyhow::Error {
    if error.kind() == std::io::ErrorKind::NotFound {
        return anyhow!("there is no `git` on this machine, or not where programs are looked for");
    }
    anyhow::Error::new(error).context("cannot start `git`")
}

/// What a `git` that failed had to say.
pub(super) fn failure(asked: &Output) -> anyhow::Error {
    anyhow!("{}", complaint(&String::from_utf8_lossy(&asked.stderr)))
}

fn complaint(said: &str) -> String {
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("hint:"));
    match redact(&lines.collect::<Vec<_>>().join("; ")) {
        said if said.is_empty() => "git failed and did not say why".to_owned(),
        said => format!("git: {said}"),
    }
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}
