//! Events as `events.lock` must know them again: by the reports they rest on.
//!
//! Not here: knowing them again (`lock`).

use super::{ArticleKey, Event, ReadArticle, Timeline};
use crate::extract::Mention;
use crate::lock::{Facts, Print, Sighting};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The sightings of the events of a timeline, each made when it is asked for.
pub(super) struct Sightings<'a> {
    timeline: &'a Timeline,
    known: Vec<Option<Arc<Sighting>>>,
}

impl<'a> Sightings<'a> {
    pub(super) fn of(timeline: &'a Timeline) -> Self {
        Sightings { timeline, known: vec![None; timeline.events.len()] }
    }

    /// Those of the events at some indexes, in their order.
    pub(super) fn at(&mut self, which: &[usize]) -> Vec<Arc<Sighting>> {
        let is_missing = |at: &&usize| matches!(self.known.get(**at), Some(None));
        let missing: Vec<usize> = which.iter().filter(is_missing).copied().collect();
        let made = self.made(&missing);
        for (at, sighting) in missing.into_iter().zip(made) {
            self.known.iter_mut().skip(at).take(1).for_each(|slot| *slot = Some(sighting.clone()));
        }
        which.iter().filter_map(|at| self.known.get(*at).cloned().flatten()).collect()
    }

    fn made(&self, which: &[usize]) -> Vec<Arc<Sighting>> {
        let Timeline { articles, events, .. } = self.timeline;
        let events: Vec<&Arc<Event>> = which.iter().filter_map(|at| events.get(*at)).collect();
        let mut is_asked = vec![false; articles.len()];
        for evidence in events.iter().flat_map(|event| &event.evidence) {
            is_asked.iter_mut().skip(self.timeline.index(evidence)).take(1).for_each(|is_asked| *is_asked = true);
        }
        let asked = articles.par_iter().zip(is_asked);
        let prints: Vec<Vec<Print>> = asked.map(|(read, is)| if is { prints(read) } else { Vec::new() }).collect();
        events.par_iter().map(|event| Arc::new(sighting(event, self.timeline, &prints))).collect()
    }
}

fn sighting(event: &Event, timeline: &Timeline, known: &[Vec<Print>]) -> Sighting {
    let print = |article: usize, mention: Option<usize>| match mention {
        Some(at) => known.get(article)?.get(at).cloned(),
        None => Some(by_hand(event, timeline.articles.get(article)?)),
    };
    let prints = event.evidence.iter().filter_map(|evidence| print(timeline.index(evidence), evidence.mention));
    Sighting { proposed: event.id.clone(), prints: prints.collect(), facts: facts(event).into() }
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
    let print = |(at, mention): (usize, &Mention)| {
        let sentence = mention.sentence.of(&article.prose.text);
        Print::new(article.file.path.clone(), &mention.kind, sentence, number(at))
    };
    mentions.map(print).collect()
}

/// The articles that are on both timelines and not the same: as they were, and as they are.
pub(super) fn changed<'a>(
    before: &'a Timeline,
    now: &'a Timeline,
) -> impl Iterator<Item = (ArticleKey, &'a ReadArticle, &'a ReadArticle)> {
    let pairs = now.keys.iter().zip(&now.articles).zip(now.keys.among(&before.keys));
    let pairs = pairs.filter_map(|((key, read), at)| Some((key, before.articles.get(at?)?, read)));
    pairs.filter(|(_, before, read)| !Arc::ptr_eq(before, read)).map(|(key, before, read)| (key, &**before, &**read))
}

/// The events of a timeline, besides those that have `begun`, one of whose reports is in other words than on another timeline.
pub(super) fn read_otherwise(before: &Timeline, now: &Timeline, begun: &[usize]) -> Vec<usize> {
    let mut others: BTreeSet<(ArticleKey, Option<usize>)> = BTreeSet::new();
    for (article, before, read) in changed(before, now) {
        let before = prints(before);
        let is_other = |(at, print): &(usize, Print)| before.get(*at) != Some(print);
        others.extend(prints(read).into_iter().enumerate().filter(is_other).map(|(at, _)| (article, Some(at))));
    }
    for report in begun.iter().filter_map(|at| now.events.get(*at)).flat_map(|event| &event.evidence) {
        others.remove(&(report.article, report.mention));
    }
    if others.is_empty() {
        return Vec::new();
    }
    let is_other =
        |event: &Event| event.evidence.iter().any(|report| others.contains(&(report.article, report.mention)));
    let events = now.events.par_iter().enumerate();
    events.filter(|(_, event)| is_other(event)).map(|(at, _)| at).collect()
}

/// True where every report of one article is known again as the report of the other at the same index.
pub(super) fn is_known_alike(a: &ReadArticle, b: &ReadArticle) -> bool {
    prints(a) == prints(b) && a.article.meta.events == b.article.meta.events
}

/// An event that an editor wrote is known again by its date.
fn by_hand(event: &Event, read: &Arc<ReadArticle>) -> Print {
    Print::new(read.article.file.path.clone(), &event.kind, &format!("by hand: {}", event.when), 0)
}
