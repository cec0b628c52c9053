//! Which subkind a report is of, by the words near its trigger.
//!
//! Not here: what other reports of the same event say of it (`refer`).

use super::Field;
use super::draft::Draft;
use super::grammar::Traits;
use super::scene::Scene;
use super::trigger::Triggers;
use crate::config::{Frame, Kind};
use std::collections::BTreeSet;
use std::ops::Range;

/// The first subkind of a kind stands apart from its others: a raid from the air is none on the ground.
pub(super) const FIRST: usize = 0;

/// The subkind that words near each trigger show, where the trigger itself shows none.
pub(super) fn assign(triggers: &Triggers, scene: &Scene, kinds: &[Kind], drafts: &mut [Draft]) {
    let others: BTreeSet<usize> = drafts.iter().map(|draft| draft.trigger.tokens.start).collect();
    for draft in drafts.iter_mut().filter(|draft| !draft.continued) {
        // "Russian jets bombed": the attackers' weapons say more than the verb.
        let armed = draft.actor_words().map(|words| scene.tokens_at(words));
        let armed = armed.or_else(|| droppers(scene, draft));
        let shown = armed.and_then(|words| triggers.subkind_near(scene, draft.trigger.kind, words));
        if draft.frame == Frame::Act && shown == Some(FIRST) {
            draft.subkind = shown;
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.subkind.is_none() && !draft.continued) {
        let Some(sentence) = scene.reading.sentences.get(draft.sentence) else { continue };
        let speech = kinds.get(draft.trigger.kind).is_none_or(|kind| kind.frame == Frame::Speech);
        let reach = if speech { 0 } else { 7 };
        let first = draft.trigger.tokens.start.saturating_sub(reach).max(sentence.tokens.start);
        let end = (draft.trigger.tokens.end + reach).min(sentence.tokens.end);
        let at = draft.trigger.tokens.clone();
        let parts = |place: &usize| scene.is_break(*place) || others.contains(place) && !at.contains(place);
        let first = (first..at.start).rev().find(parts).map_or(first, |place| place + 1);
        let end = (at.end..end).find(parts).unwrap_or(end);
        draft.subkind = triggers.subkind_near(scene, draft.trigger.kind, first..end);
        if let Some(subkind) = draft.subkind
            && let Some(name) = kinds.get(draft.trigger.kind).and_then(|kind| kind.subkinds.get(subkind))
        {
            draft.because(Field::Kind, &name.id, None);
        }
    }
}

/// Of "ten fighter jets dropped 20 bombs", the jets, whosever they are.
fn droppers(scene: &Scene, draft: &Draft) -> Option<Range<usize>> {
    let first = scene.reading.sentences.get(draft.sentence)?.tokens.start;
    let near = draft.trigger.tokens.start.saturating_sub(4).max(first)..draft.trigger.tokens.start;
    let dropped = near.rev().find(|&at| scene.is(at, Traits::DROP)).filter(|_| draft.trigger.noun)?;
    Some((first..dropped).rev().find(|&at| scene.is_break(at)).map_or(first, |at| at + 1)..dropped)
}
