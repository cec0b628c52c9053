//! Temporal expressions: finding them, and saying which days they mean.
//!
//! Values follow TIMEX3 (ISO 24617-1, TimeML); intervals are [`When`]. The words and rules are data of a language pack (`timex/`
//! there); here is what executes them: a small grammar (`grammar`) gives each expression a frame of what its words say (`frame`), and
//! `resolve` finds the days against the anchors of its place (`anchor`). Not here: which event a date belongs to.

mod anchor;
mod distance;
#[cfg(test)]
mod examples;
mod frame;
mod grammar;
mod lead;
mod range;
mod resolve;
mod speaking;
mod tagging;
mod tense;
#[cfg(test)]
mod work;

pub use grammar::GrammarError;

use crate::config::{DateOrder, Style};
use crate::date::{Day, Grain, Period, When};
use crate::lang::{Language, Reading, Token, Vocabulary};
use crate::span::Span;
use anchor::Anchors;
use distance::Distances;
use grammar::{Grammar, Item, Matcher};
use lead::Lead;
use range::Ranges;
use serde::de::DeserializeOwned;
use speaking::Speaking;
use std::ops::Range;
use tense::Tenses;

/// TIMEX3's types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimexKind {
    /// A day or anything longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that comes again.
    Set,
}

impl TimexKind {
    /// The name in TIMEX3: `DATE`, `TIME`, `DURATION`, `SET`.
    pub fn name(self) -> &'static str {
        match self {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        }
    }
}

/// What a date was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// Nothing: the words say it all.
    Explicit,
    /// The article's day.
    Article,
    /// A date mentioned before in the text.
    Text,
    /// The article's day, back or forward with the tense of the verb.
    Tense,
}

/// One temporal expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// Its type.
    pub kind: TimexKind,
    /// TIMEX3's `value`, such as `2015-11-18`, `2015-W47`, `P3D`, `PAST_REF`.
    pub value: String,
    /// TIMEX3's `mod`, such as `START` or `APPROX`.
    pub modifier: Option<&'static str>,
    /// The days meant; `None` of repeated times, and of lengths that no date beside them and no word such as "last" places.
    pub when: Option<When>,
    /// True of a clock without a day ("at 5 p.m."), whose day is a guess.
    pub is_dayless: bool,
    /// The time of a clock and its day as ISO 8601 and EDTF write them, with its zone where the text names one: `2015-11-14T15:00:00Z`.
    pub time: Option<String>,
    /// The interval that the expression bounds, alone or with its neighbour: "from Friday to Sunday", "since Friday". The value and
    /// `when` are those of the expression alone.
    pub range: Option<When>,
    /// The text that it dates because it stands above it as a heading or opens its paragraph: "Friday 13 November."
    pub governs: Option<Span>,
    /// What it was counted from.
    pub resolution: Resolution,
    /// Name of the rule that found it.
    pub rule: String,
    /// The arithmetic in a few words, such as `2015-11-18 - 3 days = 2015-11-15`; empty where the words say it all.
    pub note: String,
}

/// Finds temporal expressions in one language.
#[derive(Clone, Debug)]
pub struct Tagger {
    grammar: Grammar,
    tenses: Tenses,
    ranges: Ranges,
    distances: Distances,
    speaking: Speaking,
    order: DateOrder,
}

/// Where a text stands while it is read sentence by sentence.
#[derive(Clone, Debug)]
pub struct Progress {
    anchors: Anchors,
    /// The headings and openings under whose dates the text stands, the widest first.
    leads: Vec<Lead>,
    /// How many sentences were begun.
    sentences: usize,
    items: Vec<Item>,
    /// The tokens of the expressions found in the sentence.
    places: Vec<Range<usize>>,
}

impl Progress {
    /// The beginning of a text of this date.
    pub fn new(article: Day, style: Style) -> Self {
        let anchors = Anchors::new(article, style);
        Progress { anchors, leads: Vec::new(), sentences: 0, items: Vec::new(), places: Vec::new() }
    }

    /// The same for a text of this time of day, from 00:00 to 23:59, from which "an hour ago" is counted.
    #[must_use]
    pub fn at(mut self, hour: u32, minute: u32) -> Self {
        self.anchors.minute = Some(60 * hour.min(23) + minute.min(59));
        self
    }
}

/// What a data file of a language says; nothing where the language has no such file.
fn file<T: DeserializeOwned + Default>(language: &Language, path: &str) -> Result<T, GrammarError> {
    let read: Result<Option<T>, toml::de::Error> = language.data(path).map(toml::from_str).transpose();
    read.map(Option::unwrap_or_default)
        .map_err(|error| GrammarError { file: path.to_owned(), message: error.to_string() })
}

/// How many sentences a history may go on before it names a year.
const AHEAD: usize = 40;

impl Tagger {
    /// The tagger for a language, whose words join `vocabulary`. Without `timex/` in its pack, it finds nothing.
    ///
    /// # Errors
    /// A rule file that cannot be read, with its name and what is wrong.
    pub fn new(language: &Language, vocabulary: &mut Vocabulary) -> Result<Self, GrammarError> {
        let words = language.data("timex/words.toml").map(|text| ("timex/words.toml", text));
        let files: Vec<_> = words.into_iter().chain(language.folder("timex/rules")).collect();
        let grammar = Grammar::load(&files, vocabulary)?;
        Ok(Tagger {
            grammar,
            tenses: Tenses::load(language, vocabulary)?,
            distances: Distances::load(language, vocabulary)?,
            ranges: Ranges::load(language, vocabulary)?,
            speaking: Speaking::load(language, vocabulary)?,
            order: DateOrder::default(),
        })
    }

    /// This tagger for texts that write dates in digits in this order.
    #[must_use]
    pub fn with_date_order(self, order: DateOrder) -> Self {
        Tagger { order, ..self }
    }

    /// The whole number that begins at token `at` of a text, in digits or in words ("two hundred and five"): how many tokens it takes, and
    /// its value.
    pub fn number(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        self.grammar.number(text, tokens, at)
    }

    /// Every temporal expression of a text dated `article`, in order, without overlap. Linear in the text's length.
    pub fn tag(&self, text: &str, reading: &Reading, article: Day, style: Style) -> Vec<Timex> {
        let mut progress = Progress::new(article, style);
        let mut out = Vec::new();
        self.tag_sentences(text, reading, reading.sentences.len(), &mut progress, &mut out);
        out
    }

    /// Appends the temporal expressions of the next piece of a text: of the first `count` sentences of its reading.
    pub fn tag_sentences(
        &self,
        text: &str,
        reading: &Reading,
        count: usize,
        progress: &mut Progress,
        out: &mut Vec<Timex>,
    ) {
        // Where leads hold is told in bytes of the piece before.
        progress.leads.clear();
        let mut matcher = Matcher::new(&self.grammar, progress.anchors.style(), self.order);
        if progress.anchors.is_lost() {
            self.look_ahead(text, reading, &mut matcher, progress);
        }
        for number in 0..count.min(reading.sentences.len()) {
            self.tag_sentence(text, reading, number, &mut matcher, progress, out);
        }
    }

    /// A history that begins without a year is set in the first year it names.
    fn look_ahead(&self, text: &str, reading: &Reading, matcher: &mut Matcher<'_>, progress: &mut Progress) {
        for sentence in reading.sentences.iter().take(AHEAD) {
            matcher.find(text, reading.tokens_of(sentence), &mut progress.items);
            let year = progress.items.iter().find_map(|item| item.frame.get(frame::Slot::Year));
            if let Some(year) = year.and_then(|year| Day::new(year, 1, 1)) {
                progress.anchors.mention(Period::of(year, Grain::Year), Resolution::Explicit);
                return;
            }
        }
    }
}
