//! `a/<slug>.annotations.jsonld` (W3C Web Annotation): each sentence of an article that reports an event, and the event it points to.
//!
//! Positions count Unicode code points of the article's text without its marks, as the standard wants them: not bytes, not UTF-16. Not here:
//! how the text was found.

use super::{Make, Source, base};
use crate::site::{address, names};
use crate::span::Span;
use serde_json::{Value, json};

/// How many characters of what stands around a sentence are given, so that it is found again where it stands twice.
const AROUND: usize = 32;

/// One file for each article that reports an event.
pub(super) fn files(source: &Source) -> impl Iterator<Item = (String, Make)> {
    let mut events: Vec<Vec<(usize, usize)>> = vec![Vec::new(); source.timeline.articles.len()];
    for (at, event) in source.timeline.events.iter().enumerate() {
        for evidence in &event.evidence {
            if let (Some(reports), Some(mention)) = (events.get_mut(source.timeline.index(evidence)), evidence.mention)
            {
                reports.push((mention, at));
            }
        }
    }
    let slugs: Vec<String> = source.timeline.articles.iter().map(|read| read.article.meta.slug.clone()).collect();
    let reporting = slugs.into_iter().zip(events).enumerate().filter(|(_, (_, reports))| !reports.is_empty());
    reporting.map(|(at, (slug, mut reports))| {
        reports.sort_unstable();
        let make: Make = Box::new(move |source| file(source, at, &reports));
        (format!("a/{slug}.annotations.jsonld"), make)
    })
}

/// The evidence in the article at an index: pairs of a mention and the event that it reports.
fn file(source: &Source, at: usize, reports: &[(usize, usize)]) -> Vec<u8> {
    let Some(read) = source.timeline.articles.get(at) else { return Vec::new() };
    let root = base(source.config).unwrap_or_else(|| "../".to_owned());
    let slug = &read.article.meta.slug;
    let own = format!("{root}{}", address::encoded(&format!("a/{slug}.annotations.jsonld")));
    let page = format!("{root}{}", address::encoded(&address::article(slug)));
    let mut counter = Counter::default();
    let mut items: Vec<Value> = Vec::new();
    for (mention, event) in reports {
        let Some(sentence) = read.mentions.get(*mention).map(|mention| mention.sentence) else { continue };
        let Some(place) = source.site.places().get(*event) else { continue };
        let number = read.sentences.partition_point(|other| other.start <= sentence.start).saturating_sub(1);
        let annotation = json!({
            "id": format!("{own}#{}-{event}", names::sentence(number)),
            "type": "Annotation",
            "motivation": "identifying",
            "body": format!("{root}{place}"),
            "target": { "source": page, "selector": selectors(&read.article.prose.text, sentence, &mut counter) },
        });
        if items.last() != Some(&annotation) {
            items.push(annotation);
        }
    }
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": own,
        "type": "AnnotationPage",
        "items": items,
    });
    let mut bytes = serde_json::to_vec_pretty(&page).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// A sentence by its words and by its position.
fn selectors(text: &str, sentence: Span, counter: &mut Counter) -> Value {
    let (start, end) = (counter.at(text, sentence.start), counter.at(text, sentence.end));
    let before = text.get(..sentence.start).unwrap_or_default();
    let prefix = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let after = text.get(sentence.end..).unwrap_or_default();
    json!([
        {
            "type": "TextQuoteSelector",
            "exact": sentence.of(text),
            "prefix": before.get(prefix..).unwrap_or_default(),
            "suffix": after.chars().take(AROUND).collect::<String>(),
        },
        { "type": "TextPositionSelector", "start": start, "end": end },
    ])
}

/// Counts the code points before a place in a text, going on from the place asked for last.
#[derive(Default)]
struct Counter {
    byte: usize,
    points: usize,
}

impl Counter {
    fn at(&mut self, text: &str, byte: usize) -> usize {
        if byte < self.byte {
            *self = Counter::default();
        }
        self.points += text.get(self.byte..byte).map_or(0, |between| between.chars().count());
        self.byte = byte;
        self.points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_code_points() {
        let text = "🚀 نعم. Jets bombed Raqqa. Über.";
        let start = text.find("Jets").unwrap();
        let sentence = Span::new(start, start + "Jets bombed Raqqa.".len());
        let selectors = selectors(text, sentence, &mut Counter::default());
        assert_eq!((selectors[1]["start"].as_u64(), selectors[1]["end"].as_u64()), (Some(7), Some(25)));
        assert_eq!(selectors[0]["prefix"], "🚀 نعم. ");
        let points: String = text.chars().skip(7).take(18).collect();
        assert_eq!(selectors[0]["exact"], points);
    }
}
