//! The names of one sort: gathered in one pass over the events, then put in order, with an address for those that have a page.
//!
//! Linear in the number of names; each spelling is taken apart once. Not here: which names there are (`facet`).

use super::Sort;
use super::part::{self, Casting, Part};
use crate::atlas::Location;
use crate::site::address;
use crate::site::later::{Later, later};
use crate::site::spellings::{Spelling, Spellings};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, LazyLock};

/// A short name may occur this many times as often as the full one.
const RARE: usize = 8;

/// A name.
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
    /// Number of events that it takes part in.
    pub count: usize,
    /// Of a place: where it is, if anybody knows.
    pub location: Option<Location>,
}

/// The names of one sort in alphabetical order.
#[derive(Clone)]
pub struct FacetList {
    all: Vec<Facet>,
    /// What each name takes part in.
    parts: Later<Vec<Part>>,
    spellings: Arc<Spellings>,
    /// What each spelling stands for, by its number.
    by_spelling: Arc<[Known]>,
    /// Those with pages, by index.
    with_pages: Vec<usize>,
}

/// What is known of a spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Known {
    /// It stands nowhere on the timeline.
    #[default]
    Unseen,
    /// It is a description.
    Nobody,
    /// It is the name at an index.
    Name(usize),
}

impl Known {
    pub(super) fn name(self) -> Option<usize> {
        match self {
            Known::Name(at) => Some(at),
            Known::Unseen | Known::Nobody => None,
        }
    }
}

impl FacetList {
    /// The name that is spelt like this; `None` for a description, and for what stands nowhere on the timeline.
    pub fn find(&self, spelling: &str) -> Option<&Facet> {
        let number = self.spellings.find(spelling)?;
        self.get(self.by_spelling.get(number as usize)?.name()?)
    }

    /// The name at an index.
    pub fn get(&self, at: usize) -> Option<&Facet> {
        self.all.get(at)
    }

    /// Finds out what each name takes part in, where nobody has asked yet.
    pub(super) fn complete(&self) {
        LazyLock::force(&self.parts);
    }

    /// What the name at an index takes part in.
    pub fn of_name(&self, at: usize) -> &Part {
        static NOTHING: Part = Part::NOTHING;
        self.parts.get(at).unwrap_or(&NOTHING)
    }

    /// Indexes of the names that have a page.
    pub fn with_pages(&self) -> &[usize] {
        &self.with_pages
    }

    /// Index of the name whose page is called by a slug.
    pub fn called(&self, slug: &str) -> Option<usize> {
        let is_called = |at: &&usize| self.get(**at).is_some_and(|facet| facet.slug.as_deref() == Some(slug));
        self.with_pages.iter().find(is_called).copied()
    }
}

/// Names while they are being gathered. Spellings stand for themselves by their numbers.
pub(super) struct Gathering {
    spellings: Arc<Spellings>,
    by_spelling: Vec<Known>,
    by_key: FxHashMap<u32, usize>,
    /// Names with the numbers of their first spellings.
    all: Vec<(u32, Facet)>,
    /// How often each name is told of.
    told: Vec<usize>,
}

impl Gathering {
    pub(super) fn new(spellings: &Arc<Spellings>) -> Self {
        let by_spelling = vec![Known::default(); spellings.len()];
        let (by_key, all, told) = (FxHashMap::default(), Vec::new(), Vec::new());
        Gathering { spellings: spellings.clone(), by_spelling, by_key, all, told }
    }

    /// True of a spelling that is known as a name.
    pub(super) fn knows(&self, spelling: u32) -> bool {
        self.known(spelling).name().is_some()
    }

    fn known(&self, spelling: u32) -> Known {
        self.by_spelling.get(spelling as usize).copied().unwrap_or_default()
    }

    /// Notes that a name is told of once more; `is_name` tells names from descriptions.
    pub(super) fn add(&mut self, spelling: u32, is_name: fn(&Spelling) -> bool) {
        if self.known(spelling) == Known::Unseen {
            let spellings = self.spellings.clone();
            let Some(given) = spellings.get(spelling) else { return };
            let is_name = is_name(given) && !given.is_empty();
            let known = if is_name { Known::Name(self.number(spelling, given)) } else { Known::Nobody };
            self.by_spelling.iter_mut().skip(spelling as usize).take(1).for_each(|slot| *slot = known);
        }
        if let Some(told) = self.known(spelling).name().and_then(|at| self.told.get_mut(at)) {
            *told += 1;
        }
    }

    /// The place that a spelling names, while nobody has said where it is.
    pub(super) fn lost(&mut self, spelling: u32) -> Option<&mut Option<Location>> {
        let at = self.known(spelling).name()?;
        self.all.get_mut(at).map(|(_, facet)| &mut facet.location).filter(|location| location.is_none())
    }

    /// Takes a name of one word ("Cameron") for the only full name that it can be short for ("David Cameron"), unless `is_other` knows it as
    /// something else, or it is so much more frequent that the full name is rather named after it.
    pub(super) fn join_short_names(&mut self, is_other: impl Fn(u32) -> bool) {
        let spellings = self.spellings.clone();
        let mut full: FxHashMap<u32, Option<usize>> = FxHashMap::default();
        for (at, (first, _)) in self.all.iter().enumerate() {
            if let Some(surname) = spellings.get(*first).and_then(|spelling| spelling.surname) {
                full.entry(surname).and_modify(|only| *only = None).or_insert(Some(at));
            }
        }
        let told = |at: usize| self.told.get(at).copied().unwrap_or_default();
        let pair = |(short, (first, _)): (usize, &(u32, Facet))| {
            let only = *full.get(&spellings.get(*first)?.only?)?;
            only.filter(|full| !is_other(*first) && told(*full) * RARE >= told(short)).map(|full| (short, full))
        };
        let pairs: FxHashMap<usize, usize> = self.all.iter().enumerate().filter_map(pair).collect();
        for (short, full) in &pairs {
            let taken = self.all.get_mut(*short).map(|(_, facet)| std::mem::take(facet)).unwrap_or_default();
            if let Some((_, facet)) = self.all.get_mut(*full) {
                facet.spellings.push(taken.name);
                facet.spellings.extend(taken.spellings);
            }
        }
        for known in &mut self.by_spelling {
            if let Known::Name(at) = known {
                *at = pairs.get(at).copied().unwrap_or(*at);
            }
        }
    }

    fn number(&mut self, spelling: u32, given: &Spelling) -> usize {
        if let Some(at) = self.by_key.get(&given.key_number) {
            if let Some((_, facet)) = self.all.get_mut(*at) {
                facet.spellings.push(given.text.to_string());
            }
            return *at;
        }
        self.by_key.insert(given.key_number, self.all.len());
        let facet = Facet { name: given.text.to_string(), initial: given.key.initial(), ..Facet::default() };
        self.all.push((spelling, facet));
        self.told.push(0);
        self.all.len() - 1
    }

    /// All names in order, with what `casting` says that they take part in; those with `least` events and more get a page, with 0 none does.
    pub(super) fn finish(self, sort: Sort, least: usize, casting: impl Casting) -> FacetList {
        let Gathering { spellings, mut by_spelling, all: mut old, .. } = self;
        let mut order: Vec<usize> = (0..old.len()).collect();
        order.sort_unstable_by_key(|at| old.get(*at).map(|(first, _)| spellings.rank(*first)));
        let mut place = vec![0; order.len()];
        for (new, at) in order.iter().enumerate() {
            place.iter_mut().skip(*at).take(1).for_each(|slot| *slot = new);
        }
        for known in &mut by_spelling {
            *known = known.name().and_then(|at| place.get(at)).map_or(Known::Nobody, |at| Known::Name(*at));
        }
        let by_spelling: Arc<[Known]> = by_spelling.into();
        let counts = part::counts(old.len(), &by_spelling, &casting);
        let mut taken = FxHashSet::default();
        let mut all: Vec<Facet> = Vec::with_capacity(order.len());
        for (at, count) in order.into_iter().zip(counts) {
            let Some((first, facet)) = old.get_mut(at) else { continue };
            let mut facet = Facet { count, ..std::mem::take(facet) };
            if least > 0 && count >= least {
                let slug = free(spellings.get(*first).map_or("", Spelling::slug), sort, &mut taken);
                facet.url = Some(address::listed(&address::facet(sort.name(), &slug), 1));
                facet.slug = Some(slug);
            }
            all.push(facet);
        }
        let with_pages = all.iter().enumerate().filter(|(_, facet)| facet.url.is_some()).map(|(at, _)| at).collect();
        let (names, known) = (all.len(), by_spelling.clone());
        let parts = later(move || part::parts(names, &known, &casting));
        FacetList { all, parts, spellings, by_spelling, with_pages }
    }
}

/// A slug that no name before has; the second of two names that look the same in ASCII ends in `-2`.
fn free(slug: &str, sort: Sort, taken: &mut FxHashSet<String>) -> String {
    let base = if slug.is_empty() { sort.name() } else { slug };
    let mut slug = base.to_owned();
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
    use crate::site::facet::Role;

    /// In each event another name acts.
    struct Each(Vec<u32>);

    impl Casting for Each {
        fn each(&self, mut tell: impl FnMut(u32, Role, usize)) {
            self.0.iter().enumerate().for_each(|(event, name)| tell(*name, Role::Did, event));
        }
    }

    fn list(names: &[&str], least: usize) -> FacetList {
        let mut spellings = Spellings::default();
        let numbers: Vec<u32> = names.iter().map(|name| spellings.number(name)).collect();
        let mut gathering = Gathering::new(&spellings.into());
        numbers.iter().for_each(|name| gathering.add(*name, |spelling| spelling.is_proper));
        gathering.finish(Sort::Actor, least, Each(numbers))
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
        assert_eq!(list.find("Kerry").map(|facet| facet.count), Some(2));
        assert_eq!((list.find("Kirby").unwrap().url.as_deref(), list.with_pages()), (None, &[0][..]));
        assert!(self::list(&["Kerry"; 3], 0).with_pages().is_empty());
    }
}
