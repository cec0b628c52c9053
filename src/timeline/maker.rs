//! From mentions to what one article reports, and from what several articles report to a finished event.
//!
//! Not here: which reports speak of one event (`merge`), and what is kept from one timeline to the next (`joiner`).

use super::draft::Draft;
use super::event::Event;
use super::id::Stem;
use super::merge::{self, Gathered, Gathering};
use super::register;
use super::title::{Slots, TitleWords};
use super::{Evidence, ReadArticle};
use crate::config::Kind;
use crate::lang::Language;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An event as one article reports it. It depends on that article alone, and not on where the article stands among others.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) draft: Draft,
    /// Under what the same event is looked for in other articles.
    pub(super) keys: Vec<u64>,
}

/// A report with the place of its article on the timeline.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Index of the article.
    pub(super) article: usize,
    /// Index of the report among those of the article.
    pub(super) at: usize,
    pub(super) report: Arc<Report>,
}

impl Member {
    /// Where the report stands among all reports.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.article, self.at)
    }

    /// What tells the report from every other that is kept.
    pub(super) fn address(&self) -> usize {
        Arc::as_ptr(&self.report).addr()
    }
}

/// An event made from some reports of a group, before it has its id.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// The indexes of its reports in the group, in order.
    pub(super) parts: Vec<usize>,
    /// Index of its kind in the configuration.
    pub(super) kind: usize,
    pub(super) stem: Stem,
    /// Events of different families never want one id.
    pub(super) family: u64,
    pub(super) event: Arc<Event>,
}

impl Made {
    /// Its reports.
    pub(super) fn members<'m>(&self, group: &'m [Member]) -> impl Iterator<Item = &'m Member> {
        self.parts.iter().filter_map(|part| group.get(*part))
    }
}

/// Events made before, each with the reports of its group, by the address of its own first report.
pub(super) type Known<'a> = FxHashMap<usize, (&'a Made, &'a [Member])>;

/// What reports and events are made with.
pub(super) struct Maker<'a> {
    pub(super) kinds: &'a [Kind],
    order: FxHashMap<&'a str, usize>,
    words: TitleWords,
}

impl<'a> Maker<'a> {
    pub(super) fn new(kinds: &'a [Kind], language: Option<&Language>) -> Self {
        let order = kinds.iter().enumerate().map(|(at, kind)| (kind.id.as_str(), at)).collect();
        Maker { kinds, order, words: language.map(TitleWords::new).unwrap_or_default() }
    }

    /// The place of a kind among all, by its identifier.
    pub(super) fn kind(&self, id: &str) -> Option<usize> {
        self.order.get(id).copied()
    }

    /// What an article reports: what its front matter says and what its prose says, each event once.
    pub(super) fn reports(&self, read: &ReadArticle) -> Vec<Report> {
        let prose = &read.article.prose.text;
        let kind = |id: &str| self.kind(id);
        let by_hand =
            read.article.meta.events.iter().filter_map(|event| Some(Draft::by_hand(kind(&event.kind)?, event)));
        let found = read.mentions.iter().enumerate();
        let found = found
            .filter_map(|(at, found)| Some((found.event, Draft::from_mention(kind(&found.kind)?, found, at, prose))));
        let drafts = merge::within_article(by_hand, found, |draft| self.kinds[draft.kind].frame);
        drafts.into_iter().map(|draft| self.report(draft, read)).collect()
    }

    fn report(&self, mut draft: Draft, read: &ReadArticle) -> Report {
        draft.stem = self.stem(&draft, |_| read);
        let keys = merge::keys(&draft, self.kinds[draft.kind].frame);
        Report { draft, keys }
    }

    /// What the id of a draft is made from.
    pub(super) fn stem<'t>(&self, draft: &Draft, article: impl Fn(usize) -> &'t ReadArticle) -> Stem {
        let sentence = sentence(&draft.evidence, article);
        Slots { kind: &self.kinds[draft.kind], draft, sentence, words: &self.words }.stem()
    }

    /// The events that some reports speak of, in the order of their first reports. No report outside may share a key with one of them. An
    /// event of exactly the same reports as one that is known is that event.
    pub(super) fn events(&self, members: &[Member], known: &Known, articles: &[Arc<ReadArticle>]) -> Vec<Made> {
        let mut gathering = Gathering::default();
        for (at, member) in members.iter().enumerate() {
            gathering.add(member, at, self.kinds[member.report.draft.kind].frame);
        }
        let again = |parts: &[usize]| {
            let members = || parts.iter().filter_map(|part| members.get(*part));
            let (made, group) = known.get(&members().next()?.address())?;
            let is_same = |(a, b): (&Member, &Member)| a.address() == b.address() && a.place() == b.place();
            let is_made = made.parts.len() == parts.len() && made.members(group).zip(members()).all(is_same);
            is_made.then(|| Made { parts: parts.to_vec(), ..(*made).clone() })
        };
        let made = |gathered: Gathered| match again(&gathered.parts) {
            Some(made) => made,
            None => {
                let parts = gathered.parts.clone();
                Made { parts, ..self.made(gathered.into_draft(), articles) }
            }
        };
        gathering.into_events().into_iter().map(made).collect()
    }

    /// The event that a draft becomes, under an id that is a guess.
    pub(super) fn made(&self, draft: Draft, articles: &[Arc<ReadArticle>]) -> Made {
        let kind = &self.kinds[draft.kind];
        let sentence = sentence(&draft.evidence, |article| &articles[article]);
        let title = Slots { kind, draft: &draft, sentence, words: &self.words }.title();
        let origin = draft.origin();
        let (place, location) = draft.place();
        let place_inferred = place.is_some() && draft.places.is_empty();
        let Draft { kind: at, stem, quote, by_hand, mut evidence, .. } = draft;
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
        Made { parts: Vec::new(), kind: at, stem, family, event: Arc::new(event) }
    }
}

/// The sentence of the first report that has one; empty where none has.
pub(super) fn sentence<'t>(evidence: &[Evidence], article: impl Fn(usize) -> &'t ReadArticle) -> &'t str {
    let first = evidence.iter().find_map(|evidence| Some((article(evidence.article), evidence.mention?)));
    first.map_or("", |(read, at)| read.mentions[at].sentence.of(&read.article.prose.text))
}
