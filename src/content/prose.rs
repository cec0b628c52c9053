//! The running text of an article: paragraphs, headings and list items in order, without markup, each byte traceable to its source.
//!
//! Not here: sentences and words (`lang`). Code blocks, HTML, tables' rules and images are no prose and are left out.

use crate::span::Span;
use std::ops::Range;

/// A stretch of prose and the source it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in the prose.
    pub prose: Span,
    /// The source it stands for. Of the same length where the text is verbatim; otherwise the whole of it stands for the whole.
    pub source: Span,
}

/// The running text of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The text; blocks are parted by `\n\n`, lines within one joined by a space.
    pub text: String,
    /// The blocks (paragraphs, headings, list items, quotations), in order. No sentence crosses their borders.
    pub blocks: Vec<Span>,
    /// Numbers of the blocks that are headings, ascending.
    pub headings: Vec<usize>,
    /// The blocks of each row of a table, one for a cell with text, in order.
    pub rows: Vec<Range<usize>>,
    /// The blocks of each list, with the lists in it, in order.
    pub lists: Vec<Range<usize>>,
    /// Where each stretch came from, ascending and without overlap on both sides.
    pub segments: Vec<Segment>,
}

impl Prose {
    /// Plain text as prose: every empty line parts two blocks, and each byte is its own source.
    pub fn plain(text: &str) -> Self {
        let mut blocks = Vec::new();
        let mut at = 0;
        for part in text.split_inclusive("\n\n") {
            let trimmed = part.trim();
            if !trimmed.is_empty() {
                let start = at + (part.len() - part.trim_start().len());
                blocks.push(Span::new(start, start + trimmed.len()));
            }
            at += part.len();
        }
        let whole = Span::new(0, text.len());
        Prose {
            text: text.to_owned(),
            blocks,
            headings: Vec::new(),
            rows: Vec::new(),
            lists: Vec::new(),
            segments: vec![Segment { prose: whole, source: whole }],
        }
    }

    /// The source that a stretch of prose stands for; the smallest that holds all of it.
    pub fn to_source(&self, span: Span) -> Span {
        let first = self.segments.partition_point(|s| s.prose.end <= span.start);
        let last = self.segments.partition_point(|s| s.prose.start < span.end).max(first + 1) - 1;
        let (Some(a), Some(b)) = (self.segments.get(first), self.segments.get(last)) else {
            let end = self.segments.last().map_or(0, |s| s.source.end);
            return Span::new(end, end);
        };
        Span::new(a.source_at(span.start, false), b.source_at(span.end, true))
    }
}

/// Gathers prose block by block while Markdown is read.
#[derive(Debug, Default)]
pub(super) struct ProseBuilder {
    prose: Prose,
    block: usize,
    /// True where the last segment is verbatim.
    verbatim: bool,
}

impl ProseBuilder {
    /// Adds `text` to the block; it stands for `source`, byte by byte where it is `verbatim`.
    pub(super) fn push(&mut self, text: &str, source: Span, verbatim: bool) {
        if text.is_empty() || (self.at_block_start() && text.trim().is_empty()) {
            return;
        }
        if self.at_block_start() && !self.prose.text.is_empty() {
            self.prose.text.push_str("\n\n");
            self.block = self.prose.text.len();
        }
        let start = self.prose.text.len();
        self.prose.text.push_str(text);
        let segment = Segment { prose: Span::new(start, self.prose.text.len()), source };
        match self.prose.segments.last_mut().filter(|last| verbatim && self.verbatim && last.runs_on_into(&segment)) {
            Some(last) => *last = Segment { prose: last.prose.to(segment.prose), source: last.source.to(source) },
            None => self.prose.segments.push(segment),
        }
        self.verbatim = verbatim;
    }

    fn at_block_start(&self) -> bool {
        self.block == self.prose.text.len()
    }

    /// Ends the block, if anything stands in it.
    pub(super) fn end_block(&mut self) {
        if self.at_block_start() {
            return;
        }
        let text = self.prose.text.get(self.block..).unwrap_or_default();
        let start = self.block + text.len() - text.trim_start().len();
        self.prose.blocks.push(Span::new(start, self.block + text.trim_end().len()));
        self.block = self.prose.text.len();
    }

    /// Takes note that the block is a heading.
    pub(super) fn mark_heading(&mut self) {
        if !self.at_block_start() {
            self.prose.headings.push(self.prose.blocks.len());
        }
    }

    /// The number of the next block.
    pub(super) fn next_block(&self) -> usize {
        self.prose.blocks.len()
    }

    /// Takes note that the blocks from `first` on are a row of a table.
    pub(super) fn mark_row(&mut self, first: usize) {
        let end = self.prose.blocks.len();
        if first < end {
            self.prose.rows.push(first..end);
        }
    }

    /// Takes note that the blocks from `first` on are a list.
    pub(super) fn mark_list(&mut self, first: usize) {
        let end = self.prose.blocks.len();
        if first < end {
            self.prose.lists.push(first..end);
        }
    }

    /// The text of the block so far.
    pub(super) fn block_text(&self) -> &str {
        self.prose.text.get(self.block..).unwrap_or_default()
    }

    /// The finished prose.
    pub(super) fn finish(mut self) -> Prose {
        self.end_block();
        self.prose
    }
}

impl Segment {
    /// True where `next` follows without a gap on either side.
    fn runs_on_into(&self, next: &Segment) -> bool {
        self.prose.end == next.prose.start && self.source.end == next.source.start
    }

    fn source_at(&self, prose_at: usize, is_end: bool) -> usize {
        if self.prose.len() == self.source.len() {
            self.source.start + prose_at.clamp(self.prose.start, self.prose.end) - self.prose.start
        } else if is_end {
            self.source.end
        } else {
            self.source.start
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbatim_stretches_map_byte_by_byte_and_others_whole() {
        let prose = Prose {
            text: "“Go” & stay".into(),
            blocks: vec![Span::new(0, 15)],
            headings: Vec::new(),
            rows: Vec::new(),
            lists: Vec::new(),
            segments: vec![
                Segment { prose: Span::new(0, 3), source: Span::new(10, 11) },
                Segment { prose: Span::new(3, 5), source: Span::new(11, 13) },
                Segment { prose: Span::new(5, 8), source: Span::new(13, 14) },
                Segment { prose: Span::new(8, 9), source: Span::new(14, 15) },
                Segment { prose: Span::new(9, 10), source: Span::new(15, 20) },
                Segment { prose: Span::new(10, 15), source: Span::new(20, 25) },
            ],
        };
        assert_eq!(prose.to_source(Span::new(0, 8)), Span::new(10, 14));
        assert_eq!(prose.to_source(Span::new(4, 5)), Span::new(12, 13));
        assert_eq!(prose.to_source(Span::new(9, 15)), Span::new(15, 25));
        assert_eq!(prose.to_source(Span::new(90, 95)), Span::new(25, 25));
    }

    #[test]
    fn empty_lines_part_the_blocks_of_plain_text() {
        let prose = Prose::plain("One.\nStill one.\n\n\n Two. \n");
        assert_eq!(prose.blocks.iter().map(|b| b.of(&prose.text)).collect::<Vec<_>>(), ["One.\nStill one.", "Two."]);
    }
}
