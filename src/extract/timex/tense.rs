//! Where the verb that governs an expression looks, back or forward, as the words around it show.
//!
//! Not here: what is counted from where (`anchor`).

use super::GrammarError;
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
    /// Forward, as far as a phrase nearby can tell: "the fair opens".
    Prospect,
    /// Forward.
    Future,
}

impl Tense {
    /// True where the verb looks forward.
    pub(super) fn looks_ahead(self) -> bool {
        matches!(self, Tense::Prospect | Tense::Future)
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
    entries: Vec<String>,
    limits: Vec<String>,
    happened: Vec<String>,
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
    entries: Vec<WordId>,
    limits: Vec<WordId>,
    happened: Vec<WordId>,
}

/// How many tokens before an expression "since" may stand.
const SINCE: usize = 10;

/// How far from an expression a cue may stand, in bytes.
const REACH: usize = 40;

/// The same for cues that look forward to months, holidays and seasons: those that lie ahead are often named at the end of a long clause.
const FAR_REACH: usize = 100;

/// The same for the verb of a sentence that the expression opens: "In January, a week after the vote, a bomb exploded."
const CLAUSE: usize = 200;

impl Tenses {
    /// The cues of a language. A language without any leaves the tense open.
    pub(super) fn load(language: &Language, vocabulary: &mut Vocabulary) -> Result<Self, GrammarError> {
        let file: TenseFile = super::file(language, "timex/tense.toml")?;
        let mut cues = Phrases::default();
        for (words, cue) in [
            (&file.past, Cue::Past),
            (&file.open, Cue::Open),
            (&file.prospect, Cue::Prospect),
            (&file.future, Cue::Future),
        ] {
            for word in words {
                cues.insert(vocabulary, word, cue);
            }
        }
        let mut ids = |words: &[String]| vocabulary.intern_all(words);
        Ok(Tenses {
            cues,
            behind: ids(&file.behind),
            links: ids(&file.links),
            unfinished: ids(&file.unfinished),
            possessives: ids(&file.possessives),
            entries: ids(&file.entries),
            limits: ids(&file.limits),
            happened: ids(&file.happened),
            past_endings: file.past_endings,
        })
    }

    /// The tense at the expression that takes the tokens `place` of a sentence: the future where a cue before it says so, else the past
    /// where a word on either side does. What opens a sentence goes with its first verb; what comes `yearly` is governed from farther away.
    pub(super) fn at(&self, text: &str, tokens: &[Token], place: Range<usize>, yearly: bool) -> Tense {
        let before = tokens.get(..place.start).unwrap_or_default();
        let after = tokens.get(place.end..).unwrap_or_default();
        // "The 7 January attacks" are over.
        let has_happened = || after.first().is_some_and(|token| token.is_among(&self.happened));
        if self.is_behind(text, before) || has_happened() {
            return Tense::Behind;
        }
        let (Some(first), Some(last)) = (tokens.get(place.start), tokens.get(place.end.saturating_sub(1))) else {
            return Tense::Open;
        };
        // The entries of a chronology tell in the present what is over: "5 March – The council meets."
        let is_entry = || after.first().is_some_and(|token| token.is_among(&self.entries));
        if before.is_empty() && is_entry() {
            return Tense::Open;
        }
        if before.len() <= 1
            && let Some(tense) = self.tense_of_clause(text, first_within(after, last.span.end, CLAUSE))
        {
            return tense;
        }
        let near = last_within(before, first.span.start, REACH);
        let far = last_within(before, first.span.start, FAR_REACH);
        let after = first_within(after, last.span.end, REACH);
        let ahead = self.says(if yearly { far } else { near }, Cue::Future);
        if ahead {
            Tense::Future
        } else if self.has_prospect(text, far, after) {
            Tense::Prospect
        } else if self.says(near, Cue::Open) || self.says(near, Cue::Prospect) {
            Tense::Open
        } else if [near, after].iter().any(|side| self.is_past(text, side)) {
            Tense::Past
        } else {
            Tense::Open
        }
    }

    /// Where the first verb of a clause looks, behind the expression that opens it.
    fn tense_of_clause(&self, text: &str, clause: &[Token]) -> Option<Tense> {
        let verb = |at: usize| {
            self.cue(clause, at).filter(|_| !clause.get(at).is_some_and(|token| token.is_among(&self.limits)))
        };
        (0..clause.len()).find_map(|at| match verb(at) {
            Some((_, Cue::Future)) => Some(Tense::Future),
            Some((_, Cue::Prospect)) => Some(Tense::Prospect),
            cue => self.is_past_at(text, clause, at, cue).then_some(Tense::Behind),
        })
    }

    /// True where the words right before an expression leave no doubt that it lies behind: "since January", "since the Jan. 7 raid", "resigned in January", not "be
    /// completed in January".
    fn is_behind(&self, text: &str, before: &[Token]) -> bool {
        let is = |token: Option<&Token>, words: &[WordId]| token.is_some_and(|token| token.is_among(words));
        if self.is_since(text, before) {
            return true;
        }
        let linked = usize::from(is(before.last(), &self.links));
        let clause = before.get(..before.len() - linked).unwrap_or_default();
        let Some((verb, head)) = clause.split_last() else { return false };
        let unfinished = is(Some(verb), &self.unfinished) || is(head.last(), &self.unfinished);
        !unfinished && self.is_past(text, slice::from_ref(verb))
    }

    /// True where a word of `behind` leads to the expression, with no mark between them and no word that looks ahead: "since the Jan. 7 raid".
    fn is_since(&self, text: &str, before: &[Token]) -> bool {
        let near = before.get(before.len().saturating_sub(SINCE)..).unwrap_or_default();
        let Some(at) = near.iter().rposition(|token| token.is_among(&self.behind)) else { return false };
        let between = near.get(at + 1..).unwrap_or_default();
        let parts = |token: &Token| token.class == Class::Mark && token.span.of(text) != "-";
        !between.iter().any(parts) && !self.says(between, Cue::Future) && !self.says(between, Cue::Prospect)
    }

    /// True where a cue of prospect reaches the expression: no past and no comma between them, and the expression owns nothing.
    fn has_prospect(&self, text: &str, before: &[Token], after: &[Token]) -> bool {
        let owns = after.first().is_some_and(|token| token.is_among(&self.possessives));
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

    /// True where one of these words is a past.
    fn is_past(&self, text: &str, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| self.is_past_at(text, tokens, at, self.cue(tokens, at)))
    }

    /// True where a past begins at a token, where this cue stands, other than what "be" or "planned" takes: "would be held".
    fn is_past_at(&self, text: &str, tokens: &[Token], at: usize, cue: Option<(usize, Cue)>) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let unfinished = before.is_some_and(|token| token.is_among(&self.unfinished));
        !unfinished && (matches!(cue, Some((_, Cue::Past))) || self.ends_in_past(text, token))
    }

    fn ends_in_past(&self, text: &str, token: &Token) -> bool {
        let word = token.span.of(text);
        let ends = |ending: &String| word.len() > ending.len() + 1 && word.ends_with(ending.as_str());
        token.capital == Capital::None && self.past_endings.iter().any(ends)
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
