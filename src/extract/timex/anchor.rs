//! What dates are counted from at a place in a text: the article's day, the date last mentioned, the tense of the verb.
//!
//! Not here: what is counted (`resolve`).

use super::Resolution;
use super::frame::Base;
use crate::config::Style;
use crate::date::{Day, Grain, Period};
use crate::lang::{Capital, Class, Language, Phrases, Token, Vocabulary, WordId};
use serde::Deserialize;
use std::ops::Range;

/// Where the verb that governs an expression looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// Nobody can tell.
    Open,
    /// Back.
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
    /// Its time, in minutes from midnight, if it is known.
    pub(super) minute: Option<u32>,
    style: Style,
    /// The date last mentioned, asides apart.
    text: Option<Period>,
    /// A date that a history mentions in passing, until another one confirms that the history has gone there.
    aside: Option<Period>,
    /// True within the sentence that holds the aside.
    is_aside: bool,
    /// The quarter or half last mentioned: what a business report is about.
    reported: Option<Period>,
}

impl Anchors {
    pub(super) fn new(article: Day, style: Style) -> Self {
        Anchors { article, minute: None, style, text: None, aside: None, is_aside: false, reported: None }
    }

    /// How the text is told.
    pub(super) fn style(&self) -> Style {
        self.style
    }

    /// Takes note of a date mentioned in the text.
    pub(super) fn mention(&mut self, period: Period, resolution: Resolution) {
        if self.style == Style::Narrative && resolution == Resolution::Explicit && self.is_beside_the_point(period) {
            self.aside = Some(period);
            self.is_aside = true;
            return;
        }
        if resolution == Resolution::Explicit || !self.is_aside {
            self.aside = None;
            self.is_aside = false;
            self.text = Some(period);
        }
        // Business news reports on the quarter just over or the running one, never on those it compares with.
        let recent = (0..300).contains(&self.article.days_since(period.start()));
        let over = |period: Period| period.end() < self.article;
        let comes_first = self.reported.is_none_or(|known| over(period) || !over(known));
        if matches!(period.grain(), Grain::Quarter | Grain::Half) && recent && comes_first {
            self.reported = Some(period);
        }
    }

    /// True of a date far from where the history is, or a bare year before it, that nothing has confirmed yet.
    fn is_beside_the_point(&self, period: Period) -> bool {
        let year = |period: Period| period.start().year();
        let near = |other: Period, years: i32| (year(period) - year(other)).abs() <= years;
        let Some(text) = self.text else { return false };
        let flashback = period.grain() >= Grain::Year && year(period) < year(text);
        (flashback || !near(text, 10)) && !self.aside.is_some_and(|aside| near(aside, 1))
    }

    /// The anchors within words that were spoken on this day. Nobody speaks of today after the article.
    pub(super) fn spoken_on(self, day: Period) -> Self {
        if self.tells_on() {
            return Anchors { text: Some(day), ..self };
        }
        if day.start() > self.article { self } else { Anchors { article: day.start(), minute: None, ..self } }
    }

    /// Takes note that a sentence begins.
    pub(super) fn begin_sentence(&mut self) {
        self.is_aside = false;
    }

    /// True until a date was mentioned.
    pub(super) fn is_lost(&self) -> bool {
        self.style == Style::Narrative && self.text.is_none()
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
        let text = if self.is_aside { self.aside } else { self.text };
        match text.filter(|_| from_text) {
            Some(period) => Anchor { period, resolution: Resolution::Text },
            None => Anchor { period: Period::day(self.article), resolution: Resolution::Article },
        }
    }

    /// The year that two-digit years are near.
    pub(super) fn year(&self) -> i32 {
        self.base(None).period.start().year()
    }

    /// What news compares with the year before: the quarter it reports on, or else the day or month just mentioned.
    pub(super) fn compared(&self, wanted: Option<Base>) -> Option<Period> {
        let mentioned = self.text.filter(|text| wanted == Some(Base::Text) && text.grain() <= Grain::Month);
        self.reported.or(mentioned).filter(|_| self.style == Style::News)
    }

    /// The quarter that "the quarter" means where words are counted from the text.
    pub(super) fn quarter(&self) -> Option<Period> {
        self.reported.filter(|period| period.grain() == Grain::Quarter)
    }
}

/// What a word says about where a verb looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    /// Forward, whatever else stands there.
    Future,
    /// Forward, as far as its own phrase goes: "would leave on Monday", not "would contest the order given on Monday".
    Prospect,
    /// In no direction, past or not: "could have".
    Open,
    /// Back.
    Past,
}

/// `timex/tense.toml`: words that show where a verb looks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TenseFile {
    future: Vec<String>,
    prospect: Vec<String>,
    open: Vec<String>,
    past: Vec<String>,
    past_endings: Vec<String>,
    possessives: Vec<String>,
}

/// Finds the tense at a place from the words around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Tenses {
    cues: Phrases<Cue>,
    past_endings: Vec<String>,
    possessives: Vec<WordId>,
}

/// How far from an expression a cue may stand, in bytes.
const REACH: usize = 40;

impl Tenses {
    /// The cues of a language. A language without any leaves the tense open.
    pub(super) fn load(language: &Language, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let mut tenses = Tenses::default();
        if let Some(text) = language.data("timex/tense.toml") {
            let file: TenseFile = toml::from_str(text).map_err(|e| e.to_string())?;
            let lists = [
                (&file.past, Cue::Past),
                (&file.open, Cue::Open),
                (&file.prospect, Cue::Prospect),
                (&file.future, Cue::Future),
            ];
            for (words, cue) in lists {
                for word in words {
                    tenses.cues.insert(vocabulary, word, cue);
                }
            }
            tenses.past_endings = file.past_endings;
            tenses.possessives = file.possessives.iter().map(|word| vocabulary.intern(word)).collect();
        }
        Ok(tenses)
    }

    /// The tense at the expression that takes the tokens `place` of a sentence: the future where a cue before it says so, else the past
    /// where a word on either side does.
    pub(super) fn at(&self, text: &str, tokens: &[Token], place: Range<usize>) -> Tense {
        let (Some(first), Some(last)) = (tokens.get(place.start), tokens.get(place.end.saturating_sub(1))) else {
            return Tense::Open;
        };
        let before = tokens.get(..place.start).unwrap_or_default();
        let far = before.iter().rposition(|token| first.span.start.saturating_sub(token.span.end) > REACH);
        let before = before.get(far.map_or(0, |far| far + 1)..).unwrap_or_default();
        let mark = before.iter().rposition(is_quotation_mark);
        let before = before.get(mark.map_or(0, |mark| mark + 1)..).unwrap_or_default();
        let after = tokens.get(place.end..).unwrap_or_default();
        let is_near = |token: &&Token| token.span.start.saturating_sub(last.span.end) <= REACH;
        let near = after.iter().take_while(is_near).take_while(|token| !is_quotation_mark(token)).count();
        let after = after.get(..near).unwrap_or_default();
        if self.says(before, Cue::Future) || self.has_prospect(text, before, after) {
            Tense::Future
        } else if self.says(before, Cue::Open) || self.says(before, Cue::Prospect) {
            Tense::Open
        } else if [before, after].iter().any(|side| self.is_past(text, side)) {
            Tense::Past
        } else {
            Tense::Open
        }
    }

    /// True where a cue of prospect reaches the expression: no past and no comma between them, and the expression owns nothing.
    fn has_prospect(&self, text: &str, before: &[Token], after: &[Token]) -> bool {
        let owns = after.first().is_some_and(|token| self.possessives.contains(&token.word));
        let Some(cue) = (0..before.len()).rev().find(|&at| self.cue(before, at) == Some(Cue::Prospect)) else {
            return false;
        };
        let between = before.get(cue + 1..).unwrap_or_default();
        !owns && !self.is_past(text, between) && between.iter().all(|token| token.class != Class::Mark)
    }

    fn cue(&self, tokens: &[Token], at: usize) -> Option<Cue> {
        tokens.get(at..).and_then(|rest| self.cues.longest(rest)).map(|(_, &cue)| cue)
    }

    fn says(&self, tokens: &[Token], cue: Cue) -> bool {
        (0..tokens.len()).any(|at| self.cue(tokens, at) == Some(cue))
    }

    fn is_past(&self, text: &str, tokens: &[Token]) -> bool {
        self.says(tokens, Cue::Past) || self.ends_in_past(text, tokens)
    }

    fn ends_in_past(&self, text: &str, tokens: &[Token]) -> bool {
        let is_past = |word: &str| {
            self.past_endings.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
        };
        tokens.iter().any(|token| token.capital == Capital::None && is_past(token.span.of(text)))
    }
}

/// What is quoted and what is told have verbs of their own.
fn is_quotation_mark(token: &Token) -> bool {
    matches!(token.class, Class::OpenQuote | Class::CloseQuote)
}
