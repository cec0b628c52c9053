//! The data files of a grammar as they are written: `words.toml` and the files of rules.
//!
//! Not here: checking what they say and looking up names (`load`).

use crate::date::HolidayRule;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// `words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsFile {
    pub(super) class: BTreeMap<String, ClassEntry>,
    #[serde(default)]
    pub(super) ending: Endings,
    #[serde(default)]
    pub(super) part: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) holiday: BTreeMap<String, HolidayEntry>,
}

/// What letters behind digits say: "18th", "1990s", "5pm", "15:00h".
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Endings {
    /// Of ordinal numbers.
    pub(super) ordinal: Vec<String>,
    /// Of decades.
    pub(super) decade: Vec<String>,
    /// Of hours before noon.
    pub(super) morning: Vec<String>,
    /// Of hours after noon.
    pub(super) afternoon: Vec<String>,
    /// Of a clock with minutes, which say nothing more.
    pub(super) clock: Vec<String>,
    /// Of a clock in the time of Greenwich.
    pub(super) greenwich: Vec<String>,
}

/// A holiday: its names, and one way of finding its day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HolidayEntry {
    pub(super) words: Vec<String>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    pub(super) weekday: Option<i64>,
    pub(super) nth: Option<i64>,
    pub(super) easter: Option<i64>,
    pub(super) islamic_month: Option<i64>,
    /// How many days it lasts; one where nothing is said.
    pub(super) days: Option<i64>,
}

/// A holiday, ready for use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holiday {
    /// Its day, or its first.
    pub(crate) rule: HolidayRule,
    /// How many days it lasts.
    pub(crate) days: i64,
}

impl HolidayEntry {
    pub(super) fn holiday(&self) -> Option<Holiday> {
        Some(Holiday { rule: self.rule()?, days: self.days.unwrap_or(1).max(1) })
    }

    fn rule(&self) -> Option<HolidayRule> {
        Some(match self {
            HolidayEntry { easter: Some(days), .. } => HolidayRule::Easter { days: *days },
            HolidayEntry { islamic_month: Some(month), day, .. } => {
                HolidayRule::Islamic { month: *month, day: i64::from(day.unwrap_or(1)) }
            }
            HolidayEntry { month: Some(month), weekday: Some(weekday), nth: Some(nth), day, .. } => {
                HolidayRule::Weekday { month: *month, weekday: *weekday, nth: *nth, from: day.unwrap_or(1) }
            }
            HolidayEntry { month: Some(month), day: Some(day), .. } => HolidayRule::Fixed { month: *month, day: *day },
            _ => return None,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassEntry {
    pub(super) slot: Option<String>,
    #[serde(default)]
    pub(super) capital: bool,
    #[serde(default)]
    pub(super) small: bool,
    /// Takes the words of these classes, too.
    #[serde(default)]
    pub(super) like: Vec<String>,
    #[serde(default)]
    pub(super) words: WordList,
}

/// Words that say something, or that only match.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum WordList {
    Meaning(BTreeMap<String, toml::Value>),
    Plain(Vec<String>),
}

impl Default for WordList {
    fn default() -> Self {
        WordList::Plain(Vec::new())
    }
}

impl WordList {
    /// Each word with its value; 1 where it has none.
    pub(super) fn pairs(&self) -> Vec<(String, toml::Value)> {
        match self {
            WordList::Meaning(words) => words.iter().map(|(word, value)| (word.clone(), value.clone())).collect(),
            WordList::Plain(words) => words.iter().map(|word| (word.clone(), toml::Value::Integer(1))).collect(),
        }
    }
}

/// A file of rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) rule: Vec<RuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleEntry {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) sort: String,
    pub(super) patterns: Vec<String>,
    /// `news` or `narrative` where the rule is for one style only.
    pub(super) style: Option<String>,
    /// `day-month` or `month-day` where the rule reads digits in one order only.
    pub(super) order: Option<String>,
    #[serde(default)]
    pub(super) set: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub(super) after: Vec<String>,
    #[serde(default)]
    pub(super) not_after: Vec<String>,
    #[serde(default)]
    pub(super) before: Vec<String>,
    #[serde(default)]
    pub(super) not_before: Vec<String>,
    /// Run by the tests.
    #[serde(default, rename = "examples")]
    pub(super) _examples: IgnoredAny,
    #[serde(default, rename = "not")]
    pub(super) _not: IgnoredAny,
}
