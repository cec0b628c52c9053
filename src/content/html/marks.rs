//! Lays marks over the text: `<mark>` around each marked stretch, rightly nested with the elements it crosses.
//!
//! A mark goes around an element that lies wholly within it; where it begins or ends inside of one, it is closed and opened
//! again at the element's border. It never crosses a block. Not here: what is marked.

use super::Mark;
use crate::content::markdown::{Piece, is_inline, is_inline_end};
use crate::span::{Span, floor_boundary};
use pulldown_cmark::{CowStr, Event};

/// An event, and the mark that it belongs to: that of its text, or of all the text in the inline element it opens.
struct Marked<'a> {
    event: Event<'a>,
    mark: Option<usize>,
}

/// The events of `pieces` with those of `marks` among them. A mark that covers no text stands at the end, so that its
/// identifier exists all the same.
pub(super) fn lay_over<'a>(pieces: Vec<Piece<'a>>, text: &str, marks: &[Mark]) -> Vec<Event<'a>> {
    if marks.is_empty() {
        return pieces.into_iter().map(|piece| piece.event).collect();
    }
    let mut order: Vec<&Mark> = marks.iter().collect();
    order.sort_by_key(|mark| mark.source);
    let mut events =
        Cutter { text, spans: without_overlap(&order, text), cut: Vec::with_capacity(pieces.len()) }.cut(pieces);
    mark_elements(&mut events);
    Writer::new(&order, &events).write(events)
}

/// The stretches, each beginning no earlier than the one before ends.
fn without_overlap(marks: &[&Mark], text: &str) -> Vec<Span> {
    let mut end = 0;
    let after_last = |mark: &&Mark| {
        let (from, to) = (floor_boundary(text, mark.source.start), floor_boundary(text, mark.source.end));
        let span = Span::new(from.max(end), to);
        end = end.max(span.end);
        span
    };
    marks.iter().map(after_last).collect()
}

/// Cuts text at the borders of the marks.
struct Cutter<'t, 'a> {
    text: &'t str,
    spans: Vec<Span>,
    cut: Vec<Marked<'a>>,
}

impl<'a> Cutter<'_, 'a> {
    fn cut(mut self, pieces: Vec<Piece<'a>>) -> Vec<Marked<'a>> {
        for Piece { event, span } in pieces {
            match event {
                Event::Text(text) if span.of(self.text) == &*text => self.verbatim(&text, span),
                event => {
                    let mark = self.mark_of(span).filter(|_| is_text(&event));
                    self.cut.push(Marked { event, mark });
                }
            }
        }
        self.cut
    }

    /// The first mark that has something of `span`.
    fn mark_of(&self, span: Span) -> Option<usize> {
        let at = self.spans.partition_point(|mark| mark.end <= span.start);
        self.spans.get(at).filter(|mark| mark.overlaps(span)).map(|_| at)
    }

    /// Text that stands in the source as it is, cut where a mark begins or ends.
    fn verbatim(&mut self, text: &CowStr<'a>, span: Span) {
        let mut at = span.start;
        while at < span.end {
            let next = self.spans.partition_point(|mark| mark.end <= at);
            let (end, mark) = match self.spans.get(next) {
                Some(mark) if mark.start <= at => (mark.end, Some(next)),
                Some(mark) => (mark.start, None),
                None => (span.end, None),
            };
            let end = end.min(span.end);
            let event = Event::Text(slice(text, at - span.start, end - span.start));
            self.cut.push(Marked { event, mark });
            at = end;
        }
    }
}

fn slice<'a>(text: &CowStr<'a>, start: usize, end: usize) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(text) => text.get(start..end).unwrap_or_default().into(),
        text => text.get(start..end).unwrap_or_default().to_owned().into(),
    }
}

/// True of what a mark can hold. HTML of the author's own is kept out, since nobody knows where its elements end.
fn is_text(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => true,
        Event::InlineHtml(html) => html.starts_with("<img"),
        _ => false,
    }
}

/// The mark of all texts so far: not yet known, one and the same, or several or none.
type Common = Option<Option<usize>>;

fn common(so_far: Common, next: Option<usize>) -> Common {
    Some(next.filter(|_| so_far.is_none_or(|mark| mark == next)))
}

/// Gives each inline element the mark of all the text in it.
fn mark_elements(events: &mut [Marked]) {
    let mut open: Vec<(usize, Common)> = Vec::new();
    for at in 0..events.len() {
        let Some(Marked { event, mark }) = events.get(at) else { continue };
        let mark = match event {
            Event::Start(tag) if is_inline(tag) => {
                open.push((at, None));
                continue;
            }
            Event::End(tag) if is_inline_end(*tag) => {
                let Some((start, common)) = open.pop() else { continue };
                let mark = common.flatten();
                events.get_mut(start).into_iter().for_each(|start| start.mark = mark);
                mark
            }
            _ => *mark,
        };
        open.last_mut().into_iter().for_each(|(_, so_far)| *so_far = common(*so_far, mark));
    }
}

/// Writes events with the marks that are due.
struct Writer<'m, 'a> {
    marks: &'m [&'m Mark],
    /// For each mark, how many texts of it are still to come.
    left: Vec<usize>,
    begun: Vec<bool>,
    /// The mark that is open, and how many inline elements were open before it.
    open: Option<(usize, usize)>,
    depth: usize,
    /// Marks that are complete, whose `after` waits for the end of the inline elements they stand in.
    complete: Vec<usize>,
    out: Vec<Event<'a>>,
}

impl<'m, 'a> Writer<'m, 'a> {
    fn new(marks: &'m [&'m Mark], events: &[Marked]) -> Self {
        let mut left = vec![0; marks.len()];
        let texts = events.iter().filter(|marked| is_text(&marked.event)).filter_map(|marked| marked.mark);
        texts.for_each(|mark| left.get_mut(mark).into_iter().for_each(|left| *left += 1));
        let out = Vec::with_capacity(events.len() + 3 * marks.len());
        Writer { marks, begun: vec![false; left.len()], left, open: None, depth: 0, complete: Vec::new(), out }
    }

    fn write(mut self, events: Vec<Marked<'a>>) -> Vec<Event<'a>> {
        for Marked { event, mark } in events {
            match &event {
                Event::Start(tag) if is_inline(tag) => {
                    self.turn_to(mark);
                    self.out.push(event);
                    self.depth += 1;
                }
                Event::End(tag) if is_inline_end(*tag) => self.end_element(event),
                Event::Start(_) | Event::End(_) | Event::Html(_) | Event::Rule => {
                    self.turn_to(None);
                    self.depth = 0;
                    self.write_complete();
                    self.out.push(event);
                }
                _ => self.text(event, mark),
            }
        }
        self.turn_to(None);
        self.depth = 0;
        self.write_complete();
        self.write_empty();
        self.out
    }

    fn text(&mut self, event: Event<'a>, mark: Option<usize>) {
        self.turn_to(mark);
        self.out.push(event);
        if let Some(left) = mark.and_then(|mark| self.left.get_mut(mark)) {
            *left = left.saturating_sub(1);
        }
        self.close_if_complete();
    }

    fn end_element(&mut self, event: Event<'a>) {
        if self.open.is_some_and(|(_, depth)| depth == self.depth) {
            self.turn_to(None);
        }
        self.out.push(event);
        self.depth = self.depth.saturating_sub(1);
        self.close_if_complete();
        self.write_complete();
    }

    /// Closes the mark that is open unless it is `mark`, and opens `mark`.
    fn turn_to(&mut self, mark: Option<usize>) {
        if self.open.map(|(mark, _)| mark) == mark {
            return;
        }
        if let Some((closing, _)) = self.open.take() {
            self.out.push(Event::InlineHtml("</mark>".into()));
            if self.left.get(closing) == Some(&0) {
                self.complete.push(closing);
            }
            self.write_complete();
        }
        let Some(at) = mark else { return };
        let (Some(mark), Some(begun)) = (self.marks.get(at), self.begun.get_mut(at)) else { return };
        let name = if std::mem::replace(begun, true) { "data-of" } else { "id" };
        self.out.push(Event::InlineHtml(format!("<mark {name}=\"{}\">", mark.id).into()));
        self.open = Some((at, self.depth));
    }

    /// Closes the mark that is open where nothing of it is to come and no element is open within it.
    fn close_if_complete(&mut self) {
        if self.open.is_some_and(|(mark, depth)| depth == self.depth && self.left.get(mark) == Some(&0)) {
            self.turn_to(None);
        }
    }

    /// Writes what stands behind complete marks, as soon as no inline element is open.
    fn write_complete(&mut self) {
        if self.depth > 0 {
            return;
        }
        for at in std::mem::take(&mut self.complete) {
            let after = self.marks.get(at).map(|mark| mark.after.clone()).filter(|after| !after.is_empty());
            self.out.extend(after.map(|after| Event::InlineHtml(after.into())));
        }
    }

    fn write_empty(&mut self) {
        let missing = self.marks.iter().zip(&self.begun).filter(|(_, begun)| !**begun);
        let paragraph =
            |(mark, _): (&&Mark, _)| Event::Html(format!("<p id=\"{}\">{}</p>\n", mark.id, mark.after).into());
        self.out.extend(missing.map(paragraph));
    }
}
