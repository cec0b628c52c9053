//! How many people an act killed and injured, as its sentence says.
//!
//! A number belongs to a word of harm by where it stands: behind "killing", before "were injured", right before "dead". The words stand in
//! `casualties.toml`. Not here: whether an act is meant at all, and what several reports say together (`timeline`).

mod count;

use super::draft::Draft;
use super::grammar::Traits;
use super::names::Sort;
use super::phrase;
use super::scene::Scene;
use super::table;
use super::timex::Tagger;
use crate::config::Frame;
use crate::lang::{Inflection, Language, Phrases, Vocabulary, WordId};
use count::{Counter, Counting, Counts};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many people, between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Toll {
    /// That many or more.
    pub least: u32,
    /// That many or fewer; `None` where the report sets no bound ("at least twelve").
    pub most: Option<u32>,
    /// True where all of them are said to be civilians.
    pub civilians: bool,
}

impl Toll {
    /// The bounds within which both lie, for two reports of one event.
    pub fn span(self, other: Toll) -> Toll {
        let highest = self.most.unwrap_or(self.least).max(other.most.unwrap_or(other.least));
        let open = |toll: Toll| toll.most.is_none() && toll.least >= highest;
        Toll {
            least: self.least.min(other.least),
            most: if open(self) || open(other) { None } else { Some(highest) },
            civilians: self.civilians && other.civilians,
        }
    }
}

/// Who came to harm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Casualties {
    /// People killed.
    pub killed: Option<Toll>,
    /// People injured.
    pub injured: Option<Toll>,
}

impl Casualties {
    /// What two reports of one event say together.
    pub fn span(self, other: Casualties) -> Casualties {
        let both = |a: Option<Toll>, b: Option<Toll>| match (a, b) {
            (Some(a), Some(b)) => Some(a.span(b)),
            (a, b) => a.or(b),
        };
        Casualties { killed: both(self.killed, other.killed), injured: both(self.injured, other.injured) }
    }

    /// True where nothing is known.
    pub fn is_empty(&self) -> bool {
        self.killed.is_none() && self.injured.is_none()
    }
}

/// `casualties.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    killed: Words,
    injured: Words,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Words {
    verbs: Vec<String>,
    suffer: Vec<String>,
    states: Vec<String>,
    nouns: Vec<String>,
    tolls: Vec<String>,
}

/// True of a sentence that names no time and no place, and does not look back further: "Two men were killed."
fn goes_on(scene: &Scene, sentence: &Range<usize>) -> bool {
    let other = Traits::HAVE | Traits::TIME_NOUN | Traits::MODAL | Traits::NEGATION;
    !sentence.clone().any(|at| scene.is(at, other) || scene.is_calendar(at))
        && !scene
            .chunks_in(sentence)
            .iter()
            .any(|chunk| matches!(chunk.sort, Sort::Place | Sort::Capital | Sort::Country))
}

/// True of harm that a phrase behind it or a thing of nature explains: "nine died in a fire", "the earthquake killed 40".
fn has_other_cause(scene: &Scene, harm: usize, sentence: &Range<usize>) -> bool {
    let mut behind = (harm + 1..sentence.end).take_while(|&at| !scene.is_break(at));
    let elsewhere = |words: Range<usize>| {
        let head = phrase::head(scene, &words);
        let place = scene.has_sort(&words, &[Sort::Place, Sort::Capital, Sort::Country]);
        let spot = Traits::PLACE_WORD | Traits::PREMISES | Traits::TIME_NOUN | Traits::METROPOLIS;
        // "In their homes", "of his wounds".
        let own = scene.is(words.start, Traits::POSSESSIVE) || scene.is(head, Traits::FALL);
        place || own || scene.is_calendar(head) || scene.is(head, spot)
    };
    let cause = |at: usize| phrase::starting(scene, at + 1, sentence.end, false).is_some_and(|words| !elsewhere(words));
    behind.any(|at| scene.is(at, Traits::CAUSE) && scene.is_small(at) && cause(at))
        || sentence.clone().any(|at| scene.is(at, Traits::NATURE))
}

/// What a word of harm says, and where its number stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Harm {
    kills: bool,
    seat: Seat,
}

/// Where the number of a word of harm stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seat {
    /// Behind an active verb; before a passive one.
    Verb,
    /// Before it, in the same clause.
    Before,
    /// Right before it.
    Adjacent,
    /// Right behind it.
    Behind,
}

/// All words of harm, compiled.
#[derive(Clone, Debug, Default)]
pub(super) struct Harms {
    words: Phrases<Harm>,
    counter: Counter,
}

impl Harms {
    /// Reads the table of a language.
    pub fn new(language: &Language, inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let table: Table = table(language, "casualties.toml");
        let mut words = Phrases::default();
        for (kills, harm) in [(true, &table.killed), (false, &table.injured)] {
            let mut add = |word: &str, seat| {
                words.insert(vocabulary, word, Harm { kills, seat });
            };
            for verb in &harm.verbs {
                let forms = inflection.verb(verb);
                forms.all().for_each(|form| add(form, Seat::Behind));
                forms.past.iter().chain(&forms.past_participle).for_each(|form| add(form, Seat::Verb));
            }
            for verb in &harm.suffer {
                inflection.verb(verb).all().for_each(|form| add(form, Seat::Before));
            }
            harm.states.iter().for_each(|state| add(state, Seat::Adjacent));
            for noun in &harm.nouns {
                add(noun, Seat::Adjacent);
                add(&inflection.plural(noun), Seat::Adjacent);
            }
            harm.tolls.iter().for_each(|toll| add(toll, Seat::Behind));
        }
        Harms { words, counter: Counter::new(&table.counts, vocabulary) }
    }

    /// Gives each act the casualties that its sentence reports: to the act told last before the word of harm, or first in the sentence.
    /// Those of a sentence that tells no act, dates nothing and names no place belong to the last act of the sentence before.
    pub fn assign(&self, scene: &Scene, tagger: Option<&Tagger>, drafts: &mut [Draft]) {
        let counting = Counting { counter: &self.counter, scene, tagger };
        let mut acts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.frame == Frame::Act) {
            acts.entry(draft.sentence).or_default().push(at);
        }
        for (number, sentence) in scene.reading.sentences.iter().enumerate() {
            let (tokens, told) = (&sentence.tokens, acts.get(&number));
            let before = || acts.get(&number.checked_sub(1)?).filter(|_| goes_on(scene, tokens));
            let Some(acts) = told.or_else(before) else { continue };
            for (place, found) in self.found(&counting, tokens) {
                let near = |at: &&usize| told.is_some() && drafts[**at].trigger.tokens.start <= place;
                if told.is_none() && has_other_cause(scene, place, tokens) {
                    continue;
                }
                let Some(&act) = acts.iter().rev().find(near).or(acts.first()) else { continue };
                // Mutual attacks share a trigger and its victims.
                let shared = drafts[act].trigger.tokens.start;
                for &at in acts {
                    let draft = &mut drafts[at];
                    if draft.trigger.tokens.start == shared {
                        draft.casualties = draft.casualties.span(found);
                    }
                }
            }
        }
    }

    /// The casualties of a sentence, each with the token of its word of harm.
    fn found(&self, counting: &Counting, sentence: &Range<usize>) -> Vec<(usize, Casualties)> {
        let mut found = Vec::new();
        // Where the last count ended; no number counts twice.
        let mut floor = sentence.start;
        for (word, &harm) in self.words.within(&counting.scene.reading.tokens, sentence.clone()) {
            if sums_up(counting.scene, word.start, sentence) {
                continue;
            }
            let Some((toll, end)) = toll(counting, &word, harm, floor, sentence) else { continue };
            let casualties = if harm.kills {
                Casualties { killed: Some(toll), injured: None }
            } else {
                Casualties { killed: None, injured: Some(toll) }
            };
            found.push((word.start, casualties));
            // "Twelve people were killed and wounded": of one number, both are said.
            floor = end.max(floor);
        }
        found
    }
}

/// True of "64,000 have been killed since the war began": the harm of more than one act.
fn sums_up(scene: &Scene, word: usize, sentence: &Range<usize>) -> bool {
    let perfect = verb_group(scene, word, sentence.start).any(|at| scene.is(at, Traits::HAVE) && !scene.is_past(at));
    perfect && (word..sentence.end).any(|at| scene.is(at, Traits::SINCE))
}

/// The auxiliaries and adverbs right before a verb.
fn verb_group(scene: &Scene, verb: usize, floor: usize) -> impl Iterator<Item = usize> {
    (floor..verb).rev().take_while(|&at| scene.is(at, Traits::AUXILIARY) || scene.is_adverb(at))
}

/// The number of a word of harm, and where it ends.
fn toll(
    counting: &Counting,
    word: &Range<usize>,
    harm: Harm,
    floor: usize,
    sentence: &Range<usize>,
) -> Option<(Toll, usize)> {
    let behind = || counting.at(word.end, sentence.end);
    let adjacent = || counting.ending(word.start, floor);
    let before = || counting.before(word.start, floor);
    match harm.seat {
        Seat::Behind => behind(),
        Seat::Adjacent => adjacent(),
        Seat::Before => before(),
        Seat::Verb if passive(counting.scene, word.start, floor) => before(),
        // "Two gunmen killed five", but "five killed by gunmen".
        Seat::Verb => behind().or_else(adjacent),
    }
}

/// True of a participle behind a form of "be".
fn passive(scene: &Scene, verb: usize, floor: usize) -> bool {
    verb_group(scene, verb, floor).any(|at| scene.is(at, Traits::BE))
}

/// The numbers of words as the table gives them.
fn ids(words: &[String], vocabulary: &mut Vocabulary) -> std::collections::BTreeSet<WordId> {
    words.iter().map(|word| vocabulary.intern(word)).collect()
}
