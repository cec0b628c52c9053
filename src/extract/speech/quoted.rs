//! Quoted words: whose they are, and sentences that are nothing but the rest of a quotation.
//!
//! Not here: verbs of speech.

use super::HEARER;
use crate::config::Frame;
use crate::extract::draft::Draft;
use crate::extract::scene::Scene;
use crate::extract::trigger::{Form, Trigger};
use crate::lang::Class;
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

/// Quoted words in one stretch, whatever paragraphs they run over.
struct Stretch {
    tokens: Range<usize>,
    /// True where it runs over the end of a paragraph.
    runs_on: bool,
}

/// The quotations of an article; one that its paragraph leaves open runs on to the next closing mark, if that comes before another
/// opening one and soon.
fn stretches(scene: &Scene) -> Vec<Stretch> {
    let quotations = &scene.reading.quotations;
    let whole = quotations.iter().map(|quotation| {
        let open_end = if quotation.closed { None } else { next_close(scene, quotation.tokens.end) };
        Stretch {
            tokens: quotation.tokens.start..open_end.unwrap_or(quotation.tokens.end),
            runs_on: open_end.is_some(),
        }
    });
    whole.collect()
}

/// Most tokens that a quotation runs on over the end of its paragraph.
const LONGEST: usize = 250;

/// The closing mark that comes before any opening one.
fn next_close(scene: &Scene, from: usize) -> Option<usize> {
    let is_mark = |at: &usize| matches!(scene.word(*at), "“" | "”" | "\"" | "``" | "''" | "‘’" | "’’");
    let mark = (from..scene.reading.tokens.len().min(from + LONGEST)).find(is_mark)?;
    (scene.class(mark) == Class::CloseQuote).then_some(mark)
}

/// Adds the statements of sentences that are nothing but quotation: of whoever speaks elsewhere in the same stretch, else of the
/// speaker before. `kind` is that of statements; `drafts` are those of the whole article, in order.
pub(in crate::extract) fn add_continued(scene: &Scene, kind: usize, drafts: &mut Vec<Draft>) {
    let stretches = stretches(scene);
    for (index, sentence) in scene.reading.sentences.iter().enumerate() {
        let first = drafts.partition_point(|draft| draft.sentence < index);
        let end = drafts.partition_point(|draft| draft.sentence <= index);
        let after = stretches.partition_point(|stretch| stretch.tokens.start <= sentence.tokens.start + 1);
        let Some(stretch) = after.checked_sub(1).and_then(|at| stretches.get(at)) else { continue };
        if let Some(spoken) = drafts[first..end].iter_mut().find(|draft| draft.frame == Frame::Speech) {
            close_quote(scene, &sentence.tokens, stretch, spoken);
            continue;
        }
        if !is_whole(scene, &sentence.tokens, stretch) {
            continue;
        }
        let Some(speaker) = within(scene, stretch, drafts).or_else(|| before(index, &drafts[..first])) else {
            continue;
        };
        let draft = goes_on(scene, index, &sentence.tokens, kind, speaker);
        drafts.insert(first, draft);
    }
}

/// Gives a statement the quoted words at the head of its sentence that an earlier paragraph opened.
fn close_quote(scene: &Scene, sentence: &Range<usize>, stretch: &Stretch, spoken: &mut Draft) {
    let runs_in = stretch.tokens.start < sentence.start && sentence.contains(&stretch.tokens.end);
    if runs_in && spoken.quote.is_none() && stretch.tokens.end > sentence.start {
        spoken.quote = Some(scene.span(&(sentence.start..stretch.tokens.end)));
    }
}

/// The statement to which a stretch belongs: in one of its sentences, or right behind it.
fn within<'a>(scene: &Scene, stretch: &Stretch, drafts: &'a [Draft]) -> Option<&'a Draft> {
    let behind = if stretch.runs_on { 2 } else { 0 };
    let touches = |draft: &&Draft| {
        let sentence = scene.reading.sentences.get(draft.sentence);
        draft.frame == Frame::Speech
            && sentence.is_some_and(|sentence| {
                sentence.tokens.start <= stretch.tokens.end + behind && sentence.tokens.end > stretch.tokens.start
            })
    };
    let first = drafts.partition_point(|draft| draft.trigger.tokens.start + LONGEST < stretch.tokens.start);
    let near = drafts[first..].iter().take_while(|draft| draft.trigger.tokens.start < stretch.tokens.end + 60);
    near.filter(|draft| !draft.continued).find(touches)
}

/// The last statement before, if it is near enough to go on.
fn before(index: usize, drafts: &[Draft]) -> Option<&Draft> {
    let speaker = drafts.iter().rev().find(|draft| draft.frame == Frame::Speech && draft.actor.is_some())?;
    let distance = index - speaker.sentence;
    (distance <= 2 || speaker.quote.is_some() && distance <= 6).then_some(speaker)
}

fn goes_on(scene: &Scene, index: usize, sentence: &Range<usize>, kind: usize, speaker: &Draft) -> Draft {
    let open = sentence.clone().find(|&at| scene.class(at) == Class::OpenQuote);
    let mark = open.unwrap_or(sentence.start);
    let close = sentence.clone().rev().take(3).find(|&at| scene.class(at) == Class::CloseQuote);
    let trigger = Trigger {
        tokens: mark..mark + 1,
        kind,
        lemma: Trigger::NO_LEMMA,
        noun: false,
        form: Form::Past,
        subkind: None,
    };
    let mut draft = Draft::new(index, trigger, Frame::Speech);
    draft.actor = speaker.actor.as_ref().map(|actor| actor.elsewhere("speaker-continues"));
    let hearer = speaker.target.as_ref().filter(|target| target.rule == HEARER);
    draft.target = hearer.map(|target| target.elsewhere(HEARER));
    draft.place = speaker.place.as_ref().map(|place| place.elsewhere("same-briefing"));
    draft.quote = Some(scene.span(&(open.map_or(sentence.start, |at| at + 1)..close.unwrap_or(sentence.end))));
    draft.continued = true;
    draft
}

/// True of a sentence that lies in a stretch, marks aside.
fn is_whole(scene: &Scene, sentence: &Range<usize>, stretch: &Stretch) -> bool {
    let word = |at: &usize| !matches!(scene.class(*at), Class::OpenQuote | Class::CloseQuote | Class::End);
    let (Some(first), Some(last)) = (sentence.clone().find(word), sentence.clone().rev().find(word)) else {
        return false;
    };
    let ends = sentence.clone().rev().take(3).any(|at| scene.class(at) == Class::End);
    stretch.tokens.contains(&first) && stretch.tokens.contains(&last) && last + 1 - first >= SENTENCE && ends
}
