//! Pages that no article is behind: plain pages, the page for addresses that lead nowhere, and forwarding pages.

use crate::content::{self, Article};
use crate::site::address;
use crate::site::edition::Edition;
use crate::site::view::{Link, TextView};
use tera::Context;

/// A page without a date.
pub fn plain(edition: &Edition, page: &Article) -> Context {
    let meta = &page.meta;
    let address = address::plain(&meta.slug);
    let links = edition.targets.seen_from(&address);
    let view = TextView {
        title: &meta.title,
        lang: edition.foreign(meta.lang.as_deref()),
        html: content::html(page, &edition.config.markdown, &[], &links),
    };
    let description = meta.summary.as_deref().unwrap_or(&edition.config.description);
    let mut head = edition.head(&address, meta.title.as_str(), description);
    head.section.clone_from(&meta.slug);
    let mut context = edition.context(&head);
    context.insert("text", &view);
    context
}

/// The page that a server shows for addresses that lead nowhere. It is shown at any depth, so its links begin at the base path.
pub fn missing(edition: &Edition) -> Context {
    let title = edition.words.get("missing.title");
    let mut head = edition.head("404.html", title, edition.words.get("missing.text"));
    head.canonical = None;
    let mut context = edition.context(&head);
    context.insert("root", edition.base_path());
    context
}

/// The page at a former address, which sends readers on to `target`.
pub fn moved(edition: &Edition, from: &str, target: &Link) -> Context {
    let mut head = edition.head(from, edition.words.get("moved.title"), edition.words.get("moved.text"));
    head.canonical = edition.head(&target.url, "", "").canonical;
    let mut context = edition.context(&head);
    context.insert("target", target);
    context
}
