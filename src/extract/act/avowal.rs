//! Groups that own up to an attack by what they call it: "The group called it a revenge attack".
//!
//! Not here: "claimed responsibility for the attack", whose verb governs the noun (`noun`).

use crate::config::Frame;
use crate::extract::draft::{Draft, Naming, Part};
use crate::extract::names::{Cast, Sort};
use crate::extract::needs::Needs;
use crate::extract::scene::Scene;
use std::ops::Range;

/// How far behind a word such as "revenge" an act may begin that it speaks of: "a revenge attack", but "revenge for the attack".
const REACH: usize = 2;

/// Names the speaking group as attacker of what it avows. `drafts` are those of the sentence.
pub(in crate::extract) fn avow(
    scene: &Scene,
    needs: &Needs,
    cast: &Cast,
    sentence: &Range<usize>,
    drafts: &mut [Draft],
) {
    let Some((said, group)) = drafts.iter().find_map(|draft| speaking_group(scene, cast, draft)) else { return };
    let Some(word) = needs.avowal(scene, said..sentence.end) else { return };
    let about = said..word + REACH;
    let unnamed = |draft: &&mut Draft| draft.actor.as_ref().is_none_or(|actor| actor.naming != Naming::Name);
    let acts =
        drafts.iter_mut().filter(|draft| draft.frame == Frame::Act && about.contains(&draft.trigger.tokens.start));
    for draft in acts.filter(unnamed) {
        draft.actor = Some(group.clone());
        // What is called "a revenge attack" has been told before.
        draft.definite = true;
    }
}

/// The armed group that speaks itself or through its spokesman, and where its words begin.
fn speaking_group(scene: &Scene, cast: &Cast, draft: &Draft) -> Option<(usize, Part)> {
    let words = draft.actor.as_ref().filter(|_| draft.frame == Frame::Speech)?.name.words?;
    let tokens = scene.tokens_at(words);
    let group = scene.chunks_in(&tokens).iter().find(|chunk| chunk.sort == Sort::Armed)?;
    let part = Part::new(cast.chunk_name(group), scene.span(&group.tokens), "avowed-by-group");
    Some((draft.trigger.tokens.end, part))
}
