//! A text in pieces of bounded size: paragraphs, and of very long ones parts.
//!
//! Not here: sentences.

use anyhow::{Result, anyhow};
use std::io::{BufRead, Read};

/// Longest piece, in bytes.
const LONGEST: u64 = 1 << 16;

/// The pieces of a text, in order. Each holds whole lines unless a line is longer than a piece may be.
pub(super) struct Chunks<R> {
    input: R,
    /// What was read and not consumed; valid UTF-8 up to `valid`.
    buffer: Vec<u8>,
    /// Bytes of the text before the buffer.
    before: usize,
    cut: bool,
    ended: bool,
}

impl<R: BufRead> Chunks<R> {
    pub(super) fn new(input: R) -> Self {
        Chunks { input, buffer: Vec::new(), before: 0, cut: false, ended: false }
    }

    /// The next piece, and whether it ends within a paragraph; `None` at the end of the text. What is not consumed of a piece begins the
    /// one after it.
    pub(super) fn next(&mut self) -> Result<Option<(&str, bool)>> {
        self.fill()?;
        let valid = match std::str::from_utf8(&self.buffer) {
            Ok(_) => self.buffer.len(),
            // A character may be cut in two at the end of a piece.
            Err(error) if error.error_len().is_none() && !self.ended => error.valid_up_to(),
            Err(error) => return Err(anyhow!("the text is not UTF-8 at byte {}", self.before + error.valid_up_to())),
        };
        let text = std::str::from_utf8(self.buffer.get(..valid).unwrap_or_default())?;
        Ok((!text.is_empty()).then_some((text, self.cut)))
    }

    /// Drops the first `length` bytes of the piece.
    pub(super) fn consume(&mut self, length: usize) {
        self.buffer.drain(..length.min(self.buffer.len()));
        self.before += length;
    }

    /// Reads lines up to an empty one.
    fn fill(&mut self) -> Result<()> {
        loop {
            let room = LONGEST.saturating_sub(self.buffer.len() as u64);
            let line = self.buffer.len();
            let read = if room == 0 { 0 } else { (&mut self.input).take(room).read_until(b'\n', &mut self.buffer)? };
            self.ended = read == 0 && room > 0;
            self.cut = room == 0 || read as u64 == room && self.buffer.last() != Some(&b'\n');
            let empty = self.buffer.get(line..).is_none_or(|line| line.trim_ascii().is_empty());
            if self.ended || self.cut || empty && line > 0 {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &[u8]) -> Result<Vec<(usize, bool)>> {
        let mut chunks = Chunks::new(text);
        let mut all = Vec::new();
        while let Some((length, cut)) = chunks.next()?.map(|(text, cut)| (text.len(), cut)) {
            all.push((length, cut));
            chunks.consume(length);
        }
        Ok(all)
    }

    #[test]
    fn paragraphs_are_pieces() {
        assert_eq!(pieces(b"One.\nStill one.\n\nTwo.\n").unwrap(), [(17, false), (5, false)]);
        assert_eq!(pieces(b"").unwrap(), []);
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let text = "é".repeat(100_000);
        let pieces = pieces(text.as_bytes()).unwrap();
        assert_eq!(pieces.iter().map(|(length, _)| length).sum::<usize>(), text.len());
        assert!(pieces.iter().all(|(length, _)| *length as u64 <= LONGEST && length % 2 == 0));
        assert!(pieces[0].1);
    }

    #[test]
    fn what_is_not_utf8_is_named_by_its_place() {
        let error = pieces(b"fine\n\nbad \xff").unwrap_err();
        assert_eq!(error.to_string(), "the text is not UTF-8 at byte 10");
        assert!(pieces("cut é".as_bytes().split_last().unwrap().1).is_err());
    }
}
