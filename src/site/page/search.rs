//! The page of search and filters. Without scripts it shows the ways to all lists instead.
//!
//! Not here: what the search goes by (`export`), the search itself (the theme's script).

use crate::extract::Status;
use crate::site::edition::Edition;
use crate::site::view::SearchView;
use crate::site::{address, names};
use tera::Context;

/// What the template of the search is given.
pub fn context(edition: &Edition) -> Context {
    let title = edition.words.get("search.title");
    let mut head = edition.head(address::SEARCH, title, edition.words.get("search.description"));
    head.section = "search".to_owned();
    let mut context = edition.context(&head);
    let used = |status: &Status| edition.timeline.events.iter().any(|event| event.status == *status);
    let all = [Status::Happened, Status::Claimed, Status::Denied, Status::Future, Status::Hypothetical];
    let statuses = all.into_iter().filter(used).map(names::status).collect();
    context.insert("search", &SearchView { statuses });
    context
}
