//! From mentions to events: which reports speak of one event, what it is called, and where it stands on the timeline.
//!
//! Not here: Markdown, HTML and files. An event knows its evidence as pairs of an article's key and the index of a mention.

mod curation;
mod draft;
mod event;
mod groups;
mod id;
mod joiner;
mod keys;
mod maker;
mod merge;
mod name;
mod order;
mod publisher;
mod register;
mod sighting;
mod successors;
mod sweep;
mod title;
mod told;
mod weave;

pub use curation::{Act, Corrections, Curated, Curation, Decision, FILE as CURATION, Given, Step, appended};
pub use event::{Event, Evidence, Origin};
pub use joiner::Joiner;
pub use keys::{ArticleKey, ArticleKeys};
pub use name::{NameKey, is_proper};
pub use publisher::{Published, Publisher};
pub use sighting::{facts, prints};
pub use successors::successors;

use crate::config::Kind;
use crate::content::Article;
use crate::extract::Mention;
use crate::lang::{Language, Sentences};
use std::sync::Arc;

/// An article with what was found in it.
#[derive(Clone, Debug)]
pub struct ReadArticle {
    /// The article.
    pub article: Arc<Article>,
    /// Its sentences, in bytes of its prose, in order.
    pub sentences: Sentences,
    /// What was found in it, in the order of the text.
    pub mentions: Vec<Mention>,
}

/// Everything a site shows, in order.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Dated articles, by date of publication, then path.
    pub articles: Vec<Arc<ReadArticle>>,
    /// Under which keys events name the articles, in the order of `articles`.
    pub keys: Arc<ArticleKeys>,
    /// Events, by first possible day, then kind, then id. Timelines that follow each other share those that stayed the same, or all of them.
    pub events: Arc<Vec<Arc<Event>>>,
}

impl Timeline {
    /// Makes the timeline of `articles`, which may come in any order. Mentions of kinds that are not among `kinds` are left out.
    pub fn new(articles: Vec<Arc<ReadArticle>>, kinds: &[Kind], language: Option<&Language>) -> Self {
        Joiner::default().timeline(articles, kinds, language)
    }

    /// The article with a key.
    pub fn with_key(&self, key: ArticleKey) -> Option<&Arc<ReadArticle>> {
        self.articles.get(self.keys.index(key)?)
    }

    /// The index of the article of a piece of evidence.
    pub fn index(&self, evidence: &Evidence) -> usize {
        self.keys.index(evidence.article).unwrap_or(self.articles.len())
    }

    /// The article of a piece of evidence.
    pub fn article(&self, evidence: &Evidence) -> &ReadArticle {
        &self.articles[self.index(evidence)]
    }

    /// The mention of a piece of evidence; `None` for an event written by hand in the front matter.
    pub fn mention(&self, evidence: &Evidence) -> Option<&Mention> {
        evidence.mention.map(|at| &self.article(evidence).mentions[at])
    }
}

/// In which order articles stand on a timeline: by date of publication, then path.
fn publication(read: &ReadArticle) -> impl Ord + '_ {
    (&read.article.meta.date, &read.article.file.path)
}
