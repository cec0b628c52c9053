//! Which files hold the events as data, and which part of them each holds, so that pages can link to them.
//!
//! A format whose file would grow beyond what hosts take comes in parts. Not here: what stands in a file (`export`).

use super::figures::Figures;
use crate::config::{Config, Export};
use crate::extract::Mention;
use crate::timeline::{Event, ReadArticle, Timeline};
use std::ops::Range;
use std::sync::Arc;

/// The folder of everything that is data and no feed. Nothing written by hand can stand in it.
pub const FOLDER: &str = "data/";

/// About how long one part may become, in bytes: GitHub refuses files of 100 MB and warns of 50.
const LONGEST: usize = 32 << 20;

/// What an event takes in the longest format besides its texts, in bytes.
const EVENT: usize = 700;
/// The same for one piece of evidence.
const EVIDENCE: usize = 120;

/// One file with events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Address, relative to the site.
    pub address: String,
    /// What it is.
    pub format: Export,
    /// The events that it covers, by their indexes; some formats leave out those they cannot say.
    pub events: Range<usize>,
}

/// The files of a site that hold its events, in the order of the formats. Feeds are not among them.
pub fn downloads(figures: &Figures, config: &Config) -> Vec<Download> {
    let all = 0..figures.events.len();
    let parts = parts(figures.events.iter().map(|event| event.size), LONGEST);
    let mut downloads = Vec::new();
    for format in config.exports.iter().copied() {
        let (stem, ending, in_parts) = match format {
            Export::Json => ("events", "json", true),
            Export::NdJson => ("data/events", "ndjson", true),
            Export::Csv => ("data/events", "csv", true),
            Export::GeoJson => ("data/events", "geojson", true),
            Export::Calendar => ("data/events", "ics", false),
            Export::TimelineJs => ("data/timelinejs", "json", false),
            Export::Citation => ("data/CITATION", "cff", false),
            Export::Atom | Export::JsonFeed | Export::Annotations => continue,
        };
        let whole = Download { address: format!("{stem}.{ending}"), format, events: all.clone() };
        if !in_parts || parts.len() == 1 {
            downloads.push(whole);
            continue;
        }
        if format == Export::Json {
            downloads.push(Download { events: 0..0, ..whole });
        }
        downloads.extend(parts.iter().enumerate().map(|(at, events)| {
            let name = stem.rsplit('/').next().unwrap_or(stem);
            Download { address: format!("{FOLDER}{name}-{}.{ending}", at + 1), format, events: events.clone() }
        }));
    }
    downloads
}

/// Events of these sizes in stretches that no format needs more than about `longest` bytes for; at least one stretch.
fn parts(sizes: impl Iterator<Item = usize>, longest: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut end, mut length) = (0, 0, 0);
    for size in sizes {
        if length + size > longest && end > start {
            parts.push(start..end);
            (start, length) = (end, 0);
        }
        length += size;
        end += 1;
    }
    parts.push(start..end);
    parts
}

/// True where the same events surely take as much in both timelines: all of their evidence does.
pub fn are_as_long(a: &Timeline, b: &Timeline) -> bool {
    let is_as_long = |(a, b): (&Arc<ReadArticle>, &Arc<ReadArticle>)| {
        Arc::ptr_eq(a, b) || a.mentions.iter().map(evidence).eq(b.mentions.iter().map(evidence))
    };
    a.articles.len() == b.articles.len() && a.articles.iter().zip(&b.articles).all(is_as_long)
}

/// About how many bytes an event takes in the longest format.
pub fn size(timeline: &Timeline, event: &Event) -> usize {
    let texts = [&event.quote, &event.note].into_iter().flatten().map(String::len).sum::<usize>();
    let mentions = event.evidence.iter().filter_map(|evidence| timeline.mention(evidence));
    EVENT + 2 * event.title.len() + texts + EVIDENCE * event.evidence.len() + mentions.map(evidence).sum::<usize>()
}

/// About how many bytes a mention takes as evidence, beyond what every one does.
fn evidence(mention: &Mention) -> usize {
    let notes: usize = mention.why.iter().map(|why| why.note.as_ref().map_or(0, String::len)).sum();
    notes + mention.sentence.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_every_event_once_and_in_order() {
        for (events, longest, expected) in
            [(0, EVENT, &[0][..]), (1, 1, &[1]), (5, 2 * EVENT, &[2, 4, 5]), (5, 9 * EVENT, &[5])]
        {
            let parts = parts(std::iter::repeat_n(EVENT, events), longest);
            assert_eq!(parts.iter().map(|part| part.end).collect::<Vec<_>>(), expected);
            assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start) && parts[0].start == 0);
        }
    }

    #[test]
    fn a_site_that_exports_nothing_has_no_downloads() {
        let config = Config { exports: vec![Export::Atom], ..Config::default() };
        assert_eq!(downloads(&Figures::default(), &config), []);
    }
}
