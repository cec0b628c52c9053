//! The shape of one report of an event as data: the sentence, who says what in it, and how its date was worked out.
//!
//! What a report says of the event itself stands there only where it is not what all reports together come to; how many
//! came to harm, always. Not here: the event (`event`).

use super::event::TollData;
use crate::export::Source;
use crate::extract::{Field, Mention, Name, Reason};
use crate::site::reported::sentence_of;
use crate::site::{fragment, names};
use crate::timeline::{Event, Evidence};
use serde::Serialize;

#[derive(Default, Serialize)]
pub(super) struct EvidenceData<'a> {
    /// Index into `articles`.
    article: usize,
    /// Id of the sentence on the article's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// Where the sentence stands in the original.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<String>,
    /// Whose words or account it is, as the sentence names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    killed: Option<TollData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    injured: Option<TollData>,
    /// How its date was worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dated: Vec<WhyData<'a>>,
}

impl<'a> EvidenceData<'a> {
    pub(super) fn new(source: &Source<'a>, event: &'a Event, evidence: &Evidence) -> Self {
        // All that is known of an event that an editor wrote into an article.
        let bare = EvidenceData { article: source.timeline.index(evidence), ..EvidenceData::default() };
        match source.timeline.mention(evidence) {
            Some(mention) => bare.with(source, event, evidence, mention),
            None => bare,
        }
    }

    fn with(self, source: &Source<'a>, event: &'a Event, evidence: &Evidence, mention: &'a Mention) -> Self {
        let read = source.timeline.article(evidence);
        let text = &read.article.prose.text;
        let is_speech = source.config.is_speech(&mention.kind);
        let actor = name(&mention.actor);
        let dated = mention.why.iter().filter(|reason| reason.field == Field::Date);
        EvidenceData {
            sentence: Some(names::sentence(sentence_of(read, mention))),
            text: Some(mention.sentence.of(text)),
            original: fragment::in_original(&read.article, mention),
            speaker: actor.filter(|_| is_speech),
            when: (mention.when != event.when).then(|| mention.when.to_string()),
            actor: actor.filter(|name| !is_speech && !event.actors.iter().any(|known| known == name)),
            place: name(&mention.place).filter(|name| event.place.as_deref() != Some(name)),
            status: (mention.status != event.status).then(|| names::status(mention.status)),
            killed: mention.casualties.killed.map(TollData::new),
            injured: mention.casualties.injured.map(TollData::new),
            dated: dated.map(|reason| WhyData::new(reason, text)).collect(),
            ..self
        }
    }
}

fn name(name: &Option<Name>) -> Option<&str> {
    name.as_ref().map(|name| name.text.as_str())
}

#[derive(Serialize)]
struct WhyData<'a> {
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> WhyData<'a> {
    fn new(reason: &'a Reason, text: &'a str) -> Self {
        WhyData { rule: &reason.rule, words: reason.words.map(|words| words.of(text)), note: reason.note.as_deref() }
    }
}
