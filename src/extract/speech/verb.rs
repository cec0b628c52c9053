//! Statements made by a verb: its speaker before or behind it, its addressee, and where it was said.
//!
//! Not here: nouns of speech (`noun`) and bare quotations (`quoted`).

use super::manner::Manner;
use super::{HEARER, Listener, Speaker, Utterance, complement, concerned};
use crate::config::Frame;
use crate::extract::Status;
use crate::extract::clause::{self, Before};
use crate::extract::draft::{Draft, Part};
use crate::extract::grammar::Traits;
use crate::extract::names::{Cast, Sort};
use crate::extract::phrase;
use crate::extract::roles;
use crate::extract::trigger::{Form, Trigger};
use crate::lang::Class;
use std::ops::Range;

/// How far behind a verb of speech somebody may be called responsible.
const BLAME: usize = 16;

/// Reads the statement of a verb.
pub(super) fn read(
    listener: &Listener,
    sentence: &Range<usize>,
    trigger: &Trigger,
    cast: &mut Cast,
    earlier: &[Draft],
) -> Option<Utterance> {
    let reader =
        Reader { listener, sentence, trigger, before: clause::before(listener.scene, trigger.tokens.start, sentence) };
    let manner = listener.manners.of(listener.triggers.lemma(trigger.lemma));
    let status = reader.status()?;
    if manner.relay && trigger.form == Form::Gerund {
        return reader.relayed(cast);
    }
    let speaker = reader.speaker(cast, earlier)?;
    if !complement::is_enough(listener, manner, trigger, sentence) {
        return None;
    }
    cast.remember(speaker.referent.clone());
    let target = if manner.address { reader.addressee(manner, cast) } else { None };
    let target = target.or_else(|| reader.partner(cast)).or_else(|| reader.blamed(cast));
    let target = target.or_else(|| concerned::party(listener, manner, trigger, sentence, cast));
    // "“Why?” asked Karl Lund": nobody speaks to himself.
    let target = target.filter(|target| target.name.text != speaker.referent.name);
    let place = reader.place(manner, cast).or_else(|| {
        super::place_of_speaker(
            listener.scene,
            &(speaker.words.start..reader.before.group.max(speaker.words.end)),
            cast,
        )
    });
    Some(Utterance { speaker, target, place, status })
}

struct Reader<'a> {
    listener: &'a Listener<'a>,
    sentence: &'a Range<usize>,
    trigger: &'a Trigger,
    before: Before,
}

impl Reader<'_> {
    /// How the verb must be built.
    fn manner(&self) -> &Manner {
        self.listener.manners.of(self.listener.triggers.lemma(self.trigger.lemma))
    }

    /// Whether it is or will be said; `None` where it is neither.
    fn status(&self) -> Option<Status> {
        let scene = self.listener.scene;
        if self.before.negated {
            return None;
        }
        match self.before.modal {
            Some(modal) if scene.is(modal, Traits::WILL) => return Some(Status::Future),
            Some(_) => return None,
            None => {}
        }
        (!self.before.infinitive).then_some(Status::Happened)
    }

    fn speaker(&self, cast: &Cast, earlier: &[Draft]) -> Option<Speaker> {
        let scene = self.listener.scene;
        let passive = self.trigger.form == Form::Participle && self.before.be;
        if passive || self.is_reduced_passive() {
            let agent = clause::behind(
                scene,
                Traits::BY,
                self.trigger.tokens.end,
                self.sentence.end.min(self.trigger.tokens.end + 3),
            )?;
            return self.named(agent, "speaker-by", cast).filter(|speaker| roles::is_named(scene, &speaker.words));
        }
        if self.trigger.form == Form::Gerund && !self.before.be {
            return self.participle_speaker(cast, earlier);
        }
        // "The prosecutor, Anna Berg, told reporters": the comma closes her name, not what was said.
        // "Karl Lund, a doctor, told Reuters": whoever stands behind such a verb hears.
        if self.before.apposition.is_none()
            && !self.before.parted
            && !self.manner().hearer
            && !self.is_opened_by_a_person()
            && let Some(behind) = self.inverted()
            && let Some(speaker) = self.named(behind, "speaker-after-verb", cast)
        {
            return Some(speaker);
        }
        let described =
            self.before.subject.as_ref().is_none_or(|subject| scene.chunk_at(phrase::head(scene, subject)).is_none());
        if let Some(name) = self.before.apposition.clone().filter(|_| described)
            && let Some(speaker) = self.named(name, "speaker-in-apposition", cast)
        {
            return Some(speaker);
        }
        match self.before.subject.clone() {
            Some(subject) => self.named(subject, "speaker-before-verb", cast),
            // "said that the talks had failed and accused the island": one statement of one speaker, whom the first verb names.
            None if let Some(first) = self.first_statement(earlier) => {
                let words = first.actor_words().filter(|_| self.is_coordinated())?;
                self.named(scene.tokens_at(words), "speaker-of-clause", cast)
            }
            None if self.is_coordinated() => {
                self.named(clause::main_subject(scene, self.before.group, self.sentence)?, "speaker-of-clause", cast)
            }
            None => None,
        }
    }

    /// True of "Anna Berg, then the mayor, called the raiders cowards": the comma closes what stands behind her name.
    fn is_opened_by_a_person(&self) -> bool {
        let scene = self.listener.scene;
        let subject = self.before.subject.as_ref();
        let person =
            |words: &Range<usize>| scene.chunk_at(words.end - 1).is_some_and(|chunk| chunk.sort == Sort::Person);
        subject
            .is_some_and(|words| words.start == self.sentence.start && words.end < self.before.group && person(words))
    }

    /// The statement that its sentence has made before.
    fn first_statement<'d>(&self, earlier: &'d [Draft]) -> Option<&'d Draft> {
        earlier.iter().find(|draft| draft.frame == Frame::Speech && draft.stands_in(self.sentence))
    }

    /// True of a participle without auxiliary: "accused of", "condemned by".
    fn is_reduced_passive(&self) -> bool {
        let scene = self.listener.scene;
        let after = self.trigger.tokens.end;
        let past = matches!(self.trigger.form, Form::Past | Form::Participle);
        past && scene.is(after, Traits::BY) && !scene.is_gerund(after + 1) && !scene.is_calendar(after + 1)
    }

    /// "and said", "but said": the subject stands further off.
    fn is_coordinated(&self) -> bool {
        let scene = self.listener.scene;
        self.before
            .group
            .checked_sub(1)
            .is_some_and(|at| at > self.sentence.start && (scene.is(at, Traits::COORDINATOR) || scene.is_mark(at, ",")))
            && matches!(self.trigger.form, Form::Past | Form::Third | Form::Participle)
    }

    /// The phrase behind the verb, where the verb closes what is said: "“...”, said Anna Berg".
    fn inverted(&self) -> Option<Range<usize>> {
        let scene = self.listener.scene;
        let at = self.before.group.checked_sub(1).filter(|&at| at >= self.sentence.start);
        let after_words = match at {
            None => scene.class(self.sentence.start) == Class::Word && self.sentence.start == self.trigger.tokens.start,
            Some(at) => {
                scene.class(at) == Class::CloseQuote
                    || scene.is_mark(at, ",")
                    || scene.is_mark(at, "-")
                    || scene.is_mark(at, "--")
            }
        };
        if !after_words
            || self.before.group != self.trigger.tokens.start
            || matches!(self.trigger.form, Form::Base | Form::Gerund)
        {
            return None;
        }
        let found = clause::inverted(scene, self.trigger.tokens.end, self.sentence)?;
        let end = found.end;
        let closes = end >= self.sentence.end
            || scene.is_break(end)
            || scene.is(end, Traits::LOCATIVE | Traits::RELATIVE | Traits::COORDINATOR)
            || scene.is_calendar(end);
        closes.then_some(found)
    }

    /// The speaker of "saying": whoever is quoted, or the subject of the clause before.
    fn participle_speaker(&self, cast: &Cast, earlier: &[Draft]) -> Option<Speaker> {
        let scene = self.listener.scene;
        let before = self.trigger.tokens.start.checked_sub(1).filter(|&at| at >= self.sentence.start)?;
        if scene.is(before, Traits::AS) {
            return self.quoted_as(before, cast);
        }
        if let Some(words) = clause::absolute(scene, self.trigger.tokens.start, self.sentence) {
            return self.named(words, "speaker-of-clause", cast);
        }
        let last = earlier.last().filter(|draft| draft.stands_in(self.sentence));
        let hangs = scene.is_mark(before, ",")
            || scene.class(before) == Class::CloseQuote
            || scene.is(before, Traits::BY | Traits::COORDINATOR)
            || scene.is_past(before);
        if !hangs || last.is_some_and(|draft| draft.frame == Frame::Speech) {
            return None;
        }
        self.named(clause::main_subject(scene, self.trigger.tokens.start, self.sentence)?, "speaker-of-clause", cast)
    }

    /// "quoted X as saying", "X was quoted as saying": X.
    fn quoted_as(&self, at: usize, cast: &Cast) -> Option<Speaker> {
        let scene = self.listener.scene;
        let last = at.checked_sub(1)?;
        if scene.is_past(last) {
            let subject = clause::before(scene, last, self.sentence).subject?;
            return self.named(subject, "speaker-quoted", cast);
        }
        // From the verb of quoting on, the phrase is the one quoted.
        let verb = (self.sentence.start..at).rev().take(14).find(|&at| {
            scene.is_past(at)
                || scene.is_gerund(at)
                || scene.is(at, Traits::VERB) && scene.word(at).starts_with("quote")
        })?;
        self.named(phrase::starting(scene, verb + 1, at, true)?, "speaker-quoted", cast)
    }

    /// "quoting activists": the activists speak.
    fn relayed(&self, cast: &mut Cast) -> Option<Utterance> {
        let scene = self.listener.scene;
        let object = clause::object(scene, self.trigger.tokens.end, self.sentence, Traits::NONE)?;
        if scene.is(object.end, Traits::AS) {
            return None;
        }
        // "Citing safety" gives a reason, no source.
        let speaker = self.named_as(object, "speaker-quoted", cast, false)?;
        Some(Utterance { speaker, target: None, place: None, status: Status::Happened })
    }

    /// The speaker that a phrase names, if it can speak at all.
    fn named(&self, words: Range<usize>, rule: &'static str, cast: &Cast) -> Option<Speaker> {
        self.named_as(words, rule, cast, !self.manner().clause)
    }

    /// The same, where it is known whether any noun may speak (`plain`) or only people and bodies.
    fn named_as(&self, words: Range<usize>, rule: &'static str, cast: &Cast, plain: bool) -> Option<Speaker> {
        let scene = self.listener.scene;
        // "Saddam's message called for": the message speaks for whoever sent it.
        let words = roles::owner(scene, &words).unwrap_or(words);
        if !roles::may_speak(scene, &words, plain) {
            return None;
        }
        let referent = cast.resolve(&words)?;
        Some(Speaker { referent, words, rule })
    }

    fn addressee(&self, manner: &Manner, cast: &Cast) -> Option<Part> {
        let scene = self.listener.scene;
        // "Called it a revenge attack": what is spoken of, not whom one speaks to.
        let thing = |words: &Range<usize>| words.len() == 1 && scene.is(words.start, Traits::IT);
        let object = clause::object(scene, self.trigger.tokens.end, self.sentence, Traits::TO | Traits::AGAINST)
            .filter(|words| !thing(words))?;
        let rule = if manner.hearer { HEARER } else { "addressee" };
        // "his counterpart, Karl Lund": the name says more.
        let object = clause::named_behind(scene, &object).unwrap_or(object);
        let named = roles::party(scene, cast, &object, rule);
        let occasion = scene.is(phrase::head(scene, &object), Traits::WORDS);
        let anything = || manner.hearer && !occasion && !scene.is(object.start, Traits::PRONOUN);
        named.or_else(|| anything().then(|| roles::attacked(scene, cast, &object, rule)).flatten())
    }

    /// Whom a letter, or an interview, is with: "In a letter to the board, she said".
    fn partner(&self, cast: &Cast) -> Option<Part> {
        let scene = self.listener.scene;
        // "In an interview from the capital on Channel Two".
        let noun_end = |at: usize| {
            let from = scene
                .chunk_at(at - 1)
                .and_then(|chunk| chunk.titled_from.checked_sub(1))
                .filter(|&from| scene.is(from, Traits::FROM | Traits::IN));
            if scene.is(at, Traits::AIRED) { from.unwrap_or(at) } else { at }
        };
        let joins = |at: &usize| {
            scene.is(*at, Traits::TO | Traits::WITH | Traits::AIRED)
                && *at > self.sentence.start + 1
                && noun_end(*at).checked_sub(1).is_some_and(|word| scene.is(word, Traits::WORDS))
                && scene.quotation_at(*at).is_none()
        };
        let at = self.sentence.clone().find(joins)?;
        let noun = phrase::ending(scene, at - 1, self.sentence.start)?;
        let led = noun
            .start
            .checked_sub(1)
            .is_some_and(|before| scene.is(before, Traits::IN) || scene.is(noun.start, Traits::IN));
        let words = phrase::starting(scene, at + 1, self.sentence.end, false).filter(|_| led)?;
        roles::is_named(scene, &words).then(|| roles::party(scene, cast, &words, HEARER)).flatten()
    }

    /// Who is answerable, as the speaker says: "that the rebels were responsible for the attack".
    fn blamed(&self, cast: &Cast) -> Option<Part> {
        let scene = self.listener.scene;
        let end = self.sentence.end.min(self.trigger.tokens.end + BLAME);
        let mut said = (self.trigger.tokens.end + 1..end).take_while(|&at| !scene.is_break(at));
        let at = said.find(|&at| scene.is(at, Traits::BLAMED) && scene.is(at - 1, Traits::BE | Traits::ADVERB))?;
        let words = clause::before(scene, at, &(self.trigger.tokens.end..self.sentence.end)).subject?;
        roles::is_named(scene, &words).then(|| roles::attacked(scene, cast, &words, "blamed")).flatten()
    }

    /// Where it was said: "in Washington" right behind the verb. "Condemned the attack in Paris" was said anywhere.
    fn place(&self, manner: &Manner, cast: &Cast) -> Option<Part> {
        let scene = self.listener.scene;
        if manner.address && !manner.hearer && !scene.is(self.trigger.tokens.end, Traits::POSITION) {
            return None;
        }
        let limit = self.sentence.end.min(self.trigger.tokens.end + 6);
        let at = (self.trigger.tokens.end..limit)
            .take_while(|&at| {
                !clause::ends_clause(scene, at)
                    && !scene.is(at, Traits::THAT | Traits::AUXILIARY)
                    && (scene.class(at) != Class::Number || scene.is_calendar(at - 1))
            })
            .find(|&at| scene.is(at, Traits::POSITION))?;
        let chunk = scene.chunk_at(at + 1).filter(|chunk| matches!(chunk.sort, Sort::Place | Sort::Capital))?;
        Some(roles::place(scene, cast, chunk, "said-in-place"))
    }
}
