//! Matrices of weights, their gradients, and the Adam optimiser (Kingma and Ba, 2015).
//!
//! Written so that the compiler vectorises without reordering sums: the same seed gives the same weights on every processor.

/// A small random generator (SplitMix64).
pub struct Random(u64);

impl Random {
    /// A generator that always yields the same numbers for the same seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `0.0..1.0`.
    pub fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// A number in `0..n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.bits() % n.max(1) as u64) as usize
    }

    /// Puts `items` into random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// A matrix with its gradient; `rows` inputs by `cols` outputs.
#[derive(Clone)]
pub struct Matrix {
    /// Inputs.
    pub rows: usize,
    /// Outputs.
    pub cols: usize,
    /// Weights, row by row.
    pub weights: Vec<f32>,
    /// Gradient of the batch so far.
    pub gradient: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    average: Vec<f32>,
}

impl Matrix {
    /// A matrix of random weights within `scale` of zero.
    pub fn new(rows: usize, cols: usize, scale: f32, random: &mut Random) -> Self {
        let size = rows * cols;
        let weights = (0..size).map(|_| (random.unit() * 2.0 - 1.0) * scale).collect();
        let zero = vec![0.0; size];
        Matrix {
            rows,
            cols,
            weights,
            gradient: zero.clone(),
            mean: zero.clone(),
            square: zero.clone(),
            touched: Vec::new(),
            is_touched: vec![false; rows],
            average: zero,
        }
    }

    /// A matrix with the usual scale for its shape (Glorot and Bengio, 2010).
    pub fn dense(rows: usize, cols: usize, random: &mut Random) -> Self {
        Self::new(rows, cols, (6.0 / (rows + cols) as f32).sqrt(), random)
    }

    /// One row of weights.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.weights[row * self.cols..(row + 1) * self.cols]
    }

    /// Adds to the gradient of one row.
    pub fn add_to_row(&mut self, row: usize, gradient: &[f32]) {
        if !self.is_touched[row] {
            self.is_touched[row] = true;
            self.touched.push(row as u32);
        }
        axpy(1.0, gradient, &mut self.gradient[row * self.cols..(row + 1) * self.cols]);
    }

    /// `out[t] += input[t] * self` for each of the rows of `input`.
    pub fn forward(&self, input: &[f32], out: &mut [f32]) {
        for (x, y) in input.chunks_exact(self.rows).zip(out.chunks_exact_mut(self.cols)) {
            for (at, &value) in x.iter().enumerate() {
                if value != 0.0 {
                    axpy(value, self.row(at), y);
                }
            }
        }
    }

    /// Gradients of the weights and of the input, which is added to `back`.
    pub fn backward(&mut self, input: &[f32], out: &[f32], back: &mut [f32]) {
        let cols = self.cols;
        for ((x, dy), dx) in
            input.chunks_exact(self.rows).zip(out.chunks_exact(cols)).zip(back.chunks_exact_mut(self.rows))
        {
            for (at, &value) in x.iter().enumerate() {
                let row = at * cols..(at + 1) * cols;
                dx[at] += dot(&self.weights[row.clone()], dy);
                if value != 0.0 {
                    axpy(value, dy, &mut self.gradient[row]);
                }
            }
        }
    }

    /// One step of Adam on all weights, or on the rows touched since the last step where any row was.
    pub fn step(&mut self, rate: f32, time: i32) {
        let correction = (1.0 - 0.98_f32.powi(time)).sqrt() / (1.0 - 0.9_f32.powi(time));
        if self.touched.is_empty() {
            self.step_range(0..self.weights.len(), rate * correction);
            return;
        }
        for row in std::mem::take(&mut self.touched) {
            let row = row as usize;
            self.is_touched[row] = false;
            self.step_range(row * self.cols..(row + 1) * self.cols, rate * correction);
        }
    }

    fn step_range(&mut self, range: std::ops::Range<usize>, rate: f32) {
        let moments = self.mean[range.clone()].iter_mut().zip(&mut self.square[range.clone()]);
        let both = self.weights[range.clone()].iter_mut().zip(&mut self.gradient[range]);
        for ((weight, gradient), (mean, square)) in both.zip(moments) {
            *mean = 0.9 * *mean + 0.1 * *gradient;
            *square = 0.98 * *square + 0.02 * *gradient * *gradient;
            *weight -= rate * *mean / (square.sqrt() + 1e-6);
            *gradient = 0.0;
        }
    }

    /// Adds the present weights to the running mean, of which they are to be one in `count`.
    pub fn accumulate(&mut self, count: f32) {
        for (average, weight) in self.average.iter_mut().zip(&self.weights) {
            *average += (weight - *average) / count;
        }
    }

    /// Takes the running mean as weights.
    pub fn settle(&mut self) {
        self.weights.clone_from(&self.average);
    }
}

/// `y += a * x`.
#[inline]
pub fn axpy(a: f32, x: &[f32], y: &mut [f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += a * x;
    }
}

/// The inner product, summed in 16 lanes.
#[inline]
pub fn dot(x: &[f32], y: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (xs, ys) = (x.chunks_exact(16), y.chunks_exact(16));
    let rest: f32 = xs.remainder().iter().zip(ys.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in xs.zip(ys) {
        for lane in 0..16 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// Turns scores into probabilities.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// Index of the greatest score.
pub fn best(scores: &[f32]) -> usize {
    (0..scores.len()).fold(0, |best, at| if scores[at] > scores[best] { at } else { best })
}
