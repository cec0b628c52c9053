//! The first page: what the site covers, activity over time, what most articles report, and the newest articles.

use crate::site::edition::Edition;
use crate::site::view::{HomeView, Latest};
use crate::site::{address, alternates, heat, strip, structured};
use tera::Context;

/// How many of the most reported events are shown.
const REPORTED: usize = 8;
/// How many of the newest articles are shown.
const NEWEST: usize = 6;
/// How many events of each are shown.
const EVENTS_EACH: usize = 3;

/// What the template of home is given.
pub fn context(edition: &Edition) -> Context {
    let mut head = edition.head(address::HOME, "", &edition.config.description);
    head.section = "home".to_owned();
    head.structured = Some(structured::home(edition, strip::ends(edition)));
    head.alternates = alternates::home(edition);
    let mut context = edition.context(&head);
    context.insert("home", &view(edition));
    context
}

fn view<'a>(edition: &'a Edition) -> HomeView<'a> {
    let events = edition.timeline.events.len();
    let newest = (0..edition.timeline.articles.len()).rev().take(NEWEST);
    HomeView {
        events,
        articles: edition.timeline.articles.len(),
        range: strip::ends(edition).map(|(first, last)| edition.words.range(first, last)).unwrap_or_default(),
        strip: strip::strip(edition),
        heat: heat::heat(edition),
        undated: edition.index.undated.len(),
        reported: edition.cards(edition.index.most_reported(0..events, REPORTED)),
        latest: newest.filter_map(|at| latest(edition, at)).collect(),
    }
}

fn latest<'a>(edition: &'a Edition, at: usize) -> Option<Latest<'a>> {
    let article = edition.row(at)?;
    let events = super::article::events(edition, at);
    let more = events.len().saturating_sub(EVENTS_EACH);
    Some(Latest { article, events: edition.cards(events.into_iter().take(EVENTS_EACH)), more })
}
