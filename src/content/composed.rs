//! One spelling for the names of files: an accent may stand in its letter or behind it, and what looks the same shall be the same.
//!
//! Systems differ in what they make of `é`: some programs on macOS write two characters where a link holds one (Unicode Standard Annex 15:
//! forms D and C). Not here: the text of articles, which stays as it is written.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The name in Unicode's composed form (NFC).
pub fn composed(name: String) -> String {
    let is_composed = name.is_ascii() || is_nfc_quick(name.chars()) == IsNormalized::Yes;
    if is_composed { name } else { name.nfc().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        assert_eq!(composed("content/cafe\u{301}.md".to_owned()), "content/caf\u{e9}.md");
        for name in ["content/a.md", "content/caf\u{e9}.md", "\u{ac00}.md"] {
            assert_eq!(composed(name.to_owned()), name);
        }
    }
}
