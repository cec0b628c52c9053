//! What a word looks like: its form, its beginnings and ends, and its shape, each as one number.
//!
//! Not here: what a feature is worth; that stands in the model. Training and use call the same functions.

/// A feature of a word: its sort and its letters, hashed.
pub type Key = u64;

/// The sort of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Sort {
    /// The word in lower case, digits as `0`.
    Word = 1,
    /// The word as written.
    Form,
    /// The last one to four letters.
    Suffix1,
    /// See [`Sort::Suffix1`].
    Suffix2,
    /// See [`Sort::Suffix1`].
    Suffix3,
    /// See [`Sort::Suffix1`].
    Suffix4,
    /// The first one to three letters.
    Prefix1,
    /// See [`Sort::Prefix1`].
    Prefix2,
    /// See [`Sort::Prefix1`].
    Prefix3,
    /// Capitals as `X`, other letters `x`, digits `0`, other characters as they are; no more than two alike in a row.
    Shape,
}

/// Longest word of which features are taken, in bytes; of a longer one, the beginning.
const LONGEST: usize = 64;

/// Calls `each` with every feature of a word, [`Sort::Word`] first. Allocates nothing.
pub fn of_word(form: &str, mut each: impl FnMut(Sort, Key)) {
    let form = form.get(..form.floor_char_boundary(LONGEST)).unwrap_or_default();
    let mut letters = ['\0'; LONGEST];
    let mut length = 0;
    for (place, letter) in letters.iter_mut().zip(form.chars()) {
        *place = letter;
        length += 1;
    }
    let written = letters.get(..length).unwrap_or_default();
    let mut folded = letters;
    folded.iter_mut().for_each(|letter| *letter = fold(*letter));
    let folded = folded.get(..length).unwrap_or_default();
    each(Sort::Word, key(Sort::Word, folded));
    each(Sort::Form, key(Sort::Form, written));
    for (sort, size) in [(Sort::Suffix1, 1), (Sort::Suffix2, 2), (Sort::Suffix3, 3), (Sort::Suffix4, 4)] {
        if let Some(end) = length.checked_sub(size).and_then(|start| folded.get(start..)) {
            each(sort, key(sort, end));
        }
    }
    for (sort, size) in [(Sort::Prefix1, 1), (Sort::Prefix2, 2), (Sort::Prefix3, 3)] {
        if let Some(start) = folded.get(..size) {
            each(sort, key(sort, start));
        }
    }
    each(Sort::Shape, shape(written));
}

/// The key of a word as written: that of its feature [`Sort::Form`].
pub fn of_form(form: &str) -> Key {
    let form = form.get(..form.floor_char_boundary(LONGEST)).unwrap_or_default();
    form.chars().fold(start(Sort::Form), step)
}

fn fold(letter: char) -> char {
    match letter {
        '0'..='9' => '0',
        '’' | '‘' => '\'',
        'a'..='z' => letter,
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

fn shape(written: &[char]) -> Key {
    let mut hash = start(Sort::Shape);
    let mut last = ('\0', 0);
    for &letter in written {
        let class = match letter {
            _ if letter.is_lowercase() => 'x',
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_numeric() => '0',
            '’' | '‘' => '\'',
            other => other,
        };
        last = if class == last.0 { (class, last.1 + 1) } else { (class, 1) };
        if last.1 <= 2 {
            hash = step(hash, class);
        }
    }
    hash
}

fn key(sort: Sort, letters: &[char]) -> Key {
    letters.iter().copied().fold(start(sort), step)
}

fn start(sort: Sort) -> Key {
    step(0x2545_f491_4f6c_dd1d, char::from(sort as u8))
}

fn step(hash: Key, letter: char) -> Key {
    let mixed = (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(form: &str) -> Vec<(Sort, Key)> {
        let mut keys = Vec::new();
        of_word(form, |sort, key| keys.push((sort, key)));
        keys
    }

    fn share(a: &str, b: &str, sort: Sort) -> bool {
        let of = |form: &str| keys(form).into_iter().find(|key| key.0 == sort);
        of(a) == of(b)
    }

    #[test]
    fn words_share_what_they_have_in_common() {
        assert!(share("Bombed", "bombed", Sort::Word) && !share("Bombed", "bombed", Sort::Form));
        assert!(share("1999", "2015", Sort::Word) && share("bombing", "shelling", Sort::Suffix3));
        assert!(share("Raqqa", "Paris", Sort::Shape) && !share("Raqqa", "ISIL", Sort::Shape));
        assert!(share("n’t", "N'T", Sort::Word));
    }

    #[test]
    fn short_words_have_no_long_ends() {
        assert_eq!(keys("a").iter().filter(|key| key.0 == Sort::Suffix2).count(), 0);
        assert_eq!(keys("").len(), 3);
    }

    proptest! {
        #[test]
        fn the_key_of_a_form_is_among_its_features(form in "\\PC{0,90}") {
            prop_assert!(keys(&form).contains(&(Sort::Form, of_form(&form))));
        }
    }
}
