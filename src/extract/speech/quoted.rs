//! Quoted words: whose they are, and sentences that are nothing but the rest of a quotation.
//!
//! Not here: verbs of speech.

use crate::config::Frame;
use crate::extract::draft::Draft;
use crate::extract::scene::Scene;
use crate::extract::trigger::{Form, Trigger};
use crate::lang::{Class, Quotation};
use std::ops::Range;

/// Fewest tokens of a quotation that is a sentence of its own.
const SENTENCE: usize = 4;

/// Gives each quotation of a sentence to the statement nearest to it. `drafts` are those of the sentence.
pub(in crate::extract) fn give_quotes(scene: &Scene, sentence: &Range<usize>, drafts: &mut [Draft]) {
    for quotation in scene.quotations_in(sentence) {
        let words = quotation.tokens.start.max(sentence.start)..quotation.tokens.end.min(sentence.end);
        let distance = |draft: &Draft| {
            let at = draft.trigger.tokens.start;
            // What is quoted behind a verb is more often its object than words before it.
            if at < words.start { (words.start - at) * 2 } else { (at.saturating_sub(words.end)) * 3 }
        };
        let nearest =
            drafts.iter_mut().filter(|draft| draft.frame == Frame::Speech).min_by_key(|draft| distance(draft));
        if let Some(draft) = nearest
            && draft.quote.is_none()
            && !words.is_empty()
        {
            draft.quote = Some(scene.span(&words));
        }
    }
}

/// The statement of a sentence that only goes on with a quotation; `None` where it does not.
pub(in crate::extract) fn continued(
    scene: &Scene,
    index: usize,
    sentence: &Range<usize>,
    kind: usize,
    earlier: &[Draft],
) -> Option<Draft> {
    let quotation = whole(scene, sentence)?;
    let speaker = earlier.iter().rev().find(|draft| draft.frame == Frame::Speech && draft.actor.is_some())?;
    let near = index.saturating_sub(speaker.sentence) <= 2;
    let same = speaker.sentence < index && (speaker.quote.is_some() || near);
    if !same || index - speaker.sentence > 6 {
        return None;
    }
    let mark = (sentence.start..sentence.end).find(|&at| scene.class(at) == Class::OpenQuote).unwrap_or(sentence.start);
    let trigger =
        Trigger { tokens: mark..mark + 1, kind, lemma: u32::MAX, noun: false, form: Form::Past, subkind: None };
    let mut draft = Draft::new(index, trigger, Frame::Speech);
    draft.actor = speaker.actor.as_ref().map(|actor| actor.elsewhere("speaker-continues"));
    draft.place = speaker.place.as_ref().map(|place| place.elsewhere("same-briefing"));
    draft.quote =
        Some(scene.span(&(quotation.tokens.start.max(sentence.start)..quotation.tokens.end.min(sentence.end))));
    draft.continued = true;
    Some(draft)
}

/// The quotation that a sentence lies in, marks aside.
fn whole<'a>(scene: &'a Scene, sentence: &Range<usize>) -> Option<&'a Quotation> {
    let word = |at: &usize| !matches!(scene.class(*at), Class::OpenQuote | Class::CloseQuote | Class::End);
    let first = sentence.clone().find(word)?;
    let last = sentence.clone().rev().find(word)?;
    let quotation = scene.quotation_at(first)?;
    let ends = sentence.clone().rev().take(3).any(|at| scene.class(at) == Class::End);
    (quotation.tokens.contains(&last) && last + 1 - first >= SENTENCE && ends).then_some(quotation)
}
