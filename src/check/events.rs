//! Single events that an editor should look at: those that lack what their kind wants, and those that are unsure.
//!
//! What an editor wrote by hand is never doubted. Not here: events that may be one (`duplicates`).

use super::at_event;
use crate::config::{Kind, Role};
use crate::diag::Diagnostic;
use crate::timeline::{Event, Origin, Timeline};

/// Notes on events found in prose, in the order of the timeline.
pub(super) fn doubtful(timeline: &Timeline, kinds: &[Kind], least_confidence: u8) -> Vec<Diagnostic> {
    let found = timeline.events.iter().filter(|event| is_open(event));
    found
        .flat_map(|event| {
            let kind = kinds.iter().find(|kind| kind.id == event.kind);
            let lacking = kind.and_then(|kind| lacking(event, kind));
            let notes = [lacking, unsure(event, least_confidence)];
            notes.into_iter().flatten().map(move |note| at_event(note, timeline, event))
        })
        .collect()
}

/// True of an event on which no editor has had a word.
pub(super) fn is_open(event: &Event) -> bool {
    event.origin == Origin::Extracted && event.curated.is_none()
}

/// The names of the roles that the kind wants and the event has not.
pub(super) fn lacking_roles(event: &Event, kind: &Kind) -> Vec<&'static str> {
    let lacks = |role: &&Role| match role {
        Role::Actor => event.actors.is_empty(),
        Role::Target => event.targets.is_empty(),
        Role::Place => event.place.is_none(),
    };
    kind.wants.iter().filter(lacks).map(name).collect()
}

/// Roles that the kind wants and the event has not.
fn lacking(event: &Event, kind: &Kind) -> Option<Diagnostic> {
    let names = lacking_roles(event, kind);
    if names.is_empty() {
        return None;
    }
    let message = format!("the event “{}” has no {}", event.title, names.join(" and no "));
    let hint = format!(
        "if the article says it, write the event into its front matter; the kind's `wants` asks for {}",
        names.join(", ")
    );
    Some(Diagnostic::note("event.role", message).label("reported here").hint(hint))
}

fn name(role: &Role) -> &'static str {
    match role {
        Role::Actor => "actor",
        Role::Target => "target",
        Role::Place => "place",
    }
}

fn unsure(event: &Event, least: u8) -> Option<Diagnostic> {
    (event.confidence < least).then(|| {
        let message = format!("the event “{}” is unsure: {} %", event.title, event.confidence);
        Diagnostic::note("event.unsure", message)
            .label("reported here")
            .hint("`dateline explain` on this file shows why")
    })
}
