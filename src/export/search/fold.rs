//! Words of a text as the search compares them: lower case, without accents. The theme's script does the same to a question.
//!
//! Not here: the tokens that reading an article goes by (`lang`), which keep what a reader of prose needs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Calls `each` with every word of `text`; `word` is room to write it in. Single letters of ASCII are no words.
pub(super) fn words(text: &str, word: &mut String, mut each: impl FnMut(&str)) {
    let mut end = |word: &mut String| {
        if word.len() > 1 {
            each(word);
        }
        word.clear();
    };
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                word.push(char::from(byte.to_ascii_lowercase()));
            } else {
                end(word);
            }
        }
    } else {
        for c in text.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)) {
            if c.is_alphanumeric() {
                word.push(c);
            } else {
                end(word);
            }
        }
    }
    end(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        let of = |text: &str| {
            let mut found = Vec::new();
            words(text, &mut String::new(), |word| found.push(word.to_owned()));
            found
        };
        assert_eq!(of("Syria’s F-16s, 2015: a “raid”"), ["syria", "16s", "2015", "raid"]);
        assert_eq!(of("Ångström İstanbul الأسد Ελλάς"), ["angstrom", "istanbul", "الاسد", "ελλας"]);
        assert_eq!(of("U.S. x"), [""; 0]);
        assert_eq!(of("中"), ["中"]);
    }
}
