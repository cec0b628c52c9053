//! What stands beside a word of an act: ground taken, shells that fly, a site that was hit, a car driven into people.
//!
//! Not here: which words need which of these (`needs`).

use super::draft::Draft;
use super::grammar::Traits;
use super::names::{Chunk, Sort};
use super::phrase;
use super::scene::Scene;
use super::trigger::Triggers;

/// True of a verb whose object is a place, a country or premises, or has a name that no table knows.
pub(super) fn takes_ground(scene: &Scene, draft: &Draft) -> bool {
    let object = draft.target.as_ref().and_then(|target| target.name.words).map(|words| scene.tokens_at(words));
    object.is_some_and(|words| {
        let head = phrase::head(scene, &words);
        let place = |chunk: &Chunk| matches!(chunk.sort, Sort::Place | Sort::Capital | Sort::Country | Sort::Unknown);
        scene.chunk_at(head).is_some_and(place) || scene.is(head, Traits::PREMISES | Traits::PLACE_WORD)
    })
}

/// True of a verb with "into" behind it and people behind that, or a word of some subkind of its kind around it. People are enough of what somebody
/// steers on purpose.
pub(super) fn is_rammed(scene: &Scene, triggers: &Triggers, draft: &Draft, is_steered: bool) -> bool {
    let Some(sentence) = scene.reading.sentences.get(draft.sentence) else { return false };
    let (start, end) = (draft.trigger.tokens.start, draft.trigger.tokens.end);
    let mut reach = end..sentence.tokens.end.min(end + 12);
    let Some(into) = reach.find(|&at| scene.is(at, Traits::INTO)) else { return false };
    let struck = phrase::starting(scene, into + 1, sentence.tokens.end, false);
    let people = is_steered
        && draft.actor.is_some()
        && struck.map(|words| phrase::head(scene, &words)).is_some_and(|head| scene.is(head, Traits::PERSON));
    let around = start.saturating_sub(14).max(sentence.tokens.start)..sentence.tokens.end.min(end + 10);
    people || triggers.subkind_near(scene, draft.trigger.kind, around).is_some()
}

/// What was fired or thrown, right before its verb: "three rockets hit the site".
pub(super) fn munition(scene: &Scene, draft: &Draft) -> Option<usize> {
    let subject = (0..draft.trigger.tokens.start).rev().find(|&at| !scene.is_adverb(at) && !scene.is(at, Traits::HAVE));
    subject.filter(|&at| scene.is(at, Traits::MUNITION | Traits::FLOWN))
}

/// True of "a school was hit": a single site, or several that are counted, and no word of what did it but of a weapon.
pub(super) fn is_site(scene: &Scene, draft: &Draft) -> bool {
    let target = draft.target.as_ref().filter(|target| target.rule == "passive-subject");
    let Some(words) = target.and_then(|target| target.name.words).map(|words| scene.tokens_at(words)) else {
        return false;
    };
    let head = phrase::head(scene, &words);
    let counted =
        words.clone().any(|at| scene.is(at, Traits::DETERMINER | Traits::NUMERAL) || scene.chunk_at(at).is_some());
    let sentence =
        scene.reading.sentences.get(draft.sentence).map(|sentence| sentence.tokens.clone()).unwrap_or_default();
    let natural = sentence.into_iter().any(|at| scene.is(at, Traits::NATURE));
    let ends = scene.is(draft.trigger.tokens.end, Traits::BY | Traits::WITH);
    scene.is(head, Traits::SITE) && counted && !natural && !ends
}
