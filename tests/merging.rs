//! Which reports become one event, and what its id is, seen from outside: articles in, events out.
//!
//! Not here: what is found in a sentence (`extract`).

use dateline::config::{self, Config};
use dateline::diag::File;
use dateline::pipeline;
use dateline::timeline::{Event, Origin, Timeline};

const FIRST: (&str, &str) =
    ("2015-11-16-first.md", "French jets bombed Raqqa on Sunday night.\n\nThe bombing destroyed a camp.");
const SECOND: (&str, &str) =
    ("2015-11-18-second.md", "France bombed Raqqa on 15 November. Russia bombed Aleppo on Tuesday.");
const THIRD: (&str, &str) =
    ("2015-11-19-third.md", "The French strikes on Raqqa on 15 November were the first since September.");

fn config() -> Config {
    config::read(&File::new("site.toml", "title = \"Test\""), &pipeline::builtin_kinds()).0
}

fn timeline(articles: &[(&str, &str)]) -> Timeline {
    let file = |(name, text): &(&str, &str)| {
        let text =
            if text.starts_with("---") { (*text).to_owned() } else { format!("---\ntitle: {name}\n---\n\n{text}\n") };
        File::new(format!("content/{name}"), text)
    };
    let files: Vec<File> = articles.iter().map(file).collect();
    let (timeline, diagnostics) = pipeline::read(&files, &config());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    timeline
}

fn ids(timeline: &Timeline) -> Vec<&str> {
    timeline.events.iter().map(|event| event.id.as_str()).collect()
}

fn strike_on<'a>(timeline: &'a Timeline, place: &str) -> &'a Event {
    let strikes: Vec<_> =
        timeline.events.iter().filter(|e| e.kind == "strike" && e.place.as_deref() == Some(place)).collect();
    assert_eq!(strikes.len(), 1, "{strikes:#?}");
    strikes[0]
}

#[test]
fn reports_of_one_strike_in_several_articles_are_one_event_with_all_its_evidence() {
    let timeline = timeline(&[FIRST, SECOND, THIRD]);
    let strike = strike_on(&timeline, "Raqqa");
    assert_eq!(strike.id, "2015-11-15-france-strikes-raqqa");
    assert_eq!(strike.when.to_string(), "2015-11-15");
    let articles: Vec<usize> = strike.evidence.iter().map(|evidence| evidence.article).collect();
    assert_eq!(articles, [0, 0, 1, 2], "the second sentence of the first article points back to it");
}

#[test]
fn an_attack_whose_place_only_the_text_around_gives_is_the_one_of_that_actor_there_on_that_day() {
    let around = "Officials in Raqqa counted the dead.\n\nFrench jets bombed the city on 15 November.";
    let same = timeline(&[FIRST, ("2015-11-18-around.md", around)]);
    assert_eq!(strike_on(&same, "Raqqa").evidence.last().map(|evidence| evidence.article), Some(1));
    let other_day = around.replace("15", "17");
    let apart = timeline(&[FIRST, ("2015-11-18-around.md", &other_day)]);
    let days: Vec<_> = apart.events.iter().filter(|e| e.kind == "strike").map(|e| e.when.to_string()).collect();
    assert_eq!(days, ["2015-11-15", "2015-11-17"]);
}

#[test]
fn ids_survive_articles_that_are_added_or_come_in_another_order() {
    let alone = timeline(&[FIRST]);
    let all = timeline(&[FIRST, SECOND, THIRD]);
    let turned = timeline(&[THIRD, SECOND, FIRST]);
    assert_eq!(ids(&all), ids(&turned));
    for id in ids(&alone) {
        assert!(ids(&all).contains(&id), "{id} is gone");
    }
}

#[test]
fn different_days_attackers_and_places_stay_apart() {
    let timeline = timeline(&[(
        "2015-11-20-list.md",
        "Russia bombed Raqqa on 17 November.\n\nRussia bombed Raqqa on 19 November.\n\n\
         France bombed Raqqa on 17 November.\n\nRussia bombed Idlib on 17 November.",
    )]);
    assert_eq!(
        ids(&timeline),
        [
            "2015-11-17-france-strikes-raqqa",
            "2015-11-17-russia-strikes-idlib",
            "2015-11-17-russia-strikes-raqqa",
            "2015-11-19-russia-strikes-raqqa"
        ]
    );
}

#[test]
fn a_later_report_without_a_date_joins_the_one_event_it_can_mean() {
    let first = ("2015-11-14-first.md", "On Friday, gunmen attacked Paris.");
    let later = ("2015-11-24-later.md", "The attacks in Paris by the Islamic State changed Europe.");
    let timeline = timeline(&[later, first]);
    assert_eq!(ids(&timeline), ["2015-11-13-attack-in-paris"]);
    assert_eq!(timeline.events[0].evidence.len(), 2);
}

#[test]
fn statements_of_one_speaker_on_one_day_are_one_event() {
    let timeline = timeline(&[(
        "2015-11-18-briefing.md",
        "John Kirby said on Wednesday that talks went on.\n\n“We are not ready to say more,” Kirby said.\n\n\
         Jane Psaki said on Wednesday that she agreed.",
    )]);
    let speakers: Vec<_> = timeline.events.iter().map(|e| (e.actors[0].as_str(), e.evidence.len())).collect();
    assert_eq!(speakers, [("Jane Psaki", 1), ("John Kirby", 2)]);
}

#[test]
fn what_is_planned_is_not_what_was_done() {
    let timeline = timeline(&[(
        "2015-11-18-plans.md",
        "Russia bombed Raqqa on Wednesday.\n\nBritain will bomb Raqqa on 3 December.",
    )]);
    let titles: Vec<_> = timeline.events.iter().map(|event| event.title.as_str()).collect();
    assert_eq!(titles, ["Russia strikes Raqqa", "Planned: Britain strikes Raqqa"]);
}

#[test]
fn the_verb_of_a_title_agrees_with_the_actor() {
    let timeline = timeline(&[(
        "2015-11-18-verbs.md",
        "Houthi rebels shelled Aden on Tuesday.\n\nHezbollah shelled Qusayr on Wednesday.",
    )]);
    let named: Vec<_> = timeline.events.iter().map(|event| (event.title.as_str(), event.id.as_str())).collect();
    assert_eq!(
        named,
        [
            ("Houthis strike Aden", "2015-11-17-houthis-strike-aden"),
            ("Hezbollah strikes Qusayr", "2015-11-18-hezbollah-strikes-qusayr"),
        ]
    );
}

#[test]
fn an_event_written_by_hand_takes_in_what_the_prose_says_of_it() {
    let by_hand = "---\ntitle: By hand\nevents:\n  - kind: strike\n    date: 2015-11-15\n    title: The first French raid\n    \
                   actors: [France]\n    place: Raqqa\n    note: Checked against the ministry's list.\n---\n\n\
                   French jets bombed Raqqa on Sunday.\n";
    let timeline = timeline(&[("2015-11-16-by-hand.md", by_hand)]);
    let strike = strike_on(&timeline, "Raqqa");
    assert_eq!((strike.title.as_str(), strike.origin), ("The first French raid", Origin::Handwritten));
    assert_eq!(strike.id, "2015-11-15-the-first-french-raid");
    assert_eq!((strike.confidence, strike.evidence.len()), (100, 2));
    assert_eq!(strike.note.as_deref(), Some("Checked against the ministry's list."));
}
