//! Reads a table key by key: every key that is asked for counts as known, and [`Table::finish`] names the others.
//!
//! Not here: syntax.

use super::{Entry, Format, Node, Report, Value};
use crate::diag::{Diagnostic, nearest};
use crate::span::Span;

/// A value with the place where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Where it stands, in bytes of the file.
    pub span: Span,
}

/// A table whose keys are being taken out of it.
#[derive(Debug)]
pub struct Table {
    entries: Vec<Entry>,
    name: String,
    known: Vec<&'static str>,
}

impl Table {
    /// A table under the name that diagnostics give it, such as `site.toml` or `[markdown]`.
    pub fn new(entries: Vec<Entry>, name: &str) -> Self {
        Table { entries, name: name.to_owned(), known: Vec::new() }
    }

    /// True where `key` has a value.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key && entry.node.value != Value::Nothing)
    }

    /// True where the value of `key` is a table.
    pub fn holds_table(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key && matches!(entry.node.value, Value::Table(_)))
    }

    /// The value of `key`, whatever it is; `None` where the key is absent or has no value.
    pub fn take(&mut self, key: &'static str) -> Option<Node> {
        self.take_entry(key).map(|entry| entry.node)
    }

    fn take_entry(&mut self, key: &'static str) -> Option<Entry> {
        self.known.push(key);
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        let entry = self.entries.remove(at);
        self.entries.retain(|entry| entry.key != key);
        Some(entry).filter(|entry| entry.node.value != Value::Nothing)
    }

    /// Text. In YAML a number without quotation marks is text where text is wanted.
    pub fn text(&mut self, key: &'static str, report: &mut Report) -> Option<Written<String>> {
        let node = self.take(key)?;
        text(node, key, Wanted::Text, report)
    }

    /// A date in any notation: text, a date without quotation marks, or a bare year.
    pub fn date(&mut self, key: &'static str, report: &mut Report) -> Option<Written<String>> {
        match self.take(key)? {
            Node { value: Value::Date(value) | Value::Number(value), span } => Some(Written { value, span }),
            node => text(node, key, Wanted::Date, report),
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str, report: &mut Report) -> Option<bool> {
        let node = self.take(key)?;
        match node.value {
            Value::Flag(flag) => Some(flag),
            _ => wrong_sort(&node, key, Wanted::Flag, report),
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str, report: &mut Report) -> Option<Written<i64>> {
        let node = self.take(key)?;
        match &node.value {
            Value::Number(text) if text.parse::<i64>().is_ok() => {
                text.parse().ok().map(|value| Written { value, span: node.span })
            }
            _ => wrong_sort(&node, key, Wanted::Integer, report),
        }
    }

    /// A number, whole or not.
    pub fn decimal(&mut self, key: &'static str, report: &mut Report) -> Option<Written<f64>> {
        let node = self.take(key)?;
        let number = match &node.value {
            Value::Number(text) => text.replace('_', "").parse().ok(),
            _ => None,
        };
        match number {
            Some(value) => Some(Written { value, span: node.span }),
            None => wrong_sort(&node, key, Wanted::Decimal, report),
        }
    }

    /// Texts: a list of them, or one alone. Empty ones are left out.
    pub fn texts(&mut self, key: &'static str, report: &mut Report) -> Vec<Written<String>> {
        let Some(node) = self.take(key) else { return Vec::new() };
        texts(node, key, report)
    }

    /// A table within this one.
    pub fn table(&mut self, key: &'static str, report: &mut Report) -> Option<Table> {
        let entry = self.take_entry(key)?;
        named_table(entry, key, report)
    }

    /// All that is left, each of it a table under a name of the author's choice.
    pub fn tables(&mut self, name: &str, report: &mut Report) -> Vec<(Written<String>, Table)> {
        let entries = std::mem::take(&mut self.entries);
        let read = |entry: Entry| {
            let key = Written { value: entry.key.clone(), span: entry.key_span };
            let name = format!("{name}.{}", entry.key);
            named_table(entry, &name, report).map(|table| (key, table))
        };
        entries.into_iter().filter_map(read).collect()
    }

    /// All that is left, each of it a text or a list of texts under a name of the author's choice.
    pub fn lists(&mut self, report: &mut Report) -> Vec<(Written<String>, Vec<Written<String>>)> {
        let entries = std::mem::take(&mut self.entries);
        let read = |entry: Entry| {
            let texts = texts(entry.node, &entry.key, report);
            (Written { value: entry.key, span: entry.key_span }, texts)
        };
        entries.into_iter().map(read).collect()
    }

    /// A list of tables, each with its place.
    pub fn list_of_tables(&mut self, key: &'static str, report: &mut Report) -> Vec<Written<Table>> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let items = match node.value {
            Value::List(items) => items,
            _ => vec![node],
        };
        let read = |item: Node| match item.value {
            Value::Table(entries) => Some(Written { value: Table::new(entries, &format!("`{key}`")), span: item.span }),
            _ => wrong_sort(&item, key, Wanted::Tables, report),
        };
        items.into_iter().filter_map(read).collect()
    }

    /// One of several words, each of which stands for a value.
    pub fn choice<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)], report: &mut Report) -> Option<T> {
        let text = self.text(key, report)?;
        let found = words.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
        if found.is_none() {
            let names = words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(" or ");
            let message = format!("`{}` is no value of `{key}`", text.value);
            report.refuse(text.span, message, "not one of the choices", format!("write {names}"));
        }
        found
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, report: &mut Report) {
        for entry in &self.entries {
            let message = format!("unknown key `{}` in {}", entry.key, self.name);
            let hint = match nearest(&entry.key, self.known.iter().copied()) {
                Some(key) => format!("did you mean `{key}`?"),
                None => format!("keys are: {}", self.known.join(", ")),
            };
            let diagnostic = Diagnostic::error(report.codes.key, message).label("unknown key").hint(hint);
            report.add(entry.key_span, diagnostic);
        }
    }
}

fn named_table(entry: Entry, name: &str, report: &mut Report) -> Option<Table> {
    match entry.node.value {
        Value::Table(entries) => Some(Table::new(entries, &format!("[{name}]"))),
        _ => wrong_sort(&entry.node, name, Wanted::Table, report),
    }
}

fn text(node: Node, key: &str, wanted: Wanted, report: &mut Report) -> Option<Written<String>> {
    match node.value {
        Value::Text(text) => Some(Written { value: text.trim().to_owned(), span: node.span }),
        Value::Number(number) if report.format == Format::Yaml => {
            let as_written = node.span.of(&report.file.text);
            let value = if as_written.parse::<f64>().is_ok() { as_written.to_owned() } else { number };
            Some(Written { value, span: node.span })
        }
        _ => wrong_sort(&node, key, wanted, report),
    }
}

fn texts(node: Node, key: &str, report: &mut Report) -> Vec<Written<String>> {
    let items = match node.value {
        Value::List(items) => items,
        _ => vec![node],
    };
    let read = |item| text(item, key, Wanted::Texts, report);
    items.into_iter().filter_map(read).filter(|text| !text.value.is_empty()).collect()
}

/// What a key wants.
#[derive(Clone, Copy)]
enum Wanted {
    Text,
    Date,
    Flag,
    Integer,
    Decimal,
    Texts,
    Table,
    Tables,
}

impl Wanted {
    fn name(self) -> &'static str {
        match self {
            Wanted::Text => "text",
            Wanted::Date => "a date",
            Wanted::Flag => "true or false",
            Wanted::Integer => "a whole number",
            Wanted::Decimal => "a number",
            Wanted::Texts => "text or a list of texts",
            Wanted::Table => "a table",
            Wanted::Tables => "a list of tables",
        }
    }

    fn example(self, format: Format) -> &'static str {
        match (self, format) {
            (Wanted::Text, _) => "one text, in quotation marks: \"text\"",
            (Wanted::Date, _) => "a day reads 2015-11-18",
            (Wanted::Flag, _) => "write true or false, without quotation marks",
            (Wanted::Decimal, _) => "write a number without quotation marks, such as 35.95",
            (Wanted::Integer, _) => "write digits alone, without quotation marks",
            (Wanted::Texts, _) => "a list reads [\"one\", \"two\"]",
            (Wanted::Table, Format::Toml) => "a table reads { key = \"value\" }, or has its own heading: [name]",
            (Wanted::Table, Format::Yaml) => "its keys stand below it, indented alike",
            (Wanted::Tables, Format::Toml) => "each table has its own heading in double brackets: [[name]]",
            (Wanted::Tables, Format::Yaml) => "each table begins with `- ` and its first key",
        }
    }
}

/// Reports a value that is of another sort than wanted.
fn wrong_sort<T>(node: &Node, key: &str, wanted: Wanted, report: &mut Report) -> Option<T> {
    let message = format!("`{key}` is {}, but must be {}", node.value.sort(), wanted.name());
    let diagnostic = Diagnostic::error(report.codes.sort, message).label(format!("must be {}", wanted.name()));
    report.add(node.span, diagnostic.hint(wanted.example(report.format)));
    None
}
