//! `data/events.geojson` (RFC 7946): events at their places, one point to an event, for maps and geographic information systems.
//!
//! Only events whose place is known to a point are there; `geo_precision` says how much ground the point stands for. Not here: the rest of
//! the data (`json`).

use super::Source;
use super::item::Item;
use crate::atlas::Country;
use crate::site::names;
use serde::{Serialize, Serializer};
use std::ops::Range;

/// The located ones of some events.
pub(super) fn file(source: &Source, events: &Range<usize>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1024);
    let collection = Collection { kind: "FeatureCollection", features: Features(source, events) };
    // Plain data of text and numbers, written to memory, always serialises.
    let _ = serde_json::to_writer(&mut bytes, &collection);
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    features: Features<'a>,
}

/// Features one by one, so that they never stand in memory twice.
struct Features<'a>(&'a Source<'a>, &'a Range<usize>);

impl Serialize for Features<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.clone().filter_map(|at| feature(&self.0.item(at)?)))
    }
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Point,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    /// Longitude before latitude.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    title: &'a str,
    kind: &'a str,
    status: &'static str,
    edtf: String,
    when: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    geo_precision: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo_rounding: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    place_inferred: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed_least: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed_most: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured_least: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured_most: Option<u32>,
    articles: usize,
    quote: &'a str,
    url: String,
}

fn feature<'a>(item: &Item<'a>) -> Option<Feature<'a>> {
    let event = item.event;
    let location = event.location.as_ref()?;
    let (killed, injured) = (event.casualties.killed, event.casualties.injured);
    Some(Feature {
        kind: "Feature",
        id: &event.id,
        geometry: Point { kind: "Point", coordinates: [location.longitude, location.latitude] },
        properties: Properties {
            title: &event.title,
            kind: &event.kind,
            status: names::status(event.status),
            edtf: event.when.to_string(),
            when: item.when(),
            place: event.place.as_deref(),
            country: location.country.as_ref().map(Country::code),
            geo_precision: location.precision.id(),
            geo_rounding: item.rounding(),
            place_inferred: event.place_inferred,
            killed_least: killed.map(|toll| toll.least),
            killed_most: killed.and_then(|toll| toll.most),
            injured_least: injured.map(|toll| toll.least),
            injured_most: injured.and_then(|toll| toll.most),
            articles: item.articles().len(),
            quote: item.sentence(),
            url: item.url(),
        },
    })
}
