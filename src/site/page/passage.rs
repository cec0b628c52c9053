//! The evidence of an event: each reporting sentence in its surroundings, article by article.

use super::fragment;
use crate::config::Frame;
use crate::extract::{Field, Mention, Reason};
use crate::site::address;
use crate::site::edition::Edition;
use crate::site::view::{EvidenceView, Passage, WhyView};
use crate::timeline::{Event, Evidence, ReadArticle};

/// Every report of an event, by article.
pub fn evidence<'a>(edition: &'a Edition, event: &'a Event) -> Vec<EvidenceView<'a>> {
    let reports = event.evidence.chunk_by(|a, b| a.article == b.article);
    reports.filter_map(|reports| of_article(edition, reports)).collect()
}

fn of_article<'a>(edition: &'a Edition, reports: &'a [Evidence]) -> Option<EvidenceView<'a>> {
    let first = reports.first()?;
    let read = edition.timeline.articles.get(first.article)?;
    let mut found: Vec<(usize, &Mention)> = reports
        .iter()
        .filter_map(|evidence| edition.timeline.mention(evidence))
        .map(|mention| (sentence_index(read, mention), mention))
        .collect();
    found.sort_by_key(|(at, _)| *at);
    let mut passages: Vec<Passage> = Vec::new();
    let mut last: Option<usize> = None;
    for (at, mention) in found {
        match last {
            Some(last) if last == at => continue,
            Some(last) if last + 1 == at => {
                if let Some(passage) = passages.last_mut() {
                    passage.after = None;
                }
            }
            _ => {}
        }
        let shown_before = last.is_some_and(|last| last + 2 >= at);
        passages.push(passage(edition, read, at, mention, shown_before));
        last = Some(at);
    }
    let by_hand = reports.iter().any(|evidence| evidence.mention.is_none());
    Some(EvidenceView { article: edition.row(first.article)?, passages, by_hand })
}

/// Index of the sentence that holds a mention.
pub fn sentence_index(read: &ReadArticle, mention: &Mention) -> usize {
    read.sentences.partition_point(|s| s.start <= mention.sentence.start).saturating_sub(1)
}

fn passage<'a>(
    edition: &'a Edition,
    read: &'a ReadArticle,
    at: usize,
    mention: &'a Mention,
    shown_before: bool,
) -> Passage<'a> {
    let article = &read.article;
    let text = &article.prose.text;
    let sentence = |at: usize| read.sentences.get(at).map(|span| span.of(text));
    let is_speech = edition.config.kinds.iter().any(|kind| kind.id == mention.kind && kind.frame == Frame::Speech);
    let outside = article.meta.source.as_ref().and_then(|source| source.url.as_deref()).filter(|url| is_web(url));
    Passage {
        url: format!("{}#{}", address::encoded(&address::article(&article.meta.slug)), sentence_id(at)),
        before: at.checked_sub(1).filter(|_| !shown_before).and_then(sentence),
        sentence: mention.sentence.of(text),
        after: sentence(at + 1),
        says: mention.actor.as_ref().filter(|_| is_speech).map(|actor| actor.text.as_str()),
        original: outside.map(|url| fragment::link(url, text, mention.sentence)),
        why: mention.why.iter().map(|reason| why(reason, text)).collect(),
    }
}

/// The id of a sentence on its article's page.
pub fn sentence_id(at: usize) -> String {
    format!("s{}", at + 1)
}

/// True of an address that a reader may be sent to.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn why<'a>(reason: &'a Reason, text: &'a str) -> WhyView<'a> {
    WhyView {
        field: field(reason.field),
        rule: &reason.rule,
        words: reason.words.map(|words| words.of(text)),
        note: reason.note.as_deref(),
    }
}

/// The name under which templates and exports know a field.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Kind => "kind",
        Field::Date => "date",
        Field::Actor => "actor",
        Field::Target => "target",
        Field::Place => "place",
        Field::Status => "status",
    }
}
