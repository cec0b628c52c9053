//! Counts the work that hostile input makes: it grows with the length of the input and no faster.

use super::Tagger;
use super::grammar::Matcher;
use crate::config::{DateOrder, Style};
use crate::lang::{Language, Reading};
use crate::span::Span;

/// Nodes of the grammar's trees that are visited for a text without an end of a sentence.
fn steps(text: &str) -> usize {
    let language = Language::find("en").unwrap();
    let mut vocabulary = language.vocabulary();
    let tagger = Tagger::new(&language, &mut vocabulary).unwrap();
    let reading = Reading::new(text, &[Span::new(0, text.len())], &vocabulary);
    let mut matcher = Matcher::new(&tagger.grammar, Style::News, DateOrder::MonthDay);
    let mut items = Vec::new();
    for sentence in &reading.sentences {
        matcher.find(text, reading.tokens_of(sentence), &mut items);
    }
    matcher.steps
}

#[test]
fn ten_times_the_input_is_about_ten_times_the_work() {
    for unit in [
        "last ",
        "the next two to ",
        "“‘\"'",
        "1 ",
        "1-2-3-",
        "early late mid ",
        "May 1 - ",
        "two hundred and ",
        "Monday, ",
        "in the year ",
        "the day before ",
        "from May to ",
        "5 p.m. on Monday, ",
    ] {
        let (short, long) = (steps(&unit.repeat(1_000)), steps(&unit.repeat(10_000)));
        assert!(long <= 11 * short + 1_000, "{unit}: {short} steps, then {long}");
    }
}
