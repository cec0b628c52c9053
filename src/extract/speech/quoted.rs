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

/// Adds the statements of sentences that are nothing but quotation: of whoever speaks elsewhere in the same quotation, else of the
/// speaker before. `kind` is that of statements; `drafts` are those of the whole article, in order.
pub(in crate::extract) fn add_continued(scene: &Scene, kind: usize, drafts: &mut Vec<Draft>) {
    for (index, sentence) in scene.reading.sentences.iter().enumerate() {
        let first = drafts.partition_point(|draft| draft.sentence < index);
        let end = drafts.partition_point(|draft| draft.sentence <= index);
        if drafts[first..end].iter().any(|draft| draft.frame == Frame::Speech) {
            continue;
        }
        let Some(quotation) = whole(scene, &sentence.tokens) else { continue };
        let Some(speaker) = within(scene, quotation, drafts).or_else(|| before(index, &drafts[..first])) else {
            continue;
        };
        let draft = goes_on(scene, index, &sentence.tokens, quotation, kind, speaker);
        drafts.insert(first, draft);
    }
}

/// The statement to which a quotation belongs in another of its sentences.
fn within<'a>(scene: &Scene, quotation: &Quotation, drafts: &'a [Draft]) -> Option<&'a Draft> {
    let touches = |draft: &&Draft| {
        let sentence = scene.reading.sentences.get(draft.sentence);
        draft.frame == Frame::Speech && sentence.is_some_and(|sentence| sentence.span.overlaps(quotation.span))
    };
    let first = drafts.partition_point(|draft| draft.trigger.tokens.start < quotation.tokens.start.saturating_sub(200));
    let near = drafts[first..].iter().take_while(|draft| draft.trigger.tokens.start < quotation.tokens.end + 60);
    near.filter(|draft| !draft.continued).find(touches)
}

/// The last statement before, if it is near enough to go on.
fn before(index: usize, drafts: &[Draft]) -> Option<&Draft> {
    let speaker = drafts.iter().rev().find(|draft| draft.frame == Frame::Speech && draft.actor.is_some())?;
    let distance = index - speaker.sentence;
    (distance <= 2 || speaker.quote.is_some() && distance <= 6).then_some(speaker)
}

fn goes_on(
    scene: &Scene,
    index: usize,
    sentence: &Range<usize>,
    quotation: &Quotation,
    kind: usize,
    speaker: &Draft,
) -> Draft {
    let mark = sentence.clone().find(|&at| scene.class(at) == Class::OpenQuote).unwrap_or(sentence.start);
    let trigger =
        Trigger { tokens: mark..mark + 1, kind, lemma: u32::MAX, noun: false, form: Form::Past, subkind: None };
    let mut draft = Draft::new(index, trigger, Frame::Speech);
    draft.actor = speaker.actor.as_ref().map(|actor| actor.elsewhere("speaker-continues"));
    draft.place = speaker.place.as_ref().map(|place| place.elsewhere("same-briefing"));
    draft.quote =
        Some(scene.span(&(quotation.tokens.start.max(sentence.start)..quotation.tokens.end.min(sentence.end))));
    draft.continued = true;
    draft
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
