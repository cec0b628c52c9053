//! TOML to a tree. The parser gives every span and goes on after a fault, so all faults are told at once.
//!
//! Not here: which keys there are.

use super::{Entry, Node, Report, Value};
use crate::diag::Diagnostic;
use crate::span::Span;
use ::toml::de::{DeTable, DeValue};
use std::ops::Range;

/// The keys and values of `block`; of a broken one those that could be read.
pub(super) fn read(block: Span, report: &mut Report) -> Vec<Entry> {
    let text = block.of(&report.file.text);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or(0..text.len().min(1));
        let span = Span::new(block.start + at.start, block.start + at.end);
        let diagnostic = Diagnostic::error(report.codes.syntax, format!("broken TOML: {}", error.message()));
        report.add(span, diagnostic.hint(advice(error.message())));
    }
    Source { text, offset: block.start }.entries(table.get_ref())
}

/// What to do about the parser's message.
fn advice(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "keep one of the two"
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
