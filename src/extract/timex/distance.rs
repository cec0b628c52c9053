//! Lengths that are counted from something that happened: "two days after the raid of 13 November"; "on 27 June, two days after the raid".
//!
//! Where the text says when it happened, the length leads to a date. Not here: lengths counted from a date or from now, which are rules of
//! the language pack.

use super::GrammarError;
use super::frame::{Base, Frame, Slot, Unit};
use super::grammar::{Item, Sort};
use crate::date::{Grain, Period};
use crate::lang::{Class, Language, Phrases, Token, Vocabulary, WordId};
use serde::Deserialize;

/// `timex/distances.toml`: words that count a length from something that happened.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DistanceFile {
    before: Vec<String>,
    after: Vec<String>,
    links: Vec<String>,
    lasting: Vec<String>,
    recurring: Vec<String>,
}

/// Finds lengths that are counted from something that happened.
#[derive(Clone, Debug, Default)]
pub(super) struct Distances {
    /// Which way a word leads: -1 back, 1 forward.
    directions: Phrases<i32>,
    links: Vec<WordId>,
    lasting: Vec<WordId>,
    recurring: Vec<WordId>,
}

/// Where such a length leads.
pub(super) enum Distance {
    /// To the date that stands before it, which it only explains.
    Beside,
    /// Where this length, without the date of the item behind it, leads from that date.
    Dated(Item),
    /// To this date, counted from the one last mentioned: of that the words speak, as far as anybody can tell.
    Assumed(Item),
}

/// How many tokens what happened may take before its date.
const REACH: usize = 6;

impl Distances {
    /// The words of a language. A language without any counts from nothing that happened.
    pub(super) fn load(language: &Language, vocabulary: &mut Vocabulary) -> Result<Self, GrammarError> {
        let file: DistanceFile = super::file(language, "timex/distances.toml")?;
        let mut directions = Phrases::default();
        for (words, direction) in [(&file.before, -1), (&file.after, 1)] {
            for word in words {
                directions.insert(vocabulary, word, direction);
            }
        }
        let mut ids = |words: &[String]| vocabulary.intern_all(words);
        let (links, lasting, recurring) = (ids(&file.links), ids(&file.lasting), ids(&file.recurring));
        Ok(Distances { directions, links, lasting, recurring })
    }

    /// Where the item at index `at` leads, if it is a length that is counted from something that happened. `dated` where the item before
    /// it is a date.
    pub(super) fn find(
        &self,
        text: &str,
        tokens: &[Token],
        items: &[Item],
        at: usize,
        dated: bool,
    ) -> Option<Distance> {
        let item = items.get(at).filter(|item| item.sort == Sort::Duration && item.frame.has(Slot::Unit))?;
        let (length, &direction) = self.directions.longest(tokens.get(item.tokens.end..)?)?;
        let vague = item.frame.get(Slot::Number).is_none_or(|number| number <= 0);
        let lasts = item.tokens.start.checked_sub(1).and_then(|at| tokens.get(at));
        if vague || item.frame.has(Slot::Shift) || lasts.is_some_and(|word| word.is_among(&self.lasting)) {
            return None;
        }
        let before = at.checked_sub(1).and_then(|at| items.get(at)).filter(|_| dated);
        let comma = |first: &Item| tokens.get(first.tokens.end..item.tokens.start).is_some_and(|b| is_comma(text, b));
        if before.is_some_and(comma) {
            return Some(Distance::Beside);
        }
        let mut counted = item.clone();
        counted.sort = Sort::Date;
        counted.frame.set(Slot::Offset, direction);
        let begin = item.tokens.end + length;
        let next = items.get(at + 1).filter(|next| next.sort == Sort::Date && !next.frame.has(Slot::Offset));
        if next.is_some_and(|next| self.is_linked(tokens.get(begin..next.tokens.start))) {
            return Some(Distance::Dated(counted));
        }
        counted.frame.set(Slot::Base, Base::Text as i32);
        (item.tokens.start == 0).then_some(Distance::Assumed(counted))
    }

    /// The frame of a length, counted from a period that is known; `None` where the period is longer than what the length counts, which
    /// would lead nobody knows where: "two days after the talks of October".
    pub(super) fn from(length: &Frame, period: Period) -> Option<Frame> {
        let start = period.start();
        let slots: &[(Slot, i32)] = &[
            (Slot::Year, start.year()),
            (Slot::Month, i32::try_from(start.month()).ok()?),
            (Slot::Day, i32::try_from(start.day()).ok()?),
        ];
        let (named, finest) = match period.grain() {
            Grain::Day => (3, Unit::Day),
            Grain::Month => (2, Unit::Month),
            Grain::Year => (1, Unit::Year),
            _ => return None,
        };
        let counts = length.unit(Slot::Unit)?.max(Unit::Day);
        let date: Frame = slots.iter().take(named).copied().collect();
        (counts >= finest).then(|| length.unite(&date))?
    }

    /// True of a few words of one clause of which the last leads to a date.
    fn is_linked(&self, between: Option<&[Token]>) -> bool {
        let Some((last, words)) = between.and_then(<[Token]>::split_last) else { return false };
        let plain = |token: &Token| token.class == Class::Word && !token.is_among(&self.recurring);
        last.is_among(&self.links) && words.len() < REACH && words.iter().all(plain)
    }
}

fn is_comma(text: &str, between: &[Token]) -> bool {
    matches!(between, [comma] if comma.span.of(text) == ",")
}
