//! Articles that tell of long ago: each date is counted from the one before, and nothing said in them was said on their day.
//!
//! Not here: what is counted from what (`timex`), and sites of which every article is a history (`style` of the settings).

use super::Status;
use super::dates::{Dated, Dating};
use super::draft::Draft;
use super::timex::{Resolution, Timex};
use super::trigger::Form;
use crate::config::Frame;
use crate::date::{Day, When};
use crate::lang::Sentence;
use crate::span::Span;

/// So many days before its own day lies all that such an article tells: a year.
const LONG_AGO: i64 = 366;

/// So many dates it gives in full, at least.
const DATES: usize = 2;

/// Sentences over which the day told last is that of what follows.
const BREATH: usize = 3;

/// Most days of what words such as "on Monday" and "last week" mean, counted from the day of writing.
const RECENT: i64 = 31;

/// True of an article of this day that begins with a day of long ago, gives only such dates in full, and counts none from the day of its writing.
pub(super) fn is_retrospect(text: &str, timexes: &[Timex], article: Day) -> bool {
    let placed = || timexes.iter().filter(|timex| timex.when.is_some() && !timex.is_dayless);
    let is_full = |timex: &Timex| timex.resolution == Resolution::Explicit;
    let begins = placed().next().is_some_and(|first| is_full(first) && first.when.and_then(When::days) == Some(1));
    let ago = |when: When| when.latest.is_some_and(|latest| article.days_since(latest) >= LONG_AGO);
    let dates: Vec<When> = placed().filter(|timex| is_full(timex)).filter_map(|timex| timex.when).collect();
    let counted = |timex: &Timex| {
        let from_article = matches!(timex.resolution, Resolution::Article | Resolution::Tense);
        let past = |when: When| when.days().is_some_and(|days| days <= RECENT) && when.latest <= Some(article);
        // "13 October" may be of any year, but hardly is where it lies so near.
        let near = |when: When| when.latest.is_some_and(|latest| article.days_since(latest) <= RECENT);
        from_article && timex.when.is_some_and(|when| past(when) && (near(when) || !has_digits(text, timex.span)))
    };
    begins && dates.len() >= DATES && dates.iter().copied().all(ago) && !placed().any(counted)
}

/// Dates the acts that such an article tells in the past tense, and no words of their own date, by the day told last before.
pub(super) fn date(dated: &[Dated], sentences: &[Sentence], drafts: &mut [Draft]) {
    let told = |draft: &&mut Draft| {
        let real = matches!(draft.status, Status::Happened | Status::Claimed);
        draft.dating.is_none()
            && real
            && draft.frame == Frame::Act
            && !draft.trigger.noun
            && draft.trigger.form == Form::Past
    };
    for draft in drafts.iter_mut().filter(told) {
        let first = sentences.get(draft.sentence.saturating_sub(BREATH)).map_or(0, |sentence| sentence.tokens.start);
        let before = dated.partition_point(|dated| dated.tokens.start < draft.trigger.tokens.start);
        let near = dated.get(..before).and_then(<[Dated]>::last).filter(|dated| dated.tokens.start >= first);
        if let Some(day) = near.filter(|dated| dated.when.days() == Some(1)) {
            draft.dating = Some(Dating::inferred(day.when, "day-told-last", day.note.clone()));
        }
    }
}

/// True of "13 October", which may be of any year; not of "Monday".
fn has_digits(text: &str, span: Span) -> bool {
    span.of(text).bytes().any(|byte| byte.is_ascii_digit())
}
