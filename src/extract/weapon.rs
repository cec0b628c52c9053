//! With what an act was done, where its sentence names it.
//!
//! The names stand in `weapons.toml`. Not here: whose weapons say who attacked (`roles`).

use super::draft::Draft;
use super::scene::Scene;
use super::{Name, table};
use crate::config::Frame;
use crate::lang::{Inflection, Language, Phrases, Vocabulary};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// Farthest from a trigger, in tokens, that its weapon is looked for.
const REACH: usize = 12;

/// `weapons.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    weapons: BTreeMap<String, Vec<String>>,
}

/// Words for weapons, each with the index of its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Weapons {
    words: Phrases<usize>,
    names: Vec<String>,
}

impl Weapons {
    /// Reads the table of a language.
    pub fn new(language: &Language, inflection: &Inflection, vocabulary: &mut Vocabulary) -> Self {
        let table: Table = table(language, "weapons.toml");
        let mut words = Phrases::default();
        let names: Vec<String> = table.weapons.keys().cloned().collect();
        for (number, (name, others)) in table.weapons.iter().enumerate() {
            for word in others.iter().chain([name]) {
                words.insert(vocabulary, word, number);
                words.insert(vocabulary, &inflection.plural(word), number);
            }
        }
        Weapons { words, names }
    }

    /// Gives each act the weapon named nearest to its trigger, with no other act between.
    pub fn assign(&self, scene: &Scene, drafts: &mut [Draft]) {
        let acts = drafts.iter().filter(|draft| draft.frame == Frame::Act);
        let acts: BTreeSet<usize> = acts.map(|draft| draft.trigger.tokens.start).collect();
        for draft in drafts.iter_mut().filter(|draft| draft.frame == Frame::Act) {
            let Some(sentence) = scene.reading.sentences.get(draft.sentence) else { continue };
            let trigger = draft.trigger.tokens.clone();
            let before = acts.range(sentence.tokens.start..trigger.start).next_back();
            let before = before.map_or(sentence.tokens.start, |at| at + 1);
            let after = acts.range(trigger.start + 1..).next().copied().unwrap_or(sentence.tokens.end);
            let first = trigger.start.saturating_sub(REACH).max(before);
            let end = (trigger.end + REACH).min(after.max(trigger.end)).min(sentence.tokens.end);
            draft.weapon = self.nearest(scene, first..end, trigger.start);
        }
    }

    fn nearest(&self, scene: &Scene, within: Range<usize>, trigger: usize) -> Option<Name> {
        let mut best: Option<(usize, Name)> = None;
        for (words, &number) in self.words.within(&scene.reading.tokens, within) {
            let distance = trigger.abs_diff(words.start);
            if best.as_ref().is_none_or(|(known, _)| distance < *known)
                && let Some(name) = self.names.get(number)
            {
                best = Some((distance, Name { text: name.clone(), words: Some(scene.span(&words)) }));
            }
        }
        best.map(|(_, name)| name)
    }
}
