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
        let starts: Vec<(usize, usize)> =
            drafts.iter().map(|draft| (draft.sentence, draft.trigger.tokens.start)).collect();
        for (number, draft) in drafts.iter_mut().enumerate().filter(|(_, draft)| draft.frame == Frame::Act) {
            let Some(sentence) = scene.reading.sentences.get(draft.sentence) else { continue };
            let trigger = draft.trigger.tokens.clone();
            // The neighbours of a draft in the list are those of its trigger in the text.
            let beside = |at: Option<usize>| at.and_then(|at| starts.get(at)).filter(|(at, _)| *at == draft.sentence);
            let before = beside(number.checked_sub(1)).map_or(sentence.tokens.start, |(_, at)| at + 1);
            let after = beside(Some(number + 1)).map_or(sentence.tokens.end, |(_, at)| *at);
            let first = trigger.start.saturating_sub(REACH).max(before.min(trigger.start));
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
