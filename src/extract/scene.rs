//! An article as its analysis sees it: the reading, with traits and names at hand.
//!
//! Not here: decisions about events. Token numbers are those of the reading; ranges of them never cross a sentence.

use super::grammar::{Grammar, Traits};
use super::names::{Chunk, Gazetteer, Sort, Spoken};
use crate::lang::{Capital, Class, Quotation, Reading, Token};
use crate::span::Span;
use std::ops::Range;

/// Everything that is known of an article before its events.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    pub reading: &'a Reading,
    pub grammar: &'a Grammar,
    pub gazetteer: &'a Gazetteer,
    pub chunks: Vec<Chunk>,
    pub spoken: Spoken,
}

impl<'a> Scene<'a> {
    /// A text with its names.
    pub fn new(text: &'a str, reading: &'a Reading, grammar: &'a Grammar, gazetteer: &'a Gazetteer) -> Self {
        let chunks = super::names::find(text, reading, grammar, gazetteer);
        let spoken = Spoken::new(&chunks, |entity| gazetteer.country(entity));
        let mut scene = Scene { text, reading, grammar, gazetteer, chunks, spoken };
        for at in super::names::places(&scene) {
            scene.chunks[at].sort = Sort::Place;
        }
        scene
    }
}

impl Scene<'_> {
    /// The token at `at`.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.reading.tokens.get(at)
    }

    /// True of a sentence without a mark at its end: a heading, a label, a cell of a table.
    pub fn is_fragment(&self, sentence: usize) -> bool {
        let Some(tokens) = self.reading.sentences.get(sentence).map(|sentence| &sentence.tokens) else { return true };
        let closing = |at: &usize| matches!(self.class(*at), Class::CloseQuote | Class::CloseBracket);
        let last = tokens.clone().rev().find(|at| !closing(at));
        last.is_none_or(|at| self.class(at) != Class::End && self.word(at) != ":")
    }

    /// The letters of a token.
    pub fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.span.of(self.text))
    }

    /// What a word may do.
    pub fn traits(&self, at: usize) -> Traits {
        self.token(at).map_or_else(Traits::default, |token| self.grammar.traits(token.word))
    }

    /// True where the word has one of these traits.
    pub fn is(&self, at: usize, traits: Traits) -> bool {
        self.traits(at).any(traits)
    }

    /// The class of a token; a mark past the end.
    pub fn class(&self, at: usize) -> Class {
        self.token(at).map_or(Class::End, |token| token.class)
    }

    /// True of a word without a capital.
    pub fn is_small(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.class == Class::Word && token.capital == Capital::None)
    }

    /// True of this very mark.
    pub fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.class(at) == Class::Mark && self.word(at) == mark
    }

    /// True of a mark that parts clauses.
    pub fn is_break(&self, at: usize) -> bool {
        match self.class(at) {
            Class::Mark => !(self.word(at) == "-" && self.token(at).is_some_and(|token| !token.spaced)),
            Class::Word | Class::Number => false,
            _ => true,
        }
    }

    /// The bytes of a range of tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        match (self.token(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.token(last))) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span::default(),
        }
    }

    /// The tokens of a range of bytes.
    pub fn tokens_at(&self, span: Span) -> Range<usize> {
        let tokens = &self.reading.tokens;
        let first = tokens.partition_point(|token| token.span.end <= span.start);
        first..tokens.partition_point(|token| token.span.start < span.end).max(first)
    }

    /// The name that holds token `at`.
    pub fn chunk_at(&self, at: usize) -> Option<&Chunk> {
        let after = self.chunks.partition_point(|chunk| chunk.tokens.start <= at);
        self.chunks.get(after.checked_sub(1)?).filter(|chunk| chunk.tokens.contains(&at))
    }

    /// True of a token in the title before a name.
    pub fn is_title(&self, at: usize) -> bool {
        let after = self.chunks.partition_point(|chunk| chunk.tokens.start <= at);
        self.chunks.get(after).is_some_and(|chunk| (chunk.titled_from..chunk.tokens.start).contains(&at))
    }

    /// The names that lie wholly within a range of tokens.
    pub fn chunks_in(&self, tokens: &Range<usize>) -> &[Chunk] {
        let first = self.chunks.partition_point(|chunk| chunk.tokens.start < tokens.start);
        let end = self.chunks.partition_point(|chunk| chunk.tokens.end <= tokens.end);
        self.chunks.get(first..end).unwrap_or_default()
    }

    /// The quotation between whose marks token `at` stands.
    pub fn quotation_at(&self, at: usize) -> Option<&Quotation> {
        let after = self.reading.quotations.partition_point(|quotation| quotation.tokens.start <= at);
        self.reading.quotations.get(after.checked_sub(1)?).filter(|quotation| quotation.tokens.contains(&at))
    }

    /// The quotations that share a token with a sentence.
    pub fn quotations_in(&self, tokens: &Range<usize>) -> &[Quotation] {
        let first = self.reading.quotations.partition_point(|quotation| quotation.tokens.end <= tokens.start);
        let end = self.reading.quotations.partition_point(|quotation| quotation.tokens.start < tokens.end);
        self.reading.quotations.get(first..end.max(first)).unwrap_or_default()
    }

    /// True of a past tense or participle: by the tables, or by its ending.
    pub fn is_past(&self, at: usize) -> bool {
        let traits = self.traits(at);
        let by_ending = !traits.any(Traits::PERSON | Traits::COLLECTIVE)
            && self.word(at).len() > 4
            && self.word(at).ends_with("ed");
        self.is_small(at) && (traits.any(Traits::PAST) || by_ending)
    }

    /// True of a word in -ing that is no preposition.
    pub fn is_gerund(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is_small(at)
            && word.len() > 4
            && word.ends_with("ing")
            && !self.is(at, Traits::PREPOSITION | Traits::ING_NOUN)
    }

    /// True of an adverb that is not the first half of a compound ("long-range").
    pub fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        let compound = self.class(at + 1) == Class::Mark && !self.is_break(at + 1);
        self.is_small(at)
            && !compound
            && (self.is(at, Traits::ADVERB)
                || word.len() > 4 && word.ends_with("ly") && !self.is(at, Traits::PERSON | Traits::COLLECTIVE))
    }

    /// True of a word of the calendar: a day, a month, "today".
    pub fn is_calendar(&self, at: usize) -> bool {
        self.is(at, Traits::TODAY)
            || self.is(at, Traits::DAY) && !self.is_small(at)
            || self.grammar.is_month(&self.reading.tokens, at)
    }

    /// True of a word or name that may be part of a noun phrase.
    pub fn is_nominal(&self, at: usize) -> bool {
        let function = Traits::PREPOSITION
            | Traits::AUXILIARY
            | Traits::SUBORDINATOR
            | Traits::RELATIVE
            | Traits::COORDINATOR
            | Traits::CLITIC;
        match self.class(at) {
            Class::Number => true,
            Class::Word => self.chunk_at(at).is_some() || !self.is(at, function) && !self.is_adverb(at),
            _ => false,
        }
    }

    /// True where some name of one of these sorts lies within the tokens.
    pub fn has_sort(&self, tokens: &Range<usize>, sorts: &[Sort]) -> bool {
        self.chunks_in(tokens).iter().any(|chunk| sorts.contains(&chunk.sort))
    }
}
