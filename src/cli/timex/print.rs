//! Printing temporal expressions, piece by piece of their text: JSON Lines, TimeML, a table.
//!
//! Not here: finding them.

use super::Format;
use crate::date::Day;
use crate::extract::timex::{Resolution, Timex};
use crate::span::Span;
use anyhow::Result;
use serde::Serialize;
use std::io::Write;

/// One expression as JSON. `start` and `end` count code points of the text.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    value: &'a str,
    #[serde(rename = "mod")]
    modifier: Option<&'static str>,
    edtf: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    /// The time of a clock, with its day and its zone.
    time: Option<&'a str>,
    /// The interval that the expression bounds, with its neighbour or alone.
    range: Option<String>,
    granularity: Option<&'static str>,
    approximate: bool,
    resolution: &'static str,
    rule: &'a str,
    note: &'a str,
}

/// Prints the expressions of one text.
pub(super) struct Printer<'a, W> {
    out: &'a mut W,
    format: Format,
    file: Option<&'a str>,
    /// Code points of the text before the piece that is printed.
    characters: usize,
    /// Expressions printed.
    count: usize,
}

impl<'a, W: Write> Printer<'a, W> {
    pub(super) fn new(out: &'a mut W, format: Format, file: Option<&'a str>) -> Self {
        Printer { out, format, file, characters: 0, count: 0 }
    }

    /// What stands before the text.
    pub(super) fn begin(&mut self, date: Day) -> Result<()> {
        if self.format == Format::Timeml {
            let name = escaped(self.file.unwrap_or("standard input"));
            write!(self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML>\n<DOCID>{name}</DOCID>\n")?;
            writeln!(
                self.out,
                "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{date}\" functionInDocument=\"CREATION_TIME\">{date}</TIMEX3></DCT>"
            )?;
            write!(self.out, "<TEXT>")?;
        }
        Ok(())
    }

    /// What stands after the text.
    pub(super) fn end(&mut self) -> Result<()> {
        if self.format == Format::Timeml {
            writeln!(self.out, "</TEXT>\n</TimeML>")?;
        }
        Ok(())
    }

    /// Prints the expressions of the next piece of the text, in order.
    pub(super) fn print(&mut self, text: &str, found: &[Timex]) -> Result<()> {
        let mut at = 0;
        for timex in found {
            let before = Span::new(at, timex.span.start).of(text);
            let words = timex.span.of(text);
            self.characters += before.chars().count();
            self.count += 1;
            match self.format {
                Format::Jsonl => self.json(timex, words)?,
                Format::Timeml => self.tagged(timex, before, words)?,
                Format::Table => self.columns(timex, words)?,
            }
            self.characters += words.chars().count();
            at = timex.span.end;
        }
        let rest = text.get(at..).unwrap_or_default();
        self.characters += rest.chars().count();
        if self.format == Format::Timeml {
            write!(self.out, "{}", escaped(rest))?;
        }
        Ok(())
    }

    fn json(&mut self, timex: &Timex, words: &str) -> Result<()> {
        let when = timex.when;
        let row = Row {
            file: self.file,
            start: self.characters,
            end: self.characters + words.chars().count(),
            text: words,
            kind: timex.kind.name(),
            value: &timex.value,
            modifier: timex.modifier,
            edtf: when.map(|when| when.to_string()),
            earliest: when.and_then(|when| when.earliest).map(|day| day.to_string()),
            latest: when.and_then(|when| when.latest).map(|day| day.to_string()),
            time: timex.time.as_deref(),
            range: timex.range.map(|range| range.to_string()),
            granularity: when.map(|when| when.granularity.name()),
            approximate: when.is_some_and(|when| when.approximate),
            resolution: resolution(timex.resolution),
            rule: &timex.rule,
            note: &timex.note,
        };
        serde_json::to_writer(&mut self.out, &row)?;
        Ok(writeln!(self.out)?)
    }

    fn tagged(&mut self, timex: &Timex, before: &str, words: &str) -> Result<()> {
        let modifier = timex.modifier.map(|modifier| format!(" mod=\"{modifier}\"")).unwrap_or_default();
        write!(
            self.out,
            "{}<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"{modifier}>{}</TIMEX3>",
            escaped(before),
            self.count,
            timex.kind.name(),
            timex.value,
            escaped(words)
        )?;
        Ok(())
    }

    /// Days, type, value, words, rule and arithmetic in columns.
    fn columns(&mut self, timex: &Timex, words: &str) -> Result<()> {
        let when = timex.range.or(timex.when).map_or("–".to_owned(), |when| when.to_string());
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let why = if timex.note.is_empty() { timex.rule.clone() } else { format!("{}: {}", timex.rule, timex.note) };
        writeln!(self.out, "{when:<21}  {:<8}  {:<16}  {words:<32}  {why}", timex.kind.name(), timex.value)?;
        Ok(())
    }
}

fn resolution(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Explicit => "explicit",
        Resolution::Article => "article",
        Resolution::Text => "text",
        Resolution::Tense => "tense",
    }
}

/// Text as XML shows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
