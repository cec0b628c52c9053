//! Reading a language: tokens, sentences, quotations, vocabulary, phrases and inflection. Knows no events and no dates.
//!
//! A language is a folder of `data/` (a *pack*); its README states the format of each file. The rooms above keep their own words in the
//! same folder and read them through [`Language::data`].

mod abbreviation;
mod inflection;
pub mod model;
pub mod parser;
mod phrases;
mod quotation;
mod sentence;
pub mod syntax;
pub mod tagger;
mod token;
mod vocabulary;

pub use abbreviation::Abbreviation;
pub use inflection::{Inflection, VerbForms};
pub use phrases::Phrases;
pub use quotation::Quotation;
pub use sentence::Sentence;
pub use syntax::Syntax;
pub use token::{Capital, Class, Token};
pub use vocabulary::{Vocabulary, WordId};

use crate::span::Span;
use include_dir::{Dir, include_dir};
use std::ops::Range;

static PACKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/lang/data");

/// Sentences of a text, in order and without overlap, in bytes of the text.
pub type Sentences = Vec<Span>;

/// One language pack.
#[derive(Clone, Debug)]
pub struct Language {
    code: &'static str,
    pack: &'static Dir<'static>,
}

impl Language {
    /// The pack for a BCP 47 tag, by its primary subtag (`en` for `en-GB`); `None` where there is no such pack.
    pub fn find(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let pack = PACKS.get_dir(&primary)?;
        Some(Language { code: pack.path().to_str()?, pack })
    }

    /// Primary subtags of all packs, sorted.
    pub fn available() -> Vec<&'static str> {
        let mut codes: Vec<_> = PACKS.dirs().filter_map(|pack| pack.path().to_str()).collect();
        codes.sort_unstable();
        codes
    }

    /// A pack that is not part of the program: a folder of the same form, in a folder `root`.
    #[cfg(test)]
    pub(crate) fn within(root: &'static Dir<'static>, code: &str) -> Option<Self> {
        let pack = root.get_dir(code)?;
        Some(Language { code: pack.path().to_str()?, pack })
    }

    /// Primary subtag, such as `en`.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The text of a data file, by its path within the pack, such as `kinds.toml`.
    pub fn data(&self, path: &str) -> Option<&'static str> {
        self.pack.get_file(format!("{}/{path}", self.code))?.contents_utf8()
    }

    /// The trained tagger and parser (`model.bin`); `None` for a pack without. Takes far less than a millisecond.
    pub fn syntax(&self) -> Option<Syntax<'static>> {
        Syntax::read(self.pack.get_file(format!("{}/model.bin", self.code))?.contents())
    }

    /// The data files of a folder of the pack, by name: path within the pack, and text.
    pub fn folder(&self, path: &str) -> Vec<(&'static str, &'static str)> {
        let prefix = format!("{}/", self.code);
        let folder = self.pack.get_dir(format!("{prefix}{path}"));
        let mut files: Vec<_> = folder
            .into_iter()
            .flat_map(|folder| folder.files())
            .filter_map(|file| Some((file.path().to_str()?.strip_prefix(&prefix)?, file.contents_utf8()?)))
            .collect();
        files.sort_unstable();
        files
    }

    /// A vocabulary that knows the pack's abbreviations and nothing else yet.
    pub fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        abbreviation::load(self, &mut vocabulary);
        vocabulary
    }
}

/// A text, read: what stands in it, before anybody asks what it means.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Words, numbers and marks, in order; white space lies between them.
    pub tokens: Vec<Token>,
    /// Sentences, in order; together they hold every token once.
    pub sentences: Vec<Sentence>,
    /// Quotations, by where they begin.
    pub quotations: Vec<Quotation>,
    /// Numbers of the blocks that are headings, ascending; empty where the text has no markup that says so.
    pub headings: Vec<usize>,
    /// The blocks of each row of a table, in order; empty likewise.
    pub rows: Vec<Range<usize>>,
    /// The blocks of each list, in order; empty likewise.
    pub lists: Vec<Range<usize>>,
}

impl Reading {
    /// Reads `text`, whose `blocks` (paragraphs and the like, in order) no sentence crosses. Linear in the text's length.
    pub fn new(text: &str, blocks: &[Span], vocabulary: &Vocabulary) -> Self {
        let mut reading = Reading::default();
        for (number, &block) in blocks.iter().enumerate() {
            let first = reading.tokens.len();
            token::tokenise(text, block, vocabulary, &mut reading.tokens);
            let within = first..reading.tokens.len();
            sentence::split(&reading.tokens, within.clone(), number, vocabulary, &mut reading.sentences);
            quotation::find(text, &reading.tokens, within, number, &mut reading.quotations);
        }
        reading
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or_default()
    }
}
