//! Trees as CoNLL-U, the format of Universal Dependencies (<https://universaldependencies.org/format.html>).

use super::{Syntax, Tree, Workspace};
use crate::lang::{Class, Reading, Token};
use std::io::{self, Write};

/// Writes the trees of all sentences of a text. Clitics are written with their host as multiword tokens.
pub fn write(out: &mut impl Write, syntax: &Syntax<'_>, text: &str, reading: &Reading) -> io::Result<()> {
    let mut work = Workspace::default();
    let mut block = None;
    for (number, sentence) in (1..).zip(&reading.sentences) {
        let tokens = reading.tokens_of(sentence);
        if block != Some(sentence.block) {
            writeln!(out, "# newpar")?;
            block = Some(sentence.block);
        }
        let shown: Vec<&str> = sentence.span.of(text).split_whitespace().collect();
        writeln!(out, "# sent_id = {number}\n# text = {}", shown.join(" "))?;
        write_tree(out, syntax, &syntax.tree(text, reading, sentence, &mut work), tokens)?;
    }
    Ok(())
}

fn write_tree(out: &mut impl Write, syntax: &Syntax<'_>, tree: &Tree<'_>, tokens: &[Token]) -> io::Result<()> {
    let glued = |at: usize| tokens.get(at).is_some_and(|token| is_clitic(tree, at, token));
    let spaced = |at: usize| tokens.get(at + 1).is_none_or(|next| next.spaced);
    let mut covered = 0;
    for at in 0..tree.len() {
        let space = if spaced(at) { "_" } else { "SpaceAfter=No" };
        let last = (at..tree.len()).take_while(|&other| glued(other + 1)).count() + at;
        if at >= covered && last > at {
            let form: String = (at..=last).map(|part| tree.form(part)).collect();
            let after = if spaced(last) { "_" } else { "SpaceAfter=No" };
            writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{after}", at + 1, last + 1)?;
            covered = last + 1;
        }
        let misc = if at < covered { "_" } else { space };
        let (form, penn, head) = (tree.form(at), tree.penn(at), tree.head(at).map_or(0, |head| head + 1));
        let (lemma, universal, label) = (syntax.lemma(form, penn), tree.universal(at), tree.label(at));
        writeln!(out, "{}\t{form}\t{lemma}\t{universal}\t{penn}\t_\t{head}\t{label}\t_\t{misc}", at + 1)?;
    }
    writeln!(out)
}

/// True of a clitic that stands, without a space, after its host: "n't", "'s", the apostrophe of a genitive plural.
fn is_clitic(tree: &Tree<'_>, at: usize, token: &Token) -> bool {
    let form = tree.form(at);
    let is_word = token.class == Class::Word && (form.contains(['\'', '’']) && form.len() <= 5);
    at > 0 && !token.spaced && (is_word || tree.penn(at) == "POS")
}
