//! From sentences to findings: temporal expressions and mentions of events, each with the rules and words that made it.
//!
//! A mention is one report of one event in one sentence. Mentions know their article's prose only: joining them into events is the
//! work of `timeline`. Not here: HTML, files, ids.

mod act;
mod arguments;
mod avowal;
mod briefing;
mod casualties;
mod clause;
mod company;
mod confidence;
mod dates;
mod draft;
mod extractor;
mod finish;
mod grammar;
mod leads;
mod names;
mod needs;
mod phrase;
mod recase;
mod refer;
mod retrospect;
mod roles;
mod scene;
mod setting;
mod speech;
mod status;
mod subkind;
pub mod timex;
mod trees;
mod trigger;
mod weapon;

pub use casualties::{Casualties, Toll};
pub use extractor::Extractor;

use crate::atlas::Location;
use crate::date::When;
use crate::span::Span;

/// What a mention's date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A calendar date stands in the text.
    Explicit,
    /// Words such as "Wednesday" or "last week", counted from the article's date or another one.
    Relative,
    /// No date words; taken from context or from the article's date.
    Inferred,
}

impl From<timex::Resolution> for Basis {
    fn from(resolution: timex::Resolution) -> Self {
        if resolution == timex::Resolution::Explicit { Basis::Explicit } else { Basis::Relative }
    }
}

/// Whether it happened, as far as the article says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The article reports it as fact.
    Happened,
    /// Somebody alleges it; the article does not.
    Claimed,
    /// The article says that it did not happen.
    Denied,
    /// Planned, threatened or ordered for later.
    Future,
    /// If, would, could; or spoken of in general.
    Hypothetical,
}

impl Status {
    /// All of them with the names by which files and templates know them.
    pub const NAMES: [(&str, Status); 5] = [
        ("happened", Status::Happened),
        ("claimed", Status::Claimed),
        ("denied", Status::Denied),
        ("future", Status::Future),
        ("hypothetical", Status::Hypothetical),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Status::NAMES.iter().find(|(_, status)| *status == self).map_or("", |(name, _)| name)
    }
}

/// Somebody or something that plays a part, under the name by which the timeline knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The fullest short name: "John Kirby" where the sentence says "he".
    pub text: String,
    /// The words in the sentence that stand for it, in bytes of the prose, if any do.
    pub words: Option<Span>,
}

/// What a reason speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Kind and subkind.
    Kind,
    /// The date.
    Date,
    /// Who did it or said it.
    Actor,
    /// To whom.
    Target,
    /// Where.
    Place,
    /// Whether it happened.
    Status,
}

/// Why a field has its value: the rule that fired and the words it fired on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The field.
    pub field: Field,
    /// Name of the rule, as in the data tables.
    pub rule: String,
    /// The words, in bytes of the prose.
    pub words: Option<Span>,
    /// The arithmetic in a few words, such as `Wednesday before or on 2015-11-18 = 2015-11-18`.
    pub note: Option<String>,
}

/// One report of one event in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The sentence, in bytes of the prose.
    pub sentence: Span,
    /// Number of the event within its article: reports that the reader of the article takes for one event share it.
    pub event: usize,
    /// Identifier of the kind.
    pub kind: String,
    /// Identifier of the subkind, or `other`.
    pub subkind: String,
    /// The word that names the event; for a bare continued quotation, its opening mark.
    pub trigger: Span,
    /// When it happened.
    pub when: When,
    /// What the date rests on.
    pub basis: Basis,
    /// Who did it, sent it or said it.
    pub actor: Option<Name>,
    /// To whom.
    pub target: Option<Name>,
    /// Where.
    pub place: Option<Name>,
    /// Where on the Earth `place` is, if anybody knows.
    pub location: Option<Location>,
    /// True where the article does not say that it happened in `place`, but tells it among what happened there.
    pub place_inferred: bool,
    /// Who came to harm.
    pub casualties: Casualties,
    /// With what: a weapon, by its name in the tables.
    pub weapon: Option<Name>,
    /// Directly quoted words of the speaker in this sentence, without their marks.
    pub quote: Option<Span>,
    /// Whether it happened.
    pub status: Status,
    /// How sure the extraction is, in hundredths, 0 to 100.
    pub confidence: u8,
    /// Why each field has its value.
    pub why: Vec<Reason>,
}

/// A data table of a language; a missing or broken one is as an empty one. In the tests of the crate, none may be broken.
fn table<T: serde::de::DeserializeOwned + Default>(language: &crate::lang::Language, path: &str) -> T {
    let read: Result<Option<T>, toml::de::Error> = language.data(path).map(toml::from_str).transpose();
    #[cfg(test)]
    assert!(read.is_ok(), "{path}: {:?}", read.as_ref().err().map(toml::de::Error::message));
    read.ok().flatten().unwrap_or_default()
}
