//! Abbreviations: words whose full stop belongs to them and need not end a sentence.
//!
//! The words stand in `abbreviations.toml` of the language pack. Not here: what they are short for.

use super::{Language, Vocabulary};
use serde::Deserialize;

/// What a full stop after a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Something always follows, as a name follows "Gen.": never the end of a sentence.
    Leading,
    /// The sentence may end here, as it may after "Co." or "p.m.": it does where the next word begins like a sentence.
    Either,
    /// As [`Abbreviation::Either`], but only when written with a capital: "Sat." and "Mar.", not "sat." and "mar.".
    Capitalised,
}

/// `abbreviations.toml`: three lists of words without their full stop.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    leading: Vec<String>,
    either: Vec<String>,
    capitalised: Vec<String>,
    starters: Vec<String>,
}

pub(super) fn load(language: &Language, vocabulary: &mut Vocabulary) {
    let Some(table) = language.data("abbreviations.toml").and_then(|text| toml::from_str::<Table>(text).ok()) else {
        return;
    };
    let sorts = [
        (Abbreviation::Leading, &table.leading),
        (Abbreviation::Either, &table.either),
        (Abbreviation::Capitalised, &table.capitalised),
    ];
    for (abbreviation, words) in sorts {
        for word in words {
            vocabulary.abbreviate(word, abbreviation);
        }
    }
    for word in &table.starters {
        vocabulary.add_starter(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_every_pack_can_be_read() {
        for code in Language::available() {
            let text = Language::find(code).unwrap().data("abbreviations.toml").unwrap();
            toml::from_str::<Table>(text).unwrap();
        }
    }

    #[test]
    fn a_pack_knows_its_abbreviations() {
        let vocabulary = Language::find("en-GB").unwrap().vocabulary();
        assert_eq!(vocabulary.abbreviation(vocabulary.get("Gen")), Some(Abbreviation::Leading));
        assert_eq!(vocabulary.abbreviation(vocabulary.get("Nov")), Some(Abbreviation::Capitalised));
        assert_eq!(vocabulary.abbreviation(vocabulary.get("nonsense")), None);
    }
}
