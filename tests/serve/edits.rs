//! A build with a memo is a build: whatever an author does to a folder, one edit after the other.
//!
//! Not here: the server (`main`).

use dateline::date::Day;
use dateline::pipeline::{self, Content, Memo, Options};
use dateline::source::{self, Loaded};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What an author may do between two looks at the site.
#[derive(Clone, Debug)]
enum Edit {
    Write { article: usize, text: usize, date: usize, lead: bool, tag: usize, by_hand: usize },
    Remove { article: usize },
    Rename { article: usize, to: usize },
    Config { title: usize, kinds: bool, pages: usize },
    Style { text: usize },
    Template { is_broken: bool },
    Words { home: usize },
    Picture { name: usize, width: u8 },
    Curation { decisions: BTreeSet<usize> },
    Uncurated,
    Publish,
    MoveFolder,
}

const TEXTS: [&str; 9] = [
    "Russian jets bombed Raqqa on Tuesday. France was notified, a spokesman said.",
    "Thousands marched in Homs on Friday.",
    "The strike hit Raqqa on Sunday, [as told before](0.md).",
    "Nothing happened.",
    "A [broken link](nowhere.md).",
    "Russian jets bombed Raqqa on 15 November 2015. American jets bombed Mosul in November 2015.",
    "American jets bombed Mosul on 15 November 2015. Vladimir Petrov said on 14 November 2015 that \"Raqqa was bombed\".",
    "Petrov notified Iran on 15 November 2015. Russian jets bombed Raqqa on 15 November 2015 and Homs on 16 November 2015.",
    "![A jet](pictures/0.png)\n\nRussian jets bombed Raqqa on Tuesday.",
];
const BY_HAND: [&str; 6] = [
    "",
    "source: {name: The Courier}\n",
    "events:\n  - {kind: strike, date: 2015-11-15, actors: [France], place: Raqqa}\n",
    "source: {name: The Herald}\nevents:\n  - {kind: strike, date: 2015-11, actors: [Vladimir Petrov], place: Palmyra}\n",
    "aliases: [old/name.html]\n",
    "aliases: [e/2015-11-10-russia-strikes-raqqa.html]\n",
];
const PAGES: [&str; 4] = [
    "",
    "event_pages = \"corroborated\"\n",
    "geo_precision = 0.5\nevent_pages = \"none\"\n",
    "key_events = [\"2015-11-10-russia-strikes-raqqa\", \"2015-11-15-russia-strikes-raqqa\"]\n",
];
const DATES: [&str; 6] = ["2015-11-16", "2015-11-18", "2015-02-30", "2031-01-01", "2015-11-17", "2015-11-20"];
const PROTEST: &str =
    "[kinds.protest]\nlabel = \"Protest\"\nplural = \"Protests\"\nverbs = [\"march\"]\nnouns = [\"protest\"]\n";

const DECISIONS: [&str; 9] = [
    "correct: 2015-11-17-russia-strikes-raqqa\n    place: Homs",
    "reject: 2015-11-10-russia-strikes-raqqa",
    "merge: [2015-11-15-russia-strikes-raqqa, 2015-11-17-russia-strikes-raqqa]",
    "split: 2015-11-15-russia-strikes-raqqa\n    reports: [content/1.md]\n    date: 2015-11-14",
    "split: 2015-11-15-russia-strikes-raqqa\n    reports: [and Homs]",
    "accept: 2015-11-15-united-states-strikes-mosul",
    "correct: 2015-11-14-statement-by-vladimir-petrov\n    date: 2015-11-13",
    "reject: 2015-11-15-strike-afc4",
    "accept: 2015-11-15-russia-strikes-rakka",
];

/// An article written, anew or again.
fn written() -> impl Strategy<Value = Edit> {
    (0..7_usize, 0..TEXTS.len(), 0..DATES.len(), any::<bool>(), 0..3_usize, 0..BY_HAND.len())
        .prop_map(|(article, text, date, lead, tag, by_hand)| Edit::Write { article, text, date, lead, tag, by_hand })
}

fn decided() -> impl Strategy<Value = Edit> {
    prop::collection::btree_set(0..DECISIONS.len(), 1..4).prop_map(|decisions| Edit::Curation { decisions })
}

/// What an author does once events are published.
fn published() -> impl Strategy<Value = Edit> {
    prop_oneof![
        10 => written(),
        2 => (1..7_usize).prop_map(|article| Edit::Remove { article }),
        3 => (1..7_usize, 1..7_usize).prop_map(|(article, to)| Edit::Rename { article, to }),
        2 => decided(),
        1 => Just(Edit::Uncurated),
        1 => Just(Edit::Publish),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        14 => written(),
        3 => (1..7_usize).prop_map(|article| Edit::Remove { article }),
        2 => (1..7_usize, 1..7_usize).prop_map(|(article, to)| Edit::Rename { article, to }),
        1 => (0..3_usize, any::<bool>(), 0..PAGES.len())
            .prop_map(|(title, kinds, pages)| Edit::Config { title, kinds, pages }),
        1 => (0..3_usize).prop_map(|text| Edit::Style { text }),
        1 => any::<bool>().prop_map(|is_broken| Edit::Template { is_broken }),
        1 => (0..3_usize).prop_map(|home| Edit::Words { home }),
        2 => (0..2_usize, 1..4_u8).prop_map(|(name, width)| Edit::Picture { name, width }),
        1 => decided(),
        1 => Just(Edit::Uncurated),
        1 => Just(Edit::Publish),
        1 => Just(Edit::MoveFolder),
    ]
}

/// Does it, and gives what a watch would tell.
fn apply(edit: &Edit, root: &Path) -> Vec<PathBuf> {
    if let Edit::Rename { article, to } = edit {
        let [from, to] = [article, to].map(|number| root.join(format!("content/{number}.md")));
        let _ = fs::rename(&from, &to);
        return vec![from, to];
    }
    vec![apply_at_one_path(edit, root)]
}

fn apply_at_one_path(edit: &Edit, root: &Path) -> PathBuf {
    let write = |path: String, text: String| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    };
    match edit {
        Edit::Write { article, text, date, lead, tag, by_hand } => {
            let (date, text) = (DATES[*date], TEXTS[*text]);
            let lead = if *lead { "A quiet week. " } else { "" };
            write(
                format!("content/{article}.md"),
                format!(
                    "---\ntitle: Article {article}\ndate: {date}\ntags: [t{tag}]\n{}---\n{lead}{text}\n",
                    BY_HAND[*by_hand]
                ),
            )
        }
        Edit::Remove { article } => {
            let path = root.join(format!("content/{article}.md"));
            let _ = fs::remove_file(&path);
            path
        }
        Edit::Config { title, kinds, pages } => {
            let (kinds, pages) = (if *kinds { PROTEST } else { "" }, PAGES[*pages]);
            write("site.toml".into(), format!("title = \"Site {title}\"\ntheme = \"mine\"\n{pages}{kinds}"))
        }
        Edit::Style { text } => write("themes/mine/assets/style.css".into(), format!("p {{ order: {text} }}")),
        Edit::Template { is_broken } => {
            let text = if *is_broken { "{{ nothing.here }}" } else { "<h1>{{ text.title }}</h1>" };
            write("themes/mine/templates/text.html".into(), text.into())
        }
        Edit::Words { home } => {
            let words = include_str!("../../themes/default/words/en.toml");
            let text = match home {
                0 => words.to_owned(),
                1 => words.replace("Overview", "Home"),
                _ => "[nav]\nhome = \"Home\"\n".to_owned(),
            };
            write("themes/mine/words/en.toml".into(), text)
        }
        Edit::Picture { name, width } => {
            let path = write(format!("content/pictures/{name}.png"), String::new());
            let head = [b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00", &[*width][..], b"\x00\x00\x00\x05"];
            fs::write(&path, head.concat()).unwrap();
            path
        }
        Edit::Curation { decisions } => {
            let decisions: String = decisions.iter().map(|at| format!("  - {}\n", DECISIONS[*at])).collect();
            write("curation.yaml".into(), format!("decisions:\n{decisions}"))
        }
        Edit::Uncurated => {
            let path = root.join("curation.yaml");
            let _ = fs::remove_file(&path);
            path
        }
        Edit::Publish => {
            let lock = pipeline::build(&load(root).input).lock;
            write("events.lock".into(), lock.text())
        }
        Edit::Rename { .. } => root.to_owned(),
        Edit::MoveFolder => {
            fs::rename(root.join("content"), root.join("elsewhere")).unwrap();
            fs::rename(root.join("elsewhere"), root.join("content")).unwrap();
            root.join("content")
        }
    }
}

/// A small site.
pub fn site() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    apply(&Edit::Config { title: 0, kinds: false, pages: 0 }, &root);
    apply(&Edit::Style { text: 0 }, &root);
    apply(&Edit::Write { article: 0, text: 0, date: 0, lead: false, tag: 0, by_hand: 0 }, &root);
    fs::write(root.join("content/about.md"), "# About\n\nText.\n").unwrap();
    (folder, root)
}

fn load(root: &Path) -> Loaded {
    source::load(root, Day::new(2016, 1, 1).unwrap(), Options::default()).unwrap()
}

/// What a plan and a build of the same folder hold at an address.
fn both(root: &Path, loaded: &Loaded, memo: &mut Memo, address: &str) -> [Option<Content>; 2] {
    let plan = pipeline::plan(&loaded.input, memo);
    let built = pipeline::build(&load(root).input);
    assert!(!built.files.is_empty(), "{:?}", built.diagnostics);
    [plan.file(address).unwrap(), built.files.get(address).cloned()]
}

#[test]
fn an_alias_where_a_published_event_has_no_page_is_served() {
    let (_folder, root) = site();
    apply(&Edit::Config { title: 0, kinds: false, pages: 2 }, &root);
    let id = pipeline::build(&load(&root).input).timeline.events[0].id.clone();
    fs::write(root.join("content/about.md"), format!("---\ntitle: About\naliases: [e/{id}.html]\n---\n\nText.\n"))
        .unwrap();
    let (mut memo, mut loaded, address) = (Memo::default(), load(&root), format!("e/{id}.html"));
    let [served, built] = both(&root, &loaded, &mut memo, &address);
    assert!(built.is_some() && served == built);
    for text in [5, 0] {
        let path = apply(&Edit::Write { article: 1, text, date: 0, lead: false, tag: 0, by_hand: 0 }, &root);
        loaded.refresh(&root, &path.into_iter().collect()).unwrap();
        let [served, built] = both(&root, &loaded, &mut memo, &address);
        assert!(built.is_some() && served == built, "after an edit that brings or takes events");
    }
}

#[test]
fn a_warning_about_the_theme_keeps_no_template_from_being_taken_over() {
    let (_folder, root) = site();
    fs::write(root.join("site.toml"), "title = \"Site\"\ntheme = \"mine\"\nlanguage = \"en-x-none\"\n").unwrap();
    fs::create_dir_all(root.join("themes/mine/words")).unwrap();
    fs::write(root.join("themes/mine/words/en-x-none.toml"), "plurals = \"one-other\"\n").unwrap();
    let (mut memo, mut loaded) = (Memo::default(), load(&root));
    let first = pipeline::plan(&loaded.input, &mut memo);
    let path = apply(&Edit::Write { article: 0, text: 5, date: 0, lead: false, tag: 0, by_hand: 2 }, &root);
    loaded.refresh(&root, &path.into_iter().collect()).unwrap();
    let second = pipeline::plan(&loaded.input, &mut memo);
    assert!(first.diagnostics.iter().any(|problem| problem.code == "words.missing"), "{:?}", first.diagnostics);
    assert!(first.timeline.events != second.timeline.events);
    assert!(second.has_templates_of(&first));
    assert_eq!(second.diagnostics, pipeline::build(&load(&root).input).diagnostics);
}

/// Holds the preview against a build of the folder after each of some rounds of edits.
fn holds(rounds: &[Vec<Edit>]) -> Result<(), TestCaseError> {
    let (_folder, root) = site();
    let mut loaded = load(&root);
    let mut memo = Memo::default();
    pipeline::plan(&loaded.input, &mut memo);
    let mut addresses: BTreeSet<String> = BTreeSet::new();
    for edits in rounds {
        let changed: BTreeSet<PathBuf> = edits.iter().flat_map(|edit| apply(edit, &root)).collect();
        loaded.refresh(&root, &changed).unwrap();
        let fresh = load(&root);
        prop_assert!(loaded.input == fresh.input, "after {edits:?}");
        let plan = pipeline::plan(&loaded.input, &mut memo);
        let built = pipeline::build(&fresh.input);
        let one_by_one: BTreeMap<String, Content> =
            built.files.keys().map(|a| (a.clone(), plan.file(a).unwrap().unwrap())).collect();
        prop_assert!(one_by_one == built.files, "after {edits:?}");
        prop_assert!(plan.lock == built.lock, "after {edits:?}");
        addresses.extend(built.files.keys().cloned());
        let gone = addresses.iter().filter(|address| !built.files.is_empty() && !built.files.contains_key(*address));
        for address in gone {
            prop_assert!(plan.file(address).unwrap().is_none(), "{address} after {edits:?}");
        }
        let problems = plan.probe();
        prop_assert_eq!(
            plan.diagnostics.iter().chain(&problems).collect::<Vec<_>>(),
            built.diagnostics.iter().collect::<Vec<_>>()
        );
        let again = plan.finish();
        prop_assert!(again.files == built.files);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_preview_holds_what_a_build_of_the_folder_gives(rounds in prop::collection::vec(prop::collection::vec(edit(), 1..3), 1..9)) {
        holds(&rounds)?;
    }

    #[test]
    fn so_it_does_where_events_were_published_before(
        first in prop::collection::vec(edit(), 1..6),
        rounds in prop::collection::vec(prop::collection::vec(published(), 1..3), 1..9),
    ) {
        holds(&[vec![first, vec![Edit::Publish]], rounds].concat())?;
    }
}
