//! Pages of a year, a month, a day, and of the events without a date.
//!
//! Not here: under which period an event stands (`site::period`).

use super::passage;
use crate::date::{Day, When};
use crate::site::edition::{Edition, PER_PAGE, clip};
use crate::site::period::{Vague, vague};
use crate::site::view::{Card, DayGroup, Head, Link, MonthRow, PeriodView, VagueGroup};
use crate::site::wording::datetime;
use crate::site::{address, strip, structured};
use tera::Context;

/// How many of a month's most reported events its year shows.
const REPORTED_EACH: usize = 3;

/// What an event is listed under.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Day(Day),
    Vague(Vague),
}

/// An event with its group, in the order of the page.
type Entry = (Group, usize);

/// Page `page` of a year: its months, then the events that name no month of it.
pub fn year(edition: &Edition, year: i32, page: usize) -> Context {
    let words = &edition.words;
    let index = &edition.index;
    let first = Day::new(year, 1, 1).unwrap_or(Day::MIN);
    let folder = address::year(year);
    let entries = vague_entries(edition, index.years.get(&year), first.year_end());
    let mut view = listed(edition, "year", &entries, page, words.year(year), |n| address::listed(&folder, n));
    view.datetime = datetime(&When::year(first));
    view.count = index.year_counts.get(&year).copied().unwrap_or_default();
    if page == 1 {
        view.strip = strip::year_strip(edition, year);
        view.months = months(edition, first);
    }
    let link = |y: &i32| Link { url: address::listed(&address::year(*y), 1), title: words.year(*y) };
    let mut head = head(edition, &address::listed(&folder, page), &view);
    head.previous = index.year_counts.range(..year).next_back().map(|(y, _)| link(y));
    head.next = index.year_counts.range(year.saturating_add(1)..).next().map(|(y, _)| link(y));
    context(edition, head, &view)
}

/// Page `page` of the month that begins on `first`: its days, then the events that name no day.
pub fn month(edition: &Edition, first: Day, page: usize) -> Context {
    let index = &edition.index;
    let folder = address::month(first.year(), first.month());
    let entries = month_entries(edition, first);
    let mut view =
        listed(edition, "month", &entries, page, edition.words.month(first), |n| address::listed(&folder, n));
    view.datetime = datetime(&When::month(first));
    view.strip = if page == 1 { strip::month_strip(edition, first) } else { None };
    let link = |m: &Day| Link {
        url: address::listed(&address::month(m.year(), m.month()), 1),
        title: edition.words.month(*m),
    };
    let mut head = head(edition, &address::listed(&folder, page), &view);
    head.trail = edition.trail(first, false);
    head.previous = index.month_counts.range(..first).next_back().map(|(m, _)| link(m));
    head.next = index.month_counts.range(first.plus_days(1)..).next().map(|(m, _)| link(m));
    context(edition, head, &view)
}

/// Page `page` of a day.
pub fn day(edition: &Edition, day: Day, page: usize) -> Context {
    let days = &edition.index.days;
    let entries = day_entries(day, days.get(&day));
    let mut view = listed(edition, "day", &entries, page, edition.words.weekday_day(day), |n| address::day(day, n));
    view.datetime = datetime(&When::day(day));
    let link = |d: &Day| Link { url: address::day(*d, 1), title: edition.words.day(*d) };
    let mut head = head(edition, &address::day(day, page), &view);
    head.trail = edition.trail(day, true);
    head.previous = days.range(..day).next_back().map(|(d, _)| link(d));
    head.next = days.range(day.plus_days(1)..).find(|(d, _)| **d > day).map(|(d, _)| link(d));
    context(edition, head, &view)
}

/// Page `page` of the events without a date.
pub fn undated(edition: &Edition, page: usize) -> Context {
    let entries = vague_entries(edition, Some(&edition.index.undated), Day::MAX);
    let title = edition.words.get("period.undated").to_owned();
    let view = listed(edition, "undated", &entries, page, title, |n| address::listed(address::UNDATED, n));
    let head = head(edition, &address::listed(address::UNDATED, page), &view);
    context(edition, head, &view)
}

fn day_entries(day: Day, events: Option<&Vec<usize>>) -> Vec<Entry> {
    events.into_iter().flatten().map(|at| (Group::Day(day), *at)).collect()
}

/// Events that name no day of the period that ends on `last`, group by group.
fn vague_entries(edition: &Edition, events: Option<&Vec<usize>>, last: Day) -> Vec<Entry> {
    let group = |at: usize| edition.timeline.events.get(at).map(|event| vague(&event.when, last));
    events.into_iter().flatten().filter_map(|at| Some((Group::Vague(group(*at)?), *at))).collect()
}

fn month_entries(edition: &Edition, first: Day) -> Vec<Entry> {
    let mut entries: Vec<Entry> =
        edition.index.days_of(first).flat_map(|(day, events)| day_entries(day, Some(events))).collect();
    entries.extend(vague_entries(edition, edition.index.months.get(&first), first.month_end()));
    entries
}

/// The view of one page of `entries`, to be completed by what its level adds.
fn listed<'a>(
    edition: &'a Edition,
    level: &'static str,
    entries: &[Entry],
    page: usize,
    title: String,
    address: impl Fn(usize) -> String,
) -> PeriodView<'a> {
    let before = entries.get(((page - 1) * PER_PAGE).wrapping_sub(1)).map(|(group, _)| *group);
    let mut view = PeriodView {
        level,
        datetime: None,
        count: entries.len(),
        strip: None,
        months: Vec::new(),
        days: Vec::new(),
        vague: Vec::new(),
        pager: edition.pager(entries.len(), page, address),
        title,
    };
    for run in edition.on_page(entries, page).chunk_by(|a, b| a.0 == b.0) {
        let Some((group, _)) = run.first() else { continue };
        let events = run.iter().filter_map(|(group, at)| entry(edition, level, *group, *at)).collect();
        let continued = before == Some(*group);
        match group {
            Group::Day(day) => view.days.push(day_group(edition, *day, continued, events)),
            Group::Vague(known) => {
                let title = edition.words.fill(vague_words(*known), &[("period", &view.title)]);
                view.vague.push(VagueGroup { known: *known, title, continued, events });
            }
        }
    }
    view
}

/// The card of an event on the page of a period: whole where the event stands under it and has no other page.
fn entry<'a>(edition: &'a Edition, level: &str, group: Group, at: usize) -> Option<Card<'a>> {
    let event = edition.timeline.events.get(at)?;
    let card = edition.card(at)?;
    Some(match group {
        // A month only points at its days.
        Group::Day(_) if level != "day" => card,
        _ if !edition.has_page(event, at) => Card { whole: passage::whole(edition, at), ..card },
        // A title that is the whole sentence need not be followed by it.
        Group::Day(_) => {
            let sentence = edition.first_sentence(at).map(clip).filter(|sentence| sentence != card.title);
            Card { sentence, ..card }
        }
        Group::Vague(_) => card,
    })
}

fn day_group<'a>(edition: &Edition, day: Day, continued: bool, events: Vec<Card<'a>>) -> DayGroup<'a> {
    let words = &edition.words;
    DayGroup {
        date: day.to_string(),
        weekday: words.weekday(day).to_owned(),
        day: day.day(),
        month: words.month(day),
        words: words.weekday_day(day),
        url: address::day(day, 1),
        continued,
        events,
    }
}

fn vague_words(known: Vague) -> &'static str {
    match known {
        Vague::Within => "period.within",
        Vague::Beyond => "period.beyond",
        Vague::Before => "period.before",
        Vague::After => "period.after",
        Vague::Unknown => "dates.unknown",
    }
}

/// The months of the year that begins on `first` that have events.
fn months<'a>(edition: &'a Edition, first: Day) -> Vec<MonthRow<'a>> {
    let months = edition.index.month_counts.range(first..=first.year_end());
    let row = |(month, count): (&Day, &usize)| MonthRow {
        url: address::listed(&address::month(month.year(), month.month()), 1),
        name: edition.words.month_name(month.month()).to_owned(),
        count: *count,
        events: edition.cards(chosen(edition, *month, *count)),
    };
    months.map(row).collect()
}

/// Events of a month that its year shows: the most reported, or the first where all are reported once.
fn chosen(edition: &Edition, month: Day, count: usize) -> Vec<usize> {
    let events: Vec<usize> = month_entries(edition, month).into_iter().map(|(_, at)| at).collect();
    let reported = match count <= REPORTED_EACH {
        true => Vec::new(),
        false => edition.figures.most_reported(events.iter().copied(), REPORTED_EACH),
    };
    if reported.is_empty() { events.into_iter().take(REPORTED_EACH).collect() } else { reported }
}

fn head(edition: &Edition, address: &str, view: &PeriodView) -> Head {
    let words = &edition.words;
    let description =
        words.fill("period.description", &[("period", &view.title), ("events", &words.counted(view.count, "events"))]);
    Head { section: "timeline".to_owned(), ..edition.head(address, view.title.as_str(), &description) }
}

fn context(edition: &Edition, mut head: Head, view: &PeriodView) -> Context {
    head.structured = structured::trail(edition, &head.url, &head.trail);
    let mut context = edition.context(&head);
    context.insert("period", view);
    context
}
