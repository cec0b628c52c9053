//! Products of vectors and matrices in 16-bit integers.
//!
//! A product of two numbers keeps its upper 16 bits, which processors multiply eight or more at a time: inputs have [`INPUT_BITS`] bits
//! after the point, weights [`WEIGHT_BITS`], sums the rest of both less 16. Sums wrap around; training keeps them far from that. The
//! widest instructions that the processor has are chosen when a matrix is read; all give the same sums.

use super::bytes::Bytes;
use fearless_simd::{Level, dispatch};

/// Outputs that are summed together. Shorter blocks are not vectorised by the compiler.
pub const BLOCK: usize = 48;

/// Bits after the point of an input.
pub const INPUT_BITS: u32 = 11;

/// Bits after the point of a weight.
pub const WEIGHT_BITS: u32 = 13;

/// Bits after the point of a sum.
pub const SUM_BITS: u32 = INPUT_BITS + WEIGHT_BITS - 16;

/// A matrix and what is added to its products.
#[derive(Clone, Debug)]
pub struct Dense {
    level: Level,
    inputs: usize,
    bias: Vec<i16>,
    /// For each block of outputs, for each input, the block's weights.
    weights: Vec<i16>,
}

impl Dense {
    /// Reads numbers of inputs and outputs, the bias and the weights. The number of outputs is a multiple of [`BLOCK`].
    pub fn read(bytes: &mut Bytes<'_>) -> Option<Self> {
        let inputs = bytes.number().filter(|&inputs| inputs > 0)?;
        let outputs = bytes.number().filter(|&outputs| outputs > 0 && outputs.is_multiple_of(BLOCK))?;
        let bias = bytes.weights(outputs)?;
        Some(Dense { level: Level::new(), inputs, bias, weights: bytes.weights(inputs.checked_mul(outputs)?)? })
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Replaces `out` by the products of all vectors that `inputs` holds one after the other.
    pub fn multiply(&self, inputs: &[i16], out: &mut Vec<i16>) {
        out.clear();
        inputs.chunks_exact(self.inputs).for_each(|_| out.extend_from_slice(&self.bias));
        dispatch!(self.level, _simd => self.add_products(inputs, out));
    }

    /// Two vectors at a time, so that weights are fetched once for both.
    #[inline(always)]
    fn add_products(&self, inputs: &[i16], out: &mut [i16]) {
        let outputs = self.bias.len();
        for (inputs, sums) in inputs.chunks(2 * self.inputs).zip(out.chunks_mut(2 * outputs)) {
            let (first, second) = inputs.split_at(self.inputs);
            let (sums, other_sums) = sums.split_at_mut(outputs);
            if second.is_empty() {
                self.add_one(first, sums);
            } else {
                self.add_two((first, sums), (second, other_sums));
            }
        }
    }

    #[inline(always)]
    fn add_two(&self, first: (&[i16], &mut [i16]), second: (&[i16], &mut [i16])) {
        let sums = first.1.as_chunks_mut::<BLOCK>().0.iter_mut().zip(second.1.as_chunks_mut::<BLOCK>().0);
        for ((sums, other_sums), weights) in sums.zip(self.weights.chunks_exact(BLOCK * self.inputs)) {
            let (mut block, mut other) = (*sums, *other_sums);
            for ((&x, &y), weights) in first.0.iter().zip(second.0).zip(weights.as_chunks::<BLOCK>().0) {
                add(&mut block, x, weights);
                add(&mut other, y, weights);
            }
            (*sums, *other_sums) = (block, other);
        }
    }

    #[inline(always)]
    fn add_one(&self, input: &[i16], sums: &mut [i16]) {
        let sums = sums.as_chunks_mut::<BLOCK>().0;
        for (sums, weights) in sums.iter_mut().zip(self.weights.chunks_exact(BLOCK * self.inputs)) {
            let mut block = *sums;
            for (&x, weights) in input.iter().zip(weights.as_chunks::<BLOCK>().0) {
                add(&mut block, x, weights);
            }
            *sums = block;
        }
    }
}

#[inline(always)]
fn add(sums: &mut [i16; BLOCK], x: i16, weights: &[i16; BLOCK]) {
    for (sum, &weight) in sums.iter_mut().zip(weights) {
        *sum = sum.wrapping_add(upper(x, weight));
    }
}

/// The upper half of a product.
#[inline(always)]
pub(super) fn upper(a: i16, b: i16) -> i16 {
    ((i32::from(a) * i32::from(b)) >> 16) as i16
}

/// What is positive in a vector of sums, as inputs.
pub fn rectify(sums: &[i16], out: &mut Vec<i16>) {
    const SHIFT: u32 = INPUT_BITS - SUM_BITS;
    out.clear();
    out.extend(sums.iter().map(|&sum| sum.clamp(0, i16::MAX >> SHIFT) << SHIFT));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A matrix of two inputs, whose first output is half the first input and the second twice the second input, plus one.
    fn file() -> Vec<u8> {
        let mut numbers = vec![0_i16; BLOCK];
        numbers[1] = 1 << SUM_BITS;
        let mut weights = vec![0_i16; 2 * BLOCK];
        weights[0] = 1 << (WEIGHT_BITS - 1);
        weights[BLOCK + 1] = 2 << WEIGHT_BITS;
        numbers.extend(weights);
        packed(2, BLOCK, &numbers)
    }

    fn packed(inputs: u8, outputs: usize, numbers: &[i16]) -> Vec<u8> {
        let mut file = vec![inputs, 0, 0, 0, outputs as u8, 0, 0, 0];
        file.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        file
    }

    #[test]
    fn products_have_their_scale() {
        let file = file();
        let dense = Dense::read(&mut Bytes::new(&file)).unwrap();
        let mut out = Vec::new();
        dense.multiply(&[3 << INPUT_BITS, -(1 << INPUT_BITS), 0, 0], &mut out);
        assert_eq!(out[..2], [3 << (SUM_BITS - 1), -(1 << SUM_BITS)]);
        assert_eq!(out[BLOCK..BLOCK + 2], [0, 1 << SUM_BITS]);
        let mut positive = Vec::new();
        rectify(&out[..2], &mut positive);
        assert_eq!(positive, [3 << (INPUT_BITS - 1), 0]);
    }

    #[test]
    fn a_cut_file_is_no_matrix() {
        let file = file();
        assert!(Dense::read(&mut Bytes::new(&file[..file.len() - 1])).is_none());
        assert!(Dense::read(&mut Bytes::new(&[])).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn every_processor_gets_the_plain_sums(
            numbers in prop::collection::vec(any::<i16>(), 2 * BLOCK * 4),
            inputs in prop::collection::vec(any::<i16>(), 15),
        ) {
            let file = packed(3, 2 * BLOCK, &numbers);
            let mut out = Vec::new();
            Dense::read(&mut Bytes::new(&file)).unwrap().multiply(&inputs, &mut out);
            let (bias, weights) = numbers.split_at(2 * BLOCK);
            let weight = |input: usize, output: usize| weights[(output / BLOCK * 3 + input) * BLOCK + output % BLOCK];
            for (inputs, sums) in inputs.chunks(3).zip(out.chunks(2 * BLOCK)) {
                for (output, &sum) in sums.iter().enumerate() {
                    let products = (0..3).map(|input| upper(inputs[input], weight(input, output)));
                    prop_assert_eq!(sum, products.fold(bias[output], i16::wrapping_add));
                }
            }
        }
    }
}
