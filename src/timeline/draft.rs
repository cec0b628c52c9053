//! An event while its reports are being gathered.
//!
//! A draft begins with one report and takes in others. Not here: which reports belong together (`merge`), and what the finished event is
//! called (`title`).

use super::event::{Evidence, Origin};
use super::id::Stem;
use super::keys::ArticleKey;
use super::name::{NameKey, is_proper};
use crate::atlas::{self, Location, Precision};
use crate::content::HandwrittenEvent;
use crate::date::When;
use crate::extract::{Basis, Casualties, Mention, Name, Status};
use std::sync::Arc;

/// Somebody or something that is named.
#[derive(Debug, PartialEq, Eq)]
struct Bearer {
    name: String,
    key: NameKey,
    /// True of a name of its own, as opposed to descriptions such as "the gunmen".
    is_proper: bool,
}

/// Names in one role, each bearer once. Copies share the bearers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names(Vec<Arc<Bearer>>);

impl Names {
    pub(super) fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = Names::default();
        let bearer = |name: &str| Bearer { name: name.to_owned(), key: NameKey::new(name), is_proper: is_proper(name) };
        names.into_iter().for_each(|name| all.add(Arc::new(bearer(name))));
        all
    }

    fn add(&mut self, bearer: Arc<Bearer>) {
        if !self.keys().any(|known| known.same_as(&bearer.key)) {
            self.0.push(bearer);
        }
    }

    /// The first name of its own, as opposed to descriptions such as "the gunmen".
    pub(super) fn first_proper(&self) -> Option<&str> {
        self.0.iter().find(|bearer| bearer.is_proper).map(|bearer| bearer.name.as_str())
    }

    /// The first name or description.
    pub(super) fn first(&self) -> Option<&str> {
        self.names().next()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &NameKey> {
        self.0.iter().map(|bearer| &bearer.key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where some bearer is in both.
    pub(super) fn meets(&self, other: &Names) -> bool {
        self.keys().any(|a| other.keys().any(|b| a.same_as(b)))
    }

    /// True where both give a name of its own and nobody is in both. A description may be of anybody: "the gunmen" of the Islamic State.
    pub(super) fn conflicts(&self, other: &Names) -> bool {
        self.first_proper().is_some() && other.first_proper().is_some() && !self.meets(other)
    }

    pub(super) fn absorb(&mut self, other: Names) {
        other.0.into_iter().for_each(|bearer| self.add(bearer));
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|bearer| bearer.name.as_str())
    }

    pub(super) fn to_strings(&self) -> Vec<String> {
        self.names().map(str::to_owned).collect()
    }
}

/// What an editor wrote about an event, beyond what a mention can say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ByHand {
    pub(super) title: Option<String>,
    pub(super) quote: Option<String>,
    pub(super) note: Option<String>,
}

/// An event in the making.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// Index of its kind in the configuration.
    pub(super) kind: usize,
    pub(super) subkind: String,
    pub(super) when: When,
    pub(super) basis: Basis,
    pub(super) actors: Names,
    pub(super) targets: Names,
    pub(super) places: Names,
    /// Places that reports only surround it with: they tell no events apart and name none.
    pub(super) surroundings: Names,
    /// Where places lie, by name, each once.
    pub(super) locations: Vec<(Arc<str>, Location)>,
    pub(super) casualties: Casualties,
    pub(super) weapons: Names,
    pub(super) status: Status,
    /// Highest confidence of any report, in hundredths.
    pub(super) confidence: u8,
    /// Words of the first report with a direct quotation.
    pub(super) quote: Option<Arc<str>>,
    /// What its id is made from: set once all reports of the first article are in, and kept whatever later articles add.
    pub(super) stem: Stem,
    /// Set where an editor wrote the event.
    pub(super) by_hand: Option<ByHand>,
    /// Of an event of a single article, the article has the smallest key.
    pub(super) evidence: Vec<Evidence>,
}

impl Draft {
    /// What the mention at an index of its article says; `prose` is the article's.
    pub(super) fn from_mention(kind: usize, mention: &Mention, at: usize, prose: &str) -> Self {
        let names = |name: &Option<Name>| Names::of(name.iter().map(|n| n.text.as_str()));
        let places =
            |inferred| if mention.place_inferred == inferred { names(&mention.place) } else { Names::default() };
        Draft {
            kind,
            subkind: mention.subkind.clone(),
            when: mention.when,
            basis: mention.basis,
            actors: names(&mention.actor),
            targets: names(&mention.target),
            places: places(false),
            surroundings: places(true),
            locations: mention
                .place
                .iter()
                .filter_map(|place| Some((place.text.as_str().into(), mention.location?)))
                .collect(),
            casualties: mention.casualties,
            weapons: names(&mention.weapon),
            status: mention.status,
            confidence: mention.confidence,
            quote: mention.quote.map(|words| words.of(prose).into()),
            stem: Stem::default(),
            by_hand: None,
            evidence: vec![Evidence { article: ArticleKey::MIN, mention: Some(at) }],
        }
    }

    /// What the front matter of an article says.
    pub(super) fn by_hand(kind: usize, event: &HandwrittenEvent) -> Self {
        Draft {
            kind,
            subkind: "other".to_owned(),
            when: event.when,
            basis: Basis::Explicit,
            actors: Names::of(event.actors.iter().map(String::as_str)),
            targets: Names::of(event.targets.iter().map(String::as_str)),
            places: Names::of(event.place.as_deref()),
            surroundings: Names::default(),
            locations: event.place.iter().filter_map(|place| Some((place.as_str().into(), located(place)?))).collect(),
            casualties: Casualties::default(),
            weapons: Names::default(),
            status: Status::Happened,
            confidence: 100,
            quote: None,
            stem: Stem::default(),
            by_hand: Some(ByHand { title: event.title.clone(), quote: event.quote.clone(), note: event.note.clone() }),
            evidence: vec![Evidence { article: ArticleKey::MIN, mention: None }],
        }
    }

    /// The same, of an event that the article with a key reports.
    pub(super) fn in_article(&self, article: ArticleKey) -> Self {
        let mut draft = self.clone();
        draft.evidence.iter_mut().for_each(|evidence| evidence.article = article);
        draft
    }

    /// Says that it happened at a place, or nowhere that is known.
    pub(super) fn put_at(&mut self, place: Option<&str>) {
        self.locations = place.iter().filter_map(|place| Some(((*place).into(), located(place)?))).collect();
        self.places = Names::of(place);
    }

    /// The place that says most: the first that is no region or country, if there is one.
    pub(super) fn place(&self) -> (Option<String>, Option<Location>) {
        let ground = |place: &&str| self.location(place).map_or(Precision::Settlement, |at| at.precision);
        let place = self.places.names().min_by_key(ground).or_else(|| self.surroundings.names().next());
        (place.map(str::to_owned), place.and_then(|place| self.location(place)))
    }

    fn location(&self, place: &str) -> Option<Location> {
        self.locations.iter().find(|(name, _)| **name == *place).map(|(_, location)| *location)
    }

    /// True where both name a place, and neither can lie in the other.
    pub(super) fn lies_elsewhere(&self, other: &Draft) -> bool {
        let near = |a: Location, b: Location| {
            let same_point = (a.latitude, a.longitude) == (b.latitude, b.longitude);
            a.country == b.country && (a.precision != b.precision || same_point)
        };
        let stated = |draft: &Draft| -> Vec<Location> {
            draft.places.names().filter_map(|place| draft.location(place)).collect()
        };
        if !self.places.conflicts(&other.places) {
            return false;
        }
        let others = stated(other);
        !stated(self).iter().any(|&a| others.iter().any(|&b| near(a, b)))
    }

    pub(super) fn origin(&self) -> Origin {
        if self.by_hand.is_some() { Origin::Handwritten } else { Origin::Extracted }
    }

    /// Takes in the reports of `other`. What an editor wrote stands; otherwise the better-founded report decides.
    pub(super) fn absorb(&mut self, mut other: Draft) {
        if other.by_hand.is_some() && self.by_hand.is_none() {
            std::mem::swap(self, &mut other);
            std::mem::swap(&mut self.stem, &mut other.stem);
        }
        if self.by_hand.is_none() {
            self.when = agreed(self, &other);
            self.status = self.status.min(other.status);
        }
        if self.subkind == "other" {
            self.subkind = other.subkind;
        }
        self.basis = firmer(self.basis, other.basis);
        self.actors.absorb(other.actors);
        self.targets.absorb(other.targets);
        self.places.absorb(other.places);
        self.surroundings.absorb(other.surroundings);
        self.casualties = self.casualties.span(other.casualties);
        self.weapons.absorb(other.weapons);
        for (place, location) in other.locations {
            if self.location(&place).is_none() {
                self.locations.push((place, location));
            }
        }
        self.confidence = self.confidence.max(other.confidence);
        self.quote = self.quote.take().or(other.quote);
        self.evidence.append(&mut other.evidence);
    }
}

/// Where a place lies that an editor named: the most populous of that name.
fn located(place: &str) -> Option<Location> {
    atlas::find(place).first().map(|found| found.location)
}

/// The days on which both reports agree, or the days of the firmer one where they do not.
fn agreed(a: &Draft, b: &Draft) -> When {
    let (firm, other) = if firmness(b.basis) < firmness(a.basis) { (b, a) } else { (a, b) };
    firm.when.intersection(other.when).unwrap_or(firm.when)
}

fn firmer(a: Basis, b: Basis) -> Basis {
    if firmness(b) < firmness(a) { b } else { a }
}

fn firmness(basis: Basis) -> u8 {
    match basis {
        Basis::Explicit => 0,
        Basis::Relative => 1,
        Basis::Inferred => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::span::Span;

    fn draft(when: &str, basis: Basis) -> Draft {
        let event = HandwrittenEvent {
            kind: "strike".into(),
            when: when.parse().unwrap(),
            title: None,
            actors: vec!["Russia".into()],
            targets: vec![],
            place: Some("Raqqa".into()),
            quote: None,
            note: None,
            span: Span::default(),
        };
        Draft { by_hand: None, basis, ..Draft::by_hand(0, &event) }
    }

    #[test]
    fn reports_narrow_each_other_and_the_firmer_decides_a_quarrel() {
        let mut a = draft("2015-11-15/2015-11-18", Basis::Relative);
        a.absorb(draft("2015-11-17", Basis::Explicit));
        assert_eq!(a.when.exact_day(), Day::new(2015, 11, 17));
        a.absorb(draft("2015-11-20", Basis::Inferred));
        assert_eq!(a.when.exact_day(), Day::new(2015, 11, 17));
        assert_eq!((a.basis, a.evidence.len()), (Basis::Explicit, 3));
    }

    #[test]
    fn what_an_editor_wrote_stands() {
        let mut found = draft("2015-11-15/2015-11-18", Basis::Relative);
        let mut by_hand = draft("2015-11-15", Basis::Explicit);
        by_hand.by_hand = Some(ByHand { title: Some("Title".into()), ..ByHand::default() });
        found.absorb(by_hand);
        found.absorb(draft("2015-11-16", Basis::Explicit));
        assert_eq!(found.when.exact_day(), Day::new(2015, 11, 15));
        assert_eq!(found.origin(), Origin::Handwritten);
    }
}
