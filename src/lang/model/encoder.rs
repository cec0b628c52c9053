//! Words to vectors, and vectors that know their sentence.
//!
//! A word's vector is the sum of the rows of its features; of frequent forms the sum is stored. Layers of simple recurrent units (after
//! Lei et al., "Simple Recurrent Units for Highly Parallelizable Recurrence", 2018) then run over the sentence both ways: each unit keeps
//! a running mean whose weight a gate decides, and gates look at the present word only.

use super::bytes::Bytes;
use super::dense::{BLOCK, Dense, INPUT_BITS, SUM_BITS, upper};
use super::features::{self, Sort};
use super::table::{Index, Rows};
use fearless_simd::{Level, dispatch};

/// The row of words that the model does not know.
const UNKNOWN: usize = 0;

/// Embeddings and layers.
#[derive(Clone, Debug)]
pub struct Encoder<'m> {
    level: Level,
    width: usize,
    forms: Index<'m>,
    features: Index<'m>,
    rows: Rows<'m>,
    layers: Vec<Dense>,
}

/// Room for the work on one sentence after the other.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// After encoding: the vectors of the sentence's words, one after the other.
    pub vectors: Vec<i16>,
    /// Products of the last matrix.
    pub(in crate::lang) raw: Vec<i16>,
    states: Vec<i16>,
}

impl<'m> Encoder<'m> {
    /// Reads the width of vectors, the indices of forms and of features, their rows, the number of layers and the layers.
    pub fn read(bytes: &mut Bytes<'m>) -> Option<Self> {
        let width = bytes.number().filter(|width| *width > 0 && width.is_multiple_of(2))?;
        let (forms, features) = (Index::read(bytes)?, Index::read(bytes)?);
        let rows = Rows::read(bytes, width)?;
        let count = bytes.number().filter(|count| *count < 16)?;
        let layers: Option<Vec<_>> = (0..count).map(|_| Dense::read(bytes)).collect();
        let layers = layers.filter(|layers| layers.iter().all(|layer| layer.outputs() == 2 * width))?;
        Some(Encoder { level: Level::new(), width, forms, features, rows, layers })
    }

    /// Length of a vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Begins a sentence.
    pub fn begin(&self, scratch: &mut Scratch) {
        scratch.vectors.clear();
    }

    /// Adds a word to the sentence; `more` may add to its vector, which has [`INPUT_BITS`] bits after the point.
    pub fn push(&self, form: &str, scratch: &mut Scratch, more: impl FnOnce(&mut [i16])) {
        let start = scratch.vectors.len();
        scratch.vectors.resize(start + self.width, 0);
        let Some(vector) = scratch.vectors.get_mut(start..) else { return };
        match self.forms.find(features::of_form(form)) {
            Some(row) => self.rows.add::<INPUT_BITS>(row, vector),
            None => features::of_word(form, |sort, key| match self.features.find(key) {
                Some(row) => self.rows.add::<INPUT_BITS>(row, vector),
                None if sort == Sort::Word => self.rows.add::<INPUT_BITS>(UNKNOWN, vector),
                None => {}
            }),
        }
        more(vector);
    }

    /// Runs the layers over the sentence.
    pub fn finish(&self, scratch: &mut Scratch) {
        let Scratch { vectors, raw, states } = scratch;
        for layer in &self.layers {
            layer.multiply(vectors, raw);
            dispatch!(self.level, _simd => run(vectors, raw, self.width, states));
        }
    }
}

/// Runs a layer's units over a sentence, the first half of them forwards and the others backwards, given the layer's products.
#[inline(always)]
fn run(vectors: &mut [i16], raw: &[i16], width: usize, states: &mut Vec<i16>) {
    let half = width / 2;
    states.clear();
    states.resize(half, 0);
    let words = vectors.chunks_exact_mut(width).zip(raw.chunks_exact(2 * width));
    words.for_each(|(vector, raw)| step(vector, raw, 0, states));
    states.fill(0);
    let words = vectors.chunks_exact_mut(width).zip(raw.chunks_exact(2 * width));
    words.rev().for_each(|(vector, raw)| step(vector, raw, half, states));
}

/// One step of the half of a layer's units that begins at `first`: what is positive in the new state is added to the word's vector.
#[inline(always)]
fn step(vector: &mut [i16], raw: &[i16], first: usize, states: &mut [i16]) {
    let (values, gates) = raw.split_at(raw.len() / 2);
    let part = first..first + states.len();
    let (Some(vector), Some(values), Some(gates)) =
        (vector.get_mut(part.clone()), values.get(part.clone()), gates.get(part))
    else {
        return;
    };
    let (states, rest_of_states) = states.as_chunks_mut::<BLOCK>();
    let (vector, rest_of_vector) = vector.as_chunks_mut::<BLOCK>();
    let ((values, rest_of_values), (gates, rest_of_gates)) = (values.as_chunks::<BLOCK>(), gates.as_chunks::<BLOCK>());
    for ((states, vector), (values, gates)) in states.iter_mut().zip(vector).zip(values.iter().zip(gates)) {
        mix(vector, states, values, gates);
    }
    mix(rest_of_vector, rest_of_states, rest_of_values, rest_of_gates);
}

/// One step of some units. Of a number of units that it knows, the compiler leaves none to be worked on one by one.
#[inline(always)]
fn mix(vector: &mut [i16], states: &mut [i16], values: &[i16], gates: &[i16]) {
    for ((state, x), (&value, &gate)) in states.iter_mut().zip(vector).zip(values.iter().zip(gates)) {
        *state = blend(*state, value, gate);
        *x = x.saturating_add((*state).clamp(0, i16::MAX >> SHIFT) << SHIFT);
    }
}

/// From the scale of sums to that of inputs.
const SHIFT: u32 = INPUT_BITS - SUM_BITS;

/// The state after a word: the share of the old one rises in a straight line from 0 at a gate of -2 to 1 at a gate of 2.
///
/// Sixteen bits suffice, and processors work on many such numbers at once.
#[inline(always)]
fn blend(state: i16, value: i16, gate: i16) -> i16 {
    let keep = (gate.clamp(-2 << SUM_BITS, (2 << SUM_BITS) - 1) << (13 - SUM_BITS)) + (1 << 14);
    let difference = state.saturating_sub(value);
    value.saturating_add(upper(difference.saturating_add(difference), keep))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gates_mix_the_old_with_the_new() {
        assert_eq!(blend(1000, 200, i16::MAX), 999);
        assert_eq!(blend(1000, 200, i16::MIN), 200);
        assert_eq!(blend(1000, 200, 0), 600);
        assert_eq!(blend(0, 1000, 1 << SUM_BITS), 250);
    }
}
