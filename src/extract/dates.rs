//! Which date belongs to which event: by clause and distance within a sentence, then by what the rest of the article says.
//!
//! Not here: reading the expressions themselves (`timex`).

use super::clause;
use super::draft::Draft;
use super::grammar::Traits;
use super::names::Sort;
use super::scene::Scene;
use super::timex::{Timex, TimexKind};
use super::trigger::Form;
use super::{Basis, Field, Reason, Status};
use crate::config::Frame;
use crate::date::{Day, When};
use crate::lang::Class;
use std::ops::Range;

/// A temporal expression that names days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dated {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The days.
    pub when: When,
    /// What it rests on.
    pub basis: Basis,
    /// The rule that found it.
    pub rule: String,
    /// The arithmetic.
    pub note: String,
    /// True of the day of what stands behind it: "on Sunday, two days after the attacks".
    pub is_of_next: bool,
}

impl Dated {
    /// Those temporal expressions that name days, by their tokens; the two ends of a range as one. In a retrospect, a clock is that of the day told of.
    pub fn all(timexes: Vec<Timex>, scene: &Scene, is_retrospect: bool) -> Vec<Dated> {
        let tokens = &scene.reading.tokens;
        let dated = joined(timexes).into_iter().filter_map(|timex| {
            let when = timex.when.filter(|when| !when.is_unknown() && timex.kind != TimexKind::Set)?;
            // "Now" and "in future" date no event; a clock without a day rarely has the day that it was counted from.
            if timex.value.ends_with("_REF") || timex.is_dayless && !is_retrospect {
                return None;
            }
            let first = tokens.partition_point(|token| token.span.end <= timex.span.start);
            let end = tokens.partition_point(|token| token.span.start < timex.span.end);
            let basis = Basis::from(timex.resolution);
            let dated =
                Dated { tokens: first..end, when, basis, rule: timex.rule, note: timex.note, is_of_next: false };
            let before =
                if timex.kind == TimexKind::Duration { days_before(scene, &dated, &timex.value) } else { None };
            Some(before.unwrap_or(dated))
        });
        let mut all: Vec<Dated> = Vec::new();
        for dated in dated {
            match all.last_mut() {
                Some(wider) if explains(scene, wider, &dated) => {
                    *wider = Dated { tokens: wider.tokens.start..dated.tokens.end, ..dated }
                }
                _ => all.push(dated),
            }
        }
        all
    }
}

/// The day of the attacks, of "on Sunday, two days after the attacks": `length` lies on the Sunday and has this TIMEX3 value.
fn days_before(scene: &Scene, length: &Dated, value: &str) -> Option<Dated> {
    let after = length.tokens.end;
    let day = length.when.earliest.filter(|_| length.when.days() == Some(1) && scene.is(after, Traits::SEQUEL))?;
    let (number, unit) = value.strip_prefix('P')?.split_at_checked(value.len().checked_sub(2)?)?;
    let days = match unit {
        "D" => number.parse::<i64>().ok()?,
        "W" => number.parse::<i64>().ok()?.checked_mul(7)?,
        _ => return None,
    };
    let days = Some(days).filter(|days| (0..=LONGEST).contains(days))?;
    let when = When::day(day.plus_days(-days));
    let (rule, note) = ("days-after".to_owned(), format!("{day} - {days} days = {when}"));
    Some(Dated { tokens: length.tokens.start..after + 1, when, basis: Basis::Relative, rule, note, is_of_next: true })
}

/// True of the day of "six weeks before, on 13 October".
fn explains(scene: &Scene, wider: &Dated, day: &Dated) -> bool {
    let comma = wider.tokens.end;
    let beside = day.tokens.start == comma + 2 && scene.is_mark(comma, ",") && scene.is(comma + 1, Traits::ADJUNCT);
    beside && day.when.days() == Some(1) && wider.when.days().is_none_or(|days| days > 1)
}

/// The expressions with the two ends of each range made one: "between 13 and 15 November" is some time within.
fn joined(timexes: Vec<Timex>) -> Vec<Timex> {
    let mut all: Vec<Timex> = Vec::with_capacity(timexes.len());
    let bounded = |range: &When| range.earliest.is_some() && range.latest.is_some();
    for timex in timexes {
        match all.last_mut() {
            Some(first) if first.range.as_ref().is_some_and(bounded) && first.range == timex.range => {
                first.span = first.span.to(timex.span);
                first.when = first.range.take();
            }
            _ => all.push(timex),
        }
    }
    // "Since Monday": some time from then to the day of writing.
    for timex in &mut all {
        if timex.range.as_ref().is_some_and(bounded) {
            timex.when = timex.range.take();
        }
    }
    all
}

/// The date of an event, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dating {
    /// The days.
    pub when: When,
    /// What they rest on.
    pub basis: Basis,
    /// The reason shown.
    pub reason: Reason,
}

impl Dating {
    /// A date that no words of the sentence give.
    pub fn inferred(when: When, rule: &str, note: String) -> Self {
        let reason = Reason {
            field: Field::Date,
            rule: rule.to_owned(),
            words: None,
            note: Some(note).filter(|note| !note.is_empty()),
        };
        Dating { when, basis: Basis::Inferred, reason }
    }

    fn of(dated: &Dated, scene: &Scene) -> Self {
        let note = Some(dated.note.clone()).filter(|note| !note.is_empty());
        let reason =
            Reason { field: Field::Date, rule: dated.rule.clone(), words: Some(scene.span(&dated.tokens)), note };
        Dating { when: dated.when, basis: dated.basis, reason }
    }
}

/// Farther than this, in steps of [`cost`], an expression belongs to something else.
const FARTHEST: usize = 30;

/// The same for what did not happen: most such dates are those of something else.
const FARTHEST_OF_UNREAL: usize = 8;

/// Most days of such a length: ten years.
const LONGEST: i64 = 3653;

/// Most tokens between a length of time and the event that it is counted from: "two days after the worst attacks".
const SEQUEL: usize = 5;

/// Gives each expression of a sentence to the event it belongs to.
pub(super) fn assign(scene: &Scene, dated: &[Dated], sentence: &Range<usize>, article: Day, drafts: &mut [Draft]) {
    let mut best: Vec<Option<(usize, usize)>> = vec![None; drafts.len()];
    for (number, expression) in dated.iter().enumerate() {
        let costs: Vec<Option<usize>> =
            drafts.iter().map(|draft| cost(scene, draft, expression, sentence, article)).collect();
        let Some(lowest) = costs.iter().flatten().min().copied() else { continue };
        for (at, cost) in costs.iter().enumerate() {
            // Two events of one trigger, and a second trigger just as near, share the expression.
            let real = matches!(drafts[at].status, Status::Happened | Status::Claimed);
            let farthest = if real { FARTHEST } else { FARTHEST_OF_UNREAL };
            let shared = cost.is_some_and(|cost| cost <= lowest && cost <= farthest);
            if shared && best[at].is_none_or(|(known, _)| cost.is_some_and(|cost| cost < known)) {
                best[at] = cost.map(|cost| (cost, number));
            }
        }
    }
    let taken: Vec<usize> = best.iter().flatten().map(|(_, number)| *number).collect();
    for (draft, best) in drafts.iter_mut().zip(best) {
        let widest = best.and_then(|(_, number)| dated.get(number));
        // "Last year shells hit the palace on 7 August": the day says more than the year.
        let within = |(number, narrow): &(usize, &Dated)| {
            let wide =
                widest.is_some_and(|wide| wide.when.days() > narrow.when.days() && wide.when.contains(narrow.when));
            wide && !taken.contains(number)
                && cost(scene, draft, narrow, sentence, article).is_some_and(|cost| cost <= FARTHEST)
        };
        let narrow = dated.iter().enumerate().find(within).map(|(_, narrow)| narrow);
        if let Some(expression) = narrow.or(widest) {
            draft.dating = Some(Dating::of(expression, scene));
        }
    }
}

/// Most days that news is old.
const NEWS: i64 = 31;

/// Marks what an article of this day tells of long before it.
pub(super) fn mark_background(drafts: &mut [Draft], article: Day) {
    for draft in drafts {
        let latest = draft.dating.as_ref().and_then(|dating| dating.when.latest);
        draft.background = latest.is_some_and(|latest| article.days_since(latest) > NEWS);
    }
}

/// How far an expression stands from an event, in steps; `None` where it cannot belong to it.
fn cost(scene: &Scene, draft: &Draft, dated: &Dated, sentence: &Range<usize>, article: Day) -> Option<usize> {
    let quoted = |at: usize| scene.quotation_at(at).map(|quotation| quotation.span.start);
    let trigger = &draft.trigger.tokens;
    if draft.continued {
        return None;
    }
    if dated.is_of_next {
        let between = dated.tokens.end..trigger.start;
        let next = dated.tokens.end <= trigger.start
            && between.len() <= SEQUEL
            && !between.clone().any(|at| scene.is_break(at));
        return next.then_some(1);
    }
    if quoted(dated.tokens.start).is_some() && quoted(dated.tokens.start) != quoted(trigger.start) {
        return None;
    }
    // "Went off within the next 40 minutes": from a moment of the past, not from that of writing.
    let ahead = dated.when.earliest == Some(article) && dated.when.latest > Some(article);
    let past = !draft.trigger.noun && draft.trigger.form == Form::Past;
    let later = dated.when.earliest.is_some_and(|first| first > article) || ahead && past;
    if later && matches!(draft.status, Status::Happened | Status::Claimed) {
        return None;
    }
    // "Two days after the attacks" says when something else was.
    if draft.dates_other && dated.tokens.end < trigger.start && trigger.start - dated.tokens.end <= SEQUEL {
        return None;
    }
    // "The second attack this month": the month, which is not over, is that of all which are counted.
    let running = dated.when.days().is_none_or(|days| days > 1) && dated.when.overlaps(When::day(article));
    if draft.ranked && dated.tokens.start >= trigger.end && running {
        return None;
    }
    let noun = draft.trigger.noun && !draft.trigger.is_attribution();
    if draft.frame == Frame::Speech && !noun {
        speech_cost(scene, draft, dated, sentence)
    } else {
        act_cost(scene, draft, dated, sentence)
    }
}

fn speech_cost(scene: &Scene, draft: &Draft, dated: &Dated, sentence: &Range<usize>) -> Option<usize> {
    let trigger = &draft.trigger.tokens;
    if dated.tokens.start >= trigger.end {
        return behind_speech(scene, trigger.end..dated.tokens.start, dated, sentence);
    }
    let from = dated.tokens.end;
    let head = draft.subject_at.filter(|&subject| subject < trigger.start).unwrap_or(trigger.start).max(from);
    if draft.subject_at.is_some_and(|subject| subject < dated.tokens.start) {
        // Between subject and verb.
        let between = dated.tokens.end..trigger.start;
        return (!between.clone().any(|at| scene.is_past(at) || scene.is_break(at))).then_some(0);
    }
    let initial = dated.tokens.start <= sentence.start + 3
        || scene.class(dated.tokens.start.saturating_sub(2)) == Class::CloseQuote;
    let clear = !(from..head)
        .any(|at| scene.is(at, Traits::AUXILIARY) || scene.is_past(at) || scene.is(at, Traits::SUBORDINATOR));
    (initial && clear && head <= trigger.start).then_some(3)
}

/// A date behind a verb of speech belongs to it while no clause of what is said has begun: "told reporters on Tuesday that".
fn behind_speech(scene: &Scene, between: Range<usize>, dated: &Dated, sentence: &Range<usize>) -> Option<usize> {
    // "The rebel-held east".
    let compound = |at: usize| at > between.start && scene.is_mark(at - 1, "-");
    let clause = |at: usize| {
        scene.is_break(at)
            || scene.is(at, Traits::THAT | Traits::AUXILIARY | Traits::SUBORDINATOR)
                && !scene.is(at, Traits::PREPOSITION | Traits::CLITIC)
            || scene.is_past(at)
                && !compound(at)
                && !scene.is(at.saturating_sub(1), Traits::DETERMINER | Traits::POSSESSIVE)
    };
    if between.len() > 12 || between.clone().any(clause) {
        return None;
    }
    let after = dated.tokens.end;
    let closes = after >= sentence.end
        || scene.is_break(after)
        || scene.is(after, Traits::THAT | Traits::COORDINATOR | Traits::TO);
    let adjunct = between.len() <= 1 || scene.is(between.start, Traits::PREPOSITION);
    (closes || adjunct).then_some(1 + between.len() / 2)
}

fn act_cost(scene: &Scene, draft: &Draft, dated: &Dated, sentence: &Range<usize>) -> Option<usize> {
    let trigger = &draft.trigger.tokens;
    let behind = dated.tokens.start >= trigger.end;
    let between = if behind { trigger.end..dated.tokens.start } else { dated.tokens.end..trigger.start };
    if !behind && draft.trigger.noun && closes_clause(scene, sentence, &dated.tokens) {
        return None;
    }
    // "Met on Monday to discuss the attack".
    let purpose =
        |at: usize| scene.is(at, Traits::TO) && scene.is(at + 1, Traits::VERB | Traits::SPEECH) && scene.is_small(at);
    let known = || {
        (between.clone().rev().take(2)).any(|at| scene.is(at, Traits::DEFINITE | Traits::POSSESSIVE | Traits::CLITIC))
    };
    if !behind && draft.trigger.noun && known() && between.clone().any(purpose) {
        return None;
    }
    // "The hotel was blown up; on the same day missiles missed a plane."
    if behind && between.clone().any(|at| scene.is_mark(at, ";") || scene.is_mark(at, ":")) {
        return None;
    }
    if behind && is_of_relative_clause(scene, between.clone(), trigger) {
        return None;
    }
    let ends = between.clone().filter(|&at| clause::ends_clause(scene, at)).count();
    let verbs = between
        .clone()
        .filter(|&at| {
            let noun = at > 0 && (scene.is(at - 1, Traits::DETERMINER | Traits::POSSESSIVE) || scene.is_gerund(at - 1));
            let third = scene.is(at, Traits::VERB)
                && scene.word(at).ends_with('s')
                && !noun
                && !scene.is(at, Traits::PERSON | Traits::COLLECTIVE | Traits::WEAPON | Traits::MUNITION);
            // "The British-owned carrier" tells of no other deed.
            let compound = at > 0 && scene.is_mark(at - 1, "-") && !scene.is_break(at - 1);
            let other = (scene.is_past(at) && !compound || third) && !scene.is(at, Traits::OCCUR | Traits::LIGHT);
            // "On Friday two people were killed when shells landed": one act.
            let outcome = !behind && scene.is(at, Traits::FALL);
            other && !outcome && (behind || !draft.trigger.noun) || scene.is(at, Traits::SPEECH) && scene.is_past(at)
        })
        .count();
    Some(2 + between.len() / 2 + 6 * ends + 30 * verbs + usize::from(!behind && !between.is_empty()))
}

/// True of a date behind "..., which began in": it tells of what stands before the comma, and of no trigger farther off.
fn is_of_relative_clause(scene: &Scene, mut between: Range<usize>, trigger: &Range<usize>) -> bool {
    let relative = |&at: &usize| at > trigger.end && scene.is(at, Traits::RELATIVE) && scene.is_mark(at - 1, ",");
    let Some(which) = between.find(relative) else { return false };
    // "The attack in Paris, which took place on Friday": a town takes no place.
    let mut end = which - 1;
    while let Some(town) = scene.chunk_at(end - 1).filter(|chunk| matches!(chunk.sort, Sort::Place | Sort::Capital))
        && town.tokens.start > trigger.end
    {
        end = town.tokens.start - 1;
    }
    let leads =
        |at: usize| scene.is(at, Traits::PREPOSITION) && !scene.is(at, Traits::OF) && scene.chunk_at(at).is_none();
    !between.any(|at| scene.is_mark(at, ",")) && (trigger.end..end).any(leads)
}

/// True of a date that a comma parts from what follows, and that does not open its clause: "The toll rose to six on Friday, with".
fn closes_clause(scene: &Scene, sentence: &Range<usize>, date: &Range<usize>) -> bool {
    // "At approximately 14:20 on 3 October, the clinic was hit".
    if (sentence.start..date.start).all(|at| scene.is(at, Traits::PREPOSITION) || scene.is_adverb(at)) {
        return false;
    }
    let before = date
        .start
        .checked_sub(1)
        .map(|at| if scene.is(at, Traits::PREPOSITION) { at.checked_sub(1) } else { Some(at) });
    let Some(at) = before.flatten() else { return false };
    let opens = scene.is_break(at) || scene.is(at, Traits::SUBORDINATOR | Traits::THAT | Traits::COORDINATOR);
    scene.is_mark(date.end, ",") && !opens
}
