//! All patterns as one tree: from each node, what may come next and where it leads.
//!
//! Patterns that begin alike share their beginning, so a token is compared once however many rules there are. Not here: walking the tree
//! over a text (`matching`).

use super::lexicon::ClassId;
use super::shape::Shape;
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
    /// Any word or phrase of the class with this number.
    Class(ClassId),
    /// Tokens of this shape.
    Shape(Shape),
    /// An item of this sort.
    Item(Sort),
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
    /// Next nodes by class, ascending.
    classes: Vec<(ClassId, u32)>,
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
                Element::Class(class) => node.classes.push((class, next)),
                other => node.others.push((other, next)),
            }
        }
        node
    }

    /// True where a class leads on.
    pub(super) fn has_classes(&self) -> bool {
        !self.classes.is_empty()
    }

    /// Where a word of a class leads.
    pub(super) fn class(&self, class: ClassId) -> Option<u32> {
        let at = self.classes.binary_search_by_key(&class, |&(class, _)| class).ok()?;
        Some(self.classes[at].1)
    }

    /// The classes by which words lead on.
    pub(super) fn classes(&self) -> impl Iterator<Item = ClassId> + '_ {
        self.classes.iter().map(|&(class, _)| class)
    }

    /// Where a word leads.
    pub(super) fn step(&self, word: WordId) -> Option<u32> {
        let at = self.words.binary_search_by_key(&word, |&(word, _)| word).ok()?;
        Some(self.words[at].1)
    }
}
