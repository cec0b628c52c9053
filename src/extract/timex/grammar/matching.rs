//! Walking the trees of a grammar over the tokens of a sentence: tokens to items, then items to longer items.
//!
//! At each place the longest match wins; among equals, the rule that stands first in the files. The depth of the trees bounds the work
//! at each token, so a sentence takes linear time. Not here: what an item means (`resolve`).

use super::list;
use super::load::{Grammar, Neighbours};
use super::number::Words;
use super::tree::{Element, ITEMS, Node, RuleId, Sort, TOKENS};
use crate::config::{DateOrder, Style};
use crate::extract::timex::frame::{Frame, Slot, Unit};
use crate::lang::{Class, Token};
use std::cmp::Reverse;
use std::ops::Range;

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// Indices of its tokens.
    pub(crate) tokens: Range<usize>,
    pub(crate) sort: Sort,
    /// What its words say.
    pub(crate) frame: Frame,
    rule: RuleId,
}

impl Item {
    /// How many months a length in whole months has.
    pub(crate) fn months(&self) -> Option<i32> {
        let counts = self.sort == Sort::Duration && self.frame.unit(Slot::Unit) == Some(Unit::Month);
        self.frame.get(Slot::Number).filter(|number| counts && number % 100 == 0).map(|number| number / 100)
    }

    /// True of what comes again and again and names nothing longer, where `other` comes as often: two weekdays, two days of months.
    pub(crate) fn recurs_like(&self, other: &Item) -> bool {
        let fixed = [Slot::Year, Slot::ShortYear, Slot::Shift, Slot::Offset, Slot::Period, Slot::Decade, Slot::Century];
        let often = |frame: &Frame| {
            [Slot::Month, Slot::Holiday, Slot::Season, Slot::Weekday].into_iter().find(|&slot| frame.has(slot))
        };
        !self.frame.has_any(&fixed) && often(&self.frame).is_some_and(|slot| often(&other.frame) == Some(slot))
    }

    /// True of what a verb can move: neither lengths nor what names its year.
    pub(crate) fn asks_for_tense(&self) -> bool {
        matches!(self.sort, Sort::Date | Sort::Time) && !self.frame.has(Slot::Year)
    }

    /// True of a clock or a part of the day without a day: "at 5 p.m.", "by nightfall".
    pub(crate) fn is_dayless(&self) -> bool {
        let days = [Slot::Year, Slot::Month, Slot::Day, Slot::Weekday, Slot::Holiday, Slot::Shift, Slot::Offset];
        let timed = self.frame.has(Slot::Hour)
            || self.sort == Sort::Time
                && self.frame.has(Slot::Part)
                && !self.frame.has_any(&[Slot::Base, Slot::Period]);
        timed && !self.frame.has_any(&days)
    }

    /// True of what comes once a year: a month, a holiday, a season.
    pub(crate) fn comes_yearly(&self) -> bool {
        self.frame.has_any(&[Slot::Month, Slot::Holiday, Slot::Season])
    }
}

/// A match of a pattern, while better ones are looked for.
struct Match {
    end: usize,
    rule: RuleId,
    /// Number of items used, beside the first.
    items: usize,
    frame: Frame,
    range: Option<SplitRange>,
}

/// The two halves of a range.
#[derive(Clone, Copy)]
struct SplitRange {
    /// One past the last token of the first half.
    end: usize,
    /// First token of the second half.
    start: usize,
    halves: [Frame; 2],
}

/// Where a walk split its range: length of the trail, and the tokens before and after the word that joins the halves.
#[derive(Clone, Copy)]
struct Cut {
    trail: usize,
    end: usize,
    start: usize,
}

/// Finds items in sentences; keeps its memory from one to the next.
pub(crate) struct Matcher<'g> {
    grammar: &'g Grammar,
    style: Style,
    order: DateOrder,
    trail: Vec<(Slot, i32)>,
    found: Vec<Item>,
    /// Nodes visited so far: the work done.
    pub(crate) steps: usize,
}

impl<'g> Matcher<'g> {
    pub(crate) fn new(grammar: &'g Grammar, style: Style, order: DateOrder) -> Self {
        Matcher { grammar, style, order, trail: Vec::new(), found: Vec::new(), steps: 0 }
    }

    /// The name of the rule that gave an item.
    pub(crate) fn rule_name(&self, item: &Item) -> &'g str {
        self.grammar.rules.get(usize::from(item.rule)).map_or("", |rule| rule.name.as_str())
    }

    /// The items of a sentence, in order, without overlap. `text` is what the tokens' spans point into.
    pub(crate) fn find(&mut self, text: &str, tokens: &[Token], out: &mut Vec<Item>) {
        out.clear();
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        self.first_pass(text, tokens, &mut found);
        if !found.is_empty() {
            self.second_pass(text, tokens, &found, out);
            list::spread(self.grammar, text, tokens, out);
        }
        self.found = found;
    }

    fn first_pass(&mut self, text: &str, tokens: &[Token], found: &mut Vec<Item>) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let begins = token.class == Class::Number
                || self.grammar.begins.get(token.word.index()).copied().unwrap_or_default();
            let best = if begins { self.best(text, tokens, None, at) } else { None };
            match best {
                Some(best) => {
                    self.push(at, &best, found);
                    at = best.end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }

    /// Joins each item with those after it, for as long as a rule can.
    fn second_pass(&mut self, text: &str, tokens: &[Token], found: &[Item], out: &mut Vec<Item>) {
        let mut rest = found;
        while let Some((first, tail)) = rest.split_first() {
            let mut current = first.clone();
            rest = tail;
            loop {
                let start = current.tokens.start;
                let Some(best) = self.best(text, tokens, Some((&current, rest)), start) else {
                    break;
                };
                let used = best.items;
                // Words of the pattern itself may hold items, too: "from now".
                let beyond = rest.partition_point(|item| item.tokens.start < best.end);
                rest = rest.get(used.max(beyond)..).unwrap_or_default();
                let before = out.len();
                self.push(start, &best, out);
                // A range is two expressions; only the second can go on.
                current = out.pop().unwrap_or(current);
                if out.len() > before || used == 0 && best.end <= current.tokens.start {
                    break;
                }
            }
            out.push(current);
        }
    }

    fn push(&self, start: usize, best: &Match, out: &mut Vec<Item>) {
        let sort = self.grammar.rules.get(usize::from(best.rule)).map_or(Sort::Nothing, |rule| rule.sort);
        let item = |tokens, frame| Item { tokens, sort, frame, rule: best.rule };
        match best.range {
            Some(range) => {
                let [first, second] = range.halves;
                out.push(item(start..range.end, first));
                out.push(item(range.start..best.end, second));
            }
            None => out.push(item(start..best.end, best.frame)),
        }
    }

    fn best(&mut self, text: &str, tokens: &[Token], items: Option<(&Item, &[Item])>, start: usize) -> Option<Match> {
        let grammar = self.grammar;
        let words = grammar.words(text, tokens);
        let root = if items.is_some() { ITEMS } else { TOKENS };
        self.trail.clear();
        let mut walk = Walk {
            grammar,
            style: self.style,
            order: self.order,
            words,
            items,
            start,
            trail: &mut self.trail,
            steps: 0,
            best: None,
        };
        walk.step(root, start, 0, Frame::default(), None);
        let Walk { best, steps, .. } = walk;
        self.steps += steps;
        best
    }
}

/// One walk from one place.
struct Walk<'a, 'g> {
    grammar: &'g Grammar,
    style: Style,
    order: DateOrder,
    words: Words<'a>,
    /// The item that the walk begins with, and those after it.
    items: Option<(&'a Item, &'a [Item])>,
    start: usize,
    trail: &'a mut Vec<(Slot, i32)>,
    steps: usize,
    best: Option<Match>,
}

impl Walk<'_, '_> {
    /// Goes on from `node` at token `at`, having used `used` items that together say `frame`.
    fn step(&mut self, node: u32, at: usize, used: usize, frame: Frame, cut: Option<Cut>) {
        let grammar = self.grammar;
        let Some(node) = grammar.tree.node(node) else { return };
        self.steps += 1;
        for &rule in &node.accepts {
            self.accept(rule, at, used, &frame, cut);
        }
        let token = self.words.tokens.get(at).filter(|token| token.word.is_known());
        if let Some(next) = token.and_then(|token| node.step(token.word))
            && self.is_no_dash(at)
        {
            self.step(next, at + 1, used, frame, cut);
        }
        self.classes(node, at, used, frame, cut);
        for &(element, next) in &node.others {
            let mark = self.trail.len();
            self.element(element, next, at, used, frame, cut);
            self.trail.truncate(mark);
        }
    }

    /// True of everything but a hyphen with a space beside it, which is a dash and joins no words.
    fn is_no_dash(&self, at: usize) -> bool {
        let spaced = |at: usize| self.words.tokens.get(at).is_none_or(|token| token.spaced);
        self.words.tokens.get(at).is_none_or(|token| token.word != self.grammar.hyphen)
            || !spaced(at) && !spaced(at + 1)
    }

    /// Goes on with every class that the word at token `at`, or a phrase that it begins, belongs to.
    fn classes(&mut self, node: &Node, at: usize, used: usize, frame: Frame, cut: Option<Cut>) {
        let Some(token) = self.words.tokens.get(at).filter(|_| node.has_classes()) else { return };
        let grammar = self.grammar;
        for entry in grammar.lexicon.entries(token) {
            let Some(next) = node.class(entry.class) else { continue };
            let Some(length) = self.words.length(at, entry) else { continue };
            let mark = self.trail.len();
            self.trail.extend(grammar.lexicon.slot(entry.class).map(|slot| (slot, entry.value)));
            self.step(next, at + length, used, frame, cut);
            self.trail.truncate(mark);
        }
    }

    fn element(&mut self, element: Element, next: u32, at: usize, used: usize, frame: Frame, cut: Option<Cut>) {
        match element {
            Element::Word(_) | Element::Class(_) => {}
            Element::Shape(shape) => {
                if let Some(length) = shape.read(self.words, at, self.trail) {
                    self.step(next, at + length, used, frame, cut);
                }
            }
            Element::Item(sort) => {
                let item =
                    self.items.and_then(|(first, rest)| if used == 0 { Some(first) } else { rest.get(used - 1) });
                if let Some(item) = item.filter(|item| item.sort == sort && item.tokens.start == at)
                    && (used == 0 || frame.gains(&item.frame))
                    && let Some(frame) = frame.unite(&item.frame)
                {
                    let end = item.tokens.end;
                    self.step(next, end, used + 1, frame, cut);
                }
            }
            Element::Split => {
                let cut = Cut { trail: self.trail.len(), end: at.saturating_sub(1), start: at };
                self.step(next, at, used, frame, Some(cut));
            }
        }
    }

    fn accept(&mut self, id: RuleId, end: usize, used: usize, items: &Frame, cut: Option<Cut>) {
        let rank = |end: usize, rule: RuleId| (end, Reverse(rule));
        if self.best.as_ref().is_some_and(|best| rank(best.end, best.rule) >= rank(end, id)) {
            return;
        }
        let Some(rule) = self.grammar.rules.get(usize::from(id)) else { return };
        let fits = |wanted: &Neighbours, at: Option<usize>| wanted.is_empty() || self.stands(wanted, at);
        let fails = |refused: &Neighbours, at: Option<usize>| !refused.is_empty() && self.stands(refused, at);
        let left = self.start.checked_sub(1);
        if rule.style.is_some_and(|style| style != self.style)
            || !fits(&rule.after, left)
            || !fits(&rule.before, Some(end))
            || fails(&rule.not_after, left)
            || fails(&rule.not_before, Some(end))
        {
            return;
        }
        let Some(frame) = items.unite(&self.trail.iter().copied().collect()) else { return };
        let ambiguous = frame.get(Slot::Day).is_none_or(|day| day <= 12);
        if rule.order.is_some_and(|order| order != self.order) && ambiguous {
            return;
        }
        let range = match cut {
            Some(cut) => match self.split(cut) {
                Some(range) => Some(range),
                None => return,
            },
            None => None,
        };
        let frame = rule.constants.or(&frame);
        self.best = Some(Match { end, rule: id, items: used.saturating_sub(1), frame, range });
    }

    /// True where one of these words stands at a place, or nothing where that will do.
    fn stands(&self, wanted: &Neighbours, at: Option<usize>) -> bool {
        let Some(token) = at.and_then(|at| self.words.tokens.get(at)) else { return wanted.edge };
        token.is_among(&wanted.words)
            || wanted.classes.iter().any(|&class| self.grammar.lexicon.value(token, class).is_some())
    }

    /// The halves of a range, each with what the other says for both; `None` where the second year does not lie ahead ("2015-11").
    fn split(&self, cut: Cut) -> Option<SplitRange> {
        let (head, tail) = self.trail.split_at(cut.trail.min(self.trail.len()));
        let (first, mut second): (Frame, Frame) = (head.iter().copied().collect(), tail.iter().copied().collect());
        if let (Some(year), Some(short)) = (first.get(Slot::Year), second.get(Slot::ShortYear)) {
            if short <= year % 100 {
                return None;
            }
            second.clear(Slot::ShortYear);
            second.set(Slot::Year, year - year % 100 + short);
        }
        if let (Some(decade), Some(short)) =
            (first.get(Slot::Decade), second.get(Slot::Decade).filter(|&short| short < 100))
        {
            second.set(Slot::Decade, decade - decade % 100 + short);
        }
        let halves = [first.or(&shared(&second)), second.or(&shared(&first))];
        Some(SplitRange { end: cut.end, start: cut.start, halves })
    }
}

/// What one half of a range says for the other, too: "13-15 November 2015", "10 to 11 a.m.".
fn shared(frame: &Frame) -> Frame {
    [Slot::Era, Slot::Year, Slot::Month, Slot::Meridiem]
        .into_iter()
        .filter_map(|slot| Some((slot, frame.get(slot)?)))
        .collect()
}
