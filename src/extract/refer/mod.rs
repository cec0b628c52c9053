//! Which reports in one article speak of one event, and what they then know from each other.
//!
//! "The attack" takes attacker, target, place and date of the event it refers back to. Not here: joining events of several articles
//! (`timeline`).

mod fit;

use super::Status;
use super::draft::{Draft, Naming, Part};
use super::needs::Needs;
use super::subkind::FIRST;
use super::trigger::Triggers;
use crate::config::Frame;
use fit::{Reference, best, is_one_threat};
use std::collections::BTreeSet;

/// One event within its article, as its reports tell it.
#[derive(Default)]
struct Told {
    kind: usize,
    members: Vec<usize>,
    actor: Option<Part>,
    target: Option<Part>,
    place: Option<Part>,
    subkind: Option<usize>,
    dated: Option<usize>,
    real: bool,
}

impl Told {
    /// The event of a title: all that its acts say of one thing.
    fn by_title(title: &[Draft]) -> Option<Self> {
        let mut acts = title.iter().filter(|draft| is_real(draft.status));
        let first = acts.next()?;
        let mut event = Told { kind: first.trigger.kind, real: true, ..Told::default() };
        // "Organiser of attacks killed in raid" tells of two.
        let same = |draft: &&Draft| {
            let forms = !draft.trigger.noun || !first.trigger.noun || draft.trigger.form == first.trigger.form;
            draft.trigger.kind == first.trigger.kind && forms
        };
        for draft in [first].into_iter().chain(acts.filter(same)) {
            let parts = [
                (&mut event.actor, &draft.actor),
                (&mut event.target, &draft.target),
                (&mut event.place, &draft.place),
            ];
            for (known, part) in parts {
                better(known, part.as_ref().map(|part| part.elsewhere("title")).as_ref());
            }
            event.subkind = event.subkind.or(draft.subkind);
        }
        Some(event)
    }
}

/// Groups acts and notices by event and fills what a report leaves open from the others of its event.
///
/// `title` holds the acts that the article's title tells: events that may have no report of their own, but lend their parts.
pub(super) fn resolve(drafts: &mut Vec<Draft>, title: &[Draft], needs: &Needs, triggers: &Triggers) {
    let mut told: Vec<Told> = Told::by_title(title).into_iter().collect();
    for at in 0..drafts.len() {
        if drafts[at].frame == Frame::Speech {
            continue;
        }
        if drafts[at].within
            && let Some(verb) = at.checked_sub(1).map(|verb| &drafts[verb])
            && verb.sentence == drafts[at].sentence
            && !verb.trigger.noun
            && let event @ 1.. = verb.event
        {
            // Its date is that of both.
            if drafts[at].dating.is_some() {
                drafts[at - 1].dating = None;
            }
            drafts[at].event = event;
            join(&mut told[event - 1], drafts, at);
            continue;
        }
        let lemma = triggers.lemma(drafts[at].trigger.lemma);
        let back = drafts[at].definite;
        let found = best(&told, drafts, at, |event| {
            let mut words = event.members.iter().map(|&at| triggers.lemma(drafts[at].trigger.lemma));
            match back {
                // "Bombed ... the bombing", "an airstrike ... the strike".
                true if words.any(|word| lemma.starts_with(word) || word.ends_with(lemma)) => Reference::ByName,
                true if needs.refers_back(lemma) => Reference::Last,
                true if needs.refers_to_any(lemma) => Reference::Open,
                _ => Reference::None,
            }
        });
        if found.is_none() && drafts[at].trigger.noun && needs.refers_back(lemma) {
            continue;
        }
        let event = found.unwrap_or_else(|| {
            told.push(Told { kind: drafts[at].trigger.kind, real: is_real(drafts[at].status), ..Told::default() });
            told.len() - 1
        });
        drafts[at].event = event + 1;
        join(&mut told[event], drafts, at);
    }
    unite_threats(&mut told, drafts);
    for event in &told {
        fill(event, drafts);
    }
    drop_repeated(drafts);
}

/// Joins what one attacker may or will do, as long as no report of it contradicts another: it is one threat, however often told.
fn unite_threats(told: &mut [Told], drafts: &mut [Draft]) {
    for later in 1..told.len() {
        let (before, rest) = told.split_at_mut(later);
        let Some(event) = rest.first_mut() else { return };
        let Some(earlier) = before.iter().position(|known| is_one_threat(known, event, drafts)) else { continue };
        // Threats of air strikes and of force are one threat, but not all of air strikes.
        let subkind = before[earlier].subkind.filter(|_| before[earlier].subkind == event.subkind);
        for at in std::mem::take(&mut event.members) {
            drafts[at].event = earlier + 1;
            join(&mut before[earlier], drafts, at);
        }
        before[earlier].subkind = subkind;
    }
}

fn is_real(status: Status) -> bool {
    matches!(status, Status::Happened | Status::Claimed)
}

fn join(event: &mut Told, drafts: &[Draft], at: usize) {
    let draft = &drafts[at];
    event.members.push(at);
    // What later reports only describe ("guests") is but a part of what was attacked.
    let first = event.members.first().is_some_and(|&first| drafts[first].sentence == draft.sentence);
    let founds = event.members.len() == 1 || first && event.target.is_none();
    let whole = |part: &&Part| founds || part.naming == Naming::Name;
    better(&mut event.actor, draft.actor.as_ref());
    better(&mut event.target, draft.target.as_ref().filter(whole));
    better(&mut event.place, draft.place.as_ref());
    if event.subkind.is_none() || draft.subkind == Some(FIRST) {
        event.subkind = draft.subkind;
    }
    let narrower = |at: usize| drafts[at].dating.as_ref().and_then(|dating| dating.when.days()).unwrap_or(i64::MAX);
    if draft.dating.is_some() && event.dated.is_none_or(|known| narrower(at) < narrower(known)) {
        event.dated = Some(at);
    }
}

/// Keeps a name rather than a description.
fn better(known: &mut Option<Part>, new: Option<&Part>) {
    let Some(new) = new else { return };
    let replaces = known.as_ref().is_none_or(|known| known.naming < new.naming);
    if replaces {
        *known = Some(new.clone());
    }
}

/// Gives each report what the others of its event know.
fn fill(event: &Told, drafts: &mut [Draft]) {
    let dating = event.dated.and_then(|at| drafts[at].dating.clone());
    for &at in &event.members {
        let draft = &mut drafts[at];
        supply(&mut draft.actor, event.actor.as_ref());
        supply(&mut draft.target, event.target.as_ref());
        supply(&mut draft.place, event.place.as_ref());
        // "Bombed" by the jets of another report: an airstrike.
        if draft.subkind.is_none() || event.subkind == Some(FIRST) {
            draft.subkind = event.subkind;
        }
        if draft.dating.is_none()
            && let Some(dating) = &dating
        {
            let note = dating.reason.note.clone().unwrap_or_default();
            draft.dating = Some(super::dates::Dating::inferred(dating.when, "date-of-the-same-event", note));
        }
    }
}

fn supply(part: &mut Option<Part>, known: Option<&Part>) {
    let Some(known) = known else { return };
    // A town that is attacked stands for whom other reports name, not for whom they describe.
    let vague = |part: &Part| part.naming == Naming::StandIn && known.naming == Naming::Description;
    let open = part.as_ref().is_none_or(|part| part.naming < known.naming && !part.settled && !vague(part));
    if open {
        *part = Some(known.elsewhere("same-event"));
    }
}

/// Of several reports of one event in one sentence, the first stays.
fn drop_repeated(drafts: &mut Vec<Draft>) {
    let mut seen = BTreeSet::new();
    drafts
        .retain(|draft| draft.frame == Frame::Speech || draft.event > 0 && seen.insert((draft.sentence, draft.event)));
}
