//! From mentions to events: which reports speak of one event, what it is called, and where it stands on the timeline.
//!
//! Not here: Markdown, HTML and files. An event knows its evidence as (article, mention) pairs into the timeline's own lists.

mod draft;
mod event;
mod id;
mod merge;
mod name;
mod title;

pub use event::{Event, Evidence, Origin};
pub use name::{NameKey, is_proper};

use crate::config::Kind;
use crate::content::Article;
use crate::extract::Mention;
use crate::lang::{Language, Sentences};
use crate::span::Span;
use draft::Draft;
use id::Ids;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use title::{Slots, StatusWords};

/// An article with what was found in it.
#[derive(Clone, Debug)]
pub struct ReadArticle {
    /// The article.
    pub article: Arc<Article>,
    /// Its sentences, in bytes of its prose, in order.
    pub sentences: Sentences,
    /// What was found in it, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Everything a site shows, in order.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Dated articles, by date of publication, then path.
    pub articles: Vec<Arc<ReadArticle>>,
    /// Events, by first possible day, then kind, then id.
    pub events: Vec<Event>,
}

impl Timeline {
    /// Makes the timeline of `articles`, which may come in any order. Mentions of kinds that are not among `kinds` are left out.
    pub fn new(mut articles: Vec<Arc<ReadArticle>>, kinds: &[Kind], language: Option<&Language>) -> Self {
        articles.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
        let maker = Maker { articles: &articles, kinds, words: language.map(StatusWords::new).unwrap_or_default() };
        let mut gathering = merge::Gathering::default();
        for reports in maker.reports() {
            for mut event in merge::within_article(reports, |draft| kinds[draft.kind].frame) {
                event.stem = maker.slots(&event).stem();
                let frame = kinds[event.kind].frame;
                gathering.add(event, frame);
            }
        }
        let mut ids = Ids::default();
        let drafts = gathering.into_events().into_iter();
        let mut events: Vec<(usize, Event)> =
            drafts.map(|draft| (draft.kind, maker.finish(ids.give(&draft.stem), draft))).collect();
        events.sort_by(|(kind_a, a), (kind_b, b)| {
            (a.when.sort_day(), kind_a, &a.id).cmp(&(b.when.sort_day(), kind_b, &b.id))
        });
        let events = events.into_iter().map(|(_, event)| event).collect();
        Timeline { articles, events }
    }

    /// The article of a piece of evidence.
    pub fn article(&self, evidence: &Evidence) -> &ReadArticle {
        &self.articles[evidence.article]
    }

    /// The mention of a piece of evidence; `None` for an event written by hand in the front matter.
    pub fn mention(&self, evidence: &Evidence) -> Option<&Mention> {
        evidence.mention.map(|at| &self.articles[evidence.article].mentions[at])
    }
}

fn sort_key(article: &ReadArticle) -> impl Ord + '_ {
    (&article.article.meta.date, &article.article.file.path)
}

/// What events are made from.
struct Maker<'a> {
    articles: &'a [Arc<ReadArticle>],
    kinds: &'a [Kind],
    words: StatusWords,
}

impl<'a> Maker<'a> {
    /// The reports of each article: what its front matter says, then what its prose says.
    fn reports(&self) -> impl Iterator<Item = Vec<Draft>> {
        let order: FxHashMap<&str, usize> = self.kinds.iter().enumerate().map(|(at, k)| (k.id.as_str(), at)).collect();
        self.articles.iter().enumerate().map(move |(article, read)| {
            let by_hand = read
                .article
                .meta
                .events
                .iter()
                .filter_map(|event| Some(Draft::by_hand(*order.get(event.kind.as_str())?, event, article)));
            let found = read.mentions.iter().enumerate().filter_map(|(at, mention)| {
                let evidence = Evidence { article, mention: Some(at) };
                Some(Draft::from_mention(*order.get(mention.kind.as_str())?, mention, evidence))
            });
            by_hand.chain(found).collect()
        })
    }

    fn text(&self, article: usize, span: Span) -> &'a str {
        span.of(&self.articles[article].article.prose.text)
    }

    fn slots<'d>(&'d self, draft: &'d Draft) -> Slots<'d> {
        let first = draft.evidence.iter().find_map(|evidence| Some((evidence.article, evidence.mention?)));
        Slots {
            kind: &self.kinds[draft.kind],
            draft,
            quote: draft.quote.map(|(article, span)| self.text(article, span)),
            sentence: first
                .map_or("", |(article, at)| self.text(article, self.articles[article].mentions[at].sentence)),
        }
    }

    fn finish(&self, id: String, draft: Draft) -> Event {
        let slots = self.slots(&draft);
        let title = slots.title(&self.words);
        let quote = slots.quote.map(str::to_owned);
        let origin = draft.origin();
        let (place, location) = draft.place();
        let by_hand = draft.by_hand.unwrap_or_default();
        let mut evidence = draft.evidence;
        evidence.sort_unstable();
        Event {
            id,
            kind: self.kinds[draft.kind].id.clone(),
            subkind: draft.subkind,
            when: draft.when,
            basis: draft.basis,
            title,
            actors: draft.actors.into_strings(),
            targets: draft.targets.into_strings(),
            place,
            location,
            status: draft.status,
            confidence: draft.confidence,
            quote: by_hand.quote.or(quote),
            note: by_hand.note,
            origin,
            evidence,
        }
    }
}
