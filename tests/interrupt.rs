//! A build that somebody ends half way, from outside.
//!
//! Not here: builds that fail by themselves (`build`, and the tests of the room `output`).
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// Enough for a build that lasts until the signal comes.
const ARTICLES: usize = 300;
/// How often a build may be over before the signal comes.
const ATTEMPTS: usize = 5;

#[test]
fn a_build_that_is_interrupted_says_so_and_leaves_nothing_behind() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path());
    for signal in ["-INT", "-TERM"] {
        let is_caught = (0..ATTEMPTS).any(|_| interrupted(site.path(), signal) == Some(130));
        assert!(is_caught, "{signal}");
        assert!(!site.path().join(".public.new").exists() && !site.path().join(".public.old").exists());
    }
}

/// The exit code of a build that gets a signal as soon as it writes.
fn interrupted(site: &Path, signal: &str) -> Option<i32> {
    let mut build = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--jobs", "1"])
        .arg(site)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !site.join(".public.new/a").exists() {
        if let Some(status) = build.try_wait().unwrap() {
            return status.code();
        }
        thread::sleep(Duration::from_millis(1));
    }
    Command::new("kill").args([signal, &build.id().to_string()]).status().unwrap();
    build.wait().unwrap().code()
}

fn write_site(site: &Path) {
    fs::create_dir(site.join("content")).unwrap();
    fs::write(site.join("site.toml"), "title = \"Test\"\n").unwrap();
    for number in 0..ARTICLES {
        let day = 1 + number % 28;
        let text = format!("---\ntitle: Report {number}\ndate: 2015-11-{day:02}\n---\nA shell hit house {number}.\n");
        fs::write(site.join(format!("content/{number}.md")), text).unwrap();
    }
}
