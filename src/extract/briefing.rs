//! Which statements of an article are one event: what one speaker, or a body and its spokesman, say on one day.
//!
//! Not here: acts and notices (`refer`), and what a speaker's name is (`names`).

use super::Status;
use super::draft::Draft;
use super::grammar::Traits;
use super::names::{Cast, Chunk, Sort};
use super::phrase;
use super::scene::Scene;
use crate::config::Frame;
use crate::date::When;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Sorts of names that have spokesmen.
const BODIES: [Sort; 4] = [Sort::Armed, Sort::Body, Sort::Country, Sort::Demonym];

/// Farthest that a spokesman stands from the name of his body behind him.
const REACH: usize = 12;

/// Notes for which bodies the speakers of a sentence speak. `drafts` are those of the sentence.
pub(super) fn note_bodies(scene: &Scene, cast: &Cast, sentence: &Range<usize>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.frame == Frame::Speech) {
        let Some(words) = draft.actor_words() else { continue };
        let tokens = scene.tokens_at(words);
        let body = body_of(scene, &tokens, sentence);
        let armed = |chunk: &&Chunk| chunk.sort == Sort::Armed;
        let group = body.filter(armed).or_else(|| scene.chunks_in(&tokens).iter().find(armed));
        draft.group = group.map(|chunk| cast.chunk_name(chunk));
        draft.body = body.map(|chunk| cast.chunk_name(chunk));
    }
}

/// The body for which the speaker of some words speaks: "Taliban spokesman Anas Wali", "Anas Wali, a spokesman for the Taliban".
fn body_of<'a>(scene: &'a Scene, words: &Range<usize>, sentence: &Range<usize>) -> Option<&'a Chunk> {
    let speaks = |words: &Range<usize>| words.clone().any(|at| scene.is(at, Traits::SPOKESMAN));
    let around = phrase::ending(scene, words.end.checked_sub(1)?, sentence.start)
        .map_or(words.clone(), |whole| whole.start.min(words.start)..words.end);
    let behind = || {
        let comma = scene.is_mark(words.end, ",");
        phrase::starting(scene, words.end + 1, sentence.end.min(words.end + REACH), true).filter(|_| comma)
    };
    let before = || {
        let comma = around.start.checked_sub(1).filter(|&at| at > sentence.start && scene.is_mark(at, ","))?;
        phrase::ending(scene, comma - 1, sentence.start)
    };
    let candidates = [Some(around.clone()), behind(), before()];
    let introduced = candidates.into_iter().flatten().find(speaks)?;
    let body = |chunk: &&Chunk| BODIES.contains(&chunk.sort);
    scene.chunks_in(&introduced).iter().find(body)
}

/// Somebody who speaks on one day, with all names that stand for him and his body.
struct Briefing {
    names: Vec<String>,
    when: Option<When>,
    future: bool,
    event: usize,
}

/// Numbers the statements of an article by event, going on behind the numbers of its acts and notices.
pub(super) fn join(drafts: &mut [Draft]) {
    let mut last = drafts.iter().map(|draft| draft.event).max().unwrap_or_default();
    let bodies: FxHashMap<String, String> =
        drafts.iter().rev().filter_map(|draft| Some((speaker(draft)?.to_owned(), draft.body.clone()?))).collect();
    let mut briefings: Vec<Briefing> = Vec::new();
    for draft in drafts.iter_mut().filter(|draft| draft.frame == Frame::Speech) {
        let name = speaker(draft).unwrap_or_default().to_owned();
        let body = draft.body.clone().or_else(|| bodies.get(&name).cloned());
        let names: Vec<String> = [Some(name), body].into_iter().flatten().collect();
        let when = draft.dating.as_ref().map(|dating| dating.when);
        let future = draft.status == Status::Future;
        let known = briefings
            .iter_mut()
            .rev()
            .find(|known| known.when == when && known.future == future && meet(&known.names, &names));
        draft.event = match known {
            Some(known) => {
                let new = names.into_iter().filter(|name| !meet(&known.names, std::slice::from_ref(name)));
                let new: Vec<String> = new.collect();
                known.names.extend(new);
                known.event
            }
            None => {
                last += 1;
                briefings.push(Briefing { names, when, future, event: last });
                last
            }
        };
    }
}

fn speaker(draft: &Draft) -> Option<&str> {
    draft.actor.as_ref().filter(|_| draft.frame == Frame::Speech).map(|actor| actor.name.text.as_str())
}

fn meet(a: &[String], b: &[String]) -> bool {
    a.iter().any(|a| b.iter().any(|b| a.eq_ignore_ascii_case(b)))
}
