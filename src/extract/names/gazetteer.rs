//! Names that the tables know: countries, places, armed groups and bodies, each under all its names.
//!
//! Not here: people and other names that no table can hold (`chunk`), and which name a mention shows (`cast`).

use super::super::table;
use crate::atlas::{self, Location, Precision};
use crate::config::Place;
use crate::lang::{Capital, Inflection, Language, Phrases, Token, Vocabulary};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Sort {
    /// A country by its name.
    Country,
    /// A country by an adjective or the name of its people.
    Demonym,
    /// A country by its capital; also a place.
    Capital,
    /// A country by the seat of its government ("the Kremlin").
    Seat,
    /// A place that is no country.
    Place,
    /// A group that may fight.
    Armed,
    /// A body that speaks and orders.
    Body,
    /// A person.
    Person,
    /// Capitalised, and nothing else is known.
    Unknown,
}

/// A name in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Known {
    /// What it stands for.
    pub sort: Sort,
    /// Index of its canonical name.
    pub entity: u32,
    /// True of a name found only in capitals, or only with a capital.
    capital: Capital,
}

/// `countries.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Country {
    code: Option<String>,
    demonyms: Vec<String>,
    capital: Capitals,
    also: Vec<String>,
    seats: Vec<String>,
}

/// The capital of a country: one name, or all its names, the usual one first.
#[derive(Deserialize)]
#[serde(untagged)]
enum Capitals {
    One(String),
    Several(Vec<String>),
}

impl Default for Capitals {
    fn default() -> Self {
        Capitals::Several(Vec::new())
    }
}

/// One place of `places.toml`: a name, or all its names, or its names with where it lies.
#[derive(Deserialize)]
#[serde(untagged)]
enum PlaceNames {
    One(String),
    Several(Vec<String>),
    At { names: Vec<String>, at: [f64; 2], region: Option<bool> },
}

/// A country, place, group or body of the tables.
#[derive(Clone, Debug, Default)]
struct Entity {
    /// Its canonical name.
    name: String,
    /// The country it is or lies in.
    country: Option<atlas::Country>,
    /// Of a country, the usual name of its capital.
    capital: Option<String>,
    /// Where it lies, as far as a table says.
    location: Option<Location>,
}

/// `groups.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Groups {
    armed: BTreeMap<String, Vec<String>>,
    bodies: BTreeMap<String, Vec<String>>,
}

/// Every known name.
#[derive(Clone, Debug, Default)]
pub(in crate::extract) struct Gazetteer {
    phrases: Phrases<Known>,
    entities: Vec<Entity>,
}

impl Gazetteer {
    /// Reads the tables of a language, and a site's own places.
    pub fn new(language: &Language, places: &[Place], inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let mut builder = Builder { gazetteer: Gazetteer::default(), vocabulary, inflection };
        let countries: BTreeMap<String, Country> = table(language, "countries.toml");
        builder.places(table(language, "places.toml"), &countries);
        builder.countries(countries);
        let groups: Groups = table(language, "groups.toml");
        builder.groups(groups.bodies, Sort::Body);
        builder.groups(groups.armed, Sort::Armed);
        builder.own_places(places);
        builder.gazetteer
    }

    /// The longest known name that begins with the first of `tokens`, and its number of tokens.
    pub fn longest(&self, tokens: &[Token]) -> Option<(usize, Known)> {
        let (length, &known) = self.phrases.longest(tokens)?;
        let first = tokens.first()?.capital;
        let fits = match known.capital {
            Capital::All => {
                tokens.iter().take(length).all(|token| token.capital != Capital::None) && first == Capital::All
            }
            Capital::First => first != Capital::None || tokens.iter().take(length).any(|t| t.capital != Capital::None),
            Capital::None => true,
        };
        fits.then_some((length, known))
    }

    /// The longest known name that begins with the first of `tokens`, in whatever case: its number of tokens, and how it is written.
    pub fn written(&self, tokens: &[Token]) -> Option<(usize, Capital)> {
        self.phrases.longest(tokens).map(|(length, known)| (length, known.capital))
    }

    /// The canonical name of an entity.
    pub fn name(&self, entity: u32) -> &str {
        self.entities.get(entity as usize).map_or("", |entity| entity.name.as_str())
    }

    /// The country that an entity is or lies in.
    pub fn country(&self, entity: u32) -> Option<atlas::Country> {
        self.entities.get(entity as usize)?.country
    }

    /// The usual name of a country's capital.
    pub fn capital(&self, country: u32) -> Option<&str> {
        self.entities.get(country as usize)?.capital.as_deref()
    }

    /// Where an entity lies, as far as a table or the site says so.
    pub fn location(&self, entity: u32) -> Option<Location> {
        self.entities.get(entity as usize)?.location
    }
}

struct Builder<'a> {
    gazetteer: Gazetteer,
    vocabulary: &'a mut Vocabulary,
    inflection: &'a Inflection,
}

impl Builder<'_> {
    fn entity(&mut self, name: &str, country: Option<atlas::Country>) -> u32 {
        self.gazetteer.entities.push(Entity { name: name.to_owned(), country, ..Entity::default() });
        u32::try_from(self.gazetteer.entities.len() - 1).unwrap_or_default()
    }

    fn locate(&mut self, entity: u32, [latitude, longitude]: [f64; 2], precision: Precision) {
        if let Some(entity) = self.gazetteer.entities.get_mut(entity as usize) {
            entity.location = Some(Location { latitude, longitude, country: entity.country, precision });
        }
    }

    fn name(&mut self, name: &str, sort: Sort, entity: u32) {
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let capital = if letters().all(char::is_uppercase) { Capital::All } else { Capital::First };
        let old = self.gazetteer.phrases.insert(self.vocabulary, name, Known { sort, entity, capital });
        // "Nato" beside "NATO": either will do.
        if let Some(old) = old.filter(|old| old.entity == entity && old.capital != capital) {
            let capital = Capital::First;
            self.gazetteer.phrases.insert(self.vocabulary, name, Known { capital, ..old });
        }
    }

    fn countries(&mut self, countries: BTreeMap<String, Country>) {
        for (name, country) in countries {
            let entity = self.entity(&name, code(&country));
            for demonym in &country.demonyms {
                self.name(&self.inflection.plural(demonym), Sort::Demonym, entity);
                self.name(demonym, Sort::Demonym, entity);
            }
            let capitals = match country.capital {
                Capitals::One(name) => vec![name],
                Capitals::Several(names) => names,
            };
            capitals.iter().for_each(|capital| self.name(capital, Sort::Capital, entity));
            if let Some(entity) = self.gazetteer.entities.get_mut(entity as usize) {
                entity.capital = capitals.into_iter().next();
            }
            country.seats.iter().for_each(|seat| self.name(seat, Sort::Seat, entity));
            country.also.iter().chain([&name]).for_each(|name| self.name(name, Sort::Country, entity));
        }
    }

    fn places(&mut self, places: BTreeMap<String, Vec<PlaceNames>>, countries: &BTreeMap<String, Country>) {
        for (country, places) in places {
            let country = countries.get(&country).and_then(code);
            places.into_iter().for_each(|place| self.place(place, country));
        }
    }

    fn place(&mut self, place: PlaceNames, country: Option<atlas::Country>) {
        let (names, at) = match place {
            PlaceNames::One(name) => (vec![name], None),
            PlaceNames::Several(names) => (names, None),
            PlaceNames::At { names, at, region } => {
                let precision = if region == Some(true) { Precision::Region } else { Precision::Settlement };
                (names, Some((at, precision)))
            }
        };
        let Some(first) = names.first() else { return };
        let entity = self.entity(first, country);
        if let Some((at, precision)) = at {
            self.locate(entity, at, precision);
        }
        names.iter().for_each(|name| self.name(name, Sort::Place, entity));
    }

    /// A site's places, which take the place of built-in ones of the same name.
    fn own_places(&mut self, places: &[Place]) {
        for place in places {
            let country = place.country.as_ref().and_then(|code| code.parse().ok());
            let entity = self.entity(&place.name, country);
            self.locate(entity, [place.latitude, place.longitude], Precision::Settlement);
            place.aliases.iter().chain([&place.name]).for_each(|name| self.name(name, Sort::Place, entity));
        }
    }

    fn groups(&mut self, groups: BTreeMap<String, Vec<String>>, sort: Sort) {
        for (name, aliases) in groups {
            let entity = self.entity(&name, None);
            aliases.iter().chain([&name]).for_each(|alias| self.name(alias, sort, entity));
        }
    }
}

fn code(country: &Country) -> Option<atlas::Country> {
    country.code.as_ref()?.parse().ok()
}
