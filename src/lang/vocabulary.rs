//! Every word that any table knows, numbered, so that the rest of the work compares numbers instead of letters.
//!
//! Not here: what a word means. A word that no table knows has the number of all such words, [`WordId::UNKNOWN`].

use super::Abbreviation;
use rustc_hash::{FxHashMap, FxHashSet};

/// The number of a word in a [`Vocabulary`]; words that differ only in case or in the shape of their apostrophe share one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// Any word that no table holds.
    pub const UNKNOWN: WordId = WordId(0);

    /// This number as an index into a table of [`Vocabulary::len`] places.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// True of a word that some table holds.
    pub fn is_known(self) -> bool {
        self != WordId::UNKNOWN
    }
}

/// Longest word, in bytes, that a vocabulary holds; longer ones are unknown.
const LONGEST: usize = 48;

/// The words of all tables.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    ids: FxHashMap<Box<[u8]>, WordId>,
    abbreviations: Vec<Option<Abbreviation>>,
    starters: FxHashSet<WordId>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary { ids: FxHashMap::default(), abbreviations: vec![None], starters: FxHashSet::default() }
    }
}

impl Vocabulary {
    /// Number of different words, the unknown one included.
    pub fn len(&self) -> usize {
        self.abbreviations.len()
    }

    /// True while no word was added.
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    /// The number of a single word (no spaces), which is added if it is new.
    pub fn intern(&mut self, word: &str) -> WordId {
        let mut buffer = [0; LONGEST];
        let Some(folded) = fold(word, &mut buffer) else { return WordId::UNKNOWN };
        if let Some(&id) = self.ids.get(folded) {
            return id;
        }
        let id = WordId(u32::try_from(self.len()).unwrap_or_default());
        self.ids.insert(folded.into(), id);
        self.abbreviations.push(None);
        id
    }

    /// The numbers of single words, in their order.
    pub fn intern_all(&mut self, words: &[String]) -> Vec<WordId> {
        words.iter().map(|word| self.intern(word)).collect()
    }

    /// The number of a word as it stands in a text; [`WordId::UNKNOWN`] where no table holds it. Allocates nothing.
    pub fn get(&self, word: &str) -> WordId {
        let mut buffer = [0; LONGEST];
        fold(word, &mut buffer).and_then(|folded| self.ids.get(folded)).copied().unwrap_or_default()
    }

    /// Makes `word`, given without its full stop, an abbreviation.
    pub(super) fn abbreviate(&mut self, word: &str, abbreviation: Abbreviation) {
        let id = self.intern(word);
        self.abbreviations[id.index()] = Some(abbreviation);
    }

    /// Makes `word` one that, capitalised, begins a sentence after an abbreviation.
    pub(super) fn add_starter(&mut self, word: &str) {
        let id = self.intern(word);
        self.starters.insert(id);
    }

    /// True of a word that, capitalised, begins a sentence after an abbreviation.
    pub(super) fn is_starter(&self, word: WordId) -> bool {
        self.starters.contains(&word)
    }

    /// How the word behaves when a full stop follows it, if it is an abbreviation.
    pub fn abbreviation(&self, word: WordId) -> Option<Abbreviation> {
        self.abbreviations.get(word.index()).copied().flatten()
    }
}

/// The word in lower case with straight apostrophes, written into `buffer`; `None` where it is empty or too long.
fn fold<'a>(word: &str, buffer: &'a mut [u8; LONGEST]) -> Option<&'a [u8]> {
    if word.is_ascii() {
        let folded = buffer.get_mut(..word.len())?;
        folded.copy_from_slice(word.as_bytes());
        folded.make_ascii_lowercase();
        return (!folded.is_empty()).then_some(folded);
    }
    let mut length = 0;
    for letter in word.chars().flat_map(char::to_lowercase) {
        let letter = if matches!(letter, '’' | '‘') { '\'' } else { letter };
        let end = length + letter.len_utf8();
        letter.encode_utf8(buffer.get_mut(length..end)?);
        length = end;
    }
    buffer.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        let mut vocabulary = Vocabulary::default();
        let id = vocabulary.intern("Didn't");
        assert_eq!(vocabulary.get("DIDN’T"), id);
        assert_eq!(vocabulary.intern("didn't"), id);
        assert_eq!(vocabulary.get("Élysée"), WordId::UNKNOWN);
        let palace = vocabulary.intern("Élysée");
        assert_eq!(vocabulary.get("élysée"), palace);
        assert_eq!(vocabulary.len(), 3);
    }

    #[test]
    fn a_very_long_word_is_unknown() {
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.intern(&"x".repeat(LONGEST + 1)), WordId::UNKNOWN);
        assert_eq!(vocabulary.get(&"é".repeat(LONGEST)), WordId::UNKNOWN);
        assert_eq!(vocabulary.get(""), WordId::UNKNOWN);
    }
}
