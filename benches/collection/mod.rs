//! Made-up collections of news articles of any size, the same for the same seed on every machine.
//!
//! Shared by the benches and by the example `generate_site`. Not here: measuring, and meaning; the articles only look like news
//! to a program: as many words, events, dates, links and tags.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Words of an article, about.
const WORDS: usize = 560;

/// Share of sentences that report an event or a statement, in hundredths: so many that 560 words hold about 16 mentions of 9 to 10 events,
/// as in two collections of real news (BBC on Syria, Reuters on Libya).
const EVENT_SHARE: u64 = 34;

/// How many people, places and so on one article speaks of, so that its sentences report the same events again and again.
const CAST: usize = 2;

/// Years over which the articles are spread.
const FIRST_YEAR: u64 = 2005;
const YEARS: u64 = 20;

/// Distinct tags, and how many of them an article has.
const TAGS: u64 = 200;
const TAGS_EACH: usize = 3;

/// One article as a file.
pub struct Page {
    /// Path relative to the site's folder.
    pub path: String,
    /// Front matter and Markdown.
    pub text: String,
}

/// The lists of `words.toml`.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, Vec<String>>);

impl Words {
    /// The lists that come with the project.
    pub fn load() -> Self {
        toml::from_str(include_str!("words.toml")).expect("words.toml holds lists of texts")
    }

    fn list(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The same lists, of those whom and what one article is about.
    fn cast(&self, dice: &mut Dice) -> Self {
        let mut words = self.0.clone();
        for name in ["place", "country", "adjective", "group", "person", "post", "body", "when", "target"] {
            let list = words.entry(name.to_owned()).or_default();
            *list = (0..CAST).map(|_| dice.pick(self.list(name)).to_owned()).collect();
        }
        Words(words)
    }
}

/// A `site.toml` for a collection.
pub const SITE: &str =
    "title = \"Made-up news\"\ndescription = \"A collection for measuring\"\nbase_url = \"https://example.org/\"\n";

/// Article `number` of a collection.
pub fn article(words: &Words, number: u64) -> Page {
    let mut dice = Dice(number.wrapping_mul(0x2545_F491_4F6C_DD1D) ^ 20_151_118);
    let (year, month, day) = (FIRST_YEAR + dice.below(YEARS), 1 + dice.below(12), 1 + dice.below(28));
    let place = dice.pick(words.list("place"));
    let title = format!(
        "{place}: {} and {}, report {number}",
        dice.pick(words.list("theme")),
        dice.pick(words.list("subject"))
    );
    let mut text = format!("---\ntitle: \"{title}\"\ndate: {year}-{month:02}-{day:02}\nplace: {place}\ntags:\n");
    for tag in tags(words, &mut dice) {
        let _ = writeln!(text, "  - {tag}");
    }
    text.push_str("---\n\n");
    let body = text.len();
    let cast = words.cast(&mut dice);
    while text[body..].split_ascii_whitespace().count() < WORDS {
        paragraph(&cast, &mut dice, year, &mut text);
    }
    Page { path: format!("content/{year}/{year}-{month:02}-{day:02}-report-{number}.md"), text }
}

fn tags(words: &Words, dice: &mut Dice) -> Vec<String> {
    let mut chosen = Vec::new();
    while chosen.len() < TAGS_EACH {
        let number = dice.below(TAGS) as usize;
        let (places, themes) = (words.list("place"), words.list("theme"));
        let tag = format!("{} {}", places[number % places.len()], themes[number / places.len() % themes.len()]);
        if !chosen.contains(&tag) {
            chosen.push(tag);
        }
    }
    chosen
}

/// Two to four sentences; now and then a heading before them, a list in their place, or an emphasis or a link within.
fn paragraph(words: &Words, dice: &mut Dice, year: u64, text: &mut String) {
    if dice.below(8) == 0 {
        let _ = writeln!(text, "## The {}\n", dice.pick(words.list("subject")));
    }
    let is_list = dice.below(16) == 0;
    for at in 0..2 + dice.below(3) {
        let event = dice.below(100) < EVENT_SHARE;
        let mut pattern = dice.pick(words.list(if event { "events" } else { "others" })).to_owned();
        if dice.below(2) == 0 && pattern.ends_with('.') {
            pattern.truncate(pattern.len() - 1);
            pattern.push_str(", {tail}.");
        }
        let sentence =
            capitalised(&fill(words, dice, &pattern).replace("{year}", &(year - 1 - dice.below(9)).to_string()));
        match (is_list, dice.below(24)) {
            (true, _) => text.push_str("- "),
            (false, 0) => text.push_str("*Note.* "),
            (false, 1) => text.push_str("[Background](https://example.org/background). "),
            _ => {}
        }
        let _ = write!(text, "{sentence}{}", if is_list || at % 2 == 1 { '\n' } else { ' ' });
    }
    while text.ends_with(char::is_whitespace) {
        text.pop();
    }
    text.push_str("\n\n");
}

/// The pattern with each `{slot}` filled, and the slots of what fills it.
fn fill(words: &Words, dice: &mut Dice, pattern: &str) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, tail) = after.split_once('}').expect("a slot ends");
        filled.push_str(before);
        match words.list(slot) {
            [] => {
                let _ = write!(filled, "{{{slot}}}");
            }
            list => {
                let choice = dice.pick(list).to_owned();
                filled.push_str(&fill(words, dice, &choice));
            }
        }
        rest = tail;
    }
    filled + rest
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Numbers that look like chance and are the same everywhere (SplitMix64; Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn pick<'a>(&mut self, list: &'a [String]) -> &'a str {
        &list[self.below(list.len() as u64) as usize]
    }
}
