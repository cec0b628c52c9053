//! The build as one pure function: `Input` to `Built`. No clock, no network, no disk.
//!
//! Not here: reading the input from a folder (`source`), writing the output to one (`output`).

mod read;

pub use read::{builtin_kinds, read};

use crate::config::{self, BaseUrl, Config};
use crate::content::{self, Article, Selection};
use crate::date::Day;
use crate::diag::{Diagnostic, File, Severity};
use crate::export;
use crate::site::{self, Theme};
use crate::timeline::Timeline;
use std::collections::BTreeMap;

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

/// Everything a build depends on.
#[derive(Clone, Debug)]
pub struct Input {
    /// `site.toml`.
    pub config: File,
    /// Markdown files of `content/`, in the order of their paths, which begin with `content/`.
    pub articles: Vec<File>,
    /// Paths of all other files of `content/`; the build decides where they are copied, never reads them.
    pub assets: Vec<String>,
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
    pub config: Config,
    /// Output files by path relative to the output folder, with `/` between its parts.
    pub files: BTreeMap<String, Content>,
    /// The timeline they were made from.
    pub timeline: Timeline,
    /// Everything that is wrong with the input, in the order of its files. With an error among them, `files` is empty.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds a site. Everything that is wrong is told at once: a fault in `site.toml` hides none in an article or a template.
pub fn build(input: &Input) -> Built {
    let (mut config, mut diagnostics) = config::read(&input.config, &builtin_kinds());
    if let Some(base_url) = &input.options.base_url {
        config.base_url = base_url.clone();
    }
    let Options { drafts, future, .. } = input.options;
    let mut collection = content::collect(&input.articles, &config, &Selection { today: input.today, drafts, future });
    diagnostics.append(&mut collection.diagnostics);
    diagnostics.extend(content::check_links(&collection, &input.assets));
    let (timeline, problems) = read::timeline(collection.articles, &config);
    diagnostics.extend(problems);
    let (files, problems) = render(input, &timeline, &collection.pages, &config);
    diagnostics.extend(problems);
    let is_fine = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    Built { files: if is_fine { files } else { BTreeMap::new() }, config, timeline, diagnostics }
}

/// The pages, and the copies of what stands beside the articles.
fn render(
    input: &Input,
    timeline: &Timeline,
    pages: &[Article],
    config: &Config,
) -> (BTreeMap<String, Content>, Vec<Diagnostic>) {
    let theme = Theme::overlaid(&input.theme, &config.theme);
    let made = site::build(timeline, pages, &input.assets, config, &theme);
    let exports = export::build(timeline, &made.listed, config, input.today);
    let mut diagnostics = made.diagnostics;
    if input.theme.is_empty() && config.theme != Config::default().theme {
        let message = format!("there is no theme `{0}`: the folder themes/{0} is missing or empty", config.theme);
        diagnostics.push(Diagnostic::error("theme.missing", message).of(&input.config));
    }
    let pages = made.files.into_iter().chain(exports).map(|(path, bytes)| (path, Content::Bytes(bytes)));
    let copies = input.assets.iter().map(|path| (site::address::asset(path), Content::CopyOf(path.clone())));
    (pages.chain(copies).collect(), diagnostics)
}
