//! The part that tagger and parser share: words to vectors, and vectors that know their sentence.
//!
//! A word's vector is the sum of the rows of its features. Layers of simple recurrent units (after Lei et al., 2018) run over the
//! sentence in both directions: each unit keeps a running mean whose weight a gate decides, and gates look at the present word only, so
//! that all matrix products of a sentence are independent of one another.

use crate::tensor::{Matrix, Random, axpy};

/// Weights of one layer: from a vector to new values and gates, both directions.
#[derive(Clone)]
pub struct Layer {
    /// `width` to values forwards, values backwards, gates forwards, gates backwards, each half as wide.
    pub weights: Matrix,
    /// One row.
    pub bias: Matrix,
}

/// Embeddings and layers.
#[derive(Clone)]
pub struct Encoder {
    /// Length of a vector.
    pub width: usize,
    /// A row for each feature.
    pub rows: Matrix,
    /// Layers, lowest first.
    pub layers: Vec<Layer>,
}

/// What `forward` computed, for `backward`.
#[derive(Default)]
pub struct Trace {
    /// Input of each layer, and the output of the last.
    pub vectors: Vec<Vec<f32>>,
    raw: Vec<Vec<f32>>,
    states: Vec<Vec<f32>>,
    input_mask: Vec<f32>,
    output_mask: Vec<f32>,
}

/// The gate: a straight line from 0 at -2 to 1 at 2.
fn gate(x: f32) -> f32 {
    (x * 0.25 + 0.5).clamp(0.0, 1.0)
}

impl Encoder {
    pub fn new(features: usize, width: usize, layers: usize, random: &mut Random) -> Self {
        let rows = Matrix::new(features, width, 0.1, random);
        let layer = |_| {
            let mut bias = Matrix::new(1, 2 * width, 0.0, random);
            bias.weights[width..].fill(0.0);
            Layer { weights: Matrix::dense(width, 2 * width, random), bias }
        };
        Encoder { width, rows, layers: (0..layers).map(layer).collect() }
    }

    /// Vectors of a sentence whose words have these features. `dropout` is the share of numbers left out, 0 outside training.
    pub fn forward(&self, features: &[Vec<u32>], dropout: f32, random: &mut Random) -> Trace {
        let width = self.width;
        let mut x = vec![0.0; features.len() * width];
        for (vector, features) in x.chunks_exact_mut(width).zip(features) {
            for &feature in features {
                axpy(1.0, self.rows.row(feature as usize), vector);
            }
        }
        let mut trace = Trace::default();
        mask(&mut x, width, dropout, random, &mut trace.input_mask);
        for layer in &self.layers {
            let (raw, states, y) = layer.forward(&x, width);
            trace.vectors.push(std::mem::replace(&mut x, y));
            trace.raw.push(raw);
            trace.states.push(states);
        }
        mask(&mut x, width, dropout, random, &mut trace.output_mask);
        trace.vectors.push(x);
        trace
    }

    /// Gradients of all weights, given those of the last vectors.
    pub fn backward(&mut self, features: &[Vec<u32>], trace: &Trace, mut gradient: Vec<f32>) {
        let width = self.width;
        unmask(&mut gradient, &trace.output_mask);
        for (at, layer) in self.layers.iter_mut().enumerate().rev() {
            gradient = layer.backward(&trace.vectors[at], &trace.raw[at], &trace.states[at], gradient, width);
        }
        unmask(&mut gradient, &trace.input_mask);
        for (gradient, features) in gradient.chunks_exact(width).zip(features) {
            for &feature in features {
                self.rows.add_to_row(feature as usize, gradient);
            }
        }
    }

    pub fn matrices(&mut self) -> Vec<&mut Matrix> {
        let layers = self.layers.iter_mut().flat_map(|layer| [&mut layer.weights, &mut layer.bias]);
        std::iter::once(&mut self.rows).chain(layers).collect()
    }
}

impl Layer {
    fn forward(&self, x: &[f32], width: usize) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
        let (length, half) = (x.len() / width, width / 2);
        let mut raw = self.bias.weights.repeat(length);
        self.weights.forward(x, &mut raw);
        let mut states = vec![0.0; x.len()];
        for step in 0..length {
            for (at, previous, part) in order(step, length) {
                for unit in part * half..(part + 1) * half {
                    let value = raw[at * 2 * width + unit];
                    let keep = gate(raw[at * 2 * width + width + unit]);
                    let before = previous.map_or(0.0, |p| states[p * width + unit]);
                    states[at * width + unit] = value + keep * (before - value);
                }
            }
        }
        let y = x.iter().zip(&states).map(|(x, c)| x + c.max(0.0)).collect();
        (raw, states, y)
    }

    fn backward(&mut self, x: &[f32], raw: &[f32], states: &[f32], dy: Vec<f32>, width: usize) -> Vec<f32> {
        let (length, half) = (x.len() / width, width / 2);
        let mut dstates: Vec<f32> = dy.iter().zip(states).map(|(dy, c)| if *c > 0.0 { *dy } else { 0.0 }).collect();
        let mut draw = vec![0.0; raw.len()];
        for step in (0..length).rev() {
            for (at, previous, part) in order(step, length) {
                for unit in part * half..(part + 1) * half {
                    let (value, before_gate) = (raw[at * 2 * width + unit], raw[at * 2 * width + width + unit]);
                    let keep = gate(before_gate);
                    let down = dstates[at * width + unit];
                    let before = previous.map_or(0.0, |p| states[p * width + unit]);
                    draw[at * 2 * width + unit] = down * (1.0 - keep);
                    if before_gate.abs() < 2.0 {
                        draw[at * 2 * width + width + unit] = 0.25 * down * (before - value);
                    }
                    if let Some(p) = previous {
                        dstates[p * width + unit] += down * keep;
                    }
                }
            }
        }
        let mut dx = dy;
        self.weights.backward(x, &draw, &mut dx);
        for row in draw.chunks_exact(2 * width) {
            axpy(1.0, row, &mut self.bias.gradient);
        }
        dx
    }
}

/// For a step, the place each direction has reached, the one it comes from, and its half of the units.
fn order(step: usize, length: usize) -> [(usize, Option<usize>, usize); 2] {
    let back = length - 1 - step;
    [(step, step.checked_sub(1), 0), (back, (back + 1 < length).then_some(back + 1), 1)]
}

/// Leaves out the same numbers in every vector of a sentence, and makes up for it in the others (Gal and Ghahramani, 2016).
fn mask(x: &mut [f32], width: usize, dropout: f32, random: &mut Random, mask: &mut Vec<f32>) {
    if dropout == 0.0 {
        return;
    }
    let kept = 1.0 / (1.0 - dropout);
    let one: Vec<f32> = (0..width).map(|_| if random.unit() < dropout { 0.0 } else { kept }).collect();
    *mask = one.repeat(x.len() / width);
    unmask(x, mask);
}

fn unmask(x: &mut [f32], mask: &[f32]) {
    for (x, mask) in x.iter_mut().zip(mask) {
        *x *= mask;
    }
}
