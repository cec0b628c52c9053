//! The dynamic oracle of the arc-hybrid system (Goldberg and Nivre, 2013): what each move would cost.
//!
//! It needs trees without crossing arcs; `projective` makes them so.

use crate::conllu::Sentence;
use dateline::lang::parser::state::{Move, NONE, Place, State};

/// The tree to be built.
pub struct Gold {
    /// Head of each word; the root is the number of words.
    pub heads: Vec<Place>,
    /// Number of each word's relation.
    pub labels: Vec<u8>,
    children: Vec<Vec<Place>>,
}

impl Gold {
    pub fn new(sentence: &Sentence, labels: &[String]) -> Self {
        let length = sentence.words.len();
        let mut heads: Vec<usize> =
            sentence.words.iter().map(|word| word.head.checked_sub(1).unwrap_or(length)).collect();
        projective(&mut heads);
        let mut children = vec![Vec::new(); length + 1];
        for (at, &head) in heads.iter().enumerate() {
            children[head].push(at as Place);
        }
        let number = |label: &str| labels.iter().position(|known| known == label).unwrap_or(0) as u8;
        Gold {
            heads: heads.into_iter().map(|head| head as Place).collect(),
            labels: sentence.words.iter().map(|word| number(&word.deprel)).collect(),
            children,
        }
    }

    /// How many arcs the move puts out of reach.
    pub fn cost(&self, state: &State, a_move: Move) -> usize {
        let (top, under, next) = (state.stack(0), state.stack(1), state.next());
        let waiting = |place: Place| self.children[usize::from(place)].iter().filter(|&&child| child >= next).count();
        let head = |place: Place| self.heads[usize::from(place)];
        match a_move {
            Move::Left => usize::from(head(top) == under && under != NONE || head(top) > next) + waiting(top),
            Move::Right => usize::from(head(top) >= next) + waiting(top),
            Move::Shift => {
                let below = &state.stacked()[..state.stacked().len().saturating_sub(1)];
                let lost_head = below.contains(&head(next));
                let lost = |child: &&Place| state.stacked().contains(child);
                usize::from(lost_head) + self.children[usize::from(next)].iter().filter(lost).count()
            }
        }
    }
}

/// Lifts dependents to their head's head until no arcs cross.
fn projective(heads: &mut [usize]) {
    let length = heads.len();
    let covers = |heads: &[usize], head: usize, mut at: usize| {
        while at != head && at != length {
            at = heads[at];
        }
        at == head
    };
    loop {
        let crossing = |&at: &usize| {
            let head = heads[at];
            let inner = head.min(at) + 1..head.max(at);
            head != length && inner.into_iter().any(|between| !covers(heads, head, between))
        };
        let shortest = (0..length).filter(crossing).min_by_key(|&at| heads[at].abs_diff(at));
        let Some(at) = shortest else { return };
        heads[at] = heads[heads[at]];
    }
}
