//! What an event is called, and the id that stands in its address.
//!
//! Titles are patterns of the kind's table. An id is made from the event's content alone: the date of the first report, then the first
//! title pattern whose slots are names. Not here: the words themselves (`kinds.toml`, `titles.toml` of the language pack).

use super::draft::{Draft, Names};
use super::id::{Stem, fingerprint};
use super::name::NameKey;
use crate::config::Kind;
use crate::date::{Day, Granularity, When};
use crate::extract::Status;
use crate::lang::Language;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Most characters of a sentence or quotation in a title.
const LONGEST: usize = 90;
/// Fewest words of a quotation that make a title.
const FEWEST_WORDS: usize = 4;
/// How many words of a description of what was attacked make a title: "city" tells too little.
const TARGET: RangeInclusive<usize> = 2..=4;
/// Most bytes of an id.
const LONGEST_ID: usize = 80;

/// `titles.toml` of a language pack.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleWords {
    /// What stands before the title of an event that did not simply happen.
    claimed: String,
    denied: String,
    future: String,
    hypothetical: String,
    /// Last words of the names that are many, in lower case: "Syrian Democratic Forces".
    plural: BTreeSet<String>,
}

impl TitleWords {
    /// The words of a language; none in a pack without `titles.toml`.
    pub(super) fn new(language: &Language) -> Self {
        language.data("titles.toml").and_then(|text| toml::from_str(text).ok()).unwrap_or_default()
    }

    fn of(&self, status: Status) -> &str {
        match status {
            Status::Happened => "",
            Status::Claimed => &self.claimed,
            Status::Denied => &self.denied,
            Status::Future => &self.future,
            Status::Hypothetical => &self.hypothetical,
        }
    }

    /// True of a name that takes the plural of a verb.
    fn is_plural(&self, name: &str) -> bool {
        name.split_whitespace().next_back().is_some_and(|last| self.plural.contains(&last.to_lowercase()))
    }
}

/// What a pattern's slots are filled with.
pub(super) struct Slots<'a> {
    pub(super) kind: &'a Kind,
    pub(super) draft: &'a Draft,
    /// Sentence of the first report; empty where there is none.
    pub(super) sentence: &'a str,
    pub(super) words: &'a TitleWords,
}

impl Slots<'_> {
    /// The event's title, in plain text.
    pub(super) fn title(&self) -> String {
        if let Some(title) = self.draft.by_hand.as_ref().and_then(|by_hand| by_hand.title.clone()) {
            return title;
        }
        let title = self.first_filled(|_| true, Self::shown).unwrap_or_else(|| self.kind.label.clone());
        match self.words.of(self.draft.status) {
            "" => title,
            prefix => prefix.replace("{title}", &title),
        }
    }

    /// What the event's id is made from.
    pub(super) fn stem(&self) -> Stem {
        let is_lasting = |pattern: &str| !pattern.contains("{quote}") && !pattern.contains("{sentence}");
        let by_hand = self.draft.by_hand.as_ref().and_then(|by_hand| by_hand.title.clone());
        let name = by_hand.or_else(|| self.first_filled(is_lasting, Self::slot));
        let slug = slug::slugify(name.as_deref().unwrap_or(&self.kind.id));
        let mut plain = format!("{}-{slug}", date_part(self.draft.when));
        if plain.len() > LONGEST_ID {
            let cut = plain[..LONGEST_ID].rfind('-').unwrap_or(LONGEST_ID);
            plain.truncate(cut);
        }
        Stem { plain, is_named: name.is_some(), fingerprint: fingerprint(self.sentence) }
    }

    /// The first pattern that fits and whose slots `slot` fills.
    fn first_filled(
        &self,
        fits: impl Fn(&str) -> bool,
        slot: impl Fn(&Self, &str) -> Option<String>,
    ) -> Option<String> {
        let mut patterns = self.kind.titles.iter().filter(|pattern| fits(pattern));
        patterns.find_map(|pattern| self.fill(pattern, |name| slot(self, name)))
    }

    /// The pattern with its slots filled, or `None` where one has nothing to fill it or two would say the same.
    fn fill(&self, pattern: &str, slot: impl Fn(&str) -> Option<String>) -> Option<String> {
        let mut filled = String::new();
        let mut names: Vec<NameKey> = Vec::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}')?;
            let value = slot(name)?;
            let key = NameKey::new(&value);
            if names.iter().any(|name| name.same_as(&key)) {
                return None;
            }
            filled.push_str(before);
            filled.push_str(&value);
            names.push(key);
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }

    /// What a reader sees in a slot: for want of a name, the description of what was attacked, if it is short ("Russian warplane").
    fn shown(&self, name: &str) -> Option<String> {
        let target = || self.draft.targets.first().filter(|words| TARGET.contains(&words.split_whitespace().count()));
        self.slot(name).or_else(|| target().filter(|_| name == "target").map(str::to_owned))
    }

    /// What stands for a slot: names that tell an event from others. Descriptions such as "the gunmen" do not.
    fn slot(&self, name: &str) -> Option<String> {
        let proper = |names: &Names| names.first_proper().map(str::to_owned);
        // "{strikes|strike}": the verb of one or of many.
        if let Some((one, many)) = name.split_once('|') {
            let is_plural = self.draft.actors.first_proper().is_some_and(|actor| self.words.is_plural(actor));
            return Some(if is_plural { many } else { one }.to_owned());
        }
        match name {
            "actor" => proper(&self.draft.actors),
            "target" => proper(&self.draft.targets),
            "place" => proper(&self.draft.places),
            "quote" => self
                .draft
                .quote
                .as_deref()
                .filter(|quote| quote.split_whitespace().count() >= FEWEST_WORDS)
                .map(shorten),
            "sentence" => Some(without_dateline(self.sentence)).filter(|sentence| !sentence.is_empty()).map(shorten),
            _ => None,
        }
    }
}

/// The text, cut after a whole word where it is long, without the comma that leads on to whoever said it.
fn shorten(text: &str) -> String {
    let text = text.trim().trim_end_matches(',');
    let Some((limit, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let cut = text[..limit].rfind(char::is_whitespace).unwrap_or(limit);
    format!(
        "{} …",
        text[..cut].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–'))
    )
}

/// The date as the beginning of an id, no finer than it is known.
fn date_part(when: When) -> String {
    let written = |day: Day| {
        let full = day.to_string();
        let cut = match when.granularity {
            Granularity::Day | Granularity::Week => 0,
            Granularity::Month | Granularity::Season => 3,
            Granularity::Year | Granularity::Decade => 6,
        };
        full[..full.len() - cut].to_owned()
    };
    match (when.earliest, when.latest) {
        (Some(first), _) => written(first),
        (None, Some(last)) => format!("by-{last}"),
        (None, None) => "undated".to_owned(),
    }
}

/// Most bytes of a dateline: "AL-HASAKAH, Syria, Nov. 18 (Agency) --".
const DATELINE: usize = 60;

/// A sentence without the place in capitals, and whatever stands with it, before a first dash.
fn without_dateline(sentence: &str) -> &str {
    let dash =
        [" – ", " — ", " -- ", " - "].into_iter().filter_map(|dash| Some((sentence.find(dash)?, dash.len()))).min();
    let Some((at, length)) = dash.filter(|&(at, _)| at <= DATELINE) else { return sentence };
    let place = sentence[..at].split([' ', ',']).next().unwrap_or_default();
    let shouts =
        place.chars().filter(|letter| letter.is_alphabetic()).count() > 2 && !place.chars().any(char::is_lowercase);
    if shouts { &sentence[at + length..] } else { sentence }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_of_others_are_cut_between_words() {
        let long = "word, ".repeat(40);
        let short = shorten(&long);
        assert!(short.ends_with("word …") && short.chars().count() <= LONGEST + 2, "{short}");
        assert_eq!(shorten(" brief, "), "brief");
        assert!(shorten(&"é".repeat(200)).chars().count() <= LONGEST + 2);
    }

    #[test]
    fn the_date_of_an_id_is_no_finer_than_known() {
        for (edtf, part) in [
            ("2015-11-15/2015-11-18", "2015-11-15"),
            ("2015-11", "2015-11"),
            ("2015", "2015"),
            ("../2015-11-18", "by-2015-11-18"),
            ("unknown", "undated"),
        ] {
            assert_eq!(date_part(edtf.parse().unwrap()), part);
        }
    }

    #[test]
    fn the_words_of_every_pack_can_be_read() {
        for code in Language::available() {
            let text = Language::find(code).unwrap().data("titles.toml").unwrap();
            toml::from_str::<TitleWords>(text).unwrap();
        }
    }

    #[test]
    fn a_dateline_is_no_part_of_a_title() {
        for (sentence, rest) in [
            ("MOSCOW – Russia confirmed it.", "Russia confirmed it."),
            ("AL-HASAKAH, Syria, Nov. 18 (Agency) -- Jets struck.", "Jets struck."),
            ("Jets struck – twice – on Monday.", "Jets struck – twice – on Monday."),
            ("É – x", "É – x"),
        ] {
            assert_eq!(without_dateline(sentence), rest);
        }
    }
}
