//! Reading a language: tokens, sentences, quotations, vocabulary and phrases. Knows no events and no dates.

/// Sentences of a text, in order and without overlap, in bytes of the text.
pub type Sentences = Vec<crate::span::Span>;
