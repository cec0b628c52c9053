//! From drafts to mentions: default dates, briefings, confidence.
//!
//! Not here: anything that needs the words of a sentence.

use super::confidence::{Actor, Confidence};
use super::dates::Dating;
use super::draft::{Draft, Naming, Part};
use super::needs::Needs;
use super::scene::Scene;
use super::trigger::{Form, Triggers};
use super::{Field, Mention, Reason, Status};
use crate::config::{Frame, Kind};
use crate::date::{Day, When};

/// Dates every draft that has no date yet by what its kind allows, given the day on which its part of the text was written. A retrospect tells when
/// something was said, or leaves it open.
pub(super) fn date(drafts: &mut [Draft], is_retrospect: bool, written: impl Fn(&Draft) -> Day) {
    for at in 0..drafts.len() {
        if drafts[at].dating.is_some() {
            continue;
        }
        let article = written(&drafts[at]);
        let open = || Dating::inferred(When::until(article), "no-later-than-article", format!("article of {article}"));
        let long_ago = is_retrospect && !matches!(drafts[at].trigger.form, Form::Third | Form::Base);
        let dating = match drafts[at].frame {
            Frame::Speech if long_ago => briefing(drafts, at).unwrap_or_else(open),
            Frame::Notice if long_ago && is_real(drafts[at].status) => of_content(drafts, at).unwrap_or_else(open),
            Frame::Speech => briefing(drafts, at).unwrap_or_else(|| of_article(article)),
            Frame::Notice if is_real(drafts[at].status) => {
                of_content(drafts, at).unwrap_or_else(|| of_article(article))
            }
            _ if is_real(drafts[at].status) => open(),
            _ => Dating::inferred(When::UNKNOWN, "not-dated", String::new()),
        };
        drafts[at].dating = Some(dating);
    }
}

fn is_real(status: Status) -> bool {
    matches!(status, Status::Happened | Status::Claimed)
}

/// A notice of what its sender is doing is of the same date.
fn of_content(drafts: &[Draft], at: usize) -> Option<Dating> {
    let notice = &drafts[at];
    let told = drafts.iter().find(|other| {
        other.frame == Frame::Act
            && other.sentence == notice.sentence
            && other.trigger.tokens.start > notice.trigger.tokens.start
            && same_actor(other, notice)
    });
    let dating = told?.dating.as_ref()?;
    Some(Dating::inferred(dating.when, "date-of-content", dating.reason.note.clone().unwrap_or_default()))
}

fn of_article(article: Day) -> Dating {
    Dating::inferred(When::day(article), "date-of-article", format!("article of {article}"))
}

/// Most days of the date of a briefing.
const WEEK: i64 = 7;

/// The date of the speaker's statement told last before, or of the only day on which he speaks; not for "says", which is now.
fn briefing(drafts: &[Draft], at: usize) -> Option<Dating> {
    let draft = &drafts[at];
    if matches!(draft.trigger.form, Form::Third | Form::Base) && !draft.continued {
        return None;
    }
    // "A warning last year" was no part of it.
    let near =
        |other: &Draft| other.dating.as_ref().and_then(|dating| dating.when.days()).is_some_and(|days| days <= WEEK);
    let same = |other: &&Draft| other.frame == Frame::Speech && same_actor(other, draft) && near(other);
    let before = drafts[..at].iter().rev().find(same);
    let after = || drafts[at + 1..].iter().find(same).filter(|other| other.sentence <= draft.sentence + 3);
    let dating = before.or_else(after)?.dating.as_ref()?;
    Some(Dating::inferred(dating.when, "date-of-briefing", dating.reason.note.clone().unwrap_or_default()))
}

fn same_actor(a: &Draft, b: &Draft) -> bool {
    a.actor.is_some() && a.actor.as_ref().map(|part| &part.name.text) == b.actor.as_ref().map(|part| &part.name.text)
}

/// Gives statements of one briefing (speaker and day) its place.
pub(super) fn share_places(drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        if drafts[at].frame != Frame::Speech || drafts[at].place.is_some() {
            continue;
        }
        let draft = &drafts[at];
        let when = |draft: &Draft| draft.dating.as_ref().map(|dating| dating.when);
        let found = drafts.iter().find(|other| {
            other.frame == Frame::Speech
                && other.place.is_some()
                && same_actor(other, draft)
                && when(other) == when(draft)
        });
        let place: Option<Part> =
            found.and_then(|other| other.place.as_ref()).map(|place| place.elsewhere("same-briefing"));
        drafts[at].place = place;
    }
}

/// What is needed to write a mention.
pub(super) struct Finisher<'a> {
    pub scene: &'a Scene<'a>,
    pub triggers: &'a Triggers,
    pub needs: &'a Needs,
    pub kinds: &'a [Kind],
    pub confidence: &'a Confidence,
}

impl Finisher<'_> {
    /// The mention of a draft.
    pub fn mention(&self, draft: Draft) -> Option<Mention> {
        let kind = self.kinds.get(draft.trigger.kind)?;
        let sentence = self.scene.reading.sentences.get(draft.sentence)?.span;
        let subkind = draft
            .subkind
            .and_then(|at| kind.subkinds.get(at))
            .map_or(self.default_subkind(&draft, kind), |subkind| subkind.id.clone());
        let weak = self.needs.is_weak(self.triggers, &draft.trigger);
        let confidence = self.confidence.of(&draft, Actor::of(self.scene, &draft), weak);
        let dating = draft.dating.clone()?;
        let trigger = self.scene.span(&draft.trigger.tokens);
        let mut why = vec![
            Reason { field: Field::Kind, rule: self.rule(&draft), words: Some(trigger), note: None },
            dating.reason,
        ];
        let parts = [(Field::Actor, &draft.actor), (Field::Target, &draft.target), (Field::Place, &draft.place)];
        for (field, part) in parts {
            if let Some(part) = part {
                why.push(Reason { field, rule: part.rule.to_owned(), words: part.name.words, note: None });
            }
        }
        why.extend(draft.why);
        Some(Mention {
            sentence,
            event: draft.event,
            kind: kind.id.clone(),
            subkind,
            trigger,
            when: dating.when,
            basis: dating.basis,
            actor: draft.actor.map(|part| part.name),
            target: draft.target.map(|part| part.name),
            place_inferred: draft.place.as_ref().is_some_and(|place| place.naming == Naming::Around),
            location: draft.place.as_ref().and_then(|place| place.location),
            place: draft.place.map(|part| part.name),
            casualties: draft.casualties,
            weapon: draft.weapon,
            quote: draft.quote,
            status: draft.status,
            confidence,
            why,
        })
    }

    /// Statements are sayings unless their verb says more.
    fn default_subkind(&self, draft: &Draft, kind: &Kind) -> String {
        let say = kind.subkinds.iter().find(|subkind| subkind.words.iter().any(|word| word == "say"));
        match say {
            Some(say) if draft.frame == Frame::Speech => say.id.clone(),
            _ => "other".to_owned(),
        }
    }

    fn rule(&self, draft: &Draft) -> String {
        match (draft.continued, draft.trigger.noun) {
            (true, _) => "quotation-continues".to_owned(),
            _ if draft.trigger.is_attribution() => "attribution".to_owned(),
            (_, true) => format!("noun {}", self.triggers.lemma(draft.trigger.lemma)),
            (_, false) => format!("verb {}", self.triggers.lemma(draft.trigger.lemma)),
        }
    }
}
