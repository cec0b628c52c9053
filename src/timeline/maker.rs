//! From mentions to what one article reports, and from what several articles report to a finished event.
//!
//! Not here: which reports speak of one event (`merge`), and what is kept from one timeline to the next (`joiner`).

use super::draft::Draft;
use super::event::Event;
use super::id::Stem;
use super::keys::ArticleKey;
use super::merge::{self, Gathered, Gathering};
use super::order::Order;
use super::register;
use super::title::{Slots, TitleWords};
use super::{Evidence, ReadArticle};
use crate::config::{Frame, Kind};
use crate::lang::Language;
use std::sync::Arc;

/// An event as one article reports it. It depends on that article alone, and not on where the article stands among others.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) draft: Draft,
    /// Under what the same event is looked for in other articles.
    pub(super) keys: Vec<u64>,
}

/// Where a report stands among all: the key of its article, and its own index among those of the article.
pub(super) type Place = (ArticleKey, usize);

/// A report with the place of its article on the timeline.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Key of the article.
    pub(super) article: ArticleKey,
    /// Index of the report among those of the article.
    pub(super) at: usize,
    pub(super) report: Arc<Report>,
}

impl Member {
    /// Where the report stands among all reports.
    pub(super) fn place(&self) -> Place {
        (self.article, self.at)
    }
}

/// An event, before it has its id.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// Where its reports stand, in order.
    pub(super) parts: Vec<Place>,
    pub(super) stem: Stem,
    /// Events of different families never want one id.
    pub(super) family: u64,
    pub(super) event: Arc<Event>,
}

/// What reports and events are made with.
pub(super) struct Maker<'a> {
    pub(super) kinds: &'a [Kind],
    pub(super) order: Order<'a>,
    words: TitleWords,
}

impl<'a> Maker<'a> {
    pub(super) fn new(kinds: &'a [Kind], language: Option<&Language>) -> Self {
        Maker { kinds, order: Order::of(kinds), words: language.map(TitleWords::new).unwrap_or_default() }
    }

    /// What an article reports: what its front matter says and what its prose says, each event once.
    pub(super) fn reports(&self, read: &ReadArticle) -> Vec<Report> {
        let prose = &read.article.prose.text;
        let kind = |id: &str| self.order.kind(id);
        let by_hand =
            read.article.meta.events.iter().filter_map(|event| Some(Draft::by_hand(kind(&event.kind)?, event)));
        let found = read.mentions.iter().enumerate();
        let found = found
            .filter_map(|(at, found)| Some((found.event, Draft::from_mention(kind(&found.kind)?, found, at, prose))));
        let drafts = merge::within_article(by_hand, found, |draft| self.frame(draft));
        drafts.into_iter().map(|draft| self.report(draft, read)).collect()
    }

    fn report(&self, mut draft: Draft, read: &ReadArticle) -> Report {
        draft.stem = self.stem(&draft, |_| Some(read));
        let keys = merge::keys(&draft, self.frame(&draft));
        Report { draft, keys }
    }

    /// What the id of a draft is made from.
    pub(super) fn stem<'t>(&self, draft: &Draft, article: impl Fn(ArticleKey) -> Option<&'t ReadArticle>) -> Stem {
        let sentence = sentence(&draft.evidence, article);
        Slots { kind: &self.kinds[draft.kind], draft, sentence, words: &self.words }.stem()
    }

    /// How those named in a report of a kind stand to each other.
    pub(super) fn frame(&self, draft: &Draft) -> Frame {
        self.kinds[draft.kind].frame
    }

    /// The events that some reports speak of, in the order of their first reports. No report outside may share a key with one of them. An
    /// event that `known` gives for its reports is not made again.
    pub(super) fn events<'t>(
        &self,
        members: &[Member],
        known: impl Fn(&[Place]) -> Option<Made>,
        article: impl Fn(ArticleKey) -> Option<&'t ReadArticle>,
    ) -> Vec<Made> {
        let mut gathering = Gathering::default();
        members.iter().for_each(|member| gathering.add(member, self.frame(&member.report.draft)));
        let made = |mut gathered: Gathered| {
            let parts = std::mem::take(&mut gathered.parts);
            known(&parts).unwrap_or_else(|| Made { parts, ..self.made(gathered.into_draft(), &article) })
        };
        gathering.into_events().into_iter().map(made).collect()
    }

    /// The event that a draft becomes, under an id that is a guess.
    pub(super) fn made<'t>(&self, draft: Draft, article: impl Fn(ArticleKey) -> Option<&'t ReadArticle>) -> Made {
        let kind = &self.kinds[draft.kind];
        let sentence = sentence(&draft.evidence, article);
        let title = Slots { kind, draft: &draft, sentence, words: &self.words }.title();
        let origin = draft.origin();
        let (place, location) = draft.place();
        let place_inferred = place.is_some() && draft.places.is_empty();
        let Draft { stem, quote, by_hand, mut evidence, .. } = draft;
        let by_hand = by_hand.unwrap_or_default();
        evidence.sort_unstable();
        let event = Event {
            // A guess; the id is given when all events are known.
            id: stem.plain.clone(),
            kind: kind.id.clone(),
            subkind: draft.subkind,
            when: draft.when,
            basis: draft.basis,
            title,
            actors: draft.actors.to_strings(),
            targets: draft.targets.to_strings(),
            place,
            location,
            place_inferred,
            casualties: draft.casualties,
            weapons: draft.weapons.to_strings(),
            status: draft.status,
            confidence: draft.confidence,
            quote: by_hand.quote.or(quote.map(|quote| quote.to_string())),
            note: by_hand.note,
            origin,
            evidence,
            curated: None,
        };
        let family = register::family(&stem.plain);
        Made { parts: Vec::new(), stem, family, event: Arc::new(event) }
    }
}

/// The sentence of the first report that has one; empty where none has.
pub(super) fn sentence<'t>(evidence: &[Evidence], article: impl Fn(ArticleKey) -> Option<&'t ReadArticle>) -> &'t str {
    let first = evidence.iter().find_map(|evidence| {
        let at = evidence.mention?;
        Some((article(evidence.article)?, at))
    });
    first.map_or("", |(read, at)| read.mentions[at].sentence.of(&read.article.prose.text))
}
