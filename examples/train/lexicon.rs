//! Which features have a row of weights: those that stand often enough in the treebanks.

use crate::conllu::Sentence;
use crate::settings;
use crate::tensor::Random;
use dateline::lang::model::features::{self, Key, Sort};
use std::collections::BTreeMap;

/// Features, numbered.
#[derive(Default, Clone)]
pub struct Lexicon {
    rows: BTreeMap<Key, (u32, Sort, u32)>,
    unknown: f32,
}

/// Row of words that are not in the lexicon.
pub const UNKNOWN: u32 = 0;

impl Lexicon {
    /// The features of the sentences' words.
    pub fn new(sentences: &[&Sentence], unknown: f32) -> Self {
        let mut counts = BTreeMap::<Key, (u32, Sort)>::new();
        for sentence in sentences {
            let weight = settings::weight(sentence) as u32;
            for word in &sentence.words {
                features::of_word(&word.form, |sort, key| counts.entry(key).or_insert((0, sort)).0 += weight);
            }
        }
        counts.retain(|_, (count, sort)| *count >= least(*sort) * settings::GOLD_WEIGHT as u32);
        counts.values_mut().for_each(|(count, _)| *count /= settings::GOLD_WEIGHT as u32);
        let rows = counts.into_iter().zip(1..).map(|((key, (count, sort)), row)| (key, (row, sort, count))).collect();
        Lexicon { rows, unknown }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len() + 1
    }

    /// Every feature with its row, by key.
    pub fn entries(&self) -> impl Iterator<Item = (Key, Sort, u32)> {
        self.rows.iter().map(|(&key, &(row, sort, _))| (key, sort, row))
    }

    /// Rows of a word's features. Given a random generator, rare words are left out at times, so that the row of unknown words learns.
    pub fn word(&self, form: &str, mut random: Option<&mut Random>) -> Vec<u32> {
        let mut rows = Vec::with_capacity(12);
        let mut dropped = false;
        features::of_word(form, |sort, key| {
            let found = self.rows.get(&key);
            if sort == Sort::Word {
                let count = found.map_or(0, |found| found.2) as f32;
                dropped = random.as_mut().is_some_and(|random| random.unit() < self.unknown / (self.unknown + count));
            }
            match found {
                Some(_) if dropped && sort == Sort::Form => {}
                Some(&(row, ..)) if !(dropped && sort == Sort::Word) => rows.push(row),
                _ if sort == Sort::Word => rows.push(UNKNOWN),
                _ => {}
            }
        });
        rows
    }

    /// Rows of the features of a sentence's words.
    pub fn features(&self, sentence: &Sentence, mut random: Option<&mut Random>) -> Vec<Vec<u32>> {
        sentence.words.iter().map(|word| self.word(&word.form, random.as_deref_mut())).collect()
    }
}

/// How often a feature must stand in the treebanks.
fn least(sort: Sort) -> u32 {
    match sort {
        Sort::Word | Sort::Form => 2,
        Sort::Suffix4 | Sort::Prefix3 | Sort::Shape => 6,
        _ => 4,
    }
}
