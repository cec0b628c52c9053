//! What extraction finds and what it leaves alone, case by case.
//!
//! Cases stand in `extract/*.toml`; each names only the fields that it is about. The examples and counterexamples of the built-in
//! kinds run here, too. Not here: dates without events, and merging.

use dateline::atlas::Location;
use dateline::config::{self, Config, Kind, Style};
use dateline::content;
use dateline::diag::File;
use dateline::extract::{Extractor, Mention, Status, Toll};
use dateline::lang::Language;
use dateline::pipeline;
use proptest::prelude::*;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

/// An article's text, and what stands in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows.
    name: String,
    #[serde(default = "day")]
    date: String,
    text: String,
    /// Mentions that must be found, among others.
    #[serde(default)]
    find: Vec<Wanted>,
    /// Kinds of which nothing may be found.
    #[serde(default)]
    without: Vec<String>,
    /// How many mentions there must be in all.
    count: Option<usize>,
}

fn day() -> String {
    "2024-03-13".to_owned()
}

/// Fields of a mention; those left out may be anything, `-` stands for none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    kind: String,
    trigger: String,
    subkind: Option<String>,
    actor: Option<String>,
    target: Option<String>,
    place: Option<String>,
    /// Degrees north and east with one decimal, country, precision.
    location: Option<String>,
    killed: Option<String>,
    injured: Option<String>,
    weapon: Option<String>,
    date: Option<String>,
    status: Option<String>,
    quote: Option<String>,
}

static CONFIG: LazyLock<Config> = LazyLock::new(|| config_with(""));
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| extractor(&CONFIG.kinds));

fn config_with(kinds: &str) -> Config {
    let site = File::new("site.toml", format!("title = \"Test\"\n{kinds}"));
    let (config, found) = config::read(&site, &pipeline::builtin_kinds());
    assert_eq!(found, [], "the tables of kinds must be in order");
    config
}

fn extractor(kinds: &[Kind]) -> Extractor {
    Extractor::new(&Language::find("en").unwrap(), kinds, &[])
}

/// The text of an article and what is found in it.
fn read(extractor: &Extractor, date: &str, text: &str) -> (String, Vec<Mention>) {
    let source = format!("---\ntitle: Test\ndate: {date}\n---\n\n{text}\n");
    let (article, found) = content::read(&File::new("content/test.md", source), &CONFIG);
    let article = article.unwrap_or_else(|| panic!("{found:?}"));
    let (_, mentions) = extractor.read(&article, Style::News);
    (article.prose.text, mentions)
}

impl Wanted {
    fn is(&self, mention: &Mention, text: &str) -> bool {
        let name =
            |wanted: &Option<String>, name: Option<&str>| wanted.as_deref().is_none_or(|w| w == name.unwrap_or("-"));
        let status = match mention.status {
            Status::Happened => "happened",
            Status::Claimed => "claimed",
            Status::Denied => "denied",
            Status::Future => "future",
            Status::Hypothetical => "hypothetical",
        };
        self.kind == mention.kind
            && self.trigger == mention.trigger.of(text)
            && name(&self.subkind, Some(&mention.subkind))
            && name(&self.actor, mention.actor.as_ref().map(|actor| actor.text.as_str()))
            && name(&self.target, mention.target.as_ref().map(|target| target.text.as_str()))
            && name(&self.place, mention.place.as_ref().map(|place| place.text.as_str()))
            && name(&self.location, mention.location.map(located).as_deref())
            && name(&self.killed, mention.casualties.killed.map(counted).as_deref())
            && name(&self.injured, mention.casualties.injured.map(counted).as_deref())
            && name(&self.weapon, mention.weapon.as_ref().map(|weapon| weapon.text.as_str()))
            && name(&self.date, Some(&mention.when.to_string()))
            && name(&self.status, Some(status))
            && name(&self.quote, mention.quote.map(|quote| quote.of(text)))
    }
}

fn located(at: Location) -> String {
    let country = at.country.map_or_else(String::new, |country| country.to_string());
    format!("{:.1} {:.1} {country} {}", at.latitude, at.longitude, at.precision.id())
}

fn counted(toll: Toll) -> String {
    let people = match toll.most {
        None => format!("{}+", toll.least),
        Some(most) if most == toll.least => most.to_string(),
        Some(most) => format!("{}-{most}", toll.least),
    };
    people + if toll.civilians { "c" } else { "" }
}

fn told(mention: &Mention, text: &str) -> String {
    let name = |name: &Option<dateline::extract::Name>| name.as_ref().map_or("-".to_owned(), |name| name.text.clone());
    format!(
        "  {} ({}) {:?}: {} > {} @ {} ({}), {} {:?}, quote {:?}, killed {}, injured {}, {}",
        mention.kind,
        mention.subkind,
        mention.trigger.of(text),
        name(&mention.actor),
        name(&mention.target),
        name(&mention.place),
        mention.location.map_or_else(String::new, located),
        mention.when,
        mention.status,
        mention.quote.map(|quote| quote.of(text)),
        mention.casualties.killed.map_or_else(String::new, counted),
        mention.casualties.injured.map_or_else(String::new, counted),
        name(&mention.weapon),
    )
}

#[test]
fn every_case_is_read_as_it_says() {
    let files = [
        include_str!("extract/cases.toml"),
        include_str!("extract/places.toml"),
        include_str!("extract/casualties.toml"),
    ];
    let cases: Vec<Case> = files.iter().flat_map(|file| toml::from_str::<Cases>(file).unwrap().case).collect();
    let mut faults = Vec::new();
    for case in &cases {
        let (text, mentions) = read(&EXTRACTOR, &case.date, &case.text);
        let missing = case.find.iter().filter(|wanted| !mentions.iter().any(|mention| wanted.is(mention, &text)));
        let wrong = mentions.iter().any(|mention| case.without.contains(&mention.kind));
        let missing: Vec<String> = missing.map(|wanted| format!("  wanted {wanted:?}")).collect();
        if !missing.is_empty() || wrong || case.count.is_some_and(|count| count != mentions.len()) {
            let found: Vec<String> = mentions.iter().map(|mention| told(mention, &text)).collect();
            faults.push(format!("{}\n{}\nfound\n{}", case.name, missing.join("\n"), found.join("\n")));
        }
    }
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), cases.len(), faults.join("\n\n"));
}

#[test]
fn the_examples_of_every_built_in_kind_hold() {
    let mut faults = Vec::new();
    for kind in &CONFIG.kinds {
        let finds = |text: &str| read(&EXTRACTOR, "2024-03-13", text).1.iter().any(|mention| mention.kind == kind.id);
        faults.extend(
            kind.examples.iter().filter(|text| !finds(text)).map(|text| format!("{} not found: {text}", kind.id)),
        );
        let wrong = kind.counterexamples.iter().filter(|text| finds(text));
        faults.extend(wrong.map(|text| format!("{} found: {text}", kind.id)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_kind_of_the_site_goes_through_the_same_rules() {
    let config = config_with(
        r#"
        [kinds.protest]
        label = "Protest"
        verbs = ["march", "protest"]
        nouns = ["demonstration", "rally"]
        unless = ["stock rally"]
        "#,
    );
    let extractor = extractor(&config.kinds);
    let (text, mentions) =
        read(&extractor, "2024-03-13", "Farmers marched in Lyon on Monday.\n\nThe stock rally continued.");
    let found: Vec<_> = mentions.iter().filter(|mention| mention.kind == "protest").collect();
    assert_eq!(found.len(), 1, "{mentions:?}");
    assert_eq!(found[0].trigger.of(&text), "marched");
    assert_eq!(found[0].actor.as_ref().map(|actor| actor.text.as_str()), Some("farmers"));
    assert_eq!(found[0].place.as_ref().map(|place| place.text.as_str()), Some("Lyon"));
    assert_eq!(found[0].when.to_string(), "2024-03-11");
}

#[test]
fn every_mention_says_why_it_is_dated_and_sorted_so() {
    let (text, mentions) = read(&EXTRACTOR, "2024-03-13", "Rebels shelled the port on Monday, the mayor said.");
    assert_eq!(mentions.len(), 2);
    for mention in mentions {
        let fields: Vec<_> = mention.why.iter().map(|reason| reason.field).collect();
        assert!(fields.contains(&dateline::extract::Field::Kind) && fields.contains(&dateline::extract::Field::Date));
        assert!(mention.why.iter().filter_map(|reason| reason.words).all(|words| !words.of(&text).is_empty()));
    }
}

proptest! {
    #[test]
    fn no_text_makes_extraction_panic_and_every_span_fits(
        words in proptest::collection::vec(
            prop_oneof![
                "[A-Za-z]{1,8}", "\\PC{1,3}",
                proptest::sample::select(vec![
                    "said", "attack", "bombed", "by", "the", "\"", "“", "”", "``", "''", ",", ".", "-", "’s", "he", "it", "of", "in",
                    "according to", "on", "Monday", "to", "ordered", "strikes", "Kirby", "U.S.", "and", "who", "(", ")", "was", "that",
                    "as saying", "quoted", "issued", "a", "\n\n", "May", "into", "car bomb", "not", "will", "under",
                ]).prop_map(str::to_owned),
            ],
            0..40,
        )
    ) {
        let written = words.join(" ");
        let (text, mentions) = read(&EXTRACTOR, "2024-03-13", &written);
        for mention in mentions {
            let spans = [Some(mention.sentence), Some(mention.trigger), mention.quote].into_iter().flatten();
            for span in spans.chain(mention.why.iter().filter_map(|reason| reason.words)) {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
            prop_assert!(mention.sentence.contains(mention.trigger));
        }
    }
}
