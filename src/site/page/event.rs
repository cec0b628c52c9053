//! The page of one event: what is known of it, and every sentence that says so.

use super::differences::differences;
use super::passage::evidence;
use super::{changes, cite, map};
use crate::atlas::Location;
use crate::lock::What;
use crate::site::edition::{Edition, clip};
use crate::site::facet::Sort;
use crate::site::period::Stand;
use crate::site::view::{Correction, CuratedView, EventView, Link, LocationView, StepView};
use crate::site::{address, names, structured};
use crate::timeline::{Curated, Event, Origin, Step, facts};
use tera::Context;

/// How many neighbours are shown on either side.
const NEIGHBOURS: usize = 2;
/// Parts of a degree to which a place is shown, about a kilometre: settlements are larger.
const DEGREES: f64 = 100.0;
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
    let mut head = edition.head(&view.card.url, view.card.title, &clip(&description));
    head.section = "timeline".to_owned();
    head.trail = trail(edition, at, &view.period);
    head.published = first_published(edition, at);
    head.structured = structured::event(edition, at, &head.trail);
    let mut context = edition.context(&head);
    context.insert("event", &view);
    context
}

/// The day on which the first article that reports it appeared.
fn first_published(edition: &Edition, at: usize) -> Option<String> {
    let articles = edition.timeline.events.get(at)?.evidence.iter().map(|evidence| edition.timeline.article(evidence));
    let days = articles.filter_map(|read| Some(read.article.meta.date.as_ref()?.day));
    Some(days.min()?.to_string())
}

fn view<'a>(edition: &'a Edition, at: usize) -> Option<EventView<'a>> {
    let event = edition.timeline.events.get(at)?;
    let card = edition.card(at)?;
    let by_hand = event.origin == Origin::Handwritten;
    let accepted = event.curated.as_ref().is_some_and(|curated| curated.accepted);
    let since = edition.lock.entries.get(&event.id).and_then(|entry| entry.since);
    Some(EventView {
        when_in_full: edition.words.when_in_full(&event.when),
        edtf: event.when.to_string(),
        period: period(edition, at),
        subkind: Some(event.subkind.as_str()).filter(|subkind| !matches!(*subkind, "" | "other")),
        basis: if by_hand || is_corrected(event, What::Date) { "editor" } else { names::basis(event.basis) },
        confidence: if by_hand || accepted { "editor" } else { confidence(event.confidence) },
        confidence_value: event.confidence,
        actors: edition.actors(&event.actors),
        targets: edition.actors(&event.targets),
        killed: event.casualties.killed.map(|toll| edition.words.toll(toll)),
        injured: event.casualties.injured.map(|toll| edition.words.toll(toll)),
        weapons: &event.weapons,
        location: event.location.as_ref().map(|at| location(edition, event, at)),
        place_inferred: event.place_inferred,
        map: event.place.as_deref().and_then(|place| map::drawing(edition.facets.of(Sort::Place).find(place)?)),
        origins: edition.figures.origins(at),
        quote: event.quote.as_deref(),
        note: event.note.as_deref(),
        evidence: evidence(edition, event),
        neighbours: neighbours(edition, at),
        differences: differences(edition, event),
        citation: cite::plain(edition, event, card.when),
        bibtex: cite::bibtex(edition, event, card.when, edition.canonical(&card.url).as_deref()),
        since: since.map(|day| edition.words.day(day)),
        changes: changes::of_event(edition, &event.id),
        curated: event.curated.as_deref().map(|curated| decided(edition, event, curated)),
        id: &event.id,
        card,
    })
}

fn location(edition: &Edition, event: &Event, location: &Location) -> LocationView {
    let degrees = |degrees: f64| (degrees * DEGREES).round() / DEGREES;
    LocationView {
        degrees: format!("{}, {}", degrees(location.latitude), degrees(location.longitude)),
        precision: location.precision.id(),
        rounded: edition.config.rounding_of(event.place.as_deref()),
    }
}

/// What an editor put in the place of what was found: fields, and what was found.
fn corrections(event: &Event) -> Vec<(What, String)> {
    let found = event.curated.as_ref().and_then(|curated| curated.found.as_ref());
    let differences = found.map(|found| found.differences(&facts(event))).unwrap_or_default();
    differences.into_iter().map(|(what, found, _)| (what, found)).collect()
}

fn is_corrected(event: &Event, field: What) -> bool {
    event.curated.is_some() && corrections(event).iter().any(|(what, _)| *what == field)
}

fn decided<'a>(edition: &Edition, event: &Event, curated: &'a Curated) -> CuratedView<'a> {
    let corrected = corrections(event).into_iter();
    let step = |step: &'a Step| StepView {
        act: step.act,
        others: changes::others(edition, &step.others, event),
        reason: step.reason.as_deref(),
        decided: step.decided.map(|day| edition.words.day(day)),
    };
    CuratedView {
        accepted: curated.accepted,
        corrected: corrected
            .map(|(what, found)| Correction { what: what.name(), found: changes::value(edition, what, &found) })
            .collect(),
        steps: curated.steps.iter().map(step).collect(),
    }
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

fn confidence(hundredths: u8) -> &'static str {
    match hundredths {
        HIGH.. => "high",
        FAIR.. => "fair",
        _ => "low",
    }
}
