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

/// Passes over the treebanks in which each automatic tree is learned from once.
const SHARES: usize = 3;

/// The sentences of one pass: all that people have annotated, and a share of the others.
pub fn of_epoch<'a>(epoch: usize, sentences: impl Iterator<Item = &'a Sentence>) -> Vec<usize> {
    let is_due = |(at, sentence): &(usize, &Sentence)| !sentence.automatic || at % SHARES == epoch % SHARES;
    sentences.enumerate().filter(is_due).map(|(at, _)| at).collect()
}

/// How much one occurrence in a sentence counts, where rare words and features are left out.
pub fn weight(sentence: &Sentence) -> usize {
    if sentence.automatic { 1 } else { GOLD_WEIGHT }
}

/// Of an occurrence that a person has annotated; of others, one.
pub const GOLD_WEIGHT: usize = 4;

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

/// Forms whose rows are summed in the model file: those that stand at least twelve times in the treebanks, or oftener in others.
pub fn frequent_forms(sentences: &[&Sentence]) -> Vec<String> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for sentence in sentences {
        for word in &sentence.words {
            *counts.entry(&word.form).or_default() += weight(sentence);
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 12 * GOLD_WEIGHT).map(|(form, _)| form.to_owned()).collect()
}
