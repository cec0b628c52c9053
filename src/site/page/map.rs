//! Maps on pages: of all places, of an actor's places, of the surroundings of one place.
//!
//! Not here: how a map is drawn (`site::map`).

use crate::site::address;
use crate::site::edition::Edition;
use crate::site::facet::{Facet, Sort};
use crate::site::map::{self, MapView, Place};
use rustc_hash::FxHashMap;
use tera::Context;

/// How many units of the map one is of the coasts on drawings for event pages, which are a fifth as wide as the map's own measure.
const UNIT: i64 = 5;

/// A map of all places that have a page.
pub fn of_all(edition: &Edition) -> Option<MapView> {
    map::of(places(edition).collect())
}

/// A map of the places of some events.
pub fn of_events(edition: &Edition, events: &[usize]) -> Option<MapView> {
    let mut found: FxHashMap<&str, Place> = FxHashMap::default();
    for event in events.iter().filter_map(|at| edition.timeline.events.get(*at)) {
        let facet = event.place.as_deref().and_then(|place| edition.facets.of(Sort::Place).find(place));
        let Some(place) = facet.and_then(place) else { continue };
        found.entry(place.url).or_insert(Place { count: 0, ..place }).count += 1;
    }
    map::of(found.into_values().collect())
}

/// A map of the surroundings of a place; `None` where nobody knows where it is.
pub fn around(edition: &Edition, facet: &Facet) -> Option<MapView> {
    Some(map::around(place(facet)?, places(edition), 1))
}

/// Address of the drawing of a place's surroundings, where there is one.
pub fn drawing(facet: &Facet) -> Option<String> {
    facet.location?;
    Some(format!("{}/map.svg", address::facet(Sort::Place.name(), facet.slug.as_ref()?)))
}

/// What the template of that drawing is given.
pub fn context(edition: &Edition, at: usize) -> Context {
    let mut context = Context::new();
    if let Some(here) = edition.facets.of(Sort::Place).get(at).and_then(place) {
        context.insert("map", &map::around(here, places(edition), UNIT));
    }
    context
}

fn places(edition: &Edition) -> impl Iterator<Item = Place<'_>> {
    let places = edition.facets.of(Sort::Place);
    places.with_pages().iter().filter_map(|at| place(places.get(*at)?))
}

fn place(facet: &Facet) -> Option<Place<'_>> {
    Some(Place { name: &facet.name, url: facet.url.as_deref()?, count: facet.count, location: facet.location? })
}
