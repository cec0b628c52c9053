//! Names that events and articles share, each with what it takes part in: actors, places, sources.
//!
//! Spellings that differ only in case, articles and the like are one name ([`NameKey`]); descriptions such as "the gunmen" are nobody's
//! name and have no pages. Not here: who is who (`extract`, `timeline`), pages (`page`).

mod list;
mod role;

pub use list::{Facet, FacetList};
pub use role::Role;

use super::index::Index;
use crate::config::{Config, Frame};
use crate::timeline::{Timeline, is_proper};
use list::Gathering;
use rustc_hash::FxHashMap;
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
    /// Gathers the names of `timeline`.
    pub fn new(timeline: &Timeline, index: &Index, config: &Config) -> Self {
        let frames: FxHashMap<&str, Frame> = config.kinds.iter().map(|kind| (kind.id.as_str(), kind.frame)).collect();
        let (mut actors, mut places, mut sources) = (Gathering::default(), Gathering::default(), Gathering::default());
        for (at, event) in timeline.events.iter().enumerate() {
            let frame = frames.get(event.kind.as_str()).copied().unwrap_or_default();
            event.actors.iter().for_each(|name| actors.add(name, Role::of(frame).0, at, is_proper));
            if let Some(place) = &event.place {
                places.add(place, Role::Here, at, is_proper);
                event.location.iter().for_each(|location| places.locate(place, *location));
            }
        }
        for (at, event) in timeline.events.iter().enumerate() {
            let frame = frames.get(event.kind.as_str()).copied().unwrap_or_default();
            // A city that was struck is a place; it becomes an actor only by acting.
            let acts = |name: &&String| actors.knows(name) || !places.knows(name);
            let targets: Vec<&String> = event.targets.iter().filter(acts).collect();
            targets.into_iter().for_each(|name| actors.add(name, Role::of(frame).1, at, is_proper));
        }
        actors.join_short_names(|name| places.knows(name));
        for (at, (read, events)) in timeline.articles.iter().zip(&index.reported).enumerate() {
            let Some(source) = &read.article.meta.source else { continue };
            sources.publish(&source.name, at);
            events.iter().for_each(|event| sources.add(&source.name, Role::Reported, *event, |_| true));
        }
        let least = config.facets;
        Facets {
            actors: actors.finish(Sort::Actor, least.actors),
            places: places.finish(Sort::Place, least.places),
            sources: sources.finish(Sort::Source, least.sources),
        }
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
