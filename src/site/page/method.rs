//! The page on method: how events are found, what the words on the pages mean, what is known to go wrong, and whom to tell.
//!
//! All of it but the kinds is words of the theme. A page without a date at the same address stands in its place.

use crate::site::address;
use crate::site::edition::Edition;
use crate::site::view::{KindMethod, MethodView};
use tera::Context;

/// How many examples of a kind are shown.
const EXAMPLES: usize = 2;
/// How many of the words by which a kind is found are shown.
const WORDS: usize = 14;

/// What the template of the page is given.
pub fn context(edition: &Edition) -> Context {
    let words = &edition.words;
    let mut head = edition.head(address::METHOD, words.get("method.title"), words.get("method.description"));
    head.section = "method".to_owned();
    let mut context = edition.context(&head);
    context.insert("method", &MethodView { version: env!("CARGO_PKG_VERSION"), kinds: kinds(edition) });
    context
}

fn kinds(edition: &Edition) -> Vec<KindMethod<'_>> {
    let kinds = edition.config.kinds.iter().map(|kind| KindMethod {
        kind: &kind.id,
        words: kind.verbs.iter().chain(&kind.nouns).take(WORDS).map(String::as_str).collect(),
        examples: kind.examples.iter().take(EXAMPLES).map(String::as_str).collect(),
    });
    kinds.collect()
}
