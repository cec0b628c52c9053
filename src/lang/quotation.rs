//! Quotations: the stretches of text between quotation marks.
//!
//! A quotation that its paragraph does not close ends with the paragraph; when the next one opens with a mark, it goes on. Not here: who
//! speaks, and whether a quotation is speech or a title.

use super::{Class, Token};
use crate::span::Span;
use std::ops::Range;

/// One quotation within one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From its opening mark to its closing one, or to the end of the block.
    pub span: Span,
    /// Indices of the tokens between the marks.
    pub tokens: Range<usize>,
    /// Number of the block it stands in.
    pub block: usize,
    /// True where its own block closes it.
    pub closed: bool,
    /// True where it goes on from the block before, which did not close it.
    pub continues: bool,
}

/// Appends the quotations of the tokens `within` one block. Of nested ones, the outermost.
pub(super) fn find(text: &str, tokens: &[Token], within: Range<usize>, block: usize, out: &mut Vec<Quotation>) {
    let mut continues = out.last().is_some_and(|last| !last.closed && last.block + 1 == block)
        && tokens.get(within.start).is_some_and(|token| token.class == Class::OpenQuote);
    let mut end_of_last = within.start;
    for (open, close) in pairs(text, tokens, within.clone()) {
        // A single mark that nothing closes is an apostrophe ('em); a double one runs to the end of the block.
        if open < end_of_last || close.is_none() && is_single(text, &tokens[open]) {
            continue;
        }
        let last = close.unwrap_or(within.end - 1);
        let inner = open + 1..close.unwrap_or(within.end);
        let span = tokens[open].span.to(tokens[last].span);
        out.push(Quotation { span, tokens: inner, block, closed: close.is_some(), continues });
        continues = false;
        end_of_last = last + 1;
    }
}

/// Every opening mark within a block, in order, and the mark that closes it; single and double ones apart. One pass.
fn pairs(text: &str, tokens: &[Token], within: Range<usize>) -> Vec<(usize, Option<usize>)> {
    let mut pairs: Vec<(usize, Option<usize>)> = Vec::new();
    let mut open: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    for at in within.clone() {
        let single = is_single(text, &tokens[at]);
        match tokens[at].class {
            Class::OpenQuote => {
                open[usize::from(single)].push(pairs.len());
                pairs.push((at, None));
            }
            Class::CloseQuote if !single || closes_single(tokens, at, within.end) => {
                if let Some(pair) = open[usize::from(single)].pop().and_then(|number| pairs.get_mut(number)) {
                    pair.1 = Some(at);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// True where the single mark at `at` closes a quotation: the apostrophe of "rebels' base" stands between two words.
fn closes_single(tokens: &[Token], at: usize, end: usize) -> bool {
    let after_mark = at == 0 || !matches!(tokens[at - 1].class, Class::Word | Class::Number);
    after_mark || at + 1 == end || tokens[at + 1].class != Class::Word
}

/// True of a single mark.
fn is_single(text: &str, token: &Token) -> bool {
    matches!(token.span.of(text), "'" | "‘" | "’" | "`")
}

#[cfg(test)]
mod tests {
    use crate::content::Prose;
    use crate::lang::{Language, Reading};

    fn found(text: &str) -> Vec<(String, bool, bool)> {
        let prose = Prose::plain(text);
        let reading = Reading::new(&prose.text, &prose.blocks, &Language::find("en").unwrap().vocabulary());
        reading.quotations.iter().map(|q| (q.span.of(text).to_owned(), q.closed, q.continues)).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(text, ..)| text).collect()
    }

    #[test]
    fn marks_of_every_kind_are_paired() {
        assert_eq!(texts("He said, \"Go,\" and \"stay.\""), ["\"Go,\"", "\"stay.\""]);
        assert_eq!(texts("A “go” and ``stay'' here"), ["“go”", "``stay''"]);
        assert_eq!(texts("It is ‘the rebels’ base’, he said"), ["‘the rebels’ base’"]);
    }

    #[test]
    fn nested_quotations_count_as_their_outermost() {
        assert_eq!(texts("“He told me ‘no’ twice,” she said."), ["“He told me ‘no’ twice,”"]);
    }

    #[test]
    fn apostrophes_open_nothing() {
        assert!(texts("the '90s, give 'em hell, the rebels' base").is_empty());
    }

    #[test]
    fn a_quotation_goes_on_over_paragraphs() {
        let text = "“First.\n\n“Second,” he said. “Third.”";
        assert_eq!(
            found(text),
            [
                ("“First.".to_owned(), false, false),
                ("“Second,”".to_owned(), true, true),
                ("“Third.”".to_owned(), true, false)
            ]
        );
    }
}
