//! Which other forms of its content a page names in its head, for readers and programs that look there.
//!
//! Not here: what stands in those files (`export`).

use super::address;
use super::edition::Edition;
use super::view::Alternate;
use crate::config::Export;

/// The forms of the whole site.
pub fn home(edition: &Edition) -> Vec<Alternate> {
    let all = [
        (Export::Atom, "feed.xml", "application/atom+xml"),
        (Export::JsonFeed, "feed.json", "application/feed+json"),
        (Export::Calendar, "data/events.ics", "text/calendar"),
        (Export::Json, "events.json", "application/json"),
    ];
    let chosen = all.into_iter().filter(|(format, ..)| edition.config.exports.contains(format));
    chosen.map(|(_, url, kind)| Alternate { url: url.to_owned(), kind, title: edition.config.title.clone() }).collect()
}

/// The forms in which the list in a folder can be followed; only that of a kind has a calendar.
pub fn list(edition: &Edition, folder: &str, title: &str, is_kind: bool) -> Vec<Alternate> {
    let all = [
        (Export::Atom, "feed.xml", "application/atom+xml"),
        (Export::JsonFeed, "feed.json", "application/feed+json"),
        (Export::Calendar, "events.ics", "text/calendar"),
    ];
    let chosen = all.into_iter().take(if is_kind { all.len() } else { 2 });
    let chosen = chosen.filter(|(format, ..)| edition.config.exports.contains(format));
    let form = |(_, file, kind): (Export, &str, &'static str)| Alternate {
        url: address::encoded(&format!("{folder}/{file}")),
        kind,
        title: format!("{}: {title}", edition.config.title),
    };
    chosen.map(form).collect()
}

/// The evidence of the article at an index, where it is exported and there is any.
pub fn annotations(edition: &Edition, at: usize) -> Option<Alternate> {
    let slug = &edition.timeline.articles.get(at)?.article.meta.slug;
    let found = edition.reported.reports(&edition.timeline, at).iter().any(|report| report.sentence.is_some());
    (found && edition.config.exports.contains(&Export::Annotations)).then(|| Alternate {
        url: address::encoded(&format!("a/{slug}.annotations.jsonld")),
        kind: "application/ld+json",
        title: edition.words.get("article.annotations").to_owned(),
    })
}
