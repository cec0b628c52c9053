//! Reading the grammar of a language pack: `timex/words.toml` and the rule files beside it.
//!
//! Everything a person can get wrong in these files is reported with the file and the rule. Not here: the notation of patterns
//! (`notation`).

use super::files::{Endings, Holiday, HolidayEntry, RuleEntry, RuleFile, WordsFile};
use super::lexicon::{Class, ClassId, Entry, Lexicon};
use super::notation::{self, Pattern, Symbol};
use super::number::NumberClasses;
use super::shape::Shape;
use super::tree::{Element, NodeId, Nursery, RuleId, START, Sort, TOKENS, Tree};
use crate::config::{DateOrder, Style};
use crate::extract::timex::frame::{Base, DayPart, Frame, Modifier, Reference, Season, Slot, Unit};
use crate::lang::{Vocabulary, WordId};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

/// What is wrong with a grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrammarError {
    /// File within the language pack.
    pub file: String,
    /// What is wrong, in one line.
    pub message: String,
}

impl fmt::Display for GrammarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for GrammarError {}

/// Words that must or must not stand beside a match.
#[derive(Clone, Debug, Default)]
pub(super) struct Neighbours {
    pub(super) words: Vec<WordId>,
    pub(super) classes: Vec<ClassId>,
    /// The edge of the sentence will do, too.
    pub(super) edge: bool,
}

impl Neighbours {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.classes.is_empty() && !self.edge
    }
}

/// How the edge of a sentence is written among the neighbours of a rule.
const EDGE: &str = "^";

/// A rule, apart from its patterns.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(super) sort: Sort,
    /// The only style the rule is for.
    pub(super) style: Option<Style>,
    /// The order in which the rule reads digits; against the text's own, it finds only what can be read in no other way.
    pub(super) order: Option<DateOrder>,
    pub(super) constants: Frame,
    pub(super) after: Neighbours,
    pub(super) not_after: Neighbours,
    pub(super) before: Neighbours,
    pub(super) not_before: Neighbours,
}

/// The grammar of one language, ready for matching.
#[derive(Clone, Debug)]
pub(crate) struct Grammar {
    pub(super) lexicon: Lexicon,
    pub(super) numbers: NumberClasses,
    pub(super) endings: Endings,
    pub(super) rules: Vec<Rule>,
    /// The patterns of all rules.
    pub(super) tree: Tree,
    /// For each word of the vocabulary, whether a rule over tokens begins with it.
    pub(super) begins: Vec<bool>,
    /// The hyphen, which joins words where no space stands beside it.
    pub(super) hyphen: WordId,
    /// The words before days of the month.
    pub(super) before_days: Option<ClassId>,
    holidays: Vec<Holiday>,
}

impl Grammar {
    /// The grammar in `files`, pairs of name and text, the first of them `words.toml`. Its words join the vocabulary.
    pub(crate) fn load(files: &[(&str, &str)], vocabulary: &mut Vocabulary) -> Result<Self, GrammarError> {
        let mut loader = Loader::new(vocabulary);
        for &(file, text) in files {
            let failed = |message: String| GrammarError { file: file.to_owned(), message };
            if file.ends_with("/words.toml") {
                loader.words(toml::from_str(text).map_err(|e| failed(e.to_string()))?).map_err(failed)?;
            } else {
                let table: RuleFile = toml::from_str(text).map_err(|e| failed(e.to_string()))?;
                for entry in table.rule {
                    let name = entry.name.clone();
                    loader.rule(entry).map_err(|e| failed(format!("rule `{name}`: {e}")))?;
                }
            }
        }
        Ok(loader.finish())
    }

    /// The holidays that frames number.
    pub(crate) fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }
}

struct Loader<'a> {
    vocabulary: &'a mut Vocabulary,
    lexicon: Lexicon,
    endings: Endings,
    /// Pieces that patterns share, by name.
    parts: BTreeMap<String, Rc<Pattern>>,
    holidays: Vec<Holiday>,
    rules: Vec<Rule>,
    nursery: Nursery,
}

/// Most ways in which one pattern may be read, and how deep parts may stand in each other.
const MOST: usize = 4_000;
const DEEPEST: usize = 8;

impl<'a> Loader<'a> {
    fn new(vocabulary: &'a mut Vocabulary) -> Self {
        Loader {
            vocabulary,
            lexicon: Lexicon::default(),
            endings: Endings::default(),
            parts: BTreeMap::new(),
            holidays: Vec::new(),
            rules: Vec::new(),
            nursery: Nursery::new(),
        }
    }

    fn words(&mut self, file: WordsFile) -> Result<(), String> {
        for (name, entry) in &file.class {
            let slot = match &entry.slot {
                Some(slot) => Some(Slot::named(slot).ok_or(format!("class `{name}`: there is no slot `{slot}`"))?),
                None => None,
            };
            let mut words = entry.words.pairs();
            for like in &entry.like {
                let model = file.class.get(like).ok_or(format!("class `{name}`: there is no class `{like}`"))?;
                words.extend(model.words.pairs());
            }
            self.class(name, slot, (entry.capital, entry.small), &words)?;
        }
        self.endings = file.ending;
        for (name, part) in file.part {
            let pattern = notation::parse(&part).map_err(|e| format!("part `{name}`: {e}"))?;
            self.parts.insert(name, Rc::new(pattern));
        }
        self.holidays(&file.holiday)
    }

    /// The holidays, as a class of their own.
    fn holidays(&mut self, entries: &BTreeMap<String, HolidayEntry>) -> Result<(), String> {
        let mut words = Vec::new();
        for (name, entry) in entries {
            let number = i64::try_from(self.holidays.len()).unwrap_or(i64::MAX);
            self.holidays
                .push(entry.holiday().ok_or(format!("holiday `{name}`: its day cannot be found from these keys"))?);
            words.extend(entry.words.iter().map(|word| (word.clone(), toml::Value::Integer(number))));
        }
        self.class("holiday", Some(Slot::Holiday), (true, false), &words)
    }

    fn class(
        &mut self,
        name: &str,
        slot: Option<Slot>,
        (capital, small): (bool, bool),
        words: &[(String, toml::Value)],
    ) -> Result<(), String> {
        let id = ClassId::try_from(self.lexicon.classes.len()).map_err(|_| "too many classes".to_owned())?;
        for (phrase, value) in words {
            let value = number(slot, value).ok_or(format!("class `{name}`: `{phrase}` cannot be {value}"))?;
            let ids: Vec<WordId> = phrase.split_whitespace().map(|word| self.vocabulary.intern(word)).collect();
            if let [first, tail @ ..] = &ids[..] {
                self.lexicon.add(*first, Entry { class: id, value, tail: tail.into() });
            }
        }
        self.lexicon.classes.push(Class { name: name.to_owned(), slot, capital, small });
        Ok(())
    }

    fn rule(&mut self, entry: RuleEntry) -> Result<(), String> {
        let id = RuleId::try_from(self.rules.len()).map_err(|_| "too many rules".to_owned())?;
        let sort = Sort::named(&entry.sort).ok_or(format!("there is no type `{}`", entry.sort))?;
        for pattern in &entry.patterns {
            for end in self.grow(vec![START], &notation::parse(pattern)?, 0)? {
                self.nursery.accept(end, id);
            }
        }
        let style = match entry.style.as_deref() {
            None => None,
            Some("news") => Some(Style::News),
            Some("narrative") => Some(Style::Narrative),
            Some(other) => return Err(format!("there is no style `{other}`")),
        };
        let order = match entry.order.as_deref() {
            None => None,
            Some("day-month") => Some(DateOrder::DayMonth),
            Some("month-day") => Some(DateOrder::MonthDay),
            Some(other) => return Err(format!("there is no order `{other}`")),
        };
        let rule = Rule {
            style,
            order,
            constants: constants(&entry.set)?,
            after: self.neighbours(&entry.after)?,
            not_after: self.neighbours(&entry.not_after)?,
            before: self.neighbours(&entry.before)?,
            not_before: self.neighbours(&entry.not_before)?,
            name: entry.name,
            sort,
        };
        self.rules.push(rule);
        Ok(())
    }

    /// The nodes that a pattern leads to from these, having joined the tree.
    fn grow(&mut self, from: Vec<NodeId>, pattern: &Pattern, depth: usize) -> Result<Vec<NodeId>, String> {
        match pattern {
            Pattern::Symbol(symbol) => self.grow_symbol(from, symbol, depth),
            Pattern::Sequence(all) => all.iter().try_fold(from, |from, part| self.grow(from, part, depth)),
            Pattern::Choice(all) => {
                let mut ends = Vec::new();
                for choice in all {
                    ends.extend(self.grow(from.clone(), choice, depth)?);
                }
                ends.sort_unstable();
                ends.dedup();
                if ends.len() > MOST {
                    return Err(format!("a pattern can be read in more than {MOST} ways"));
                }
                Ok(ends)
            }
        }
    }

    fn grow_symbol(&mut self, from: Vec<NodeId>, symbol: &Symbol, depth: usize) -> Result<Vec<NodeId>, String> {
        let mut next = |elements: &[Element]| -> Vec<NodeId> {
            let steps = elements.iter().flat_map(|&element| from.iter().map(move |&node| (node, element)));
            steps.map(|(node, element)| self.nursery.step(node, element)).collect()
        };
        match symbol {
            Symbol::Word(word) => {
                let word = self.vocabulary.intern(word);
                Ok(next(&[Element::Word(word)]))
            }
            Symbol::Item(name) => {
                Ok(next(&[Element::Item(Sort::named(name).ok_or(format!("there is no type `{name}`"))?)]))
            }
            Symbol::Split => {
                let class = self.lexicon.class("to").ok_or("`~` needs a class `to`")?;
                let words = next(&[Element::Class(class)]);
                Ok(words.into_iter().map(|node| self.nursery.step(node, Element::Split)).collect())
            }
            Symbol::Name(name) => {
                if let Some(part) = self.parts.get(name).cloned() {
                    if depth == DEEPEST {
                        return Err(format!("the part `{name}` holds itself"));
                    }
                    return self.grow(from, &part, depth + 1);
                }
                match (self.lexicon.class(name), Shape::named(name)) {
                    (Some(class), Some(shape)) => Ok(next(&[Element::Class(class), Element::Shape(shape)])),
                    (Some(class), None) => Ok(next(&[Element::Class(class)])),
                    (None, Some(shape)) => Ok(next(&[Element::Shape(shape)])),
                    (None, None) => Err(format!("there is no class, part or shape `{name}`")),
                }
            }
        }
    }

    fn neighbours(&mut self, words: &[String]) -> Result<Neighbours, String> {
        let mut neighbours = Neighbours::default();
        for word in words {
            if word == EDGE {
                neighbours.edge = true;
                continue;
            }
            match word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                Some(class) => {
                    neighbours.classes.push(self.lexicon.class(class).ok_or(format!("there is no class `{class}`"))?)
                }
                None => neighbours.words.push(self.vocabulary.intern(word)),
            }
        }
        Ok(neighbours)
    }

    fn finish(self) -> Grammar {
        let lexicon = self.lexicon;
        let hyphen = self.vocabulary.intern("-");
        let tree = self.nursery.finish();
        let begins = begins(&tree, &lexicon, self.vocabulary.len());
        let numbers = NumberClasses {
            cardinal: lexicon.class("cardinal"),
            scale: lexicon.class("scale"),
            article: lexicon.class("article"),
            joiner: lexicon.class("joiner"),
            tens_joiner: lexicon.class("tens-joiner"),
            half: lexicon.class("half"),
        };
        Grammar {
            before_days: lexicon.class("before-days"),
            lexicon,
            numbers,
            endings: self.endings,
            rules: self.rules,
            tree,
            begins,
            hyphen,
            holidays: self.holidays,
        }
    }
}

/// For each word, whether it can begin a rule.
fn begins(tree: &Tree, lexicon: &Lexicon, words: usize) -> Vec<bool> {
    let mut begins = vec![false; words];
    let Some(root) = tree.node(TOKENS) else { return begins };
    let spelled = ["cardinal", "article"].iter().filter_map(|name| lexicon.class(name));
    let classes: Vec<ClassId> = root.classes().chain(spelled).collect();
    for (word, begins) in begins.iter_mut().enumerate() {
        *begins = lexicon.is_in_any(word, &classes);
    }
    for (word, _) in &root.words {
        if let Some(begins) = begins.get_mut(word.index()) {
            *begins = true;
        }
    }
    begins
}

/// The number that stands in a frame for a value in a data file.
fn number(slot: Option<Slot>, value: &toml::Value) -> Option<i32> {
    match (value, slot) {
        (toml::Value::Integer(number), Some(Slot::Number | Slot::NumberTo)) => {
            i32::try_from(*number).ok()?.checked_mul(100)
        }
        (toml::Value::Integer(number), _) => i32::try_from(*number).ok(),
        (toml::Value::Float(number), Some(Slot::Number | Slot::NumberTo)) => Some((number * 100.0) as i32),
        (toml::Value::String(name), Some(slot)) => named(slot, name),
        _ => None,
    }
}

fn named(slot: Slot, name: &str) -> Option<i32> {
    Some(match slot {
        Slot::Unit | Slot::Period | Slot::Within => Unit::named(name)? as i32,
        Slot::Season => Season::named(name)? as i32,
        Slot::Part => DayPart::named(name)? as i32,
        Slot::Base => Base::named(name)? as i32,
        Slot::Modifier => Modifier::named(name)? as i32,
        Slot::Reference => Reference::named(name)? as i32,
        _ => return None,
    })
}

fn constants(table: &BTreeMap<String, toml::Value>) -> Result<Frame, String> {
    let mut frame = Frame::default();
    for (name, value) in table {
        let slot = Slot::named(name).ok_or(format!("there is no slot `{name}`"))?;
        frame.set(slot, number(Some(slot), value).ok_or(format!("`{name}` cannot be {value}"))?);
    }
    Ok(frame)
}
