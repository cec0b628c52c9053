//! The small sign behind an evidence sentence that leads to its event.
//!
//! It stands inside an article's text, which is made without templates; its look is the style sheet's.

use super::edition::Edition;
use super::names;
use std::fmt::Write;

/// A link from an article's page to the event at an index, in HTML.
pub fn evidence_link(edition: &Edition, at: usize) -> Option<String> {
    let event = edition.timeline.events.get(at)?;
    let kind = edition.kinds.iter().find(|kind| kind.id == event.kind)?;
    let place = edition.place(at)?;
    let mut html = String::with_capacity(250);
    // Writing to a string cannot fail.
    let _ = write!(
        html,
        "&nbsp;<a class=\"sign\" href=\"../{place}\" title=\"{title}\"><svg class=\"glyph {status}\" fill=\"{colour}\">\
         <use href=\"#k_{kind}\"/></svg></a>",
        title = escaped(&event.title),
        status = names::status(event.status),
        colour = escaped(&kind.colour),
        kind = escaped(&kind.id),
    );
    Some(html)
}

/// Text as it may stand in an attribute.
fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}
