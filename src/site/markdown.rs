//! Markdown to HTML with marks: a stand-in.

use crate::config::MarkdownOptions;
use crate::content::Article;
use crate::span::Span;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

/// A stretch of the source to be marked.
pub struct Mark {
    /// Where it stands in the file.
    pub source: Span,
    /// The id of the mark.
    pub id: String,
    /// HTML behind it.
    pub after: String,
}

/// The body of an article in HTML.
pub fn html(
    article: &Article,
    _options: &MarkdownOptions,
    marks: &[Mark],
    links: &dyn Fn(&str) -> Option<String>,
) -> String {
    let body = article.body.of(&article.file.text);
    let mut out = String::new();
    let mut pending = marks.iter().peekable();
    let mut open = false;
    let mut events: Vec<Event> = Vec::new();
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        let Event::Text(text) = event else {
            events.push(match event {
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let dest_url = links(&dest_url).unwrap_or_default().into();
                    Event::Start(Tag::Link { link_type, dest_url, title, id })
                }
                event => event,
            });
            continue;
        };
        let base = range.start + article.body.start;
        let mut at = 0;
        while let Some(mark) = pending.peek() {
            let cut = if open { mark.source.end } else { mark.source.start };
            if cut > base + text.len() || cut < base + at {
                break;
            }
            events.push(Event::Text(CowStr::from(text[at..cut - base].to_owned())));
            at = cut - base;
            if open {
                events.push(Event::InlineHtml(CowStr::from(format!("</mark>{}", mark.after))));
                pending.next();
            } else {
                events.push(Event::InlineHtml(CowStr::from(format!("<mark id=\"{}\">", mark.id))));
            }
            open = !open;
        }
        events.push(Event::Text(CowStr::from(text[at..].to_owned())));
    }
    html::push_html(&mut out, events.into_iter());
    out
}
