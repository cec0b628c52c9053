//! The dependency parser: who depends on whom, by transitions that a small network chooses.
//!
//! Trees are those of Universal Dependencies 2, without crossing arcs. A sentence of more than [`state::LONGEST`] words is cut: each
//! stretch gets its own tree, and the later ones hang on the first. Not here: part-of-speech tags, which it is given.

pub mod features;
pub mod state;

use super::model::dense::{self, Dense, INPUT_BITS, SUM_BITS};
use super::model::table::Rows;
use super::model::{Bytes, Encoder, Scratch};
use super::tagger::best;
use fearless_simd::{Level, dispatch};
use features::{FACTS, VALUES, WORDS};
use state::{LONGEST, MOVES, Move, NONE, Place, State};

/// A word's place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Index of its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Number of its relation.
    pub label: u8,
}

/// A trained parser.
#[derive(Clone, Debug)]
pub struct Parser<'m> {
    level: Level,
    labels: Vec<&'m str>,
    /// Number of the relation that hangs a later stretch of a sentence on its first.
    loose: u8,
    encoder: Encoder<'m>,
    tags: Rows<'m>,
    words: Vec<Dense>,
    /// For each of the words looked at, what stands for the root and for none.
    special: Rows<'m>,
    facts: Rows<'m>,
    bias: Vec<i16>,
    moves: Dense,
    /// Of arcs to the left, and to the right.
    relations: [Dense; 2],
}

/// Room for the work on one sentence after the other.
#[derive(Clone, Debug, Default)]
pub struct Room {
    scratch: Scratch,
    state: State,
    projected: [Vec<i16>; WORDS],
    hidden: Vec<i16>,
    inputs: Vec<i16>,
    scores: Vec<i16>,
}

impl<'m> Parser<'m> {
    /// Reads the names of the relations, a line each, and all weights.
    pub fn read(bytes: &mut Bytes<'m>) -> Option<Self> {
        let labels: Vec<_> = bytes.text()?.lines().collect();
        let loose = labels.iter().position(|&label| label == "parataxis")?;
        let encoder = Encoder::read(bytes)?;
        let tags = Rows::read(bytes, encoder.width())?;
        let words = (0..WORDS).map(|_| Dense::read(bytes)).collect::<Option<Vec<_>>>()?;
        let hidden = words.first()?.outputs();
        let (special, facts) = (Rows::read(bytes, hidden)?, Rows::read(bytes, hidden)?);
        let bias = bytes.weights(hidden)?;
        let moves = Dense::read(bytes)?;
        let relations = [Dense::read(bytes)?, Dense::read(bytes)?];
        let loose = u8::try_from(loose).ok()?;
        Some(Parser {
            level: Level::new(),
            labels,
            loose,
            encoder,
            tags,
            words,
            special,
            facts,
            bias,
            moves,
            relations,
        })
    }

    /// Names of all relations, by number.
    pub fn labels(&self) -> &[&'m str] {
        &self.labels
    }

    /// Replaces `out` by the tree of a sentence, given its words and the numbers of their tags.
    pub fn parse(&self, words: &[&str], tags: &[u8], room: &mut Room, out: &mut Vec<Arc>) {
        out.clear();
        let mut root = None;
        for (words, tags) in words.chunks(LONGEST).zip(tags.chunks(LONGEST)) {
            let first = out.len();
            self.build(words, tags, room);
            for place in 0..words.len() {
                let node = room.state.node(Place::try_from(place).unwrap_or(NONE));
                let head = Some(usize::from(node.head)).filter(|&head| head < words.len());
                out.push(Arc { head: head.map(|head| first + head), label: node.label });
            }
            let top = (first..out.len()).find(|&at| out.get(at).is_some_and(|arc| arc.head.is_none()));
            match (root, top.and_then(|top| out.get_mut(top))) {
                (Some(_), Some(arc)) => *arc = Arc { head: root, label: self.loose },
                _ => root = top,
            }
        }
    }

    /// Builds the tree of at most [`LONGEST`] words.
    fn build(&self, words: &[&str], tags: &[u8], room: &mut Room) {
        self.encoder.begin(&mut room.scratch);
        for (word, &tag) in words.iter().zip(tags) {
            let add_tag = |vector: &mut [i16]| self.tags.add::<INPUT_BITS>(usize::from(tag), vector);
            self.encoder.push(word, &mut room.scratch, add_tag);
        }
        self.encoder.finish(&mut room.scratch);
        for (projected, matrix) in room.projected.iter_mut().zip(&self.words) {
            matrix.multiply(&room.scratch.vectors, projected);
        }
        room.state.begin(words.len());
        while !room.state.is_done() {
            dispatch!(self.level, _simd => self.look(tags, room));
            self.advance(room);
        }
    }

    /// Computes the hidden layer for the present state.
    #[inline(always)]
    fn look(&self, tags: &[u8], room: &mut Room) {
        let Room { state, projected, hidden, inputs, .. } = room;
        hidden.clear();
        hidden.extend_from_slice(&self.bias);
        let size = hidden.len();
        for (slot, (place, projected)) in features::words(state).into_iter().zip(projected).enumerate() {
            if place == NONE || place == state.root() {
                self.special.add::<SUM_BITS>(2 * slot + usize::from(place == NONE), hidden);
            } else if let Some(row) = projected.get(usize::from(place) * size..).and_then(|rest| rest.get(..size)) {
                hidden.iter_mut().zip(row).for_each(|(sum, &x)| *sum = sum.wrapping_add(x));
            }
        }
        let known = features::facts(state, |place| tags.get(usize::from(place)).copied().unwrap_or_default());
        for (fact, value) in (0..FACTS).zip(known) {
            self.facts.add::<SUM_BITS>(fact * VALUES + usize::from(value), hidden);
        }
        dense::rectify(hidden, inputs);
    }

    /// Makes the best move that the state allows.
    fn advance(&self, room: &mut Room) {
        let Room { state, inputs, scores, .. } = room;
        self.moves.multiply(inputs, scores);
        let score = |at: usize| scores.get(at).copied().unwrap_or(i16::MIN);
        let allowed = (0..MOVES.len()).zip(MOVES).filter(|&(_, a_move)| state.allows(a_move));
        let Some((_, a_move)) = allowed.reduce(|a, b| if score(b.0) > score(a.0) { b } else { a }) else { return };
        let [left, right] = &self.relations;
        let label = match a_move {
            Move::Shift => 0,
            Move::Left => self.relation(left, inputs, scores),
            Move::Right => self.relation(right, inputs, scores),
        };
        state.apply(a_move, u8::try_from(label).unwrap_or_default());
    }

    fn relation(&self, relations: &Dense, inputs: &[i16], scores: &mut Vec<i16>) -> usize {
        relations.multiply(inputs, scores);
        scores.get(..self.labels.len()).map_or(0, best)
    }
}
