//! Decisions that cannot all hold.
//!
//! The same decision twice, as after a merge of two branches, is none. Not here: events that are not there (`find`).

use super::decision::{Act, Decision, Id};
use crate::config::tree::Report;
use crate::diag::Diagnostic;
use crate::span::line_and_column;
use std::collections::BTreeMap;

/// Tells of every decision that contradicts one before it.
pub(super) fn report(decisions: &[Decision], report: &mut Report) {
    let mut by_id: BTreeMap<&str, Vec<(&Id, &Decision)>> = BTreeMap::new();
    for decision in decisions {
        for id in ids(&decision.act) {
            let earlier = by_id.entry(&id.value).or_default();
            if let Some((other, _)) = earlier.iter().find(|(_, other)| contradict(&other.act, &decision.act, &id.value))
            {
                tell(id, other, report);
            }
            earlier.push((id, decision));
        }
    }
    circles(decisions, report);
}

/// Tells of merges by which an event would become part of itself.
fn circles(decisions: &[Decision], report: &mut Report) {
    let mut into: BTreeMap<&str, &str> = BTreeMap::new();
    for decision in decisions {
        let Act::Merge(keeper, others) = &decision.act else { continue };
        for other in others {
            let mut end = keeper.value.as_str();
            while let Some(next) = into.get(end) {
                end = next;
            }
            if end == other.value {
                let message = format!("`{end}` would become part of itself");
                let problem = Diagnostic::error("curation.conflict", message).label("takes in what takes it in");
                report.add(other.span, problem.hint("name the event that stays in one merge, first"));
            } else {
                into.insert(&other.value, &keeper.value);
            }
        }
    }
}

fn ids(act: &Act) -> Vec<&Id> {
    let others = match act {
        Act::Merge(_, others) => others.as_slice(),
        _ => &[],
    };
    std::iter::once(act.id()).chain(others).collect()
}

fn contradict(a: &Act, b: &Act, id: &str) -> bool {
    match (a, b) {
        (Act::Reject(_), Act::Reject(_)) => false,
        (Act::Reject(_), _) | (_, Act::Reject(_)) => true,
        (Act::Correct(_, a), Act::Correct(_, b)) => a.contradict(b),
        // What is taken in by one event cannot be taken in by another.
        (Act::Merge(a, _), Act::Merge(b, _)) => a.value != b.value && a.value != id && b.value != id,
        _ => false,
    }
}

fn tell(id: &Id, other: &Id, report: &mut Report) {
    let (line, _) = line_and_column(&report.file.text, other.span.start);
    let message = format!("this contradicts what line {line} says of `{}`", id.value);
    let problem = Diagnostic::error("curation.conflict", message).label("decided otherwise before");
    report.add(id.span, problem.hint("keep one of the two"));
}
