//! Scores as the CoNLL 2018 shared task defines them (Zeman et al., 2018): texts are aligned by their characters, white space aside.
//!
//! A word counts as found where a word of the same extent stands in the gold text; tags, heads and relations are asked of found words,
//! and precision and recall divide by all words. Relations count without their subtypes.

use crate::conllu::{Sentence, Word};
use std::collections::HashMap;
use std::ops::Range;

/// Precision and recall of one thing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    right: usize,
    gold: usize,
    system: usize,
}

impl Score {
    /// Harmonic mean of precision and recall, in hundredths.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.system).max(1) as f64
    }
}

/// Scores of a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    pub tokens: Score,
    pub sentences: Score,
    pub words: Score,
    pub upos: Score,
    pub xpos: Score,
    pub lemmas: Score,
    pub uas: Score,
    pub las: Score,
}

/// A text by the characters its parts cover.
struct Laid<'a> {
    tokens: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
    words: Vec<(Range<usize>, &'a Word, Option<usize>)>,
}

impl Scores {
    /// Adds the scores of one document.
    pub fn add(&mut self, gold: &[Sentence], system: &[Sentence]) {
        let (gold, system) = (lay(gold), lay(system));
        self.tokens.add(&gold.tokens, &system.tokens);
        self.sentences.add(&gold.sentences, &system.sentences);
        let places: HashMap<&Range<usize>, usize> = gold.words.iter().enumerate().map(|(at, w)| (&w.0, at)).collect();
        let aligned: Vec<Option<usize>> = system.words.iter().map(|w| places.get(&w.0).copied()).collect();
        let every = [&mut self.words, &mut self.upos, &mut self.xpos, &mut self.lemmas, &mut self.uas, &mut self.las];
        for score in every {
            score.gold += gold.words.len();
            score.system += system.words.len();
        }
        for ((_, word, head), at) in system.words.iter().zip(&aligned) {
            let Some((_, right, right_head)) = at.map(|at| &gold.words[at]) else { continue };
            self.words.right += 1;
            self.upos.right += usize::from(word.upos == right.upos);
            self.xpos.right += usize::from(word.xpos == right.xpos);
            self.lemmas.right += usize::from(word.lemma == right.lemma || right.lemma == "_");
            let same_head = match head {
                Some(head) => aligned[*head].is_some() && aligned[*head] == *right_head,
                None => right_head.is_none(),
            };
            let universal = |word: &Word| word.deprel.split(':').next().unwrap_or_default().to_owned();
            self.uas.right += usize::from(same_head);
            self.las.right += usize::from(same_head && universal(word) == universal(right));
        }
    }
}

impl Score {
    fn add(&mut self, gold: &[Range<usize>], system: &[Range<usize>]) {
        let gold_set: std::collections::HashSet<_> = gold.iter().collect();
        self.right += system.iter().filter(|range| gold_set.contains(range)).count();
        self.gold += gold.len();
        self.system += system.len();
    }
}

fn letters(form: &str) -> usize {
    form.chars().filter(|c| !c.is_whitespace()).count()
}

fn lay(sentences: &[Sentence]) -> Laid<'_> {
    let mut laid = Laid { tokens: Vec::new(), sentences: Vec::new(), words: Vec::new() };
    let mut at = 0;
    for sentence in sentences {
        let (begin, first) = (at, laid.words.len());
        let mut words = sentence.words.iter();
        for token in &sentence.surface {
            let end = at + letters(&token.form);
            laid.tokens.push(at..end);
            let inner: Vec<&Word> = words.by_ref().take(token.words).collect();
            let exact = inner.iter().map(|word| letters(&word.form)).sum::<usize>() == end - at;
            for word in inner {
                let range = if exact { at..at + letters(&word.form) } else { at..end };
                let head = word.head.checked_sub(1).map(|head| first + head);
                at = if exact { range.end } else { at };
                laid.words.push((range, word, head));
            }
            at = end;
        }
        laid.sentences.push(begin..at);
    }
    laid
}

/// Documents of a treebank.
pub fn documents(sentences: &[Sentence]) -> Vec<&[Sentence]> {
    sentences.chunk_by(|_, next| !next.document).collect()
}

/// The text of a document, paragraphs parted by an empty line.
pub fn text(document: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in document {
        if !text.is_empty() {
            text.push_str(if sentence.paragraph { "\n\n" } else { " " });
        }
        text.push_str(&sentence.text);
    }
    text
}
