//! What a timeline shares with the one before it.
//!
//! Not here: which events stay the same (`joiner`).

use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How far the events of before are searched for the next that is still there, and after how many that are not found all of them are.
const WINDOW: usize = 64;

/// The events of `new`, each with its index in `old` where it is found there. Indexes grow: those that are passed over are gone.
///
/// What both share stands in one order, so it is soon found. An event that is missed is taken for a new one, and counts as gone besides.
pub fn successors<'a, T>(old: &'a [Arc<T>], new: &'a [Arc<T>]) -> impl Iterator<Item = (Option<usize>, &'a Arc<T>)> {
    let (mut passed, mut missed, mut places) = (0, 0, None);
    new.iter().map(move |event| {
        let near = old.iter().skip(passed).take(WINDOW).position(|other| Arc::ptr_eq(other, event));
        let mut far = || {
            let places = places.get_or_insert_with(|| places_of(old));
            places.get(&address(event)).copied().filter(|at| *at >= passed)
        };
        let found = near.map(|near| passed + near).or_else(|| if missed < WINDOW { None } else { far() });
        passed = found.map_or(passed, |found| found + 1);
        missed = if found.is_some() { 0 } else { missed + 1 };
        (found, event)
    })
}

fn places_of<T>(events: &[Arc<T>]) -> FxHashMap<usize, usize> {
    events.iter().enumerate().map(|(at, event)| (address(event), at)).collect()
}

fn address<T>(event: &Arc<T>) -> usize {
    Arc::as_ptr(event).addr()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_found_is_the_same_and_in_order(gone in prop::collection::vec((0..900_usize, 0..400_usize), 0..3), begun in 0..900_usize, many in 0..200_usize) {
            let old: Vec<Arc<usize>> = (0..900).map(Arc::new).collect();
            let is_gone = |at: usize| gone.iter().any(|(from, count)| (*from..from + count).contains(&at));
            let mut new: Vec<Arc<usize>> = old.iter().filter(|event| !is_gone(***event)).cloned().collect();
            let at = begun.min(new.len());
            new.splice(at..at, (0..many).map(|_| Arc::new(1000)));
            let found: Vec<_> = successors(&old, &new).collect();
            let places: Vec<usize> = found.iter().filter_map(|(place, _)| *place).collect();
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(found.iter().all(|(place, event)| place.is_none_or(|place| Arc::ptr_eq(&old[place], event))));
            let missed = found.iter().filter(|(place, event)| place.is_none() && ***event < 1000).count();
            prop_assert!(missed <= WINDOW * 2, "{missed}");
        }
    }
}
