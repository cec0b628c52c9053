//! JSON Lines: an object on each line, with `date`, `title`, `text` (plain) or `html`, `url`, and perhaps `id`, `updated`, `lang`, `source`,
//! `author` or `authors`, `tags`. Other keys are passed over.

use super::html;
use super::record::Raw;
use super::source::Read;
use crate::diag::{Diagnostic, File};
use crate::scaffold;
use crate::span::Span;
use serde_json::Value;

/// All lines of a file.
pub(super) fn read(file: &File) -> Read {
    let mut read = Read::default();
    let mut at = 0;
    for line in file.text.split_inclusive('\n') {
        let start = at + if at == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        at += line.len();
        let span = Span::new(start, start + file.text.get(start..at).unwrap_or_default().trim_end().len());
        if !span.is_empty() {
            read.add(record(file, span));
        }
    }
    read
}

/// The same of bytes that are not all text: lines that are none are told, the others come in.
pub(super) fn read_bytes(name: &str, bytes: &[u8]) -> Read {
    let bad: Vec<bool> = bytes.split(|byte| *byte == b'\n').map(|line| std::str::from_utf8(line).is_err()).collect();
    let file = File::new(name, String::from_utf8_lossy(bytes));
    let mut read = Read::default();
    let mut at = 0;
    for (line, is_bad) in file.text.split_inclusive('\n').zip(bad) {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if is_bad {
            let first = line.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
            let place = Span::new(span.start + first, span.start + first + char::REPLACEMENT_CHARACTER.len_utf8());
            let problem = Diagnostic::error("import.record", "this line is not UTF-8").at(&file, place);
            read.diagnostics.push(problem.label("left out").hint("save the file as UTF-8"));
        } else if !span.is_empty() {
            read.add(record(&file, span));
        }
    }
    read
}

fn record(file: &File, span: Span) -> Result<super::Record, Box<Diagnostic>> {
    let line = span.of(&file.text);
    let value: Value = serde_json::from_str(line).map_err(|error| {
        let column = crate::span::floor_boundary(line, error.column().saturating_sub(1).min(line.len()));
        let message = error.to_string();
        let message = format!("broken JSON: {}", message.split(" at line ").next().unwrap_or_default());
        let place = Span::new(span.start + column, span.end.min(span.start + column + 1));
        Box::new(Diagnostic::error("import.record", message).at(file, place).label("left out"))
    })?;
    if !value.is_object() {
        let problem = Diagnostic::error("import.record", "a line that is no object").at(file, span).label("left out");
        return Err(Box::new(
            problem.hint("each line reads {\"date\": ..., \"title\": ..., \"text\": ..., \"url\": ...}"),
        ));
    }
    raw(&value).checked(file, span)
}

/// What an object says of an article.
fn raw(value: &Value) -> Raw {
    let text = |keys: &[&str]| keys.iter().find_map(|key| scalar(value.get(key)?));
    let html = text(&["html", "content_html"]).map(|html| html::markdown(&html));
    Raw {
        key: text(&["id", "guid"]),
        title: text(&["title", "headline"]),
        date: text(&["date", "published", "date_published"]),
        updated: text(&["updated", "modified"]),
        body: html.unwrap_or_else(|| scaffold::markdown(&text(&["text", "body", "content"]).unwrap_or_default())),
        url: text(&["url", "link"]),
        outlet: text(&["source", "outlet", "publisher"]),
        lang: text(&["lang", "language"]),
        authors: texts(value, &["authors", "author"]),
        tags: texts(value, &["tags", "keywords"]),
        ..Raw::default()
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => scalar(object.get("name")?),
        _ => None,
    }
}

fn texts(value: &Value, keys: &[&str]) -> Vec<String> {
    match keys.iter().find_map(|key| value.get(key)) {
        Some(Value::Array(items)) => items.iter().filter_map(scalar).collect(),
        Some(one) => scalar(one).into_iter().collect(),
        None => Vec::new(),
    }
}
