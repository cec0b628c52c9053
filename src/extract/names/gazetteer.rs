//! Names that the tables know: countries, places, armed groups and bodies, each under all its names.
//!
//! Not here: people and other names that no table can hold (`chunk`), and which name a mention shows (`cast`).

use super::super::table;
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
    demonyms: Vec<String>,
    capital: Option<String>,
    also: Vec<String>,
    seats: Vec<String>,
}

/// One place of `places.toml`: a name, or all its names.
#[derive(Deserialize)]
#[serde(untagged)]
enum PlaceNames {
    One(String),
    Several(Vec<String>),
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
    names: Vec<String>,
}

impl Gazetteer {
    /// Reads the tables of a language.
    pub fn new(language: &Language, inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let mut builder = Builder { gazetteer: Gazetteer::default(), vocabulary, inflection };
        builder.places(table(language, "places.toml"));
        builder.countries(table(language, "countries.toml"));
        let groups: Groups = table(language, "groups.toml");
        builder.groups(groups.bodies, Sort::Body);
        builder.groups(groups.armed, Sort::Armed);
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

    /// The canonical name of an entity.
    pub fn name(&self, entity: u32) -> &str {
        self.names.get(entity as usize).map_or("", String::as_str)
    }
}

struct Builder<'a> {
    gazetteer: Gazetteer,
    vocabulary: &'a mut Vocabulary,
    inflection: &'a Inflection,
}

impl Builder<'_> {
    fn entity(&mut self, name: &str) -> u32 {
        self.gazetteer.names.push(name.to_owned());
        u32::try_from(self.gazetteer.names.len() - 1).unwrap_or_default()
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
            let entity = self.entity(&name);
            for demonym in &country.demonyms {
                self.name(&self.inflection.plural(demonym), Sort::Demonym, entity);
                self.name(demonym, Sort::Demonym, entity);
            }
            country.capital.iter().for_each(|capital| self.name(capital, Sort::Capital, entity));
            country.seats.iter().for_each(|seat| self.name(seat, Sort::Seat, entity));
            country.also.iter().chain([&name]).for_each(|name| self.name(name, Sort::Country, entity));
        }
    }

    fn places(&mut self, places: BTreeMap<String, Vec<PlaceNames>>) {
        for place in places.into_values().flatten() {
            let names = match place {
                PlaceNames::One(name) => vec![name],
                PlaceNames::Several(names) => names,
            };
            let Some(first) = names.first() else { continue };
            let entity = self.entity(first);
            names.iter().for_each(|name| self.name(name, Sort::Place, entity));
        }
    }

    fn groups(&mut self, groups: BTreeMap<String, Vec<String>>, sort: Sort) {
        for (name, aliases) in groups {
            let entity = self.entity(&name);
            aliases.iter().chain([&name]).for_each(|alias| self.name(alias, sort, entity));
        }
    }
}
