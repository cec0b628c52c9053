//! Whom a demand, a threat or a promise concerns, where the verb has no object that says so: "demanded the president's resignation",
//! "said that the army must withdraw", "would retaliate against the island".
//!
//! Not here: whom the verb itself addresses (`verb`).

use super::Listener;
use super::manner::{Concern, Manner};
use crate::extract::clause;
use crate::extract::draft::Part;
use crate::extract::grammar::Traits;
use crate::extract::names::Cast;
use crate::extract::phrase;
use crate::extract::roles;
use crate::extract::scene::Scene;
use crate::extract::trigger::Trigger;
use std::ops::Range;

/// How far behind a verb of speech what it speaks of is looked for, in tokens.
const REACH: usize = 16;

/// How far behind the verb the owner of what is asked stands, in tokens.
const NEAR: usize = 4;

/// The party that what is said concerns.
pub(super) fn party(
    listener: &Listener,
    manner: &Manner,
    trigger: &Trigger,
    sentence: &Range<usize>,
    cast: &Cast,
) -> Option<Part> {
    let words = trigger.tokens.end..sentence.end;
    let content = Content { scene: listener.scene, cast, sentence: sentence.clone(), words };
    match manner.concern {
        Some(Concern::Demand) => content.owner().or_else(|| content.source()),
        Some(Concern::Threat) => content.owner().or_else(|| content.threatened()),
        Some(Concern::Promise) => content.beneficiary(),
        None => content.obliged().or_else(|| content.menaced()).or_else(|| content.inciter()),
    }
}

/// What a verb of speech says.
struct Content<'a> {
    scene: &'a Scene<'a>,
    cast: &'a Cast<'a>,
    sentence: Range<usize>,
    /// What stands behind the verb.
    words: Range<usize>,
}

impl Content<'_> {
    /// The words of the first clause, as far as anybody is looked for in them.
    fn clause(&self) -> Range<usize> {
        let limit = self.words.end.min(self.words.start + REACH);
        let end = (self.words.start..limit).find(|&at| clause::ends_clause(self.scene, at) && at > self.words.start);
        self.words.start..end.unwrap_or(limit)
    }

    fn named(&self, words: &Range<usize>, rule: &'static str) -> Option<Part> {
        roles::is_named(self.scene, words).then(|| roles::party(self.scene, self.cast, words, rule)).flatten()
    }

    /// "Called for the island's withdrawal", "threatening to push for the party's expulsion": whose it is.
    fn owner(&self) -> Option<Part> {
        let scene = self.scene;
        let mark = self.clause().find(|&at| scene.is(at, Traits::CLITIC) && scene.chunk_at(at - 1).is_some())?;
        let chunk = scene.chunk_at(mark - 1).filter(|_| scene.is_nominal(mark + 1))?;
        if chunk.tokens.start > self.words.start + NEAR {
            return None;
        }
        self.named(&chunk.tokens.clone(), "concerned")
    }

    /// "Demanded an apology from the ministry": who is to give it.
    fn source(&self) -> Option<Part> {
        let scene = self.scene;
        let from = self.clause().find(|&at| scene.is(at, Traits::FROM) && scene.is_small(at))?;
        let words = phrase::starting(scene, from + 1, self.words.end, false)?;
        self.named(&words, "concerned")
    }

    /// "Threatened to attack the island": the object of the infinitive.
    fn threatened(&self) -> Option<Part> {
        let scene = self.scene;
        let to = self.words.start;
        let words = clause::object(scene, to + 2, &self.words, Traits::AGAINST).filter(|_| scene.is(to, Traits::TO))?;
        self.named(&words, "concerned")
    }

    /// "Promised more aid to the island": who is to get it.
    fn beneficiary(&self) -> Option<Part> {
        let scene = self.scene;
        let to = self.clause().find(|&at| scene.is(at, Traits::TO))?;
        let words = phrase::starting(scene, to + 1, self.words.end, false).filter(|_| to > self.words.start)?;
        self.named(&words, "concerned")
    }

    /// "Said that the army must withdraw", "“The army must withdraw,” he said": who must do it.
    fn obliged(&self) -> Option<Part> {
        let scene = self.scene;
        let quoted = scene.quotations_in(&self.sentence).iter().map(|quotation| quotation.tokens.start);
        quoted.chain([self.words.start]).find_map(|first| self.obliged_from(first))
    }

    fn obliged_from(&self, first: usize) -> Option<Part> {
        let scene = self.scene;
        let loose = |at: &usize| scene.is(*at, Traits::THAT | Traits::DETERMINER) && scene.chunk_at(*at).is_none();
        let first = (first..self.sentence.end).find(|at| !loose(at))?;
        let words = phrase::starting(scene, first, self.sentence.end.min(first + REACH), false)?;
        let duty = (words.end..self.sentence.end).find(|&at| !scene.is_break(at) && !scene.is_adverb(at))?;
        // "Must be freed" asks others, "must have fled" nobody, and "a president must" nobody in particular.
        let asks = !scene.is(duty + 1, Traits::BE | Traits::HAVE);
        let must = scene.is(duty, Traits::DUTY) && duty <= words.end + 2 && asks;
        let general = first > self.sentence.start && scene.is(first - 1, Traits::INDEFINITE);
        if must && roles::is_somebody(scene, &words) && !general { self.named(&words, "concerned") } else { None }
    }

    /// "Said the unrest was stoked by armed gangs": who is made answerable.
    fn inciter(&self) -> Option<Part> {
        let scene = self.scene;
        let verb = self.clause().find(|&at| scene.is(at, Traits::INCITE) && scene.is_past(at))?;
        let words =
            phrase::starting(scene, verb + 2, self.words.end, false).filter(|_| scene.is(verb + 1, Traits::BY))?;
        self.named(&words, "blamed")
    }

    /// "Said it would retaliate against the island".
    fn menaced(&self) -> Option<Part> {
        let scene = self.scene;
        let content = self.clause();
        let modal = content.clone().find(|&at| scene.is(at, Traits::MODAL) && scene.is(at + 1, Traits::HOSTILE))?;
        let words = clause::behind(scene, Traits::AGAINST, modal + 2, content.end)?;
        self.named(&words, "concerned")
    }
}
