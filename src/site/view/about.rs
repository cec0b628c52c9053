//! Pages about the site itself: its data and its method.
//!
//! Not here: pages that an author writes (`TextView`).

use serde::Serialize;

/// The page of the data: `data`.
#[derive(Clone, Debug, Serialize)]
pub struct DataView {
    /// Files that hold the events, then the feeds.
    pub files: Vec<DataFile>,
    /// How much there is.
    pub counts: Vec<Count>,
    /// Address of the JSON Schema of the JSON, where there is one.
    pub schema: Option<&'static str>,
    /// Address of the checksums of the files, where there are any.
    pub sums: Option<&'static str>,
}

/// A file with data.
#[derive(Clone, Debug, Serialize)]
pub struct DataFile {
    /// Name of its format, as in `exports` of site.toml; `words.data.formats` tells more.
    pub format: &'static str,
    /// Address.
    pub url: String,
    /// Number of events that it covers; absent of feeds.
    pub events: Option<usize>,
}

/// A number of things.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// Of what.
    pub what: String,
    /// How many.
    pub count: usize,
}

/// The page on method: `method`.
#[derive(Clone, Debug, Serialize)]
pub struct MethodView<'a> {
    /// Version of the program that read the articles.
    pub version: &'static str,
    /// How each kind is found.
    pub kinds: Vec<KindMethod<'a>>,
}

/// How events of a kind are found.
#[derive(Clone, Debug, Serialize)]
pub struct KindMethod<'a> {
    /// Its identifier.
    pub kind: &'a str,
    /// Some of the words that report such an event.
    pub words: Vec<&'a str>,
    /// Sentences that are read as one.
    pub examples: Vec<&'a str>,
}
