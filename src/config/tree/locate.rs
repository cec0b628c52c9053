//! Finds where the keys and values of a YAML block stand, since the parser does not say.
//!
//! Keys and values come in the order of the text, so each is searched for from where the last one ended. What cannot be found
//! (escaped text, an alias) gets the place of its key. Not here: what the values are.

use super::{Entry, Node, Value};
use crate::span::{Span, floor_boundary};

/// How far, in bytes, a key or value may stand from the one before.
const REACH: usize = 4096;

/// Sets the spans of `entries` and of all that is in them; `text` is the block and stands at `offset` of its file.
pub(super) fn locate(entries: &mut [Entry], text: &str, offset: usize) {
    let whole = first_line(text, offset);
    Cursor { text, offset, at: 0 }.entries(entries, whole);
}

/// The first line of `text` that is not empty.
pub(super) fn first_line(text: &str, offset: usize) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text.trim_start().lines().next().unwrap_or_default().trim_end();
    Span::new(offset + start, offset + start + line.len())
}

struct Cursor<'a> {
    text: &'a str,
    offset: usize,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.offset + start, self.offset + end)
    }

    /// The text ahead, as far as is searched.
    fn ahead(&self, more: usize) -> &'a str {
        let end = floor_boundary(self.text, self.text.len().min(self.at.saturating_add(REACH).saturating_add(more)));
        self.text.get(self.at..end).unwrap_or_default()
    }

    fn entries(&mut self, entries: &mut [Entry], fallback: Span) {
        for entry in entries {
            entry.key_span = self.key(&entry.key).unwrap_or(fallback);
            self.node(&mut entry.node, entry.key_span);
        }
    }

    fn node(&mut self, node: &mut Node, fallback: Span) {
        node.span = match &mut node.value {
            Value::Nothing => fallback,
            Value::Flag(_) => self.rest_of_line().unwrap_or(fallback),
            Value::Text(text) | Value::Number(text) | Value::Date(text) => {
                self.literal(text).or_else(|| self.words(text)).or_else(|| self.rest_of_line()).unwrap_or(fallback)
            }
            Value::List(items) => {
                items.iter_mut().for_each(|item| self.node(item, fallback));
                items.iter().map(|item| item.span).reduce(Span::to).unwrap_or(fallback)
            }
            Value::Table(entries) => {
                self.entries(entries, fallback);
                entries.iter().map(|e| e.key_span.to(e.node.span)).reduce(Span::to).unwrap_or(fallback)
            }
        };
    }

    /// A key: the word where a key can begin, with a colon after it. Moves behind the colon.
    fn key(&mut self, key: &str) -> Option<Span> {
        let ahead = self.ahead(key.len());
        for (at, found) in ahead.match_indices(key) {
            let start = self.at + at;
            let before = self.text.get(..start)?.trim_end_matches(['"', '\'']);
            let after = self.text.get(start + found.len()..)?.trim_start_matches(['"', '\'']).trim_start_matches(' ');
            if (before.is_empty() || before.ends_with(['\n', ' ', '{', ',', '['])) && after.starts_with(':') {
                self.at = self.text.len() - after.len() + 1;
                return Some(self.span(start, start + found.len()));
            }
        }
        None
    }

    /// A value that stands in the text as it is. Moves behind it.
    fn literal(&mut self, value: &str) -> Option<Span> {
        let value = value.trim();
        let start = self.at + self.ahead(value.len()).find(value).filter(|_| !value.is_empty())?;
        self.at = start + value.len();
        Some(self.span(start, self.at))
    }

    /// A value over several lines: from its first word to its last. Moves behind it.
    fn words(&mut self, value: &str) -> Option<Span> {
        let begin = self.at;
        let mut words = value.split_whitespace();
        let first = words.next().filter(|_| value.trim().contains(char::is_whitespace))?;
        let mut span = self.literal(first)?;
        for word in words {
            match self.literal(word) {
                Some(found) => span = span.to(found),
                None => {
                    self.at = begin;
                    return None;
                }
            }
        }
        Some(span)
    }

    /// What is left of the line, without a comment. Moves behind it.
    fn rest_of_line(&mut self) -> Option<Span> {
        let line = self.text.get(self.at..)?.lines().next()?;
        let value = line.split(" #").next().unwrap_or_default();
        let start = self.at + value.len() - value.trim_start().len();
        self.at += line.len();
        Some(self.span(start, start + value.trim().len())).filter(|span| !span.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use crate::config::tree::{Codes, Format, Node, Report, Value, yaml};
    use crate::diag::File;
    use crate::span::Span;

    /// Every key and value with the text at its place, in order.
    fn places(text: &str) -> Vec<(String, String)> {
        fn walk(key: &str, node: &Node, text: &str, found: &mut Vec<(String, String)>) {
            match &node.value {
                Value::List(items) => items.iter().for_each(|item| walk(key, item, text, found)),
                Value::Table(entries) => {
                    for e in entries {
                        walk(e.key_span.of(text), &e.node, text, found);
                    }
                }
                _ => found.push((key.to_owned(), node.span.of(text).to_owned())),
            }
        }
        let file = File::new("a.md", text);
        let codes = Codes { syntax: "x", key: "x", sort: "x", value: "x" };
        let mut report = Report::new(&file, Format::Yaml, codes);
        let entries = yaml::read(Span::new(0, text.len()), &mut report).unwrap();
        let mut found = Vec::new();
        walk("", &Node { value: Value::Table(entries), span: Span::default() }, text, &mut found);
        found
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
    }

    #[test]
    fn block_and_flow_values_are_found_where_they_stand() {
        let text = "title: 'date: a' # title: b\ntags: [date, \"x\", date]\ndate: 2015\nsource: {name: date, url: b}\n";
        let expected = [
            ("title", "date: a"),
            ("tags", "date"),
            ("tags", "x"),
            ("tags", "date"),
            ("date", "2015"),
            ("name", "date"),
            ("url", "b"),
        ];
        assert_eq!(places(text), pairs(&expected));
    }

    #[test]
    fn lists_of_tables_keep_their_own_keys() {
        let text =
            "events:\n  - kind: strike\n    date: 2015-11\n  -\n    kind: strike\n    \"date\" : 2015\ndate: x\n";
        let expected = [("kind", "strike"), ("date", "2015-11"), ("kind", "strike"), ("date", "2015"), ("date", "x")];
        assert_eq!(places(text), pairs(&expected));
    }

    #[test]
    fn text_over_several_lines_and_escaped_text_have_a_place_too() {
        let text = "summary: >\n  one\n  two\nnote: |\n  a: b\n  c\ntitle: \"\\u0041b\"\ndraft: true\nplace:\n";
        let expected = [
            ("summary", "one\n  two"),
            ("note", "a: b\n  c"),
            ("title", "\"\\u0041b\""),
            ("draft", "true"),
            ("place", "place"),
        ];
        assert_eq!(places(text), pairs(&expected));
    }
}
