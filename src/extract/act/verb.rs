//! Parts of an act or a notice that a verb reports: its subject, its object, and whoever stands behind its "by".
//!
//! Not here: nouns (`noun`), and how the arguments of a verb are found (`arguments`).

use super::{Observer, Parts};
use crate::config::Frame;
use crate::extract::arguments::{self, Arguments};
use crate::extract::clause::{self, Before};
use crate::extract::draft::Part;
use crate::extract::grammar::Traits;
use crate::extract::names::Cast;
use crate::extract::phrase;
use crate::extract::roles;
use crate::extract::trigger::Trigger;
use std::ops::Range;

/// Most tokens between a verb and whoever it says is told.
const RECIPIENT: usize = 8;

impl Observer<'_> {
    pub(super) fn of_verb(
        &self,
        sentence: &Range<usize>,
        trigger: &Trigger,
        before: &Before,
        frame: Frame,
        others: &[Trigger],
        cast: &Cast,
    ) -> Parts {
        let scene = self.scene;
        let found = arguments::of_verb(scene, self.tree, sentence, trigger, before);
        let mut parts = Parts { actors: self.doers(trigger, &found, frame, cast), ..Parts::default() };
        let downed = if found.passive { &found.subject } else { &found.object };
        if self.needs.is_defence(self.triggers.lemma(trigger.lemma))
            && downed.as_ref().is_some_and(|words| self.is_thrown(words))
        {
            return Parts { mistaken: true, ..Parts::default() };
        }
        if found.passive {
            // "A lorry was driven into the wall": the wall.
            let suffers = found.into.or(found.subject).filter(|words| !self.is_thrown(words)).or(found.premises);
            let suffers = suffers.filter(|words| self.may_be_told(words, frame));
            parts.target = suffers.and_then(|words| roles::attacked(scene, cast, &words, "passive-subject"));
            return parts;
        }
        let head = |words: &Range<usize>| phrase::head(scene, words);
        let natural = |words: &Range<usize>| scene.is(head(words), Traits::NATURE);
        let abstract_thing = |words: &Range<usize>| {
            scene.is(head(words), Traits::ABSTRACT | Traits::WORK) && scene.is_small(head(words))
        };
        parts.mistaken = found.subject.as_ref().is_some_and(natural)
            || frame == Frame::Act && found.object.as_ref().is_some_and(abstract_thing);
        let police = |words: &Range<usize>| scene.is(head(words), Traits::POLICING);
        let searches = self.needs.is_search(self.triggers.lemma(trigger.lemma));
        parts.mistaken |= searches && found.subject.as_ref().is_some_and(police);
        let things = |words: &Range<usize>| {
            scene.is(head(words), Traits::WEAPON) && !scene.is(head(words), Traits::PERSON | Traits::COLLECTIVE)
        };
        parts.mistaken |= frame == Frame::Notice && found.object.as_ref().is_some_and(things);
        let found = match frame {
            Frame::Notice => {
                let limit = sentence.end.min(trigger.tokens.end + RECIPIENT);
                let to = clause::behind(scene, Traits::TO, trigger.tokens.end, limit);
                // "Advises against travel to the north": where nobody is to go hears nothing.
                let to = to.filter(|_| !self.needs.is_of_travel(self.triggers.lemma(trigger.lemma)));
                Arguments { at: to.filter(|words| roles::is_named(scene, words)), into: None, ..found }
            }
            _ => found,
        };
        let told = found.object.as_ref().is_none_or(|words| self.may_be_told(words, frame));
        parts.target = if told { self.aim(found, others, cast) } else { None };
        parts
    }

    /// True of whatever an act is aimed at, and of whoever can be given notice: "sanctions were ordered" tells them nothing.
    fn may_be_told(&self, words: &Range<usize>, frame: Frame) -> bool {
        frame == Frame::Act || self.is_pronoun(words) || roles::is_somebody(self.scene, words)
    }

    /// Who does it: the subject or the agent, else the nearest phrase in its place that can.
    fn doers(&self, trigger: &Trigger, found: &Arguments, frame: Frame, cast: &Cast) -> Vec<Part> {
        let subject = if found.passive { &found.agent } else { &found.subject };
        if let Some(senders) = subject.as_ref().and_then(|words| self.senders(words)) {
            return self.actors(&senders, frame, cast);
        }
        // "A missile destroyed the block": whoever stands before it did not.
        let thrown = found.subject.as_ref().is_some_and(|words| self.is_thrown(words));
        let nearest = if thrown { &None } else { &found.nearest };
        let doers = if found.passive { [&found.agent, &None] } else { [&found.subject, nearest] };
        let meant = doers[0].as_ref().filter(|words| self.is_pronoun(words)).and(self.tree);
        let above = meant.map(|tree| tree.subjects_above(trigger.tokens.start)).unwrap_or_default();
        let above = above.into_iter().filter(|words| !self.is_pronoun(words));
        let mut actors =
            above.chain(doers.into_iter().flatten().cloned()).map(|words| self.actors(&words, frame, cast));
        actors.find(|actors| !actors.is_empty()).unwrap_or_default()
    }

    /// Of "bombs dropped by US aircraft", the aircraft: whoever sends what does harm.
    fn senders(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let scene = self.scene;
        let sent = |at: &usize| scene.is_past(*at) && scene.is(at + 1, Traits::BY);
        let thing = |at: &usize| scene.is(at - 1, Traits::WEAPON | Traits::MUNITION);
        let participle = (words.start + 1..words.end + 2).find(sent).filter(thing)?;
        phrase::starting(scene, participle + 2, participle + 2 + RECIPIENT, false)
    }

    /// True of "it" and "they", which mean whoever is the subject of a verb above.
    fn is_pronoun(&self, words: &Range<usize>) -> bool {
        let scene = self.scene;
        words.len() == 1 && scene.is(words.start, Traits::IT | Traits::THEY) && scene.chunk_at(words.start).is_none()
    }

    /// True of what is fired or set off, and so is never what is attacked.
    fn is_thrown(&self, words: &Range<usize>) -> bool {
        self.scene.is(phrase::head(self.scene, words), Traits::MUNITION)
    }

    /// What an active verb is aimed at: its object, unless that is what was thrown.
    fn aim(&self, found: Arguments, others: &[Trigger], cast: &Cast) -> Option<Part> {
        let scene = self.scene;
        // "ordered a curfew": what is ordered is named by another trigger, and is nobody.
        let whom = |words: &Range<usize>| !others.iter().any(|other| words.contains(&other.tokens.start));
        let named = |words: &Range<usize>| !self.is_thrown(words) && !scene.chunks_in(words).is_empty();
        let into = found.into.filter(|_| !found.object.as_ref().is_some_and(named));
        let words = into.or_else(|| found.object.filter(|words| !self.is_thrown(words))).or(found.at);
        let target = words.filter(whom).and_then(|words| roles::attacked(scene, cast, &words, "object"));
        target.or_else(|| roles::attacked(scene, cast, &found.premises?, "premises"))
    }
}
