//! Who can play which part: which phrases name a party, a speaker, a place.
//!
//! Not here: which verb or noun the part belongs to.

use super::draft::{Naming, Part};
use super::grammar::Traits;
use super::names::{self, Cast, Chunk, Sort};
use super::phrase;
use super::scene::Scene;
use crate::lang::{Capital, Class};
use std::ops::Range;

/// Most words at the head of a sentence among which its subject is looked for.
const SUBJECT: usize = 4;

/// Sorts of names that act and speak.
const ACTORS: [Sort; 8] =
    [Sort::Country, Sort::Demonym, Sort::Capital, Sort::Seat, Sort::Armed, Sort::Body, Sort::Person, Sort::Unknown];

/// True of a phrase that can speak: somebody named or described. `plain` verbs ("say") take any noun that is not nobody and no weapon:
/// what slams and blasts may be a missile.
pub(super) fn may_speak(scene: &Scene, words: &Range<usize>, plain: bool) -> bool {
    let head = phrase::head(scene, words);
    // "No group has admitted".
    if scene.is(words.start, Traits::NONE_OF) {
        return false;
    }
    if scene.chunk_at(head).is_some() {
        return !scene.is_calendar(head) && scene.chunk_at(head).is_some_and(|chunk| chunk.sort != Sort::Place);
    }
    if scene.is(head, Traits::PRONOUN) && words.len() == 1 {
        return scene.is(head, Traits::HE | Traits::IT | Traits::THEY);
    }
    if scene.is(head, Traits::POSSESSIVE) {
        return scene.is(head, Traits::HE | Traits::THIRD);
    }
    if scene.is(head, Traits::PERSON | Traits::COLLECTIVE | Traits::TITLE) && !scene.is(head, Traits::NOBODY) {
        return true;
    }
    let nobody =
        Traits::NOBODY | Traits::TIME_NOUN | Traits::DETERMINER | Traits::PRONOUN | Traits::WEAPON | Traits::MUNITION;
    plain
        && !scene.is(head, nobody)
        && !scene.is_calendar(head)
        && scene.class(head) != Class::Number
        && !scene.is_past(head)
}

/// Whose words a phrase names: of "Saddam's message", Saddam.
pub(super) fn owner(scene: &Scene, words: &Range<usize>) -> Option<Range<usize>> {
    if !scene.is(phrase::head(scene, words), Traits::WORDS) {
        return None;
    }
    let mark = words.clone().rev().find(|&at| scene.is(at, Traits::CLITIC))?;
    (mark > words.start).then_some(words.start..mark)
}

/// The two parties of "Russia and France", where each side holds a name of these sorts.
pub(super) fn sides(scene: &Scene, words: &Range<usize>, sorts: &[Sort]) -> Option<[Range<usize>; 2]> {
    let core = phrase::core(scene, words);
    let and = core.clone().find(|&at| scene.is(at, Traits::AND) && scene.chunk_at(at).is_none())?;
    let sides = [core.start..and, and + 1..core.end];
    sides.iter().all(|side| scene.has_sort(side, sorts)).then_some(sides)
}

/// True of a phrase headed by a name, by people or by a body.
pub(super) fn is_somebody(scene: &Scene, words: &Range<usize>) -> bool {
    let head = phrase::head(scene, words);
    scene.chunk_at(head).is_some() || scene.is(head, Traits::PERSON | Traits::COLLECTIVE)
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
        return Some(Part::described(referent.name, scene.span(words), rule));
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
    if scene.is(head, Traits::PREMISES) {
        return None;
    }
    let owner = power(scene, &core, head);
    let owned = owner.is_none() && core.len() > 1 && scene.is(core.start, Traits::POSSESSIVE);
    // "Its jets" are those of whoever "it" is; where nobody can tell, other reports of the event may.
    if owned && scene.is(head, Traits::COMBATANT | Traits::WEAPON) {
        let whose = owner_meant(scene, cast, core.start);
        if whose.is_some() || scene.is(head, Traits::WEAPON) {
            return whose.map(|whose| Part::new(whose, scene.span(words), rule));
        }
    }
    // "A Syrian" is no state.
    let single =
        |chunk: &&Chunk| chunk.sort == Sort::Demonym && chunk.tokens.contains(&head) && is_counted(scene, words);
    if let Some(chunk) = owner.filter(|chunk| acts_for(scene, chunk, head)).filter(|chunk| !single(chunk)) {
        return Some(Part::new(cast.power_name(chunk), scene.span(words), rule));
    }
    // "Army warplanes": the army.
    let before = (core.start..head).rev().find(|&at| !scene.is(at, Traits::CLITIC));
    let sender = before.filter(|&at| scene.is(at, Traits::COLLECTIVE) && scene.chunk_at(at).is_none());
    let things = scene.is(head, Traits::WEAPON) && !scene.is(head, Traits::PERSON | Traits::COLLECTIVE);
    if let Some(sender) = sender.filter(|_| things) {
        return party(scene, cast, &(words.start..sender + 1), rule);
    }
    // Weapons act for whoever owns them, and nobody is named: "Tu-22M3 bombers", "strategic bombers".
    let flies = |at: usize| scene.is(at, Traits::FLYING) || scene.word(at).contains(|c: char| c.is_ascii_digit());
    let model = |at: usize| scene.class(at) == Class::Word || at > core.start && scene.is_mark(at - 1, "-");
    if scene.is(head, Traits::WEAPON) && (core.start..head).any(|at| flies(at) && model(at)) {
        return None;
    }
    if scene.is(head, Traits::PERSON | Traits::COLLECTIVE)
        || scene.chunk_at(head).is_some_and(|c| c.sort != Sort::Place)
    {
        let named = if scene.is(head, Traits::WEAPON) && scene.is_small(head) { &core } else { words };
        let naming = naming_of(scene, head);
        let referent = cast.resolve(named)?;
        // "Rioters attacked": many at the head of a sentence are no name.
        let many = naming == Naming::Description && referent.is_plural;
        let first = core.clone().find(|&at| !scene.is(at, Traits::DETERMINER)).unwrap_or(core.start);
        let counted = scene.chunk_at(head).is_some_and(|chunk| single(&chunk));
        let name = if many || counted { cast.uncapitalised(first, referent.name) } else { referent.name };
        return Some(Part { naming, ..Part::described(name, scene.span(words), rule) });
    }
    None
}

/// Whose jets "its jets" are: of the power by which the sentence begins, or else the one before it. Whoever spoke last may be a third.
fn owner_meant(scene: &Scene, cast: &Cast, its: usize) -> Option<String> {
    let sentences = &scene.reading.sentences;
    let number = sentences.partition_point(|sentence| sentence.tokens.end <= its);
    let opens = |number: usize, before: usize| {
        let sentence = sentences.get(number)?;
        let head = sentence.tokens.start..before.min(sentence.tokens.start + SUBJECT).min(sentence.tokens.end);
        let powers = [Sort::Country, Sort::Demonym, Sort::Armed, Sort::Capital, Sort::Seat];
        scene.chunks_in(&head).iter().find(|chunk| powers.contains(&chunk.sort))
    };
    if opens(number, its).is_some() {
        return cast.resolve(&(its..its + 1)).map(|whose| whose.name);
    }
    let last = number.checked_sub(1)?;
    opens(last, usize::MAX).map(|chunk| cast.power_name(chunk))
}

/// True of some of many: "a Syrian", "two Syrians".
fn is_counted(scene: &Scene, words: &Range<usize>) -> bool {
    scene.is(words.start, Traits::INDEFINITE | Traits::NUMERAL) || scene.class(words.start) == Class::Number
}

/// Whose fighters or weapons a phrase names: an armed group right before its head ("Yemen's Houthi rebels"), else the first power.
fn power<'a>(scene: &'a Scene, core: &Range<usize>, head: usize) -> Option<&'a Chunk> {
    let owners = [Sort::Armed, Sort::Country, Sort::Demonym, Sort::Seat, Sort::Capital, Sort::Body];
    let foe = |chunk: &Chunk| chunk.tokens.start.checked_sub(1).is_some_and(|at| scene.is_mark(at, "-"));
    let armed = |chunk: &&Chunk| {
        chunk.sort == Sort::Armed && !foe(chunk) && (chunk.tokens.end..head).all(|at| scene.is_nominal(at))
    };
    let chunks = scene.chunks_in(core);
    let first = || chunks.iter().find(|chunk| owners.contains(&chunk.sort) && !is_friend(scene, chunk));
    chunks.iter().find(armed).or_else(first)
}

/// True where whatever stands at `head` acts for the power before it: not "Palestinian gunmen" and "the Paris attackers".
fn acts_for(scene: &Scene, power: &Chunk, head: usize) -> bool {
    let arms = scene.is(head, Traits::WEAPON) && !scene.is(head, Traits::PERSON);
    match power.sort {
        Sort::Capital => power.tokens.contains(&head) || arms,
        Sort::Demonym | Sort::Country => !scene.is(head, Traits::STATELESS),
        _ => true,
    }
}

/// True of the name in "Iran-backed rebels", whose deeds are their own.
fn is_friend(scene: &Scene, chunk: &Chunk) -> bool {
    let hyphen = chunk.tokens.end;
    scene.is_mark(hyphen, "-") && !scene.is_break(hyphen) && scene.is(hyphen + 1, Traits::TIED)
}

/// What was attacked: the phrase without its article, or the name in it that stands for it.
pub(super) fn attacked(scene: &Scene, cast: &Cast, words: &Range<usize>, rule: &'static str) -> Option<Part> {
    let head = phrase::head(scene, words);
    // "It" is whatever other reports of the event name.
    let pronoun = words.len() == 1 && scene.is(head, Traits::IT) && scene.chunk_at(head).is_none();
    if pronoun
        // "On Easter Sunday".
        || scene.is(words.end, Traits::DAY)
        || scene.class(head) == Class::Number
        || scene.is_calendar(head)
        || scene.is(head, Traits::TIME_NOUN)
        || scene.is(head, Traits::WE)
        || scene.is(head, Traits::RELATIVE | Traits::NUMERAL) && scene.is_small(head)
        || scene.is_past(head) && words.len() == 1
    {
        return None;
    }
    // "Innocent Syrians" are people rather than their country.
    if let Some(chunk) = scene.chunk_at(head).filter(|chunk| chunk.sort != Sort::Demonym) {
        // A town that is attacked says where rather than whom.
        let stands_in = matches!(chunk.sort, Sort::Place | Sort::Capital | Sort::Unknown);
        let naming = if stands_in { Naming::StandIn } else { Naming::Name };
        return Some(Part { naming, ..Part::new(cast.chunk_name(chunk), scene.span(words), rule) });
    }
    if scene.is(head, Traits::BACKDROP) {
        return None;
    }
    if let Some(capital) = capital(scene, words, rule) {
        return Some(Part { naming: Naming::StandIn, ..capital });
    }
    if let Some(chunk) = names::town_meant(scene, words) {
        return Some(Part { naming: Naming::StandIn, ..Part::new(cast.chunk_name(chunk), scene.span(words), rule) });
    }
    // "areas of Homs": the town.
    let town = scene.chunks_in(words).iter().find(|chunk| chunk.sort == Sort::Place && chunk.tokens.start > head);
    let of = |chunk: &Chunk| (head..chunk.tokens.start).any(|at| scene.is(at, Traits::OF));
    if let Some(chunk) = town.filter(|chunk| scene.is(head, Traits::PLACE_WORD) && of(chunk)) {
        let part = Part::new(cast.chunk_name(chunk), scene.span(words), rule);
        return Some(Part { naming: Naming::StandIn, ..part });
    }
    if let Some(owner) = held_by(scene, words) {
        return Some(Part::new(cast.chunk_name(owner), scene.span(words), rule));
    }
    let core = phrase::core(scene, words);
    if let Some(whole) = part_of(scene, words) {
        return attacked(scene, cast, &whole, rule);
    }
    let referent = cast.resolve(&core)?;
    let has_name = scene.chunks_in(&core).iter().any(|chunk| chunk.sort != Sort::Unknown);
    let part = Part::described(referent.name, scene.span(words), rule);
    let naming = if has_name { Naming::Name } else { Naming::Description };
    let refers = scene.is(words.start, Traits::DEFINITE | Traits::POSSESSIVE) && !scene.is(head, Traits::PERSON);
    Some(Part { naming, settled: !refers, ..part })
}

/// Of "the group's capital city", the group: whoever holds the place that is attacked.
fn held_by<'a>(scene: &'a Scene, words: &Range<usize>) -> Option<&'a Chunk> {
    let owners = [Sort::Armed, Sort::Country];
    let owns = |chunk: &&Chunk| owners.contains(&chunk.sort) && scene.is(chunk.tokens.end, Traits::CLITIC);
    let place = scene.is(phrase::head(scene, words), Traits::PLACE_WORD);
    scene.chunks_in(words).iter().find(|chunk| place && owns(chunk))
}

/// Of "a wall around the German consulate", the consulate: what a thing without a name of its own belongs to.
fn part_of(scene: &Scene, words: &Range<usize>) -> Option<Range<usize>> {
    let core = phrase::core(scene, words);
    let plain =
        scene.chunks_in(&core).is_empty() && !scene.is(phrase::head(scene, words), Traits::PERSON | Traits::COLLECTIVE);
    let end = core.end;
    // "A works at Dammartin" has no such whole: that is where it is.
    let unknown = scene
        .chunk_at(end + 1)
        .is_some_and(|chunk| chunk.tokens.start > end && matches!(chunk.sort, Sort::Unknown | Sort::Person));
    let written = scene.token(end + 1).is_some_and(|token| token.capital == Capital::First);
    let place = scene.is(end, Traits::WITHIN) && unknown && written;
    let joins = |at: usize| {
        scene.is(at, Traits::LOCATIVE | Traits::OF) && scene.is_small(at) && !place || scene.is(at, Traits::SURROUNDING)
    };
    let whole = phrase::starting(scene, end + 1, end + 10, false).filter(|_| plain && joins(end))?;
    let named =
        scene.chunks_in(&whole).iter().any(|chunk| !matches!(chunk.sort, Sort::Place | Sort::Capital | Sort::Country));
    (named || scene.is(phrase::head(scene, words), Traits::REMAINS)).then_some(whole)
}

/// The capital that a phrase describes: "the Sudanese capital".
pub(super) fn capital(scene: &Scene, words: &Range<usize>, rule: &'static str) -> Option<Part> {
    let (name, location) = names::capital_meant(scene, words)?;
    Some(Part { location, ..Part::new(name, scene.span(words), rule) })
}

/// The place that a name gives, if it is one.
pub(super) fn place_of(scene: &Scene, cast: &Cast, words: &Range<usize>, rule: &'static str) -> Option<Part> {
    if let Some(capital) = capital(scene, words, rule) {
        return Some(capital);
    }
    let places = [Sort::Place, Sort::Capital, Sort::Country];
    // "Tripoli, Lebanon".
    let held = |chunk: &&Chunk| {
        places.contains(&chunk.sort)
            && scene.is_mark(chunk.tokens.end, ",")
            && scene.chunk_at(chunk.tokens.end + 1).is_some_and(|outer| places.contains(&outer.sort))
    };
    if let Some(chunk) = scene.chunks_in(words).iter().find(held).or_else(|| names::town_meant(scene, words)) {
        return Some(place(scene, cast, chunk, rule));
    }
    let last = |chunk: &&Chunk| {
        chunk.tokens.end == words.end || scene.is(chunk.tokens.end, Traits::PLACE_WORD | Traits::CLITIC)
    };
    let chunks: Vec<&Chunk> = scene.chunks_in(words).iter().filter(last).collect();
    if let Some((chunk, (name, location))) =
        chunks.iter().find_map(|chunk| Some((chunk, names::town_of_site(scene, chunk)?)))
    {
        return Some(Part { location, ..Part::new(name, scene.span(&chunk.tokens), rule) });
    }
    let sort = |sorts: &[Sort]| chunks.iter().find(|chunk| sorts.contains(&chunk.sort));
    let chunk = sort(&[Sort::Place]).or_else(|| sort(&[Sort::Capital])).or_else(|| sort(&[Sort::Country]))?;
    Some(place(scene, cast, chunk, rule))
}

/// The place that a name stands for. A country is a description rather than a name of it: a town in it says more.
pub(super) fn place(scene: &Scene, cast: &Cast, chunk: &Chunk, rule: &'static str) -> Part {
    let part = Part::new(cast.chunk_name(chunk), scene.span(&chunk.tokens), rule);
    let naming = if chunk.sort == Sort::Country { Naming::StandIn } else { Naming::Name };
    Part { naming, location: names::locate(scene, chunk), ..part }
}

fn naming_of(scene: &Scene, head: usize) -> Naming {
    let person = scene.chunk_at(head).is_some_and(|chunk| chunk.sort == Sort::Person);
    if person { Naming::Name } else { Naming::Description }
}
