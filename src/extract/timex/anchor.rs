//! What dates are counted from at a place in a text: the article's day, the date last mentioned, the tense of the verb.
//!
//! Not here: what is counted (`resolve`).

use super::Resolution;
use super::frame::Base;
use crate::config::Style;
use crate::date::{Day, Grain, Period};
use crate::lang::{Language, Phrases, Token, Vocabulary};
use serde::Deserialize;

/// Where the verb that governs an expression looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// Back, or nobody can tell.
    Past,
    /// Forward.
    Future,
}

/// A period to count from, and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) period: Period,
    pub(super) resolution: Resolution,
}

/// The anchors at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchors {
    /// The day of the article.
    pub(super) article: Day,
    style: Style,
    /// The date last mentioned.
    text: Option<Period>,
}

impl Anchors {
    pub(super) fn new(article: Day, style: Style) -> Self {
        Anchors { article, style, text: None }
    }

    /// Takes note of a date mentioned in the text.
    pub(super) fn mention(&mut self, period: Period) {
        self.text = Some(period);
    }

    /// True where the text tells a history, each date from the one before.
    pub(super) fn tells_on(&self) -> bool {
        self.style == Style::Narrative && self.text.is_some()
    }

    /// What to count from, given what the words ask for.
    pub(super) fn base(&self, wanted: Option<Base>) -> Anchor {
        let from_text = match wanted {
            Some(Base::Text) => true,
            Some(Base::Article) => self.style == Style::Narrative,
            None => self.style == Style::Narrative,
        };
        match self.text.filter(|_| from_text) {
            Some(period) => Anchor { period, resolution: Resolution::Text },
            None => Anchor { period: Period::day(self.article), resolution: Resolution::Article },
        }
    }

    /// The year that two-digit years are near.
    pub(super) fn year(&self) -> i32 {
        self.base(None).period.start().year()
    }

    /// What news compares with the year before: the quarter or month it reports on.
    pub(super) fn compared(&self, wanted: Option<Base>) -> Option<Period> {
        let grains: &[Grain] = match wanted {
            Some(Base::Text) => &[Grain::Day, Grain::Month, Grain::Quarter, Grain::Half],
            _ => &[Grain::Quarter, Grain::Half],
        };
        self.text.filter(|text| self.style == Style::News && grains.contains(&text.grain()))
    }
}

/// `timex/tense.toml`: words that show that a verb looks forward.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TenseFile {
    future: Vec<String>,
}

/// Finds the tense at a place from the words before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Tenses {
    cues: Phrases<()>,
}

/// How far before an expression a cue still governs it, in bytes.
const REACH: usize = 40;

impl Tenses {
    /// The cues of a language. A language without any is always in the past.
    pub(super) fn load(language: &Language, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let mut cues = Phrases::default();
        if let Some(text) = language.data("timex/tense.toml") {
            let file: TenseFile = toml::from_str(text).map_err(|e| e.to_string())?;
            for cue in &file.future {
                cues.insert(vocabulary, cue, ());
            }
        }
        Ok(Tenses { cues })
    }

    /// The tense at token `at` of a sentence.
    pub(super) fn at(&self, tokens: &[Token], at: usize) -> Tense {
        let Some(place) = tokens.get(at) else { return Tense::Past };
        let near = |token: &Token| place.span.start.saturating_sub(token.span.end) <= REACH;
        let first = tokens[..at].iter().rposition(|token| !near(token)).map_or(0, |far| far + 1);
        let ahead = (first..at).any(|from| self.cues.longest(&tokens[from..at]).is_some());
        if ahead { Tense::Future } else { Tense::Past }
    }
}
