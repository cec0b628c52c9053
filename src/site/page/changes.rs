//! What became of published events: the page of all changes, and the page at the address of an event that is gone.

use crate::date::Day;
use crate::lock::{Change, Entry, Fate, What};
use crate::site::address;
use crate::site::edition::Edition;
use crate::site::history::Row;
use crate::site::routes::Page;
use crate::site::view::{Added, ChangeDay, ChangeView, ChangesView, GoneView, Link};
use crate::timeline::Event;
use tera::Context;

/// How many of a day's new events are named.
const NAMED: usize = 12;

/// Page `page` of all changes.
pub fn list(edition: &Edition, page: usize) -> Context {
    let words = &edition.words;
    let rows = edition.on_page(&edition.history, page);
    let view = ChangesView {
        days: rows.chunk_by(|a, b| a.day() == b.day()).filter_map(|rows| day(edition, rows)).collect(),
        pager: edition.pager(edition.history.len(), page, |n| address::listed(address::CHANGES, n)),
    };
    let address = address::listed(address::CHANGES, page);
    let mut head = edition.head(&address, words.get("changes.title"), words.get("changes.note"));
    head.section = "changes".to_owned();
    let mut context = edition.context(&head);
    context.insert("changes", &view);
    context
}

fn day(edition: &Edition, rows: &[Row]) -> Option<ChangeDay> {
    let day = rows.first()?.day();
    let added = rows.iter().find_map(|row| match row {
        Row::Added(_, ids) => Some(ids),
        Row::Changed(..) => None,
    });
    let changed = rows.iter().filter_map(|row| match row {
        Row::Changed(id, row) => Some(change(edition, id, row)),
        Row::Added(..) => None,
    });
    Some(ChangeDay {
        words: edition.words.day(day),
        datetime: day.to_string(),
        changes: changed.collect(),
        added: added.map(|ids| new(edition, ids)),
    })
}

fn new(edition: &Edition, ids: &[String]) -> Added {
    Added {
        count: ids.len(),
        events: ids.iter().take(NAMED).map(|id| link(edition, id)).collect(),
        more: ids.len().saturating_sub(NAMED),
    }
}

/// The changes of one event, oldest first.
pub fn of_event(edition: &Edition, id: &str) -> Vec<ChangeView> {
    let changes = edition.lock.entries.get(id).map_or(&[][..], |entry| &entry.changes);
    changes.iter().map(|row| change(edition, id, row)).collect()
}

fn change(edition: &Edition, id: &str, change: &Change) -> ChangeView {
    let Change { on, what, old, new, by_editor, why } = change;
    let is_merge = *what == What::Merged;
    ChangeView {
        event: link(edition, id),
        what: what.name(),
        old: value(edition, *what, old),
        new: if is_merge { String::new() } else { value(edition, *what, new) },
        into: is_merge.then(|| link(edition, edition.lock.standing(new).unwrap_or(new))),
        by_editor: *by_editor,
        why: why.clone(),
        on: edition.words.day(*on),
        datetime: on.to_string(),
    }
}

/// A value as readers are shown it.
pub fn value(edition: &Edition, what: What, text: &str) -> String {
    let kind = || edition.kinds.iter().find(|kind| kind.id == text).map(|kind| kind.label.clone());
    let date = || Some(edition.words.when(&text.parse().ok()?));
    let shown = match what {
        What::Date => date(),
        What::Kind => kind(),
        What::Status if !text.is_empty() => Some(edition.words.get(&format!("status.{text}")).to_owned()),
        _ => None,
    };
    shown.unwrap_or_else(|| text.to_owned())
}

/// An event, or the page that says what became of it.
fn link(edition: &Edition, id: &str) -> Link {
    if let Some(link) = event(edition, id) {
        return link;
    }
    let title = edition.lock.entries.get(id).map_or_else(|| id.to_owned(), |entry| entry.facts.title.clone());
    Link { url: address::encoded(&address::event(id)), title }
}

/// The event that is shown under an id.
fn event(edition: &Edition, id: &str) -> Option<Link> {
    edition.link(edition.find(id)?)
}

/// Ids that readers can know and whose events are gone.
pub fn gone(edition: &Edition) -> impl Iterator<Item = &str> {
    edition.lock.entries.iter().filter(|(id, entry)| is_gone(edition, id, entry)).map(|(id, _)| id.as_str())
}

fn is_gone(edition: &Edition, id: &str, entry: &Entry) -> bool {
    entry.was_published() && entry.fate != Fate::Shown && edition.find(id).is_none()
}

/// The page at the address of an event that is gone: one that sends its readers on to the event that took it in, or says that it is gone.
pub fn page(edition: &Edition, id: &str) -> Option<Page> {
    let (id, _) = edition.lock.entries.get_key_value(id).filter(|(id, entry)| is_gone(edition, id, entry))?;
    let successor = edition.lock.standing(id).and_then(|id| event(edition, id));
    Some(successor.map_or_else(|| Page::Gone(id.clone()), Page::Moved))
}

/// The page at the address of an event that is gone.
pub fn tombstone(edition: &Edition, id: &str) -> Context {
    let Some(entry) = edition.lock.entries.get(id) else { return Context::new() };
    let view = GoneView {
        id,
        title: &entry.facts.title,
        when: edition.words.when(&entry.facts.when),
        changes: of_event(edition, id),
    };
    let title = edition.words.get("gone.title");
    let mut head = edition.head(&address::event(id), title, edition.words.get("gone.text"));
    head.section = "timeline".to_owned();
    let mut context = edition.context(&head);
    context.insert("gone", &view);
    context
}

/// Titles of events that were taken into this one by an editor or that it was split from.
pub fn others(edition: &Edition, ids: &[String], this: &Event) -> Vec<Link> {
    let other = |id: &&String| edition.lock.standing(id) != Some(&this.id);
    let shown = |id: &String| match edition.find(id).is_some() {
        true => link(edition, id),
        false => Link { url: String::new(), title: link(edition, id).title },
    };
    ids.iter().filter(|id| other(id) || edition.find(id).is_none()).map(shown).collect()
}

/// One change in words, for readers of a feed.
#[derive(Clone, Debug)]
pub struct Told {
    /// A name that no other change has.
    pub key: String,
    /// The day on which it was published.
    pub day: Day,
    /// The event's title, or how many events are new.
    pub title: String,
    /// Where to read more, relative to the site.
    pub url: String,
    /// What changed.
    pub text: String,
}

/// The newest changes in words, no more than `most`.
pub fn told(edition: &Edition, most: usize) -> Vec<Told> {
    edition.history.iter().take(most).map(|row| tell(edition, row)).collect()
}

fn tell(edition: &Edition, row: &Row) -> Told {
    let words = &edition.words;
    match row {
        Row::Added(day, ids) => Told {
            key: format!("{day}-added"),
            day: *day,
            title: words.fill("changes.added", &[("events", &words.counted(ids.len(), "events"))]),
            url: address::listed(address::CHANGES, 1),
            text: ids.iter().take(NAMED).map(|id| link(edition, id).title).collect::<Vec<_>>().join("; "),
        },
        Row::Changed(id, row) => {
            let ChangeView { event, what, old, new, into, why, .. } = change(edition, id, row);
            let or_none = |text: String| if text.is_empty() { words.get("changes.empty").to_owned() } else { text };
            let mut text = words.get(&format!("change.{what}")).to_owned();
            if let Some(into) = into {
                text = format!("{text}. {} {}", words.get("changes.into"), into.title);
            } else if !(old.is_empty() && new.is_empty()) {
                text = format!("{text}: {} → {}", or_none(old), or_none(new));
            }
            if let Some(why) = why {
                text = format!("{text}. {}", words.fill("changes.why", &[("why", &why)]));
            }
            Told { key: format!("{}-{id}-{what}", row.on), day: row.on, title: event.title, url: event.url, text }
        }
    }
}
