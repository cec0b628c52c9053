//! Which events may want one id, so that ids can be given again where events changed, and nowhere else.
//!
//! Two events of different families never want one id. Not here: the id of an event among those of its family (`id`).

use super::id::Ids;
use super::keys::ArticleKey;
use super::maker::{Made, Place};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;
use std::hash::BuildHasher;

/// Where an event's first report stands, and the id that it is to have.
pub(super) type Named = (Place, String);

/// All events, family by family, in the order of their first reports.
#[derive(Default)]
pub(super) struct Register(BTreeSet<Entry>);

/// An event's family, and where its first report stands.
type Entry = (u64, Place);

impl Register {
    /// Some events, with those that bear another id than they are to have.
    pub(super) fn of<'a>(events: &[&'a Made], find: impl Fn(Place) -> Option<&'a Made> + Sync) -> (Self, Vec<Named>) {
        let mut entries: Vec<Entry> = events.par_iter().filter_map(|made| entry(made)).collect();
        entries.par_sort_unstable();
        let family = |family: &[Entry]| misnamed(family.iter().map(|(_, first)| *first), &find);
        let names = entries.par_chunk_by(|(a, _), (b, _)| a == b).flat_map_iter(family).collect();
        (Register(entries.into_iter().collect()), names)
    }

    /// Puts some events in the place of others.
    pub(super) fn renew<'a>(&mut self, gone: impl Iterator<Item = &'a Made>, begun: impl Iterator<Item = &'a Made>) {
        for entry in gone.filter_map(entry) {
            self.0.remove(&entry);
        }
        self.0.extend(begun.filter_map(entry));
    }

    /// The events of some families that bear another id than they are to have.
    pub(super) fn ids_of<'a>(&self, families: &BTreeSet<u64>, find: impl Fn(Place) -> Option<&'a Made>) -> Vec<Named> {
        let whole = |family: u64| (family, (ArticleKey::MIN, 0))..=(family, (ArticleKey::MAX, usize::MAX));
        let members = |family: &u64| self.0.range(whole(*family)).map(|(_, first)| *first);
        families.iter().flat_map(|family| misnamed(members(family), &find)).collect()
    }
}

fn entry(made: &Made) -> Option<Entry> {
    Some((made.family, *made.parts.first()?))
}

/// What every id that an event with this stem can get begins with, as a number: the stem without what is added to tell ids apart, or looks so.
pub(super) fn family(stem: &str) -> u64 {
    let mut stem = stem;
    while let Some((before, last)) = stem.rsplit_once('-') {
        let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
        let is_mark = last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_number && !is_mark {
            break;
        }
        stem = before;
    }
    FxBuildHasher.hash_one(stem)
}

/// The events of one family that bear another id than they are to have.
fn misnamed<'a>(family: impl Iterator<Item = Place>, find: impl Fn(Place) -> Option<&'a Made>) -> Vec<Named> {
    let mut ids = Ids::default();
    let mut others = Vec::new();
    for (first, made) in family.filter_map(|first| Some((first, find(first)?))) {
        let id = ids.give(&made.stem);
        if made.event.id != id {
            others.push((first, id.into_owned()));
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_one_event_can_get_are_of_one_family() {
        let of = |stems: &[&str]| stems.iter().map(|stem| family(stem)).collect::<BTreeSet<_>>().len();
        assert_eq!(of(&["2015-strike", "2015-strike-ab12", "2015-strike-ab12-2", "2015-strike-ab12-2-00ff"]), 1);
        assert_eq!(of(&["2015-strike", "2015-strikes", "2015-strike-raqqa", "2016-strike"]), 4);
        assert_eq!(of(&["2015-11-15", "2015"]), 1);
    }
}
