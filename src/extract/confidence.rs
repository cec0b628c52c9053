//! How sure a mention is: the sum of named features, from one table.
//!
//! The points stand in `confidence.toml`. Not here: anything that changes what a mention says.

use super::draft::Draft;
use super::table;
use super::{Basis, Status};
use crate::config::Frame;
use crate::lang::Language;
use serde::Deserialize;

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
    act: i32,
    speech: i32,
    notice: i32,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Features {
    verb: i32,
    noun: i32,
    named_actor: i32,
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

    /// How sure a draft is, in hundredths.
    pub fn of(&self, draft: &Draft) -> u8 {
        let (base, points) = (&self.base, &self.features);
        let when = |holds: bool, points: i32| if holds { points } else { 0 };
        let start = match draft.frame {
            Frame::Act => base.act,
            Frame::Speech => base.speech,
            Frame::Notice => base.notice,
        };
        let actor = match &draft.actor {
            Some(part) if part.here => points.named_actor,
            Some(_) => points.actor_elsewhere,
            None => points.no_actor,
        };
        let own_date = draft.dating.as_ref().is_some_and(|dating| dating.basis != Basis::Inferred);
        let sum = start
            + actor
            + if draft.trigger.noun { points.noun } else { points.verb }
            + when(draft.target.is_some(), points.target)
            + when(draft.place.is_some(), points.place)
            + when(own_date, points.own_date)
            + when(draft.quote.is_some(), points.quote)
            + when(draft.continued, points.continued)
            + when(draft.status != Status::Happened, points.not_plain);
        u8::try_from(sum.clamp(5, 99)).unwrap_or(5)
    }
}
