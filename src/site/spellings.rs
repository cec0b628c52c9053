//! The spellings of names by number, each taken apart once: what it is compared by, whether it is a name at all, its slug.
//!
//! Not here: which spellings are one name (`facet`).

use crate::timeline::{NameKey, is_proper};
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// All spellings of a site's names.
#[derive(Clone, Debug, Default)]
pub struct Spellings {
    numbers: FxHashMap<Arc<str>, u32>,
    all: Vec<Arc<Spelling>>,
    keys: FxHashMap<NameKey, u32>,
    words: FxHashMap<Box<str>, u32>,
    /// The place of each key in alphabetical order, by its number, once that was asked for.
    ranks: OnceLock<Vec<u32>>,
}

/// One spelling.
#[derive(Debug)]
pub struct Spelling {
    /// As it is written.
    pub text: Arc<str>,
    /// What it is compared by.
    pub key: NameKey,
    /// Equal for spellings with equal keys.
    pub key_number: u32,
    /// True of a name, false of a description.
    pub is_proper: bool,
    /// Number of the last word of a full name.
    pub surname: Option<u32>,
    /// Number of the one word of a short name.
    pub only: Option<u32>,
    slug: OnceLock<String>,
}

impl Spelling {
    /// True where nothing is left to compare it by.
    pub fn is_empty(&self) -> bool {
        self.key == NameKey::default()
    }

    /// What addresses call it; empty where nothing of it can stand in one.
    pub fn slug(&self) -> &str {
        self.slug.get_or_init(|| slug::slugify(&self.text))
    }
}

impl Spellings {
    /// The number of a spelling that is known.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The number of a spelling, known from now on.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.find(text) {
            return number;
        }
        let key = NameKey::new(text);
        let next = next(&self.keys);
        let spelling = Spelling {
            text: text.into(),
            key_number: *self.keys.entry(key.clone()).or_insert(next),
            is_proper: is_proper(text),
            surname: key.surname(text).map(|word| self.word(word)),
            only: key.only().map(|word| self.word(word)),
            slug: OnceLock::new(),
            key,
        };
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.numbers.insert(spelling.text.clone(), number);
        self.all.push(Arc::new(spelling));
        self.ranks = OnceLock::new();
        number
    }

    /// The spelling with a number.
    pub fn get(&self, number: u32) -> Option<&Spelling> {
        self.all.get(number as usize).map(|spelling| &**spelling)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The place of a spelling in alphabetical order; spellings with equal keys share it.
    pub fn rank(&self, number: u32) -> u32 {
        let key = self.get(number).map(|spelling| spelling.key_number as usize);
        key.and_then(|key| self.ranks.get_or_init(|| self.ranked()).get(key)).copied().unwrap_or_default()
    }

    fn ranked(&self) -> Vec<u32> {
        let mut keys: Vec<(&NameKey, u32)> = self.keys.iter().map(|(key, number)| (key, *number)).collect();
        keys.sort_unstable();
        let mut ranks = vec![0; keys.len()];
        for (rank, (_, number)) in (0..).zip(keys) {
            if let Some(slot) = ranks.get_mut(number as usize) {
                *slot = rank;
            }
        }
        ranks
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = next(&self.words);
        self.words.insert(word.into(), number);
        number
    }
}

fn next<K>(numbers: &FxHashMap<K, u32>) -> u32 {
    u32::try_from(numbers.len()).unwrap_or(u32::MAX)
}
