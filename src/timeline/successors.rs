//! What a timeline shares with the one before it.
//!
//! Not here: which events stay the same (`joiner`).

use super::Event;
use std::sync::Arc;

/// How far the events of before are searched for the next that is still there.
const WINDOW: usize = 64;

/// The events of `new`, each with its index in `old` where it is found there. Indexes grow: those that are passed over are gone.
///
/// What both share stands in one order, so it is soon found. An event that is missed is taken for a new one, and counts as gone besides.
pub fn successors<'a>(
    old: &'a [Arc<Event>],
    new: &'a [Arc<Event>],
) -> impl Iterator<Item = (Option<usize>, &'a Arc<Event>)> {
    let mut passed = 0;
    new.iter().map(move |event| {
        let near = old.iter().skip(passed).take(WINDOW).position(|other| Arc::ptr_eq(other, event));
        let found = near.map(|near| passed + near);
        passed = found.map_or(passed, |found| found + 1);
        (found, event)
    })
}
