//! Names of files as other systems spell them: accents in two characters, endings in capitals.
//!
//! Not here: names that no system takes, and those that differ in case alone (`tests/diagnostics`).

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("site.toml"), "title = \"T\"\n").unwrap();
    for (name, text) in files {
        fs::write(folder.path().join("content").join(name), text).unwrap();
    }
    folder
}

fn build(site: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline")).args(["build", "--strict"]).arg(site).output().unwrap()
}

#[test]
fn an_accent_behind_its_letter_is_the_one_within_it() {
    let folder = site(&[
        ("2015-11-16-e\u{301}te\u{301}.md", "Jets bombed Raqqa. ![A map](carte-\u{e9}.svg)\n"),
        ("carte-e\u{301}.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>"),
        ("2015-11-17-b.md", "See [it](2015-11-16-\u{e9}t\u{e9}.md) and [it](2015-11-16-e\u{301}te%CC%81.md).\n"),
    ]);
    let built = build(folder.path());
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let page = fs::read_to_string(folder.path().join("public/a/b.html")).unwrap();
    assert_eq!(page.matches("href=\"../a/ete.html\">it").count(), 2, "{page}");
    let page = fs::read_to_string(folder.path().join("public/a/ete.html")).unwrap();
    assert!(page.contains("src=\"../files/carte-%C3%A9.svg\"") && page.contains("width=\"3\""), "{page}");
    assert!(folder.path().join("public/files/carte-\u{e9}.svg").is_file());
}

#[cfg(target_os = "linux")]
#[test]
fn two_files_that_differ_in_the_spelling_of_accents_alone_are_told() {
    let folder = site(&[("2015-11-16-\u{e9}.md", "Text.\n"), ("2015-11-16-e\u{301}.md", "Text.\n")]);
    let built = build(folder.path());
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(!built.status.success() && said.contains("two files have this name"), "{said}");
}

#[test]
fn an_article_may_end_as_other_programs_name_it_and_is_linked_like_any() {
    let folder = site(&[
        ("2015-11-16-raid.MD", "Jets bombed [it](2015-11-15-day.markdown).\n"),
        ("2015-11-17-b.md", "See [it](2015-11-16-raid.MD).\n"),
        ("2015-11-15-day.markdown", "Jets bombed it.\n"),
    ]);
    let built = build(folder.path());
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    for (page, link) in [("b", "raid"), ("raid", "day")] {
        let page = fs::read_to_string(folder.path().join(format!("public/a/{page}.html"))).unwrap();
        assert!(page.contains(&format!("href=\"../a/{link}.html\">it")), "{page}");
    }
}
