//! Parts of an act or a notice that a noun names: "Russian airstrikes against the group", "the army's shelling of the town".
//!
//! Not here: verbs (`verb`), and where it was (`setting`).

use super::{Observer, Parts};
use crate::config::Frame;
use crate::extract::arguments;
use crate::extract::clause;
use crate::extract::draft::Part;
use crate::extract::grammar::Traits;
use crate::extract::names::{Cast, Chunk, Sort};
use crate::extract::phrase;
use crate::extract::roles;
use crate::extract::trees::{Governed, Governor, SentenceTree};
use crate::extract::trigger::Trigger;
use crate::lang::Capital;
use std::ops::Range;

impl Observer<'_> {
    pub(super) fn of_noun(
        &self,
        sentence: &Range<usize>,
        trigger: &Trigger,
        frame: Frame,
        others: &[Trigger],
        cast: &Cast,
    ) -> Parts {
        // "Tornado strikes in the South".
        let before = trigger.tokens.start.checked_sub(1).filter(|&at| at >= sentence.start);
        let mut parts = Parts {
            mistaken: frame == Frame::Act && before.is_some_and(|at| self.scene.is(at, Traits::NATURE)),
            ..Parts::default()
        };
        if frame == Frame::Notice {
            self.received(sentence, trigger, cast, &mut parts);
            parts.target = parts.target.or_else(|| self.urged(sentence, trigger, cast));
        }
        self.before_noun(sentence, trigger, frame, cast, &mut parts);
        self.behind_noun(sentence, trigger, frame, others, cast, &mut parts);
        if frame == Frame::Act {
            self.of_governor(trigger, others, cast, &mut parts);
        }
        let light = self.light_verb(sentence, trigger, frame, others);
        parts.governed |= light.is_some();
        let sends = |verb: &usize| frame == Frame::Act || !self.scene.is(*verb, Traits::RECEIVE);
        if let Some(verb) = light.filter(|_| parts.actors.is_empty()).filter(sends) {
            parts.actors = self.by_light_verb(sentence, verb, frame, cast);
        }
        if parts.target.is_none() && frame == Frame::Act {
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
        // "The warning said the embassy might close" is told to nobody.
        let urges = scene.is(words.end, Traits::TO | Traits::AGAINST | Traits::THAT | Traits::OF | Traits::NEGATION);
        (urges && roles::is_named(scene, &words)).then(|| roles::party(scene, cast, &words, "recipient")).flatten()
    }

    /// "The town has been under heavy bombardment": the town.
    fn came_under(&self, sentence: &Range<usize>, trigger: &Trigger, cast: &Cast) -> Option<Part> {
        let scene = self.scene;
        let first = trigger.tokens.start.saturating_sub(3).max(sentence.start + 1);
        let under = (first..trigger.tokens.start).rev().find(|&at| scene.is(at, Traits::UNDER))?;
        let before = clause::before(scene, under, sentence);
        let subject = before.subject.or_else(|| clause::before(scene, under - 1, sentence).subject);
        let noun = |words: &Range<usize>| words.len() > 1 || !scene.is(words.start, Traits::VERB);
        subject.filter(noun).and_then(|words| roles::attacked(scene, cast, &words, "came-under"))
    }

    /// Modifiers: "Russian airstrikes", "Israel's invasion", "the Paris attacks".
    fn before_noun(&self, sentence: &Range<usize>, trigger: &Trigger, frame: Frame, cast: &Cast, parts: &mut Parts) {
        let scene = self.scene;
        let Some(last) = trigger.tokens.start.checked_sub(1).filter(|&at| at >= sentence.start) else { return };
        let Some(words) = phrase::ending(scene, last, sentence.start) else { return };
        let core_start = words
            .clone()
            .rev()
            .find(|&at| {
                // "The attacks in Beirut and the bombing".
                let next = scene.is(at, Traits::AND) && scene.is(at + 1, Traits::DETERMINER | Traits::POSSESSIVE);
                next || scene.is(at, Traits::PREPOSITION) && scene.chunk_at(at).is_none()
            })
            .map_or(words.start, |at| at + 1);
        let modifiers = core_start..words.end;
        let premises = self.premises_before(&modifiers);
        if let Some(words) = &premises {
            parts.target = roles::attacked(scene, cast, words, "target-modifier");
        }
        let modifiers = modifiers.start..premises.map_or(modifiers.end, |words| words.start);
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
        // "coalition air strikes", "rebel shelling": the rebels.
        let fighters = Traits::PERSON | Traits::COLLECTIVE;
        // "A military notification" and "major offensives" say nothing of who acts, but "rebel attacks" do.
        let arms = frame == Frame::Act && scene.is(last, Traits::WEAPON);
        let adjective = !arms && self.tree.is_some_and(|tree| tree.is_adjective(last));
        let people = scene.is(last, fighters) && scene.chunk_at(last).is_none() && !adjective;
        if parts.actors.is_empty() && people && modifiers.contains(&last) {
            let words = last..last + 1;
            let word = scene.word(last).to_lowercase();
            let name = scene.grammar.plural(&word).to_owned();
            parts.actors.push(Part::described(name, scene.span(&words), "actor-modifier"));
        }
    }

    /// The premises in "the German consulate attack" and "an Atlanta clinic bombing", without the name of their town.
    fn premises_before(&self, modifiers: &Range<usize>) -> Option<Range<usize>> {
        let scene = self.scene;
        let last = modifiers.end.checked_sub(1).filter(|&last| modifiers.contains(&last))?;
        let of_them = |&at: &usize| match scene.chunk_at(at) {
            Some(chunk) => chunk.sort == Sort::Demonym,
            None => {
                scene.is_small(at) && scene.is_nominal(at) && !scene.is(at, Traits::DETERMINER | Traits::POSSESSIVE)
            }
        };
        let start = modifiers.clone().rev().take_while(of_them).last()?;
        (scene.is(last, Traits::PREMISES) && scene.is_small(last)).then_some(start..modifiers.end)
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
        frame: Frame,
        others: &[Trigger],
        cast: &Cast,
        parts: &mut Parts,
    ) {
        let scene = self.scene;
        let limit = sentence.end.min(trigger.tokens.end + 16);
        let mut at = trigger.tokens.end;
        let other_verb = |at: usize| {
            scene.is_past(at) && !scene.is(at, Traits::LIGHT | Traits::OCCUR)
                || others.iter().any(|other| other.tokens.start == at && !(other.noun && scene.is(at - 1, Traits::AND)))
        };
        while at < limit && !clause::ends_clause(scene, at) && !scene.is(at, Traits::AUXILIARY) && !other_verb(at) {
            let by = scene.is(at, Traits::BY | Traits::FROM);
            let leads = by || self.aims(at, trigger, frame);
            let words = if leads { phrase::starting(scene, at + 1, limit, false) } else { None };
            let words = words.filter(|words| by || self.is_aim(at, words, frame) && self.hangs_here(words, trigger));
            let words = words.map(|words| self.before_others(words, others));
            let Some(words) = words else {
                at += 1;
                continue;
            };
            if by && parts.actors.is_empty() && roles::is_named(scene, &words) {
                parts.actors = self.attackers(&words, cast);
            } else if !by && parts.target.is_none() && frame == Frame::Notice {
                parts.target = roles::party(scene, cast, &words, "recipient");
            } else if !by && parts.target.is_none() {
                // "An attack on the policies of the government" is made with words.
                let head = phrase::head(scene, &words);
                let shows_no_means = trigger.subkind.is_none();
                parts.mistaken |= scene.is_small(head)
                    && (scene.is(head, Traits::WORK) || scene.is(head, Traits::IMMATERIAL) && shows_no_means);
                parts.target = roles::attacked(scene, cast, &words, "noun-object");
            }
            at = words.end.max(at + 1);
        }
    }

    /// False of a phrase that the tree hangs on another word: "blamed the bombs on the army", "of the attack, a crime against humanity".
    fn hangs_here(&self, words: &Range<usize>, trigger: &Trigger) -> bool {
        let scene = self.scene;
        let Some(above) = self.tree.and_then(|tree| tree.above(words)).filter(|above| !trigger.tokens.contains(above))
        else {
            return true;
        };
        let verb = self.tree.is_some_and(|tree| tree.is_verb(above));
        let doers = Traits::PERSON | Traits::COLLECTIVE | Traits::WEAPON | Traits::PREMISES;
        if verb { !scene.is(above, Traits::SUSPECT) } else { above < trigger.tokens.start || scene.is(above, doers) }
    }

    /// The part of a phrase before what another trigger tells: "of the guards and the killing of a clerk".
    fn before_others(&self, words: Range<usize>, others: &[Trigger]) -> Range<usize> {
        let other = others.iter().map(|other| other.tokens.start).find(|at| words.contains(at));
        let and = other.and_then(|other| (words.start + 1..other).rev().find(|&at| self.scene.is(at, Traits::AND)));
        words.start..and.unwrap_or(words.end)
    }

    /// True of a preposition that may lead to whom an act is aimed at, or a notice addressed to.
    fn aims(&self, at: usize, trigger: &Trigger, frame: Frame) -> bool {
        let first = at == trigger.tokens.end && self.scene.is(at, Traits::OF);
        match frame {
            Frame::Act => first || self.scene.is(at, Traits::AGAINST | Traits::LOCATIVE),
            _ => at == trigger.tokens.end && self.scene.is(at, Traits::TO),
        }
    }

    /// True of a phrase that can be the aim behind such a preposition: behind one of place, premises only; behind "of", nothing thrown.
    fn is_aim(&self, at: usize, words: &Range<usize>, frame: Frame) -> bool {
        let scene = self.scene;
        let thrown = scene.is(at, Traits::OF) && scene.is(phrase::head(scene, words), Traits::MUNITION);
        let there = scene.is(at, Traits::AGAINST | Traits::OF) || arguments::is_premises(scene, words);
        let somebody = Traits::DETERMINER | Traits::POSSESSIVE | Traits::PERSON | Traits::COLLECTIVE;
        // "to the embassy", but "to avoid Egypt".
        let noun = || scene.chunk_at(words.start).is_some() || scene.is(words.start, somebody);
        !scene.is_calendar(words.start)
            && if frame == Frame::Act { there && !thrown } else { noun() && roles::is_named(scene, words) }
    }

    /// What the verb says on which the noun hangs: "the car was hit by a blast", "police responded with a volley", "the blast shook the
    /// German consulate".
    fn of_governor(&self, trigger: &Trigger, others: &[Trigger], cast: &Cast, parts: &mut Parts) {
        let scene = self.scene;
        let Some((tree, governor)) = self.tree.and_then(|tree| Some((tree, tree.governor(trigger.tokens.end - 1)?)))
        else {
            return;
        };
        let Governor { verb, as_what } = governor;
        let means = |at: usize| scene.is(at, Traits::BY | Traits::WITH);
        match as_what {
            Governed::Behind(at) if means(at) && tree.is_passive(verb) => {
                let hit = scene.is(verb, Traits::OCCUR) && parts.target.is_none();
                let words = tree.subject_of(verb).filter(|words| hit && !holds_trigger(words, others));
                let target = words.and_then(|words| roles::attacked(scene, cast, &words, "hit-by"));
                parts.target = parts.target.take().or(target.map(|part| Part { settled: false, ..part }));
            }
            Governed::Behind(at) if scene.is(at, Traits::UNDER) && parts.target.is_none() => {
                let words = tree.subject_of(verb);
                parts.target = words.and_then(|words| roles::attacked(scene, cast, &words, "came-under"));
            }
            Governed::Behind(_) if scene.is(verb, Traits::SUSPECT) && parts.actors.is_empty() => {
                // "The rebels were charged in the bombing", "blamed the rebels for the bombing".
                let suspect = if tree.is_passive(verb) { tree.subject_of(verb) } else { tree.object_of(verb) };
                let suspect = suspect.map(|words| clause::named_behind(scene, &words).unwrap_or(words));
                parts.actors = suspect.map(|words| self.attackers(&words, cast)).unwrap_or_default();
            }
            Governed::Behind(at) if means(at) && parts.actors.is_empty() => {
                parts.actors = tree.subject_of(verb).map(|words| self.attackers(&words, cast)).unwrap_or_default();
            }
            // "It had killed two fighters in an air strike": whoever killed made the strike.
            Governed::Behind(at)
                if scene.is(at, Traits::IN)
                    && scene.is(verb, Traits::FALL)
                    && !tree.is_passive(verb)
                    && tree.object_of(verb).is_some() =>
            {
                if parts.actors.is_empty() {
                    parts.actors = tree.subject_of(verb).map(|words| self.attackers(&words, cast)).unwrap_or_default();
                }
                let words = tree.object_of(verb).filter(|_| parts.target.is_none() && !parts.actors.is_empty());
                parts.target = parts.target.take().or_else(|| roles::attacked(scene, cast, &words?, "object"));
            }
            // "Five soldiers died in the attack": who fights is attacked; others only come to harm.
            Governed::Behind(at) if scene.is(at, Traits::IN) && parts.target.is_none() => {
                let fell = |words: &Range<usize>| scene.is(verb, Traits::FALL) && self.fights(words);
                let words = tree.subject_of(verb).filter(fell);
                let target = words.and_then(|words| roles::attacked(scene, cast, &words, "fell-in"));
                parts.target = target.map(|part| Part { settled: false, ..part });
            }
            Governed::Subject if parts.target.is_none() => {
                let tells = others.iter().any(|other| !other.noun && other.tokens.contains(&verb));
                let words = if tells || scene.is(verb, Traits::OCCUR) { self.aim_of(tree, verb) } else { None };
                parts.target = words.and_then(|words| roles::attacked(scene, cast, &words, "object-of-noun"));
            }
            _ => {}
        }
    }

    /// What a verb whose subject is an act is aimed at: its object, if that can be attacked, else premises behind it ("explodes at a clinic").
    fn aim_of(&self, tree: &SentenceTree, verb: usize) -> Option<Range<usize>> {
        let scene = self.scene;
        let named = |words: &Range<usize>| {
            arguments::is_premises(scene, words)
                || scene.is(phrase::head(scene, words), Traits::VEHICLE)
                || self.fights(words)
                || scene.has_sort(words, &[Sort::Body, Sort::Armed, Sort::Demonym])
        };
        let there = || tree.behind(verb, |at| scene.is(at, Traits::LOCATIVE) && scene.is_small(at));
        let object = tree.object_of(verb).filter(named);
        object.or_else(|| there().filter(|words| arguments::is_premises(scene, words)))
    }

    /// True of people who fight, and so are attacked rather than in the way.
    fn fights(&self, words: &Range<usize>) -> bool {
        self.scene.is(phrase::head(self.scene, words), Traits::COMBATANT)
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

    /// The verb of "carried out the attack", "claimed responsibility for the attack", "threw a bomb", "the embargo was imposed".
    fn light_verb(
        &self,
        sentence: &Range<usize>,
        trigger: &Trigger,
        frame: Frame,
        others: &[Trigger],
    ) -> Option<usize> {
        let thrown = frame == Frame::Act && self.scene.is(trigger.tokens.end - 1, Traits::MUNITION);
        let light = if thrown { Traits::LIGHT | Traits::THROW } else { Traits::LIGHT };
        let first = trigger.tokens.start.saturating_sub(8).max(sentence.start);
        let end = sentence.end.min(trigger.tokens.end + 5);
        let before = (first..trigger.tokens.start)
            .rev()
            .take_while(|&at| !self.scene.is_break(at) && !clause::ends_clause(self.scene, at))
            .take_while(|&at| !others.iter().any(|other| other.tokens.contains(&at)))
            .find(|&at| self.scene.is(at, light) && self.scene.is_small(at));
        let behind = || {
            (trigger.tokens.end..end)
                .take_while(|&at| !self.scene.is_break(at))
                .find(|&at| self.scene.is(at, light) && self.scene.is_past(at))
        };
        before.or_else(behind)
    }

    /// Whoever is the subject of the verb that governs the noun, or the agent of its passive.
    fn by_light_verb(&self, sentence: &Range<usize>, verb: usize, frame: Frame, cast: &Cast) -> Vec<Part> {
        let scene = self.scene;
        if let Some(tree) = self.tree.filter(|tree| tree.is_verb(verb)) {
            let doer = if tree.is_passive(verb) { tree.agent_of(verb) } else { tree.subject_of(verb) };
            let actors = doer.map(|words| self.actors(&words, frame, cast)).unwrap_or_default();
            if !actors.is_empty() || tree.is_passive(verb) {
                return actors;
            }
        }
        let before = clause::before(scene, verb, sentence);
        if before.be && !scene.is_gerund(verb) {
            let agent = clause::behind(scene, Traits::BY, verb + 1, sentence.end.min(verb + 8));
            return agent.map(|words| self.actors(&words, frame, cast)).unwrap_or_default();
        }
        let subject = before.subject.or_else(|| clause::main_subject(scene, verb, sentence));
        subject.map(|words| self.actors(&words, frame, cast)).unwrap_or_default()
    }
}

fn holds_trigger(words: &Range<usize>, triggers: &[Trigger]) -> bool {
    triggers.iter().any(|trigger| words.contains(&trigger.tokens.start))
}
