//! Whether each kind finds its `examples` and leaves its `not` sentences alone.
//!
//! The sentences are read as an article would be, by the same extractor and beside all other kinds. Not here: what the words are.

use crate::config::{self, Config, Kind};
use crate::diag::{Diagnostic, File};
use crate::lang::Language;
use crate::span::Span;
use crate::{pipeline, scaffold};
use std::collections::{BTreeMap, BTreeSet};

/// A sentence beside the kind that must, or must not, be found in it.
struct Example<'a> {
    kind: &'a Kind,
    sentence: &'a str,
    is_found: bool,
}

/// Examples that do not come out as they should. Those that stand in `site` (`site.toml`) are told at their place and are errors. Built-in ones
/// are warnings, and only where the site's own words changed what a built-in kind finds.
pub(super) fn failing(site: &File, config: &Config) -> Vec<Diagnostic> {
    let plain = plain(config);
    if plain.kinds == config.kinds {
        return Vec::new();
    }
    let known: BTreeSet<(&str, &str)> =
        wrong(&plain).iter().map(|example| (&*example.kind.id, example.sentence)).collect();
    let new = wrong(config).into_iter().filter(|example| !known.contains(&(&*example.kind.id, example.sentence)));
    new.map(|example| told(&example, site)).collect()
}

/// The same site with the built-in kinds alone.
fn plain(config: &Config) -> Config {
    let (builtin, _) = config::read(&File::new("site.toml", ""), &pipeline::builtin_kinds());
    Config { kinds: builtin.kinds, ..config.clone() }
}

/// Examples of all kinds that do not come out as they should.
fn wrong(config: &Config) -> Vec<Example<'_>> {
    if Language::find(&config.language).is_none() {
        return Vec::new();
    }
    let examples: Vec<Example> = config.kinds.iter().flat_map(examples_of).collect();
    let found = kinds_found(&examples, config);
    let is_wrong = |at: usize, example: &Example| {
        found.get(&at).is_some_and(|kinds| kinds.contains(&example.kind.id)) != example.is_found
    };
    examples
        .into_iter()
        .enumerate()
        .filter(|(at, example)| is_wrong(*at, example))
        .map(|(_, example)| example)
        .collect()
}

fn examples_of(kind: &Kind) -> impl Iterator<Item = Example<'_>> {
    let example = move |sentence, is_found| Example { kind, sentence, is_found };
    let wanted = kind.examples.iter().map(move |sentence| example(sentence, true));
    wanted.chain(kind.counterexamples.iter().map(move |sentence| example(sentence, false)))
}

/// The kinds found in each example, by its number.
fn kinds_found(examples: &[Example], config: &Config) -> BTreeMap<usize, Vec<String>> {
    let files: Vec<File> = examples.iter().enumerate().map(|(at, example)| article(at, example.sentence)).collect();
    let (timeline, _) = pipeline::read(&files, config);
    let number = |path: &str| path.trim_start_matches("content/").trim_end_matches(".md").parse().ok();
    let found = timeline.articles.into_iter().filter_map(|read| {
        let kinds = read.mentions.into_iter().map(|mention| mention.kind).collect();
        Some((number(&read.article.file.path)?, kinds))
    });
    found.collect()
}

fn article(at: usize, sentence: &str) -> File {
    let text = format!("---\ntitle: Example\ndate: 2015-11-18\n---\n\n{}\n", scaffold::markdown(sentence));
    File::new(format!("content/{at}.md"), text)
}

fn told(example: &Example, site: &File) -> Diagnostic {
    let Example { kind, sentence, is_found } = example;
    let what = if *is_found { "is not found in" } else { "must not be found in, but is," };
    let message = format!("the kind `{}` {what} its example: {sentence}", kind.id);
    let hint = match is_found {
        true => "add the word that reports it to `verbs` or `nouns`, or mend the phrase in `unless` that hides it",
        false => "add the phrase that misleads it to `unless`",
    };
    let diagnostic = match place(sentence, site) {
        Some(span) => Diagnostic::error("kind.example", message).at(site, span),
        None => Diagnostic::warning("kind.example", message),
    };
    diagnostic.hint(hint)
}

/// Where a sentence stands in `site.toml`, as it is or as TOML writes it in quotation marks.
fn place(sentence: &str, site: &File) -> Option<Span> {
    let quoted = serde_json::Value::from(sentence).to_string();
    let written = quoted.trim_matches('"');
    let at = |text: &str| site.text.find(text).map(|start| Span::new(start, start + text.len()));
    at(sentence).or_else(|| at(written))
}
