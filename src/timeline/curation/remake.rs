//! An event taken apart into a draft and made again, so that its title, its date and its names fit what an editor changed.
//!
//! Not here: what is changed (`apply`).

use crate::config::Kind;
use crate::lang::Language;
use crate::timeline::draft::{ByHand, Draft, Names};
use crate::timeline::id::Ids;
use crate::timeline::maker::Maker;
use crate::timeline::{ArticleKey, Event, Evidence, Origin, ReadArticle, Timeline};
use std::sync::Arc;

/// Makes events anew.
pub(in crate::timeline) struct Remaker<'a> {
    timeline: &'a Timeline,
    pub(super) kinds: &'a [Kind],
    maker: Maker<'a>,
}

impl<'a> Remaker<'a> {
    pub(in crate::timeline) fn new(timeline: &'a Timeline, kinds: &'a [Kind], language: Option<&Language>) -> Self {
        Remaker { timeline, kinds, maker: Maker::new(kinds, language) }
    }

    /// The event as a draft again; `None` where its kind is not known any more.
    pub(super) fn draft_of(&self, event: &Event) -> Option<Draft> {
        let names = |names: &[String]| Names::of(names.iter().map(String::as_str));
        Some(Draft {
            kind: self.kinds.iter().position(|kind| kind.id == event.kind)?,
            subkind: event.subkind.clone(),
            when: event.when,
            basis: event.basis,
            actors: names(&event.actors),
            targets: names(&event.targets),
            places: Names::of(event.place.as_deref().filter(|_| !event.place_inferred)),
            surroundings: Names::of(event.place.as_deref().filter(|_| event.place_inferred)),
            locations: event.place.as_deref().map(Arc::from).zip(event.location).into_iter().collect(),
            casualties: event.casualties,
            weapons: names(&event.weapons),
            status: event.status,
            confidence: event.confidence,
            quote: event.quote.as_deref().map(Arc::from),
            stem: Default::default(),
            by_hand: (event.origin == Origin::Handwritten).then(ByHand::default),
            evidence: event.evidence.clone(),
        })
    }

    /// The article with a key.
    pub(super) fn article(&self, key: ArticleKey) -> Option<&'a ReadArticle> {
        self.timeline.with_key(key).map(|read| &**read)
    }

    fn made(&self, id: String, draft: Draft) -> Event {
        Event { id, ..Arc::unwrap_or_clone(self.maker.made(draft, |key| self.article(key)).event) }
    }

    /// The event after `change`. A title that was not made from its names stays.
    pub(super) fn remade(&self, event: &Event, change: impl FnOnce(&mut Draft)) -> Option<Event> {
        let mut draft = self.draft_of(event)?;
        let was_made = self.made(String::new(), draft.clone()).title == event.title;
        change(&mut draft);
        let mut made = self.made(event.id.clone(), draft);
        if !was_made {
            made.title.clone_from(&event.title);
        }
        made.note.clone_from(&event.note);
        made.curated.clone_from(&event.curated);
        Some(made)
    }

    /// The event that some reports of one event make on their own, under the id that its content gives.
    pub(super) fn made_of(&self, reports: &[Evidence], event: &Event) -> Option<Event> {
        let kind = self.kinds.iter().position(|kind| kind.id == event.kind)?;
        let draft = |report: &Evidence| {
            let (read, at) = (self.article(report.article)?, report.mention?);
            let draft = Draft::from_mention(kind, read.mentions.get(at)?, at, &read.article.prose.text);
            Some(draft.in_article(report.article))
        };
        let mut drafts = reports.iter().filter_map(draft);
        let mut draft = drafts.next()?;
        draft.stem = self.maker.stem(&draft, |key| self.article(key));
        drafts.for_each(|other| draft.absorb(other));
        let id = Ids::default().give(&draft.stem).into_owned();
        Some(self.made(id, draft))
    }
}
