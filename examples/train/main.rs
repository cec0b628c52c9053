//! Trains the English tagger, parser and lemmatiser, and scores them.
//!
//! `cargo run --release --example train -- train TREEBANKS MODEL [MORE_TREES]` writes the model file and, beside it, its scores;
//! `... -- score TREEBANKS dev|test [MODEL]` scores a model file, or the model that is embedded in the library. See `docs/syntax.md`.

mod conllu;
mod encoder;
mod lemmas;
mod lexicon;
mod oracle;
mod own;
mod pack;
mod parser;
mod score;
mod settings;
mod tagger;
mod tensor;

use anyhow::{Context, Result, bail};
use conllu::Sentence;
use dateline::lang::{Language, Syntax};
use parser::{Parser, Tagged};
use rayon::prelude::*;
use std::fmt::Write;
use std::path::Path;
use tagger::Tagger;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["train", treebanks, model] => train(Path::new(treebanks), Path::new(model), Vec::new()),
        ["train", treebanks, model, more] => train(Path::new(treebanks), Path::new(model), automatic(Path::new(more))?),
        ["score", treebanks, part, model] => {
            let file = std::fs::read(model)?;
            let syntax = Syntax::read(&file).context("this is no model file")?;
            print!("{}", scores(&syntax, Path::new(treebanks), part)?);
            Ok(())
        }
        ["score", treebanks, part] => {
            let syntax = Language::find("en").and_then(|english| english.syntax()).context("no model is embedded")?;
            print!("{}", scores(&syntax, Path::new(treebanks), part)?);
            Ok(())
        }
        _ => bail!("usage: train train TREEBANKS MODEL [MORE_TREES] | train score TREEBANKS dev|test [MODEL]"),
    }
}

fn train(treebanks: &Path, model: &Path, more: Vec<Sentence>) -> Result<()> {
    let mut sentences = read(treebanks, "ewt", "train")?;
    sentences.extend(read(treebanks, "gum", "train")?);
    sentences.extend(more);
    let all: Vec<&Sentence> = sentences.iter().collect();
    let tagger = Tagger::train(&all, &settings::TAGGER, |epoch, _| eprintln!("tagger {epoch}"));
    let tags = cross_tagged(&tagger, &all);
    let data: Vec<Tagged> = all.iter().zip(tags).map(|(&sentence, tags)| Tagged { sentence, tags }).collect();
    let parser = Parser::train(&data, tagger.labels.len(), &settings::PARSER, |epoch, _| eprintln!("parser {epoch}"));
    let forms = settings::frequent_forms(&all);
    let mut packer = pack::Packer::default();
    packer.bytes.extend(Syntax::magic());
    packer.tagger(&tagger, &forms);
    packer.parser(&parser, &forms);
    let gold: Vec<&Sentence> = all.iter().copied().filter(|sentence| !sentence.automatic).collect();
    lemmas::pack(&mut packer, &gold);
    std::fs::write(model, &packer.bytes)?;
    let syntax = Syntax::read(&packer.bytes).context("the model file cannot be read back")?;
    let scores = scores(&syntax, treebanks, "dev")?;
    print!("{} bytes\n{scores}", packer.bytes.len());
    std::fs::write(model.with_extension("scores.txt"), scores)?;
    Ok(())
}

/// Tags of all sentences by taggers that have not seen them, so that the parser learns from tags as wrong as it will meet.
fn cross_tagged(tagger: &Tagger, all: &[&Sentence]) -> Vec<Vec<u8>> {
    const FOLDS: usize = 3;
    /// Sentences that go into one fold together, since a document repeats its words.
    const STRETCH: usize = 100;
    let is_in = |at: usize, fold: usize| at / STRETCH % FOLDS == fold;
    let tag_fold = |fold: usize| -> Vec<(usize, Vec<u8>)> {
        let others: Vec<&Sentence> = (0..all.len()).filter(|&at| !is_in(at, fold)).map(|at| all[at]).collect();
        let other = Tagger::train(&others, &settings::CROSS_TAGGER, |epoch, _| eprintln!("fold {fold} {epoch}"));
        let number = |label: &String| tagger.labels.iter().position(|known| known == label).unwrap_or_default() as u8;
        let map: Vec<u8> = other.labels.iter().map(number).collect();
        let tags = |at: usize| (at, other.tag(all[at]).into_iter().map(|tag| map[tag]).collect());
        (0..all.len()).filter(|&at| is_in(at, fold)).map(tags).collect()
    };
    let mut tagged: Vec<_> = (0..FOLDS).into_par_iter().flat_map_iter(tag_fold).collect();
    tagged.sort();
    tagged.into_iter().map(|(_, tags)| tags).collect()
}

/// Sentences whose trees a program has drawn.
fn automatic(path: &Path) -> Result<Vec<Sentence>> {
    let mut sentences = conllu::read(path).with_context(|| path.display().to_string())?;
    sentences.iter_mut().for_each(|sentence| sentence.automatic = true);
    Ok(sentences)
}

fn read(treebanks: &Path, name: &str, part: &str) -> Result<Vec<Sentence>> {
    let path = treebanks.join(format!("en_{name}-ud-{part}.conllu.gz"));
    conllu::read(&path).with_context(|| path.display().to_string())
}

/// A table of scores on gold tokens and on raw text.
fn scores(syntax: &Syntax<'_>, treebanks: &Path, part: &str) -> Result<String> {
    let mut table = String::from("set        tokens  sents  words   upos   xpos  lemma    uas    las\n");
    let vocabulary = Language::find("en").map(|english| english.vocabulary()).unwrap_or_default();
    let gum = read(treebanks, "gum", part)?;
    let news = gum.iter().filter(|sentence| sentence.source.starts_with("GUM_news")).cloned().collect();
    for (name, set) in [("ewt", read(treebanks, "ewt", part)?), ("gum", gum), ("gum news", news)] {
        let (mut gold, mut raw) = (score::Scores::default(), score::Scores::default());
        for document in score::documents(&set) {
            gold.add(document, &own::parsed(syntax, document));
            raw.add(document, &own::read(syntax, &score::text(document), &vocabulary));
        }
        for (kind, s) in [("gold", gold), ("raw", raw)] {
            let row = [s.tokens, s.sentences, s.words, s.upos, s.xpos, s.lemmas, s.uas, s.las];
            let cells: Vec<String> = row.iter().map(|score| format!("{:6.2}", score.f1())).collect();
            writeln!(table, "{:<9} {}", format!("{name} {kind}"), cells.join(" "))?;
        }
    }
    Ok(table)
}
