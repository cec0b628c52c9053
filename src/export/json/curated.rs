//! The shape of an editor's decisions as data.

use crate::timeline::{Curated, Step};
use serde::Serialize;

/// What an editor decided about an event, and what was found where that was corrected.
#[derive(Serialize)]
pub(super) struct CuratedData<'a> {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    accepted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<FoundData<'a>>,
    decisions: Vec<StepData<'a>>,
}

#[derive(Serialize)]
struct FoundData<'a> {
    kind: &'a str,
    title: &'a str,
    date: String,
    status: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    actors: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    targets: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

#[derive(Serialize)]
struct StepData<'a> {
    act: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    others: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<String>,
}

impl<'a> CuratedData<'a> {
    pub(super) fn new(curated: &'a Curated) -> Self {
        let found = curated.found.as_ref().map(|found| FoundData {
            kind: &found.kind,
            title: &found.title,
            date: found.when.to_string(),
            status: &found.status,
            actors: &found.actors,
            targets: &found.targets,
            place: found.place.as_deref(),
        });
        let step = |step: &'a Step| StepData {
            act: step.act,
            others: &step.others,
            reason: step.reason.as_deref(),
            decided: step.decided.map(|day| day.to_string()),
        };
        CuratedData { accepted: curated.accepted, found, decisions: curated.steps.iter().map(step).collect() }
    }
}
