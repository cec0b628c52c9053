//! Grammar: the tagged tree of a sentence, and the few questions that the rooms above ask of it.
//!
//! [`Syntax`] holds a language's trained model; [`Syntax::tree`] reads one sentence. Relations are those of Universal Dependencies 2
//! (<https://universaldependencies.org/u/dep/>). Not here: what a verb or its subject means.

mod clause;
mod conllu;
mod lemma;
mod roles;
#[cfg(test)]
mod tests;

pub use clause::{Clause, Modality, Tense};
pub use conllu::write as write_conllu;
pub use lemma::{Lemmas, keys as lemma_keys};

use super::model::{Bytes, Scratch};
use super::parser::{Arc, Parser, Room};
use super::tagger::{Tag, Tagger};
use super::{Reading, Sentence};
use std::borrow::Cow;

/// What a model file begins with.
const MAGIC: &[u8] = b"dateline model 1";

/// A trained tagger, parser and lemmatiser.
#[derive(Clone, Debug)]
pub struct Syntax<'m> {
    tagger: Tagger<'m>,
    parser: Parser<'m>,
    lemmas: Lemmas<'m>,
}

/// Room for the work on one sentence after the other; keep one for each thread.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    scratch: Scratch,
    room: Room,
    tags: Vec<u8>,
    arcs: Vec<Arc>,
}

/// One word of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node<'m> {
    /// Its part of speech.
    pub tag: Tag<'m>,
    /// Its head; `None` for the root.
    pub head: Option<usize>,
    /// Its relation to its head, such as `nsubj:pass`.
    pub label: &'m str,
}

/// The tree of one sentence. Words are named by their index in the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree<'t> {
    forms: Vec<&'t str>,
    nodes: Vec<Node<'t>>,
}

impl<'m> Syntax<'m> {
    /// Reads a model file, whose large tables are used where they lie; `None` where it is not one.
    pub fn read(file: &'m [u8]) -> Option<Self> {
        let mut bytes = Bytes::new(file);
        bytes.take(MAGIC.len()).filter(|&magic| magic == MAGIC)?;
        let (tagger, parser) = (Tagger::read(&mut bytes)?, Parser::read(&mut bytes)?);
        Some(Syntax { tagger, parser, lemmas: Lemmas::read(&mut bytes)? })
    }

    /// What a model file begins with. For training.
    pub fn magic() -> &'static [u8] {
        MAGIC
    }

    /// The tagger alone.
    pub fn tagger(&self) -> &Tagger<'m> {
        &self.tagger
    }

    /// The lemma of a word: "bomb" of "bombed", given its Penn tag.
    pub fn lemma<'a>(&'a self, form: &'a str, penn: &str) -> Cow<'a, str> {
        self.lemmas.lemma(form, penn)
    }

    /// The tree of a sentence of a reading of `text`.
    pub fn tree<'t>(&'t self, text: &'t str, reading: &Reading, sentence: &Sentence, work: &mut Workspace) -> Tree<'t> {
        self.tree_of(reading.tokens_of(sentence).iter().map(|token| token.span.of(text)).collect(), work)
    }

    /// The tree of these words.
    pub fn tree_of<'t>(&'t self, forms: Vec<&'t str>, work: &mut Workspace) -> Tree<'t> {
        self.tagger.tag(forms.iter().copied(), &mut work.scratch, &mut work.tags);
        self.parser.parse(&forms, &work.tags, &mut work.room, &mut work.arcs);
        let none = Tag { penn: "", universal: "" };
        let node = |(&tag, arc): (&u8, &Arc)| Node {
            tag: self.tagger.tags().get(usize::from(tag)).copied().unwrap_or(none),
            head: arc.head,
            label: self.parser.labels().get(usize::from(arc.label)).copied().unwrap_or_default(),
        };
        let nodes = work.tags.iter().zip(&work.arcs).map(node).collect();
        Tree { forms, nodes }
    }
}

impl<'t> Tree<'t> {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// True of the tree of no words.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The word as written.
    pub fn form(&self, word: usize) -> &'t str {
        self.forms.get(word).copied().unwrap_or_default()
    }

    /// Tag, head and relation of a word; `None` past the end.
    pub fn node(&self, word: usize) -> Option<Node<'t>> {
        self.nodes.get(word).copied()
    }

    /// The word that everything hangs on.
    pub fn root(&self) -> Option<usize> {
        self.nodes.iter().position(|node| node.head.is_none())
    }

    /// The head of a word.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.nodes.get(word)?.head
    }

    /// Relation of a word to its head; empty past the end.
    pub fn label(&self, word: usize) -> &'t str {
        self.nodes.get(word).map_or("", |node| node.label)
    }

    /// Relation of a word to its head without its subtype: `nsubj` of `nsubj:pass`.
    pub fn relation(&self, word: usize) -> &'t str {
        self.label(word).split(':').next().unwrap_or_default()
    }

    /// Penn tag of a word; empty past the end.
    pub fn penn(&self, word: usize) -> &'t str {
        self.nodes.get(word).map_or("", |node| node.tag.penn)
    }

    /// Universal tag of a word; empty past the end.
    pub fn universal(&self, word: usize) -> &'t str {
        self.nodes.get(word).map_or("", |node| node.tag.universal)
    }

    /// The words that depend on a word, in order.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.nodes.len()).filter(move |&other| self.head(other) == Some(word))
    }

    /// The first dependent of a word with one of these labels (subtypes included).
    fn child(&self, word: usize, labels: &[&str]) -> Option<usize> {
        self.children(word).find(|&child| labels.contains(&self.label(child)))
    }

    /// First and last word of everything below a word, itself included.
    pub fn extent(&self, word: usize) -> (usize, usize) {
        let below = |&other: &usize| self.ancestors(other).any(|above| above == word);
        let first = (0..word).find(below).unwrap_or(word);
        let last = (word..self.len()).rev().find(below).unwrap_or(word);
        (first, last)
    }

    /// A word's head, the head's head and so on up to the root.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        // A tree is no deeper than it has words, whatever it was made of.
        std::iter::successors(self.head(word), |&above| self.head(above)).take(self.len())
    }
}
