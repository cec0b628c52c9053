//! Whoever owns up to an attack by what is said of it: "The group called it a revenge attack", "said its fighters had stormed the base".
//!
//! Not here: "claimed responsibility for the attack", whose verb governs the noun (`act`).

use super::Status;
use super::draft::{Draft, Naming, Part};
use super::names::{Cast, Chunk, Sort};
use super::needs::Needs;
use super::scene::Scene;
use super::trigger::Triggers;
use crate::config::{Frame, Kind};
use std::ops::Range;

/// How far behind a word such as "revenge" an act may begin that it speaks of: "a revenge attack", but "revenge for the attack".
const REACH: usize = 2;

/// Names whoever speaks as attacker of what he gives a reason for: "Israel said the raid was in response to the shelling". `drafts` are
/// those of the sentence.
pub(super) fn avow(scene: &Scene, needs: &Needs, cast: &Cast, sentence: &Range<usize>, drafts: &mut [Draft]) {
    let Some((said, party)) = drafts.iter().find_map(|draft| speaking_party(scene, cast, draft)) else { return };
    let Some(word) = needs.avowal(scene, said..sentence.end) else { return };
    let about = said..word + REACH;
    let unnamed = |draft: &&mut Draft| draft.actor.as_ref().is_none_or(|actor| actor.naming != Naming::Name);
    let acts =
        drafts.iter_mut().filter(|draft| draft.frame == Frame::Act && about.contains(&draft.trigger.tokens.start));
    for draft in acts.filter(unnamed) {
        draft.actor = Some(party.clone());
        // What is called "a revenge attack" has been told before.
        draft.definite = true;
    }
}

/// The armed group that speaks itself or through its spokesman, or the country that speaks itself, and where its words begin.
fn speaking_party(scene: &Scene, cast: &Cast, draft: &Draft) -> Option<(usize, Part)> {
    let words = draft.actor.as_ref().filter(|_| draft.frame == Frame::Speech)?.name.words?;
    let tokens = scene.tokens_at(words);
    let fights =
        |chunk: &&Chunk| chunk.sort == Sort::Armed || chunk.sort == Sort::Country && chunk.tokens.end == tokens.end;
    let party = scene.chunks_in(&tokens).iter().find(fights)?;
    let part = Part::new(cast.chunk_name(party), scene.span(&party.tokens), "avowed");
    Some((draft.trigger.tokens.end, part))
}

/// Takes what an armed group plainly says of its own attack for a claim: "The group said it had carried out the attack".
pub(super) fn claim(needs: &Needs, triggers: &Triggers, kinds: &[Kind], drafts: &mut [Draft]) {
    let claims: Vec<usize> = (0..drafts.len()).filter(|&at| tells_own_attack(drafts, at)).collect();
    for at in claims {
        let draft = &mut drafts[at];
        let Some(kind) = kinds.get(draft.trigger.kind) else { continue };
        let plain = |subkind: usize| {
            kind.subkinds.get(subkind).is_some_and(|known| known.words.iter().any(|word| needs.is_plain(word)))
        };
        let calls = !draft.continued && needs.is_plain(triggers.lemma(draft.trigger.lemma));
        if draft.subkind.is_none_or(plain) || calls {
            draft.subkind = kind.subkinds.iter().position(|known| needs.is_claim(&known.words)).or(draft.subkind);
        }
    }
}

/// True of a statement of an armed group in whose sentence stands an attack of that group.
fn tells_own_attack(drafts: &[Draft], at: usize) -> bool {
    let statement = &drafts[at];
    let Some(group) = statement.group.as_ref().filter(|_| statement.frame == Frame::Speech) else { return false };
    let own = |act: &Draft| {
        act.frame == Frame::Act
            && matches!(act.status, Status::Happened | Status::Claimed)
            && act.actor.as_ref().is_some_and(|actor| actor.name.text == *group)
    };
    let first = drafts.partition_point(|draft| draft.sentence < statement.sentence);
    drafts[first..].iter().take_while(|act| act.sentence == statement.sentence).any(own)
}
