//! Training the tagger: an encoder with one layer of scores on top.

use crate::conllu::{Sentence, Word};
use crate::encoder::Encoder;
use crate::lexicon::Lexicon;
use crate::settings::{Settings, of_epoch};
use crate::tensor::{Matrix, Random, axpy, best, softmax};

/// A tagger in training.
pub struct Tagger {
    pub lexicon: Lexicon,
    pub labels: Vec<String>,
    pub encoder: Encoder,
    pub head: Matrix,
    pub bias: Matrix,
}

/// Tags of both kinds, as one label.
pub fn label(word: &Word) -> String {
    format!("{} {}", word.xpos, word.upos)
}

impl Tagger {
    pub fn train(sentences: &[&Sentence], settings: &Settings, mut report: impl FnMut(usize, &Self)) -> Self {
        let mut random = Random::new(settings.seed);
        let lexicon = Lexicon::new(sentences, settings.unknown);
        let labels = labels(sentences);
        let encoder = Encoder::new(lexicon.len(), settings.width, settings.layers, &mut random);
        let head = Matrix::dense(settings.width, labels.len(), &mut random);
        let bias = Matrix::new(1, labels.len(), 0.0, &mut random);
        let mut tagger = Tagger { lexicon, labels, encoder, head, bias };
        let gold: Vec<Vec<usize>> =
            sentences.iter().map(|s| s.words.iter().map(|w| tagger.number(w)).collect()).collect();
        let batches = |epoch| of_epoch(epoch, sentences.iter().copied()).len().div_ceil(settings.batch);
        let total = (0..settings.epochs()).map(batches).sum::<usize>() as f32;
        let mut time = 0;
        let mut averaged = 0.0;
        for epoch in 0..settings.epochs() {
            let mut order = of_epoch(epoch, sentences.iter().copied());
            random.shuffle(&mut order);
            for batch in order.chunks(settings.batch) {
                for &at in batch {
                    tagger.learn(sentences[at], &gold[at], settings.dropout, &mut random);
                }
                time += 1;
                let rate = settings.rate * (1.0 - 0.95 * time as f32 / total);
                tagger.matrices().into_iter().for_each(|matrix| matrix.step(rate, time));
            }
            if (epoch + 1) * 4 > settings.epochs() * 3 {
                averaged += 1.0;
                tagger.matrices().into_iter().for_each(|matrix| matrix.accumulate(averaged));
            }
            report(epoch, &tagger);
        }
        tagger.matrices().into_iter().for_each(Matrix::settle);
        report(settings.epochs(), &tagger);
        tagger
    }

    fn matrices(&mut self) -> Vec<&mut Matrix> {
        let mut matrices = self.encoder.matrices();
        matrices.extend([&mut self.head, &mut self.bias]);
        matrices
    }

    fn number(&self, word: &Word) -> usize {
        let label = label(word);
        self.labels.iter().position(|known| *known == label).unwrap_or(usize::MAX)
    }

    fn learn(&mut self, sentence: &Sentence, gold: &[usize], dropout: f32, random: &mut Random) {
        let features = self.lexicon.features(sentence, Some(random));
        let trace = self.encoder.forward(&features, dropout, random);
        let Some(vectors) = trace.vectors.last() else { return };
        let mut scores = self.bias.weights.repeat(gold.len());
        self.head.forward(vectors, &mut scores);
        for (scores, &gold) in scores.chunks_exact_mut(self.labels.len()).zip(gold) {
            if gold == usize::MAX {
                scores.fill(0.0);
                continue;
            }
            softmax(scores);
            scores[gold] -= 1.0;
            axpy(1.0, scores, &mut self.bias.gradient);
        }
        let mut gradient = vec![0.0; vectors.len()];
        self.head.backward(vectors, &scores, &mut gradient);
        self.encoder.backward(&features, &trace, gradient);
    }

    /// Numbers of the best labels.
    pub fn tag(&self, sentence: &Sentence) -> Vec<usize> {
        let features = self.lexicon.features(sentence, None);
        let trace = self.encoder.forward(&features, 0.0, &mut Random::new(0));
        let Some(vectors) = trace.vectors.last() else { return Vec::new() };
        let mut scores = self.bias.weights.repeat(sentence.words.len());
        self.head.forward(vectors, &mut scores);
        scores.chunks_exact(self.labels.len()).map(best).collect()
    }
}

/// Every label that stands at least three times in the treebanks, commonest first.
fn labels(sentences: &[&Sentence]) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        *counts.entry(label(word)).or_default() += 1;
    }
    let mut labels: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= 5).collect();
    labels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    labels.into_iter().map(|(label, _)| label).collect()
}
