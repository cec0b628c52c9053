//! Acts and notices: who does something to whom, and where.
//!
//! Verbs take their parts from subject and object, nouns from the words around them: "Russian airstrikes against the group in Raqqa",
//! "the army's shelling of the town". Not here: parts that other sentences give (`refer`).

use super::clause::{self, Before};
use super::draft::{Draft, Part};
use super::grammar::Traits;
use super::names::{Cast, Chunk, Sort};
use super::phrase;
use super::roles;
use super::scene::Scene;
use super::setting;
use super::status::Statuses;
use super::trigger::{Form, Trigger};
use crate::config::Frame;
use crate::lang::Capital;
use std::ops::Range;

/// What the reading of acts needs.
pub(super) struct Observer<'a> {
    pub scene: &'a Scene<'a>,
    pub statuses: &'a Statuses,
}

/// Roles as the trigger's own sentence gives them.
#[derive(Default)]
struct Parts {
    actors: Vec<Part>,
    target: Option<Part>,
    place: Option<Part>,
    governed: bool,
    /// The verb means something else with this subject or object: a storm struck, goods were ordered.
    mistaken: bool,
}

impl Observer<'_> {
    /// The events that a trigger reports: one for each attacker named.
    pub fn read(
        &self,
        index: usize,
        sentence: &Range<usize>,
        trigger: &Trigger,
        frame: Frame,
        others: &[Trigger],
        cast: &Cast,
    ) -> Vec<Draft> {
        let before = clause::before(self.scene, trigger.tokens.start, sentence);
        let mut parts = if trigger.noun {
            self.of_noun(sentence, trigger, frame, others, cast)
        } else {
            self.of_verb(sentence, trigger, &before, frame, others, cast)
        };
        if parts.place.is_none() {
            let attacked = parts.target.as_ref().filter(|_| frame == Frame::Act);
            let target = attacked.and_then(|part| part.name.words).map(|words| self.scene.tokens_at(words));
            parts.place = setting::of_act(self.scene, cast, sentence, trigger, others, target.as_ref());
        }
        if parts.mistaken {
            return Vec::new();
        }
        let status = self.statuses.of(self.scene, sentence, trigger, (!trigger.noun).then_some(&before));
        let mut draft = Draft::new(index, trigger.clone(), frame);
        draft.target = parts.target;
        draft.place = parts.place;
        draft.definite = trigger.noun && self.is_definite(sentence, trigger);
        draft.governed = parts.governed;
        draft.status = status.0;
        if let Some((rule, words)) = status.1 {
            draft.because(super::Field::Status, &rule, words);
        }
        let mut drafts: Vec<Draft> =
            parts.actors.into_iter().map(|actor| Draft { actor: Some(actor), ..draft.clone() }).collect();
        if drafts.is_empty() {
            drafts.push(draft);
        }
        drafts
    }

    fn is_definite(&self, sentence: &Range<usize>, trigger: &Trigger) -> bool {
        let first = trigger.tokens.start.saturating_sub(3).max(sentence.start);
        (first..trigger.tokens.start)
            .rev()
            .take_while(|&at| self.scene.is_nominal(at))
            .any(|at| self.scene.is(at, Traits::DEFINITE))
    }

    fn of_verb(
        &self,
        sentence: &Range<usize>,
        trigger: &Trigger,
        before: &Before,
        frame: Frame,
        others: &[Trigger],
        cast: &Cast,
    ) -> Parts {
        let (scene, after) = (self.scene, trigger.tokens.end);
        let by = || clause::behind(scene, Traits::BY, after, sentence.end.min(after + 12));
        let participle = trigger.form == Form::Participle || trigger.form == Form::Past && scene.is(after, Traits::BY);
        let mut parts = Parts::default();
        if participle && (before.be || scene.is(after, Traits::BY)) {
            parts.actors = by().map(|words| self.actors(&words, frame, cast)).unwrap_or_default();
            let subject =
                before.subject.clone().or_else(|| phrase::ending(scene, before.group.checked_sub(1)?, sentence.start));
            parts.target = subject.and_then(|words| roles::attacked(scene, cast, &words, "passive-subject"));
            return parts;
        }
        let subject = match (&before.subject, trigger.form) {
            (Some(subject), _) => Some(subject.clone()),
            (None, Form::Gerund) => clause::main_subject(scene, trigger.tokens.start, sentence),
            (None, _) if before.infinitive => self.controller(before, sentence),
            (None, _) => clause::main_subject(scene, before.group, sentence),
        };
        parts.mistaken = subject.as_ref().is_some_and(|words| scene.is(phrase::head(scene, words), Traits::NATURE));
        parts.actors = subject.map(|words| self.actors(&words, frame, cast)).unwrap_or_default();
        let aim = || clause::behind(scene, Traits::INTO, after, sentence.end.min(after + 10));
        let object = || clause::object(scene, after, sentence, Traits::AGAINST);
        // "ordered a curfew": what is ordered is named by another trigger, and is nobody.
        let whom = |words: &Range<usize>| !others.iter().any(|other| words.contains(&other.tokens.start));
        let things = |words: &Range<usize>| {
            let head = phrase::head(scene, words);
            scene.is(head, Traits::WEAPON) && !scene.is(head, Traits::PERSON | Traits::COLLECTIVE)
        };
        parts.mistaken |= frame == Frame::Notice && object().is_some_and(|words| things(&words));
        parts.target =
            aim().or_else(object).filter(whom).and_then(|words| roles::attacked(scene, cast, &words, "object"));
        parts
    }

    /// The subject of an infinitive: what stands before the verb that governs it ("threatened to attack").
    fn controller(&self, before: &Before, sentence: &Range<usize>) -> Option<Range<usize>> {
        let governor = before.group.checked_sub(1).filter(|&at| at > sentence.start)?;
        clause::before(self.scene, governor, sentence)
            .subject
            .or_else(|| clause::main_subject(self.scene, before.group, sentence))
    }

    /// Who acts: attackers, or whoever gives notice.
    fn actors(&self, words: &Range<usize>, frame: Frame, cast: &Cast) -> Vec<Part> {
        match frame {
            Frame::Act => self.attackers(words, cast),
            _ => roles::party(self.scene, cast, words, "sender").into_iter().collect(),
        }
    }

    /// Each attacker that a phrase names: "Russia and France" are two.
    fn attackers(&self, words: &Range<usize>, cast: &Cast) -> Vec<Part> {
        let scene = self.scene;
        let core = phrase::core(scene, words);
        let split = core.clone().find(|&at| scene.word(at) == "and");
        if let Some(and) = split {
            let sides = [core.start..and, and + 1..core.end];
            let owners = [Sort::Country, Sort::Armed, Sort::Demonym];
            if sides.iter().all(|side| scene.has_sort(side, &owners)) {
                return sides
                    .iter()
                    .filter_map(|side| roles::attacker(scene, cast, side, "actor-coordinated"))
                    .collect();
            }
        }
        roles::attacker(scene, cast, words, "actor").into_iter().collect()
    }

    fn of_noun(
        &self,
        sentence: &Range<usize>,
        trigger: &Trigger,
        frame: Frame,
        others: &[Trigger],
        cast: &Cast,
    ) -> Parts {
        let mut parts = Parts::default();
        if frame == Frame::Notice {
            self.received(sentence, trigger, cast, &mut parts);
        }
        self.before_noun(sentence, trigger, cast, &mut parts);
        self.behind_noun(sentence, trigger, others, cast, &mut parts);
        let light = self.light_verb(sentence, trigger, others);
        parts.governed |= light.is_some();
        if let Some(verb) = light.filter(|_| parts.actors.is_empty()) {
            parts.actors = self.by_light_verb(sentence, verb, frame, cast);
        }
        if parts.target.is_none() && frame == Frame::Notice {
            parts.target = self.urged(sentence, trigger, cast);
        } else if parts.target.is_none() {
            parts.target = self.came_under(sentence, trigger, cast);
        }
        parts
    }

    /// "An alert urging tourists to leave": the tourists.
    fn urged(&self, sentence: &Range<usize>, trigger: &Trigger, cast: &Cast) -> Option<Part> {
        let scene = self.scene;
        let end = sentence.end.min(trigger.tokens.end + 8);
        let verb = (trigger.tokens.end..end)
            .take_while(|&at| !scene.is_break(at))
            .find(|&at| scene.is(at, Traits::SPEECH) && (scene.is_gerund(at) || scene.is_past(at)))?;
        let words = clause::object(scene, verb + 1, sentence, Traits::NONE)?;
        roles::is_named(scene, &words).then(|| roles::party(scene, cast, &words, "recipient")).flatten()
    }

    /// "The town has been under heavy bombardment": the town.
    fn came_under(&self, sentence: &Range<usize>, trigger: &Trigger, cast: &Cast) -> Option<Part> {
        let scene = self.scene;
        let first = trigger.tokens.start.saturating_sub(3).max(sentence.start + 1);
        let under = (first..trigger.tokens.start).rev().find(|&at| scene.word(at) == "under")?;
        let before = clause::before(scene, under, sentence);
        let subject = before.subject.or_else(|| clause::before(scene, under - 1, sentence).subject);
        subject.and_then(|words| roles::attacked(scene, cast, &words, "came-under"))
    }

    /// Modifiers: "Russian airstrikes", "Israel's invasion", "the Paris attacks".
    fn before_noun(&self, sentence: &Range<usize>, trigger: &Trigger, cast: &Cast, parts: &mut Parts) {
        let scene = self.scene;
        let Some(last) = trigger.tokens.start.checked_sub(1).filter(|&at| at >= sentence.start) else { return };
        let Some(words) = phrase::ending(scene, last, sentence.start) else { return };
        let core_start = words
            .clone()
            .rev()
            .find(|&at| scene.is(at, Traits::PREPOSITION) && scene.chunk_at(at).is_none())
            .map_or(words.start, |at| at + 1);
        let modifiers = core_start..words.end;
        for chunk in scene.chunks_in(&modifiers) {
            match chunk.sort {
                Sort::Place | Sort::Capital if parts.place.is_none() => {
                    parts.place = Some(roles::place(scene, cast, chunk, "place-modifier"));
                }
                // "the Kuwait invasion", but "US air strikes" and "Israel's invasion".
                Sort::Country if !self.names_actor(chunk) => {
                    parts.place =
                        parts.place.take().or_else(|| Some(roles::place(scene, cast, chunk, "place-modifier")));
                    let target = Part::new(cast.chunk_name(chunk), scene.span(&chunk.tokens), "target-modifier");
                    parts.target = parts.target.take().or(Some(target));
                }
                Sort::Demonym | Sort::Country | Sort::Armed | Sort::Body | Sort::Person if parts.actors.is_empty() => {
                    parts.actors.push(Part::new(cast.chunk_name(chunk), scene.span(&chunk.tokens), "actor-modifier"));
                }
                _ => {}
            }
        }
        // "coalition air strikes", "rebel shelling".
        let fighters = Traits::PERSON | Traits::COLLECTIVE | Traits::WEAPON;
        if parts.actors.is_empty() && scene.is(last, fighters) && scene.is_small(last) && modifiers.contains(&last) {
            let words = last..last + 1;
            let name = scene.word(last).to_owned();
            parts.actors.push(Part::described(name, scene.span(&words), "actor-modifier"));
        }
    }

    /// True of a country's name that stands for an attacker: a possessive, or one as short as an adjective ("US").
    fn names_actor(&self, chunk: &Chunk) -> bool {
        let short = self.scene.token(chunk.tokens.start).is_some_and(|token| token.capital == Capital::All);
        short || self.scene.is(chunk.tokens.end, Traits::CLITIC) || chunk.tokens.len() > 1
    }

    /// Phrases behind: "against the group", "by rebels", "of the town", "in Raqqa".
    fn behind_noun(
        &self,
        sentence: &Range<usize>,
        trigger: &Trigger,
        others: &[Trigger],
        cast: &Cast,
        parts: &mut Parts,
    ) {
        let scene = self.scene;
        let limit = sentence.end.min(trigger.tokens.end + 16);
        let mut at = trigger.tokens.end;
        let other_verb = |at: usize| {
            scene.is_past(at) && !scene.is(at, Traits::LIGHT) || others.iter().any(|other| other.tokens.start == at)
        };
        while at < limit && !clause::ends_clause(scene, at) && !scene.is(at, Traits::AUXILIARY) && !other_verb(at) {
            let (by, against) = (
                scene.is(at, Traits::BY) || scene.word(at) == "from",
                scene.is(at, Traits::AGAINST) || at == trigger.tokens.end && scene.is(at, Traits::OF),
            );
            let words = if by || against { phrase::starting(scene, at + 1, limit, false) } else { None };
            let Some(words) = words else {
                at += 1;
                continue;
            };
            if by && parts.actors.is_empty() && roles::is_named(scene, &words) {
                parts.actors = self.attackers(&words, cast);
            } else if against && parts.target.is_none() && !scene.is_calendar(words.start) {
                parts.target = roles::attacked(scene, cast, &words, "noun-object");
            }
            at = words.end.max(at + 1);
        }
    }

    /// "The U.S. got a notification that Russia was attacking": the recipient, and the sender where nobody else is named.
    fn received(&self, sentence: &Range<usize>, trigger: &Trigger, cast: &Cast, parts: &mut Parts) {
        let scene = self.scene;
        let first = trigger.tokens.start.saturating_sub(5).max(sentence.start);
        let receive = (first..trigger.tokens.start).rev().find(|&at| scene.is(at, Traits::RECEIVE));
        let Some(verb) = receive else { return };
        let subject = clause::before(scene, verb, sentence).subject;
        parts.target = subject.and_then(|words| roles::party(scene, cast, &words, "recipient"));
        parts.governed = true;
        let that =
            (trigger.tokens.end..sentence.end.min(trigger.tokens.end + 3)).find(|&at| scene.is(at, Traits::THAT));
        if let Some(words) = that.and_then(|at| phrase::starting(scene, at + 1, sentence.end, false))
            && parts.actors.is_empty()
        {
            parts.actors = roles::attacker(scene, cast, &words, "sender-of-content").into_iter().collect();
        }
    }

    /// The verb of "carried out the attack", "claimed responsibility for the attack", "the embargo was imposed".
    fn light_verb(&self, sentence: &Range<usize>, trigger: &Trigger, others: &[Trigger]) -> Option<usize> {
        let first = trigger.tokens.start.saturating_sub(8).max(sentence.start);
        let end = sentence.end.min(trigger.tokens.end + 5);
        let before = (first..trigger.tokens.start)
            .rev()
            .take_while(|&at| !self.scene.is_break(at) && !clause::ends_clause(self.scene, at))
            .take_while(|&at| !others.iter().any(|other| other.tokens.contains(&at)))
            .find(|&at| self.scene.is(at, Traits::LIGHT) && self.scene.is_small(at));
        let behind = || {
            (trigger.tokens.end..end)
                .take_while(|&at| !self.scene.is_break(at))
                .find(|&at| self.scene.is(at, Traits::LIGHT) && self.scene.is_past(at))
        };
        before.or_else(behind)
    }

    /// Whoever is the subject of the verb that governs the noun, or the agent of its passive.
    fn by_light_verb(&self, sentence: &Range<usize>, verb: usize, frame: Frame, cast: &Cast) -> Vec<Part> {
        let scene = self.scene;
        let before = clause::before(scene, verb, sentence);
        if before.be && !scene.is_gerund(verb) {
            let agent = clause::behind(scene, Traits::BY, verb + 1, sentence.end.min(verb + 8));
            return agent.map(|words| self.actors(&words, frame, cast)).unwrap_or_default();
        }
        let subject = before.subject.or_else(|| clause::main_subject(scene, verb, sentence));
        subject.map(|words| self.actors(&words, frame, cast)).unwrap_or_default()
    }
}
