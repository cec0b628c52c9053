//! One web page or one plain text as an article.
//!
//! A page's title, day, author, outlet and address are taken from what it says of itself for machines (Open Graph, `meta`, `time`); its text
//! from `article` or `main`, where it has one. Not here: HTML to Markdown (`html`).

use super::html;
use super::record::{Key, Raw, moment, some};
use super::source::{Format, Read};
use super::survey::Survey;
use crate::diag::{Diagnostic, File};
use crate::scaffold;
use crate::span::Span;

/// The article in `file`, whose `path` may hold its day. It is known again by its address, or by the file.
pub(super) fn read(file: &File, format: Format, path: &str) -> Read {
    let first = Span::new(0, file.text.lines().next().unwrap_or_default().len());
    let raw = match format {
        Format::Text => text(file, path),
        _ => page(file, path),
    };
    let mut read = Read::default();
    let is_article = path.ends_with(".md") && ["---", "+++"].contains(&first.of(&file.text).trim_end());
    read.add(if is_article { Err(Box::new(has_front_matter(file, first))) } else { raw.checked(file, first) });
    for record in &mut read.records {
        if matches!(record.key, Key::Made(_)) {
            record.key = Key::InFile(String::new());
        }
    }
    read
}

fn has_front_matter(file: &File, first: Span) -> Diagnostic {
    let problem = Diagnostic::error("import.record", "an article with front matter of its own").at(file, first);
    problem.label("left out").hint("copy it into content/; `dateline check` says which of its keys are others here")
}

/// Plain text: its first line is the title where an empty line follows it.
fn text(file: &File, path: &str) -> Raw {
    let text = file.text.trim_start_matches('\u{feff}').trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let has_title = rest.lines().next().is_some_and(|line| line.trim().is_empty()) && !rest.trim().is_empty();
    let (title, body) = if has_title { (Some(first.to_owned()), rest) } else { (None, text) };
    let is_markdown = path.ends_with(".md");
    let title = title.map(|title| title.trim_start_matches(['#', ' ']).to_owned());
    Raw {
        title: title.or_else(|| words_of_name(path)),
        date: date_in_path(path),
        body: if is_markdown { body.to_owned() } else { scaffold::markdown(body) },
        ..Raw::default()
    }
}

fn page(file: &File, path: &str) -> Raw {
    let survey = Survey::of(&file.text);
    let meta = |names: &[&str]| names.iter().find_map(|name| some(survey.meta.get(*name).cloned()));
    let url = meta(&["og:url"]).or_else(|| survey.canonical.clone());
    let date =
        ["article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate", "publish-date"];
    let readable = |text: String| moment(&text).map(|_| text);
    let date = date.iter().find_map(|name| readable(survey.meta.get(*name)?.clone()));
    Raw {
        title: meta(&["og:title"]).or_else(|| survey.heading.clone()).or_else(|| survey.title.clone()),
        date: date
            .or_else(|| survey.times.iter().find_map(|text| readable(text.clone())))
            .or_else(|| date_in_path(path)),
        updated: meta(&["article:modified_time", "datemodified", "last-modified"]),
        body: html::page(&file.text, &survey),
        url,
        outlet: meta(&["og:site_name", "application-name"]),
        lang: survey.lang.clone(),
        authors: meta(&["author", "article:author", "dc.creator"])
            .filter(|name| !name.contains("://"))
            .into_iter()
            .collect(),
        tags: survey.tags.clone(),
        ..Raw::default()
    }
}

/// A day in the name of a file, or of a folder around it.
fn date_in_path(path: &str) -> Option<String> {
    path.rsplit('/').find_map(|part| {
        let day = part.get(..10)?;
        moment(day).map(|_| day.to_owned())
    })
}

/// The name of a file in words, without its date and ending.
fn words_of_name(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.get(..10).filter(|day| moment(day).is_some()).map_or(stem, |_| stem.get(10..).unwrap_or_default());
    let words = stem.replace(['-', '_'], " ");
    some(Some(words)).filter(|words| words.chars().any(char::is_alphabetic))
}
