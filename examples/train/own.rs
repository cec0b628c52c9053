//! Treebank sentences as the library reads them.

use crate::conllu::{self, Sentence, Word};
use dateline::content::Prose;
use dateline::lang::syntax::{Tree, Workspace, write_conllu};
use dateline::lang::{Reading, Syntax, Vocabulary};

/// Reads a text with the library's own tokens and sentences, by way of CoNLL-U.
pub fn read(syntax: &Syntax<'_>, text: &str, vocabulary: &Vocabulary) -> Vec<Sentence> {
    let prose = Prose::plain(text);
    let reading = Reading::new(&prose.text, &prose.blocks, vocabulary);
    let mut out = Vec::new();
    if write_conllu(&mut out, syntax, &prose.text, &reading).is_err() {
        return Vec::new();
    }
    conllu::parse(&String::from_utf8_lossy(&out))
}

/// Tags and parses the words of gold sentences.
pub fn parsed(syntax: &Syntax<'_>, gold: &[Sentence]) -> Vec<Sentence> {
    let mut work = Workspace::default();
    let parse = |sentence: &Sentence| {
        let tree = syntax.tree_of(sentence.words.iter().map(|word| word.form.as_str()).collect(), &mut work);
        let words = (0..tree.len()).map(|at| word(syntax, &tree, at)).collect();
        Sentence { words, ..sentence.clone() }
    };
    gold.iter().map(parse).collect()
}

fn word(syntax: &Syntax<'_>, tree: &Tree<'_>, at: usize) -> Word {
    Word {
        form: tree.form(at).to_owned(),
        lemma: syntax.lemma(tree.form(at), tree.penn(at)).into_owned(),
        upos: tree.universal(at).to_owned(),
        xpos: tree.penn(at).to_owned(),
        head: tree.head(at).map_or(0, |head| head + 1),
        deprel: tree.label(at).to_owned(),
    }
}
