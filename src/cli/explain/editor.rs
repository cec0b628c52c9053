//! What became of an event on its editor's desk: under which id it is published, what was decided about it and what had been found; and the
//! events that were rejected.
//!
//! Not here: carrying decisions out (`timeline`), keeping ids (`lock`).

use super::mention;
use crate::lock::{Entry, Fate, Lock};
use crate::pipeline::{Input, Plan};
use crate::timeline::{Act, Curation, Decision, Event, ReadArticle, Step, facts, prints};
use anyhow::Result;
use std::io::Write;
use std::sync::Arc;

/// The ids and the decisions of a site.
pub(super) struct Desk {
    /// Ids as they are published now.
    published: Lock,
    /// Ids as they will be when the site is built.
    next: Arc<Lock>,
    decisions: Vec<Decision>,
}

impl Desk {
    pub(super) fn of(input: &Input, plan: &Plan) -> Self {
        let read = |file| Curation::read(file, &plan.config.kinds).0.decisions;
        Desk {
            published: input.desk.lock.as_ref().map(|file| Lock::read(file).0).unwrap_or_default(),
            next: plan.lock.clone(),
            decisions: input.desk.curation.as_ref().map(read).unwrap_or_default(),
        }
    }

    /// Since when the event is published, which ids lead to it, and what was decided about it.
    pub(super) fn write(&self, out: &mut impl Write, event: &Event) -> Result<()> {
        match self.published.entries.get(&event.id).and_then(|entry| entry.since) {
            Some(day) => writeln!(out, "  published since {day}")?,
            None => writeln!(out, "  not published yet")?,
        }
        for (id, entry) in self.next.entries.iter() {
            if matches!(entry.fate, Fate::Merged(_)) && self.next.standing(id) == Some(&event.id) {
                writeln!(out, "  {id} leads here")?;
            }
        }
        let Some(curated) = &event.curated else { return Ok(()) };
        curated.steps.iter().try_for_each(|step| writeln!(out, "  {}", decided(step)))?;
        let changed = curated.found.iter().flat_map(|found| found.differences(&facts(event)));
        for (what, found, now) in changed {
            let found = if found.is_empty() { "nothing" } else { &found };
            writeln!(out, "    {} = {now}  (found: {found})", what.name())?;
        }
        Ok(())
    }

    /// Writes what was found in an article and rejected. True where there is anything.
    pub(super) fn write_rejected(&self, out: &mut impl Write, read: &ReadArticle, is_first: bool) -> Result<bool> {
        let prints = prints(read);
        let mut is_first = is_first;
        for (decision, id, entry) in self.decisions.iter().filter_map(|decision| self.rejected(decision)) {
            let reports = read.mentions.iter().zip(&prints).filter(|(_, print)| entry.prints.contains(print));
            let reports: Vec<_> = reports.map(|(mention, _)| mention).collect();
            if reports.is_empty() {
                continue;
            }
            writeln!(out, "{}{}", if is_first { "" } else { "\n" }, entry.facts.title)?;
            writeln!(out, "  {} · {} · {id}", entry.facts.kind, entry.facts.when)?;
            let step = Step {
                act: decision.act.name(),
                others: Vec::new(),
                reason: decision.reason.clone(),
                decided: decision.decided,
            };
            writeln!(out, "  not on the timeline: {}", decided(&step))?;
            reports.into_iter().try_for_each(|mention| mention::write(out, read, mention))?;
            is_first = false;
        }
        Ok(!is_first)
    }

    fn rejected<'d>(&'d self, decision: &'d Decision) -> Option<(&'d Decision, &'d str, &'d Entry)> {
        let Act::Reject(id) = &decision.act else { return None };
        let entry = self.next.entries.get(&id.value).filter(|entry| entry.fate == Fate::Gone)?;
        Some((decision, &id.value, entry))
    }
}

/// A decision in one line.
fn decided(step: &Step) -> String {
    let act = match step.act {
        "accept" => "accepted".to_owned(),
        "reject" => "rejected".to_owned(),
        "merge" => format!("merged with {}", step.others.join(", ")),
        "split" => format!("split off {}", step.others.join(", ")),
        _ => "corrected".to_owned(),
    };
    let day = step.decided.map(|day| format!(" on {day}")).unwrap_or_default();
    let reason = step.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{act} by the editor{day}{reason}")
}
