//! How well a report fits an event told before: what is the same, what differs, and what the report refers to.
//!
//! Not here: going through the reports of an article (`refer` itself).

use super::{Told, is_real};
use crate::config::Frame;
use crate::extract::Status;
use crate::extract::draft::{Draft, Naming, Part};
use crate::extract::subkind::FIRST;
use std::collections::BTreeSet;

/// Whether a report may point back to an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// It does not point back.
    None,
    /// It may mean any event told before: "the attack".
    Open,
    /// It means an event told before, and the last one first: "the incident".
    Last,
    /// It calls the event by a word of the stem by which it was told: "bombed ... the bombing".
    ByName,
}

/// The event told so far that a draft speaks of.
pub(super) fn best(told: &[Told], drafts: &[Draft], at: usize, refers: impl Fn(&Told) -> Reference) -> Option<usize> {
    let draft = &drafts[at];
    let mut best = None;
    for (number, event) in told.iter().enumerate() {
        if let Some(fit) = fit(told, event, drafts, draft, refers(event))
            && best.is_none_or(|(known, _)| fit >= known)
        {
            best = Some((fit, number));
        }
    }
    best.map(|(_, number)| number)
}

/// How well a draft fits an event; `None` where they are two.
fn fit(told: &[Told], event: &Told, drafts: &[Draft], draft: &Draft, reference: Reference) -> Option<i32> {
    let refers = reference != Reference::None;
    // "Whether a second bomb went off" may be asked of an event that took place.
    let other_sort = event.subkind.zip(draft.subkind).is_some_and(|(a, b)| a != b);
    let asked = is_bare(draft) && !other_sort && matches!(draft.status, Status::Hypothetical | Status::Denied);
    if event.kind != draft.trigger.kind || event.real != is_real(draft.status) && !asked {
        return None;
    }
    // Two attackers of one word are two events: "Russia and France have bombed".
    if event.members.iter().rev().any(|&at| drafts[at].trigger.tokens == draft.trigger.tokens) {
        return None;
    }
    let standing = event.standing(told, drafts, draft);
    // "In March a man drove into a crowd" dates no bomb of today.
    if draft.background && !draft.trigger.noun && !refers && event.dated.is_none() && !standing.beside {
        return None;
    }
    let roles = Roles {
        actor: agree(event.actor.as_ref(), draft.actor.as_ref())?,
        target: agree(event.target.as_ref(), draft.target.as_ref())?,
        place: agree(event.place.as_ref(), draft.place.as_ref())?,
        dated: dates_agree(event, drafts, draft)?,
    };
    if draft.another && !refers && roles.target != Agreement::Same {
        return None;
    }
    if let (Some(a), Some(b)) = (event.subkind, draft.subkind)
        && apart(a, b)
        && roles.actor != Agreement::Same
        && reference != Reference::ByName
        && !(is_bare(draft) && standing.beside)
    {
        return None;
    }
    if draft.dates_other && standing.beside {
        return None;
    }
    // Two senders give two notices, unless one refers back to the other.
    if draft.frame != Frame::Act && roles.actor == Agreement::Differs && !refers {
        return None;
    }
    let same_subkind = event.subkind.is_some() && event.subkind == draft.subkind;
    let alike = same_subkind || event.members.iter().any(|&at| drafts[at].trigger.lemma == draft.trigger.lemma);
    let same = draft.frame != Frame::Act && roles.actor != Agreement::Differs
        || refers && roles.target != Agreement::Differs && (roles.keeps_place(draft) || !draft.dates_other)
        || roles.identify(draft, standing.recent && alike)
        || roles.continue_it(draft, &standing, refers);
    same.then_some(
        4 * roles.same()
            + 4 * i32::from(same_subkind)
            + 2 * i32::from(alike)
            + if reference == Reference::ByName { 3 } else { 0 }
            + if reference == Reference::Last { 8 } else { 1 } * i32::from(standing.recent)
            + 6 * i32::from(standing.beside)
            + i32::try_from(event.members.len().min(4)).unwrap_or(0),
    )
}

/// True of two events that did not happen, of one attacker, which no part or date of theirs tells apart.
pub(super) fn is_one_threat(a: &Told, b: &Told, drafts: &[Draft]) -> bool {
    let open = |a: &Option<Part>, b: &Option<Part>| {
        agree(a.as_ref(), b.as_ref()).is_some_and(|agreement| agreement != Agreement::Differs)
    };
    let dated = |event: &Told| event.dated.and_then(|at| drafts[at].dating.as_ref()).map(|dating| dating.when);
    let unreal = |event: &Told| !event.real && !event.members.is_empty();
    a.kind == b.kind
        && unreal(a)
        && unreal(b)
        && agree(a.actor.as_ref(), b.actor.as_ref()) == Some(Agreement::Same)
        && open(&a.target, &b.target)
        && open(&a.place, &b.place)
        && dated(a).zip(dated(b)).is_none_or(|(a, b)| a.overlaps(b))
}

/// True of a report that names no part of its event.
fn is_bare(draft: &Draft) -> bool {
    draft.actor.is_none() && draft.target.is_none() && draft.place.is_none()
}

/// Where an event stands among those told before a report.
struct Standing {
    /// More than half of all reports so far speak of it.
    dominant: bool,
    /// It was told last, at most two sentences before.
    recent: bool,
    /// It was told in this very sentence.
    beside: bool,
}

impl Told {
    fn standing(&self, told: &[Told], drafts: &[Draft], draft: &Draft) -> Standing {
        let rivals = told.iter().filter(|event| event.kind == self.kind && event.real);
        let reports: usize = rivals.map(|event| event.members.len()).sum();
        let newest = told.iter().all(|event| event.members.last() <= self.members.last());
        let distance = self.members.last().map(|&last| draft.sentence - drafts[last].sentence);
        Standing {
            dominant: self.members.len() * 2 > reports || reports == 0,
            recent: newest && distance.is_some_and(|distance| distance <= 2),
            beside: distance == Some(0),
        }
    }
}

/// How the roles that a report gives stand to those of an event.
struct Roles {
    actor: Agreement,
    target: Agreement,
    place: Agreement,
    dated: bool,
}

impl Roles {
    /// True where what a report says itself is enough to know the event by it. What is the same must outweigh what is new: an
    /// attacker may strike twice, and a town may be struck by two.
    fn identify(&self, draft: &Draft, follows: bool) -> bool {
        let same = self.count(Agreement::Same);
        let differs = self.count(Agreement::Differs) > 0;
        if draft.trigger.noun && !draft.definite {
            return same + usize::from(self.dated) > 1;
        }
        match same {
            0 => is_bare(draft) && (follows || self.dated) && !draft.trigger.noun,
            1 => self.dated || !differs,
            _ => true,
        }
    }

    /// True where nothing that the report says itself parts it from the event that its article is telling. Reports of other attackers
    /// or at other places, and "attacks" or "shelling" without an article, bring in events of their own.
    fn continue_it(&self, draft: &Draft, standing: &Standing, refers: bool) -> bool {
        let unnamed = |part: &Option<Part>| part.as_ref().is_none_or(|part| part.naming != Naming::Name);
        let nobody = unnamed(&draft.actor) && unnamed(&draft.target);
        let some = self.same() > 0 || draft.definite || nobody;
        let noun = draft.trigger.noun;
        let brings = noun && !draft.definite;
        // "The raid" means no attack told in other words, and "the attacks in Paris" say for themselves which they are.
        let other = if noun {
            draft.definite && !refers || draft.place.is_some()
        } else {
            standing.beside && draft.actor.is_some() && (draft.target.is_some() || draft.place.is_some())
        };
        // "Jets bombed a mill. Rebels shelled a bridge."
        let apart = !noun && self.target == Agreement::Differs && self.actor != Agreement::Same;
        if other && self.same() == 0 {
            return false;
        }
        standing.beside && some
            || standing.dominant && some && !draft.general
            || standing.recent && nobody && unnamed(&draft.place) && !brings && !apart
    }

    /// False of a report that brings a place of its own: "the attacks in Paris" say which they are.
    fn keeps_place(&self, draft: &Draft) -> bool {
        draft.place.is_none() || self.place == Agreement::Same
    }

    fn count(&self, of: Agreement) -> usize {
        [self.actor, self.target, self.place].iter().filter(|role| **role == of).count()
    }

    /// How much is the same, the date included.
    fn same(&self) -> i32 {
        i32::try_from(self.count(Agreement::Same) + usize::from(self.dated)).unwrap_or(0)
    }
}

/// True of subkinds of which one is the first of its kind, and the other is not.
fn apart(a: usize, b: usize) -> bool {
    (a == FIRST) != (b == FIRST)
}

/// How the same role of two reports compares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreement {
    /// Both name or describe the same.
    Same,
    /// One of them leaves it open.
    Open,
    /// Both fill it in words that do not overlap, but may mean the same: "gunmen" and a group.
    Differs,
}

/// How two parts compare; `None` for contradiction. Descriptions ("gunmen") contradict nothing.
fn agree(a: Option<&Part>, b: Option<&Part>) -> Option<Agreement> {
    let (Some(a), Some(b)) = (a, b) else { return Some(Agreement::Open) };
    if shares_word(&a.name.text, &b.name.text) {
        return Some(Agreement::Same);
    }
    if a.naming == Naming::StandIn || b.naming == Naming::StandIn {
        return Some(Agreement::Open);
    }
    (a.naming != Naming::Name || b.naming != Naming::Name).then_some(Agreement::Differs)
}

/// True where the names in two texts, or their words where one has no name, overlap: not "German consulate" and "Indian consulate".
fn shares_word(a: &str, b: &str) -> bool {
    let words = |text: &'_ str, names: bool| -> BTreeSet<String> {
        let wanted = |word: &&str| if names { word.starts_with(char::is_uppercase) } else { word.len() > 3 };
        text.split_whitespace().filter(wanted).map(str::to_lowercase).collect()
    };
    let (names_a, names_b) = (words(a, true), words(b, true));
    if !names_a.is_empty() && !names_b.is_empty() {
        return !names_a.is_disjoint(&names_b);
    }
    let (words_a, words_b) = (words(a, false), words(b, false));
    !words_a.is_empty() && !words_b.is_empty() && (words_a.is_subset(&words_b) || words_b.is_subset(&words_a))
        || a.eq_ignore_ascii_case(b)
}

/// Days of the longest time by which an event is known: two events may well lie in one spring.
const WEEK: i64 = 7;

fn dates_agree(event: &Told, drafts: &[Draft], draft: &Draft) -> Option<bool> {
    let known = event.dated.and_then(|at| drafts[at].dating.as_ref());
    match (known, &draft.dating) {
        (Some(a), Some(b)) if a.when.overlaps(b.when) => {
            // "Repeated raids since May" are not the raid of one day in June.
            let sweeping =
                |draft: &Draft, when: crate::date::When| draft.general && when.days().is_none_or(|days| days > WEEK);
            let first = event.members.first().is_some_and(|&at| sweeping(&drafts[at], a.when));
            if first != sweeping(draft, b.when) {
                return None;
            }
            // Two dates in one sentence are two events, even where they touch.
            let beside = |&at: &usize| {
                drafts[at].sentence == draft.sentence
                    && drafts[at].dating.as_ref().is_some_and(|dating| dating.when != b.when)
            };
            let short = |when: crate::date::When| when.days().is_some_and(|days| days <= WEEK);
            (!event.members.iter().any(beside)).then_some(short(a.when) && short(b.when))
        }
        (Some(_), Some(_)) => None,
        _ => Some(false),
    }
}
