//! Reading CoNLL-U treebanks, plain or gzipped.
//!
//! Not here: what is learned from them. See <https://universaldependencies.org/format.html>.

use std::io::{self, Read};
use std::path::Path;

/// One syntactic word.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// As written; of a part of a multiword token, as the treebank cuts it.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Penn tag.
    pub xpos: String,
    /// Number of its head, counted from 1; 0 for the root.
    pub head: usize,
    /// Relation to its head.
    pub deprel: String,
}

/// One surface token: a word, or the words that a multiword token is cut into.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    /// As written.
    pub form: String,
    /// How many words it stands for.
    pub words: usize,
}

/// One sentence.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Its words, in order.
    pub words: Vec<Word>,
    /// Its surface tokens, in order.
    pub surface: Vec<Surface>,
    /// The text it was taken from.
    pub text: String,
    /// True where a paragraph begins with it.
    pub paragraph: bool,
    /// True where a document begins with it.
    pub document: bool,
    /// Name of its document.
    pub source: String,
    /// True where a program drew the tree, not a person.
    pub automatic: bool,
}

/// Reads a treebank; a name that ends with `.gz` is unpacked.
pub fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let mut text = String::new();
    let file = std::fs::File::open(path)?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        io::BufReader::new(file).read_to_string(&mut text)?;
    }
    Ok(parse(&text))
}

/// The sentences of a treebank's text.
pub fn parse(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut source = String::new();
    for block in text.split("\n\n").filter(|block| block.lines().any(|line| !line.starts_with('#'))) {
        let mut sentence = Sentence::default();
        for line in block.lines() {
            read_line(line, &mut sentence, &mut source);
        }
        sentence.source.clone_from(&source);
        sentences.push(sentence);
    }
    sentences
}

fn read_line(line: &str, sentence: &mut Sentence, source: &mut String) {
    if let Some(comment) = line.strip_prefix('#') {
        let comment = comment.trim();
        if let Some(text) = comment.strip_prefix("text = ") {
            text.clone_into(&mut sentence.text);
        } else if let Some(name) = comment.strip_prefix("newdoc") {
            name.trim_start_matches(" id = ").clone_into(source);
            sentence.document = true;
        } else if comment.starts_with("newpar") {
            sentence.paragraph = true;
        }
        return;
    }
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, _, head, deprel, ..] = columns[..] else { return };
    if let Some((first, last)) = id.split_once('-') {
        let span = |number: &str| number.parse::<usize>().unwrap_or_default();
        sentence.surface.push(Surface { form: form.to_owned(), words: span(last) + 1 - span(first) });
    } else if !id.contains('.') {
        let covered: usize = sentence.surface.iter().map(|token| token.words).sum();
        if covered == sentence.words.len() {
            sentence.surface.push(Surface { form: form.to_owned(), words: 1 });
        }
        let own = |text: &str| text.to_owned();
        let head = head.parse().unwrap_or_default();
        sentence.words.push(Word {
            form: own(form),
            lemma: own(lemma),
            upos: own(upos),
            xpos: own(xpos),
            head,
            deprel: own(deprel),
        });
    }
}
