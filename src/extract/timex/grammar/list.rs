//! Days of one month in a list, of which only the last ones name it: "1, 3 and 5 November".
//!
//! Not here: the last two, which are a range to the rules of the language pack.

use super::matching::Item;
use super::number::plain;
use crate::extract::timex::frame::Slot;
use crate::lang::{Class, Token};

/// Days in the longest month, and so in the longest list.
const LONGEST: usize = 31;

/// Adds to the items of a sentence the days that stand before each with nothing but commas between them.
pub(super) fn spread(text: &str, tokens: &[Token], items: &mut Vec<Item>) {
    if !items.iter().any(|item| day_before(text, tokens, item.tokens.start, item).is_some()) {
        return;
    }
    let found = std::mem::take(items);
    let mut free = 0;
    for item in found {
        let first = items.len();
        let mut start = item.tokens.start;
        while let Some(day) = day_before(text, tokens, start, &item)
            && start >= free + 2
            && items.len() < first + LONGEST
        {
            start -= 2;
            let mut earlier = item.clone();
            earlier.frame.set(Slot::Day, day);
            earlier.tokens = start..start + 1;
            items.push(earlier);
        }
        if let Some(list) = items.get_mut(first..) {
            list.reverse();
        }
        free = item.tokens.end;
        items.push(item);
    }
}

/// The day and a comma that stand right before token `start`, where a list with the day of `item` begins.
fn day_before(text: &str, tokens: &[Token], start: usize, item: &Item) -> Option<i32> {
    let is_day = |token: &Token| token.class == Class::Number;
    let listed = item.frame.has(Slot::Day) && item.frame.has(Slot::Month) && !item.frame.has(Slot::Weekday);
    if !listed || !tokens.get(start).is_some_and(is_day) {
        return None;
    }
    let [number, comma] = tokens.get(start.checked_sub(2)?..start)? else { return None };
    let letters = number.span.of(text);
    let day = plain(letters).filter(|day| letters.len() <= 2 && (1..=31).contains(day));
    day.filter(|_| is_day(number) && comma.span.of(text) == ",")
}
