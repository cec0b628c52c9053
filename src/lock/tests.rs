//! What the file promises on its own: it reads what it writes, joins what stands twice, and takes any text.

use super::*;
use crate::diag::File;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
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

/// Reports of an event: the number of the file, and that of the words.
type Reports = Vec<(u8, u8)>;

fn prints(reports: &Reports) -> Vec<Print> {
    let print = |(file, words): &(u8, u8)| Print::new(format!("{file}.md").into(), "strike", &format!("{words}"), 0);
    reports.iter().map(print).collect()
}

fn facts(reports: &Reports) -> Arc<Facts> {
    let title = reports.first().map_or(0, |(_, words)| words / 2).to_string();
    Facts { title, when: crate::date::When::UNKNOWN, place: None, actors: Vec::new(), ..(*entry("", "").facts).clone() }
        .into()
}

/// The ids of events beside a file, by way of what was settled before.
fn follow(
    settlement: &mut Settlement,
    before: &BTreeMap<u8, (Reports, String)>,
    events: &BTreeMap<u8, Reports>,
) -> BTreeMap<u8, (Reports, String)> {
    let proposed = |number: u8| format!("event-{number}");
    let sighting = |(number, reports): (&u8, &Reports)| {
        Arc::new(Sighting { proposed: proposed(*number), prints: prints(reports), facts: facts(reports) })
    };
    let sightings: Vec<Arc<Sighting>> = events.iter().map(sighting).collect();
    let is_as_before = |number: &u8, reports| before.get(number).is_some_and(|(before, _)| before == reports);
    let at = |number: &u8| before.keys().position(|other| other == number);
    let places: Vec<Option<usize>> =
        events.iter().map(|(number, reports)| at(number).filter(|_| is_as_before(number, reports))).collect();
    let named = settlement.follow(&places, |which| which.iter().map(|at| sightings[*at].clone()).collect());
    let kept = |number: &u8| before.get(number).map_or_else(String::new, |(_, id)| id.clone());
    let mut ids: Vec<String> = events.keys().map(kept).collect();
    for (at, id) in named {
        ids[at] = id.unwrap_or_else(|| sightings[at].proposed.clone());
    }
    events.iter().zip(ids).map(|((number, reports), id)| (*number, (reports.clone(), id))).collect()
}

fn reports() -> impl Strategy<Value = Reports> {
    prop::collection::vec((0..5_u8, 0..8_u8), 0..4)
}

proptest! {
    #[test]
    fn ids_after_any_edits_are_those_that_are_settled_from_nothing(
        published in prop::collection::btree_map(0..12_u8, (reports(), 0..4_u8), 1..12),
        first in prop::collection::btree_map(0..14_u8, reports(), 0..14),
        edits in prop::collection::vec(prop::collection::vec((0..14_u8, prop::option::of(reports())), 1..4), 1..8),
    ) {
        let fate = |fate| if fate == 0 { Fate::Gone } else { Fate::Shown };
        let entry = |(number, (reports, at)): (u8, (Reports, u8))| {
            let entry = Entry { prints: prints(&reports), facts: facts(&reports), fate: fate(at), ..entry("2015-11-18", "") };
            (format!("event-{number}"), Arc::new(entry))
        };
        let file = Arc::new(Lock { entries: published.into_iter().map(entry).collect() });
        let mut settlement = Settlement::new(file.clone());
        let mut events = first;
        let mut ids = follow(&mut settlement, &BTreeMap::new(), &events);
        for edit in edits {
            for (number, reports) in edit {
                match reports {
                    Some(reports) => drop(events.insert(number, reports)),
                    None => drop(events.remove(&number)),
                }
            }
            ids = follow(&mut settlement, &ids, &events);
            let mut whole = Settlement::new(file.clone());
            prop_assert_eq!(&ids, &follow(&mut whole, &BTreeMap::new(), &events));
            prop_assert_eq!(settlement.settled(), whole.settled());
            prop_assert_eq!(settlement.lost(&settlement.settled().clone()).0, whole.lost(&whole.settled().clone()).0);
            prop_assert_eq!(ids.values().map(|(_, id)| id).collect::<BTreeSet<_>>().len(), ids.len());
        }
    }
}
