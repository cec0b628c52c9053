//! `data/CITATION.cff` (Citation File Format 1.2.0): how to cite the collection as a whole.
//!
//! Not here: how to cite one event, which its page says.

use super::{Source, base};
use crate::content::Moment;

/// The file. Its values are written as JSON texts, which YAML takes as they are.
pub(super) fn file(source: &Source) -> Vec<u8> {
    let config = source.config;
    let mut lines = vec![
        "cff-version: 1.2.0".to_owned(),
        "type: dataset".to_owned(),
        "message: \"If you use these data, please cite them as below.\"".to_owned(),
        format!("title: {}", quoted(&config.title)),
    ];
    if !config.description.is_empty() {
        lines.push(format!("abstract: {}", quoted(&config.description)));
    }
    lines.push("authors:".to_owned());
    let authors = if config.authors.is_empty() { std::slice::from_ref(&config.title) } else { &config.authors };
    lines.extend(authors.iter().map(|name| format!("  - name: {}", quoted(name))));
    let moments = source.timeline.articles.iter().filter_map(|read| {
        let meta = &read.article.meta;
        meta.updated.as_ref().or(meta.date.as_ref())
    });
    if let Some(Moment { day, .. }) = moments.max().filter(|last| last.day.year() > 0) {
        lines.push(format!("date-released: {day}"));
    }
    if base(config).is_some() {
        lines.push(format!("url: {}", quoted(&source.url(""))));
    }
    lines.push("keywords:".to_owned());
    lines.extend(config.kinds.iter().map(|kind| format!("  - {}", quoted(&kind.plural))));
    lines.join("\n").into_bytes().into_iter().chain([b'\n']).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
