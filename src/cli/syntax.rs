//! `dateline explain --syntax`: the grammar of every sentence, for people who tune rules and for scoring programs.

use super::Outcome;
use super::reading::{self, Files};
use crate::lang::syntax::{Tree, Workspace, write_conllu};
use crate::lang::{Language, Reading, Syntax};
use anyhow::{Context, Result};
use std::io::{BufWriter, Write, stdout};

/// How grammar is printed.
#[derive(Clone, Copy, clap::ValueEnum)]
pub(super) enum Format {
    /// An indented tree for each sentence, for people
    Tree,
    /// CoNLL-U, for programs
    Conllu,
}

pub(super) fn run(files: &Files, format: Format) -> Result<Outcome> {
    let Some(proses) = reading::prose(files)? else { return Ok(Outcome::ContentErrors) };
    let mut out = BufWriter::new(stdout().lock());
    for (tag, prose) in proses {
        let language = Language::find(&tag).with_context(|| format!("there is no language pack for `{tag}`"))?;
        let syntax = language.syntax().with_context(|| format!("the language pack `{tag}` has no grammar"))?;
        let reading = Reading::new(&prose.text, &prose.blocks, &language.vocabulary());
        match format {
            Format::Tree => write_trees(&mut out, &syntax, &prose.text, &reading)?,
            Format::Conllu => write_conllu(&mut out, &syntax, &prose.text, &reading)?,
        }
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

fn write_trees(out: &mut impl Write, syntax: &Syntax<'_>, text: &str, reading: &Reading) -> Result<()> {
    let mut work = Workspace::default();
    for sentence in &reading.sentences {
        let shown: Vec<&str> = sentence.span.of(text).split_whitespace().collect();
        writeln!(out, "{}", shown.join(" "))?;
        let tree = syntax.tree(text, reading, sentence, &mut work);
        for word in 0..tree.len() {
            write_word(out, syntax, &tree, word)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// One line for a word, indented by its depth: form, relation, head, tag, lemma.
fn write_word(out: &mut impl Write, syntax: &Syntax<'_>, tree: &Tree<'_>, word: usize) -> Result<()> {
    let indent = "  ".repeat(tree.ancestors(word).count().min(12) + 1);
    let of = tree.head(word).map(|head| format!(" of {}", tree.form(head))).unwrap_or_default();
    let (form, penn) = (tree.form(word), tree.penn(word));
    writeln!(out, "{indent}{form}  {}{of}  {penn}  {}", tree.label(word), syntax.lemma(form, penn))?;
    Ok(())
}
