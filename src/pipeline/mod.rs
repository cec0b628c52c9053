//! The build as one pure function: `Input` to `Built`. No clock, no network, no disk.
//!
//! Not here: reading the input from a folder (`source`), writing the output to one (`output`).

mod editor;
mod memo;
mod plan;
mod read;

pub use memo::Memo;
pub use plan::{Plan, plan};
pub use read::{builtin_kinds, read};

use crate::config::{BaseUrl, Config};
use crate::content::Asset;
use crate::date::Day;
use crate::diag::{Diagnostic, File};
use crate::lock::Lock;
use crate::timeline::Timeline;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a build may leave out or put in, and how strict it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Articles marked as drafts are shown.
    pub drafts: bool,
    /// Articles dated after `today` are shown.
    pub future: bool,
    /// Stands for the `base_url` of `site.toml`.
    pub base_url: Option<BaseUrl>,
}

/// The files on an editor's desk, where a site has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// `curation.yaml`.
    pub curation: Option<File>,
    /// `events.lock`.
    pub lock: Option<File>,
}

/// Everything a build depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// `site.toml`.
    pub config: File,
    /// Markdown files of `content/`, in the order of their paths, which begin with `content/`.
    pub articles: Vec<File>,
    /// All other files of `content/`, in the order of their paths; the build decides where they are copied, never reads them.
    pub assets: Vec<Asset>,
    /// What the editor decided, and the ids under which events were published.
    pub desk: Desk,
    /// Files of the site's theme folder that replace or add to the built-in theme, by path within it.
    pub theme: BTreeMap<String, Vec<u8>>,
    /// The one day that counts as today.
    pub today: Day,
    /// What the command line asked for.
    pub options: Options,
}

/// Content of one file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of the file at this path of the site's folder.
    CopyOf(String),
}

/// What a build gives.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// `site.toml` as it was understood.
    pub config: Arc<Config>,
    /// Output files by path relative to the output folder, with `/` between its parts.
    pub files: BTreeMap<String, Content>,
    /// The timeline they were made from.
    pub timeline: Arc<Timeline>,
    /// The ids under which its events are published.
    pub lock: Arc<Lock>,
    /// Everything that is wrong with the input, in the order of its files. With an error among them, `files` is empty.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds a site. Everything that is wrong is told at once: a fault in `site.toml` hides none in an article or a template.
pub fn build(input: &Input) -> Built {
    plan(input, &mut Memo::default()).finish()
}
