//! Days of one month in a list, of which only the last ones name it: "1, 3 and 5 November".
//!
//! Not here: the last two, which are a range to the rules of the language pack.

use super::load::Grammar;
use super::matching::Item;
use super::number::plain;
use crate::extract::timex::frame::Slot;
use crate::lang::{Class, Token};

/// Days in the longest month, and so in the longest list.
const LONGEST: usize = 31;

/// Adds to the items of a sentence the days that stand before each with nothing but commas between them, where they ascend and a word
/// of the class `before-days` leads to the first: an age or a count before a date is none of them.
pub(super) fn spread(grammar: &Grammar, text: &str, tokens: &[Token], items: &mut Vec<Item>) {
    if !items.iter().any(|item| listed(text, tokens, item).is_some()) {
        return;
    }
    let found = std::mem::take(items);
    let mut free = 0;
    for item in found {
        let days = days_before(grammar, text, tokens, &item, free);
        for (at, day) in days.into_iter().rev() {
            let mut earlier = item.clone();
            earlier.frame.set(Slot::Day, day);
            earlier.tokens = at..at + 1;
            items.push(earlier);
        }
        free = item.tokens.end;
        items.push(item);
    }
}

/// The days of the list that an item ends, from the last to the first, each with its token, none of them before token `free`.
fn days_before(grammar: &Grammar, text: &str, tokens: &[Token], item: &Item, free: usize) -> Vec<(usize, i32)> {
    let Some(mut next) = listed(text, tokens, item) else { return Vec::new() };
    let mut days = Vec::new();
    let mut start = item.tokens.start;
    while let Some(day) = day_before(text, tokens, start).filter(|&day| day < next)
        && start >= free + 2
        && days.len() < LONGEST
    {
        (start, next) = (start - 2, day);
        days.push((start, day));
    }
    let before = start.checked_sub(1).and_then(|at| tokens.get(at));
    let opens = |token: &Token| grammar.before_days.is_some_and(|class| grammar.lexicon.value(token, class).is_some());
    if before.is_none_or(opens) { days } else { Vec::new() }
}

/// The day of an item that begins with its number and names its month, as the last of a list does.
fn listed(text: &str, tokens: &[Token], item: &Item) -> Option<i32> {
    let day = item.frame.get(Slot::Day).filter(|_| item.frame.has(Slot::Month) && !item.frame.has(Slot::Weekday))?;
    let first = tokens.get(item.tokens.start).filter(|first| first.class == Class::Number)?;
    (plain(first.span.of(text)) == Some(day) && day_before(text, tokens, item.tokens.start).is_some()).then_some(day)
}

/// The day and a comma that stand right before token `start`.
fn day_before(text: &str, tokens: &[Token], start: usize) -> Option<i32> {
    let [number, comma] = tokens.get(start.checked_sub(2)?..start)? else { return None };
    let letters = number.span.of(text);
    let day = plain(letters).filter(|day| letters.len() <= 2 && (1..=31).contains(day));
    day.filter(|_| number.class == Class::Number && comma.span.of(text) == ",")
}
