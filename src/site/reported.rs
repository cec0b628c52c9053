//! Which events each article reports.
//!
//! Not here: which reports are one event (`timeline`).

use super::figures::Figures;
use crate::extract::Mention;
use crate::timeline::{Evidence, ReadArticle, Timeline};

/// One sentence or hand-written entry of an article that reports an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// Index of the sentence in the article; `None` for an event written by hand.
    pub sentence: Option<usize>,
    /// Index of the event.
    pub event: usize,
}

/// The events of each article, each once, in the order of the timeline.
#[derive(Debug, Default)]
pub struct Reported {
    events: Vec<u32>,
    /// Where the events of each article begin; those of the last end with the list.
    starts: Vec<usize>,
}

impl Reported {
    /// The events of `articles` articles.
    pub fn new(figures: &Figures, articles: usize) -> Self {
        let mut starts = vec![0; articles + 1];
        for article in figures.events.iter().flat_map(|event| figures.articles(event)) {
            starts.iter_mut().skip(*article as usize + 1).take(1).for_each(|count| *count += 1);
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let (mut ends, mut events) = (starts.clone(), vec![0; total]);
        for (at, event) in (0..).zip(&figures.events) {
            for article in figures.articles(event) {
                let Some(end) = ends.get_mut(*article as usize) else { continue };
                events.iter_mut().skip(*end).take(1).for_each(|slot| *slot = at);
                *end += 1;
            }
        }
        Reported { events, starts }
    }

    /// The events that the article at an index reports.
    pub fn by(&self, article: usize) -> &[u32] {
        let range = self.starts.get(article).zip(self.starts.get(article + 1));
        range.and_then(|(start, end)| self.events.get(*start..*end)).unwrap_or_default()
    }

    /// What the article at an index reports, in the order of its text.
    pub fn reports(&self, timeline: &Timeline, article: usize) -> Vec<Report> {
        let key = timeline.keys.get(article);
        let of_event = |at: &u32| timeline.events.get(*at as usize).map(|event| (*at as usize, &event.evidence));
        let mut reports: Vec<Report> = self
            .by(article)
            .iter()
            .filter_map(of_event)
            .flat_map(|(event, evidence)| evidence.iter().map(move |evidence| (event, evidence)))
            .filter(|(_, evidence)| Some(evidence.article) == key)
            .map(|(event, evidence)| Report { sentence: sentence(timeline, evidence), event })
            .collect();
        reports.sort_unstable();
        reports.dedup();
        reports
    }
}

/// Index of the sentence that a piece of evidence stands in; `None` for an event written by hand.
fn sentence(timeline: &Timeline, evidence: &Evidence) -> Option<usize> {
    timeline.mention(evidence).map(|mention| sentence_of(timeline.article(evidence), mention))
}

/// Index of the sentence of an article that holds a mention.
pub fn sentence_of(read: &ReadArticle, mention: &Mention) -> usize {
    read.sentences.partition_point(|sentence| sentence.start <= mention.sentence.start).saturating_sub(1)
}
