//! Who can play which part: which phrases name a party, a speaker, a place.
//!
//! Not here: which verb or noun the part belongs to.

use super::draft::Part;
use super::grammar::Traits;
use super::names::{Cast, Sort};
use super::phrase;
use super::scene::Scene;
use std::ops::Range;

/// Sorts of names that act and speak.
const ACTORS: [Sort; 8] =
    [Sort::Country, Sort::Demonym, Sort::Capital, Sort::Seat, Sort::Armed, Sort::Body, Sort::Person, Sort::Unknown];

/// True of a phrase that can speak: somebody named or described. `plain` verbs ("say") take any noun that is not nobody.
pub(super) fn may_speak(scene: &Scene, words: &Range<usize>, plain: bool) -> bool {
    let head = phrase::head(scene, words);
    if scene.chunk_at(head).is_some() {
        return !scene.is_calendar(head) && scene.chunk_at(head).is_some_and(|chunk| chunk.sort != Sort::Place);
    }
    if scene.is(head, Traits::PRONOUN) && words.len() == 1 {
        return scene.is(head, Traits::HE | Traits::IT | Traits::THEY);
    }
    if scene.is(head, Traits::POSSESSIVE) {
        return scene.is(head, Traits::HE) || matches!(scene.word(head), "his" | "her" | "its" | "their");
    }
    if scene.is(head, Traits::PERSON | Traits::COLLECTIVE | Traits::TITLE) && !scene.is(head, Traits::NOBODY) {
        return true;
    }
    let nobody = Traits::NOBODY | Traits::TIME_NOUN | Traits::DETERMINER | Traits::PRONOUN;
    plain
        && !scene.is(head, nobody)
        && !scene.is_calendar(head)
        && scene.class(head) != crate::lang::Class::Number
        && !scene.is_past(head)
}

/// True of a phrase that holds a name or is headed by people or a body.
pub(super) fn is_named(scene: &Scene, words: &Range<usize>) -> bool {
    scene.has_sort(words, &ACTORS) || scene.is(phrase::head(scene, words), Traits::PERSON | Traits::COLLECTIVE)
}

/// The party that a phrase names: a group or country in it, or the people it describes.
pub(super) fn party(scene: &Scene, cast: &Cast, words: &Range<usize>, rule: &'static str) -> Option<Part> {
    if words.len() == 1 && scene.is(words.start, Traits::PRONOUN) && scene.chunk_at(words.start).is_none() {
        let referent = cast.resolve(words)?;
        return (!scene.is(words.start, Traits::WE)).then(|| Part::new(referent.name, scene.span(words), rule));
    }
    let head = phrase::head(scene, words);
    let people = scene.is(head, Traits::PERSON | Traits::COLLECTIVE);
    if let Some(chunk) = scene.chunk_at(head)
        && chunk.sort != Sort::Place
    {
        return Some(Part::new(cast.chunk_name(chunk), scene.span(words), rule));
    }
    if people {
        let referent = cast.resolve(words)?;
        return Some(Part::new(referent.name, scene.span(words), rule));
    }
    let chunk = scene.chunks_in(words).iter().find(|chunk| ACTORS.contains(&chunk.sort))?;
    Some(Part::new(cast.chunk_name(chunk), scene.span(words), rule))
}

/// The attacker that a phrase names: whoever owns its weapons or sends its fighters ("Russian jets": Russia).
pub(super) fn attacker(scene: &Scene, cast: &Cast, words: &Range<usize>, rule: &'static str) -> Option<Part> {
    let core = phrase::core(scene, words);
    let head = phrase::head(scene, words);
    if words.len() == 1 && scene.is(head, Traits::PRONOUN) && scene.chunk_at(head).is_none() {
        return if scene.is(head, Traits::WE) { None } else { party(scene, cast, words, rule) };
    }
    let owners = [Sort::Armed, Sort::Country, Sort::Demonym, Sort::Seat, Sort::Capital, Sort::Body];
    let owner = scene.chunks_in(&core).iter().find(|chunk| owners.contains(&chunk.sort));
    if let Some(chunk) = owner {
        return Some(Part::new(cast.chunk_name(chunk), scene.span(words), rule));
    }
    if scene.is(head, Traits::PERSON | Traits::COLLECTIVE | Traits::WEAPON)
        || scene.chunk_at(head).is_some_and(|c| c.sort != Sort::Place)
    {
        return Some(Part::new(cast.resolve(words)?.name, scene.span(words), rule));
    }
    None
}

/// What was attacked: the phrase without its article, or the name in it that stands for it.
pub(super) fn attacked(scene: &Scene, cast: &Cast, words: &Range<usize>, rule: &'static str) -> Option<Part> {
    let head = phrase::head(scene, words);
    if scene.is_calendar(head) || scene.is(head, Traits::TIME_NOUN) || scene.is(head, Traits::WE) {
        return None;
    }
    if let Some(chunk) = scene.chunk_at(head) {
        return Some(Part::new(cast.chunk_name(chunk), scene.span(words), rule));
    }
    let core = phrase::core(scene, words);
    let referent = cast.resolve(&core)?;
    Some(Part::new(referent.name, scene.span(words), rule))
}

/// The place that a name gives, if it is one.
pub(super) fn place_of(scene: &Scene, cast: &Cast, words: &Range<usize>, rule: &'static str) -> Option<Part> {
    let chunks = scene.chunks_in(words);
    let sort = |sorts: &[Sort]| chunks.iter().find(|chunk| sorts.contains(&chunk.sort));
    let chunk =
        sort(&[Sort::Place]).or_else(|| sort(&[Sort::Capital, Sort::Unknown])).or_else(|| sort(&[Sort::Country]))?;
    Some(Part::new(cast.chunk_name(chunk), scene.span(&chunk.tokens), rule))
}
