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
use std::slice;

/// Where the verb that governs an expression looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// Nobody can tell.
    Open,
    /// Back, as far as a verb nearby can tell.
    Past,
    /// Back for certain: "since January".
    Behind,
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
    /// The day last mentioned, asides apart.
    day: Option<Period>,
    /// The quarter or half last mentioned: what a business report is about.
    reported: Option<Period>,
    /// True where the report has gone on from that to several quarters: "the first nine months".
    is_longer: bool,
}

impl Anchors {
    pub(super) fn new(article: Day, style: Style) -> Self {
        Anchors {
            article,
            minute: None,
            style,
            text: None,
            aside: None,
            is_aside: false,
            day: None,
            reported: None,
            is_longer: false,
        }
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
            self.day = Some(period).filter(|period| period.grain() == Grain::Day).or(self.day);
        }
        // Business news reports on the last quarter that is over, or on the running one, never on those it compares with.
        let recent = (0..300).contains(&self.article.days_since(period.start()));
        let over = |period: Period| period.end() < self.article;
        let comes_first =
            self.reported.is_none_or(|known| over(period) && period.start() >= known.start() || !over(known));
        if matches!(period.grain(), Grain::Quarter | Grain::Half) {
            self.is_longer = false;
            if recent && comes_first {
                self.reported = Some(period);
            }
        }
    }

    /// Takes note of a length of so many months. A report on several whole quarters compares with the year before, not with a quarter of it.
    pub(super) fn mention_months(&mut self, months: i32) {
        self.is_longer |= self.reported.is_some() && months > 3 && months % 3 == 0;
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

    /// The anchors at the second end of a range that begins with this period.
    pub(super) fn onward_from(self, first: Period) -> Self {
        Anchors { article: first.start(), minute: None, text: Some(first), is_aside: false, ..self }
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

    /// What is counted from, in days or in anything longer.
    pub(super) fn base_in(&self, days: bool, wanted: Option<Base>) -> Anchor {
        if days { self.base_of_days(wanted) } else { self.base(wanted) }
    }

    /// The same for what is counted in days: from the day last mentioned where the text has since spoken of a longer period only.
    fn base_of_days(&self, wanted: Option<Base>) -> Anchor {
        let base = self.base(wanted);
        match self.day {
            Some(day) if base.resolution == Resolution::Text && base.period.grain() > Grain::Day => {
                Anchor { period: day, ..base }
            }
            _ => base,
        }
    }

    /// The year that two-digit years are near.
    pub(super) fn year(&self) -> i32 {
        self.base(None).period.start().year()
    }

    /// What news compares with the year before: the quarter it reports on, or else the day or month just mentioned.
    pub(super) fn compared(&self, wanted: Option<Base>) -> Option<Period> {
        let mentioned = self.text.filter(|text| wanted == Some(Base::Text) && text.grain() <= Grain::Month);
        let reported =
            self.reported.map(|quarter| if self.is_longer { Period::of(self.article, Grain::Year) } else { quarter });
        reported.or(mentioned).filter(|_| self.style == Style::News)
    }

    /// The quarter that a report in another year is compared with: none where it speaks of several.
    pub(super) fn compared_quarter(&self) -> Option<Period> {
        self.quarter().filter(|_| !self.is_longer)
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
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct TenseFile {
    future: Vec<String>,
    prospect: Vec<String>,
    open: Vec<String>,
    past: Vec<String>,
    past_endings: Vec<String>,
    behind: Vec<String>,
    links: Vec<String>,
    unfinished: Vec<String>,
    possessives: Vec<String>,
}

/// Finds the tense at a place from the words around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Tenses {
    cues: Phrases<Cue>,
    past_endings: Vec<String>,
    behind: Vec<WordId>,
    links: Vec<WordId>,
    unfinished: Vec<WordId>,
    possessives: Vec<WordId>,
}

/// How far from an expression a cue may stand, in bytes.
const REACH: usize = 40;

/// The same for cues that look forward to months, holidays and seasons: those that lie ahead are often named at the end of a long clause.
const FAR_REACH: usize = 100;

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
            let mut ids = |words: &[String]| words.iter().map(|word| vocabulary.intern(word)).collect();
            tenses.behind = ids(&file.behind);
            tenses.links = ids(&file.links);
            tenses.unfinished = ids(&file.unfinished);
            tenses.possessives = ids(&file.possessives);
        }
        Ok(tenses)
    }

    /// The tense at the expression that takes the tokens `place` of a sentence: the future where a cue before it says so, else the past
    /// where a word on either side does. What comes `yearly` is governed from farther away.
    pub(super) fn at(&self, text: &str, tokens: &[Token], place: Range<usize>, yearly: bool) -> Tense {
        let before = tokens.get(..place.start).unwrap_or_default();
        if self.is_behind(text, before) {
            return Tense::Behind;
        }
        let after = tokens.get(place.end..).unwrap_or_default();
        let (Some(first), Some(last)) = (tokens.get(place.start), tokens.get(place.end.saturating_sub(1))) else {
            return Tense::Open;
        };
        let near = last_within(before, first.span.start, REACH);
        let far = if yearly { last_within(before, first.span.start, FAR_REACH) } else { near };
        let after = first_within(after, last.span.end, REACH);
        if self.says(far, Cue::Future) || self.has_prospect(text, far, after) {
            Tense::Future
        } else if self.says(near, Cue::Open) || self.says(near, Cue::Prospect) {
            Tense::Open
        } else if [near, after].iter().any(|side| self.is_past(text, side)) {
            Tense::Past
        } else {
            Tense::Open
        }
    }

    /// True where the words right before an expression leave no doubt that it lies behind: "since January", "resigned in January", not "be
    /// completed in January".
    fn is_behind(&self, text: &str, before: &[Token]) -> bool {
        let is = |token: Option<&Token>, words: &[WordId]| {
            token.is_some_and(|token| token.word.is_known() && words.contains(&token.word))
        };
        if is(before.last(), &self.behind) {
            return true;
        }
        let linked = usize::from(is(before.last(), &self.links));
        let clause = before.get(..before.len() - linked).unwrap_or_default();
        let Some((verb, head)) = clause.split_last() else { return false };
        let unfinished = is(Some(verb), &self.unfinished) || is(head.last(), &self.unfinished);
        !unfinished && self.is_past(text, slice::from_ref(verb))
    }

    /// True where a cue of prospect reaches the expression: no past and no comma between them, and the expression owns nothing.
    fn has_prospect(&self, text: &str, before: &[Token], after: &[Token]) -> bool {
        let owns = after.first().is_some_and(|token| self.possessives.contains(&token.word));
        let cues = (0..before.len()).rev().filter_map(|at| Some((at, self.cue(before, at)?)));
        let Some(end) = cues.filter(|&(_, (_, cue))| cue == Cue::Prospect).map(|(at, (length, _))| at + length).next()
        else {
            return false;
        };
        let between = before.get(end..).unwrap_or_default();
        !owns && !self.is_past(text, between) && between.iter().all(|token| token.class != Class::Mark)
    }

    /// The cue that begins at a token, and how many tokens it takes.
    fn cue(&self, tokens: &[Token], at: usize) -> Option<(usize, Cue)> {
        tokens.get(at..).and_then(|rest| self.cues.longest(rest)).map(|(length, &cue)| (length, cue))
    }

    fn says(&self, tokens: &[Token], cue: Cue) -> bool {
        (0..tokens.len()).any(|at| self.cue(tokens, at).is_some_and(|(_, found)| found == cue))
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

/// Those tokens before position `at` of the text that stand within `reach` of it, on the same side of a quotation mark.
fn last_within(tokens: &[Token], at: usize, reach: usize) -> &[Token] {
    let ends = |token: &Token| at.saturating_sub(token.span.end) > reach || is_quotation_mark(token);
    tokens.get(tokens.iter().rposition(ends).map_or(0, |end| end + 1)..).unwrap_or_default()
}

/// The same behind it.
fn first_within(tokens: &[Token], at: usize, reach: usize) -> &[Token] {
    let ends = |token: &Token| token.span.start.saturating_sub(at) > reach || is_quotation_mark(token);
    tokens.get(..tokens.iter().position(ends).unwrap_or(tokens.len())).unwrap_or_default()
}

/// What is quoted and what is told have verbs of their own.
fn is_quotation_mark(token: &Token) -> bool {
    matches!(token.class, Class::OpenQuote | Class::CloseQuote)
}
