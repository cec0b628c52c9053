//! Speech: who says something, to whom, and which quoted words are whose.
//!
//! Direct, indirect and mixed speech are read by construction: subject and verb in either order, "according to", nouns of speech with
//! their speaker, quotations that go on. Not here: acts and notices, and dates.

mod attribution;
mod complement;
mod concerned;
mod manner;
mod noun;
mod quoted;
mod verb;

pub(super) use manner::Manners;
pub(super) use quoted::{add_continued, give_quotes};

use super::draft::{Draft, Part};
use super::grammar::Traits;
use super::names::{Cast, Referent, Sort};
use super::phrase;
use super::roles;
use super::scene::Scene;
use super::trigger::{Trigger, Triggers};
use crate::config::Frame;
use crate::lang::{Capital, Class};
use crate::span::Span;
use std::ops::Range;

/// What the reading of speech needs.
pub(super) struct Listener<'a> {
    pub scene: &'a Scene<'a>,
    pub triggers: &'a Triggers,
    pub manners: &'a Manners,
}

/// Rule of an addressee who hears whatever else the speaker says.
const HEARER: &str = "hearer";

/// Somebody found speaking.
#[derive(Clone, Debug)]
struct Speaker {
    referent: Referent,
    words: Range<usize>,
    rule: &'static str,
}

impl Listener<'_> {
    /// Adds the statement that a trigger of speech makes to those found before it. What one speaker says in one sentence is one
    /// statement: "said that the talks had failed, and accused the island" names with its second verb whom it is about.
    pub fn read(
        &self,
        sentence: usize,
        tokens: &Range<usize>,
        trigger: &Trigger,
        cast: &mut Cast,
        drafts: &mut Vec<Draft>,
    ) {
        let within = self.scene.quotation_at(trigger.tokens.start);
        if within.is_some_and(|quotation| quotation.tokens.len() > 3) || self.is_in_note(tokens, trigger) {
            return;
        }
        let utterance = if trigger.noun {
            noun::read(self, tokens, trigger, cast)
        } else {
            verb::read(self, tokens, trigger, cast, drafts)
        };
        let Some(utterance) = utterance else { return };
        for words in self.parties(tokens, &utterance.speaker.words) {
            let Some(referent) = cast.resolve(&words) else { continue };
            let speaker = Speaker { referent, words, rule: utterance.speaker.rule };
            add(Utterance { speaker, ..utterance.clone() }.into_draft(self.scene, sentence, trigger), drafts);
        }
        add(utterance.into_draft(self.scene, sentence, trigger), drafts);
    }

    /// Each of several that speak: "Cuba and Yemen", "Anna Berg, Karl Lund and the United Nations". None where one speaks.
    fn parties(&self, sentence: &Range<usize>, words: &Range<usize>) -> Vec<Range<usize>> {
        let scene = self.scene;
        let sorts = [Sort::Country, Sort::Armed, Sort::Body, Sort::Person, Sort::Capital, Sort::Seat];
        let named = |side: &Range<usize>| scene.chunk_at(phrase::head(scene, side)).is_some();
        let Some(last) = roles::sides(scene, words, &sorts).filter(|both| both.iter().all(named)) else {
            return Vec::new();
        };
        let mut parties = Vec::from(last);
        let mut first = words.start;
        while let Some(comma) = first.checked_sub(1).filter(|&at| at > sentence.start && scene.is_mark(at, ",")) {
            let Some(chunk) = scene.chunk_at(comma - 1).filter(|chunk| sorts.contains(&chunk.sort)) else { break };
            let opens = chunk.titled_from == sentence.start || scene.is_break(chunk.titled_from - 1);
            if !opens {
                break;
            }
            parties.push(chunk.tokens.clone());
            first = chunk.titled_from;
        }
        parties
    }

    /// True within an agency's note to its editors: "(Adds the minister's quotes)".
    fn is_in_note(&self, sentence: &Range<usize>, trigger: &Trigger) -> bool {
        let before = (sentence.start..trigger.tokens.start).rev();
        let mut bracket = before.take_while(|&at| self.scene.class(at) != Class::CloseBracket);
        let open = bracket.find(|&at| self.scene.is_mark(at, "(") || self.scene.is_mark(at, "["));
        let first = open.and_then(|open| self.scene.token(open + 1));
        first.is_some_and(|token| token.capital != Capital::None && self.manners.notes.contains(&token.word))
    }

    /// The statements of a sentence whose source is named by "according to" and the like.
    pub fn attributed(
        &self,
        index: usize,
        sentence: &Range<usize>,
        kind: usize,
        cast: &mut Cast,
        earlier: &[Draft],
    ) -> Vec<Draft> {
        attribution::read(self, index, sentence, kind, cast, earlier)
    }

    /// True where some source may be named by such a phrase.
    pub fn may_attribute(&self, sentence: &Range<usize>) -> bool {
        let tokens = self.scene.reading.tokens.get(sentence.clone()).unwrap_or_default();
        tokens.iter().any(|token| self.manners.attribution.begins_with(token.word))
    }
}

/// Adds a statement, or what it tells besides to the same one.
fn add(draft: Draft, drafts: &mut Vec<Draft>) {
    match drafts.iter_mut().find(|other| same_statement(other, &draft)) {
        Some(known) => known.target = known.target.take().or(draft.target),
        None => drafts.push(draft),
    }
}

/// True of two statements of one speaker in one sentence: they are one mention.
fn same_statement(a: &Draft, b: &Draft) -> bool {
    let name = |draft: &Draft| draft.actor.as_ref().map(|actor| actor.name.text.clone());
    a.frame == Frame::Speech && a.sentence == b.sentence && name(a) == name(b)
}

/// Where the speaker is: "a spokesman in Berlin said", "our reporter, in Cairo, says".
fn place_of_speaker(scene: &Scene, words: &Range<usize>, cast: &Cast) -> Option<Part> {
    let at = words.clone().find(|&at| scene.is(at, Traits::IN))?;
    let chunk = scene.chunk_at(at + 1).filter(|chunk| matches!(chunk.sort, Sort::Place | Sort::Capital))?;
    Some(roles::place(scene, cast, chunk, "place-of-speaker"))
}

/// A statement before it becomes a draft.
#[derive(Clone)]
struct Utterance {
    speaker: Speaker,
    target: Option<Part>,
    place: Option<Part>,
    status: super::Status,
}

impl Utterance {
    fn into_draft(self, scene: &Scene, sentence: usize, trigger: &Trigger) -> Draft {
        let mut draft = Draft::new(sentence, trigger.clone(), Frame::Speech);
        let words: Span = scene.span(&self.speaker.words);
        draft.actor = Some(Part::new(self.speaker.referent.name, words, self.speaker.rule));
        draft.target = self.target;
        draft.place = self.place;
        draft.status = self.status;
        draft.subject_at = Some(self.speaker.words.start);
        draft
    }
}
