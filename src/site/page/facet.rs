//! The page of an actor, a place or a source: what its events have in common, then the events themselves.
//!
//! Not here: the indexes of such pages (`directory`).

use super::map;
use crate::site::edition::Edition;
use crate::site::facet::{Facet, Part, Role, Sort};
use crate::site::view::{FacetView, Head, Link, Named, RoleGroup, Shared, Single, Tally};
use crate::site::{address, alternates};
use crate::site::{strip, structured};
use rustc_hash::FxHashMap;
use tera::Context;

/// How many of the actors and places that share its events are shown.
const SHARED: usize = 12;

/// What the template of page `page` of a name is given.
pub fn context(edition: &Edition, sort: Sort, at: usize, page: usize) -> Context {
    let Some(facet) = edition.facets.of(sort).get(at) else { return Context::new() };
    let Some(slug) = &facet.slug else { return Context::new() };
    let folder = address::facet(sort.name(), slug);
    let part = edition.facets.of(sort).of_name(at);
    let articles: Vec<usize> = part.articles.iter().rev().copied().collect();
    let view = FacetView {
        sort,
        title: &facet.name,
        spellings: &facet.spellings,
        count: facet.count,
        articles: articles.len(),
        summary: (page == 1).then(|| summary(edition, sort, facet, part)),
        groups: if sort == Sort::Source { Vec::new() } else { groups(edition, facet, part, page) },
        rows: edition.on_page(&articles, page).iter().filter_map(|at| edition.row(*at)).collect(),
        pager: edition.pager(part.items(), page, |n| address::listed(&folder, n)),
    };
    let mut head = head(edition, &view, &address::listed(&folder, page));
    head.alternates = alternates::list(edition, &folder, view.title, false);
    let mut context = edition.context(&head);
    context.insert("facet", &view);
    context
}

fn head(edition: &Edition, view: &FacetView, address: &str) -> Head {
    let words = &edition.words;
    let sort = view.sort.name();
    let events = words.counted(view.count, "events");
    let description = words.fill("facets.description", &[("name", view.title), ("events", &events)]);
    let title = words.get(&format!("facets.{sort}.title")).to_owned();
    let trail = vec![Link { url: address::listed(sort, 1), title }];
    Head {
        section: sort.to_owned(),
        structured: structured::trail(edition, address, &trail),
        trail,
        ..edition.head(address, view.title, &description)
    }
}

fn groups<'a>(edition: &'a Edition, facet: &Facet, part: &Part, page: usize) -> Vec<RoleGroup<'a>> {
    let on_page = edition.on_page(&part.entries, page);
    let counted = |role: Role| part.entries.iter().filter(move |(other, _)| *other == role);
    let group = |run: &[(Role, usize)]| {
        let (role, first) = *run.first()?;
        let title = edition.words.fill(&format!("facets.role.{}", role.name()), &[("name", &facet.name)]);
        Some(RoleGroup {
            role,
            title,
            count: counted(role).count(),
            continued: counted(role).next().is_some_and(|(_, at)| *at != first),
            events: edition.cards(run.iter().map(|(_, at)| *at)),
        })
    };
    on_page.chunk_by(|a, b| a.0 == b.0).filter_map(group).collect()
}

fn summary<'a>(edition: &'a Edition, sort: Sort, facet: &Facet, part: &Part) -> Shared<'a> {
    let events = &part.events;
    let kinds = edition.kinds.iter().map(|kind| {
        let of_kind = |at: &&usize| edition.timeline.events.get(**at).is_some_and(|event| event.kind == kind.id);
        Tally { of: Named { name: &kind.id, url: Some(&kind.url) }, count: events.iter().filter(of_kind).count() }
    });
    let mut dated = events.iter().filter(|at| edition.timeline.events.get(**at).is_some_and(|e| !e.when.is_unknown()));
    let (first, last) = (dated.next(), dated.next_back());
    Shared {
        strip: strip::strip_of(edition, events),
        map: match sort {
            Sort::Place => map::around(edition, facet),
            _ => map::of_events(edition, events),
        },
        first: first.map(|at| super::event::period(edition, *at)),
        last: last.map(|at| super::event::period(edition, *at)),
        kinds: kinds.filter(|tally| tally.count > 0).collect(),
        actors: shared(edition, Sort::Actor, sort, facet, part),
        places: shared(edition, Sort::Place, sort, facet, part),
        single: (sort == Sort::Source).then(|| single(edition, events)),
    }
}

/// The names of a sort that occur most often in the events of `facet`, itself left out.
fn shared<'a>(edition: &'a Edition, wanted: Sort, own: Sort, facet: &Facet, part: &Part) -> Vec<Tally<'a>> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for event in part.events.iter().filter_map(|at| edition.timeline.events.get(*at)) {
        let names: Vec<&String> = match wanted {
            Sort::Actor => event.actors.iter().chain(&event.targets).collect(),
            _ => event.place.iter().collect(),
        };
        for other in names.into_iter().filter_map(|name| edition.facets.of(wanted).find(name)) {
            if own != wanted || other.name != facet.name {
                *counts.entry(&other.name).or_default() += 1;
            }
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    counts.truncate(SHARED);
    counts.into_iter().map(|(name, count)| Tally { of: edition.named(wanted, name), count }).collect()
}

fn single(edition: &Edition, events: &[usize]) -> Single {
    let alone = |at: &&usize| edition.figures.origins(**at) < 2;
    let count = events.iter().filter(alone).count();
    Single { count, percent: (count * 100).checked_div(events.len()).unwrap_or_default() }
}
