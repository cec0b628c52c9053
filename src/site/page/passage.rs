//! The evidence of an event: each reporting sentence in its surroundings, article by article.

use crate::content::Article;
use crate::extract::{Casualties, Field, Mention, Reason};
use crate::site::edition::Edition;
use crate::site::fragment;
use crate::site::place::anchor;
use crate::site::reported::sentence_of;
use crate::site::view::{EvidenceView, Passage, Proof, Whole, WhyView};
use crate::site::{address, names};
use crate::span::Span;
use crate::timeline::{Event, Evidence, ReadArticle};

/// Every report of an event, by article.
pub fn evidence<'a>(edition: &'a Edition, event: &'a Event) -> Vec<EvidenceView<'a>> {
    let reports = event.evidence.chunk_by(|a, b| a.article == b.article);
    reports.filter_map(|reports| of_article(edition, reports)).collect()
}

fn of_article<'a>(edition: &'a Edition, reports: &'a [Evidence]) -> Option<EvidenceView<'a>> {
    let first = reports.first()?;
    let read = edition.timeline.with_key(first.article)?;
    let mut found: Vec<(usize, &Mention)> = reports
        .iter()
        .filter_map(|evidence| edition.timeline.mention(evidence))
        .map(|mention| (sentence_of(read, mention), mention))
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
    let mentions = reports.iter().filter_map(|evidence| edition.timeline.mention(evidence));
    let casualties = mentions.map(|mention| mention.casualties).fold(Casualties::default(), Casualties::span);
    let by_hand = reports.iter().any(|evidence| evidence.mention.is_none());
    Some(EvidenceView {
        article: edition.row(edition.timeline.index(first))?,
        passages,
        killed: casualties.killed.map(|toll| edition.words.toll(toll)),
        injured: casualties.injured.map(|toll| edition.words.toll(toll)),
        by_hand,
    })
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
    let block = block_of(&article.prose.blocks, mention.sentence);
    let beside = |at: usize| {
        let span = *read.sentences.get(at)?;
        (block_of(&article.prose.blocks, span) == block).then(|| span.of(text))
    };
    let is_speech = edition.config.is_speech(&mention.kind);
    Passage {
        url: url(article, at),
        before: at.checked_sub(1).filter(|_| !shown_before).and_then(beside),
        sentence: mention.sentence.of(text),
        after: beside(at + 1),
        says: mention.actor.as_ref().filter(|_| is_speech).map(|actor| actor.text.as_str()),
        original: fragment::in_original(article, mention),
        dated: mention
            .why
            .iter()
            .filter(|reason| reason.field == Field::Date)
            .map(|reason| why(reason, text))
            .collect(),
    }
}

/// Number of the block (paragraph, heading, list item) that a sentence stands in.
fn block_of(blocks: &[Span], sentence: Span) -> usize {
    blocks.partition_point(|block| block.start <= sentence.start)
}

/// Where the sentence at an index stands on its article's page.
fn url(article: &Article, sentence: usize) -> String {
    format!("{}#{}", address::encoded(&address::article(&article.meta.slug)), names::sentence(sentence))
}

/// All that is known of the event at an index, for a list that shows it whole.
pub fn whole<'a>(edition: &'a Edition, at: usize) -> Option<Whole<'a>> {
    let event = edition.timeline.events.get(at)?;
    let mut proofs: Vec<Proof> = event.evidence.iter().map(|evidence| proof(edition, evidence)).collect();
    proofs.dedup_by(|a, b| a.url == b.url);
    Some(Whole {
        id: anchor(event),
        actors: edition.actors(&event.actors),
        targets: edition.actors(&event.targets),
        quote: event.quote.as_deref(),
        note: event.note.as_deref(),
        proofs,
    })
}

fn proof<'a>(edition: &'a Edition, evidence: &Evidence) -> Proof<'a> {
    let read = edition.timeline.article(evidence);
    let article = &read.article;
    let mention = edition.timeline.mention(evidence);
    Proof {
        url: match mention {
            Some(mention) => url(article, sentence_of(read, mention)),
            None => address::encoded(&address::article(&article.meta.slug)),
        },
        sentence: mention.map(|mention| mention.sentence.of(&article.prose.text)),
        title: &article.meta.title,
        lang: edition.foreign(article.meta.lang.as_deref()),
    }
}

fn why<'a>(reason: &'a Reason, text: &'a str) -> WhyView<'a> {
    WhyView { rule: &reason.rule, words: reason.words.map(|words| words.of(text)), note: reason.note.as_deref() }
}
