//! The index of actors, of places or of sources, in alphabetical order.
//!
//! Not here: the page of a single name (`facet`).

use super::map;
use crate::site::activity::Activity;
use crate::site::address;
use crate::site::edition::{Edition, PER_PAGE};
use crate::site::facet::{Facet, Sort};
use crate::site::view::{DirectoryRow, DirectoryView, Head, LetterGroup, Link};
use tera::Context;

/// Stands for everything that begins with no letter.
const NO_LETTER: &str = "#";

/// What the template of page `page` of an index is given.
pub fn context(edition: &Edition, sort: Sort, page: usize) -> Context {
    let words = &edition.words;
    let facets = edition.facets.of(sort);
    let names: Vec<(usize, &Facet)> =
        facets.with_pages().iter().filter_map(|at| Some((*at, facets.get(*at)?))).collect();
    let title = words.get(&format!("facets.{}.title", sort.name()));
    let address = |n: usize| address::listed(sort.name(), n);
    let view = DirectoryView {
        sort,
        title,
        note: words.fill(&format!("facets.{}.note", sort.name()), &[("n", &words.number(names.len()))]),
        map: if sort == Sort::Place && page == 1 { map::of_all(edition) } else { None },
        letters: letters(&names, address),
        groups: groups(edition, sort, &names, page),
        pager: edition.pager(names.len(), page, address),
    };
    let description = format!("{title}. {}", view.note);
    let head = Head { section: sort.name().to_owned(), ..edition.head(&address(page), title, &description) };
    let mut context = edition.context(&head);
    context.insert("directory", &view);
    context
}

/// The page and anchor at which each letter begins.
fn letters(names: &[(usize, &Facet)], address: impl Fn(usize) -> String) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (at, (_, facet)) in names.iter().enumerate() {
        let title = letter(facet);
        if links.iter().all(|link| link.title != title) {
            links.push(Link { url: format!("{}#{}", address(at / PER_PAGE + 1), anchor(&title)), title });
        }
    }
    links
}

fn groups<'a>(edition: &'a Edition, sort: Sort, names: &[(usize, &'a Facet)], page: usize) -> Vec<LetterGroup<'a>> {
    let before = names.get(..(page - 1) * PER_PAGE).unwrap_or_default();
    let runs = edition.on_page(names, page).chunk_by(|(_, a), (_, b)| letter(a) == letter(b));
    let group = |run: &[(usize, &'a Facet)]| {
        let letter = letter(run.first()?.1);
        let begins = before.iter().all(|(_, facet)| self::letter(facet) != letter);
        let rows = run.iter().filter_map(|(at, facet)| row(edition, sort, *at, facet)).collect();
        Some(LetterGroup { id: begins.then(|| anchor(&letter)), letter, rows })
    };
    runs.filter_map(group).collect()
}

fn row<'a>(edition: &Edition, sort: Sort, at: usize, facet: &'a Facet) -> Option<DirectoryRow<'a>> {
    let years = Activity::of(&edition.index, &edition.facets.of(sort).of_name(at).events).years;
    let ends = years.keys().next().zip(years.keys().next_back());
    let years = ends.map(|(first, last)| edition.words.years(*first, *last)).unwrap_or_default();
    Some(DirectoryRow { url: facet.url.as_deref()?, name: &facet.name, count: facet.count, years })
}

/// The letter under which an index shows a name.
fn letter(facet: &Facet) -> String {
    let first = facet.initial.filter(|c| c.is_alphabetic());
    first.map_or_else(|| NO_LETTER.to_owned(), |c| c.to_uppercase().to_string())
}

fn anchor(letter: &str) -> String {
    let codes: Vec<String> = letter.chars().map(|c| format!("{:x}", u32::from(c))).collect();
    format!("_{}", codes.join("-"))
}
