//! A build or an import that somebody ends half way, from outside.
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
/// Enough for an import that lasts until the signal comes.
const RECORDS: usize = 5_000;

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

#[test]
fn an_import_that_is_interrupted_remembers_what_it_brought_in_and_goes_on_the_next_time() {
    let is_caught = (0..ATTEMPTS).any(|_| {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("content")).unwrap();
        fs::write(site.path().join("site.toml"), "title = \"Test\"\n").unwrap();
        let line = |number: usize| {
            format!("{{\"date\":\"2015-11-16\",\"title\":\"Report {number}\",\"text\":\"A shell hit.\"}}\n")
        };
        fs::write(site.path().join("a.jsonl"), (0..RECORDS).map(line).collect::<String>()).unwrap();
        let mut import = import(site.path()).spawn().unwrap();
        while count(site.path()) == 0 && import.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        Command::new("kill").args(["-INT", &import.id().to_string()]).status().unwrap();
        let code = import.wait().unwrap().code();
        let lock = fs::read_to_string(site.path().join("imports.lock")).unwrap();
        assert_eq!(lock.lines().filter(|line| line.starts_with('{')).count(), count(site.path()));
        assert_eq!(self::import(site.path()).status().unwrap().code(), Some(0));
        assert_eq!(count(site.path()), RECORDS);
        code == Some(130)
    });
    assert!(is_caught);
}

fn import(site: &Path) -> Command {
    let mut import = Command::new(env!("CARGO_BIN_EXE_dateline"));
    import.arg("import").arg(site.join("a.jsonl")).arg("--site").arg(site).stdout(Stdio::null()).stderr(Stdio::null());
    import
}

/// Number of articles.
fn count(site: &Path) -> usize {
    fs::read_dir(site.join("content")).unwrap().count()
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
