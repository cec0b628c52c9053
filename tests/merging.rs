//! Which reports become one event, and what its id is, seen from outside: articles in, events out.
//!
//! Not here: what is found in a sentence (`extract`).

use dateline::config::{self, Config};
use dateline::date::Day;
use dateline::diag::File;
use dateline::lang::Language;
use dateline::lock::Lock;
use dateline::pipeline;
use dateline::timeline::{Curation, Event, Joiner, Origin, Publisher, ReadArticle, Timeline};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

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
    let articles: Vec<usize> = strike.evidence.iter().map(|evidence| timeline.index(evidence)).collect();
    assert_eq!(articles, [0, 0, 1, 2], "the second sentence of the first article points back to it");
}

#[test]
fn an_attack_whose_place_only_the_text_around_gives_is_the_one_of_that_actor_there_on_that_day() {
    let around = "Officials in Raqqa counted the dead.\n\nFrench jets bombed the city on 15 November.";
    let same = timeline(&[FIRST, ("2015-11-18-around.md", around)]);
    assert_eq!(strike_on(&same, "Raqqa").evidence.last().map(|evidence| same.index(evidence)), Some(1));
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
fn those_who_exchange_fire_do_two_things() {
    let timeline =
        timeline(&[("2015-11-18-fire.md", "Kenyan soldiers exchanged fire with gunmen in Nairobi on Tuesday.")]);
    let sides: Vec<_> = timeline.events.iter().map(|event| (&event.actors[0][..], &event.targets[0][..])).collect();
    assert_eq!(sides.len(), 2, "{sides:?}");
    assert_ne!(sides[0].0, sides[1].0);
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

/// Reports that agree, conflict, or leave open which of several events they mean.
const REPORTS: [&str; 16] = [
    "Russian jets bombed Raqqa on 15 November 2015.",
    "American jets bombed Raqqa on 15 November 2015.",
    "Jets bombed Raqqa on 15 November 2015.",
    "Russian jets bombed Raqqa on 16 November 2015.",
    "Russian jets bombed Raqqa in November 2015.",
    "Russian jets bombed Raqqa between 14 and 17 November 2015.",
    "Russian jets bombed Homs and Raqqa on 15 November 2015.",
    "American jets bombed Mosul on 15 November 2015.",
    "American jets bombed Mosul between 30 October and 2 November 2015.",
    "Russia bombed Iran on 15 November 2015.",
    "Jets bombed Mosul by 16 November 2015.",
    "The attacks in Raqqa before 17 November 2015 were condemned.",
    "Russian jets will bomb Raqqa on 15 November 2015.",
    "Russia notified Iran on 15 November 2015.",
    "Vladimir Petrov said on 14 November 2015 that \"Raqqa was bombed by night\".",
    "Vladimir Petrov said on 14 November 2015 that \"Raqqa was bombed\". Jets bombed Raqqa.",
];

/// So many events that one that comes or goes is put in its place by itself.
const MANY: usize = 300;

/// What is read of each of the reports, of none, and of many that have nothing in common.
static READ: LazyLock<Vec<Arc<ReadArticle>>> = LazyLock::new(|| {
    let places = ["Raqqa", "Mosul", "Homs", "Aleppo", "Idlib", "Kobane", "Palmyra", "Fallujah", "Ramadi", "Tikrit"];
    let apart = |n: usize| format!("Russian jets bombed {} on {} October 2015.", places[n % 10], n / 10 + 1);
    let texts = REPORTS.iter().map(|report| (*report).to_owned()).chain(["Nothing happened.".to_owned()]);
    let texts: Vec<(String, String)> = texts
        .chain((0..MANY).map(apart))
        .enumerate()
        .map(|(at, text)| (format!("2015-11-18-{at:03}.md"), text))
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    timeline(&texts).articles
});

/// Articles that each give some reports, by the numbers of their files. The day of an article goes by its number.
fn articles(all: &BTreeMap<usize, usize>) -> Vec<Arc<ReadArticle>> {
    let article = |(number, report): (&usize, &usize)| {
        let read = &READ[*report];
        let mut article = (*read.article).clone();
        article.file = File::new(format!("content/{number:03}.md"), article.file.text.clone());
        Arc::new(ReadArticle { article: Arc::new(article), ..(**read).clone() })
    };
    all.iter().map(article).collect()
}

/// The index of an article, and that of one of its mentions.
type Place = (usize, Option<usize>);

/// Each event of a timeline, and where its reports stand.
fn shown(timeline: &Timeline) -> Vec<(Event, Vec<Place>)> {
    let places = |event: &Event| event.evidence.iter().map(|report| (timeline.index(report), report.mention)).collect();
    timeline.events.iter().map(|event| (Event { evidence: Vec::new(), ..(**event).clone() }, places(event))).collect()
}

/// An article's number, and the number of what it reports from now on; `None` where it is taken away.
type Edit = (usize, Option<usize>);

/// What an editor decided: one of five acts, on one event or two, by their numbers, or something about an event that never was.
type Decision = (usize, usize, usize);

/// `curation.yaml` with some decisions about the events of `ids`.
fn curation(decisions: &[Decision], ids: &[String]) -> Option<Curation> {
    let id =
        |number: &usize| ids.get(number % ids.len().max(1)).map_or("2015-11-15-russia-strikes-rakka", String::as_str);
    let written = |(act, one, other): &Decision| match act {
        0 => format!("  - accept: {}\n", id(one)),
        1 => format!("  - reject: {}\n", id(one)),
        2 => format!("  - correct: {}\n    date: 2015-11-0{}\n    place: Homs\n", id(one), other % 9 + 1),
        3 => format!("  - merge: [{}, {}]\n", id(one), id(other)),
        4 => format!("  - split: {}\n    reports: [content/{other:03}.md]\n", id(one)),
        _ => "  - accept: 2015-11-15-russia-strikes-rakka\n".to_owned(),
    };
    let text: String = decisions.iter().map(written).collect();
    let text = format!("decisions:\n{text}");
    (!decisions.is_empty()).then(|| Curation::read(&File::new("curation.yaml", text), &config().kinds).0)
}

/// A site whose articles are edited one after the other.
struct Edited {
    /// What each article reports.
    all: BTreeMap<usize, usize>,
    known: Vec<Arc<ReadArticle>>,
    lock: Arc<Lock>,
    curation: Option<Curation>,
    joiner: Joiner,
    publisher: Publisher,
}

impl Edited {
    fn new(all: BTreeMap<usize, usize>, lock: Arc<Lock>, decisions: &[Decision]) -> Self {
        let known = articles(&all);
        let found = Timeline::new(known.clone(), &config().kinds, Language::find("en").as_ref());
        let ids = found.events.iter().map(|event| &event.id).chain(lock.entries.iter().map(|(id, _)| id));
        let curation = curation(decisions, &ids.cloned().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
        let publisher = publisher(&lock, &curation);
        let mut edited = Edited { all, known, lock, curation, joiner: Joiner::default(), publisher };
        edited.assert_as_alone();
        edited
    }

    /// Each timeline must be the one that is made without those before, and so must what is published of it.
    fn assert_as_alone(&mut self) {
        let (config, language) = (config(), Language::find("en"));
        let followed = self.joiner.timeline(self.known.clone(), &config.kinds, language.as_ref());
        let alone = Timeline::new(self.known.clone(), &config.kinds, language.as_ref());
        assert_eq!(shown(&followed), shown(&alone));
        let followed = self.publisher.publish(followed, &config);
        let alone = publisher(&self.lock, &self.curation).publish(alone, &config);
        assert_eq!(shown(&followed.timeline), shown(&alone.timeline));
        let ids: BTreeSet<&str> = ids(&alone.timeline).into_iter().collect();
        assert_eq!(ids.len(), alone.timeline.events.len(), "no two events bear one id");
        assert_eq!(followed.lock.text(), alone.lock.text());
        assert_eq!(followed.diagnostics, alone.diagnostics);
    }

    fn edit(&mut self, edit: &[Edit]) {
        for (number, report) in edit {
            match report {
                Some(report) => drop(self.all.insert(*number, *report)),
                None => drop(self.all.remove(number)),
            }
        }
        let before: BTreeMap<_, _> =
            self.known.iter().map(|read| (read.article.file.path.clone(), read.clone())).collect();
        let as_before = |read: Arc<ReadArticle>| {
            let old = before.get(&read.article.file.path).filter(|old| old.article.file == read.article.file);
            old.cloned().unwrap_or(read)
        };
        self.known = articles(&self.all).into_iter().map(as_before).collect();
        self.assert_as_alone();
    }
}

fn publisher(lock: &Arc<Lock>, curation: &Option<Curation>) -> Publisher {
    let mut publisher = Publisher::new(lock.clone(), Day::new(2016, 1, 1));
    publisher.decide(curation.clone());
    publisher
}

/// `events.lock` after articles that report this were published.
fn lock(all: &BTreeMap<usize, usize>) -> Arc<Lock> {
    let found = Timeline::new(articles(all), &config().kinds, Language::find("en").as_ref());
    Publisher::new(Arc::default(), Day::new(2015, 12, 1)).publish(found, &config()).lock
}

fn decisions() -> impl Strategy<Value = Vec<Decision>> {
    prop::collection::vec((0..6_usize, 0..1000_usize, 0..44_usize), 0..5)
}

proptest! {
    #[test]
    fn a_timeline_that_follows_another_is_the_one_made_on_its_own(
        first in prop::collection::btree_map(0..40_usize, 0..17_usize, 8..40),
        published in prop::collection::btree_map(0..40_usize, 0..17_usize, 0..40),
        decided in decisions(),
        edits in prop::collection::vec(prop::collection::vec((0..44_usize, prop::option::weighted(0.9, 0..17_usize)), 1..4), 1..12),
    ) {
        let mut edited = Edited::new(first, lock(&published), &decided);
        edits.iter().for_each(|edit| edited.edit(edit));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn among_many_events_each_that_comes_or_goes_is_put_in_its_place(
        published in prop::collection::btree_map(0..MANY, 0..17 + MANY, 0..9),
        is_published in any::<bool>(),
        decided in decisions(),
        edits in prop::collection::vec(prop::collection::vec((0..MANY + 2, prop::option::weighted(0.8, 0..17 + MANY)), 1..3), 1..12),
        other in decisions(),
    ) {
        let first: BTreeMap<usize, usize> = (0..MANY).map(|number| (number, 17 + number)).collect();
        let file = if is_published { lock(&first.clone().into_iter().chain(published).collect()) } else { Arc::default() };
        let mut edited = Edited::new(first, file, &decided);
        edits.iter().for_each(|edit| edited.edit(edit));
        let ids: Vec<String> = edited.lock.entries.iter().map(|(id, _)| id.clone()).collect();
        edited.curation = curation(&other, &ids);
        edited.publisher.decide(edited.curation.clone());
        edits.iter().for_each(|edit| edited.edit(edit));
    }
}

#[test]
fn so_many_articles_come_between_two_that_all_must_be_joined_anew() {
    let apart = (100..160).map(|number| (number, number));
    let mut edited = Edited::new(apart.chain([(0, 0)]).collect(), Arc::default(), &[]);
    (1..40).for_each(|number| edited.edit(&[(number, Some(number % 17))]));
}
