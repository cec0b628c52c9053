//! TOML to a tree. The parser gives every span and goes on after a fault, so all faults are told at once.
//!
//! Not here: which keys there are.

use super::{Entry, Node, Report, Value};
use crate::diag::Diagnostic;
use crate::span::Span;
use ::toml::de::{DeTable, DeValue, Error};
use std::collections::BTreeMap;
use std::ops::Range;

/// The keys and values of `block`; of a broken one those that could be read.
pub(super) fn read(block: Span, report: &mut Report) -> Vec<Entry> {
    let text = block.of(&report.file.text);
    let (table, errors) = DeTable::parse_recoverable(text);
    report_errors(errors, text, block.start, report);
    Source { text, offset: block.start }.entries(table.get_ref())
}

/// Reports the first error of each line; further ones follow from it.
fn report_errors(errors: Vec<Error>, text: &str, offset: usize, report: &mut Report) {
    let mut lines = BTreeMap::new();
    for error in errors {
        let at = error.span().unwrap_or(0..text.len().min(1));
        let before = text.get(..at.start).unwrap_or(text);
        let line = before.rfind('\n').map_or(0, |newline| newline + 1);
        let first = lines.entry(line).or_insert((at.clone(), error.message().to_owned()));
        if at.start < first.0.start {
            *first = (at, error.message().to_owned());
        }
    }
    for (at, message) in lines.into_values() {
        let message = message.trim_end_matches(", expected literal string");
        let diagnostic = Diagnostic::error(report.codes.syntax, format!("broken TOML: {message}")).label("here");
        report.add(Span::new(offset + at.start, offset + at.end), diagnostic.hint(advice(message)));
    }
}

/// What to do about the parser's message.
fn advice(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "keep one of the two"
    } else if message.contains("array") {
        "a list reads [\"one\", \"two\"], with its closing bracket"
    } else if message.contains("date") {
        "a day reads 2015-11-18"
    } else if message.contains("string") || message.contains("value") {
        "text stands in quotation marks: key = \"text\""
    } else {
        "a line reads: key = value"
    }
}

struct Source<'a> {
    text: &'a str,
    offset: usize,
}

impl Source<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.offset + range.start, self.offset + range.end)
    }

    fn entries(&self, table: &DeTable) -> Vec<Entry> {
        table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_span: self.span(key.span()),
                node: self.node(value.get_ref(), value.span()),
            })
            .collect()
    }

    fn node(&self, value: &DeValue, range: Range<usize>) -> Node {
        let value = match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => Value::Number(number.to_string()),
            DeValue::Float(number) => Value::Number(number.to_string()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(_) => Value::Date(self.text.get(range.clone()).unwrap_or_default().to_owned()),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| self.node(item.get_ref(), item.span())).collect())
            }
            DeValue::Table(table) => Value::Table(self.entries(table)),
        };
        Node { value, span: self.span(range) }
    }
}
