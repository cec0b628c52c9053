//! Events as `events.lock` must know them again: by the reports they rest on.
//!
//! Not here: knowing them again (`lock`).

use super::{Event, ReadArticle, Timeline};
use crate::lock::{Facts, Print, Sighting};
use rayon::prelude::*;
use std::sync::Arc;

/// The events of a timeline, in its order.
pub(super) fn sightings(timeline: &Timeline) -> Vec<Sighting> {
    let prints: Vec<Vec<Print>> = timeline.articles.par_iter().map(|read| prints(read)).collect();
    timeline.events.iter().map(|event| sighting(event, timeline, &prints)).collect()
}

fn sighting(event: &Event, timeline: &Timeline, known: &[Vec<Print>]) -> Sighting {
    let print = |article: usize, mention: Option<usize>| match mention {
        Some(at) => known.get(article)?.get(at).cloned(),
        None => Some(by_hand(event, timeline.articles.get(article)?)),
    };
    let prints = event.evidence.iter().filter_map(|evidence| print(evidence.article, evidence.mention)).collect();
    Sighting { proposed: event.id.clone(), prints, facts: facts(event) }
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
