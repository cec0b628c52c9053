//! One sentence after another: the items that the grammar finds become expressions with days, each against the anchors of its place.
//!
//! Not here: what a frame means against given anchors (`resolve`).

use super::anchor::Anchors;
use super::distance::{Distance, Distances};
use super::frame::Slot;
use super::grammar::{Item, Matcher, Sort};
use super::lead::Lead;
use super::range::Bound;
use super::resolve::{self, Meaning};
use super::tense::Tense;
use super::{Progress, Resolution, Tagger, Timex, TimexKind, speaking};
use crate::config::Style;
use crate::date::{Grain, Period, When};
use crate::lang::{Capital, Class, Reading, Sentence, Token};

/// How many tokens may stand between a clock and what it shares its day with: "9:20 p.m. (2020 GMT) on Friday", "daily at 5 p.m.".
const BESIDE: usize = 3;

/// Up to which sentence of a text its dateline may stand: a title and a line for the author may come before.
const ABOVE_TEXT: usize = 3;

/// How many tokens the place of a dateline may take, with the commas behind its parts.
const PLACE: usize = 8;

/// A sentence of a text that is being read.
#[derive(Clone, Copy)]
struct Passage<'a> {
    text: &'a str,
    reading: &'a Reading,
    sentence: &'a Sentence,
    tokens: &'a [Token],
}

impl<'a> Passage<'a> {
    fn new(text: &'a str, reading: &'a Reading, number: usize) -> Option<Self> {
        let sentence = reading.sentences.get(number)?;
        Some(Passage { text, reading, sentence, tokens: reading.tokens_of(sentence) })
    }
}

/// What was found right before an item in its sentence.
#[derive(Clone, Copy)]
struct Before<'a> {
    item: &'a Item,
    /// The period it means.
    period: Option<Period>,
    /// True where the text had named the quarter that it reports on.
    reported: bool,
}

impl Tagger {
    /// Appends the expressions of a sentence.
    pub(super) fn tag_sentence(
        &self,
        text: &str,
        reading: &Reading,
        number: usize,
        matcher: &mut Matcher<'_>,
        progress: &mut Progress,
        out: &mut Vec<Timex>,
    ) {
        let Some(passage) = Passage::new(text, reading, number) else { return };
        progress.anchors.begin_sentence();
        progress.sentences += 1;
        matcher.find(text, passage.tokens, &mut progress.items);
        progress.places.clear();
        let first = out.len();
        let mut before: Option<Before> = None;
        for (at, item) in progress.items.iter().enumerate() {
            let anchors = self.anchors_at(passage, item, progress);
            let known = out.get(first..).and_then(<[Timex]>::last);
            let Some(meaning) = self.read(passage, &progress.items, at, &anchors, before, known) else { continue };
            let words = passage.tokens.get(item.tokens.clone()).unwrap_or_default();
            let (Some(begin), Some(end)) = (words.first(), words.last()) else { continue };
            let reported = progress.anchors.quarter().is_some();
            if let Some(period) = meaning.period {
                if item.frame.has(Slot::Written) && progress.sentences < ABOVE_TEXT && follows_place(passage, item) {
                    progress.anchors.date(period);
                }
                progress.anchors.mention(period, meaning.resolution);
                self.bound(passage, before, item, period, &mut progress.anchors, out.get_mut(first..));
            } else if let Some(months) = item.months() {
                progress.anchors.mention_months(months);
            }
            before = Some(Before { item, period: meaning.period, reported });
            let lead = meaning.period.and_then(|period| {
                let above = Lead::find(text, reading, number, item, period);
                let alone = progress.items.len() == 1;
                above.or_else(|| if alone { Lead::of_list(text, reading, number, period) } else { None })
            });
            if let Some(lead) = &lead {
                lead.take_over(&mut progress.leads);
            }
            progress.places.push(item.tokens.clone());
            out.push(Timex {
                span: begin.span.to(end.span),
                kind: meaning.kind,
                value: meaning.value,
                modifier: item.frame.modifier_name(),
                when: meaning.when,
                is_dayless: item.is_dayless(),
                time: meaning.time,
                range: None,
                governs: lead.map(|lead| lead.governs),
                resolution: meaning.resolution,
                rule: matcher.rule_name(item).to_owned(),
                note: meaning.note,
            });
        }
        if let Some(found) = out.get_mut(first..).filter(|found| !found.is_empty()) {
            self.ranges.mark(passage.tokens, &progress.places, found, progress.anchors.article);
        }
    }

    /// What the item at index `at` of a sentence means; `known` is the expression found before it.
    fn read(
        &self,
        passage: Passage<'_>,
        items: &[Item],
        at: usize,
        anchors: &Anchors,
        before: Option<Before<'_>>,
        known: Option<&Timex>,
    ) -> Option<Meaning> {
        let item = items.get(at)?;
        let tokens = passage.tokens;
        let tense = || self.tenses.at(passage.text, tokens, item.tokens.clone(), false);
        if let Some(Before { item: first, period: Some(period), .. }) = before
            && item.recurs_like(first)
            && self.ranges.spans(tokens, &first.tokens, item.tokens.start)
        {
            // The second end of a range of two of a sort comes after its first: "from Friday to Monday".
            return self.resolved(item, &anchors.onward_from(period), Tense::Future);
        }
        if item.is_dayless()
            && known.is_some_and(|known| known.kind == TimexKind::Set)
            && before.is_some_and(|before| item.tokens.start <= before.item.tokens.end + BESIDE)
        {
            return self.resolved(item, anchors, Tense::Open).map(resolve::again);
        }
        if item.is_dayless()
            && let Some(day) = self.day_behind(passage, items, at, anchors).or_else(|| anchors.day_of_clock(tense()))
        {
            return self.resolved(item, &anchors.onward_from(day), Tense::Open);
        }
        let dated = before.is_some_and(|before| before.period.is_some());
        match self.distances.find(passage.text, tokens, items, at, dated) {
            Some(Distance::Beside) => self.beside(passage, item, anchors, known?),
            Some(Distance::Dated(counted)) => {
                let date = items.get(at + 1).and_then(|date| self.meaning(passage, date, anchors));
                date.and_then(|date| self.counted(passage, counted, anchors, &date))
                    .or_else(|| self.meaning(passage, item, anchors))
            }
            Some(Distance::Assumed(counted)) if anchors.tells_on() => {
                let meaning = self.meaning(passage, &counted, anchors)?;
                Some(Meaning { when: meaning.when.map(When::about), ..meaning })
            }
            _ => self.meaning(passage, item, anchors),
        }
    }

    /// A length counted from a date that the words behind it give.
    fn counted(&self, passage: Passage<'_>, mut length: Item, anchors: &Anchors, date: &Meaning) -> Option<Meaning> {
        length.frame = Distances::from(&length.frame, date.period?)?;
        let meaning = self.meaning(passage, &length, anchors)?;
        Some(Meaning { resolution: date.resolution, ..meaning })
    }

    /// A length that explains the date before it: a history means that date, news a length on that date.
    fn beside(&self, passage: Passage<'_>, item: &Item, anchors: &Anchors, date: &Timex) -> Option<Meaning> {
        let meaning = self.meaning(passage, item, anchors)?;
        let (when, resolution) = (date.when, date.resolution);
        if anchors.style() == Style::News {
            return Some(Meaning { when, resolution, ..meaning });
        }
        Some(Meaning { kind: TimexKind::Date, value: date.value.clone(), when, resolution, ..meaning })
    }

    /// The day that a clock without one has from the expressions behind it: "9:20 p.m. (2020 GMT) on Friday", "10 a.m. to 4 p.m. on Monday".
    fn day_behind(&self, passage: Passage<'_>, items: &[Item], at: usize, anchors: &Anchors) -> Option<Period> {
        for pair in items.get(at..)?.windows(2) {
            let [first, second] = pair else { return None };
            if second.tokens.start > first.tokens.end + BESIDE {
                return None;
            }
            if !second.is_dayless() {
                let meaning = self.meaning(passage, second, anchors)?;
                return meaning.period.filter(|period| period.grain() == Grain::Day);
            }
        }
        None
    }

    /// Gives the length or period before an item the days that the item leaves it: "the quarter ended July 31", "the last two weeks of May".
    fn bound(
        &self,
        passage: Passage<'_>,
        before: Option<Before<'_>>,
        item: &Item,
        period: Period,
        anchors: &mut Anchors,
        found: Option<&mut [Timex]>,
    ) {
        let (Some(before), Some(timex)) = (before, found.and_then(<[_]>::last_mut)) else { return };
        let frame = &before.item.frame;
        let bounded = match self.ranges.bound(passage.tokens, &before.item.tokens, item.tokens.start) {
            Some(Bound::End) => resolve::closed(frame, period),
            Some(Bound::Reach) if before.item.sort == Sort::Duration => resolve::closed(frame, period),
            Some(Bound::Whole) if before.item.sort == Sort::Duration => resolve::part(frame, period),
            _ => None,
        };
        let Some(bounded) = bounded else { return };
        timex.when = Some(bounded.when);
        if let Some((value, period)) = bounded.named.filter(|_| !before.reported) {
            timex.value = value;
            anchors.report_on(period);
        }
        timex.resolution = Resolution::Text;
        timex.note = bounded.note;
    }

    fn meaning(&self, passage: Passage<'_>, item: &Item, anchors: &Anchors) -> Option<Meaning> {
        let tense = || self.tenses.at(passage.text, passage.tokens, item.tokens.clone(), item.comes_yearly());
        self.resolved(item, anchors, if item.asks_for_tense() { tense() } else { Tense::Open })
    }

    fn resolved(&self, item: &Item, anchors: &Anchors, tense: Tense) -> Option<Meaning> {
        resolve::resolve(item, resolve::Context { anchors, tense, holidays: self.grammar.holidays() })
    }

    /// What an item of a sentence is counted from: below a date, from that day; inside a quotation, from the day on which it was spoken.
    fn anchors_at(&self, passage: Passage<'_>, item: &Item, progress: &Progress) -> Anchors {
        let Passage { reading, sentence, tokens, .. } = passage;
        let lead = progress.leads.iter().rev().find(|lead| lead.governs.contains(sentence.span));
        let anchors = lead.map_or(progress.anchors, |lead| progress.anchors.spoken_on(lead.period));
        if progress.items.len() < 2 {
            return anchors;
        }
        let quoted = speaking::quoted(&reading.quotations, &sentence.tokens, item.tokens.start);
        let Some(quoted) = quoted else { return anchors };
        let spoken = self.speaking.item(tokens, &quoted, &progress.items);
        let period = spoken.and_then(|item| self.meaning(passage, item, &anchors)).and_then(|m| m.period);
        match period.filter(|period| period.grain() == Grain::Day) {
            Some(period) => anchors.spoken_on(period),
            None => anchors,
        }
    }
}

/// True where nothing but the name of a place stands between the beginning of a paragraph and an item: "RAQQA, Syria, Nov. 18".
fn follows_place(passage: Passage<'_>, item: &Item) -> bool {
    let Passage { text, reading, sentence, tokens } = passage;
    let opens = reading.sentences.iter().find(|other| other.block == sentence.block);
    let before = tokens.get(..item.tokens.start).unwrap_or_default();
    let fits = |token: &Token| match token.class {
        Class::Word => token.capital != Capital::None,
        _ => matches!(token.span.of(text), "," | "-"),
    };
    opens.is_some_and(|first| first.span == sentence.span)
        && (1..=PLACE).contains(&before.len())
        && before.iter().all(fits)
}
