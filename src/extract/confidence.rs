//! How sure a mention is: the sum of named features, from one table.
//!
//! The points stand in `confidence.toml`. Not here: anything that changes what a mention says.

use super::draft::Draft;
use super::grammar::Traits;
use super::scene::Scene;
use super::table;
use super::{Basis, Status};
use crate::config::Frame;
use crate::lang::Language;
use serde::Deserialize;

/// How the sentence of a report names who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// By a name.
    Named,
    /// By a description: "officials".
    Described,
    /// By a pronoun.
    Pronoun,
    /// Not at all; another report of the event does.
    Elsewhere,
    /// Not at all, nor does another report.
    None,
}

impl Actor {
    /// How a draft names who acts.
    pub fn of(scene: &Scene, draft: &Draft) -> Self {
        let Some(part) = &draft.actor else { return Actor::None };
        let Some(words) = part.name.words.filter(|_| part.here) else { return Actor::Elsewhere };
        let tokens = scene.tokens_at(words);
        let pronoun = tokens.len() == 1 && scene.is(tokens.start, Traits::PRONOUN | Traits::POSSESSIVE);
        match scene.chunks_in(&tokens).is_empty() {
            false => Actor::Named,
            true if pronoun => Actor::Pronoun,
            true => Actor::Described,
        }
    }
}

/// `confidence.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Confidence {
    base: Base,
    features: Features,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Base {
    act: Forms,
    speech: Forms,
    notice: Forms,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    verb: i32,
    noun: i32,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Features {
    weak: i32,
    named_actor: i32,
    described_actor: i32,
    pronoun_actor: i32,
    actor_elsewhere: i32,
    no_actor: i32,
    target: i32,
    place: i32,
    own_date: i32,
    quote: i32,
    continued: i32,
    not_plain: i32,
}

impl Confidence {
    /// Reads the table of a language.
    pub fn new(language: &Language) -> Self {
        table(language, "confidence.toml")
    }

    /// How sure a draft is, in hundredths. `actor` says how its sentence names who acts; `weak` is true of verbs that mostly tell what
    /// another act led to.
    pub fn of(&self, draft: &Draft, actor: Actor, weak: bool) -> u8 {
        let (base, points) = (&self.base, &self.features);
        let when = |holds: bool, points: i32| if holds { points } else { 0 };
        let start = match draft.frame {
            Frame::Act => &base.act,
            Frame::Speech => &base.speech,
            Frame::Notice => &base.notice,
        };
        let actor = match actor {
            Actor::Named => points.named_actor,
            Actor::Described => points.described_actor,
            Actor::Pronoun => points.pronoun_actor,
            Actor::Elsewhere => points.actor_elsewhere,
            Actor::None => points.no_actor,
        };
        let own_date = draft.dating.as_ref().is_some_and(|dating| dating.basis != Basis::Inferred);
        let sum = if draft.trigger.noun { start.noun } else { start.verb }
            + actor
            + when(weak, points.weak)
            + when(draft.target.is_some(), points.target)
            + when(draft.place.is_some(), points.place)
            + when(own_date, points.own_date)
            + when(draft.quote.is_some(), points.quote)
            + when(draft.continued, points.continued)
            + when(draft.status != Status::Happened, points.not_plain);
        u8::try_from(sum.clamp(5, 99)).unwrap_or(5)
    }
}
