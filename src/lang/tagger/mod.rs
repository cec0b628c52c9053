//! The tagger: the part of speech of every word in its sentence.
//!
//! Tags are those of the treebanks it was trained on: of the Penn Treebank (Santorini, 1990) and of Universal Dependencies 2, decided
//! together. Not here: lemmas and who depends on whom.

use super::model::dense::Dense;
use super::model::{Bytes, Encoder, Scratch};

/// A word's two tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'m> {
    /// Of the Penn Treebank, such as `VBD`.
    pub penn: &'m str,
    /// Of Universal Dependencies, such as `VERB`.
    pub universal: &'m str,
}

/// A trained tagger.
#[derive(Clone, Debug)]
pub struct Tagger<'m> {
    tags: Vec<Tag<'m>>,
    encoder: Encoder<'m>,
    scores: Dense,
}

impl<'m> Tagger<'m> {
    /// Reads the names of the tags, a line each (Penn tag, space, universal tag), the encoder and the scores.
    pub fn read(bytes: &mut Bytes<'m>) -> Option<Self> {
        let tags =
            bytes.text()?.lines().map(|line| line.split_once(' ').map(|(penn, universal)| Tag { penn, universal }));
        let tags = tags.collect::<Option<Vec<_>>>().filter(|tags| tags.len() <= usize::from(u8::MAX))?;
        let encoder = Encoder::read(bytes)?;
        let scores = Dense::read(bytes).filter(|scores| scores.outputs() >= tags.len())?;
        Some(Tagger { tags, encoder, scores })
    }

    /// All tags, by number.
    pub fn tags(&self) -> &[Tag<'m>] {
        &self.tags
    }

    /// Replaces `out` by the numbers of the tags of a sentence's words.
    pub fn tag<'a>(&self, words: impl Iterator<Item = &'a str>, scratch: &mut Scratch, out: &mut Vec<u8>) {
        self.encoder.begin(scratch);
        words.for_each(|word| self.encoder.push(word, scratch, |_| ()));
        self.encoder.finish(scratch);
        let Scratch { vectors, raw, .. } = scratch;
        self.scores.multiply(vectors, raw);
        let rows = raw.chunks_exact(self.scores.outputs()).map(|row| row.get(..self.tags.len()).unwrap_or_default());
        out.clear();
        out.extend(rows.map(|row| u8::try_from(best(row)).unwrap_or_default()));
    }
}

/// Index of the greatest score; of equal ones, the first.
pub(super) fn best(scores: &[i16]) -> usize {
    let top = scores.iter().copied().max();
    scores.iter().position(|&score| Some(score) == top).unwrap_or_default()
}
