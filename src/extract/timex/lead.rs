//! Days that stand above what they date: a heading, the words that open a paragraph ("Friday 13 November.", "4 November, London."), or a sentence
//! with a colon above a list.
//!
//! Not here: the events below them (`leads` of the room above).

use super::frame::Slot;
use super::grammar::Item;
use crate::date::{Grain, Period};
use crate::lang::{Class, Reading, Token};
use crate::span::Span;
use std::ops::Range;

/// A day and the text that stands under it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// The day.
    pub(super) period: Period,
    /// What it dates, in bytes of the text.
    pub(super) governs: Span,
}

/// Most tokens behind a day that may name a place, with the mark before them and the one at the end: ", New York City."
const LONGEST_PLACE: usize = 6;

impl Lead {
    /// The lead that an item of a sentence is, if it is one: a day of the calendar that begins a block and stands there alone, with a
    /// place at most, or before a colon or a dash.
    pub(super) fn find(text: &str, reading: &Reading, number: usize, item: &Item, period: Period) -> Option<Self> {
        let sentence = reading.sentences.get(number)?;
        let opens = number.checked_sub(1).and_then(|before| reading.sentences.get(before));
        let opens = opens.is_none_or(|before| before.block != sentence.block);
        if period.grain() != Grain::Day || item.tokens.start != 0 || !item.frame.has(Slot::Day) || !opens {
            return None;
        }
        let after = reading.tokens_of(sentence).get(item.tokens.end..).unwrap_or_default();
        let alone = is_place(text, after);
        if !alone && !after.first().is_some_and(|token| parts(text, token)) {
            return None;
        }
        let fills = reading.sentences.get(number + 1).is_none_or(|next| next.block != sentence.block);
        let end = match row(reading, sentence.block) {
            Some(row) => end_before(reading, row.end),
            None if alone && fills => end_below(reading, sentence.block),
            None => end_of(reading, number),
        };
        Some(Lead { period, governs: Span::new(sentence.span.start, end) })
    }

    /// The lead that the only item of a sentence is above a list: "The following attacks were recorded on Tuesday, 5 December:".
    pub(super) fn of_list(text: &str, reading: &Reading, number: usize, period: Period) -> Option<Self> {
        let sentence = reading.sentences.get(number)?;
        let last = reading.tokens_of(sentence).last()?;
        let list = reading.lists.get(reading.lists.partition_point(|list| list.start <= sentence.block))?;
        if period.grain() != Grain::Day || last.span.of(text) != ":" || list.start != sentence.block + 1 {
            return None;
        }
        let first = reading.sentences.get(reading.sentences.partition_point(|item| item.block < list.start))?;
        Some(Lead { period, governs: Span::new(first.span.start, end_before(reading, list.end)) })
    }

    /// Joins the leads above it, of which those that end no later are over. So there are never more than two: a heading and a paragraph.
    pub(super) fn take_over(self, leads: &mut Vec<Lead>) {
        leads.retain(|above| above.governs.end > self.governs.end);
        leads.push(self);
    }
}

/// True of a mark that parts a day from what happened on it.
fn parts(text: &str, token: &Token) -> bool {
    token.class != Class::Word && matches!(token.span.of(text), ":" | "–" | "—" | "--" | "-") && token.spaced
        || token.span.of(text) == ":"
}

/// True of nothing but an end, or of a few words behind a comma that may say where.
fn is_place(text: &str, rest: &[Token]) -> bool {
    let ends = |token: &Token| token.class == Class::End;
    let closed = rest.split_last().filter(|(last, _)| ends(last)).map_or(rest, |(_, rest)| rest);
    let comma = |token: &Token| token.class == Class::Mark && token.span.of(text) == ",";
    closed.is_empty()
        || closed.first().is_some_and(comma)
            && closed.len() < LONGEST_PLACE
            && closed.iter().skip(1).all(|token| token.class == Class::Word)
}

/// The end of the block in which a sentence stands.
fn end_of(reading: &Reading, number: usize) -> usize {
    let block = reading.sentences.get(number).map(|sentence| sentence.block);
    let rest = reading.sentences.iter().skip(number);
    rest.take_while(|sentence| Some(sentence.block) == block).last().map_or(0, |sentence| sentence.span.end)
}

/// The row of a table that a block stands in: a day in one of its cells dates the cells behind it, and nothing below.
fn row(reading: &Reading, block: usize) -> Option<&Range<usize>> {
    let row = reading.rows.get(reading.rows.partition_point(|row| row.end <= block))?;
    row.contains(&block).then_some(row)
}

/// The end of what stands below a block: of all the text up to the next heading.
fn end_below(reading: &Reading, block: usize) -> usize {
    let next = reading.headings.get(reading.headings.partition_point(|&heading| heading <= block));
    end_before(reading, next.copied().unwrap_or(usize::MAX))
}

/// The end of the text before a block.
fn end_before(reading: &Reading, block: usize) -> usize {
    let before = reading.sentences.partition_point(|sentence| sentence.block < block);
    before.checked_sub(1).and_then(|last| reading.sentences.get(last)).map_or(0, |last| last.span.end)
}
