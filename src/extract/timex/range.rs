//! Ranges: two dates that bound one interval ("from 13 to 15 November"), and dates that bound it on one side ("since Friday").
//!
//! Each expression keeps its own value, as in TIMEX3; the interval stands beside it. Not here: finding the expressions (`grammar`).

use super::{GrammarError, Timex, TimexKind};
use crate::date::{Day, When};
use crate::lang::{Language, Phrases, Token, Vocabulary, WordId};
use serde::Deserialize;
use std::ops::Range;

/// `timex/ranges.toml`: words that make dates the ends of an interval.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RangeFile {
    to: Vec<String>,
    between: Vec<String>,
    and: Vec<String>,
    since: Vec<String>,
    until: Vec<String>,
    onward: Vec<String>,
    through: Vec<String>,
    ending: Vec<String>,
    reaching: Vec<String>,
    moved: Vec<String>,
    within: Vec<String>,
}

/// Finds ranges among the expressions of a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranges {
    to: Phrases<()>,
    between: Vec<WordId>,
    and: Vec<WordId>,
    since: Vec<WordId>,
    until: Vec<WordId>,
    onward: Vec<WordId>,
    through: Vec<WordId>,
    ending: Vec<WordId>,
    reaching: Vec<WordId>,
    moved: Vec<WordId>,
    within: Vec<WordId>,
}

/// What a date is to the length of time before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// The day with which it ends: "the quarter ended July 31".
    End,
    /// The same of lengths alone: "the six months to June", not "from the first quarter to the third".
    Reach,
    /// The longer period of which it is the first or the last part: "the first nine months of 2015".
    Whole,
}

impl Ranges {
    /// The words of a language. A language without any has no ranges.
    pub(super) fn load(language: &Language, vocabulary: &mut Vocabulary) -> Result<Self, GrammarError> {
        let file: RangeFile = super::file(language, "timex/ranges.toml")?;
        let mut to = Phrases::default();
        for words in &file.to {
            to.insert(vocabulary, words, ());
        }
        let mut ids = |words: &[String]| vocabulary.intern_all(words);
        Ok(Ranges {
            to,
            between: ids(&file.between),
            and: ids(&file.and),
            since: ids(&file.since),
            until: ids(&file.until),
            onward: ids(&file.onward),
            through: ids(&file.through),
            ending: ids(&file.ending),
            reaching: ids(&file.reaching),
            moved: ids(&file.moved),
            within: ids(&file.within),
        })
    }

    /// Gives the expressions of one sentence, which take these `places` among its tokens, the intervals that they bound.
    pub(super) fn mark(&self, tokens: &[Token], places: &[Range<usize>], found: &mut [Timex], article: Day) {
        for at in 0..found.len() {
            let Some(place) = places.get(at) else { continue };
            let is = |words: &[WordId]| follows(tokens, place, words);
            let onward = tokens.get(place.end).is_some_and(|token| token.is_among(&self.onward));
            if let (Some(next), Some([first, second])) = (places.get(at + 1), found.get_mut(at..at + 2))
                && self.spans(tokens, place, next.start)
                && let Some(range) = interval(first, second)
            {
                (first.range, second.range) = (Some(range), Some(range));
            }
            let Some(timex) = found.get_mut(at).filter(|timex| timex.range.is_none() && is_date(timex)) else {
                continue;
            };
            let Some(when) = timex.when else { continue };
            if (onward || is(&self.since)) && when.earliest.is_some_and(|day| day <= article) {
                timex.range = Some(When { latest: Some(article), ..when });
            } else if when.latest.is_some() && (is(&self.until) || is_day(when) && is(&self.through)) {
                timex.range = Some(When { earliest: None, ..when });
            }
        }
    }

    /// True where what stands around them makes the date at `first` and the one that begins at token `second` the ends of a range.
    pub(super) fn spans(&self, tokens: &[Token], first: &Range<usize>, second: usize) -> bool {
        let Some(between) = tokens.get(first.end..second) else { return false };
        let opened = || follows(tokens, first, &self.between) && matches!(between, [and] if and.is_among(&self.and));
        self.to.longest(between).is_some_and(|(length, ())| length == between.len()) || opened()
    }

    /// What the date that begins at token `second` is to the length or period at `first`, as the word between them says.
    pub(super) fn bound(&self, tokens: &[Token], first: &Range<usize>, second: usize) -> Option<Bound> {
        let [word] = tokens.get(first.end..second)? else { return None };
        if word.is_among(&self.ending) {
            Some(Bound::End)
        } else if word.is_among(&self.reaching) {
            (!follows(tokens, first, &self.moved)).then_some(Bound::Reach)
        } else {
            word.is_among(&self.within).then_some(Bound::Whole)
        }
    }
}

/// True where one of these words stands right before a place.
fn follows(tokens: &[Token], place: &Range<usize>, words: &[WordId]) -> bool {
    let before = place.start.checked_sub(1).and_then(|at| tokens.get(at));
    before.is_some_and(|token| token.is_among(words))
}

fn is_day(when: When) -> bool {
    when.earliest.is_some() && when.earliest == when.latest
}

fn is_date(timex: &Timex) -> bool {
    matches!(timex.kind, TimexKind::Date | TimexKind::Time) && !timex.value.ends_with("_REF")
}

/// From the first day of one date to the last of another that does not lie before it.
fn interval(first: &Timex, second: &Timex) -> Option<When> {
    let (from, to) = (first.when.filter(|_| is_date(first))?, second.when.filter(|_| is_date(second))?);
    (from.earliest? <= to.latest?).then(|| When {
        earliest: from.earliest,
        latest: to.latest,
        granularity: from.granularity.min(to.granularity),
        approximate: from.approximate || to.approximate,
        uncertain: from.uncertain || to.uncertain,
    })
}
