//! Names of places: which are taken, and how they are packed.
//!
//! Not here: the places themselves (`main`).

use anyhow::Result;
use dateline::atlas::{COMMON, FLAG_BITS, SHARED, key};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest letters of a name.
const SHORTEST: usize = 3;

/// Most places that share a name in the table; the least populous are left out.
const MOST: usize = 24;

/// The Arabic article in its transcriptions, which newspapers often leave out.
const ARTICLES: [&str; 11] = ["al-", "el-", "ar-", "as-", "ash-", "an-", "at-", "az-", "ad-", "ed-", "es-"];

/// All names with the places that bear them.
#[derive(Default)]
pub struct Names(BTreeMap<String, BTreeSet<u32>>);

impl Names {
    /// Adds the names of a place: the first as it is, others where an English text may write them so. `transcribed` ones also without their article.
    pub fn add<'a>(&mut self, place: u32, transcribed: bool, names: impl IntoIterator<Item = &'a str>) {
        for (number, name) in names.into_iter().enumerate() {
            let whole = key(name);
            if whole.len() < SHORTEST || number > 0 && !is_latin(name) {
                continue;
            }
            let bare = ARTICLES.iter().find_map(|article| whole.strip_prefix(article));
            if let Some(bare) = bare.filter(|bare| transcribed && bare.len() > SHORTEST) {
                self.0.entry(bare.to_owned()).or_default().insert(place);
            }
            self.0.entry(whole).or_default().insert(place);
        }
    }

    /// The lists of places that share a name, and the finite state map of names. `people` gives what places are ordered by.
    pub fn pack(&self, common: &BTreeSet<String>, people: impl Fn(u32) -> (u8, bool)) -> Result<(Vec<u8>, Vec<u8>)> {
        let mut lists = Vec::new();
        let mut map = fst::MapBuilder::memory();
        for (name, places) in &self.0 {
            let mut places: Vec<u32> = places.iter().copied().collect();
            places.sort_by_key(|&place| (Reverse(people(place)), place));
            places.truncate(MOST);
            let mut value = if common.contains(name) { COMMON } else { 0 };
            if let [place] = places[..] {
                value |= u64::from(place) << FLAG_BITS;
            } else {
                value |= SHARED | (lists.len() as u64) << FLAG_BITS;
                lists.push(u8::try_from(places.len())?);
                places.iter().for_each(|place| lists.extend(place.to_le_bytes().iter().take(3)));
            }
            map.insert(name, value)?;
        }
        Ok((lists, map.into_inner()?))
    }
}

/// True of a name in Latin letters that begins with a capital and is no code such as "MXP".
fn is_latin(name: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() && (c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
    name.starts_with(char::is_uppercase)
        && name.chars().any(char::is_lowercase)
        && name.chars().all(|c| letter(c) || matches!(c, ' ' | '-' | '\'' | '’' | '.' | 'ʻ' | 'ʼ'))
}
