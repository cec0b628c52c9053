//! The tree itself: values as written, each with its place in the file.
//!
//! Not here: what a value means. Dates and numbers are kept as their author wrote them.

use crate::span::Span;

/// A value without its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A key without a value (YAML only).
    Nothing,
    /// `true` or `false`.
    Flag(bool),
    /// A number, as written.
    Number(String),
    /// A date or date-time without quotation marks (TOML only; in YAML it is text), as written.
    Date(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in the order of the file.
    Table(Vec<Entry>),
}

impl Value {
    /// The sort of value this is, with its article, as a diagnostic says it.
    pub fn sort(&self) -> &'static str {
        match self {
            Value::Nothing => "nothing",
            Value::Flag(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Date(_) => "a date",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands, in bytes of the file.
    pub span: Span,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key, without quotation marks.
    pub key: String,
    /// Where the key stands, in bytes of the file.
    pub key_span: Span,
    /// Its value.
    pub node: Node,
}
