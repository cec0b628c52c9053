//! The day on which quoted words were spoken, from which "today" and "last week" inside the quotation are counted.
//!
//! `"We will vote tomorrow," he said on Tuesday.` Not here: who speaks (`extract/speech`).

use super::GrammarError;
use super::grammar::Item;
use crate::lang::{Class, Language, Phrases, Quotation, Token, Vocabulary};
use serde::Deserialize;
use std::ops::Range;

/// `timex/quotations.toml`: words behind which a date does not say when somebody spoke.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct QuotationFile {
    ends: Vec<String>,
}

/// Finds the expression that says when a quotation was spoken.
#[derive(Clone, Debug, Default)]
pub(super) struct Speaking {
    ends: Phrases<()>,
}

/// How many tokens may stand between a quotation and the date of its speech.
const REACH: usize = 14;

impl Speaking {
    /// The words of a language. A language without any counts everything from the article's day.
    pub(super) fn load(language: &Language, vocabulary: &mut Vocabulary) -> Result<Self, GrammarError> {
        let file: QuotationFile = super::file(language, "timex/quotations.toml")?;
        let mut ends = Phrases::default();
        for word in &file.ends {
            ends.insert(vocabulary, word, ());
        }
        Ok(Speaking { ends })
    }

    /// The item, of those in a sentence, that says when the words quoted at the tokens `quoted` were spoken: the nearest behind or before the
    /// quotation, in the clause that gives the speaker.
    pub(super) fn item<'i>(&self, tokens: &[Token], quoted: &Range<usize>, items: &'i [Item]) -> Option<&'i Item> {
        let behind = items.get(items.partition_point(|item| item.tokens.start <= quoted.end));
        let before = items.partition_point(|item| item.tokens.end < quoted.start).checked_sub(1);
        let before = before.and_then(|at| items.get(at));
        behind
            .filter(|item| self.leads(tokens, quoted.end + 1..item.tokens.start))
            .or(before.filter(|item| self.leads(tokens, item.tokens.end..quoted.start.saturating_sub(1))))
    }

    /// True where one clause, outside quotations, takes these tokens.
    fn leads(&self, tokens: &[Token], between: Range<usize>) -> bool {
        let Some(words) = tokens.get(between) else { return false };
        let ends = |at: usize| {
            let quotes = words.get(at).is_some_and(|token| matches!(token.class, Class::OpenQuote | Class::End));
            quotes || words.get(at..).and_then(|rest| self.ends.longest(rest)).is_some()
        };
        !words.is_empty() && words.len() <= REACH && !(0..words.len()).any(ends)
    }
}

/// The quotation that holds token `at` of the tokens `within` a text, as a range of those tokens.
pub(super) fn quoted(quotations: &[Quotation], within: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let token = within.start + at;
    let quotation = quotations.get(quotations.partition_point(|quotation| quotation.tokens.end <= token))?;
    let relative = |token: usize| token.clamp(within.start, within.end) - within.start;
    let range = relative(quotation.tokens.start)..relative(quotation.tokens.end);
    quotation.tokens.contains(&token).then_some(range)
}
