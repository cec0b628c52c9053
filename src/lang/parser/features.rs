//! What the parser looks at before each move: the vectors of a few words, and facts about the tree so far.
//!
//! Not here: what each is worth; that stands in the model. Training and use call the same functions.

use super::state::{NONE, Place, State};

/// Number of words whose vectors are looked at.
pub const WORDS: usize = 6;

/// Number of facts.
pub const FACTS: usize = 17;

/// Most tags, and most relations, that a model may tell apart.
pub const VALUES: usize = 128;

/// The words whose vectors are looked at.
pub fn words(state: &State) -> [Place; WORDS] {
    let next = state.next();
    let after = if next < state.root() { next + 1 } else { NONE };
    [state.stack(0), state.stack(1), state.stack(2), next, after, state.node(state.stack(0)).right]
}

/// The facts, each below [`VALUES`]. `tag` gives the number of a word's tag, below `VALUES - 2`.
pub fn facts(state: &State, tag: impl Fn(Place) -> u8) -> [u8; FACTS] {
    let (top, under, next) = (state.stack(0), state.stack(1), state.next());
    let (a, b, c) = (state.node(top), state.node(under), state.node(next));
    let label = |place: Place| if place == NONE { 0 } else { state.node(place).label + 1 };
    let tag = |place: Place| match place {
        NONE => 0,
        place if place == state.root() => 1,
        place => tag(place) + 2,
    };
    [
        label(a.left),
        label(a.right),
        label(b.left),
        label(b.right),
        label(c.left),
        tag(a.left),
        tag(a.right),
        tag(b.left),
        tag(b.right),
        tag(c.left),
        a.lefts.min(4),
        a.rights.min(4),
        b.lefts.min(4),
        b.rights.min(4),
        c.lefts.min(4),
        distance(top, next),
        distance(under, top),
    ]
}

fn distance(from: Place, to: Place) -> u8 {
    if from == NONE || to == NONE {
        return 0;
    }
    match to.saturating_sub(from) {
        near @ 0..=4 => 1 + u8::try_from(near).unwrap_or_default(),
        5..=6 => 6,
        7..=9 => 7,
        10..=14 => 8,
        15..=24 => 9,
        _ => 10,
    }
}
