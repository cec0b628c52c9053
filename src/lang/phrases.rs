//! A table of phrases that is asked, token by token, which of them begins here: a tree over word numbers.
//!
//! Matching takes time linear in the length of the match, however many phrases there are, and allocates nothing. Not here: what a phrase
//! stands for; that is the caller's `T`.

use super::{Token, Vocabulary, WordId, token};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Phrases of one or more words, each with a value.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// Node reached from a node by a word. Node 0 is the root.
    steps: FxHashMap<(u32, WordId), u32>,
    /// What ends at each node.
    values: Vec<Option<T>>,
    /// For each word of the vocabulary, whether a phrase begins with it; spares most tokens the look-up.
    begins: Vec<bool>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { steps: FxHashMap::default(), values: vec![None], begins: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase, written as in a text, and its words to the vocabulary. The value of a phrase that is there already is replaced
    /// and returned.
    pub fn insert(&mut self, vocabulary: &mut Vocabulary, phrase: &str, value: T) -> Option<T> {
        let mut tokens = Vec::new();
        token::tokenise(phrase, Span::new(0, phrase.len()), vocabulary, &mut tokens);
        let words: Vec<WordId> = tokens.iter().map(|token| vocabulary.intern(name(phrase, token))).collect();
        let first = *words.first()?;
        if self.begins.len() <= first.index() {
            self.begins.resize(first.index() + 1, false);
        }
        self.begins[first.index()] = true;
        let mut node = 0;
        for word in words {
            let new = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
            node = *self.steps.entry((node, word)).or_insert(new);
            if node == new {
                self.values.push(None);
            }
        }
        self.values[node as usize].replace(value)
    }

    /// True where some phrase begins with this word.
    pub fn begins_with(&self, word: WordId) -> bool {
        self.begins.get(word.index()).copied().unwrap_or(false)
    }

    /// The longest phrase that begins with the first of `tokens`: its number of tokens, and its value.
    pub fn longest(&self, tokens: &[Token]) -> Option<(usize, &T)> {
        if !self.begins_with(tokens.first()?.word) {
            return None;
        }
        let mut node = 0;
        let mut found = None;
        for (at, token) in tokens.iter().enumerate() {
            let Some(&next) = self.steps.get(&(node, token.word)).filter(|_| token.word.is_known()) else { break };
            node = next;
            if let Some(value) = &self.values[node as usize] {
                found = Some((at + 1, value));
            }
        }
        found
    }

    /// The phrases in `tokens[within]` from left to right, the longest at each place, none within another.
    pub fn within<'t>(
        &self,
        tokens: &'t [Token],
        within: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, &T)> + use<'_, 't, T> {
        let (mut at, end) = (within.start, within.end.min(tokens.len()));
        std::iter::from_fn(move || {
            while at < end {
                let start = at;
                if let Some((length, value)) = self.longest(&tokens[start..end]) {
                    at += length;
                    return Some((start..at, value));
                }
                at += 1;
            }
            None
        })
    }
}

/// The letters of a token without the full stop of an abbreviation.
fn name<'a>(text: &'a str, token: &Token) -> &'a str {
    let letters = token.span.of(text);
    match letters.strip_suffix('.') {
        Some(bare) if token.stopped && !bare.contains('.') => bare,
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Language, Reading};

    #[test]
    fn the_longest_phrase_wins_whatever_its_case() {
        let mut vocabulary = Language::find("en").unwrap().vocabulary();
        let mut phrases = Phrases::default();
        phrases.insert(&mut vocabulary, "strike", 1);
        phrases.insert(&mut vocabulary, "strike a deal", 2);
        phrases.insert(&mut vocabulary, "U.S.", 3);
        phrases.insert(&mut vocabulary, "air-strike", 4);
        assert_eq!(phrases.insert(&mut vocabulary, "Strike", 5), Some(1));
        let text = "Strike a deal, strike a pose: the U.S. air-strike";
        let reading = Reading::new(text, &[Span::new(0, text.len())], &vocabulary);
        let found: Vec<_> = (0..reading.tokens.len()).filter_map(|at| phrases.longest(&reading.tokens[at..])).collect();
        assert_eq!(found, [(3, &2), (1, &5), (1, &3), (3, &4), (1, &5)]);
        let apart: Vec<_> = phrases.within(&reading.tokens, 1..usize::MAX).map(|(_, value)| *value).collect();
        assert_eq!(apart, [5, 3, 4]);
        assert_eq!(phrases.within(&reading.tokens, 0..2).next().map(|(words, _)| words), Some(0..1));
    }

    #[test]
    fn words_that_no_table_knows_match_nothing() {
        let mut vocabulary = Vocabulary::default();
        let mut phrases = Phrases::default();
        assert_eq!(phrases.insert(&mut vocabulary, "", ()), None);
        let reading = Reading::new("quite unknown", &[Span::new(0, 13)], &vocabulary);
        assert_eq!(phrases.longest(&reading.tokens), None);
        assert_eq!(phrases.longest(&[]), None);
    }
}
