//! One page of each sort, found without listing all pages, so that templates can be tried on a site of any size.
//!
//! Not here: making pages.

use super::address;
use super::edition::Edition;
use super::facet::Sort;
use super::lookup;
use super::page::{changes, map};
use super::routes::Page;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// One page of each sort, in the order of their addresses: of those in `fixed`, and of those that events bring.
pub fn one_of_each(edition: &Edition, fixed: &FxHashMap<String, Page>) -> Vec<(String, Page)> {
    let of_events =
        addresses(edition).into_iter().filter_map(|address| Some((lookup::page(edition, &address)?, address)));
    let fixed = fixed.iter().map(|(address, page)| (page.clone(), address.clone()));
    let mut samples: BTreeMap<usize, (String, Page)> = BTreeMap::new();
    for (page, address) in of_events.chain(fixed) {
        let sample = samples.entry(page.sort()).or_insert_with(|| (address.clone(), page.clone()));
        if address < sample.0 {
            *sample = (address, page);
        }
    }
    let mut samples: Vec<(String, Page)> = samples.into_values().collect();
    samples.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    samples
}

/// Addresses of pages that events bring, some of each sort that there is.
fn addresses(edition: &Edition) -> Vec<String> {
    let index = &edition.index;
    let year = index.year_counts.keys().next().map(|year| address::year(*year));
    let month = index.month_counts.keys().next().map(|first| address::month(first.year(), first.month()));
    let kind = edition.kinds.first().map(|kind| address::kind(&kind.id));
    let tag = edition.subjects.tags.keys().next().map(|slug| address::tag(slug));
    let lists = [address::UNDATED, address::ARTICLES, address::CHANGES].map(str::to_owned);
    let lists = lists.into_iter().chain(year).chain(month).chain(kind).chain(tag);
    let mut addresses: Vec<String> = lists.map(|folder| address::listed(&folder, 1)).collect();
    addresses.extend(index.days.keys().next().map(|day| address::day(*day, 1)));
    Sort::ALL.into_iter().for_each(|sort| addresses.extend(of_names(edition, sort)));
    let events = edition.timeline.events.iter().enumerate();
    addresses
        .extend(events.filter(|(at, event)| edition.has_page(event, *at)).take(1).map(|(_, e)| address::event(&e.id)));
    addresses.extend(changes::gone(edition).map(address::event));
    addresses
}

/// The index of the names of a sort, the first of its pages, and the first drawing.
fn of_names(edition: &Edition, sort: Sort) -> Vec<String> {
    let names = edition.facets.of(sort);
    let facets = || names.with_pages().iter().filter_map(|at| names.get(*at));
    let page = |slug: &String| address::listed(&address::facet(sort.name(), slug), 1);
    let first = facets().filter_map(|facet| facet.slug.as_ref().map(page)).next();
    let drawing = facets().find_map(map::drawing).filter(|_| sort == Sort::Place);
    [address::listed(sort.name(), 1)].into_iter().chain(first).chain(drawing).collect()
}
