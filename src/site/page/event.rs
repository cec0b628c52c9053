//! The page of one event: what is known of it, and every sentence that says so.

use super::passage::evidence;
use crate::site::edition::{Edition, clip};
use crate::site::period::Stand;
use crate::site::view::{EventView, Link};
use crate::site::{address, names};
use crate::timeline::{Event, Origin};
use tera::Context;

/// How many neighbours are shown on either side.
const NEIGHBOURS: usize = 1;
/// From here on the extraction counts as sure, in hundredths.
const HIGH: u8 = 80;
/// From here on it counts as fairly sure.
const FAIR: u8 = 50;

/// What the template of the event at an index is given.
pub fn context(edition: &Edition, at: usize) -> Context {
    let Some(view) = view(edition, at) else { return Context::new() };
    let sentence = edition.first_sentence(at).or(view.quote).or(view.note).unwrap_or_default();
    let place = view.card.place.map(|place| format!(", {}", place.name)).unwrap_or_default();
    let description = format!("{}{place}. {sentence}", view.card.when);
    let mut head = edition.head(view.card.url, view.card.title, &clip(&description));
    head.section = "timeline".to_owned();
    head.trail = trail(edition, at, &view.period);
    let mut context = edition.context(&head);
    context.insert("event", &view);
    context
}

fn view<'a>(edition: &'a Edition, at: usize) -> Option<EventView<'a>> {
    let event = edition.timeline.events.get(at)?;
    let card = edition.card(at)?;
    let by_hand = event.origin == Origin::Handwritten;
    Some(EventView {
        when_in_full: edition.words.when_in_full(&event.when),
        edtf: event.when.to_string(),
        period: period(edition, at),
        subkind: Some(event.subkind.as_str()).filter(|subkind| !matches!(*subkind, "" | "other")),
        basis: if by_hand { "editor" } else { names::basis(event.basis) },
        confidence: if by_hand { "editor" } else { confidence(event.confidence) },
        confidence_value: event.confidence,
        actors: edition.actors(&event.actors),
        targets: edition.actors(&event.targets),
        origins: edition.index.origins.get(at).copied().unwrap_or_default(),
        quote: event.quote.as_deref(),
        note: event.note.as_deref(),
        evidence: evidence(edition, event),
        neighbours: neighbours(edition, at),
        citation: citation(edition, event, card.when),
        id: &event.id,
        card,
    })
}

/// The period that the event stands under.
pub fn period(edition: &Edition, at: usize) -> Link {
    let words = &edition.words;
    match edition.index.stands.get(at) {
        Some(Stand::Day(day)) => Link { url: address::day(*day, 1), title: words.day(*day) },
        Some(Stand::Month(day)) => {
            Link { url: address::listed(&address::month(day.year(), day.month()), 1), title: words.month(*day) }
        }
        Some(Stand::Year(year)) => Link { url: address::listed(&address::year(*year), 1), title: words.year(*year) },
        Some(Stand::Undated) | None => {
            Link { url: address::listed(address::UNDATED, 1), title: words.get("period.undated").to_owned() }
        }
    }
}

fn trail(edition: &Edition, at: usize, period: &Link) -> Vec<Link> {
    match edition.index.stands.get(at) {
        Some(Stand::Day(day) | Stand::Month(day)) => edition.trail(*day, true),
        _ => vec![period.clone()],
    }
}

/// A few events around this one under the same period, without it.
fn neighbours(edition: &Edition, at: usize) -> Vec<Link> {
    let here = edition.index.positions.get(at).copied().unwrap_or_default();
    let from = here.saturating_sub(NEIGHBOURS);
    let around = edition.index.beside(at).iter().skip(from).take(here - from + 1 + NEIGHBOURS);
    around.filter(|other| **other != at).filter_map(|other| edition.link(*other)).collect()
}

fn citation(edition: &Edition, event: &Event, when: &str) -> String {
    edition.words.fill("event.citation", &[("title", &event.title), ("when", when), ("site", &edition.config.title)])
}

fn confidence(hundredths: u8) -> &'static str {
    match hundredths {
        HIGH.. => "high",
        FAIR.. => "fair",
        _ => "low",
    }
}
