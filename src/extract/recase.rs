//! Texts in capitals, as old news wires sent them, written in small letters with capitals for names.
//!
//! Names are told by capitals, so in such a text every word would be one. Here the first word of a sentence, the names of the tables,
//! towns of the world's table and what stands behind a title keep a capital; all other words lose it. Positions stay as they are. Not
//! here: texts in which some words are in small letters, even if few.

use super::grammar::{Grammar, Traits};
use super::names::Gazetteer;
use crate::atlas;
use crate::lang::{Capital, Class, Reading, Token};

/// Fewest letters of a text that is looked at: a heading may well be in capitals.
const FEWEST: usize = 200;

/// Letters of which at most one may be small, so that the text counts as one in capitals.
const SMALL: usize = 40;

/// The same text with capitals where they belong; `None` for one that is not in capitals.
pub(super) fn recase(text: &str, reading: &Reading, grammar: &Grammar, gazetteer: &Gazetteer) -> Option<String> {
    // Ordinary writing shows after a few words what it is.
    text.chars().filter(|c| c.is_lowercase()).nth(text.len() / SMALL).is_none().then_some(())?;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    if letters < FEWEST || small * SMALL > letters {
        return None;
    }
    let recaser = Recaser { text, tokens: &reading.tokens, grammar, gazetteer };
    let mut recased = String::with_capacity(text.len());
    for sentence in &reading.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let end = recaser.write(at, at == sentence.tokens.start, sentence.tokens.end, &mut recased);
            at = end.max(at + 1);
        }
    }
    recaser.rest(text.len(), &mut recased);
    (recased.len() == text.len()).then_some(recased)
}

/// How a word is written.
#[derive(Clone, Copy)]
enum Case {
    Small,
    First,
    All,
}

struct Recaser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    grammar: &'a Grammar,
    gazetteer: &'a Gazetteer,
}

impl Recaser<'_> {
    /// Writes the word or name that begins at `at`, and gives the token after it.
    fn write(&self, at: usize, opens: bool, limit: usize, out: &mut String) -> usize {
        let rest = self.tokens.get(at..limit).unwrap_or_default();
        if let Some((length, capital)) = self.gazetteer.written(rest) {
            let case = if capital == Capital::All { Case::All } else { Case::First };
            // A short word is no acronym where it is an ordinary word, too: "IS", "US", "WHO".
            let function = Traits::AUXILIARY | Traits::PRONOUN | Traits::PREPOSITION | Traits::RELATIVE;
            let ordinary = length == 1 && self.is(at, function);
            if !ordinary {
                (at..at + length).for_each(|at| self.word(at, case, out));
                return at + length;
            }
        }
        let case = match () {
            () if opens || self.is_name(at) => Case::First,
            () if self.is_bracketed(at) => Case::All,
            () => Case::Small,
        };
        self.word(at, case, out);
        at + 1
    }

    fn is(&self, at: usize, traits: Traits) -> bool {
        self.tokens.get(at).is_some_and(|token| self.grammar.traits(token.word).any(traits))
    }

    fn letters(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// True of a day or month, of a word behind a title, and of a town that is no word of any table.
    fn is_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.class == Class::Word) else { return false };
        if self.is(at, Traits::DAY | Traits::MONTH) {
            return true;
        }
        let unknown = !token.word.is_known();
        let titled = at.checked_sub(1).is_some_and(|before| self.is(before, Traits::TITLE));
        unknown && (titled || atlas::find(self.letters(at)).first().is_some_and(|found| !found.common))
    }

    /// "[FMLN]": an acronym.
    fn is_bracketed(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |before| self.letters(before));
        matches!(before, "[" | "(") && matches!(self.letters(at + 1), "]" | ")")
    }

    /// Writes a token and what stands before it.
    fn word(&self, at: usize, case: Case, out: &mut String) {
        let Some(token) = self.tokens.get(at) else { return };
        self.rest(token.span.start, out);
        for (number, letter) in self.letters(at).chars().enumerate() {
            let keeps = matches!(case, Case::All) || matches!(case, Case::First) && number == 0;
            out.push(if keeps { letter } else { small(letter) });
        }
    }

    /// Writes the text up to `end` as it is.
    fn rest(&self, end: usize, out: &mut String) {
        out.push_str(self.text.get(out.len()..end).unwrap_or_default());
    }
}

/// The small letter, where it takes no other room than the capital: positions must not move.
fn small(letter: char) -> char {
    let mut all = letter.to_lowercase();
    match (all.next(), all.next()) {
        (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
        _ => letter,
    }
}
