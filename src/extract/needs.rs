//! Which words of acts and notices need company to report one: `acts.toml`.
//!
//! Not here: the words themselves, which are the kinds' own; verbs of speech (`speech`).

use super::draft::Draft;
use super::table;
use super::trigger::Triggers;
use crate::config::Frame;
use crate::lang::Language;
use serde::Deserialize;
use std::collections::BTreeSet;

/// `acts.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Needs {
    /// Lemmas that need an attacker or sender.
    party: BTreeSet<String>,
    /// Lemmas that need a verb of which they are the object.
    object: BTreeSet<String>,
}

impl Needs {
    /// Reads the table of a language.
    pub fn new(language: &Language) -> Self {
        table(language, "acts.toml")
    }

    /// Drops those of a sentence's drafts whose words lack the company that they need.
    pub fn drop_lonely(&self, triggers: &Triggers, drafts: &mut Vec<Draft>, first: usize) {
        let lemma = |draft: &Draft| triggers.lemma(draft.trigger.lemma).to_owned();
        let weak = |draft: &Draft| !draft.trigger.noun && self.party.contains(&lemma(draft));
        let strong: Vec<usize> = drafts[first..]
            .iter()
            .filter(|draft| draft.frame != Frame::Speech && !weak(draft))
            .map(|draft| draft.trigger.kind)
            .collect();
        let mut kept_weak: Option<usize> = None;
        let mut at = 0;
        drafts.retain(|draft| {
            at += 1;
            if at <= first || draft.frame == Frame::Speech {
                return true;
            }
            if weak(draft) {
                let alone = !strong.contains(&draft.trigger.kind)
                    && kept_weak.is_none_or(|start| start == draft.trigger.tokens.start);
                let keeps = draft.actor.is_some() && alone;
                if keeps {
                    kept_weak = Some(draft.trigger.tokens.start);
                }
                return keeps;
            }
            !(draft.trigger.noun && self.object.contains(&lemma(draft)) && !draft.governed)
        });
    }
}
