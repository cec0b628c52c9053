//! Runs the examples that stand beside the rules of every language pack.
//!
//! `examples`: expressions of the sentence stand in brackets with their values, `[yesterday = 2015-11-17]`, read as news of Wednesday
//! 2015-11-18 (as a history where the rule is for histories); the rule that the example stands under finds at least one. `not`: sentences in which the rule finds nothing.

use super::{Tagger, Timex};
use crate::config::Style;
use crate::content::Prose;
use crate::date::Day;
use crate::lang::{Language, Reading, Vocabulary};
use include_dir::{Dir, include_dir};
use serde::Deserialize;

/// Packs that serve the tests alone.
static LANGUAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/languages");

#[derive(Deserialize)]
struct File {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    name: String,
    #[serde(rename = "type")]
    sort: String,
    style: Option<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

/// A sentence without its brackets, and what stood in them.
fn unmark(example: &str) -> (String, Vec<(String, String)>) {
    let mut parts = example.split('[');
    let mut text = parts.next().unwrap().to_owned();
    let mut wanted = Vec::new();
    for part in parts {
        let (inside, after) = part.split_once(']').expect("a bracket is not closed");
        let (words, value) = inside.rsplit_once(" = ").expect("a value is missing");
        text.push_str(words);
        text.push_str(after);
        wanted.push((words.to_owned(), value.to_owned()));
    }
    (text, wanted)
}

fn tag(tagger: &Tagger, vocabulary: &Vocabulary, text: &str, style: Style) -> Vec<Timex> {
    let prose = Prose::plain(text);
    let reading = Reading::new(text, &prose.blocks, vocabulary);
    tagger.tag(text, &reading, Day::new(2015, 11, 18).unwrap(), style)
}

/// What the examples of a language's rules say and its tagger does not do.
fn failures(language: &Language) -> Vec<String> {
    let mut failures = Vec::new();
    let mut vocabulary = language.vocabulary();
    let tagger = Tagger::new(language, &mut vocabulary).unwrap();
    for (path, text) in language.folder("timex/rules") {
        for rule in toml::from_str::<File>(text).unwrap().rule {
            // What is nothing by itself shows in the expressions that it joins.
            let shows = !["part", "modifier", "hedge", "distance", "nothing"].contains(&rule.sort.as_str());
            if rule.examples.is_empty() && (rule.sort != "nothing" || rule.not.is_empty()) {
                failures.push(format!("{path}: {}: no example shows what it finds", rule.name));
            }
            let style = if rule.style.as_deref() == Some("narrative") { Style::Narrative } else { Style::News };
            for example in &rule.examples {
                let (text, wanted) = unmark(example);
                let found = tag(&tagger, &vocabulary, &text, style);
                let got: Vec<_> = found.iter().map(|t| (t.span.of(&text).to_owned(), t.value.clone())).collect();
                if !wanted.iter().all(|expression| got.contains(expression)) {
                    failures.push(format!("{path}: {}: {example}: found {got:?}", rule.name));
                } else if shows && !found.iter().any(|timex| timex.rule == rule.name) {
                    let rules: Vec<_> = found.iter().map(|timex| &timex.rule).collect();
                    failures.push(format!("{path}: {}: {example}: found by {rules:?}", rule.name));
                }
            }
            for text in &rule.not {
                let mut found = tag(&tagger, &vocabulary, text, style);
                // A rule for nothing marks no expression as its own: it keeps others away.
                found.retain(|timex| rule.sort == "nothing" || timex.rule == rule.name);
                if !found.is_empty() {
                    failures.push(format!("{path}: {}: {text}: found {:?}", rule.name, found[0].span.of(text)));
                }
            }
        }
    }
    failures
}

#[test]
fn every_rule_does_what_its_examples_say() {
    let languages = Language::available().into_iter().filter_map(Language::find);
    let failures: Vec<_> = languages.flat_map(|language| failures(&language)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_folder_of_words_and_rules_is_all_that_a_language_needs() {
    let spanish = Language::within(&LANGUAGES, "es").unwrap();
    let failures = failures(&spanish);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let mut vocabulary = spanish.vocabulary();
    let tagger = Tagger::new(&spanish, &mut vocabulary).unwrap();
    let found = tag(&tagger, &vocabulary, "Lucharon desde el viernes hasta el lunes.", Style::News);
    let ranges: Vec<_> = found.iter().map(|timex| timex.range.map(|range| range.to_string())).collect();
    assert_eq!(ranges[0].as_deref(), Some("2015-11-13/2015-11-16"), "{found:?}");
}
