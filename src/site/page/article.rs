//! The page of an article: its text with the evidence marked, and its events.

use crate::content::{self, Mark};
use crate::site::edition::Edition;
use crate::site::facet::Sort;
use crate::site::fragment::is_web;
use crate::site::reported::Report;
use crate::site::subjects::tag_slug;
use crate::site::view::{ArticleView, Link};
use crate::site::{address, alternates, names, sign, structured};
use crate::timeline::ReadArticle;
use tera::Context;

/// What the template of the article at an index is given.
pub fn context(edition: &Edition, at: usize) -> Context {
    let Some(read) = edition.timeline.articles.get(at) else { return Context::new() };
    let Some(view) = view(edition, at, read) else { return Context::new() };
    let first = read.sentences.first().map_or("", |span| span.of(&read.article.prose.text));
    let mut head =
        edition.head(&address::article(&read.article.meta.slug), view.row.title, view.row.summary.unwrap_or(first));
    head.section = "articles".to_owned();
    head.published = Some(view.row.datetime.clone()).filter(|day| !day.is_empty());
    head.structured = structured::article(edition, at);
    head.alternates = alternates::annotations(edition, at).into_iter().collect();
    head.trail =
        vec![Link { url: address::listed(address::ARTICLES, 1), title: edition.words.get("nav.articles").to_owned() }];
    head.previous = at.checked_sub(1).and_then(|other| link(edition, other));
    head.next = link(edition, at + 1);
    let mut context = edition.context(&head);
    context.insert("article", &view);
    context
}

/// The events of the article at an index, in the order of its text, each once.
pub fn events(edition: &Edition, at: usize) -> Vec<usize> {
    let mut events: Vec<usize> = Vec::new();
    for report in edition.reported.reports(&edition.timeline, at) {
        if !events.contains(&report.event) {
            events.push(report.event);
        }
    }
    events
}

fn view<'a>(edition: &'a Edition, at: usize, read: &'a ReadArticle) -> Option<ArticleView<'a>> {
    let article = &read.article;
    let meta = &article.meta;
    let links = edition.targets.seen_from(&address::article(&meta.slug));
    Some(ArticleView {
        row: edition.row(at)?,
        html: content::html(article, &edition.config.markdown, &marks(edition, at, read), &links),
        updated: meta.updated.as_ref().map(|moment| edition.words.day(moment.day)),
        authors: &meta.authors,
        source_url: meta.source.as_ref().and_then(|source| source.url.as_deref()).filter(|url| is_web(url)),
        place: meta.place.as_deref().map(|place| edition.named(Sort::Place, place)),
        tags: meta.tags.iter().map(|name| tag(name)).collect(),
        events: edition.cards(events(edition, at)),
    })
}

fn tag(name: &str) -> Link {
    Link { url: address::listed(&address::tag(&tag_slug(name)), 1), title: name.to_owned() }
}

fn link(edition: &Edition, at: usize) -> Option<Link> {
    let row = edition.row(at)?;
    Some(Link { url: row.url, title: row.title.to_owned() })
}

/// The sentences that report events, each followed by links to them.
fn marks(edition: &Edition, at: usize, read: &ReadArticle) -> Vec<Mark> {
    let reports = edition.reported.reports(&edition.timeline, at);
    reports.chunk_by(|a, b| a.sentence == b.sentence).filter_map(|reports| mark(edition, reports, read)).collect()
}

fn mark(edition: &Edition, reports: &[Report], read: &ReadArticle) -> Option<Mark> {
    let sentence = reports.first()?.sentence?;
    let source = read.article.prose.to_source(*read.sentences.get(sentence)?);
    let after = reports.iter().filter_map(|report| sign::evidence_link(edition, report.event)).collect();
    Some(Mark { source, id: names::sentence(sentence), after })
}
