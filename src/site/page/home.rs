//! The first page: what the site covers, activity over time, its key events, and the newest articles.

use crate::config::tree::Written;
use crate::site::activity::{Activity, Stretch};
use crate::site::edition::Edition;
use crate::site::view::{HomeView, Latest};
use crate::site::{address, alternates, heat, strip, structured};
use tera::Context;

/// How many key events are shown, unless an editor chose more.
const KEY: usize = 8;
/// How many of the newest articles are shown.
const NEWEST: usize = 6;
/// How many events of each are shown.
const EVENTS_EACH: usize = 3;

/// What the template of home is given.
pub fn context(edition: &Edition) -> Context {
    let mut head = edition.head(address::HOME, "", &edition.config.description);
    head.section = "home".to_owned();
    head.structured = Some(structured::home(edition));
    head.alternates = alternates::home(edition);
    let mut context = edition.context(&head);
    context.insert("home", &view(edition));
    context
}

fn view<'a>(edition: &'a Edition) -> HomeView<'a> {
    let events = edition.timeline.events.len();
    let ends = Activity::of_all(&edition.index).ends();
    let range = ends.map(|Stretch { first, last }| edition.words.range(first, last));
    let newest = (0..edition.timeline.articles.len()).rev().take(NEWEST);
    HomeView {
        events,
        articles: edition.timeline.articles.len(),
        range: range.unwrap_or_default(),
        strip: strip::strip(edition),
        heat: heat::heat(edition),
        undated: edition.index.undated.len(),
        key: edition.cards(key(edition)),
        latest: newest.filter_map(|at| latest(edition, at)).collect(),
    }
}

/// The events that an editor chose, each under the id that it has now, then the most reported.
fn key(edition: &Edition) -> Vec<usize> {
    let events = &edition.timeline.events;
    let chosen = |id: &Written<String>| edition.find(edition.lock.standing(&id.value).unwrap_or(&id.value));
    let mut key: Vec<usize> = Vec::new();
    for at in edition.config.key_events.iter().filter_map(chosen) {
        if !key.contains(&at) {
            key.push(at);
        }
    }
    for at in edition.figures.most_reported(0..events.len(), KEY) {
        if key.len() < KEY && !key.contains(&at) {
            key.push(at);
        }
    }
    key
}

fn latest<'a>(edition: &'a Edition, at: usize) -> Option<Latest<'a>> {
    let article = edition.row(at)?;
    let events = super::article::events(edition, at);
    let more = events.len().saturating_sub(EVENTS_EACH);
    Some(Latest { article, events: edition.cards(events.into_iter().take(EVENTS_EACH)), more })
}
