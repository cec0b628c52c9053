//! Where a name of a place lies: which of the world's places of that name an article means.
//!
//! A container named beside it decides ("Tripoli, Lebanon"), then the countries that the article speaks of, the country under which the
//! tables know the name, and how many people live there. Not here: whether a word is the name of a place at all (`chunk`).

use super::chunk::Chunk;
use super::gazetteer::Sort;
use crate::atlas::{self, Country, Found, Location, Precision};
use crate::extract::grammar::Traits;
use crate::extract::scene::Scene;

/// What speaks for a place of a name, in the unit of its population's binary logarithm.
mod weight {
    /// A country or region that holds it is named beside it.
    pub const CONTAINER: i32 = 100;
    /// The tables know the name in this country.
    pub const TABLE: i32 = 8;
    /// The article speaks of its country.
    pub const SPOKEN: i32 = 6;
    /// The article speaks of no country more often.
    pub const FOREMOST: i32 = 5;
    /// A settlement, where the name is a capital's; a region, where it is called one.
    pub const SORT: i32 = 40;
}

/// The countries that an article speaks of, by how often.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Spoken(Vec<(Country, usize)>);

impl Spoken {
    /// Counts the countries that names stand for.
    pub fn new(chunks: &[Chunk], country: impl Fn(u32) -> Option<Country>) -> Self {
        let mut spoken = Spoken::default();
        // A town says nothing of where its namesakes lie.
        let named = chunks.iter().filter(|chunk| chunk.sort != Sort::Place);
        for code in named.filter_map(|chunk| country(chunk.entity?)) {
            match spoken.0.iter_mut().find(|(known, _)| *known == code) {
                Some((_, count)) => *count += 1,
                None => spoken.0.push((code, 1)),
            }
        }
        spoken
    }

    /// True where the article speaks of the country.
    pub fn speaks_of(&self, code: Option<Country>) -> bool {
        self.weight(code) > 0
    }

    fn weight(&self, code: Option<Country>) -> i32 {
        let most = self.0.iter().map(|&(_, count)| count).max().unwrap_or_default();
        match self.0.iter().find(|(known, _)| Some(*known) == code) {
            Some(&(_, count)) if count == most => weight::SPOKEN + weight::FOREMOST,
            Some(_) => weight::SPOKEN,
            None => 0,
        }
    }
}

/// Where the place lies that a name stands for; `None` for what is no place, or lies nobody knows where.
pub(in crate::extract) fn locate(scene: &Scene, chunk: &Chunk) -> Option<Location> {
    let table = chunk.entity.and_then(|entity| scene.gazetteer.country(entity));
    if let Some(location) = chunk.entity.and_then(|entity| scene.gazetteer.location(entity)) {
        return Some(location);
    }
    if matches!(chunk.sort, Sort::Country | Sort::Demonym | Sort::Seat) {
        return atlas::country(table?);
    }
    let written = scene.span(&chunk.tokens).of(scene.text);
    let mut found = atlas::find(written);
    if let Some(entity) = chunk.entity.filter(|_| chunk.sort == Sort::Place && !found.iter().any(|f| is_in(f, table))) {
        found = atlas::find(scene.gazetteer.name(entity));
    }
    choose(scene, chunk, &found, table).map(|found| found.location)
}

fn is_in(found: &Found, country: Option<Country>) -> bool {
    country.is_none() || found.location.country == country
}

/// The likeliest of several places of one name.
fn choose<'f>(scene: &Scene, chunk: &Chunk, found: &'f [Found], table: Option<Country>) -> Option<&'f Found> {
    let container = container(scene, chunk);
    let region_word = scene.is(chunk.tokens.end, Traits::REGION);
    let weigh = |candidate: &Found| {
        let country = candidate.location.country;
        let held = container.as_ref().is_some_and(|held| held.iter().any(|by| holds(by, candidate)));
        let is_region = candidate.location.precision == Precision::Region;
        // "Aleppo" is the town rather than the province around it.
        let around = is_region && found.iter().any(|other| other.region == candidate.region && other != candidate);
        let sort = if is_region { region_word } else { !region_word && chunk.sort == Sort::Capital };
        i32::from(candidate.people)
            + scene.spoken.weight(country)
            + if held { weight::CONTAINER } else { 0 }
            + if table.is_some() && country == table { weight::TABLE } else { 0 }
            + if sort { weight::SORT } else { 0 }
            - if around && !region_word { weight::SORT } else { 0 }
    };
    // Of equals the first: the more populous.
    found.iter().rev().max_by_key(|candidate| weigh(candidate))
}

/// True where a place lies in another.
fn holds(outer: &Found, inner: &Found) -> bool {
    let same_country = outer.location.country == inner.location.country;
    match outer.location.precision {
        Precision::Country => same_country,
        Precision::Region => same_country && outer.region == inner.region,
        Precision::Settlement => false,
    }
}

/// The country or region that stands behind a name and a comma: "Tripoli, Lebanon", "Portland, Maine".
fn container(scene: &Scene, chunk: &Chunk) -> Option<Vec<Found>> {
    let comma = chunk.tokens.end;
    let outer = scene.chunk_at(comma + 1).filter(|_| scene.is_mark(comma, ","))?;
    match outer.sort {
        Sort::Country => {
            let location = atlas::country(scene.gazetteer.country(outer.entity?)?)?;
            Some(vec![Found { location, people: 0, region: None, common: false }])
        }
        Sort::Place | Sort::Unknown => Some(atlas::find(scene.span(&outer.tokens).of(scene.text))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::grammar::Grammar;
    use crate::extract::names::Gazetteer;
    use crate::lang::{Inflection, Language, Reading};
    use crate::span::Span;

    /// Where the first name of a text lies.
    fn first(text: &str) -> Option<Location> {
        firsts(&[text]).pop().flatten()
    }

    /// The same of several texts.
    fn firsts(texts: &[&str]) -> Vec<Option<Location>> {
        let language = Language::find("en").unwrap();
        let (inflection, mut vocabulary) = (Inflection::new(&language), language.vocabulary());
        let grammar = Grammar::new(&language, &inflection, &mut vocabulary);
        let gazetteer = Gazetteer::new(&language, &[], &inflection, &mut vocabulary);
        let locate = |text: &&str| {
            let reading = Reading::new(text, &[Span::new(0, text.len())], &vocabulary);
            let scene = Scene::new(text, &reading, &grammar, &gazetteer);
            locate(&scene, scene.chunks.first()?)
        };
        texts.iter().map(locate).collect()
    }

    fn country(text: &str) -> String {
        first(text).and_then(|location| location.country).map_or_else(String::new, |country| country.to_string())
    }

    #[test]
    fn a_container_beside_it_decides_where_a_place_lies() {
        assert_eq!(country("Tripoli was shelled."), "LY");
        assert_eq!(country("Tripoli, Lebanon, was shelled."), "LB");
        assert_eq!(country("Birmingham, Alabama, was calm."), "US");
    }

    #[test]
    fn the_countries_of_the_article_decide_next() {
        assert_eq!(country("Hyderabad was shaken. Pakistani police in Pakistan said so."), "PK");
        assert_eq!(country("Hyderabad was shaken, police said."), "IN");
    }

    #[test]
    fn a_town_is_meant_unless_its_province_is_named() {
        assert_eq!(first("Aleppo fell.").map(|location| location.precision), Some(Precision::Settlement));
        assert_eq!(first("Aleppo province fell.").map(|location| location.precision), Some(Precision::Region));
        assert_eq!(first("Texas fell.").map(|location| location.precision), Some(Precision::Region));
        assert_eq!(first("Syria fell.").map(|location| location.precision), Some(Precision::Country));
    }

    #[test]
    fn every_place_of_the_tables_lies_somewhere() {
        let text = Language::find("en").unwrap().data("places.toml").unwrap();
        let tables: toml::Table = toml::from_str(text).unwrap();
        for (country_name, places) in &tables {
            let names = places.as_array().unwrap().iter().map(|place| {
                let names = place.get("names").unwrap_or(place);
                names.get(0).unwrap_or(names).as_str().unwrap()
            });
            let texts: Vec<&str> = std::iter::once(country_name.as_str()).chain(names).collect();
            let countries: Vec<_> = firsts(&texts).into_iter().map(|found| found.and_then(|at| at.country)).collect();
            for (text, country) in texts.iter().zip(&countries) {
                assert!(country.is_some() && country == &countries[0], "{country_name}: {text}: {country:?}");
            }
        }
    }
}
