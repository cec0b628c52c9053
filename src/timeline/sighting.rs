//! Events as `events.lock` must know them again: by the reports they rest on.
//!
//! Not here: knowing them again (`lock`).

use super::{ArticleKey, ArticleKeys, Event, ReadArticle, Timeline};
use crate::lock::{Facts, Print, Shown, Sighting};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The sightings of a timeline, to be taken over by those of the next where the event and the articles that report it are known alike.
#[derive(Default)]
pub struct Sightings {
    articles: Vec<Arc<ReadArticle>>,
    keys: Arc<ArticleKeys>,
    /// The mentions of each article, in its order.
    prints: Vec<Arc<[Print]>>,
    /// Sightings by the address of their event, which they keep alive.
    events: FxHashMap<usize, (Arc<Event>, Arc<Sighting>)>,
}

impl Sightings {
    /// The events of a timeline, in its order. Becomes what the next timeline can take over.
    pub(super) fn of(&mut self, timeline: &Timeline) -> Vec<Arc<Sighting>> {
        let before: Vec<Option<usize>> = timeline.keys.among(&self.keys).collect();
        let articles = timeline.articles.par_iter().zip(&before);
        let read: Vec<(Arc<[Print]>, bool)> = articles.map(|(read, before)| self.prints(*before, read)).collect();
        let is_known =
            |key: ArticleKey| timeline.keys.index(key).and_then(|at| read.get(at)).is_some_and(|(_, is)| *is);
        let taken_over = |event: &Arc<Event>| {
            let (_, sighting) = self.events.get(&address(event))?;
            event.evidence.iter().all(|evidence| is_known(evidence.article)).then(|| sighting.clone())
        };
        let of = |event: &Arc<Event>| taken_over(event).unwrap_or_else(|| Arc::new(sighting(event, timeline, &read)));
        let sightings: Vec<Arc<Sighting>> = timeline.events.par_iter().map(of).collect();
        let events = timeline.events.iter().zip(&sightings);
        self.events = events.map(|(event, sighting)| (address(event), (event.clone(), sighting.clone()))).collect();
        self.articles.clone_from(&timeline.articles);
        self.keys.clone_from(&timeline.keys);
        self.prints = read.into_iter().map(|(prints, _)| prints).collect();
        sightings
    }

    /// The mentions of an article, and whether they are those of the article that stood at an index before.
    fn prints(&self, before: Option<usize>, read: &Arc<ReadArticle>) -> (Arc<[Print]>, bool) {
        let Some((before, known)) = before.and_then(|at| self.articles.get(at).zip(self.prints.get(at))) else {
            return (prints(read).into(), false);
        };
        if Arc::ptr_eq(before, read) {
            return (known.clone(), true);
        }
        let prints = prints(read);
        let is_known = before.article.file.path == read.article.file.path && **known == *prints;
        (prints.into(), is_known)
    }
}

/// Some events as they are published under their own ids; `which` are their indexes.
pub fn sighted(timeline: &Timeline, which: impl Iterator<Item = usize>) -> Vec<Shown> {
    let mut known: FxHashMap<ArticleKey, Vec<Print>> = FxHashMap::default();
    let mut shown = |event: &Arc<Event>| {
        let mut print = |article: ArticleKey, mention: Option<usize>| {
            let read = timeline.with_key(article)?;
            let Some(at) = mention else { return Some(by_hand(event, read)) };
            known.entry(article).or_insert_with(|| prints(read)).get(at).cloned()
        };
        let prints = event.evidence.iter().filter_map(|evidence| print(evidence.article, evidence.mention)).collect();
        let sighting = Sighting { proposed: event.id.clone(), prints, facts: facts(event).into() };
        Shown { id: event.id.clone(), sighting: sighting.into(), corrected: None }
    };
    which.filter_map(|at| timeline.events.get(at)).map(&mut shown).collect()
}

fn address(event: &Arc<Event>) -> usize {
    Arc::as_ptr(event).addr()
}

fn sighting(event: &Event, timeline: &Timeline, known: &[(Arc<[Print]>, bool)]) -> Sighting {
    let print = |article: ArticleKey, mention: Option<usize>| match mention {
        Some(at) => known.get(timeline.keys.index(article)?)?.0.get(at).cloned(),
        None => Some(by_hand(event, timeline.with_key(article)?)),
    };
    let prints = event.evidence.iter().filter_map(|evidence| print(evidence.article, evidence.mention)).collect();
    Sighting { proposed: event.id.clone(), prints, facts: facts(event).into() }
}

/// What is said of an event.
pub fn facts(event: &Event) -> Facts {
    Facts {
        kind: event.kind.clone(),
        when: event.when,
        status: event.status.name().to_owned(),
        title: event.title.clone(),
        actors: event.actors.clone(),
        targets: event.targets.clone(),
        place: event.place.clone(),
    }
}

/// By what each mention of an article is known again, in its order.
pub fn prints(read: &ReadArticle) -> Vec<Print> {
    let article = &read.article;
    let number = |at: usize| {
        let before = read.mentions.iter().take(at).rev();
        let Some(mention) = read.mentions.get(at) else { return 0 };
        let in_sentence = before.take_while(|other| other.sentence == mention.sentence);
        in_sentence.filter(|other| other.kind == mention.kind).count()
    };
    let mentions = read.mentions.iter().enumerate();
    let print = |(at, mention): (usize, &crate::extract::Mention)| {
        let sentence = mention.sentence.of(&article.prose.text);
        Print::new(article.file.path.clone(), &mention.kind, sentence, number(at))
    };
    mentions.map(print).collect()
}

/// True where every report of one article is known again as the report of the other at the same index.
pub fn is_known_alike(a: &ReadArticle, b: &ReadArticle) -> bool {
    prints(a) == prints(b) && a.article.meta.events == b.article.meta.events
}

/// An event that an editor wrote is known again by its date.
fn by_hand(event: &Event, read: &Arc<ReadArticle>) -> Print {
    Print::new(read.article.file.path.clone(), &event.kind, &format!("by hand: {}", event.when), 0)
}
