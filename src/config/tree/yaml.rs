//! YAML to a tree. The parser gives no places for what it read, so [`locate`](super::locate) finds them afterwards.
//!
//! Not here: which keys there are. Anchors are read, tags are not, and a document that unfolds into too many values is refused.

use super::{Entry, Node, Report, Value, locate};
use crate::diag::Diagnostic;
use crate::span::Span;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// A document may unfold into one value for so many bytes that it may have: 21,845 in 64 KiB.
const BYTES_PER_VALUE: usize = 3;

/// The keys and values of `block`; `None` where the YAML is broken or is no table.
pub(super) fn read(block: Span, report: &mut Report) -> Option<Vec<Entry>> {
    let text = block.of(&report.file.text);
    if text.lines().all(|line| line.trim_start().is_empty() || line.trim_start().starts_with('#')) {
        return Some(Vec::new());
    }
    let left = Cell::new(report.max_bytes / BYTES_PER_VALUE);
    match (Seed { left: &left }).deserialize(serde_yaml::Deserializer::from_str(text)) {
        Ok(Node { value: Value::Table(mut entries), .. }) => {
            locate::locate(&mut entries, text, block.start);
            report_duplicates(&entries, report);
            Some(entries)
        }
        Ok(other) => {
            let message = format!("{} where keys and values are expected", other.value.sort());
            let first = locate::first_line(text, block.start);
            let hint = "a line reads `key: value`, such as `title: Strikes on Raqqa`";
            report.add(first, Diagnostic::error(report.codes.syntax, message).label("no `key: value`").hint(hint));
            None
        }
        Err(error) => {
            let span = place(&error, text, block.start);
            let is_tab = span.of(&report.file.text) == "\t";
            let parser_says = || without_position(&error.to_string());
            let message = if is_tab { "a tab where spaces are expected".into() } else { parser_says() };
            let diagnostic = Diagnostic::error(report.codes.syntax, format!("broken YAML: {message}"));
            report.add(span, diagnostic.label("the parser stopped here").hint(advice(&message)));
            None
        }
    }
}

/// The place of an error, from its line and column: the character there, or the end of the line before it.
fn place(error: &serde_yaml::Error, text: &str, offset: usize) -> Span {
    let Some(location) = error.location() else { return locate::first_line(text, offset) };
    let start = text.split_inclusive('\n').take(location.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let column = location.column().saturating_sub(1);
    let at = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let width = line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(offset + start + at, offset + start + at + width)
}

/// The parser's message without its own positions, which count from the start of the block.
fn without_position(message: &str) -> String {
    let mut text = String::new();
    for part in message.split(", ") {
        let part = part.split(" at line ").next().unwrap_or_default();
        let part = part.split(" at position ").next().unwrap_or_default();
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(part);
    }
    text
}

/// What to do about the parser's message.
fn advice(message: &str) -> &'static str {
    if message.contains("mapping values are not allowed") {
        "a text that holds a colon stands in quotation marks: title: \"Paris: the attacks\""
    } else if message.contains("a tab") {
        "indent with spaces"
    } else if message.contains("cannot start any token") {
        "a text that begins with @, ` or % stands in quotation marks"
    } else if message.contains("expected ',' or") {
        "close the bracket: tags: [one, two]"
    } else if message.contains("quoted scalar") {
        "close the quotation mark; within double ones write \\\" for a quotation mark and \\\\ for a backslash"
    } else if message.contains("expected <document start>") || message.contains("expected key") {
        "every line reads `key: value`; lines that belong together are indented alike"
    } else if message.contains("alias") || message.contains("anchor") {
        "a text that begins with * or & stands in quotation marks"
    } else {
        "put the text into quotation marks if it holds any of : # [ ] { } & * ! | > ' \" % @ `"
    }
}

fn report_duplicates(entries: &[Entry], report: &mut Report) {
    let mut seen = std::collections::BTreeMap::new();
    for entry in entries {
        if seen.insert(entry.key.as_str(), entry.key_span).is_some() {
            let message = format!("the key `{}` stands twice", entry.key);
            let diagnostic = Diagnostic::error(report.codes.key, message).label("again here");
            report.add(entry.key_span, diagnostic.hint("keep one of the two"));
        }
        report_duplicates_below(&entry.node, report);
    }
}

fn report_duplicates_below(node: &Node, report: &mut Report) {
    match &node.value {
        Value::Table(entries) => report_duplicates(entries, report),
        Value::List(items) => items.iter().for_each(|item| report_duplicates_below(item, report)),
        _ => {}
    }
}

/// Reads one value and what is in it, as long as values are left.
#[derive(Clone, Copy)]
struct Seed<'a> {
    left: &'a Cell<usize>,
}

fn node<E>(value: Value) -> Result<Node, E> {
    Ok(Node { value, span: Span::default() })
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.left.set(self.left.get().checked_sub(1).ok_or_else(|| D::Error::custom("too many values"))?);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("keys and values")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        node(Value::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        node(Value::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        node(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        node(Value::Number(number.to_string()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Node, E> {
        node(Value::Number(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Node, E> {
        node(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        node(Value::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        node(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            items.push(item);
        }
        node(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(self)? {
            let key = match key.value {
                Value::Text(text) | Value::Number(text) => text,
                Value::Flag(flag) => flag.to_string(),
                other => return Err(A::Error::custom(format!("{} cannot be a key", other.sort()))),
            };
            entries.push(Entry { key, key_span: Span::default(), node: map.next_value_seed(self)? });
        }
        node(Value::Table(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom("tags such as `!name` have no meaning here"))
    }
}
