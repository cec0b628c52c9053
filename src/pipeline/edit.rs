//! The files of the editor's desk, and what they make of a timeline.
//!
//! What they made of the last timeline stands while the events, the reports they rest on and the files are as they were. Not here: what a
//! decision does (`timeline`), what becomes of an id (`lock`).

use super::Desk;
use crate::config::Config;
use crate::date::Day;
use crate::diag::{Diagnostic, File, Severity};
use crate::lang::Language;
use crate::lock::{Lock, Print, Traces};
use crate::timeline::{
    ArticleKey, Curation, Edited, Event, ReadArticle, Sightings, Timeline, coarsen, coarser, is_known_alike, prints,
    sighted, successors,
};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The last timeline before and after the editor's decisions.
pub(super) struct LastEdit {
    found: Timeline,
    desk: Desk,
    today: Day,
    events: Arc<Vec<Arc<Event>>>,
    lock: Arc<Lock>,
    diagnostics: Vec<Diagnostic>,
    known: Known,
    /// Where every event bears its own id, though `events.lock` may know some of them: what that file may know new ones by.
    file: Option<Arc<Lock>>,
    traces: OnceLock<Traces>,
}

/// What stays known of a timeline and of the editor's files when either changes.
#[derive(Default)]
struct Known {
    sightings: Sightings,
    /// `events.lock` as it was read, with everything that is wrong with it.
    lock: Option<(File, Arc<Lock>, Vec<Diagnostic>)>,
}

impl LastEdit {
    /// The same for `timeline`, by way of `last` where that still holds. Kinds, language and precision must be those of `last`.
    pub(super) fn renewed(last: Option<Self>, timeline: Timeline, desk: &Desk, config: &Config, today: Day) -> Self {
        let (last, other) = match last {
            Some(last) if last.today == today && last.desk == *desk => (Some(last), None),
            other => (None, other),
        };
        let last = match last {
            Some(last) if last.holds_for(&timeline) => return LastEdit { found: timeline, ..last },
            Some(last) => match last.followed_by(&timeline, config) {
                Ok(next) => return next,
                Err(last) => Some(*last),
            },
            None => other,
        };
        let mut known = last.map(|last| last.known).unwrap_or_default();
        let found = timeline.clone();
        let (edited, lock, diagnostics) = edit(timeline, desk, config, today, &mut known);
        let events = edited.coarsened(|place| config.geo_precision_of(place)).events;
        let pairs = || events.iter().zip(found.events.iter());
        let is_as_found = events.len() == found.events.len() && pairs().all(|(a, b)| Arc::ptr_eq(a, b));
        let bear_own_ids = events.len() == found.events.len() && pairs().all(|(a, b)| a.id == b.id);
        let events = if is_as_found { found.events.clone() } else { events };
        let file = known.file(desk, today).filter(|_| bear_own_ids);
        LastEdit { found, desk: desk.clone(), today, events, lock, diagnostics, known, file, traces: OnceLock::new() }
    }

    /// The same for the next timeline, where events bear their own ids and `events.lock` knows none of those that come and go: each of them can be published
    /// by itself. Gives itself back where that is not so.
    fn followed_by(self, timeline: &Timeline, config: &Config) -> Result<Self, Box<Self>> {
        let Some(file) = &self.file else { return Err(Box::new(self)) };
        let (mut gone, mut begun) = (Vec::new(), Vec::new());
        let mut passed = 0;
        // Where each event that is still there stood before.
        let mut before = Vec::with_capacity(timeline.events.len());
        for (at, (old, _)) in successors(&self.found.events, &timeline.events).enumerate() {
            match old {
                Some(old) => {
                    gone.extend(passed..old);
                    passed = old + 1;
                }
                None => begun.push(at),
            }
            before.push(old);
        }
        gone.extend(passed..self.found.events.len());
        let others = self.read_otherwise(timeline, &begun);
        let shown = sighted(timeline, begun.iter().chain(&others).copied());
        if !file.entries.is_empty() {
            let ids = || self.events.iter().map(|event| event.id.as_str());
            let traces = self.traces.get_or_init(|| Traces::new(file.clone(), ids()));
            let changed = others.iter().filter_map(|at| before.get(*at).copied().flatten());
            let ended = sighted(&self.found, gone.iter().copied().chain(changed));
            if shown.iter().chain(&ended).any(|event| traces.know(event)) {
                return Err(Box::new(self));
            }
        }
        let events = self.coarsened(timeline, &before, config);
        let gone = gone.into_iter().filter_map(|at| Some(self.found.events.get(at)?.id.as_str()));
        let lock = self.lock.with_others(gone, &shown, self.today);
        Ok(LastEdit { found: timeline.clone(), events, lock: lock.into(), ..self })
    }

    /// The events of `timeline`, telling no better where they lie than they may; `before` is where they stood in the last one.
    fn coarsened(&self, timeline: &Timeline, before: &[Option<usize>], config: &Config) -> Arc<Vec<Arc<Event>>> {
        let precision = |place: &str| config.geo_precision_of(place);
        let is_as_found = Arc::ptr_eq(&self.found.events, &self.events);
        let mut new = before.iter().zip(&*timeline.events).filter(|(before, _)| before.is_none());
        if is_as_found && new.all(|(_, event)| coarser(event, precision).is_none()) {
            return timeline.events.clone();
        }
        let coarse = |(before, event): (&Option<usize>, &Arc<Event>)| {
            before.and_then(|before| self.events.get(before).cloned()).unwrap_or_else(|| {
                let mut event = event.clone();
                coarsen(&mut event, precision);
                event
            })
        };
        Arc::new(before.iter().zip(&*timeline.events).map(coarse).collect())
    }

    /// The events of `timeline`, besides those that have begun, one of whose reports is in other words than before.
    fn read_otherwise(&self, timeline: &Timeline, begun: &[usize]) -> Vec<usize> {
        let mut others: BTreeSet<(ArticleKey, Option<usize>)> = BTreeSet::new();
        for (article, before, read) in changed(&self.found, timeline) {
            let before = prints(before);
            let is_other = |(at, print): &(usize, Print)| before.get(*at) != Some(print);
            others.extend(prints(read).into_iter().enumerate().filter(is_other).map(|(at, _)| (article, Some(at))));
        }
        for evidence in begun.iter().filter_map(|at| timeline.events.get(*at)).flat_map(|event| &event.evidence) {
            others.remove(&(evidence.article, evidence.mention));
        }
        if others.is_empty() {
            return Vec::new();
        }
        let is_other = |event: &Event| {
            event.evidence.iter().any(|evidence| others.contains(&(evidence.article, evidence.mention)))
        };
        (0..timeline.events.len()).filter(|at| timeline.events.get(*at).is_some_and(|event| is_other(event))).collect()
    }

    /// The timeline as it is published, its ids from now on, and everything that is wrong with the editor's files.
    pub(super) fn outcome(&self) -> (Timeline, Arc<Lock>, Vec<Diagnostic>) {
        let timeline = Timeline { events: self.events.clone(), ..self.found.clone() };
        (timeline, self.lock.clone(), self.diagnostics.clone())
    }

    fn holds_for(&self, timeline: &Timeline) -> bool {
        let is_curated = self.desk.curation.is_some();
        // What an editor splits or merges is made anew from single mentions.
        let is_same =
            |a: &ReadArticle, b: &ReadArticle| is_known_alike(a, b) && (!is_curated || a.mentions == b.mentions);
        Arc::ptr_eq(&self.found.events, &timeline.events)
            && self.found.keys == timeline.keys
            && changed(&self.found, timeline).all(|(_, a, b)| is_same(a, b))
    }
}

/// The articles that are on both timelines and not the same, with their keys.
fn changed<'a>(
    before: &'a Timeline,
    now: &'a Timeline,
) -> impl Iterator<Item = (ArticleKey, &'a Arc<ReadArticle>, &'a Arc<ReadArticle>)> {
    let pairs = now.keys.iter().zip(&now.articles).zip(now.keys.among(&before.keys));
    let pairs = pairs.filter_map(|((key, read), at)| Some((key, before.articles.get(at?)?, read)));
    pairs.filter(|(_, before, read)| !Arc::ptr_eq(before, read))
}

/// `timeline` after the editor's decisions, under the ids that its events keep, with the ids from now on and everything that is wrong with
/// the two files.
fn edit(
    timeline: Timeline,
    desk: &Desk,
    config: &Config,
    today: Day,
    known: &mut Known,
) -> (Timeline, Arc<Lock>, Vec<Diagnostic>) {
    let curation = desk.curation.as_ref().map(|file| Curation::read(file, &config.kinds));
    let (curation, mut diagnostics) = curation.map_or((None, Vec::new()), |(read, found)| (Some(read), found));
    let (old, problems) = known.read(desk.lock.as_ref());
    let is_broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    let language = Language::find(&config.language);
    let Edited { timeline, shown, rulings, diagnostics: undone } =
        timeline.edited(&config.kinds, language.as_ref(), curation.as_ref(), &old, &mut known.sightings);
    diagnostics.extend(undone);
    diagnostics.extend(problems);
    diagnostics.extend(from_the_future(desk.lock.as_ref(), &old, today));
    let lock = if is_broken || old.latest() > Some(today) { old } else { old.next(&shown, &rulings, today).into() };
    (timeline, lock, diagnostics)
}

impl Known {
    /// `events.lock` as it was read, an empty one where there is none; `None` where an editor decides, or where nothing may be noted in it.
    fn file(&self, desk: &Desk, today: Day) -> Option<Arc<Lock>> {
        if desk.curation.is_some() {
            return None;
        }
        let Some((_, lock, problems)) = self.lock.as_ref().filter(|_| desk.lock.is_some()) else {
            return desk.lock.is_none().then(Arc::default);
        };
        let is_broken = problems.iter().any(|problem| problem.severity == Severity::Error);
        (!is_broken && lock.latest() <= Some(today)).then(|| lock.clone())
    }

    /// What `events.lock` says, and what is wrong with it.
    fn read(&mut self, file: Option<&File>) -> (Arc<Lock>, Vec<Diagnostic>) {
        let Some(file) = file else { return Default::default() };
        if let Some((_, lock, problems)) = self.lock.as_ref().filter(|(known, ..)| known == file) {
            return (lock.clone(), problems.clone());
        }
        let (lock, problems) = Lock::read(file);
        let lock = Arc::new(lock);
        self.lock = Some((file.clone(), lock.clone(), problems.clone()));
        (lock, problems)
    }
}

/// A file that knows days after today is left as it is: otherwise whatever is not published yet today would be noted as withdrawn.
fn from_the_future(file: Option<&File>, lock: &Lock, today: Day) -> Option<Diagnostic> {
    let latest = lock.latest().filter(|latest| *latest > today)?;
    let message = format!("events.lock knows of {latest}, which is after today, {today}; no changes are noted");
    let hint = "build without --today, or set the clock of this machine";
    Some(Diagnostic::warning("lock.today", message).of(file?).hint(hint))
}
