//! RSS (0.9 to 2.0) and Atom (RFC 4287).
//!
//! Not here: HTML within entries (`html`).

use super::html;
use super::record::Raw;
use super::source::Read;
use crate::diag::{Diagnostic, File};
use crate::span::{Span, floor_boundary};

/// All entries of a feed.
pub(super) fn read(file: &File) -> Read {
    let text = without_declaration(file.text.trim_start_matches('\u{feff}').trim_start());
    let head = text.get(..floor_boundary(text, text.len().min(2000))).unwrap_or(text);
    let is_atom = head.contains("<feed") && !head.contains("<rss");
    let raw = if is_atom { atom(text) } else { rss(text) };
    match raw {
        Ok(entries) => {
            let places = places(&file.text, if is_atom { "<entry" } else { "<item" });
            let places = places.into_iter().chain(std::iter::repeat(Span::default()));
            let mut read = Read::default();
            entries.into_iter().zip(places).for_each(|(raw, span)| read.add(raw.checked(file, span)));
            read
        }
        Err(why) => {
            let problem = Diagnostic::error("import.feed", format!("this is no feed that can be read: {why}"));
            let problem = problem.of(file).hint("it must be RSS or Atom, and well-formed XML");
            Read { diagnostics: vec![problem], ..Read::default() }
        }
    }
}

/// A feed without its XML declaration, which tells of an encoding that the text no longer has.
fn without_declaration(text: &str) -> &str {
    let rest = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    rest.map_or(text, |(_, rest)| rest)
}

fn rss(text: &str) -> Result<Vec<Raw>, String> {
    let channel = rss::Channel::read_from(text.as_bytes()).map_err(|error| error.to_string())?;
    let (outlet, lang) = (channel.title().to_owned(), channel.language().map(str::to_owned));
    let entry = |item: &rss::Item| {
        let core = item.dublin_core_ext();
        let first = |values: Option<&[String]>| values.and_then(|values| values.first().cloned());
        Raw {
            key: item.guid().map(|guid| guid.value().to_owned()),
            title: item.title().map(html::plain),
            date: item.pub_date().map(str::to_owned).or_else(|| first(core.map(|core| core.dates()))),
            body: html::markdown(item.content().or(item.description()).unwrap_or_default()),
            url: item.link().map(str::to_owned),
            outlet: Some(outlet.clone()),
            lang: lang.clone(),
            authors: first(core.map(|core| core.creators())).into_iter().collect(),
            tags: item.categories().iter().map(|category| category.name().to_owned()).collect(),
            ..Raw::default()
        }
    };
    Ok(channel.items().iter().map(entry).collect())
}

fn atom(text: &str) -> Result<Vec<Raw>, String> {
    let feed = atom_syndication::Feed::read_from(text.as_bytes()).map_err(|error| error.to_string())?;
    let entry = |entry: &atom_syndication::Entry| {
        let content =
            entry.content.as_ref().and_then(|content| Some((content.value.clone()?, content.content_type.clone())));
        let body = match content {
            Some((text, kind)) if matches!(kind.as_deref(), None | Some("text")) => crate::scaffold::markdown(&text),
            Some((text, _)) => html::markdown(&text),
            None => entry.summary.as_ref().map(|summary| html::markdown(&summary.value)).unwrap_or_default(),
        };
        let alternate = entry.links.iter().find(|link| link.rel == "alternate").or_else(|| entry.links.first());
        Raw {
            key: Some(entry.id.clone()),
            title: Some(html::plain(&entry.title.value)),
            date: Some(entry.published.unwrap_or(entry.updated).to_rfc3339()),
            updated: entry.published.map(|_| entry.updated.to_rfc3339()),
            body,
            url: alternate.map(|link| link.href.clone()),
            outlet: Some(html::plain(&feed.title.value)),
            lang: entry.content.as_ref().and_then(|content| content.lang.clone()).or_else(|| feed.lang.clone()),
            authors: entry.authors.iter().map(|person| person.name.clone()).collect(),
            tags: entry.categories.iter().map(|category| category.term.clone()).collect(),
            ..Raw::default()
        }
    };
    Ok(feed.entries.iter().map(entry).collect())
}

/// Where the entries begin.
fn places(text: &str, tag: &str) -> Vec<Span> {
    let is_tag =
        |at: usize| text.get(at + tag.len()..).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\r', '\t']));
    let starts = text.match_indices(tag).map(|(at, _)| at).filter(|at| is_tag(*at));
    starts.map(|at| Span::new(at, at + tag.len())).collect()
}
