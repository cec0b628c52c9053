//! Footnotes gathered at the end of the text, numbered by their first reference, each with a link back to it.
//!
//! Not here: marks within footnotes; they are laid over before.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};

/// A footnote's name and the events within it.
type Footnote<'a> = (CowStr<'a>, Vec<Event<'a>>);

/// Moves the definitions of footnotes behind the other events and writes references to them.
pub(super) fn gather(events: Vec<Event>) -> Vec<Event> {
    let is_footnote = |event: &Event| matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
    if !events.iter().any(is_footnote) {
        return events;
    }
    let (mut text, mut footnotes) = part(events);
    let mut numbers = Numbers::default();
    text.iter_mut().for_each(|event| numbers.refer(event));
    footnotes.iter_mut().flat_map(|(_, inner)| inner).for_each(|event| numbers.refer(event));
    let mut numbered: Vec<_> = footnotes.into_iter().map(|(name, inner)| (numbers.of(&name), inner)).collect();
    numbered.sort_by_key(|(number, _)| *number);
    text.push(html("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n".into()));
    for (number, inner) in numbered {
        write_footnote(number, inner, numbers.is_referred_to(number), &mut text);
    }
    text.push(html("</ol>\n</section>\n".into()));
    text
}

fn html(text: String) -> Event<'static> {
    Event::Html(text.into())
}

/// The text without footnotes, and the footnotes in the order of the text.
fn part(events: Vec<Event>) -> (Vec<Event>, Vec<Footnote>) {
    let (mut text, mut footnotes) = (Vec::with_capacity(events.len()), Vec::new());
    let mut open: Vec<Footnote> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => open.push((name, Vec::new())),
            Event::End(TagEnd::FootnoteDefinition) => footnotes.extend(open.pop()),
            event => match open.last_mut() {
                Some((_, inner)) => inner.push(event),
                None => text.push(event),
            },
        }
    }
    (text, footnotes)
}

/// One footnote as an item of a list, with a link back to its first reference in its last paragraph.
fn write_footnote<'a>(number: usize, mut inner: Vec<Event<'a>>, has_reference: bool, text: &mut Vec<Event<'a>>) {
    text.push(html(format!("<li id=\"footnote-{number}\">\n")));
    if has_reference {
        let back = format!(" <a href=\"#footnote-from-{number}\" role=\"doc-backlink\">\u{21a9} {number}</a>");
        let end = match inner.last() {
            Some(Event::End(TagEnd::Paragraph)) => inner.len() - 1,
            _ => inner.len(),
        };
        inner.insert(end, Event::InlineHtml(back.into()));
    }
    text.append(&mut inner);
    text.push(html("</li>\n".into()));
}

/// Numbers of footnotes, given in the order in which they are first referred to; those without a reference come last.
#[derive(Default)]
struct Numbers {
    given: BTreeMap<String, usize>,
    referred_to: BTreeSet<usize>,
}

impl Numbers {
    fn of(&mut self, name: &str) -> usize {
        let next = self.given.len() + 1;
        *self.given.entry(name.to_owned()).or_insert(next)
    }

    fn is_referred_to(&self, number: usize) -> bool {
        self.referred_to.contains(&number)
    }

    /// Turns a reference into a link to its footnote.
    fn refer(&mut self, event: &mut Event) {
        let Event::FootnoteReference(name) = event else { return };
        let number = self.of(name);
        let is_first = self.referred_to.insert(number);
        let id = if is_first { format!(" id=\"footnote-from-{number}\"") } else { String::new() };
        let link = format!("<sup{id}><a href=\"#footnote-{number}\" role=\"doc-noteref\">{number}</a></sup>");
        *event = Event::InlineHtml(link.into());
    }
}
