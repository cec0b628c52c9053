//! The editor's last word, from outside: ids that stay, decisions that hold through rebuilds, and word of those that cannot.
//!
//! Not here: how an event page shows it (`site`), the preview's form (`serve`).

use dateline::date::{Day, When};
use dateline::diag::File;
use dateline::pipeline::{self, Built, Content, Desk, Input, Options};
use std::collections::BTreeMap;

const JETS: &str = "French jets bombed Raqqa on 15 November 2015.";
const BOMBERS: &str = "Russian jets bombed Aleppo on 16 November 2015.";
const FRANCE: &str = "2015-11-15-france-strikes-raqqa";
const ALEPPO: &str = "2015-11-16-russia-strikes-aleppo";

/// A site and its desk, built again and again.
#[derive(Default)]
struct Site {
    articles: BTreeMap<String, String>,
    /// More of `site.toml`.
    settings: String,
    theme: BTreeMap<String, Vec<u8>>,
    curation: String,
    lock: Option<String>,
    day: u32,
}

impl Site {
    fn of(articles: &[(&str, &str)]) -> Self {
        let mut site = Site { day: 20, ..Site::default() };
        articles.iter().for_each(|(name, text)| site.write(name, text));
        site
    }

    fn write(&mut self, name: &str, text: &str) {
        let date = name.get(..10).unwrap_or_default();
        self.articles
            .insert(format!("content/{name}.md"), format!("---\ntitle: {name}\ndate: {date}\n---\n\n{text}\n"));
    }

    fn preview(&self) -> Built {
        let file = |name: &str, text: &str| File::new(name, text);
        let input = Input {
            config: file(
                "site.toml",
                &format!("title = \"Test\"\nbase_url = \"https://example.org/t/\"\n{}", self.settings),
            ),
            articles: self.articles.iter().map(|(path, text)| file(path, text)).collect(),
            assets: Vec::new(),
            desk: Desk {
                curation: Some(file("curation.yaml", &self.curation)).filter(|file| !file.text.is_empty()),
                lock: self.lock.as_ref().map(|text| file("events.lock", text)),
            },
            theme: self.theme.clone(),
            today: Day::new(2015, 12, self.day).unwrap(),
            options: Options::default(),
        };
        pipeline::build(&input)
    }

    /// Builds, keeps the ids, and lets a day pass.
    fn publish(&mut self) -> Built {
        let built = self.preview();
        self.lock = Some(built.lock.text());
        self.day += 1;
        built
    }
}

fn ids(built: &Built) -> Vec<&str> {
    built.timeline.events.iter().map(|event| event.id.as_str()).collect()
}

fn page<'a>(built: &'a Built, address: &str) -> &'a str {
    match &built.files[address] {
        Content::Bytes(bytes) => std::str::from_utf8(bytes).unwrap(),
        Content::CopyOf(_) => panic!("{address} is a copy"),
    }
}

fn told(built: &Built) -> Vec<String> {
    let line = |d: &dateline::diag::Diagnostic| {
        let (_, line, column) = d.position().unwrap();
        format!("{line}:{column} {}: {}; {}", d.code, d.message, d.hint.as_deref().unwrap_or_default())
    };
    built.diagnostics.iter().map(line).collect()
}

fn when(text: &str) -> When {
    text.parse().unwrap()
}

#[test]
fn a_second_build_of_the_same_files_changes_nothing() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    let first = site.publish();
    assert_eq!(ids(&first), [FRANCE, ALEPPO]);
    let second = site.publish();
    assert_eq!(first.lock, second.lock);
    let differing = first.files.iter().filter(|(path, _)| path.ends_with(".html") || path.starts_with("events"));
    let differing: Vec<_> = differing.filter(|(path, content)| second.files[*path] != **content).collect();
    assert!(differing.is_empty(), "not even on another day: {:?}", differing.iter().map(|(path, _)| path));
    assert!(page(&first, &format!("e/{FRANCE}.html")).contains("First published on 20 December 2015"));
}

#[test]
fn dates_that_say_more_than_their_notation_do_not_change_by_themselves() {
    let vague = "Last week jets bombed Raqqa. Rebels shelled Homs in the 1990s. Jets bombed Aleppo in the spring of 2014. \
        Rebels shelled Kobane over the weekend. Bombers raided Idlib early this month. Jets bombed Deraa in late 2013.";
    let mut site = Site::of(&[("2015-11-17-jets", vague)]);
    let first = site.publish();
    assert!(first.timeline.events.len() > 3, "{:?}", ids(&first));
    assert_eq!(first.lock.text(), site.publish().lock.text());
}

#[test]
fn an_event_keeps_its_id_when_its_date_its_title_and_its_first_report_change() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    site.publish();
    site.write("2015-11-16-early", "French jets bombed Raqqa on 15 November 2015, reporters said.");
    let founded_anew = site.publish();
    assert_eq!(ids(&founded_anew), [FRANCE, ALEPPO]);
    site.articles.remove("content/2015-11-17-jets.md");
    assert_eq!(ids(&site.publish()), [FRANCE, ALEPPO], "the report that founded it is gone");
    site.write("2015-11-18-shells", "Russian jets bombed Aleppo on 17 November 2015.");
    let redated = site.publish();
    assert_eq!(ids(&redated), [FRANCE, ALEPPO]);
    assert_eq!(redated.timeline.events[1].when, when("2015-11-17"));
    let changes = page(&redated, "changes/index.html");
    assert!(
        changes.contains("<del>16 November 2015</del>") && changes.contains("<ins>17 November 2015</ins>"),
        "{changes}"
    );
    assert!(page(&redated, "changes/feed.xml").contains("16 November 2015 → 17 November 2015"));
}

#[test]
fn an_article_under_a_new_name_keeps_the_ids_of_its_events() {
    let mut site = Site::of(&[("2015-11-17-jets", "Somebody bombed a warehouse on Sunday, and it burnt down.")]);
    let before = site.publish();
    let text = site.articles.remove("content/2015-11-17-jets.md").unwrap();
    site.articles.insert("content/news/2015-11-17-warehouse.md".into(), text);
    let after = site.publish();
    assert_eq!(ids(&before), ids(&after));
    assert!(!ids(&after).is_empty());
}

#[test]
fn a_withdrawn_event_leaves_a_page_that_says_so_and_comes_back_under_its_id() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    site.publish();
    let text = site.articles.remove("content/2015-11-17-jets.md").unwrap();
    let without = site.publish();
    let stone = page(&without, &format!("e/{FRANCE}.html"));
    assert!(stone.contains("has been withdrawn") && stone.contains("noindex"), "{stone}");
    assert!(!page(&without, "sitemap.xml").contains(FRANCE) && !page(&without, "events.json").contains(FRANCE));
    assert!(page(&without, "changes/index.html").contains("Withdrawn"));
    let stays = site.publish();
    assert_eq!(without.lock, stays.lock);
    site.articles.insert("content/2015-11-17-jets.md".into(), text);
    let again = site.publish();
    assert_eq!(ids(&again), [FRANCE, ALEPPO]);
    assert!(page(&again, "changes/index.html").contains("Published again"));
}

#[test]
fn a_new_event_never_takes_the_id_of_one_that_is_gone() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    site.publish();
    site.articles.remove("content/2015-11-17-jets.md");
    site.publish();
    site.write("2015-12-01-other", "On 15 November 2015, French planes struck Raqqa for the first time.");
    let built = site.publish();
    assert_eq!(built.timeline.events.len(), 2);
    assert!(ids(&built)[0].starts_with(FRANCE) && ids(&built)[0] != FRANCE, "{:?}", ids(&built));
}

#[test]
fn events_that_are_merged_resolve_to_the_one_that_stays() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    site.publish();
    site.curation = format!("decisions:\n  - merge: [{ALEPPO}, {FRANCE}]\n    reason: One raid, two reports.\n");
    let merged = site.publish();
    assert_eq!(told(&merged), [""; 0]);
    assert_eq!(ids(&merged), [ALEPPO]);
    assert_eq!(merged.timeline.events[0].evidence.len(), 2);
    let stub = page(&merged, &format!("e/{FRANCE}.html"));
    assert!(stub.contains("http-equiv=\"refresh\"") && stub.contains(&format!("e/{ALEPPO}.html")), "{stub}");
    assert!(page(&merged, "changes/index.html").contains("One raid, two reports."));
    assert_eq!(merged.lock, site.publish().lock, "the merge holds");
    site.curation.clear();
    assert_eq!(ids(&site.publish()), [FRANCE, ALEPPO], "and can be taken back");
}

#[test]
fn a_rejection_holds_through_rebuilds_even_of_what_was_never_published() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    site.curation = format!("decisions:\n  - reject: {FRANCE}\n    reason: The sentence quotes a film.\n");
    let first = site.publish();
    assert_eq!(ids(&first), [ALEPPO]);
    assert!(!first.files.contains_key(&format!("e/{FRANCE}.html")), "nobody can know the id");
    site.write("2015-11-17-jets", &format!("Something new stands before it. {JETS}"));
    let second = site.publish();
    assert_eq!((told(&second), ids(&second)), (vec![], vec![ALEPPO]));
}

#[test]
fn a_correction_keeps_what_was_found_and_says_so() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS)]);
    site.publish();
    site.curation = format!(
        "decisions:\n  - correct: {FRANCE}\n    date: 2015-11-14\n    actors: [Russia]\n    note: See the map.\n    reason: The ministry's log.\n    decided: 2015-12-01\n"
    );
    let built = site.publish();
    assert_eq!(told(&built), [""; 0]);
    let event = &built.timeline.events[0];
    assert_eq!(
        (event.id.as_str(), event.when, event.actors.as_slice()),
        (FRANCE, when("2015-11-14"), &["Russia".to_owned()][..])
    );
    assert!(event.title.starts_with("Russia"), "{}", event.title);
    let curated = event.curated.as_ref().unwrap();
    assert_eq!(curated.found.as_ref().unwrap().when, when("2015-11-15"));
    let shown = page(&built, &format!("e/{FRANCE}.html"));
    for words in ["Decided by an editor", "15 November 2015", "The ministry&#39;s log.", "See the map."] {
        assert!(shown.contains(words) || shown.contains(&words.replace("&#39;", "'")), "{words}: {shown}");
    }
    let json: serde_json::Value = serde_json::from_str(page(&built, "events.json")).unwrap();
    assert_eq!(json["events"][0]["curated"]["found"]["actors"][0], "France");
    assert_eq!(json["events"][0]["curated"]["decisions"][0]["reason"], "The ministry's log.");
    assert!(page(&built, "changes/index.html").contains("The ministry"));
}

#[test]
fn a_split_gives_its_reports_an_event_whose_id_stays() {
    let mut site = Site::of(&[
        ("2015-11-17-jets", JETS),
        ("2015-11-18-more", "The jets bombed Raqqa on 15 November 2015. France said it struck a depot."),
    ]);
    let whole = site.publish();
    let event = whole.timeline.events.iter().find(|event| event.id == FRANCE).unwrap();
    assert!(event.evidence.len() > 1, "{event:?}");
    site.curation = format!(
        "decisions:\n  - split: {FRANCE}\n    reports: [The jets bombed Raqqa]\n    title: The second raid\n    date: 2015-11-16\n"
    );
    let split = site.publish();
    assert_eq!(told(&split), [""; 0]);
    let part = split.timeline.events.iter().find(|event| event.title == "The second raid").unwrap();
    assert_eq!((part.when, part.evidence.len()), (when("2015-11-16"), 1));
    assert!(ids(&split).contains(&FRANCE));
    let again = site.publish();
    assert_eq!((ids(&split), &split.lock), (ids(&again), &again.lock));
}

#[test]
fn what_is_split_off_before_anything_is_published_gets_an_id_of_its_own() {
    let mut site =
        Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-more", "French jets bombed Raqqa on 15 November 2015.")]);
    site.curation = format!("decisions:\n  - split: {FRANCE}\n    reports: [content/2015-11-18-more.md]\n");
    let split = site.publish();
    assert_eq!(told(&split), [""; 0]);
    let named: Vec<&str> = ids(&split).into_iter().filter(|id| id.starts_with(FRANCE)).collect();
    assert!(named.len() == 2 && named[0] == FRANCE && named[1] != FRANCE, "{named:?}");
}

#[test]
fn an_accepted_event_is_sure() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS)]);
    site.curation = format!("decisions:\n  - accept: {FRANCE}\n");
    let built = site.publish();
    assert!(page(&built, &format!("e/{FRANCE}.html")).contains("set by an editor"));
}

#[test]
fn decisions_that_cannot_be_carried_out_are_told_with_their_place() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    site.publish();
    site.curation = format!(
        "decisions:\n  - accept: 2015-11-15-france-strikes-raqa\n  - reject: {FRANCE}\n  - correct: {FRANCE}\n    place: Homs\n  - merge: [{ALEPPO}]\n  - acept: {ALEPPO}\n  - correct: {ALEPPO}\n    kind: strik\n    date: soon\n    statsu: denied\n  - reason: none\n"
    );
    let built = site.preview();
    let found = told(&built);
    let expected = [
        "4:14 curation.conflict",
        "6:",
        "7:5 curation.key: unknown key `acept`",
        "9:11 curation.value: there is no kind of event `strik`; did you mean `strike`?",
        "10:11 curation.value",
        "11:5 curation.key: unknown key `statsu` in `decisions`; did you mean `status`?",
        "12:",
        "2:13 curation.vanished: there is no event `2015-11-15-france-strikes-raqa`; did you mean `2015-11-15-france-strikes-raqqa`?",
    ];
    for part in expected {
        assert!(found.iter().any(|line| line.starts_with(part)), "{part}\n{found:#?}");
    }
    assert!(built.files.is_empty(), "errors keep the old site");
}

#[test]
fn a_decision_on_an_event_that_is_gone_is_told_and_the_site_is_built() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    site.publish();
    site.articles.remove("content/2015-11-17-jets.md");
    site.curation = format!("decisions:\n  - accept: {FRANCE}\n");
    let built = site.publish();
    assert!(
        told(&built)[0].starts_with(&format!("2:13 curation.vanished: the event `{FRANCE}` has vanished")),
        "{:?}",
        told(&built)
    );
    assert!(!built.files.is_empty());
}

#[test]
fn key_events_are_found_under_the_ids_that_took_them_in_and_lost_ones_are_told() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    site.settings = format!("key_events = [\"{FRANCE}\",\n  \"{ALEPPO}\", \"no-such\"]\n");
    let unknown = "4:39 config.key_events: the key event `no-such` is none of this site; copy the id from the foot of the event's page";
    assert_eq!(told(&site.publish()), [unknown]);
    site.curation = format!("decisions:\n  - merge: [{ALEPPO}, {FRANCE}]\n");
    let merged = site.publish();
    assert_eq!(told(&merged), [unknown]);
    let key = page(&merged, "index.html").split_once("Key events").unwrap().1;
    let key = key.split_once("</section>").map_or(key, |(key, _)| key);
    assert_eq!(key.matches(&format!("href=\"e/{ALEPPO}.html\"")).count(), 1, "{key}");
    site.curation = format!("decisions:\n  - reject: {ALEPPO}\n");
    let lost = told(&site.publish());
    assert!(
        lost[0].starts_with(&format!("4:3 config.key_events: the key event `{ALEPPO}` is on the timeline no more"))
    );
    assert_eq!(lost.len(), 2, "the other is back: {lost:?}");
}

#[test]
fn a_theme_that_cannot_be_used_takes_no_key_event_away() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS)]);
    site.settings = format!("theme = \"mine\"\nkey_events = [\"{FRANCE}\"]\n");
    site.theme.insert("templates/home.html".to_owned(), b"{% if %}".to_vec());
    let told: Vec<_> = site.preview().diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(told, ["template.syntax"]);
}

#[test]
fn an_earlier_day_than_the_file_knows_changes_nothing() {
    let mut site = Site::of(&[("2015-11-17-jets", JETS), ("2015-11-18-shells", BOMBERS)]);
    let published = site.publish();
    site.articles.remove("content/2015-11-17-jets.md");
    site.day = 1;
    let built = site.preview();
    assert_eq!(built.lock, published.lock);
    assert!(told(&built)[0].contains("after today"));
}
