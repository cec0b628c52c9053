//! What feeds, calendars and tables tell of one event: addresses, times of publication, the first sentence, who published it.
//!
//! Not here: any one format.

use super::{Source, base};
use crate::content::{Article, Moment};
use crate::date::Day;
use crate::site::address;
use crate::timeline::Event;
use atom_syndication::FixedDateTime;

/// One event of a source.
pub(super) struct Item<'a> {
    pub(super) event: &'a Event,
    /// Where it is shown, relative to the site.
    pub(super) place: &'a str,
    source: Source<'a>,
    at: usize,
}

impl<'a> Source<'a> {
    /// The event at an index.
    pub(super) fn item(&self, at: usize) -> Option<Item<'a>> {
        let place = self.site.places().get(at)?;
        Some(Item { event: self.timeline.events.get(at)?, place, source: *self, at })
    }

    /// Name of a kind of events, for people.
    pub(super) fn kind_label(&self, id: &'a str) -> &'a str {
        self.config.kinds.iter().find(|kind| kind.id == id).map_or(id, |kind| &kind.label)
    }
}

impl<'a> Item<'a> {
    /// Its address, whole where the site knows its own.
    pub(super) fn url(&self) -> String {
        self.source.url(self.place)
    }

    /// A name that no other event of the world has.
    pub(super) fn id(&self) -> String {
        if base(self.source.config).is_some() { self.url() } else { urn(&self.event.id) }
    }

    /// The degrees to which the site rounds where it happened; `None` where it does not, or nobody knows where.
    pub(super) fn rounding(&self) -> Option<f64> {
        self.event.location.as_ref().and(self.source.config.rounding_of(self.event.place.as_deref()))
    }

    /// Number of different publishers that report it.
    pub(super) fn origins(&self) -> usize {
        self.source.site.origins(self.at)
    }

    /// Its date in words.
    pub(super) fn when(&self) -> &'a str {
        self.source.site.when(self.event)
    }

    /// The first sentence that reports it; the words of an editor where none does.
    pub(super) fn sentence(&self) -> &'a str {
        let timeline = self.source.timeline;
        let sentence = self.event.evidence.iter().find_map(|evidence| {
            Some(timeline.mention(evidence)?.sentence.of(&timeline.article(evidence).article.prose.text))
        });
        sentence.or(self.event.quote.as_deref()).or(self.event.note.as_deref()).unwrap_or_default()
    }

    /// Its date, its place and its first sentence.
    pub(super) fn summary(&self) -> String {
        let place = self.event.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
        format!("{}{place}. {}", self.when(), self.sentence())
    }

    /// The articles that report it, each once, oldest first.
    pub(super) fn articles(&self) -> Vec<&'a Article> {
        let timeline = self.source.timeline;
        let reports = self.event.evidence.chunk_by(|a, b| a.article == b.article);
        reports.filter_map(|reports| Some(&*timeline.article(reports.first()?).article)).collect()
    }

    /// When the first of its articles appeared.
    pub(super) fn published(&self) -> Option<FixedDateTime> {
        let times = self.articles().into_iter().filter_map(|article| moment(article.meta.date.as_ref()));
        times.min_by_key(FixedDateTime::to_utc)
    }

    /// When the last of its articles appeared or was changed.
    pub(super) fn updated(&self) -> Option<FixedDateTime> {
        let changed = |article: &Article| moment(article.meta.updated.as_ref().or(article.meta.date.as_ref()));
        self.articles().into_iter().filter_map(changed).max_by_key(FixedDateTime::to_utc)
    }

    /// Where the first article with an address of its own first appeared.
    pub(super) fn origin(&self) -> Option<&'a str> {
        self.articles().into_iter().find_map(|article| article.meta.source.as_ref()?.url.as_deref())
    }
}

fn moment(moment: Option<&Moment>) -> Option<FixedDateTime> {
    let moment = moment?;
    let exact = moment.time.as_ref().and_then(|time| format!("{}T{time}", moment.day).parse().ok());
    exact.or_else(|| at_midnight(moment.day))
}

/// The beginning of a day, in UTC.
pub(super) fn at_midnight(day: Day) -> Option<FixedDateTime> {
    format!("{day}T00:00:00Z").parse().ok()
}

/// A name for what has no address.
pub(super) fn urn(name: &str) -> String {
    format!("urn:dateline:{}", address::encoded(name).replace('/', "%2F"))
}
