//! What each name takes part in: how many events, and, once somebody asks, which, and how.
//!
//! Not here: which spellings are one name (`list`).

use super::Role;
use super::list::Known;

/// What a name takes part in.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Its events with its role in each, role by role, in the order of the timeline.
    pub entries: Vec<(Role, usize)>,
    /// Its events, each once, in the order of the timeline.
    pub events: Vec<usize>,
    /// Of a source: its articles, in the order of the timeline.
    pub articles: Vec<usize>,
}

/// Who takes part in what, by the numbers of spellings.
pub(super) trait Casting: Send + Sync + 'static {
    /// Tells of each spelling in each event, event by event.
    fn each(&self, tell: impl FnMut(u32, Role, usize));

    /// The spelling of the publisher of each article.
    fn publishers(&self) -> &[Option<u32>] {
        &[]
    }
}

impl Part {
    /// That of a name that takes part in nothing.
    pub(super) const NOTHING: Part = Part { entries: Vec::new(), events: Vec::new(), articles: Vec::new() };

    /// Number of things that the pages of the name list.
    pub fn items(&self) -> usize {
        if self.articles.is_empty() { self.entries.len() } else { self.articles.len() }
    }

    /// Puts the events in order.
    fn settle(&mut self) {
        self.entries.sort();
        self.entries.dedup();
        self.events = self.entries.iter().map(|(_, event)| *event).collect();
        self.events.sort();
        self.events.dedup();
    }
}

/// In how many events each of so many names takes part.
pub(super) fn counts(names: usize, by_spelling: &[Known], casting: &impl Casting) -> Vec<usize> {
    let mut counts = vec![(0, usize::MAX); names];
    casting.each(|spelling, _, event| {
        let Some((count, last)) = name(by_spelling, spelling).and_then(|name| counts.get_mut(name)) else { return };
        *count += usize::from(*last != event);
        *last = event;
    });
    counts.into_iter().map(|(count, _)| count).collect()
}

/// What each of so many names takes part in.
pub(super) fn parts(names: usize, by_spelling: &[Known], casting: &impl Casting) -> Vec<Part> {
    let mut parts = vec![Part::NOTHING; names];
    for (article, publisher) in casting.publishers().iter().enumerate() {
        let name = publisher.and_then(|spelling| name(by_spelling, spelling));
        name.and_then(|name| parts.get_mut(name)).into_iter().for_each(|part| part.articles.push(article));
    }
    casting.each(|spelling, role, event| {
        let part = name(by_spelling, spelling).and_then(|name| parts.get_mut(name));
        part.into_iter().for_each(|part| part.entries.push((role, event)));
    });
    parts.iter_mut().for_each(Part::settle);
    parts
}

fn name(by_spelling: &[Known], spelling: u32) -> Option<usize> {
    by_spelling.get(spelling as usize)?.name()
}
