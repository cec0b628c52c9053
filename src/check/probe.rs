//! Asking one address whether anybody answers there, by the machine's own `curl`: it knows certificates, proxies and every version of HTTP.
//!
//! Arguments never pass through a shell. Not here: which addresses, how many at once (`external`).

use anyhow::{Result, bail};
use std::process::{Command, Stdio};

/// What an address answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A status of HTTP, after redirections.
    Status(u16),
    /// No answer at all, and why.
    Silence(String),
}

/// Settings of every request: no settings of the user's own, only the web, only so long, and again twice where a fault may pass.
const MANNERS: [&str; 22] = [
    "--disable",
    "--silent",
    "--show-error",
    "--globoff",
    "--location",
    "--max-redirs",
    "5",
    "--proto",
    "=http,https",
    "--proto-redir",
    "=http,https",
    "--connect-timeout",
    "10",
    "--max-time",
    "20",
    "--retry",
    "2",
    "--retry-max-time",
    "60",
    "--user-agent",
    concat!("dateline/", env!("CARGO_PKG_VERSION"), " (checks links)"),
    "--write-out",
];

/// Where the body goes.
const NOWHERE: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// Asks for the head of what is at `address`, and where that is refused for its first bytes.
///
/// # Errors
/// There is no `curl`.
pub(super) fn probe(address: &str) -> Result<Answer> {
    let answer = request(address, &["--head"])?;
    match answer {
        // Many servers do not answer a question for the head alone as they should.
        Answer::Status(400..=499 | 501) => request(address, &["--range", "0-1023"]),
        answer => Ok(answer),
    }
}

fn request(address: &str, method: &[&str]) -> Result<Answer> {
    let mut command = Command::new("curl");
    command.args(MANNERS).arg("%{http_code}").args(["--output", NOWHERE]).args(method).args(["--url", address]);
    let asked = match command.stdin(Stdio::null()).output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!("links that lead out of the site are checked with `curl`, which is not on this machine")
        }
        asked => asked?,
    };
    let code = String::from_utf8_lossy(&asked.stdout).trim().parse().unwrap_or(0);
    if asked.status.success() && code > 0 {
        return Ok(Answer::Status(code));
    }
    let said = String::from_utf8_lossy(&asked.stderr);
    let last = said.lines().rfind(|line| !line.starts_with("Warning")).unwrap_or("no answer");
    Ok(Answer::Silence(last.trim_start_matches("curl: ").to_owned()))
}
