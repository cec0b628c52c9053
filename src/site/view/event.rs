//! Pages of one event and of one article: where each sentence and each event lead to each other.

use super::{ArticleRow, Card, ChangeView, CuratedView, Link, Named};
use serde::Serialize;

/// One event: `event`.
#[derive(Clone, Debug, Serialize)]
pub struct EventView<'a> {
    /// As in lists.
    pub card: Card<'a>,
    /// Date in words, as a sentence would have it.
    pub when_in_full: String,
    /// Date in EDTF.
    pub edtf: String,
    /// Page of the period it stands under.
    pub period: Link,
    /// Subkind; absent where none is known.
    pub subkind: Option<&'a str>,
    /// `explicit`, `relative`, `inferred` or `editor`.
    pub basis: &'static str,
    /// `high`, `fair`, `low` or `editor`.
    pub confidence: &'static str,
    /// In hundredths.
    pub confidence_value: u8,
    /// Who did it, sent it or said it.
    pub actors: Vec<Named<'a>>,
    /// To whom.
    pub targets: Vec<Named<'a>>,
    /// How many were killed, in words.
    pub killed: Option<String>,
    /// How many were injured, in words.
    pub injured: Option<String>,
    /// With what.
    pub weapons: &'a [String],
    /// Where its place lies, if anybody knows.
    pub location: Option<LocationView>,
    /// True where no report says that it happened there, but all tell it among what happened there.
    pub place_inferred: bool,
    /// Address of a drawing of that place's surroundings.
    pub map: Option<String>,
    /// Number of different publishers that report it.
    pub origins: usize,
    /// Words that were said.
    pub quote: Option<&'a str>,
    /// The editor's remark.
    pub note: Option<&'a str>,
    /// Every report, by article.
    pub evidence: Vec<EvidenceView<'a>>,
    /// Where articles differ.
    pub differences: Vec<Difference>,
    /// Events that stand beside it under the same period.
    pub neighbours: Vec<Link>,
    /// How to cite it, without its address.
    pub citation: String,
    /// The same as an entry of a bibliography in BibTeX.
    pub bibtex: String,
    /// The day on which it was first published, in words; absent before.
    pub since: Option<String>,
    /// What changed since, oldest first.
    pub changes: Vec<ChangeView>,
    /// What an editor decided about it.
    pub curated: Option<CuratedView<'a>>,
    /// Identifier: what is cited where the site has no address.
    pub id: &'a str,
}

/// Where a place lies.
#[derive(Clone, Debug, Serialize)]
pub struct LocationView {
    /// Degrees, as `35.95, 39.01`.
    pub degrees: String,
    /// `settlement`, `region` or `country`.
    pub precision: &'static str,
    /// The degrees to which the site rounds it; absent where it does not.
    pub rounded: Option<f64>,
}

/// A field in which articles differ.
#[derive(Clone, Debug, Serialize)]
pub struct Difference {
    /// `when`, `where`, `who` or `status`.
    pub field: &'static str,
    /// What they say.
    pub versions: Vec<Version>,
}

/// What some articles say of a field.
#[derive(Clone, Debug, Serialize)]
pub struct Version {
    /// The value in words.
    pub says: String,
    /// Those articles, under the name of their publisher where it is known.
    pub articles: Vec<Link>,
}

/// What one article says of an event.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView<'a> {
    /// The article.
    pub article: ArticleRow<'a>,
    /// Its sentences.
    pub passages: Vec<Passage<'a>>,
    /// How many were killed by its account, in words.
    pub killed: Option<String>,
    /// How many were injured.
    pub injured: Option<String>,
    /// True where an editor wrote the event into the article.
    pub by_hand: bool,
}

/// A sentence that reports an event, in its surroundings.
#[derive(Clone, Debug, Serialize)]
pub struct Passage<'a> {
    /// Where it stands in its article.
    pub url: String,
    /// The sentence before, unless it is shown already.
    pub before: Option<&'a str>,
    /// The sentence.
    pub sentence: &'a str,
    /// The sentence after, unless it is shown next.
    pub after: Option<&'a str>,
    /// Whose words or account it is: the speaker of a statement.
    pub says: Option<&'a str>,
    /// The sentence in the original, as a link with a text fragment.
    pub original: Option<String>,
    /// How its date was worked out.
    pub dated: Vec<WhyView<'a>>,
}

/// Why a date is what it is.
#[derive(Clone, Debug, Serialize)]
pub struct WhyView<'a> {
    /// Name of the rule.
    pub rule: &'a str,
    /// Words it fired on.
    pub words: Option<&'a str>,
    /// The arithmetic.
    pub note: Option<&'a str>,
}

/// An article: `article`.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleView<'a> {
    /// As in lists.
    pub row: ArticleRow<'a>,
    /// Text in HTML, evidence sentences marked.
    pub html: String,
    /// Day of the last change, in words.
    pub updated: Option<String>,
    /// Who wrote it.
    pub authors: &'a [String],
    /// Address of the original.
    pub source_url: Option<&'a str>,
    /// Where it was written.
    pub place: Option<Named<'a>>,
    /// Subjects.
    pub tags: Vec<Link>,
    /// Its events, in the order of its text.
    pub events: Vec<Card<'a>>,
}
