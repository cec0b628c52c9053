//! Names that events and articles share, each with what it takes part in: actors, places, sources.
//!
//! Spellings that differ only in case, articles and the like are one name ([`NameKey`]); descriptions such as "the gunmen" are nobody's
//! name and have no pages. Not here: who is who (`extract`, `timeline`), pages (`page`).

mod list;
mod role;

pub use list::{Facet, FacetList};
pub use role::Role;

use super::figures::{Figure, Figures};
use super::spellings::Spelling;
use crate::config::{Config, Frame};
use crate::timeline::Timeline;
use list::Gathering;
use serde::Serialize;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Who did, said or suffered something.
    Actor,
    /// Where.
    Place,
    /// Who published an article.
    Source,
}

impl Sort {
    /// All sorts, in the order in which they are shown.
    pub const ALL: [Sort; 3] = [Sort::Actor, Sort::Place, Sort::Source];

    /// The name of its folder, of its words, and of its class in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Actor => "actor",
            Sort::Place => "place",
            Sort::Source => "source",
        }
    }
}

/// All names of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    actors: FacetList,
    places: FacetList,
    sources: FacetList,
}

impl Facets {
    /// Gathers the names of the events of `timeline`, whose figures these are.
    pub fn new(timeline: &Timeline, figures: &Figures, config: &Config) -> Self {
        let least = config.facets;
        let (names, sources) =
            rayon::join(|| names(timeline, figures, config), || sources(figures).finish(Sort::Source, least.sources));
        let (actors, places) = names;
        let (actors, places) =
            rayon::join(|| actors.finish(Sort::Actor, least.actors), || places.finish(Sort::Place, least.places));
        Facets { actors, places, sources }
    }

    /// The names of one sort.
    pub fn of(&self, sort: Sort) -> &FacetList {
        match sort {
            Sort::Actor => &self.actors,
            Sort::Place => &self.places,
            Sort::Source => &self.sources,
        }
    }
}

/// Actors and places.
fn names(timeline: &Timeline, figures: &Figures, config: &Config) -> (Gathering, Gathering) {
    let frame =
        |id: &String| config.kinds.iter().find(|kind| kind.id == *id).map(|kind| kind.frame).unwrap_or_default();
    let frames: Vec<Frame> = figures.kinds.iter().map(frame).collect();
    let roles = |event: &Figure| Role::of(frames.get(figures.kind(event)).copied().unwrap_or_default());
    let (mut actors, mut places) = (Gathering::new(&figures.names), Gathering::new(&figures.names));
    for (at, event) in figures.events.iter().enumerate() {
        figures.actors(event).iter().for_each(|name| actors.add(*name, roles(event).0, at, is_proper));
        if let Some(place) = figures.place(event) {
            places.add(place, Role::Here, at, is_proper);
            if let Some(location) = places.lost(place) {
                *location = timeline.events.get(at).and_then(|event| event.location);
            }
        }
    }
    for (at, event) in figures.events.iter().enumerate() {
        // A city that was struck is a place; it becomes an actor only by acting.
        let acts = |name: &u32| actors.knows(*name) || !places.knows(*name);
        let targets: Vec<u32> = figures.targets(event).iter().copied().filter(acts).collect();
        targets.into_iter().for_each(|name| actors.add(name, roles(event).1, at, is_proper));
    }
    actors.join_short_names(|name| places.knows(name));
    (actors, places)
}

fn is_proper(spelling: &Spelling) -> bool {
    spelling.is_proper
}

fn sources(figures: &Figures) -> Gathering {
    let mut sources = Gathering::new(&figures.names);
    let publisher = |article: usize| figures.publishers.get(article).copied().flatten();
    for article in 0..figures.publishers.len() {
        publisher(article).into_iter().for_each(|name| sources.publish(name, article));
    }
    for (at, event) in figures.events.iter().enumerate() {
        let names = figures.articles(event).iter().filter_map(|article| publisher(*article as usize));
        names.for_each(|name| sources.add(name, Role::Reported, at, |_| true));
    }
    sources
}
