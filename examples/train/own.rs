//! A text as the library reads it, in the treebank's terms.

use crate::conllu::{Sentence, Surface, Word};
use dateline::content::Prose;
use dateline::lang::{Class, Reading, Token, Vocabulary};

/// Reads a text with the library's own tokens and sentences.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Vec<Sentence> {
    let prose = Prose::plain(text);
    let reading = Reading::new(&prose.text, &prose.blocks, vocabulary);
    let sentence = |sentence: &dateline::lang::Sentence| {
        let mut out = Sentence::default();
        for token in reading.tokens_of(sentence) {
            let form = token.span.of(&prose.text);
            if is_clitic(form, token) && !out.surface.is_empty() {
                let last = out.surface.len() - 1;
                out.surface[last].form.push_str(form);
                out.surface[last].words += 1;
            } else {
                out.surface.push(Surface { form: form.to_owned(), words: 1 });
            }
            out.words.push(Word { form: form.to_owned(), ..Word::default() });
        }
        out
    };
    reading.sentences.iter().map(sentence).collect()
}

fn is_clitic(form: &str, token: &Token) -> bool {
    !token.spaced
        && token.class == Class::Word
        && (form.starts_with(['\'', '’'])
            || form.to_lowercase().starts_with("n't")
            || form.to_lowercase().starts_with("n’t"))
}
