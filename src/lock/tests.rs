//! What the file promises on its own: it reads what it writes, joins what stands twice, and takes any text.

use super::*;
use crate::diag::File;
use proptest::prelude::*;
use std::sync::Arc;

fn entry(since: &str, title: &str) -> Entry {
    Entry {
        since: since.parse().ok().and_then(|when: crate::date::When| when.exact_day()),
        facts: Facts {
            kind: "strike".into(),
            when: "2015-11-15/2015-11-18".parse().unwrap(),
            status: "happened".into(),
            title: title.into(),
            actors: vec!["France".into(), "\"Dijon\" & \n".into()],
            targets: Vec::new(),
            place: Some("Raqqa".into()),
        }
        .into(),
        prints: vec![Print::new("content/a#b.md".into(), "strike", "Jets bombed Raqqa.", 1)],
        fate: Fate::Shown,
        changes: Vec::new(),
    }
}

fn lock(entries: &[(&str, Entry)]) -> Lock {
    Lock { entries: entries.iter().map(|(id, entry)| ((*id).to_owned(), Arc::new(entry.clone()))).collect() }
}

fn read(text: &str) -> (Lock, Vec<String>) {
    let (lock, found) = Lock::read(&File::new(FILE, text));
    let shown = |d: &crate::diag::Diagnostic| {
        let (_, line, column) = d.position().unwrap();
        format!("{line}:{column} {}: {}", d.code, d.message)
    };
    (lock, found.iter().map(shown).collect())
}

#[test]
fn what_is_written_is_read_back() {
    let why = Some("He said \u{201c}no\u{201d}.".to_owned());
    let change = |what, new: &str| Change {
        on: Day::new(2015, 12, 1).unwrap(),
        what,
        old: "a".into(),
        new: new.into(),
        by_editor: true,
        why: why.clone(),
    };
    let merged = Entry {
        fate: Fate::Merged("one".into()),
        changes: What::ALL.iter().map(|what| change(*what, "b")).collect(),
        ..entry("2015-11-19", "Merged")
    };
    let gone = Entry { since: None, fate: Fate::Gone, ..entry("", "Never published") };
    let whole = lock(&[("one", entry("2015-11-18", "One")), ("two", merged), ("two-0123", gone)]);
    assert_eq!(read(&whole.text()), (whole.clone(), vec![]));
    assert_eq!(read(&whole.text().replace('\n', "\r\n")), (whole.clone(), vec![]));
    assert_eq!(whole.latest(), Day::new(2015, 12, 1));
    assert_eq!((whole.standing("two"), whole.standing("two-0123")), (Some("one"), None));
}

#[test]
fn lines_of_two_branches_are_joined() {
    let other = Print::new("content/b.md".into(), "strike", "They bombed it.", 0);
    let ours = entry("2015-11-20", "Ours");
    let theirs = Entry { prints: vec![other.clone()], ..entry("2015-11-18", "Theirs") };
    let text = format!("{}{}", lock(&[("one", ours)]).text(), lock(&[("one", theirs)]).text());
    let (joined, found) = read(&text);
    assert_eq!(found, [""; 0]);
    let one = joined.entries.get("one").unwrap();
    assert_eq!((one.since, one.facts.title.as_str()), (Day::new(2015, 11, 18), "Ours"));
    assert_eq!(one.prints.len(), 2);
    assert!(one.prints.contains(&other));
}

#[test]
fn a_hand_that_edits_the_file_is_told_where_it_erred() {
    let line = r#"{"id":"one","kind":"strike","date":"2015-11-15","status":"happened","title":"T"}"#;
    assert_eq!(read(line).1, [""; 0]);
    let faults = [
        (line.replace("2015-11-15", "2015-02-30"), "lock.line", "2015-02-30"),
        (line.replace("\"one\"", "\"../one\""), "lock.line", "../one"),
        (line.replace("\"one\"", "\"One\""), "lock.line", "One"),
        (line.replace("}", r#","evidence":["content/a.md#12"]}"#), "lock.line", "content/a.md#12"),
        (line.replace("\"kind\"", "\"kin\""), "lock.line", "\""),
        (line.replace("\"happened\",", "\"happened\""), "lock.line", "\""),
        (line.replace("}", r#","merged":"two"}"#), "lock.merged", "two"),
        (line.replace("}", r#","merged":"one"}"#), "lock.merged", "one"),
        (format!("<<<<<<< HEAD\n{line}"), "lock.conflict", "<<<<<<< HEAD"),
    ];
    for (text, code, place) in faults {
        let (_, found) = Lock::read(&File::new(FILE, text.as_str()));
        let shown: Vec<_> = found.iter().map(|d| (d.code, d.span.unwrap().of(&text))).collect();
        assert_eq!(shown, [(code, place)], "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s)([{}\\[\\]\",:\\\\]|\"id\"|\"merged\":|one|\"changes\":\\[|\n|[a-zé0-9-]| ){0,80}") {
        read(&text);
    }
}
