//! Where sentences end.
//!
//! Not here: paragraphs, which the caller gives as blocks; no sentence crosses them.

use super::{Abbreviation, Capital, Class, Token, Vocabulary};
use crate::span::Span;
use std::ops::Range;

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Indices of its tokens in the reading.
    pub tokens: Range<usize>,
    /// Number of the block it stands in.
    pub block: usize,
}

/// Most tokens in one sentence; a longer one is cut there, so that later work stays linear.
const LONGEST: usize = 1_000;

/// Appends the sentences that the tokens `within` one block make.
pub(super) fn split(
    tokens: &[Token],
    within: Range<usize>,
    block: usize,
    vocabulary: &Vocabulary,
    out: &mut Vec<Sentence>,
) {
    let mut first = within.start;
    for at in within.clone() {
        let last = at + 1 == within.end;
        if last || at + 1 - first >= LONGEST || ends_after(tokens, at, within.end, vocabulary) {
            out.push(Sentence { span: tokens[first].span.to(tokens[at].span), tokens: first..at + 1, block });
            first = at + 1;
        }
    }
}

/// True where a sentence ends with token `at`, which is not the last of its block.
fn ends_after(tokens: &[Token], at: usize, end: usize, vocabulary: &Vocabulary) -> bool {
    let next = &tokens[at + 1];
    if is_closing(next) || next.class == Class::End && !next.spaced {
        return false;
    }
    let stop = tokens[..=at].iter().rev().take(4).find(|token| !is_closing(token));
    match stop {
        // What is left out after an ellipsis is rarely the rest of the sentence before it.
        Some(stop) if stop.class == Class::End && stop.span.len() > 2 => {
            next.capital != Capital::None && vocabulary.is_starter(next.word)
        }
        Some(stop) if stop.class == Class::End => begins(tokens, at + 1, end) && (next.spaced || stop.spaced),
        Some(stop) if stop.stopped => ends_with_abbreviation(stop, next, vocabulary),
        _ => false,
    }
}

/// True of a mark that closes what stands before it: a quotation mark or a bracket.
fn is_closing(token: &Token) -> bool {
    token.class == Class::CloseQuote || token.class == Class::CloseBracket
}

/// True where token `at` looks like the first of a sentence.
fn begins(tokens: &[Token], at: usize, end: usize) -> bool {
    match tokens[at].class {
        Class::Word => tokens[at].capital != Capital::None,
        Class::Number | Class::OpenQuote => true,
        Class::Mark => tokens[at + 1..end].first().is_some_and(|after| after.capital != Capital::None),
        Class::CloseQuote | Class::CloseBracket | Class::End => false,
    }
}

/// True where a sentence ends with `token`, whose full stop is its own.
fn ends_with_abbreviation(token: &Token, next: &Token, vocabulary: &Vocabulary) -> bool {
    let starts = next.class == Class::OpenQuote || next.capital != Capital::None && vocabulary.is_starter(next.word);
    let is_initial = token.span.len() == 2;
    match vocabulary.abbreviation(token.word) {
        Some(Abbreviation::Leading) => false,
        Some(_) => starts,
        None => starts && !is_initial,
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::{Language, Reading};
    use crate::span::Span;

    fn split(text: &str) -> Vec<&str> {
        let vocabulary = Language::find("en").unwrap().vocabulary();
        let reading = Reading::new(text, &[Span::new(0, text.len())], &vocabulary);
        reading.sentences.iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_keep_their_closing_marks() {
        assert_eq!(split("One. Two! “Three?” Four (five.) Six."), ["One.", "Two!", "“Three?”", "Four (five.)", "Six."]);
        assert_eq!(split("“Go,” he said. “Stay.”"), ["“Go,” he said.", "“Stay.”"]);
        assert_eq!(split("“Go!” he said."), ["“Go!” he said."]);
        assert_eq!(
            split("I think … it is so … Russia came … The end"),
            ["I think … it is so … Russia came …", "The end"]
        );
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence_unless_the_next_word_begins_one() {
        assert_eq!(
            split("The U.S. Army met Gen. J. Smith on Nov. 18."),
            ["The U.S. Army met Gen. J. Smith on Nov. 18."]
        );
        assert_eq!(split("It left the U.S. The rest stayed."), ["It left the U.S.", "The rest stayed."]);
        assert_eq!(split("At 5 p.m. The vote passed 3.5 to 2.1."), ["At 5 p.m.", "The vote passed 3.5 to 2.1."]);
    }

    #[test]
    fn an_endless_sentence_is_cut() {
        let text = "word ".repeat(5_000);
        assert_eq!(split(&text).len(), 5);
    }
}
