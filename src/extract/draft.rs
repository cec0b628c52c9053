//! A mention in the making: what is known of it while its article is read.
//!
//! Not here: how parts are found; `finish` turns drafts into mentions.

use super::dates::Dating;
use super::trigger::Trigger;
use super::{Casualties, Field, Name, Reason, Status};
use crate::atlas::Location;
use crate::config::Frame;
use crate::span::Span;
use std::ops::Range;

/// A part that somebody plays, and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Who, and the words that say so.
    pub name: Name,
    /// The rule that found it.
    pub rule: &'static str,
    /// How well it names whom it stands for.
    pub naming: Naming,
    /// True where this very sentence names it; false where it was taken from another report of the event.
    pub here: bool,
    /// True of a description that tells more than a reference ("protesters" rather than "the building"): no name of another report
    /// takes its place.
    pub settled: bool,
    /// Of a place: where it lies.
    pub location: Option<Location>,
}

impl Part {
    /// A part named by words of this sentence.
    pub fn new(text: String, words: Span, rule: &'static str) -> Self {
        let name = Name { text, words: Some(words) };
        Part { name, rule, naming: Naming::Name, here: true, settled: false, location: None }
    }

    /// The same, where the words describe rather than name.
    pub fn described(text: String, words: Span, rule: &'static str) -> Self {
        Part { naming: Naming::Description, ..Part::new(text, words, rule) }
    }

    /// The same part in another sentence, which does not name it.
    pub fn elsewhere(&self, rule: &'static str) -> Self {
        let name = Name { text: self.name.text.clone(), words: None };
        Part { name, rule, here: false, settled: false, ..self.clone() }
    }
}

/// How well words name whom they stand for, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    /// A place that the text around names.
    Around,
    /// Something wider or near: a town for whom was attacked in it, a country for a town.
    StandIn,
    /// "gunmen", "the building".
    Description,
    /// A name, or a description with one in it.
    Name,
}

/// A mention in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Index of its sentence.
    pub sentence: usize,
    /// The words that name the event.
    pub trigger: Trigger,
    /// How its parts are read.
    pub frame: Frame,
    /// Subkind, as an index into its kind's list.
    pub subkind: Option<usize>,
    /// Who did it or said it.
    pub actor: Option<Part>,
    /// To whom.
    pub target: Option<Part>,
    /// Where.
    pub place: Option<Part>,
    /// Who came to harm.
    pub casualties: Casualties,
    /// With what.
    pub weapon: Option<Name>,
    /// For whom a spokesman speaks.
    pub body: Option<String>,
    /// The armed group that speaks, itself or through its spokesman.
    pub group: Option<String>,
    /// Quoted words of the speaker.
    pub quote: Option<Span>,
    /// Whether it happened.
    pub status: Status,
    /// True of a bare quotation that goes on from the sentence before.
    pub continued: bool,
    /// True where the words refer to an event already told: "the attack".
    pub definite: bool,
    /// True of a noun without an article that means many or any: "attacks", "amid shelling".
    pub general: bool,
    /// True of a noun that ranks its event among others: "the second such attack this month".
    pub ranked: bool,
    /// True of what words of its own date more than a month before its article: background rather than news.
    pub background: bool,
    /// True of a verb that tells of one more: "also hit".
    pub another: bool,
    /// True of a noun that only dates what else its sentence tells: "for the first time since the attacks".
    pub dates_other: bool,
    /// True of a noun that tells what its verb was part of: "was struck during an air raid".
    pub within: bool,
    /// True of a noun that is the object of a verb such as "issue" or "launch".
    pub governed: bool,
    /// First token of the subject of its verb.
    pub subject_at: Option<usize>,
    /// When it happened.
    pub dating: Option<Dating>,
    /// Number of the event within its article, once references are resolved.
    pub event: usize,
    /// Why each field has its value.
    pub why: Vec<Reason>,
}

impl Draft {
    /// A draft of which only the trigger is known.
    pub fn new(sentence: usize, trigger: Trigger, frame: Frame) -> Self {
        Draft {
            sentence,
            subkind: trigger.subkind,
            trigger,
            frame,
            actor: None,
            target: None,
            place: None,
            casualties: Casualties::default(),
            weapon: None,
            body: None,
            group: None,
            quote: None,
            status: Status::Happened,
            continued: false,
            definite: false,
            general: false,
            ranked: false,
            background: false,
            another: false,
            dates_other: false,
            within: false,
            governed: false,
            subject_at: None,
            dating: None,
            event: 0,
            why: Vec::new(),
        }
    }

    /// The words that name its actor in its own sentence.
    pub fn actor_words(&self) -> Option<Span> {
        self.actor.as_ref()?.name.words
    }

    /// True where its trigger stands in this sentence.
    pub fn stands_in(&self, sentence: &Range<usize>) -> bool {
        sentence.contains(&self.trigger.tokens.start)
    }

    /// True of what tells an event without a sentence around it, as headlines do ("Rebels shell Homs", "Consulate in Kabul bombed"): a
    /// statement, or a verb of which two parts are named.
    pub fn stands_alone(&self) -> bool {
        let parts = [&self.actor, &self.target, &self.place].into_iter().flatten().count();
        self.frame == Frame::Speech || !self.trigger.noun && parts > 1
    }

    /// Notes why a field has its value.
    pub fn because(&mut self, field: Field, rule: &str, words: Option<Span>) {
        self.why.push(Reason { field, rule: rule.to_owned(), words, note: None });
    }
}
