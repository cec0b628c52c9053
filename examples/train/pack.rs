//! Writing a trained tagger and parser as the model file, in integers.
//!
//! Features of a frequent form are summed into one row; of other words, the rows of their features are stored. Its readers, which state
//! the layout, stand in `src/lang`.

use crate::encoder::Encoder;
use crate::lexicon::{Lexicon, UNKNOWN};
use crate::parser::Parser;
use crate::tagger::Tagger;
use crate::tensor::{Matrix, Random};
use dateline::lang::model::dense::{BLOCK, SUM_BITS, WEIGHT_BITS};
use dateline::lang::model::features::{Sort, of_form};
use dateline::lang::model::table::{Index, ROW_BITS};
use dateline::lang::parser::state::MOVES;
use std::collections::BTreeMap;
use std::ops::Range;

/// The bytes of a model file.
#[derive(Default)]
pub struct Packer {
    pub bytes: Vec<u8>,
}

impl Packer {
    /// Adds a tagger. `forms` are the forms whose rows are summed.
    pub fn tagger(&mut self, tagger: &Tagger, forms: &[String]) {
        self.text(&tagger.labels);
        self.encoder(&tagger.encoder, &tagger.lexicon, forms);
        let mut head = tagger.head.clone();
        head.weights.iter_mut().for_each(|weight| *weight *= SCORE_SCALE);
        let bias: Vec<f32> = tagger.bias.weights.iter().map(|bias| bias * SCORE_SCALE).collect();
        self.dense(&head, &bias, 0.0);
    }

    /// Adds a parser.
    pub fn parser(&mut self, parser: &Parser, forms: &[String]) {
        self.text(&parser.labels);
        self.encoder(&parser.encoder, &parser.lexicon, forms);
        let first = parser.lexicon.len();
        self.rows((first..first + parser.tags).map(|row| parser.encoder.rows.row(row).to_vec()).collect());
        for matrix in &parser.words {
            self.dense(matrix, &vec![0.0; matrix.cols], 0.5);
        }
        let padded = parser.bias.cols.next_multiple_of(BLOCK);
        let pad = |row: &[f32]| {
            let mut row = row.to_vec();
            row.resize(padded, 0.0);
            row
        };
        self.rows(parser.special.iter().flat_map(|special| [pad(special.row(0)), pad(special.row(1))]).collect());
        self.rows((0..parser.facts.rows).map(|row| pad(parser.facts.row(row))).collect());
        self.weights(&pad(&parser.bias.weights), SUM_BITS, 0.0);
        let labels = parser.labels.len();
        for (first, count) in [(0, MOVES.len()), (MOVES.len(), labels), (MOVES.len() + labels, labels)] {
            let matrix = scores(&parser.scores, first..first + count, padded);
            let bias: Vec<f32> =
                parser.score_bias.weights[first..first + count].iter().map(|b| b * SCORE_SCALE).collect();
            self.dense(&matrix, &bias, 0.0);
        }
    }

    fn number(&mut self, number: usize) {
        self.bytes.extend((number as u32).to_le_bytes());
    }

    /// Adds lines of text.
    pub fn text(&mut self, lines: &[String]) {
        let text = lines.join("\n");
        self.number(text.len());
        self.bytes.extend(text.bytes());
    }

    fn weights(&mut self, weights: &[f32], bits: u32, more: f32) {
        let scale = (1_u32 << bits) as f32;
        self.bytes.extend(weights.iter().flat_map(|weight| ((weight * scale + more).round() as i16).to_le_bytes()));
    }

    fn rows(&mut self, rows: Vec<Vec<f32>>) {
        self.number(rows.len());
        let scale = (1_u32 << ROW_BITS) as f32;
        self.bytes.extend(rows.iter().flatten().map(|weight| ((weight * scale).round() as i8) as u8));
    }

    /// Adds a matrix, with zero outputs up to a whole number of blocks. Dropping the lower half of each product rounds down: `share` of
    /// the last bit, for each input, makes up for it.
    fn dense(&mut self, matrix: &Matrix, bias: &[f32], share: f32) {
        let outputs = matrix.cols.next_multiple_of(BLOCK);
        self.number(matrix.rows);
        self.number(outputs);
        let mut padded = bias.to_vec();
        padded.resize(outputs, 0.0);
        self.weights(&padded, SUM_BITS, share * matrix.rows as f32);
        for block in 0..outputs / BLOCK {
            for input in 0..matrix.rows {
                let weight = |output: usize| matrix.row(input).get(output).copied().unwrap_or_default();
                let weights: Vec<f32> = (block * BLOCK..(block + 1) * BLOCK).map(weight).collect();
                self.weights(&weights, WEIGHT_BITS, 0.0);
            }
        }
    }

    fn encoder(&mut self, encoder: &Encoder, lexicon: &Lexicon, forms: &[String]) {
        self.number(encoder.width);
        let mut rows = vec![encoder.rows.row(UNKNOWN as usize).to_vec()];
        let mut features = Vec::new();
        for (key, _, row) in lexicon.entries().filter(|entry| entry.1 != Sort::Form) {
            features.push((key, rows.len() as u32));
            rows.push(encoder.rows.row(row as usize).to_vec());
        }
        let mut known = BTreeMap::new();
        for form in forms {
            known.entry(of_form(form)).or_insert_with(|| {
                let mut sum = vec![0.0; encoder.width];
                for row in lexicon.word(form, None) {
                    sum.iter_mut().zip(encoder.rows.row(row as usize)).for_each(|(sum, weight)| *sum += weight);
                }
                rows.push(sum);
                rows.len() as u32 - 1
            });
        }
        self.bytes.extend(Index::pack(&known.into_iter().collect::<Vec<_>>()));
        self.bytes.extend(Index::pack(&features));
        self.rows(rows);
        self.number(encoder.layers.len());
        for layer in &encoder.layers {
            self.dense(&layer.weights, &layer.bias.weights, 0.5);
        }
    }
}

/// Scores are compared only, and those of unfit relations fall far: a smaller scale keeps them within 16 bits.
const SCORE_SCALE: f32 = 0.25;

/// Some rows of a matrix as columns, with zero inputs up to `inputs`.
fn scores(matrix: &Matrix, outputs: Range<usize>, inputs: usize) -> Matrix {
    let mut turned = Matrix::new(inputs, outputs.len(), 0.0, &mut Random::new(0));
    for (column, output) in outputs.enumerate() {
        for (input, &weight) in matrix.row(output).iter().enumerate() {
            turned.weights[input * turned.cols + column] = weight * SCORE_SCALE;
        }
    }
    turned
}
