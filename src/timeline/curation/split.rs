//! Taking some reports of an event apart as an event of their own.
//!
//! A report is named by words of its sentence, or, for all of an article, by the article's path: both outlast a change elsewhere in the
//! text, as a line number does not.

use super::apply::{Desk, Item};
use crate::config::tree::Written;
use crate::diag::Diagnostic;
use crate::lock::{Print, Sighting};
use crate::timeline::sighting::facts;
use crate::timeline::{Event, Evidence};
use std::sync::Arc;

/// Which report of an event goes with which of its prints.
type Report = (Evidence, Option<Print>);

impl Desk<'_> {
    /// Splits the named reports off the event at an index; gives the index of the event that they make. `None` where nothing would be left
    /// on one side, which is told.
    pub(super) fn split(&mut self, at: usize, reports: &[Written<String>]) -> Option<usize> {
        let item = self.items.get(at)?.as_ref()?;
        let (event, prints) = (item.event.clone(), item.sighting.prints.clone());
        let mut unknown = Vec::new();
        for report in reports {
            if !event.evidence.iter().any(|evidence| self.is_meant(evidence, &report.value)) {
                unknown.push(self.no_report(report, &event));
            }
        }
        self.diagnostics.append(&mut unknown);
        let prints = prints.into_iter().map(Some).chain(std::iter::repeat(None));
        let all = event.evidence.iter().copied().zip(prints);
        let (parted, left): (Vec<Report>, Vec<Report>) =
            all.partition(|(evidence, _)| reports.iter().any(|report| self.is_meant(evidence, &report.value)));
        if parted.is_empty() {
            return None;
        }
        let part = self.item_of(&parted, &event);
        let rest = self.item_of(&left, &event);
        let (Some(mut part), Some(rest)) = (part, rest) else {
            let first = reports.first()?;
            self.diagnostics.push(self.nothing_left(first, &event));
            return None;
        };
        let id = self.ground.settlement.settle_more(&part.sighting, &mut self.settled);
        Arc::make_mut(&mut part.event).id.clone_from(&id);
        let rested = Event { id: event.id.clone(), ..Arc::unwrap_or_clone(rest.event) };
        self.items[at] = Some(Item { event: Arc::new(rested), sighting: rest.sighting });
        self.items.push(Some(part));
        let at = self.items.len() - 1;
        self.by_id.insert(id, at);
        Some(at)
    }

    fn item_of(&self, reports: &[Report], event: &Event) -> Option<Item> {
        let evidence: Vec<Evidence> = reports.iter().map(|(evidence, _)| *evidence).collect();
        let event = self.ground.maker.made_of(&evidence, event)?;
        let prints = reports.iter().filter_map(|(_, print)| print.clone()).collect();
        let sighting = Sighting { proposed: event.id.clone(), prints, facts: facts(&event).into() };
        Some(Item { event: Arc::new(event), sighting: Arc::new(sighting) })
    }

    /// True where `name` is the path of the report's article, or stands in its sentence.
    fn is_meant(&self, evidence: &Evidence, name: &str) -> bool {
        let Some(read) = self.ground.maker.article(evidence.article) else { return false };
        let mention = evidence.mention.and_then(|at| read.mentions.get(at));
        let sentence = mention.map(|mention| mention.sentence.of(&read.article.prose.text));
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        *read.article.file.path == *name || sentence.is_some_and(|sentence| words(sentence).contains(&words(name)))
    }

    fn no_report(&self, report: &Written<String>, event: &Event) -> Diagnostic {
        let message = format!("`{}` has no report with these words, and none in such an article", event.id);
        Diagnostic::warning("curation.report", message)
            .at(&self.curation.file, report.span)
            .label("no such report")
            .hint("copy some words of the sentence from the event's page, or name the article: content/article.md")
    }

    fn nothing_left(&self, report: &Written<String>, event: &Event) -> Diagnostic {
        let message = format!("nothing would be left of `{}`: these are all of its reports found in prose", event.id);
        Diagnostic::warning("curation.report", message)
            .at(&self.curation.file, report.span)
            .label("nothing is split off")
            .hint("name fewer reports, or correct the event instead")
    }
}
