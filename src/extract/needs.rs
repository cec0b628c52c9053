//! Which words of acts and notices need company to report one: `acts.toml`.
//!
//! Not here: the words themselves, which are the kinds' own; verbs of speech (`speech`).

use super::draft::Draft;
use super::scene::Scene;
use super::table;
use super::trigger::Triggers;
use crate::config::Frame;
use crate::lang::{Inflection, Language, Vocabulary, WordId};
use serde::Deserialize;
use std::collections::BTreeSet;

/// `acts.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    party: BTreeSet<String>,
    object: BTreeSet<String>,
    reference: BTreeSet<String>,
    device: BTreeSet<String>,
    found: Vec<String>,
}

/// What words of acts need.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    /// Lemmas that need an attacker or sender.
    party: BTreeSet<String>,
    /// Lemmas that need a verb of which they are the object.
    object: BTreeSet<String>,
    /// Nouns for things that may lie about unused.
    device: BTreeSet<String>,
    /// Verbs before which they do.
    found: BTreeSet<WordId>,
    /// Nouns that need an event told before, to which they refer.
    reference: BTreeSet<String>,
}

impl Needs {
    /// Reads the table of a language.
    pub fn new(language: &Language, inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let table: Table = table(language, "acts.toml");
        let mut found = BTreeSet::new();
        for verb in &table.found {
            let forms = inflection.verb(verb);
            let all = [forms.base, forms.third_person, forms.present_participle]
                .into_iter()
                .chain(forms.past)
                .chain(forms.past_participle);
            found.extend(all.map(|form| vocabulary.intern(&form)));
        }
        Needs { party: table.party, object: table.object, reference: table.reference, device: table.device, found }
    }

    /// True of a noun that only refers back.
    pub fn refers_back(&self, lemma: &str) -> bool {
        self.reference.contains(lemma)
    }

    /// Drops those of a sentence's drafts whose words lack the company that they need.
    pub fn drop_lonely(&self, scene: &Scene, triggers: &Triggers, drafts: &mut Vec<Draft>, first: usize) {
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
            let unmade = self.object.contains(&lemma(draft)) && !draft.governed;
            let unused = self.device.contains(&lemma(draft)) && self.lies_about(scene, draft);
            !draft.trigger.noun || !unmade && !unused
        });
    }

    /// True of a device that was found or built, not set off.
    fn lies_about(&self, scene: &Scene, draft: &Draft) -> bool {
        let first = draft.trigger.tokens.start.saturating_sub(6);
        (first..draft.trigger.tokens.start)
            .rev()
            .take_while(|&at| !scene.is_break(at))
            .any(|at| scene.token(at).is_some_and(|token| self.found.contains(&token.word)))
    }
}
