//! Lists that are no periods: all articles, the events of a kind, the articles of a tag.

use crate::site::edition::Edition;
use crate::site::period::Stand;
use crate::site::subjects::Tag;
use crate::site::view::{Alternate, Head, ListView};
use crate::site::{address, alternates};
use tera::Context;

/// Page `page` of all articles, newest first.
pub fn articles(edition: &Edition, page: usize) -> Context {
    let words = &edition.words;
    let all: Vec<usize> = (0..edition.timeline.articles.len()).rev().collect();
    let count = words.counted(all.len(), "articles");
    let view = ListView {
        title: words.get("lists.articles").to_owned(),
        note: words.fill("lists.articles_note", &[("articles", &count)]),
        articles: edition.on_page(&all, page).iter().filter_map(|at| edition.row(*at)).collect(),
        pager: edition.pager(all.len(), page, |n| address::listed(address::ARTICLES, n)),
        ..empty("articles")
    };
    context(edition, &address::listed(address::ARTICLES, page), "articles", &view, Vec::new())
}

/// Page `page` of the events of a kind.
pub fn kind(edition: &Edition, at: usize, page: usize) -> Context {
    let words = &edition.words;
    let Some(kind) = edition.kinds.get(at) else { return Context::new() };
    // The undated are the first of the timeline; a reader of dates looks for them last.
    let events = edition.index.kinds.get(&kind.id).map_or(&[][..], Vec::as_slice);
    let is_undated = |at: &usize| matches!(edition.index.stands.get(*at), Some(Stand::Undated));
    let (undated, dated) = events.split_at(events.partition_point(is_undated));
    let events = [dated, undated].concat();
    let folder = address::kind(&kind.id);
    let count = words.counted(events.len(), "events");
    let view = ListView {
        kind: Some(&kind.id),
        title: kind.plural.clone(),
        note: words.fill("lists.kind_note", &[("events", &count)]),
        words: words_of(edition, &kind.id),
        events: edition.cards(edition.on_page(&events, page).iter().copied()),
        pager: edition.pager(events.len(), page, |n| address::listed(&folder, n)),
        ..empty("kind")
    };
    context(
        edition,
        &address::listed(&folder, page),
        "timeline",
        &view,
        alternates::list(edition, &folder, &view.title, true),
    )
}

/// Words by which events of a kind are found.
fn words_of<'a>(edition: &'a Edition, id: &str) -> Vec<&'a str> {
    let kind = edition.config.kinds.iter().find(|kind| kind.id == id);
    kind.map_or_else(Vec::new, |kind| kind.verbs.iter().chain(&kind.nouns).map(String::as_str).collect())
}

/// Page `page` of the articles of a tag, newest first.
pub fn tag(edition: &Edition, slug: &str, tag: &Tag, page: usize) -> Context {
    let words = &edition.words;
    let newest: Vec<usize> = tag.articles.iter().rev().copied().collect();
    let folder = address::tag(slug);
    let count = words.counted(newest.len(), "articles");
    let view = ListView {
        title: words.fill("lists.tag", &[("tag", &tag.name)]),
        note: words.fill("lists.tag_note", &[("articles", &count)]),
        articles: edition.on_page(&newest, page).iter().filter_map(|at| edition.row(*at)).collect(),
        pager: edition.pager(newest.len(), page, |n| address::listed(&folder, n)),
        ..empty("tag")
    };
    context(edition, &address::listed(&folder, page), "articles", &view, Vec::new())
}

fn empty<'a>(level: &'static str) -> ListView<'a> {
    ListView { level, ..ListView::default() }
}

fn context(edition: &Edition, address: &str, section: &str, view: &ListView, alternates: Vec<Alternate>) -> Context {
    let description = format!("{}. {}", view.title, view.note);
    let head =
        Head { section: section.to_owned(), alternates, ..edition.head(address, view.title.as_str(), &description) };
    let mut context = edition.context(&head);
    context.insert("list", view);
    context
}
