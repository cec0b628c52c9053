//! Which words belong to which classes, and what each says there.
//!
//! Not here: patterns over classes (`load`).

use crate::extract::timex::frame::Slot;
use crate::lang::{Capital, Token, WordId};

/// Number of a class.
pub(crate) type ClassId = u16;

/// Membership in a class of one word, or of the phrase that it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) class: ClassId,
    pub(super) value: i32,
    /// The words of the phrase behind the first.
    pub(super) tail: Box<[WordId]>,
}

/// A class of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) name: String,
    /// The slot that a word of the class fills, if any.
    pub(super) slot: Option<Slot>,
    /// True of names, which count only with a capital: "May", not "may".
    pub(super) capital: bool,
    /// True of common words, which are part of a name where they have a capital within a sentence: "Daily News".
    pub(super) small: bool,
}

/// The classes and their words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    pub(super) classes: Vec<Class>,
    /// For each word of the vocabulary, its classes.
    entries: Vec<Vec<Entry>>,
}

impl Lexicon {
    pub(super) fn add(&mut self, word: WordId, entry: Entry) {
        if self.entries.len() <= word.index() {
            self.entries.resize(word.index() + 1, Vec::new());
        }
        self.entries[word.index()].push(entry);
    }

    /// The class of this name.
    pub(super) fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.iter().position(|class| class.name == name).and_then(|at| ClassId::try_from(at).ok())
    }

    /// The memberships of the word of a token.
    pub(super) fn entries(&self, token: &Token) -> &[Entry] {
        let known = Some(token.word.index()).filter(|_| token.word.is_known());
        known.and_then(|word| self.entries.get(word)).map_or(&[], Vec::as_slice)
    }

    /// What `token` says as a word of `class`, if it is one.
    pub(super) fn value(&self, token: &Token, class: ClassId) -> Option<i32> {
        let fits = |entry: &&Entry| entry.class == class && entry.tail.is_empty();
        let entry = self.entries(token).iter().find(fits)?;
        (!self.needs_capital(class) || token.capital != Capital::None).then_some(entry.value)
    }

    /// True where the words of a class count only with a capital.
    pub(super) fn needs_capital(&self, class: ClassId) -> bool {
        self.classes.get(usize::from(class)).is_some_and(|class| class.capital)
    }

    /// True where the words of a class have no capital within a sentence.
    pub(super) fn is_small(&self, class: ClassId) -> bool {
        self.classes.get(usize::from(class)).is_some_and(|class| class.small)
    }

    /// The slot that words of a class fill.
    pub(super) fn slot(&self, class: ClassId) -> Option<Slot> {
        self.classes.get(usize::from(class)).and_then(|class| class.slot)
    }

    /// True where the word with this number belongs to one of `classes`.
    pub(super) fn is_in_any(&self, word: usize, classes: &[ClassId]) -> bool {
        self.entries.get(word).is_some_and(|entries| entries.iter().any(|entry| classes.contains(&entry.class)))
    }
}
