//! Temporal expressions: finding them, and saying which days they mean.
//!
//! Values follow TIMEX3 (ISO 24617-1, TimeML); intervals are [`When`]. The words and rules are data of a language pack (`timex/`
//! there); here is what executes them: a small grammar (`grammar`) gives each expression a frame of what its words say (`frame`), and
//! `resolve` finds the days against the anchors of its place (`anchor`). Not here: which event a date belongs to.

mod anchor;
#[cfg(test)]
mod examples;
mod frame;
mod grammar;
mod resolve;

pub use grammar::GrammarError;

use crate::config::Style;
use crate::date::{Day, Grain, Period, When};
use crate::lang::{Language, Reading, Token, Vocabulary};
use crate::span::Span;
use anchor::{Anchors, Tenses};
use grammar::{Grammar, Item, Matcher};

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
    /// The days meant; `None` for lengths of time and repeated times.
    pub when: Option<When>,
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
}

/// Where a text stands while it is read sentence by sentence.
#[derive(Clone, Debug)]
pub struct Progress {
    anchors: Anchors,
    items: Vec<Item>,
}

impl Progress {
    /// The beginning of a text of this date.
    pub fn new(article: Day, style: Style) -> Self {
        Progress { anchors: Anchors::new(article, style), items: Vec::new() }
    }
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
        let tenses = Tenses::load(language, vocabulary)
            .map_err(|message| GrammarError { file: "timex/tense.toml".to_owned(), message })?;
        Ok(Tagger { grammar, tenses })
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
        let mut matcher = Matcher::new(&self.grammar, progress.anchors.style());
        if progress.anchors.is_lost() {
            self.look_ahead(text, reading, &mut matcher, progress);
        }
        for sentence in reading.sentences.iter().take(count) {
            self.tag_sentence(text, reading.tokens_of(sentence), &mut matcher, progress, out);
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

    fn tag_sentence(
        &self,
        text: &str,
        tokens: &[Token],
        matcher: &mut Matcher<'_>,
        progress: &mut Progress,
        out: &mut Vec<Timex>,
    ) {
        progress.anchors.begin_sentence();
        matcher.find(text, tokens, &mut progress.items);
        for item in &progress.items {
            let context = resolve::Context {
                anchors: &progress.anchors,
                tense: self.tenses.at(text, tokens, item.tokens.clone()),
                holidays: self.grammar.holidays(),
            };
            let Some(meaning) = resolve::resolve(item, context) else { continue };
            if let Some(period) = meaning.period {
                progress.anchors.mention(period, meaning.resolution);
            }
            let words = tokens.get(item.tokens.clone()).unwrap_or_default();
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            out.push(Timex {
                span: first.span.to(last.span),
                kind: meaning.kind,
                value: meaning.value,
                modifier: item.frame.modifier_name(),
                when: meaning.when,
                resolution: meaning.resolution,
                rule: matcher.rule_name(item).to_owned(),
                note: meaning.note,
            });
        }
    }
}
