//! The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta, 2011): a stack, a queue, and three moves.
//!
//! The root stands behind the last word, so that a tree has exactly one word below it. Not here: which move to take.

/// Place of a word in its sentence; [`NONE`] for none; the number of words for the root.
pub type Place = u16;

/// No word.
pub const NONE: Place = Place::MAX;

/// Longest stretch of words that is parsed as one.
pub const LONGEST: usize = 250;

/// A move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The first word of the queue goes on top of the stack.
    Shift,
    /// The top of the stack becomes a dependent of the first word of the queue, and is taken off.
    Left,
    /// The top of the stack becomes a dependent of the word under it, and is taken off.
    Right,
}

/// All moves, in the order of their scores.
pub const MOVES: [Move; 3] = [Move::Shift, Move::Left, Move::Right];

/// A half-built tree.
#[derive(Clone, Debug, Default)]
pub struct State {
    length: Place,
    next: Place,
    stack: Vec<Place>,
    nodes: Vec<Node>,
}

/// What is known of a word so far.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its head.
    pub head: Place,
    /// Number of its relation.
    pub label: u8,
    /// Its first dependent before it.
    pub left: Place,
    /// Its last dependent after it.
    pub right: Place,
    /// Number of dependents before it.
    pub lefts: u8,
    /// Number of dependents after it.
    pub rights: u8,
}

const BARE: Node = Node { head: NONE, label: 0, left: NONE, right: NONE, lefts: 0, rights: 0 };

impl State {
    /// Begins a sentence of `length` words, at most [`LONGEST`].
    pub fn begin(&mut self, length: usize) {
        self.length = Place::try_from(length.min(LONGEST)).unwrap_or_default();
        self.next = 0;
        self.stack.clear();
        self.nodes.clear();
        self.nodes.resize(usize::from(self.length) + 1, BARE);
    }

    /// The first word of the queue; the root when all words have gone.
    pub fn next(&self) -> Place {
        self.next
    }

    /// The root's place.
    pub fn root(&self) -> Place {
        self.length
    }

    /// The word `depth` places under the top of the stack.
    pub fn stack(&self, depth: usize) -> Place {
        let at = self.stack.len().wrapping_sub(depth + 1);
        self.stack.get(at).copied().unwrap_or(NONE)
    }

    /// The words of the stack, the lowest first.
    pub fn stacked(&self) -> &[Place] {
        &self.stack
    }

    /// What is known of a word; of no word, nothing.
    pub fn node(&self, place: Place) -> Node {
        self.nodes.get(usize::from(place)).copied().unwrap_or(BARE)
    }

    /// True when every word has its head.
    pub fn is_done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// True where the move can be made. While the tree is unfinished, at least one can.
    pub fn allows(&self, a_move: Move) -> bool {
        match a_move {
            Move::Shift => self.next < self.length,
            Move::Left => self.stack.len() == 1 || self.next < self.length && !self.stack.is_empty(),
            Move::Right => self.stack.len() >= 2,
        }
    }

    /// The head that the move would give to the top of the stack.
    pub fn head_by(&self, a_move: Move) -> Place {
        match a_move {
            Move::Shift => NONE,
            Move::Left => self.next,
            Move::Right => self.stack(1),
        }
    }

    /// Makes an allowed move. `label` is that of the new arc.
    pub fn apply(&mut self, a_move: Move, label: u8) {
        if a_move == Move::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let head = self.head_by(a_move);
        let Some(place) = self.stack.pop() else { return };
        if let Some(node) = self.nodes.get_mut(usize::from(place)) {
            node.head = head;
            node.label = label;
        }
        let Some(above) = self.nodes.get_mut(usize::from(head)) else { return };
        if a_move == Move::Left {
            above.left = if above.lefts == 0 { place } else { above.left.min(place) };
            above.lefts = above.lefts.saturating_add(1);
        } else {
            above.right = place;
            above.rights = above.rights.saturating_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_moves_build_a_tree() {
        let mut state = State::default();
        state.begin(3); // Jets bombed Raqqa
        for (a_move, label) in [(Move::Shift, 0), (Move::Left, 1), (Move::Shift, 0), (Move::Shift, 0), (Move::Right, 2)]
        {
            assert!(state.allows(a_move));
            state.apply(a_move, label);
        }
        assert!(!state.allows(Move::Shift) && !state.is_done());
        state.apply(Move::Left, 3);
        assert!(state.is_done());
        assert_eq!([0, 1, 2].map(|place| state.node(place).head), [1, 3, 1]);
        assert_eq!((state.node(1).left, state.node(1).right), (0, 2));
    }

    proptest! {
        #[test]
        fn any_allowed_moves_end_in_a_tree_with_one_root(length in 0_usize..20, choices in prop::collection::vec(0_usize..3, 60)) {
            let mut state = State::default();
            state.begin(length);
            let mut choices = choices.into_iter();
            while !state.is_done() {
                let first = choices.next().unwrap_or(0);
                let a_move = (first..first + 3).map(|at| MOVES[at % 3]).find(|&a_move| state.allows(a_move)).unwrap();
                state.apply(a_move, 0);
            }
            let heads: Vec<_> = (0..length).map(|at| state.node(at as Place).head).collect();
            prop_assert_eq!(heads.iter().filter(|&&head| usize::from(head) == length).count(), length.min(1));
            for start in 0..length {
                let (mut at, mut steps) = (start, 0);
                while at != length {
                    at = usize::from(heads[at]);
                    steps += 1;
                    prop_assert!(steps <= length);
                }
            }
        }
    }
}
