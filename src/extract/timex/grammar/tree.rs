//! All patterns as one tree: from each node, what may come next and where it leads.
//!
//! Patterns that begin alike share their beginning, so a token is compared once however many rules there are. Not here: walking the tree
//! over a text (`matching`).

use super::shape::Shape;
use crate::extract::timex::frame::Slot;
use crate::lang::WordId;
use std::collections::BTreeMap;

/// What an item is; decides how it joins others and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sort {
    Date,
    Time,
    Duration,
    Set,
    Reference,
    /// A part of a day: "morning". Nothing by itself.
    Part,
    /// Narrows a date: "early". Nothing by itself.
    Modifier,
    /// Says how exact a length or date is: "about". Nothing by itself.
    Hedge,
    /// A length with where it leads from a date that follows: "the day before". Nothing by itself.
    Distance,
    /// Not a temporal expression, however much it looks like one.
    Nothing,
}

impl Sort {
    /// The sort of this name in data files.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date" => Sort::Date,
            "time" => Sort::Time,
            "duration" => Sort::Duration,
            "set" => Sort::Set,
            "reference" => Sort::Reference,
            "part" => Sort::Part,
            "modifier" => Sort::Modifier,
            "hedge" => Sort::Hedge,
            "distance" => Sort::Distance,
            "nothing" => Sort::Nothing,
            _ => return None,
        })
    }
}

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Element {
    /// This word.
    Word(WordId),
    /// Any word of the class with this number.
    Class(u16),
    /// Tokens of this shape.
    Shape(Shape),
    /// An item of this sort.
    Item(Sort),
    /// Takes no token; fills a slot.
    Fill(Slot, i32),
    /// Takes no token; the first expression of a range ends before the word just read, the second begins here.
    Split,
}

/// Number of a rule.
pub(super) type RuleId = u16;

/// One node.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    /// Next nodes by word, ascending.
    pub(super) words: Vec<(WordId, u32)>,
    /// Next nodes by anything else.
    pub(super) others: Vec<(Element, u32)>,
    /// Rules whose patterns end here, in the order of the files.
    pub(super) accepts: Vec<RuleId>,
}

/// The tree; node 0 is its root.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// The tree of these sequences.
    pub(super) fn new(sequences: &[(Vec<Element>, RuleId)]) -> Self {
        let mut steps: Vec<BTreeMap<Element, u32>> = vec![BTreeMap::new()];
        let mut accepts: Vec<Vec<RuleId>> = vec![Vec::new()];
        for (sequence, rule) in sequences {
            let mut node = 0;
            for &element in sequence {
                let new = u32::try_from(steps.len()).unwrap_or(u32::MAX);
                let next = *steps[node].entry(element).or_insert(new);
                if next == new {
                    steps.push(BTreeMap::new());
                    accepts.push(Vec::new());
                }
                node = next as usize;
            }
            if !accepts[node].contains(rule) {
                accepts[node].push(*rule);
            }
        }
        let nodes = steps.into_iter().zip(accepts).map(|(steps, accepts)| Node::new(steps, accepts)).collect();
        Tree { nodes }
    }

    pub(super) fn node(&self, at: u32) -> Option<&Node> {
        self.nodes.get(at as usize)
    }
}

impl Node {
    fn new(steps: BTreeMap<Element, u32>, mut accepts: Vec<RuleId>) -> Self {
        accepts.sort_unstable();
        let mut node = Node { accepts, ..Node::default() };
        for (element, next) in steps {
            match element {
                Element::Word(word) => node.words.push((word, next)),
                other => node.others.push((other, next)),
            }
        }
        node
    }

    /// Where a word leads.
    pub(super) fn step(&self, word: WordId) -> Option<u32> {
        let at = self.words.binary_search_by_key(&word, |&(word, _)| word).ok()?;
        Some(self.words[at].1)
    }
}
