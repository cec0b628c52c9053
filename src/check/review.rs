//! What most needs an editor's look, with the lines of `curation.yaml` that would settle it.
//!
//! The same doubts as `check` notes, event by event and weighed against each other. What an editor accepted or wrote is not doubted again.
//! Not here: printing (`cli`).

use super::{at_event, duplicates, events};
use crate::config::Kind;
use crate::diag::Diagnostic;
use crate::extract::Status;
use crate::timeline::{ArticleKey, Event, Timeline};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The event, or the id that a decision names.
    pub id: String,
    /// Its title; of a decision whose event is gone, what became of it.
    pub title: String,
    /// Path of the file in which it is reported or decided.
    pub file: String,
    /// Line in that file, from 1.
    pub line: usize,
    /// How much it needs a look; the greater, the more.
    pub weight: u32,
    /// Why, in sentences without a full stop.
    pub why: Vec<String>,
    /// Entries of `curation.yaml`, of which one settles it.
    pub settle: Vec<String>,
}

/// Everything that needs a look, most pressing first. `found` is what a build told; events surer than `least`, in hundredths, are sure enough.
pub fn review(timeline: &Timeline, kinds: &[Kind], found: &[Diagnostic], least: u8) -> Vec<Doubt> {
    let mut doubts: BTreeMap<usize, Doubt> = BTreeMap::new();
    let places: BTreeMap<&str, usize> =
        timeline.events.iter().enumerate().map(|(at, event)| (event.id.as_str(), at)).collect();
    for (at, event) in timeline.events.iter().enumerate().filter(|(_, event)| events::is_open(event)) {
        for (weight, why, settle) in single(timeline, event, kinds, least) {
            add(&mut doubts, timeline, at, weight, why, settle);
        }
    }
    let mut paired = BTreeSet::new();
    for (a, b) in duplicates::pairs(timeline, kinds) {
        let Some(at) = places.get(b.id.as_str()) else { continue };
        let why = format!("it may be the same as “{}” ({})", a.title, a.id);
        let settle = vec![format!("- merge: [{}, {}]", a.id, b.id)];
        // Further pairs of one event are one question more, not one each.
        let weight = if paired.insert(*at) { 40 } else { 5 };
        add(&mut doubts, timeline, *at, weight, why, settle);
    }
    for (at, doubt) in &mut doubts {
        doubt.weight += timeline.events.get(*at).map_or(0, |event| prominence(event));
    }
    let mut all: Vec<Doubt> = found.iter().filter_map(vanished).chain(doubts.into_values()).collect();
    all.sort_by_key(|doubt| std::cmp::Reverse(doubt.weight));
    all
}

/// What the number of its articles adds to the weight of an event's doubts: more readers meet it.
fn prominence(event: &Event) -> u32 {
    let articles: BTreeSet<ArticleKey> = event.evidence.iter().map(|evidence| evidence.article).collect();
    u32::try_from(articles.len().saturating_sub(1).min(10)).unwrap_or_default() * 2
}

/// A weight, why, and what would settle it.
type Reason = (u32, String, Vec<String>);

fn single(timeline: &Timeline, event: &Event, kinds: &[Kind], least: u8) -> Vec<Reason> {
    let id = &event.id;
    let mut reasons = Vec::new();
    if event.confidence < least {
        let settle = vec![format!("- accept: {id}"), format!("- reject: {id}")];
        let why = format!("the reading is unsure: {} of 100", event.confidence);
        reasons.push((u32::from(least - event.confidence), why, settle));
    }
    if is_disputed(timeline, event) {
        let settle = vec![format!("- correct: {id}\n  status: {}", event.status.name()), format!("- accept: {id}")];
        reasons.push((50, "some reports state it, others deny it".to_owned(), settle));
    }
    let lacking = kinds.iter().find(|kind| kind.id == event.kind).map(|kind| events::lacking_roles(event, kind));
    for role in lacking.unwrap_or_default() {
        let settle = vec![format!("- correct: {id}\n  {role}: ..."), format!("- accept: {id}")];
        reasons.push((20, format!("it has no {role}"), settle));
    }
    reasons
}

/// True where one report says that it happened and another that it did not.
fn is_disputed(timeline: &Timeline, event: &Event) -> bool {
    let says = |status: Status| {
        let mut mentions = event.evidence.iter().filter_map(|evidence| timeline.mention(evidence));
        mentions.any(|mention| mention.status == status)
    };
    says(Status::Denied) && (says(Status::Happened) || says(Status::Claimed))
}

fn add(
    doubts: &mut BTreeMap<usize, Doubt>,
    timeline: &Timeline,
    at: usize,
    weight: u32,
    why: String,
    settle: Vec<String>,
) {
    let Some(event) = timeline.events.get(at) else { return };
    let doubt = doubts.entry(at).or_insert_with(|| {
        let place = at_event(Diagnostic::note("review", ""), timeline, event);
        let (file, line) = place.position().map_or((String::new(), 1), |(file, line, _)| (file.to_owned(), line));
        Doubt {
            id: event.id.clone(),
            title: event.title.clone(),
            file,
            line,
            weight: 0,
            why: Vec::new(),
            settle: Vec::new(),
        }
    });
    doubt.weight += weight;
    doubt.why.push(why);
    doubt.settle.extend(settle.into_iter().filter(|line| !doubt.settle.contains(line)).collect::<Vec<_>>());
}

/// A decision whose event is gone.
fn vanished(diagnostic: &Diagnostic) -> Option<Doubt> {
    let (file, line, _) = diagnostic.position().filter(|_| diagnostic.code == "curation.vanished")?;
    let id = diagnostic.span?.of(&diagnostic.file.as_ref()?.text).to_owned();
    Some(Doubt {
        id,
        title: diagnostic.message.clone(),
        file: file.to_owned(),
        line,
        weight: 100,
        why: vec!["the decision changes nothing".to_owned()],
        settle: diagnostic.hint.iter().map(|hint| format!("# {hint}")).collect(),
    })
}
