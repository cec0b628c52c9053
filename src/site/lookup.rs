//! Which page stands at an address, told from the address alone: for pages that events bring and take.
//!
//! Says the same as the list of all pages (`routes`), without making it. A page is guessed from the form of the address, and stands there if
//! there is such a page and this is its address.

use super::address;
use super::edition::{Edition, PER_PAGE};
use super::facet::Sort;
use super::page::{changes, map};
use super::routes::Page;
use crate::date::Day;

/// The page at `address` that is there for the sake of events or lists.
pub fn page(edition: &Edition, address: &str) -> Option<Page> {
    let (folder, last) = address.split_once('/')?;
    match folder {
        "e" => event(edition, address),
        address::ARTICLES => listed(|| edition.timeline.articles.len(), last, Page::Articles),
        address::CHANGES => listed(|| edition.history.len(), last, Page::Changes),
        address::UNDATED => {
            let page = listed(|| edition.index.undated.len(), last, Page::Undated)?;
            Some(page).filter(|_| !edition.index.undated.is_empty())
        }
        "kind" => {
            let (id, last) = last.rsplit_once('/')?;
            let at = edition.kinds.iter().position(|kind| kind.id == id)?;
            let count = edition.kinds.get(at)?.count;
            listed(|| count, last, |n| Page::Kind(at, n))
        }
        "tag" => {
            let (slug, last) = last.rsplit_once('/')?;
            let tag = edition.subjects.tags.get(slug)?;
            listed(|| tag.articles.len(), last, |n| Page::Tag(slug.to_owned(), n))
        }
        _ => match Sort::ALL.into_iter().find(|sort| sort.name() == folder) {
            Some(sort) => name(edition, sort, last),
            None => period(edition, address),
        },
    }
}

fn event(edition: &Edition, address: &str) -> Option<Page> {
    let id = address::event_id(address)?;
    let shown = edition.figures.find(id, &edition.timeline);
    let with_page = |at: &usize| edition.timeline.events.get(*at).is_some_and(|event| edition.has_page(event, *at));
    shown.filter(with_page).map(Page::Event).or_else(|| changes::page(edition, id))
}

fn name(edition: &Edition, sort: Sort, rest: &str) -> Option<Page> {
    let facets = edition.facets.of(sort);
    let Some((slug, last)) = rest.rsplit_once('/') else {
        let names = facets.with_pages().len();
        return listed(|| names, rest, |n| Page::Directory(sort, n)).filter(|_| names > 0);
    };
    let at = facets.called(slug)?;
    let facet = facets.get(at)?;
    let is_drawing = last == "map.svg" && map::drawing(facet).is_some();
    if is_drawing {
        Some(Page::Map(at))
    } else {
        listed(|| facets.of_name(at).items(), last, |n| Page::Facet(sort, at, n))
    }
}

fn period(edition: &Edition, address: &str) -> Option<Page> {
    let (folder, last) = address.rsplit_once('/')?;
    let (year, month) = match folder.split_once('/') {
        Some((year, month)) => (year, Some(month)),
        None => (folder, None),
    };
    let year = match year.strip_suffix("-bc") {
        Some(before) => 1_i32.checked_sub(before.parse().ok()?)?,
        None => year.parse().ok()?,
    };
    let index = &edition.index;
    let page = match month {
        None => {
            index.year_counts.get(&year)?;
            listed(|| index.years.get(&year).map_or(0, Vec::len), last, |n| Page::Year(year, n))
        }
        Some(month) => {
            let first = Day::new(year, month.parse().ok()?, 1)?;
            let count = index.month_counts.get(&first);
            let whole = || count.and_then(|count| listed(|| *count, last, |n| Page::Month(first, n)));
            whole().or_else(|| day(edition, first, last))
        }
    };
    page.filter(|page| address_of(page).as_deref() == Some(address))
}

fn day(edition: &Edition, first: Day, last: &str) -> Option<Page> {
    let name = last.strip_suffix(".html")?;
    let (day, page) = name.split_once("-p").unwrap_or((name, "1"));
    let day = Day::new(first.year(), first.month(), day.parse().ok()?)?;
    let page = page.parse().ok()?;
    (1..=pages(edition.index.days.get(&day)?.len())).contains(&page).then_some(Page::Day(day, page))
}

/// Numbers are written in one way only.
fn address_of(page: &Page) -> Option<String> {
    Some(match page {
        Page::Year(year, n) => address::listed(&address::year(*year), *n),
        Page::Month(first, n) => address::listed(&address::month(first.year(), first.month()), *n),
        Page::Day(day, n) => address::day(*day, *n),
        _ => return None,
    })
}

/// The page of a list of `items` things whose address ends so. They are counted only where it ends as such an address does.
fn listed(items: impl FnOnce() -> usize, last: &str, page: impl Fn(usize) -> Page) -> Option<Page> {
    let n = match last {
        "index.html" => 1,
        _ => last.strip_prefix('p')?.strip_suffix(".html")?.parse().ok()?,
    };
    let is_one = address::listed("", n).strip_prefix('/') == Some(last);
    let is_there = is_one && (1..=pages(items())).contains(&n);
    is_there.then(|| page(n))
}

/// How many pages a list has; at least one.
pub fn pages(items: usize) -> usize {
    items.div_ceil(PER_PAGE).max(1)
}
