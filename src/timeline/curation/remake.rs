//! An event taken apart into a draft and made again, so that its title, its date and its names fit what an editor changed.
//!
//! Not here: what is changed (`apply`).

use crate::timeline::draft::{ByHand, Draft, Names};
use crate::timeline::id::Ids;
use crate::timeline::{Event, Evidence, Maker, Origin};

impl Maker<'_> {
    /// The event as a draft again; `None` where its kind is not known any more.
    pub(super) fn draft_of(&self, event: &Event) -> Option<Draft> {
        let kind = self.kinds.iter().position(|kind| kind.id == event.kind)?;
        let quote = event.evidence.iter().find_map(|evidence| Some((evidence.article, self.mention(evidence)?.quote?)));
        Some(Draft {
            kind,
            subkind: event.subkind.clone(),
            when: event.when,
            basis: event.basis,
            actors: Names::of(event.actors.iter().cloned()),
            targets: Names::of(event.targets.iter().cloned()),
            places: Names::of(event.place.clone()),
            locations: event.place.clone().zip(event.location).into_iter().collect(),
            status: event.status,
            confidence: event.confidence,
            quote,
            stem: Default::default(),
            by_hand: (event.origin == Origin::Handwritten).then(ByHand::default),
            evidence: event.evidence.clone(),
        })
    }

    /// The event after `change`. A title that was not made from its names stays.
    pub(super) fn remade(&self, event: &Event, change: impl FnOnce(&mut Draft)) -> Option<Event> {
        let mut draft = self.draft_of(event)?;
        let was_made = self.slots(&draft).title(&self.words) == event.title;
        change(&mut draft);
        let mut made = self.finish(event.id.clone(), draft);
        if !was_made {
            made.title.clone_from(&event.title);
        }
        made.quote = event.quote.clone().or(made.quote);
        made.note.clone_from(&event.note);
        made.origin = event.origin;
        made.curated.clone_from(&event.curated);
        Some(made)
    }

    /// The event that some reports of one event make on their own, under the id that its content gives.
    pub(super) fn made_of(&self, reports: &[Evidence], event: &Event) -> Option<Event> {
        let kind = self.kinds.iter().position(|kind| kind.id == event.kind)?;
        let mut drafts = reports.iter().filter_map(|report| {
            let mention = self.mention(report)?;
            Some(Draft::from_mention(kind, mention, *report))
        });
        let mut draft = drafts.next()?;
        draft.stem = self.slots(&draft).stem();
        drafts.for_each(|other| draft.absorb(other));
        let id = Ids::default().give(&draft.stem);
        Some(Event { origin: Origin::Extracted, ..self.finish(id, draft) })
    }

    fn mention(&self, evidence: &Evidence) -> Option<&crate::extract::Mention> {
        self.articles.get(evidence.article)?.mentions.get(evidence.mention?)
    }
}
