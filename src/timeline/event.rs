//! One event of the timeline with its evidence.
//!
//! Not here: how events are made from mentions (`merge`), ids (`id`) and titles (`title`).

use super::{ArticleKey, Curated};
use crate::atlas::Location;
use crate::date::When;
use crate::extract::{Basis, Casualties, Status};

/// Who put an event on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Found in prose.
    Extracted,
    /// Written by hand in an article's front matter, perhaps also found in prose.
    Handwritten,
}

/// One place that reports an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// Its article, by its key on the timeline.
    pub article: ArticleKey,
    /// Index into that article's mentions; `None` where the article's front matter holds the event.
    pub mention: Option<usize>,
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Readable and made from content alone, such as `2015-11-15-russia-strikes-raqqa`: lower-case ASCII letters, digits, hyphens.
    pub id: String,
    /// Identifier of its kind.
    pub kind: String,
    /// Identifier of its subkind, or `other`.
    pub subkind: String,
    /// When it happened: the days on which all dated reports agree.
    pub when: When,
    /// What the date rests on, at best.
    pub basis: Basis,
    /// Title, in plain text.
    pub title: String,
    /// Who did it, sent it or said it; each once.
    pub actors: Vec<String>,
    /// To whom; each once.
    pub targets: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// Where on the Earth `place` is, if anybody knows.
    pub location: Option<Location>,
    /// True where no report says that it happened in `place`, but all tell it among what happened there.
    pub place_inferred: bool,
    /// Who came to harm, from the lowest to the highest number that any report gives.
    pub casualties: Casualties,
    /// With what; each once.
    pub weapons: Vec<String>,
    /// Whether it happened, as far as the most certain report says.
    pub status: Status,
    /// How sure the extraction is, in hundredths, 0 to 100; 100 where an editor wrote the event.
    pub confidence: u8,
    /// Directly quoted words, of the first report that has any.
    pub quote: Option<String>,
    /// The editor's remark.
    pub note: Option<String>,
    /// Who put it on the timeline.
    pub origin: Origin,
    /// Every report, by article, then position. Never empty.
    pub evidence: Vec<Evidence>,
    /// What an editor decided about it; `None` where nothing was.
    pub curated: Option<Box<Curated>>,
}
