//! Sources named by a preposition: "according to the ministry".
//!
//! Not here: verbs and nouns of speech.

use super::{Listener, Speaker, Utterance};
use crate::extract::Status;
use crate::extract::draft::Draft;
use crate::extract::names::Cast;
use crate::extract::phrase;
use crate::extract::roles;
use crate::extract::trigger::{Form, Trigger};
use std::ops::Range;

/// The statements that a sentence attributes to a source by such a phrase. `kind` is that of statements.
pub(super) fn read(
    listener: &Listener,
    index: usize,
    sentence: &Range<usize>,
    kind: usize,
    cast: &mut Cast,
    earlier: &[Draft],
) -> Vec<Draft> {
    let scene = listener.scene;
    let mut found: Vec<Draft> = Vec::new();
    for at in sentence.clone() {
        let tokens = scene.reading.tokens.get(at..sentence.end).unwrap_or_default();
        let Some((length, ())) = listener.manners.attribution.longest(tokens) else { continue };
        let Some(words) = phrase::starting(scene, at + length, sentence.end, true) else { continue };
        if !roles::may_speak(scene, &words, false) {
            continue;
        }
        let Some(referent) = cast.resolve(&words) else { continue };
        cast.remember(referent.clone());
        let trigger = Trigger {
            tokens: at..at + 1,
            kind,
            lemma: Trigger::NO_LEMMA,
            noun: true,
            form: Form::Singular,
            subkind: None,
        };
        let speaker = Speaker { referent, words, rule: "according-to" };
        let place = super::place_of_speaker(scene, &speaker.words, cast);
        let utterance = Utterance { speaker, target: None, place, status: Status::Happened };
        let draft = utterance.into_draft(scene, index, &trigger);
        if !earlier.iter().chain(&found).any(|other| super::same_statement(other, &draft)) {
            found.push(draft);
        }
    }
    found
}
