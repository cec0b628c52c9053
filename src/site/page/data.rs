//! The page of the data: every file that holds the events, with what it is and how much stands in it.
//!
//! Not here: which files there are (`site::downloads`), what stands in them (`export`).

use crate::config::Export;
use crate::site::address;
use crate::site::downloads::Download;
use crate::site::edition::Edition;
use crate::site::view::{Count, DataFile, DataView};
use tera::Context;

/// What the template of the page is given.
pub fn context(edition: &Edition) -> Context {
    let words = &edition.words;
    let mut head = edition.head(address::DATA, words.get("data.title"), words.get("data.description"));
    head.section = "data".to_owned();
    let mut context = edition.context(&head);
    context.insert(
        "data",
        &DataView { files: files(edition), counts: counts(edition), schema: schema(edition), sums: sums(edition) },
    );
    context
}

fn files(edition: &Edition) -> Vec<DataFile> {
    let feeds = [(Export::Atom, "feed.xml"), (Export::JsonFeed, "feed.json")];
    let chosen = |format: &Export| edition.config.exports.contains(format);
    let feeds = feeds.into_iter().filter(|(format, _)| chosen(format));
    let feeds = feeds.map(|(format, url)| DataFile { format: name(format), url: url.to_owned(), events: None });
    let whole = edition.downloads.iter().map(|file| DataFile {
        format: name(file.format),
        url: address::encoded(&file.address),
        events: events(edition, file),
    });
    whole.chain(feeds).collect()
}

/// How many events stand in a file, where it holds any.
fn events(edition: &Edition, file: &Download) -> Option<usize> {
    let covered = edition.timeline.events.get(file.events.clone()).unwrap_or_default();
    let events = match file.format {
        Export::Citation => 0,
        Export::GeoJson => covered.iter().filter(|event| event.location.is_some()).count(),
        _ => covered.len(),
    };
    Some(events).filter(|events| *events > 0)
}

/// The name of a format in site.toml, which is also that of its words.
fn name(format: Export) -> &'static str {
    Export::ALL.iter().find(|(_, other)| *other == format).map_or("", |(name, _)| name)
}

fn schema(edition: &Edition) -> Option<&'static str> {
    edition.config.exports.contains(&Export::Json).then_some("data/events.schema.json")
}

fn sums(edition: &Edition) -> Option<&'static str> {
    (!edition.downloads.is_empty()).then_some(address::SUMS)
}

fn counts(edition: &Edition) -> Vec<Count> {
    let kinds = edition.kinds.iter().map(|kind| Count { what: kind.plural.clone(), count: kind.count });
    let timeline = &edition.timeline;
    let located = timeline.events.iter().filter(|event| event.location.is_some()).count();
    let corroborated = edition.figures.events.iter().filter(|event| event.origins > 1).count();
    let word = |key: &str, count: usize| Count { what: edition.words.get(&format!("data.{key}")).to_owned(), count };
    let all = [word("events", timeline.events.len())];
    let rest = [
        word("corroborated", corroborated),
        word("located", located),
        word("undated", edition.index.undated.len()),
        word("articles", timeline.articles.len()),
    ];
    all.into_iter().chain(kinds).chain(rest).collect()
}
