//! How large the networks are and how long they learn.

use crate::conllu::Sentence;
use std::collections::BTreeMap;

/// Settings of one training.
pub struct Settings {
    /// Length of a word's vector.
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Units of the parser's hidden layer.
    pub hidden: usize,
    /// Passes over the treebanks.
    pub epochs: usize,
    /// Step size at the start; it falls in a straight line.
    pub rate: f32,
    /// Share of numbers left out in training.
    pub dropout: f32,
    /// Words that stand `n` times are taken for unknown with a chance of `unknown / (unknown + n)`.
    pub unknown: f32,
    /// Sentences between two steps.
    pub batch: usize,
    /// Seed of all random choices.
    pub seed: u64,
}

impl Settings {
    /// Passes over the treebanks; one where the variable `DRAFT` is set, to try the chain.
    pub fn epochs(&self) -> usize {
        if std::env::var_os("DRAFT").is_some() { 1 } else { self.epochs }
    }
}

/// The tagger.
pub const TAGGER: Settings =
    Settings { width: 72, layers: 1, hidden: 0, epochs: 9, rate: 0.004, dropout: 0.1, unknown: 3.0, batch: 8, seed: 1 };

/// Taggers for the parser's training.
pub const CROSS_TAGGER: Settings = Settings { epochs: 5, ..TAGGER };

/// The parser.
pub const PARSER: Settings = Settings {
    width: 96,
    layers: 2,
    hidden: 96,
    epochs: 12,
    rate: 0.003,
    dropout: 0.15,
    unknown: 1.0,
    batch: 8,
    seed: 1,
};

/// Forms whose rows are summed in the model file: those that stand at least three times.
pub fn frequent_forms(sentences: &[&Sentence]) -> Vec<String> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry(&word.form).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= 3).map(|(form, _)| form.to_owned()).collect()
}
