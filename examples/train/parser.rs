//! Training the parser: an encoder, a hidden layer over the words and facts that a state shows, and scores of moves and relations.
//!
//! The parser learns from its own mistakes: after the first pass it follows its own moves, and the oracle says what is best from there.

use crate::conllu::Sentence;
use crate::encoder::Encoder;
use crate::lexicon::Lexicon;
use crate::oracle::Gold;
use crate::settings::{Settings, of_epoch};
use crate::tensor::{Matrix, Random, axpy, best, dot, softmax};
use dateline::lang::model::dense::BLOCK;
use dateline::lang::parser::features::{FACTS, VALUES, WORDS, facts, words};
use dateline::lang::parser::state::{LONGEST, MOVES, Move, NONE, Place, State};

/// Width of the hidden layer, for which there is no other setting.
const ROOT: usize = 0;

pub struct Parser {
    pub lexicon: Lexicon,
    pub labels: Vec<String>,
    pub tags: usize,
    pub encoder: Encoder,
    /// One for each of the words a state shows.
    pub words: Vec<Matrix>,
    /// For each of the words, what stands for the root, and for none.
    pub special: Vec<Matrix>,
    /// Row `fact * VALUES + value`.
    pub facts: Matrix,
    pub bias: Matrix,
    /// Scores of the moves, then of relations to the left, then to the right.
    pub scores: Matrix,
    pub score_bias: Matrix,
}

/// A sentence with the tags it is parsed with.
pub struct Tagged<'a> {
    pub sentence: &'a Sentence,
    pub tags: Vec<u8>,
}

struct Seen {
    words: [Place; WORDS],
    facts: [u8; FACTS],
    hidden: Vec<f32>,
}

impl Parser {
    pub fn train(data: &[Tagged], tags: usize, settings: &Settings, mut report: impl FnMut(usize, &Self)) -> Self {
        let (mut random, hidden) = (Random::new(settings.seed), settings.hidden);
        let sentences: Vec<&Sentence> = data.iter().map(|tagged| tagged.sentence).collect();
        let lexicon = Lexicon::new(&sentences, settings.unknown);
        let labels = labels(&sentences);
        let encoder = Encoder::new(lexicon.len() + tags, settings.width, settings.layers, &mut random);
        let outputs = MOVES.len() + 2 * labels.len();
        let mut parser = Parser {
            words: (0..WORDS).map(|_| Matrix::dense(settings.width, hidden, &mut random)).collect(),
            special: (0..WORDS).map(|_| Matrix::new(2, hidden, 0.1, &mut random)).collect(),
            facts: Matrix::new(FACTS * VALUES, hidden, 0.05, &mut random),
            bias: Matrix::new(1, hidden, 0.0, &mut random),
            scores: Matrix::dense(outputs, hidden, &mut random),
            score_bias: Matrix::new(1, outputs, 0.0, &mut random),
            lexicon,
            labels,
            tags,
            encoder,
        };
        let gold: Vec<Gold> = sentences.iter().map(|sentence| Gold::new(sentence, &parser.labels)).collect();
        let order = |epoch| {
            let mut order = of_epoch(epoch, sentences.iter().copied());
            order.retain(|&at| sentences[at].words.len() <= LONGEST);
            order
        };
        let batches = |epoch| order(epoch).len().div_ceil(settings.batch);
        let total = (0..settings.epochs()).map(batches).sum::<usize>() as f32;
        let (mut time, mut averaged) = (0, 0.0);
        for epoch in 0..settings.epochs() {
            let mut order = order(epoch);
            random.shuffle(&mut order);
            let explore = if epoch == 0 { 0.0 } else { 0.9 };
            for batch in order.chunks(settings.batch) {
                for &at in batch {
                    parser.learn(&data[at], &gold[at], settings.dropout, explore, &mut random);
                }
                time += 1;
                let rate = settings.rate * (1.0 - 0.95 * time as f32 / total);
                parser.matrices().into_iter().for_each(|matrix| matrix.step(rate, time));
            }
            if (epoch + 1) * 4 > settings.epochs() * 3 {
                averaged += 1.0;
                parser.matrices().into_iter().for_each(|matrix| matrix.accumulate(averaged));
            }
            report(epoch, &parser);
        }
        parser.matrices().into_iter().for_each(Matrix::settle);
        report(settings.epochs(), &parser);
        parser
    }

    fn matrices(&mut self) -> Vec<&mut Matrix> {
        let mut matrices = self.encoder.matrices();
        matrices.extend(&mut self.words);
        matrices.extend(&mut self.special);
        matrices.extend([&mut self.facts, &mut self.bias, &mut self.scores, &mut self.score_bias]);
        matrices
    }

    fn features(&self, tagged: &Tagged, random: Option<&mut Random>) -> Vec<Vec<u32>> {
        let mut features = self.lexicon.features(tagged.sentence, random);
        for (features, &tag) in features.iter_mut().zip(&tagged.tags) {
            features.push((self.lexicon.len() + usize::from(tag)) as u32);
        }
        features
    }

    fn see(&self, state: &State, tags: &[u8], projected: &[Vec<f32>]) -> Seen {
        let shown = words(state);
        let known = facts(state, |place| tags.get(usize::from(place)).copied().unwrap_or_default());
        let mut hidden = self.bias.weights.clone();
        let size = hidden.len();
        for (slot, &place) in shown.iter().enumerate() {
            let row = match place {
                NONE => self.special[slot].row(1),
                place if place == state.root() => self.special[slot].row(ROOT),
                place => &projected[slot][usize::from(place) * size..][..size],
            };
            axpy(1.0, row, &mut hidden);
        }
        for (fact, &value) in known.iter().enumerate() {
            axpy(1.0, self.facts.row(fact * VALUES + usize::from(value)), &mut hidden);
        }
        hidden.iter_mut().for_each(|h| *h = h.max(0.0));
        Seen { words: shown, facts: known, hidden }
    }

    fn score(&self, hidden: &[f32], outputs: std::ops::Range<usize>) -> Vec<f32> {
        outputs.map(|at| dot(self.scores.row(at), hidden) + self.score_bias.weights[at]).collect()
    }

    fn project(&self, vectors: &[f32], length: usize) -> Vec<Vec<f32>> {
        let project = |matrix: &Matrix| {
            let mut out = vec![0.0; length * matrix.cols];
            matrix.forward(vectors, &mut out);
            out
        };
        self.words.iter().map(project).collect()
    }

    fn relations(&self, a_move: Move) -> std::ops::Range<usize> {
        let first = MOVES.len() + if a_move == Move::Right { self.labels.len() } else { 0 };
        first..first + self.labels.len()
    }

    fn learn(&mut self, tagged: &Tagged, gold: &Gold, dropout: f32, explore: f32, random: &mut Random) {
        let features = self.features(tagged, Some(random));
        let trace = self.encoder.forward(&features, dropout, random);
        let Some(vectors) = trace.vectors.last() else { return };
        let length = tagged.sentence.words.len();
        let projected = self.project(vectors, length);
        let mut back: Vec<Vec<f32>> = projected.iter().map(|p| vec![0.0; p.len()]).collect();
        let mut state = State::default();
        state.begin(length);
        while !state.is_done() {
            let mut seen = self.see(&state, &tagged.tags, &projected);
            for hidden in &mut seen.hidden {
                *hidden *= if random.unit() < dropout { 0.0 } else { 1.0 / (1.0 - dropout) };
            }
            let scores = self.score(&seen.hidden, 0..MOVES.len());
            let allowed: Vec<usize> = (0..MOVES.len()).filter(|&at| state.allows(MOVES[at])).collect();
            let costs: Vec<usize> = allowed.iter().map(|&at| gold.cost(&state, MOVES[at])).collect();
            let least = costs.iter().copied().min().unwrap_or_default();
            let good: Vec<usize> = allowed.iter().zip(&costs).filter(|c| *c.1 == least).map(|c| *c.0).collect();
            let top = |among: &[usize]| among.iter().copied().reduce(|a, b| if scores[b] > scores[a] { b } else { a });
            let (Some(target), Some(own)) = (top(&good), top(&allowed)) else { return };
            let mut slopes = Vec::new();
            if good.len() < allowed.len() {
                let mut chances: Vec<f32> = allowed.iter().map(|&at| scores[at]).collect();
                softmax(&mut chances);
                let right: f32 = allowed.iter().zip(&chances).filter(|c| good.contains(c.0)).map(|c| c.1).sum();
                for (&at, &chance) in allowed.iter().zip(&chances) {
                    slopes.push((at, if good.contains(&at) { chance - chance / right.max(1e-6) } else { chance }));
                }
            }
            let chosen = if random.unit() < explore { own } else { target };
            let (a_move, dependent) = (MOVES[chosen], state.stack(0));
            let mut label = 0;
            if a_move != Move::Shift {
                let range = self.relations(a_move);
                let mut chances = self.score(&seen.hidden, range.clone());
                label = best(&chances) as u8;
                if gold.heads[usize::from(dependent)] == state.head_by(a_move) {
                    softmax(&mut chances);
                    let right = gold.labels[usize::from(dependent)];
                    chances[usize::from(right)] -= 1.0;
                    slopes.extend(range.zip(chances));
                    if random.unit() >= explore {
                        label = right;
                    }
                }
            }
            self.descend(&seen, &slopes, state.root(), &mut back);
            state.apply(a_move, label);
        }
        let mut gradient = vec![0.0; vectors.len()];
        for (matrix, back) in self.words.iter_mut().zip(&back) {
            matrix.backward(vectors, back, &mut gradient);
        }
        self.encoder.backward(&features, &trace, gradient);
    }

    /// Gradients of one state, given the slopes of some scores.
    fn descend(&mut self, seen: &Seen, slopes: &[(usize, f32)], root: Place, back: &mut [Vec<f32>]) {
        if slopes.is_empty() {
            return;
        }
        let size = seen.hidden.len();
        let mut gradient = vec![0.0; size];
        for &(at, slope) in slopes {
            axpy(slope, self.scores.row(at), &mut gradient);
            axpy(slope, &seen.hidden, &mut self.scores.gradient[at * size..(at + 1) * size]);
            self.score_bias.gradient[at] += slope;
        }
        for (gradient, hidden) in gradient.iter_mut().zip(&seen.hidden) {
            *gradient = if *hidden > 0.0 { *gradient } else { 0.0 };
        }
        axpy(1.0, &gradient, &mut self.bias.gradient);
        for (slot, &place) in seen.words.iter().enumerate() {
            match place {
                NONE => self.special[slot].add_to_row(1, &gradient),
                place if place == root => self.special[slot].add_to_row(ROOT, &gradient),
                place => axpy(1.0, &gradient, &mut back[slot][usize::from(place) * size..][..size]),
            }
        }
        for (fact, &value) in seen.facts.iter().enumerate() {
            self.facts.add_to_row(fact * VALUES + usize::from(value), &gradient);
        }
    }
}

/// The commonest relations, commonest first; as many as one block of scores holds.
fn labels(sentences: &[&Sentence]) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        *counts.entry(&word.deprel).or_default() += 1;
    }
    let mut labels: Vec<_> = counts.into_iter().collect();
    labels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    labels.into_iter().take(BLOCK).map(|(label, _)| label.to_owned()).collect()
}
