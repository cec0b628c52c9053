//! Lemmas: the form under which a dictionary lists a word, by what its end becomes.
//!
//! Training finds, for each tag, the shortest ends of words that decide, down to whole words for exceptions.

use super::super::model::Bytes;
use super::super::model::features::Key;
use super::super::model::table::Index;
use std::borrow::Cow;

/// How the ends of words change.
#[derive(Clone, Debug)]
pub struct Lemmas<'m> {
    index: Index<'m>,
    /// Number of letters that are cut off, and the letters that are put on.
    edits: Vec<(usize, &'m str)>,
}

/// Longest end of a word that is looked up, in letters; a whole word may be longer.
pub const LONGEST: usize = 7;

impl<'m> Lemmas<'m> {
    /// Reads the edits, a line each (number of letters to cut, letters to put on), and the index of ends.
    pub fn read(bytes: &mut Bytes<'m>) -> Option<Self> {
        let edit = |line: &'m str| {
            let (cut, put) = line.split_once(' ')?;
            Some((cut.parse().ok()?, put))
        };
        let edits = bytes.text()?.lines().map(edit).collect::<Option<Vec<_>>>()?;
        Some(Lemmas { index: Index::read(bytes)?, edits })
    }

    /// The lemma of a word with this Penn tag, in lower case but for names.
    pub fn lemma<'a>(&self, form: &'a str, penn: &str) -> Cow<'a, str> {
        let is_name = penn.starts_with("NNP");
        let folded = if is_name || !form.contains(char::is_uppercase) {
            Cow::Borrowed(form)
        } else {
            Cow::Owned(form.to_lowercase())
        };
        let Some(&(cut, put)) =
            keys(penn, form).find_map(|key| self.index.find(key)).and_then(|row| self.edits.get(row))
        else {
            return folded;
        };
        if cut == 0 && put.is_empty() {
            return folded;
        }
        let kept = folded.char_indices().rev().nth(cut.saturating_sub(1)).map_or(0, |(at, _)| at);
        let stem = if cut == 0 { &*folded } else { folded.get(..kept).unwrap_or_default() };
        Cow::Owned(format!("{stem}{put}"))
    }
}

/// Keys of a word: of the whole, then of its ends from long to short, the last of them empty.
pub fn keys<'a>(penn: &'a str, form: &'a str) -> impl Iterator<Item = Key> + 'a {
    let letters = move || form.chars().rev().flat_map(char::to_lowercase);
    let whole = letters().fold(seed(penn, '^'), step);
    let ends =
        (0..=LONGEST.min(letters().count())).rev().map(move |size| letters().take(size).fold(seed(penn, '$'), step));
    std::iter::once(whole).chain(ends)
}

fn seed(penn: &str, sort: char) -> Key {
    penn.chars().chain([sort]).fold(0x51_7c_c1_b7_27_22_0a_95, step)
}

fn step(hash: Key, letter: char) -> Key {
    let mixed = (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
