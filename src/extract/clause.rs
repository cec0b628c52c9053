//! Subjects and objects by position: who stands before a verb, behind it, or behind its "by".
//!
//! A parser can take the place of this file, as of `phrase`. Not here: what the subject of a certain kind of verb is called.

use super::grammar::Traits;
use super::names::{Chunk, Sort};
use super::phrase;
use super::scene::Scene;
use crate::lang::Class;
use std::ops::Range;

/// What stands before a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Before {
    /// The subject by position.
    pub subject: Option<Range<usize>>,
    /// A name between commas that explains the subject: "the spokesman, John Kirby,".
    pub apposition: Option<Range<usize>>,
    /// First token of the verb's own group: auxiliaries, adverbs, dates within it.
    pub group: usize,
    /// A form of "be" stands in the group: the verb is passive or progressive.
    pub be: bool,
    /// A negation stands in the group.
    pub negated: bool,
    /// The modal of the group.
    pub modal: Option<usize>,
    /// "to" stands before the verb.
    pub infinitive: bool,
    /// A relative clause stands between subject and verb: "Karl Lund, who was in Oslo, called for talks".
    pub parted: bool,
    /// A relative pronoun is the subject in form; `subject` is then what it refers to.
    pub relative: bool,
}

/// Reads what stands before the verb at `verb` within `sentence`.
pub(super) fn before(scene: &Scene, verb: usize, sentence: &Range<usize>) -> Before {
    let mut found = Before { group: verb, ..Before::default() };
    let floor = sentence.start;
    while let Some(next) = group_word(scene, &mut found, floor) {
        found.group = next;
    }
    let end = inserted(scene, &mut found, floor);
    let Some(last) = end.checked_sub(1).filter(|&last| last >= floor) else { return found };
    if scene.is(last, Traits::RELATIVE) && scene.is_small(last) && !found.infinitive {
        found.relative = true;
        let before = if last > floor && scene.is_mark(last - 1, ",") { last - 1 } else { last };
        found.subject = before.checked_sub(1).and_then(|last| phrase::ending(scene, last, floor));
        return found;
    }
    if !found.infinitive {
        let subject = phrase::ending(scene, last, floor).map(|subject| whole_subject(scene, subject, floor));
        let named = subject.as_ref().and_then(|subject| explained(scene, subject, floor));
        found.subject = named.and_then(|end| phrase::ending(scene, end - 1, floor)).or(subject);
    }
    found
}

/// Of "a report citing sources", the phrase before the participle: what stands behind it is its object.
fn whole_subject(scene: &Scene, subject: Range<usize>, floor: usize) -> Range<usize> {
    let participle = subject.start.checked_sub(1).filter(|&at| at > floor && scene.is_gerund(at));
    let before = participle.and_then(|at| phrase::ending(scene, at - 1, floor));
    before.filter(|before| before.start == floor).unwrap_or(subject)
}

/// Takes one more word to the left into the verb's group: gives its first token, or `None` where the group begins.
fn group_word(scene: &Scene, found: &mut Before, floor: usize) -> Option<usize> {
    let at = found.group.checked_sub(1).filter(|&at| at >= floor)?;
    let traits = scene.traits(at);
    if scene.class(at) != Class::Word && !scene.is_calendar(at) {
        return date_adjunct(scene, at, floor);
    }
    if traits.any(Traits::TO) && scene.is_small(at) {
        found.infinitive = true;
        return Some(at);
    }
    let bare_clitic = traits.any(Traits::CLITIC) && !scene.is(at.wrapping_sub(1), Traits::PRONOUN);
    if traits.any(Traits::AUXILIARY) && !bare_clitic && scene.chunk_at(at).is_none_or(|chunk| chunk.tokens.len() == 1) {
        found.be |= traits.any(Traits::BE);
        if traits.any(Traits::MODAL) {
            found.modal = Some(at);
        }
        return Some(at);
    }
    if traits.any(Traits::NEGATION) {
        found.negated = true;
        return Some(at);
    }
    if scene.is_adverb(at) && !traits.any(Traits::PRONOUN) {
        return Some(at);
    }
    date_adjunct(scene, at, floor)
}

/// A date between subject and verb ("on Wednesday", "late last week"): its first token.
fn date_adjunct(scene: &Scene, last: usize, floor: usize) -> Option<usize> {
    if !scene.is_calendar(last) && !scene.is(last, Traits::TIME_NOUN) && scene.class(last) != Class::Number {
        return None;
    }
    let mut at = last;
    let mut has_calendar = scene.is_calendar(last);
    while at > floor {
        let more = scene.is_calendar(at - 1)
            || scene.is(at - 1, Traits::TIME_NOUN | Traits::DEFINITE) && scene.is_small(at - 1)
            || scene.is(at - 1, Traits::ADJUNCT)
            || scene.class(at - 1) == Class::Number;
        if !more {
            break;
        }
        has_calendar |= scene.is_calendar(at - 1) || scene.is(at - 1, Traits::ADJUNCT);
        at -= 1;
    }
    (has_calendar && scene.class(at) != Class::Number).then_some(at)
}

/// Steps over what stands between commas, dashes or brackets before the verb; gives the end of the subject.
fn inserted(scene: &Scene, found: &mut Before, floor: usize) -> usize {
    let end = found.group;
    let Some(mut close) = end.checked_sub(1).filter(|&at| at > floor) else { return end };
    // "The newspaper, quoting “reports,” said": the comma closes the insertion from within the marks.
    if scene.class(close) == Class::CloseQuote && scene.is_mark(close - 1, ",") {
        close -= 1;
    }
    let is_open = |at: usize| match scene.class(close) {
        Class::CloseBracket => matches!(scene.word(at), "(" | "["),
        Class::Mark if matches!(scene.word(close), "," | "-" | "--" | "–" | "—") => {
            scene.word(at) == scene.word(close) && scene.quotation_at(at).is_none()
        }
        _ => false,
    };
    let lowest = floor.max(close.saturating_sub(40));
    let mut open = (lowest..close).rev().find(|&at| is_open(at));
    // A list of things with commas within: go on to the comma before which a name or a person stands.
    for _ in 0..3 {
        let Some(at) = open.filter(|&at| at > floor) else { return end };
        if let Some(subject) = phrase::ending(scene, at - 1, floor)
            && is_subject_like(scene, &subject, floor)
        {
            if let Some(named) = explained(scene, &subject, floor) {
                return named;
            }
            found.apposition = name_within(scene, at + 1..close);
            found.parted = scene.is(at + 1, Traits::RELATIVE) && !(at + 1..close).any(|at| scene.is_mark(at, ","));
            return at;
        }
        open = (lowest..at).rev().find(|&at| is_open(at));
    }
    end
}

/// True of a phrase that begins a clause and is no date.
fn is_subject_like(scene: &Scene, phrase: &Range<usize>, floor: usize) -> bool {
    let opens = phrase.start == floor || {
        let before = phrase.start - 1;
        scene.is_break(before)
            || scene.is(before, Traits::SUBORDINATOR | Traits::COORDINATOR)
            || scene.is_adverb(before)
            || scene.is_calendar(before)
    };
    opens && !scene.is_calendar(phrase.end - 1) && !scene.is(phrase.end - 1, Traits::TIME_NOUN)
}

/// Where a phrase only explains the name before its comma ("Anna Berg, the head of the clinic"), the end of that name.
pub(super) fn explained(scene: &Scene, phrase: &Range<usize>, floor: usize) -> Option<usize> {
    let comma = phrase.start.checked_sub(1).filter(|&at| at > floor && scene.is_mark(at, ","))?;
    let described = scene.is(phrase.start, Traits::DETERMINER) || scene.chunk_at(phrase.start).is_none();
    let chunk = scene.chunk_at(comma - 1)?;
    let person =
        chunk.sort == Sort::Person || chunk.sort == Sort::Unknown && scene.is(phrase.start, Traits::DETERMINER);
    let before = chunk.titled_from.saturating_sub(1);
    // "On Wednesday Anna Berg, a deputy mayor, said".
    let opens = chunk.titled_from == floor || scene.is_break(before) || scene.is_calendar(before);
    (described && person && opens).then_some(comma)
}

/// A name that makes up an insertion, apart from its title or article.
fn name_within(scene: &Scene, insertion: Range<usize>) -> Option<Range<usize>> {
    let names = [Sort::Person, Sort::Body, Sort::Armed, Sort::Unknown];
    let chunk = scene.chunks_in(&insertion).iter().find(|chunk| names.contains(&chunk.sort))?;
    let slack = if chunk.sort == Sort::Person { 4 } else { 1 };
    (chunk.tokens.start <= insertion.start + slack && chunk.tokens.end + 1 >= insertion.end)
        .then(|| chunk.tokens.clone())
}

/// The personal name that explains a description: "his counterpart, Karl Lund".
pub(super) fn named_behind(scene: &Scene, phrase: &Range<usize>) -> Option<Range<usize>> {
    let chunk = scene.chunk_at(phrase.end + 1).filter(|_| scene.is_mark(phrase.end, ","))?;
    let plain = scene.chunk_at(phrase::head(scene, phrase)).is_none();
    (chunk.sort == Sort::Person && plain).then(|| chunk.tokens.clone())
}

/// The subject of a participle behind "with": "with the union warning of more".
pub(super) fn absolute(scene: &Scene, participle: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let is_participle = scene.is_gerund(participle) || scene.is(participle, Traits::ING_NOUN);
    let subject = before(scene, participle, sentence).subject.filter(|_| is_participle)?;
    let with = subject.start.checked_sub(1).filter(|&at| at >= sentence.start)?;
    scene.is(with, Traits::WITH).then_some(subject)
}

/// The phrase behind an inverted verb: "said Anna Berg".
pub(super) fn inverted(scene: &Scene, verb_end: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let first = verb_end;
    let opens = scene.chunk_at(first).is_some()
        || scene.is(
            first,
            Traits::DETERMINER | Traits::PERSON | Traits::COLLECTIVE | Traits::POSSESSIVE | Traits::HE | Traits::TITLE,
        );
    // "said local doctor Anna Berg".
    let described = || {
        let small = |at: usize| scene.is_small(at) && scene.is_nominal(at);
        let titled = |person: &Chunk| person.sort == Sort::Person && person.is_titled();
        let person = (first..first + 4).find_map(|at| scene.chunk_at(at)).filter(|person| titled(person));
        person.is_some_and(|person| (first..person.titled_from).all(small))
    };
    let opens = opens || described();
    let fits = opens && !scene.is_calendar(first) && !scene.is(first, Traits::SUBORDINATOR);
    if !fits {
        return None;
    }
    phrase::starting(scene, first, sentence.end, true)
}

/// The object of a verb that ends before `first`: the phrase that begins there, over a preposition from `over`.
pub(super) fn object(scene: &Scene, first: usize, sentence: &Range<usize>, over: Traits) -> Option<Range<usize>> {
    let mut at = first;
    if scene.is(at, over) && scene.is_small(at) {
        at += 1;
    }
    if at >= sentence.end
        || scene.is(at, Traits::SUBORDINATOR | Traits::TO | Traits::RELATIVE) && !scene.is(at, Traits::DETERMINER)
    {
        return None;
    }
    phrase::starting(scene, at, sentence.end, false)
}

/// The phrase behind the first of certain prepositions after `from`, within the clause.
pub(super) fn behind(scene: &Scene, preposition: Traits, from: usize, limit: usize) -> Option<Range<usize>> {
    let at = (from..limit)
        .take_while(|&at| !ends_clause(scene, at))
        .find(|&at| scene.is(at, preposition) && scene.is_small(at))?;
    phrase::starting(scene, at + 1, limit, false)
}

/// True where the clause of the words before ends.
pub(super) fn ends_clause(scene: &Scene, at: usize) -> bool {
    let traits = scene.traits(at);
    scene.is_break(at) && !scene.is_mark(at, ",")
        || traits.any(Traits::SUBORDINATOR | Traits::RELATIVE)
            && !traits.any(Traits::PREPOSITION | Traits::DETERMINER)
            && scene.is_small(at)
        || traits.any(Traits::BUT)
}

/// The subject of the clause in which `verb` stands, where it is not right before it: the first phrase of the sentence.
pub(super) fn main_subject(scene: &Scene, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut first = sentence.start;
    while first < verb && (scene.is_break(first) || scene.is(first, Traits::COORDINATOR)) {
        first += 1;
    }
    let introduced = scene.is(first, Traits::PREPOSITION | Traits::SUBORDINATOR | Traits::ADVERB)
        && !scene.is(first, Traits::DETERMINER)
        || scene.is_gerund(first)
        || scene.is_calendar(first);
    if introduced {
        first = (first..verb).find(|&at| scene.is_mark(at, ",")).map_or(first, |comma| comma + 1);
    }
    let subject = phrase::starting(scene, first, verb, true)?;
    (!scene.is_calendar(subject.end - 1)).then_some(subject)
}
