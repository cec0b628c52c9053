//! Looking a site over without writing it: what a build tells, and besides whether kinds do what their examples say, which events most
//! need an editor's eye, and, if asked, whether the links that lead out of the site still lead anywhere.
//!
//! Not here: faults that keep a site from being built; the build finds those itself.

mod duplicates;
mod events;
mod examples;
mod external;
mod markup;
mod memory;
mod pages;
mod probe;
mod review;

pub use external::external;
pub use review::{Doubt, review};

use crate::diag::Diagnostic;
use crate::extract::Mention;
use crate::pipeline::{Built, Input};
use crate::span::Span;
use crate::timeline::{Event, Timeline};

/// Everything worth telling about a built site besides what its build told, in the order of its files and then of its timeline.
///
/// Events surer than `least_confidence`, in hundredths, are taken to be sure enough.
/// `told` is what the build told: a link that is wrong in an article's own text is not told again of its page.
pub fn look_over(input: &Input, built: &Built, told: &[Diagnostic], least_confidence: u8) -> Vec<Diagnostic> {
    let mut found = examples::failing(&input.config, &built.config);
    found.extend(events::doubtful(&built.timeline, &built.config.kinds, least_confidence));
    found.extend(pages::broken(built, told));
    found.extend(duplicates::likely(&built.timeline, &built.config.kinds));
    found
}

/// `diagnostic`, standing at the first sentence that reports `event`, or of the file whose front matter holds it.
fn at_event(diagnostic: Diagnostic, timeline: &Timeline, event: &Event) -> Diagnostic {
    let Some(evidence) = event.evidence.first() else { return diagnostic };
    let article = &timeline.article(evidence).article;
    match timeline.mention(evidence) {
        Some(Mention { sentence, .. }) => diagnostic.at(&article.file, article.prose.to_source(*sentence)),
        None => diagnostic.at(&article.file, by_hand(event, &article.meta.events).unwrap_or_default()),
    }
}

/// Where an event that an editor wrote stands.
fn by_hand(event: &Event, written: &[crate::content::HandwrittenEvent]) -> Option<Span> {
    let same =
        |written: &&crate::content::HandwrittenEvent| written.kind == event.kind && written.when.overlaps(event.when);
    written.iter().find(same).map(|written| written.span)
}
