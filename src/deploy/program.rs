//! Where a workflow gets the program from, so that a site is built there by the program that built it here.
//!
//! Cargo notes in `.crates.toml` where each program that it installed came from. Not here: the workflow (`scaffold`).

use super::Repository;
use super::redact::redact;
use crate::scaffold::Program;
use percent_encoding::percent_decode_str;
use std::fs;
use std::path::Path;
use toml::Table;

/// The program for sites of the repository in `root`: its own, if its sources lie there; else that which is running, if it can be had by others; else
/// the release of this version.
pub fn program(root: &Path) -> Program {
    if holds_sources(root) {
        return Program::Here;
    }
    let running = std::env::current_exe().and_then(fs::canonicalize).ok();
    let noted = running.and_then(|path| Some(path.parent()?.parent()?.join(".crates.toml")));
    let noted = noted.and_then(|path| fs::read_to_string(path).ok()?.parse().ok());
    noted.and_then(|noted: Table| installed(&noted)).unwrap_or_default()
}

fn holds_sources(root: &Path) -> bool {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).ok().and_then(|text| text.parse::<Table>().ok());
    let name = manifest.as_ref().and_then(|manifest| manifest.get("package")?.get("name")?.as_str());
    name == Some(env!("CARGO_PKG_NAME")) && root.join("Cargo.lock").is_file()
}

/// What Cargo noted: a key such as `dateline 0.1.0 (git+https://example.org/dateline#0123abc)`.
fn installed(noted: &Table) -> Option<Program> {
    let mut keys = noted.get("v1")?.as_table()?.keys();
    let ours = keys.find_map(|key| key.strip_prefix(concat!(env!("CARGO_PKG_NAME"), " ")))?;
    let source = ours.split_once(" (")?.1.trim_end_matches(')');
    if let Some(git) = source.strip_prefix("git+") {
        let (address, commit) = git.split_once('#')?;
        let address = address.split('?').next().and_then(public)?;
        let is_name = !commit.is_empty() && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        return is_name.then(|| Program::Commit { address, commit: commit.to_owned() });
    }
    let folder = source.strip_prefix("path+file://")?;
    // On Windows an address of a file has a slash before the drive.
    let folder = if cfg!(windows) { folder.trim_start_matches('/') } else { folder };
    let folder = percent_decode_str(folder.split('#').next()?).decode_utf8().ok()?;
    checked_out(Path::new(&*folder))
}

/// The commit of the sources in `folder`, if it is known to the remote that they come from.
fn checked_out(folder: &Path) -> Option<Program> {
    let repository = Repository::of(folder).ok()?;
    let commit = repository.text(["rev-parse", "--verify", "--quiet", "HEAD"]).ok()?;
    let known = repository.text(["branch", "--remotes", "--format=%(refname)", "--contains", &commit]).ok()?;
    let remote = known.lines().next()?.strip_prefix("refs/remotes/")?.split('/').next()?;
    let address = repository.text(["remote", "get-url", "--", remote]).ok()?;
    Some(Program::Commit { address: public(&address)?, commit })
}

/// The address by which anybody reads a repository that is reached by `address`; `None` for one on this machine.
fn public(address: &str) -> Option<String> {
    let https = match address.split_once("://") {
        Some(("https" | "http", _)) => redact(address),
        Some(("ssh", _)) => {
            let bare = redact(address);
            let (host, path) = bare.strip_prefix("ssh://")?.split_once('/')?;
            format!("https://{}/{path}", host.split(':').next()?)
        }
        Some(_) => return None,
        None => {
            let (host, path) = address.split_once(':')?;
            let (_, host) = host.split_once('@')?;
            format!("https://{host}/{path}")
        }
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/%+@".contains(c);
    https.chars().all(is_plain).then_some(https)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_noted_is_read() {
        let program = |source: &str| {
            let noted =
                format!("[v1]\n\"other 1.0.0 (x)\" = [\"other\"]\n\"dateline 0.1.0 ({source})\" = [\"dateline\"]");
            installed(&noted.parse().unwrap())
        };
        let commit = |address: &str| Some(Program::Commit { address: address.into(), commit: "0123abc".into() });
        assert_eq!(
            program("git+https://example.org/dateline?branch=main#0123abc"),
            commit("https://example.org/dateline")
        );
        assert_eq!(
            program("git+ssh://git@example.org:22/o/dateline.git#0123abc"),
            commit("https://example.org/o/dateline.git")
        );
        assert_eq!(program("git+file:///srv/dateline#0123abc"), None);
        assert_eq!(program("registry+https://github.com/rust-lang/crates.io-index"), None);
        assert_eq!(program("path+file:///no/such/folder"), None);
    }

    #[test]
    fn an_address_is_one_that_anybody_can_read() {
        assert_eq!(public("git@example.org:o/r.git").as_deref(), Some("https://example.org/o/r.git"));
        assert_eq!(public("https://user:s3cret@example.org/r").as_deref(), Some("https://example.org/r"));
        for address in
            ["/srv/r", "../r", "file:///srv/r", "https://example.org/$(x)", "https://example.org/a b", "c:\\r"]
        {
            assert_eq!(public(address), None, "{address}");
        }
    }
}
