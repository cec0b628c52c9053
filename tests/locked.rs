//! `build --locked`, for machines that publish what somebody has looked at: nothing is written where ids of events would change.
//!
//! Not here: which ids change when (`tests/curation.rs`).

use std::fs;
use std::path::Path;
use std::process::Command;

fn site(articles: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("site.toml"), "title = \"T\"\n").unwrap();
    articles.iter().for_each(|(name, text)| fs::write(folder.path().join("content").join(name), text).unwrap());
    folder
}

/// Exit code and what was said.
fn build(site: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    let ended = command.args(["build", "--today", "2016-01-01"]).args(arguments).arg(site).output().unwrap();
    (ended.status.code(), String::from_utf8(ended.stderr).unwrap())
}

#[test]
fn a_lock_that_says_what_is_published_is_enough_whatever_ends_its_lines() {
    let site = site(&[("2015-11-16-a.md", "French jets bombed Raqqa on Sunday.\n")]);
    let lock = site.path().join("events.lock");
    assert_eq!(build(site.path(), &["--locked"]).0, Some(1), "nothing is locked before the first build");
    assert_eq!(build(site.path(), &[]).0, Some(0));
    let unix = fs::read_to_string(&lock).unwrap();
    let windows = unix.replace('\n', "\r\n");
    for text in [unix, windows] {
        fs::write(&lock, &text).unwrap();
        let (code, said) = build(site.path(), &["--locked"]);
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn an_event_that_the_lock_does_not_know_is_refused_and_nothing_written() {
    let site = site(&[("2015-11-16-a.md", "French jets bombed Raqqa on Sunday.\n")]);
    build(site.path(), &[]);
    let lock = fs::read_to_string(site.path().join("events.lock")).unwrap();
    fs::write(site.path().join("content/2015-11-18-b.md"), "Russian jets bombed Homs on Tuesday.\n").unwrap();
    let (code, said) = build(site.path(), &["--locked"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("events.lock is not up to date: 1 line would change"), "{said}");
    assert!(!site.path().join("public/a/b.html").exists());
    assert_eq!(fs::read_to_string(site.path().join("events.lock")).unwrap(), lock);
}
