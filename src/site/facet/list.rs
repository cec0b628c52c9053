//! The names of one sort: gathered in one pass over the events, then put in order, with an address for those that have a page.
//!
//! Linear in the number of names; each spelling is taken apart once. Not here: which names there are (`facet`).

use super::{Role, Sort};
use crate::atlas::Location;
use crate::site::address;
use crate::timeline::NameKey;
use rustc_hash::{FxHashMap, FxHashSet};

/// A short name may occur this many times as often as the full one.
const RARE: usize = 8;

/// A name and what it takes part in.
#[derive(Clone, Debug, Default)]
pub struct Facet {
    /// The spelling that stands first on the timeline.
    pub name: String,
    /// Other spellings, in the order of the timeline.
    pub spellings: Vec<String>,
    /// The first character by which it is put in order, in lower case.
    pub initial: Option<char>,
    /// What its page is called, where it has one.
    pub slug: Option<String>,
    /// Address of its page, where it has one.
    pub url: Option<String>,
    /// Its events with its role in each, role by role, in the order of the timeline.
    pub entries: Vec<(Role, usize)>,
    /// Its events, each once, in the order of the timeline.
    pub events: Vec<usize>,
    /// Of a place: where it is, if anybody knows.
    pub location: Option<Location>,
    /// Of a source: its articles, in the order of the timeline.
    pub articles: Vec<usize>,
}

impl Facet {
    /// Number of things that its pages list.
    pub fn items(&self) -> usize {
        if self.articles.is_empty() { self.entries.len() } else { self.articles.len() }
    }
}

/// The names of one sort in alphabetical order.
#[derive(Clone, Debug, Default)]
pub struct FacetList {
    all: Vec<Facet>,
    by_spelling: FxHashMap<String, usize>,
    /// Those with pages, by index.
    with_pages: Vec<usize>,
}

impl FacetList {
    /// The name that is spelt like this; `None` for a description, and for what stands nowhere on the timeline.
    pub fn find(&self, spelling: &str) -> Option<&Facet> {
        self.by_spelling.get(spelling).and_then(|at| self.all.get(*at))
    }

    /// The name at an index.
    pub fn get(&self, at: usize) -> Option<&Facet> {
        self.all.get(at)
    }

    /// Indexes of the names that have a page.
    pub fn with_pages(&self) -> &[usize] {
        &self.with_pages
    }
}

/// Names while they are being gathered.
#[derive(Default)]
pub(super) struct Gathering<'a> {
    by_spelling: FxHashMap<&'a str, Option<usize>>,
    by_key: FxHashMap<NameKey, usize>,
    all: Vec<(NameKey, Facet)>,
}

impl<'a> Gathering<'a> {
    /// True of a spelling that is known as a name.
    pub(super) fn knows(&self, spelling: &str) -> bool {
        self.by_spelling.get(spelling).is_some_and(Option::is_some)
    }

    /// Notes that there is a name; `is_name` tells names from descriptions. Gives its number.
    fn know(&mut self, spelling: &'a str, is_name: fn(&str) -> bool) -> Option<usize> {
        if let Some(known) = self.by_spelling.get(spelling) {
            return *known;
        }
        let key = NameKey::new(spelling);
        let at = (is_name(spelling) && key != NameKey::default()).then(|| self.number(key, spelling));
        self.by_spelling.insert(spelling, at);
        at
    }

    /// Notes where a place is; what is said first stands.
    pub(super) fn locate(&mut self, spelling: &str, location: Location) {
        let at = self.by_spelling.get(spelling).copied().flatten();
        if let Some((_, facet)) = at.and_then(|at| self.all.get_mut(at)) {
            facet.location.get_or_insert(location);
        }
    }

    /// Notes that a source published an article.
    pub(super) fn publish(&mut self, spelling: &'a str, article: usize) {
        let at = self.know(spelling, |_| true);
        if let Some((_, facet)) = at.and_then(|at| self.all.get_mut(at)) {
            facet.articles.push(article);
        }
    }

    /// Notes that a name takes part in an event.
    pub(super) fn add(&mut self, spelling: &'a str, role: Role, event: usize, is_name: fn(&str) -> bool) {
        let at = self.know(spelling, is_name);
        if let Some((_, facet)) = at.and_then(|at| self.all.get_mut(at)) {
            facet.entries.push((role, event));
        }
    }

    /// Takes a name of one word ("Cameron") for the only full name that it can be short for ("David Cameron"), unless `is_other` knows it as
    /// something else, or it is so much more frequent that the full name is rather named after it.
    pub(super) fn join_short_names(&mut self, is_other: impl Fn(&str) -> bool) {
        let mut full: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        for (at, (key, facet)) in self.all.iter().enumerate() {
            if let Some(surname) = key.surname(&facet.name) {
                full.entry(surname).and_modify(|only| *only = None).or_insert(Some(at));
            }
        }
        let count = |at: usize| self.all.get(at).map_or(0, |(_, facet)| facet.entries.len());
        let pair = |(short, (key, facet)): (usize, &(NameKey, Facet))| {
            let only = *full.get(key.only()?)?;
            only.filter(|full| !is_other(&facet.name) && count(*full) * RARE >= count(short)).map(|full| (short, full))
        };
        let pairs: FxHashMap<usize, usize> = self.all.iter().enumerate().filter_map(pair).collect();
        for (short, full) in &pairs {
            let taken = self.all.get_mut(*short).map(|(_, facet)| std::mem::take(facet)).unwrap_or_default();
            if let Some((_, facet)) = self.all.get_mut(*full) {
                facet.spellings.push(taken.name);
                facet.spellings.extend(taken.spellings);
                facet.entries.extend(taken.entries);
            }
        }
        for at in self.by_spelling.values_mut().flatten() {
            *at = pairs.get(at).copied().unwrap_or(*at);
        }
    }

    fn number(&mut self, key: NameKey, spelling: &str) -> usize {
        if let Some(at) = self.by_key.get(&key) {
            if let Some((_, facet)) = self.all.get_mut(*at) {
                facet.spellings.push(spelling.to_owned());
            }
            return *at;
        }
        self.by_key.insert(key.clone(), self.all.len());
        let facet = Facet { name: spelling.to_owned(), initial: key.initial(), ..Facet::default() };
        self.all.push((key, facet));
        self.all.len() - 1
    }

    /// All names in order; those with `least` events and more get a page, with 0 none does.
    pub(super) fn finish(self, sort: Sort, least: usize) -> FacetList {
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        let key = |at: &usize| self.all.get(*at).map(|(key, _)| key);
        order.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(*old) {
                *slot = new;
            }
        }
        let moved = |at: Option<usize>| at.and_then(|at| place.get(at)).copied();
        let by_spelling =
            self.by_spelling.into_iter().filter_map(|(name, at)| Some((name.to_owned(), moved(at)?))).collect();
        let mut old: Vec<Facet> = self.all.into_iter().map(|(_, facet)| facet).collect();
        let mut all: Vec<Facet> = order.iter().filter_map(|at| old.get_mut(*at).map(std::mem::take)).collect();
        let mut taken = FxHashSet::default();
        for facet in &mut all {
            facet.settle(sort, least, &mut taken);
        }
        let with_pages = all.iter().enumerate().filter(|(_, facet)| facet.url.is_some()).map(|(at, _)| at).collect();
        FacetList { all, by_spelling, with_pages }
    }
}

impl Facet {
    /// Puts the events in order and gives the name its address.
    fn settle(&mut self, sort: Sort, least: usize, taken: &mut FxHashSet<String>) {
        self.entries.sort_unstable();
        self.entries.dedup();
        self.events = self.entries.iter().map(|(_, event)| *event).collect();
        self.events.sort_unstable();
        self.events.dedup();
        if least > 0 && self.events.len() >= least {
            let slug = free(&self.name, sort, taken);
            self.url = Some(address::listed(&address::facet(sort.name(), &slug), 1));
            self.slug = Some(slug);
        }
    }
}

/// A slug that no name before has; the second of two names that look the same in ASCII ends in `-2`.
fn free(name: &str, sort: Sort, taken: &mut FxHashSet<String>) -> String {
    let slug = slug::slugify(name);
    let base = if slug.is_empty() { sort.name().to_owned() } else { slug };
    let mut slug = base.clone();
    let mut number = 1;
    while !taken.insert(slug.clone()) {
        number += 1;
        slug = format!("{base}-{number}");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::is_proper;

    fn list(names: &[&str], least: usize) -> FacetList {
        let mut gathering = Gathering::default();
        for (event, name) in names.iter().enumerate() {
            gathering.add(name, Role::Did, event, is_proper);
        }
        gathering.finish(Sort::Actor, least)
    }

    #[test]
    fn spellings_of_one_name_share_a_page() {
        let list = list(&["the Islamic State", "Islamic State", "the gunmen"], 2);
        let facet = list.find("Islamic State").unwrap();
        assert_eq!(
            (facet.name.as_str(), facet.spellings.as_slice()),
            ("the Islamic State", &["Islamic State".into()][..])
        );
        assert_eq!(facet.url.as_deref(), Some("actor/the-islamic-state/index.html"));
        assert_eq!(list.find("the gunmen").map(|facet| &facet.name), None);
    }

    #[test]
    fn names_that_look_the_same_in_ascii_have_addresses_of_their_own() {
        let list = list(&["Łódź", "Lodz"], 1);
        let slugs: Vec<_> = list.all.iter().map(|facet| facet.slug.clone().unwrap()).collect();
        assert_eq!(slugs, ["lodz", "lodz-2"]);
        assert_eq!(list.find("Lodz").unwrap().slug.as_deref(), Some("lodz"));
    }

    #[test]
    fn a_name_below_the_least_number_of_events_has_no_page() {
        let list = list(&["Kerry", "Kirby", "Kerry"], 2);
        assert_eq!(list.find("Kerry").map(|facet| facet.events.len()), Some(2));
        assert_eq!((list.find("Kirby").unwrap().url.as_deref(), list.with_pages()), (None, &[0][..]));
        assert!(self::list(&["Kerry"; 3], 0).with_pages().is_empty());
    }
}
