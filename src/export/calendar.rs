//! `data/events.ics` (iCalendar, RFC 5545): events as entries of whole days; the same for each kind beside its list.
//!
//! A calendar cannot be vague: what is known no better than to the month, or before the year 1, is left out, and how many are left out is told
//! in `X-DATELINE-OMITTED`. The date itself stands in `X-DATELINE-EDTF`. Not here: other formats.

use super::feed;
use super::item::Item;
use super::{Make, Source};
use crate::date::{Day, Granularity, When};
use crate::site::Selection;
use std::fmt::Write;

/// The most entries that calendar programs take without delay.
const MOST: usize = 2000;
/// The longest span that an entry may cover, in days.
const LONGEST: i64 = 31;
/// The longest line, in bytes, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// The calendars of kinds by their address.
pub(super) fn of_kinds(selections: &[Selection]) -> impl Iterator<Item = (String, Make)> {
    let is_kind = |selection: &&Selection| selection.has_calendar && !selection.folder.is_empty();
    selections.iter().filter(is_kind).map(|selection| {
        let Selection { title, folder, events, .. } = selection.clone();
        (format!("{folder}events.ics"), Box::new(move |source: &Source| file(source, &title, &events)) as Make)
    })
}

/// The latest of some events that a calendar can hold, under the name of the site and `title`.
pub(super) fn file(source: &Source, title: &str, events: &[usize]) -> Vec<u8> {
    let fitting = |at: &usize| source.timeline.events.get(*at).is_some_and(|event| days(&event.when).is_some());
    let all: Vec<usize> = events.iter().copied().filter(fitting).collect();
    let shown = all.get(all.len().saturating_sub(MOST)..).unwrap_or_default();
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Dateline//Timeline//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.text("X-WR-CALNAME", &feed::title(source, title));
    lines.add("X-DATELINE-OMITTED", &(events.len() - shown.len()).to_string());
    for item in shown.iter().filter_map(|at| source.item(*at)) {
        entry(&mut lines, &item, source);
    }
    lines.add("END", "VCALENDAR");
    lines.0.into_bytes()
}

/// The first and the last day of an entry, where a calendar can have it.
fn days(when: &When) -> Option<(Day, Day)> {
    let (first, last) = (when.earliest?, when.latest?);
    let is_narrow = when.granularity < Granularity::Month && when.days()? <= LONGEST;
    (first.year() > 0 && is_narrow).then_some((first, last))
}

fn entry(lines: &mut Lines, item: &Item, source: &Source) {
    let event = item.event;
    let Some((first, last)) = days(&event.when) else { return };
    let stamp = item.updated().map(|time| time.to_utc().format("%Y%m%dT%H%M%SZ").to_string());
    lines.add("BEGIN", "VEVENT");
    lines.text("UID", &item.id());
    // The time of the newest report, so that the same input gives the same bytes.
    lines.add("DTSTAMP", stamp.as_deref().unwrap_or("19700101T000000Z"));
    lines.add("DTSTART;VALUE=DATE", &basic(first));
    lines.add("DTEND;VALUE=DATE", &basic(last.plus_days(1)));
    lines.text("SUMMARY", &event.title);
    lines.text("DESCRIPTION", &item.summary());
    lines.text("CATEGORIES", source.kind_label(&event.kind));
    if let Some(place) = &event.place {
        lines.text("LOCATION", place);
    }
    if let Some(at) = &event.location {
        lines.add("GEO", &format!("{};{}", at.latitude, at.longitude));
    }
    lines.add("URL", &item.url());
    lines.add("TRANSP", "TRANSPARENT");
    lines.text("X-DATELINE-EDTF", &event.when.to_string());
    lines.add("END", "VEVENT");
}

/// `20151113`.
fn basic(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// Lines of a calendar, folded and ended as the standard wants them.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property with a value in which nothing needs escaping.
    fn add(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A property with a text (RFC 5545, 3.3.11).
    fn text(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for c in text.chars() {
            match c {
                '\\' | ';' | ',' => {
                    let _ = write!(line, "\\{c}");
                }
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.fold(&line);
    }

    /// One line, broken so that none is longer than allowed and no character is torn apart.
    fn fold(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_days_and_short_spans_of_the_common_era_stand_in_a_calendar() {
        let fits = |edtf: &str| days(&edtf.parse().unwrap()).is_some();
        assert!(fits("2015-11-13") && fits("2015-11-15/2015-11-18") && fits("2015-11-13~"));
        for edtf in ["2015-11", "2015-02", "2015", "../2015-11-18", "2015-11-18/..", "-0043-03-15", "unknown"] {
            assert!(!fits(edtf), "{edtf}");
        }
    }

    proptest! {
        #[test]
        fn folded_lines_are_short_and_unfold_to_what_they_were(text in "(\\PC|\r|\n|[,;\\\\]|🚀|نعم){0,200}") {
            let mut lines = Lines::default();
            lines.text("SUMMARY", &text);
            prop_assert!(lines.0.ends_with("\r\n"));
            for line in lines.0.split("\r\n") {
                prop_assert!(line.len() <= LINE && !line.contains(['\r', '\n']));
            }
            let kept: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
            let escaped = kept.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
            let unfolded = lines.0.replace("\r\n ", "");
            prop_assert_eq!(unfolded, format!("SUMMARY:{escaped}\r\n"));
        }
    }
}
