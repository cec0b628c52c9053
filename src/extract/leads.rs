//! Events below a day that stands above them, as a heading or at the beginning of their paragraph.
//!
//! Not here: finding such days (`timex`), and events that words of their own sentence date (`dates`).

use super::dates::Dating;
use super::draft::Draft;
use super::grammar::Traits;
use super::scene::Scene;
use super::timex::Timex;
use super::{Basis, Field, Reason, Status};
use crate::config::Frame;
use crate::date::Day;
use std::ops::Range;

/// The days of an article under which text stands.
pub(super) struct Leads {
    leads: Vec<Lead>,
}

struct Lead {
    /// The tokens that stand under it.
    governs: Range<usize>,
    day: Day,
    dating: Dating,
    /// The lead under which it stands itself, a heading above a paragraph.
    above: Option<usize>,
}

impl Lead {
    fn of(timex: &Timex, scene: &Scene) -> Option<Self> {
        let (governs, when) = (timex.governs?, timex.when?);
        if governs.start > timex.span.end && !tells_of_events(scene, timex) {
            return None;
        }
        let basis = Basis::from(timex.resolution);
        let note = Some(timex.note.clone()).filter(|note| !note.is_empty());
        let reason = Reason { field: Field::Date, rule: "date-above".to_owned(), words: Some(timex.span), note };
        let dating = Dating { when, basis, reason };
        Some(Lead { governs: scene.tokens_at(governs), day: when.latest?, dating, above: None })
    }
}

impl Leads {
    /// Those of the temporal expressions of an article that stand above other text.
    pub fn new(timexes: &[Timex], scene: &Scene) -> Self {
        let mut leads: Vec<Lead> = Vec::new();
        for lead in timexes.iter().filter_map(|timex| Lead::of(timex, scene)) {
            let above = leads.len().checked_sub(1).and_then(|last| holding(&leads, last, lead.governs.start));
            // One that ends with this one is over, so chains stay short.
            let over = |above: &Lead| above.governs.end <= lead.governs.end;
            let above = above.and_then(|at| if over(&leads[at]) { leads[at].above } else { Some(at) });
            leads.push(Lead { above, ..lead });
        }
        Leads { leads }
    }

    /// Dates what the text under a day tells and no words of its own date. A noun may speak of something earlier, unless its own verb tells what it did.
    pub fn date(&self, scene: &Scene, drafts: &mut [Draft]) {
        for draft in drafts.iter_mut().filter(|draft| draft.dating.is_none()) {
            let real = matches!(draft.status, Status::Happened | Status::Claimed);
            let told = draft.frame == Frame::Speech || real && (!draft.trigger.noun || tells(scene, draft));
            draft.dating = self.over(draft).filter(|_| told).map(|lead| lead.dating.clone());
        }
    }

    /// The day under which a draft stands.
    pub fn day(&self, draft: &Draft) -> Option<Day> {
        self.over(draft).map(|lead| lead.day)
    }

    /// The nearest day above a draft that governs it.
    fn over(&self, draft: &Draft) -> Option<&Lead> {
        let at = draft.trigger.tokens.start;
        let after = self.leads.partition_point(|lead| lead.governs.start <= at);
        self.leads.get(holding(&self.leads, after.checked_sub(1)?, at)?)
    }
}

/// True of a sentence above a list by which something happened on its day: "the following were recorded on"; not "the report was published on".
fn tells_of_events(scene: &Scene, timex: &Timex) -> bool {
    let at = scene.tokens_at(timex.span).start;
    let sentences = &scene.reading.sentences;
    let number = sentences.partition_point(|sentence| sentence.tokens.end <= at);
    let Some(sentence) = sentences.get(number) else { return false };
    (sentence.tokens.start..at).any(|at| scene.is(at, Traits::OCCUR) && scene.is_past(at))
}

/// True of the noun of "an air strike on the town killed two" and "two died in an air strike".
fn tells(scene: &Scene, draft: &Draft) -> bool {
    let Some(sentence) = scene.reading.sentences.get(draft.sentence) else { return false };
    let clause = |at: &usize| !scene.is_break(*at);
    let behind = (draft.trigger.tokens.end..sentence.tokens.end).take_while(clause).find(|&at| scene.is_past(at));
    let before =
        (sentence.tokens.start..draft.trigger.tokens.start).rev().take_while(clause).find(|&at| scene.is_past(at));
    let outcome = |at: Option<usize>, traits| at.is_some_and(|at| scene.is(at, traits));
    !draft.definite && (outcome(behind, Traits::FALL | Traits::OCCUR) || outcome(before, Traits::FALL))
}

/// The innermost of the leads from `last` up that holds a token.
fn holding(leads: &[Lead], last: usize, token: usize) -> Option<usize> {
    let mut at = Some(last);
    while let Some(lead) = at.and_then(|at| leads.get(at)) {
        if lead.governs.contains(&token) {
            return at;
        }
        at = lead.above;
    }
    None
}
