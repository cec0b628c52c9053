//! All patterns as one tree: from each node, what may come next and where it leads.
//!
//! Patterns that begin alike share their beginning, so a token is compared once however many rules there are. Not here: walking the tree
//! over a text (`matching`).

use super::lexicon::ClassId;
use super::shape::Shape;
use crate::lang::WordId;

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
    pub(super) words: Vec<(WordId, NodeId)>,
    /// Next nodes by class, ascending.
    classes: Vec<(ClassId, NodeId)>,
    /// Next nodes by anything else.
    pub(super) others: Vec<(Element, NodeId)>,
    /// Rules whose patterns end here, in the order of the files.
    pub(super) accepts: Vec<RuleId>,
}

/// Number of a node.
pub(super) type NodeId = u32;

/// The root of patterns over tokens.
pub(super) const TOKENS: NodeId = 0;

/// The root of patterns over items: those that begin with one.
pub(super) const ITEMS: NodeId = 1;

/// The tree, with its two roots.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(super) fn node(&self, at: NodeId) -> Option<&Node> {
        self.nodes.get(at as usize)
    }
}

/// A tree while patterns join it.
#[derive(Debug)]
pub(super) struct Nursery {
    /// For each node, where it leads, by element.
    steps: Vec<Vec<(Element, NodeId)>>,
    accepts: Vec<Vec<RuleId>>,
}

/// Before the first element of a pattern, which tells the root.
pub(super) const START: NodeId = NodeId::MAX;

impl Nursery {
    pub(super) fn new() -> Self {
        Nursery { steps: vec![Vec::new(); 2], accepts: vec![Vec::new(); 2] }
    }

    /// The node that an element leads to, grown where there is none yet.
    pub(super) fn step(&mut self, from: NodeId, element: Element) -> NodeId {
        let from = match (from, element) {
            (START, Element::Item(_)) => ITEMS,
            (START, _) => TOKENS,
            _ => from,
        };
        let new = NodeId::try_from(self.steps.len()).unwrap_or(START);
        let Some(steps) = self.steps.get_mut(from as usize) else { return START };
        match steps.binary_search_by_key(&element, |&(element, _)| element) {
            Ok(at) => steps.get(at).map_or(START, |&(_, next)| next),
            Err(at) => {
                steps.insert(at, (element, new));
                self.steps.push(Vec::new());
                self.accepts.push(Vec::new());
                new
            }
        }
    }

    /// Lets a pattern of a rule end at a node.
    pub(super) fn accept(&mut self, at: NodeId, rule: RuleId) {
        if let Some(accepts) = self.accepts.get_mut(at as usize).filter(|accepts| !accepts.contains(&rule)) {
            accepts.push(rule);
        }
    }

    pub(super) fn finish(self) -> Tree {
        Tree {
            nodes: self.steps.into_iter().zip(self.accepts).map(|(steps, accepts)| Node::new(steps, accepts)).collect(),
        }
    }
}

impl Node {
    fn new(steps: Vec<(Element, NodeId)>, mut accepts: Vec<RuleId>) -> Self {
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
    pub(super) fn class(&self, class: ClassId) -> Option<NodeId> {
        let at = self.classes.binary_search_by_key(&class, |&(class, _)| class).ok()?;
        Some(self.classes[at].1)
    }

    /// The classes by which words lead on.
    pub(super) fn classes(&self) -> impl Iterator<Item = ClassId> + '_ {
        self.classes.iter().map(|&(class, _)| class)
    }

    /// Where a word leads.
    pub(super) fn step(&self, word: WordId) -> Option<NodeId> {
        let at = self.words.binary_search_by_key(&word, |&(word, _)| word).ok()?;
        Some(self.words[at].1)
    }
}
