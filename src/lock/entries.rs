//! Entries by id, in order, in parts that copies share: so that a file of which one entry changes is not copied whole.
//!
//! Not here: what an entry says (`entry`).

use super::Entry;
use std::sync::Arc;

/// How many entries a part has at first; it is divided when it has twice as many.
const PART: usize = 128;

type Part = Vec<(String, Arc<Entry>)>;

/// Entries by id.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// None of them is empty.
    parts: Vec<Arc<Part>>,
}

impl Entries {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.len()).sum()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The entry of an id.
    pub fn get(&self, id: &str) -> Option<&Arc<Entry>> {
        self.get_key_value(id).map(|(_, entry)| entry)
    }

    /// The entry of an id, with the id as it is kept.
    pub fn get_key_value(&self, id: &str) -> Option<(&String, &Arc<Entry>)> {
        let part = self.parts.get(self.part(id))?;
        let at = part.binary_search_by(|(other, _)| other.as_str().cmp(id)).ok()?;
        part.get(at).map(|(id, entry)| (id, entry))
    }

    /// True of an id that has an entry.
    pub fn contains_key(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// All ids with their entries, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Arc<Entry>)> {
        self.parts.iter().flat_map(|part| part.iter()).map(|(id, entry)| (id, entry))
    }

    /// All entries, in the order of their ids.
    pub fn values(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.iter().map(|(_, entry)| entry)
    }

    /// Puts an entry in the place of that of the same id, which it gives back.
    pub fn insert(&mut self, id: String, entry: Arc<Entry>) -> Option<Arc<Entry>> {
        let place = self.part(&id).min(self.parts.len().saturating_sub(1));
        let Some(part) = self.parts.get_mut(place) else {
            self.parts.push(Arc::new(vec![(id, entry)]));
            return None;
        };
        let part = Arc::make_mut(part);
        match part.binary_search_by(|(other, _)| other.cmp(&id)) {
            Ok(at) => part.get_mut(at).map(|(_, old)| std::mem::replace(old, entry)),
            Err(at) => {
                part.insert(at, (id, entry));
                if part.len() >= 2 * PART {
                    let rest = part.split_off(PART);
                    self.parts.insert(place + 1, Arc::new(rest));
                }
                None
            }
        }
    }

    /// Takes out the entry of an id.
    pub fn remove(&mut self, id: &str) -> Option<Arc<Entry>> {
        let place = self.part(id);
        let part = self.parts.get_mut(place)?;
        let at = part.binary_search_by(|(other, _)| other.as_str().cmp(id)).ok()?;
        let part = Arc::make_mut(part);
        let (_, entry) = part.remove(at);
        if part.is_empty() {
            self.parts.remove(place);
        }
        Some(entry)
    }

    /// The first part that can hold an id.
    fn part(&self, id: &str) -> usize {
        self.parts.partition_point(|part| part.last().is_some_and(|(last, _)| last.as_str() < id))
    }
}

/// Of several entries of one id the last stands.
impl FromIterator<(String, Arc<Entry>)> for Entries {
    fn from_iter<I: IntoIterator<Item = (String, Arc<Entry>)>>(entries: I) -> Self {
        let mut all: Part = entries.into_iter().collect();
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        all.dedup_by(|later, kept| {
            let is_same = later.0 == kept.0;
            if is_same {
                std::mem::swap(later, kept);
            }
            is_same
        });
        let mut parts = Vec::with_capacity(all.len() / PART + 1);
        let mut all = all.into_iter().peekable();
        while all.peek().is_some() {
            parts.push(Arc::new(all.by_ref().take(PART).collect()));
        }
        Entries { parts }
    }
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        let shares_all = || self.parts.iter().zip(&other.parts).all(|(a, b)| Arc::ptr_eq(a, b));
        self.parts.len() == other.parts.len() && shares_all() || self.iter().eq(other.iter())
    }
}

impl Eq for Entries {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::When;
    use crate::lock::{Facts, Fate};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn entry(title: u8) -> Arc<Entry> {
        let facts = Facts {
            kind: "strike".into(),
            when: When::UNKNOWN,
            status: "happened".into(),
            title: title.to_string(),
            actors: Vec::new(),
            targets: Vec::new(),
            place: None,
        };
        Arc::new(Entry { since: None, facts: facts.into(), prints: Vec::new(), fate: Fate::Shown, changes: Vec::new() })
    }

    proptest! {
        #[test]
        fn entries_are_kept_as_a_map_keeps_them(
            first in prop::collection::vec((0..900_u16, any::<u8>()), 0..900),
            steps in prop::collection::vec((0..900_u16, prop::option::of(any::<u8>())), 0..600),
        ) {
            let named = |(id, title): (u16, u8)| (format!("{id:04}"), entry(title));
            let mut map: BTreeMap<String, Arc<Entry>> = first.iter().copied().map(named).collect();
            let mut entries: Entries = first.into_iter().map(named).collect();
            let before = entries.clone();
            let was = map.clone();
            for (id, title) in steps {
                let id = format!("{id:04}");
                match title {
                    Some(title) => prop_assert_eq!(entries.insert(id.clone(), entry(title)), map.insert(id, entry(title))),
                    None => prop_assert_eq!(entries.remove(&id), map.remove(&id)),
                }
            }
            prop_assert!(entries.iter().eq(map.iter()));
            prop_assert!(before.iter().eq(was.iter()), "a copy stays as it was");
            prop_assert_eq!((entries.len(), entries.is_empty()), (map.len(), map.is_empty()));
            for id in 0..900 {
                let id = format!("{id:04}");
                prop_assert_eq!(entries.get(&id), map.get(&id));
            }
            prop_assert!(entries == map.into_iter().collect());
        }
    }
}
