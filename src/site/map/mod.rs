//! Maps, drawn while the site is built: coasts, places, and their names where there is room.
//!
//! No tiles, no scripts, no borders: whose a place is, is not for a map of events to say. Equirectangular, true to scale in its middle. Not here:
//! where places lie (`atlas`, `extract`), which pages have maps (`page`).

mod coast;
mod frame;
mod label;

use crate::atlas::{Location, Precision};
use frame::Frame;
use serde::Serialize;

/// Width of every map in its own units.
pub const WIDTH: f64 = 2000.0;
/// The most places that a map shows.
const MOST: usize = 300;
/// The most that a map of the surroundings of one place shows.
const MOST_AROUND: usize = 12;
/// Radius of the smallest and the largest sign of a place.
const RADIUS: [f64; 2] = [9.0, 40.0];

/// Something to be shown on a map.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it leads.
    pub url: &'a str,
    /// Number of its events.
    pub count: usize,
    /// Where it is.
    pub location: Location,
}

/// A map: `map`.
#[derive(Clone, Debug, Serialize)]
pub struct MapView {
    /// Height, where the width is 2000.
    pub height: i64,
    /// Land, as an SVG path in numbers of `unit` units of the map.
    pub land: String,
    /// How many units of the map one of the path of land is; the path is to be scaled by as much.
    pub unit: i64,
    /// Places, the one that the map is about or that with most events first.
    pub spots: Vec<Spot>,
}

/// A place on a map.
#[derive(Clone, Debug, Serialize)]
pub struct Spot {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// Number of its events.
    pub count: usize,
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
    /// Radius.
    pub r: i64,
    /// `settlement`, `region` or `country`.
    pub precision: &'static str,
    /// True of the one place that the map is about.
    pub here: bool,
    /// Where its name stands; absent where there is no room.
    pub label: Option<Label>,
}

/// The name of a place on a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Left or right end of the name.
    pub x: i64,
    /// Middle of its height.
    pub y: i64,
    /// `start` or `end`: which end that is.
    pub anchor: &'static str,
    /// True where there is room for it on a small map, too.
    pub major: bool,
}

/// A map of `places`; `None` where there are none.
pub fn of(places: Vec<Place>) -> Option<MapView> {
    let places = foremost(places, MOST);
    let points: Vec<[f64; 2]> = places.iter().map(|place| point(&place.location)).collect();
    Some(draw(&Frame::around(&points)?, &places, 1))
}

/// A map of the surroundings of a place, with those of `others` that lie on it. One that is shown small can have its coasts in whole numbers of
/// several units of the map.
pub fn around<'a>(here: Place<'a>, others: impl Iterator<Item = Place<'a>>, unit: i64) -> MapView {
    let frame = Frame::at(point(&here.location));
    let near = others.filter(|place| place.url != here.url && frame.holds(point(&place.location)));
    let mut shown = foremost(near.collect(), MOST_AROUND);
    shown.insert(0, here);
    let mut map = draw(&frame, &shown, unit);
    if let Some(spot) = map.spots.first_mut() {
        spot.here = true;
    }
    map
}

/// The places with most events; among equals by name.
fn foremost(mut places: Vec<Place>, most: usize) -> Vec<Place> {
    places.sort_by(|a, b| (std::cmp::Reverse(a.count), a.name).cmp(&(std::cmp::Reverse(b.count), b.name)));
    places.truncate(most);
    places
}

fn point(location: &Location) -> [f64; 2] {
    [location.longitude, location.latitude]
}

/// The first of `places` are named first.
fn draw(frame: &Frame, places: &[Place], unit: i64) -> MapView {
    let most = places.iter().map(|place| place.count).max().unwrap_or_default().max(1);
    let mut spots: Vec<Spot> = places.iter().map(|place| spot(frame, place, most)).collect();
    label::label(&mut spots, frame.height());
    MapView { height: frame.height().round() as i64, land: coast::path(frame, unit), unit, spots }
}

/// The sign's area grows with the number of events.
fn spot(frame: &Frame, place: &Place, most: usize) -> Spot {
    let [x, y] = frame.project(point(&place.location));
    let share = (place.count as f64 / most as f64).sqrt();
    Spot {
        name: place.name.to_owned(),
        url: place.url.to_owned(),
        count: place.count,
        x: x.round() as i64,
        y: y.round() as i64,
        r: (RADIUS[0] + (RADIUS[1] - RADIUS[0]) * share).round() as i64,
        precision: Precision::id(place.location.precision),
        here: false,
        label: None,
    }
}
