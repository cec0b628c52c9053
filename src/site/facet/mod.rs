//! Names that events and articles share, each with what it takes part in: actors, places, sources.
//!
//! Spellings that differ only in case, articles and the like are one name ([`NameKey`]); descriptions such as "the gunmen" are nobody's
//! name and have no pages. Not here: who is who (`extract`, `timeline`), pages (`page`).

mod list;
mod part;
mod role;

pub use list::{Facet, FacetList};
pub use part::Part;
pub use role::Role;

use super::figures::Figures;
use super::spellings::Spelling;
use crate::config::Config;
use crate::timeline::Timeline;
use list::Gathering;
use part::Casting;
use serde::Serialize;
use std::sync::Arc;

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
#[derive(Clone)]
pub struct Facets {
    actors: FacetList,
    places: FacetList,
    sources: FacetList,
}

impl Facets {
    /// Gathers the names of the events of `timeline`, whose figures these are.
    pub fn new(timeline: &Timeline, figures: &Arc<Figures>, config: &Config) -> Self {
        let least = config.facets;
        let ((actors, places, acting), sources) = rayon::join(
            || names(timeline, figures, config),
            || sources(figures).finish(Sort::Source, least.sources, Publishing(figures.clone())),
        );
        let staging = Staging(figures.clone());
        let (actors, places) = rayon::join(
            || actors.finish(Sort::Actor, least.actors, acting),
            || places.finish(Sort::Place, least.places, staging),
        );
        Facets { actors, places, sources }
    }

    /// Finds out what each name takes part in, rather than when somebody asks.
    pub fn complete(&self) {
        [&self.actors, &self.places, &self.sources].into_iter().for_each(FacetList::complete);
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

/// Who acts, speaks, suffers and is told.
struct Acting {
    figures: Arc<Figures>,
    /// The roles of those who stand first and second in the frame of each kind.
    roles: Vec<(Role, Role)>,
    /// Of each spelling, whether it counts where somebody acts upon it.
    acts: Vec<bool>,
}

/// Where everything happens.
struct Staging(Arc<Figures>);

/// Who publishes reports.
struct Publishing(Arc<Figures>);

impl Casting for Acting {
    fn each(&self, mut tell: impl FnMut(u32, Role, usize)) {
        for (at, event) in self.figures.events.iter().enumerate() {
            let Some((first, second)) = self.roles.get(self.figures.kind(event)) else { continue };
            self.figures.actors(event).iter().for_each(|name| tell(*name, *first, at));
            let acts = |name: &&u32| self.acts.get(**name as usize).is_some_and(|acts| *acts);
            self.figures.targets(event).iter().filter(acts).for_each(|name| tell(*name, *second, at));
        }
    }
}

impl Casting for Staging {
    fn each(&self, mut tell: impl FnMut(u32, Role, usize)) {
        for (at, event) in self.0.events.iter().enumerate() {
            self.0.place(event).into_iter().for_each(|name| tell(name, Role::Here, at));
        }
    }
}

impl Casting for Publishing {
    fn each(&self, mut tell: impl FnMut(u32, Role, usize)) {
        for (at, event) in self.0.events.iter().enumerate() {
            let publisher = |article: &u32| self.0.publishers.get(*article as usize).copied().flatten();
            self.0.articles(event).iter().filter_map(publisher).for_each(|name| tell(name, Role::Reported, at));
        }
    }

    fn publishers(&self) -> &[Option<u32>] {
        &self.0.publishers
    }
}

/// Actors and places.
fn names(timeline: &Timeline, figures: &Arc<Figures>, config: &Config) -> (Gathering, Gathering, Acting) {
    let (mut actors, mut places) = (Gathering::new(&figures.names), Gathering::new(&figures.names));
    for (at, event) in figures.events.iter().enumerate() {
        figures.actors(event).iter().for_each(|name| actors.add(*name, is_proper));
        if let Some(place) = figures.place(event) {
            places.add(place, is_proper);
            if let Some(location) = places.lost(place) {
                *location = timeline.events.get(at).and_then(|event| event.location);
            }
        }
    }
    // A city that was struck is a place; it becomes an actor only by acting.
    let spellings = 0..u32::try_from(figures.names.len()).unwrap_or(u32::MAX);
    let acts: Vec<bool> = spellings.map(|name| actors.knows(name) || !places.knows(name)).collect();
    for name in figures.events.iter().flat_map(|event| figures.targets(event)) {
        if acts.get(*name as usize).is_some_and(|acts| *acts) {
            actors.add(*name, is_proper);
        }
    }
    actors.join_short_names(|name| places.knows(name));
    let frame =
        |id: &String| config.kinds.iter().find(|kind| kind.id == *id).map(|kind| kind.frame).unwrap_or_default();
    let roles = figures.kinds.iter().map(|id| Role::of(frame(id))).collect();
    (actors, places, Acting { figures: figures.clone(), roles, acts })
}

fn is_proper(spelling: &Spelling) -> bool {
    spelling.is_proper
}

fn sources(figures: &Figures) -> Gathering {
    let mut sources = Gathering::new(&figures.names);
    figures.publishers.iter().flatten().for_each(|name| sources.add(*name, |_| true));
    sources
}
