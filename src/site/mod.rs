//! The site: which pages exist, what each shows, and the theme that turns it into HTML.
//!
//! Pure: a timeline in, files out. Not here: machine-readable outputs (`export`), reading and writing folders.

pub mod address;
mod edition;
mod heat;
pub(crate) mod index;
mod kinds;
mod links;
pub(crate) mod names;
mod page;
mod period;
mod routes;
mod sign;
mod strip;
mod templates;
mod theme;
mod view;
mod wording;
mod words;

pub use theme::Theme;

use crate::config::Config;
use crate::content::Article;
use crate::diag::Diagnostic;
use crate::timeline::Timeline;
use edition::{Edition, Listed};
use index::Index;
use links::Targets;
use rayon::prelude::*;
use routes::{Page, Routes};
use std::collections::BTreeMap;
use std::sync::Arc;
use templates::Templates;
use words::Words;

/// The folder of the theme whose files are copied as they are.
const ASSETS: &str = "assets/";

/// Addresses that belong to the outputs made elsewhere from the same timeline.
const EXPORTS: [&str; 4] = ["events.json", "feed.xml", "robots.txt", "sitemap.xml"];

/// A site, made.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Every file by its address, the path below the output folder. Copies of the content folder's files are not among them:
    /// they belong at [`address::asset`].
    pub files: BTreeMap<String, Vec<u8>>,
    /// Addresses of the pages that a reader may look for, in order.
    pub listed: Vec<String>,
    /// Everything that is wrong with the theme and the addresses. With an error among it, `files` is incomplete.
    pub diagnostics: Vec<Diagnostic>,
}

/// The pages of `timeline` and what they need. `plain` are the articles without a date; `assets` are paths of the content
/// folder's other files, of which only the addresses matter here.
pub fn build(timeline: &Timeline, plain: &[Article], assets: &[String], config: &Config, theme: &Theme) -> Site {
    let (edition, mut diagnostics) = edition(timeline, plain, assets, config, theme);
    let mut files = theme_assets(theme);
    let routes = Routes::new(&edition, files.keys().map(String::as_str).chain(EXPORTS), assets);
    diagnostics.extend(routes.diagnostics);
    let listed = routes.pages.iter().filter(|(_, page)| page.is_listed()).map(|(address, _)| address.clone()).collect();
    match Templates::compile(theme, edition.words.clone(), edition.shared()) {
        Ok(templates) => {
            let (rendered, problems) = render(&edition, &templates, routes.pages);
            files.extend(rendered);
            diagnostics.extend(problems);
        }
        Err(problems) => diagnostics.extend(problems),
    }
    Site { files, listed, diagnostics }
}

fn edition<'a>(
    timeline: &'a Timeline,
    plain: &'a [Article],
    assets: &[String],
    config: &'a Config,
    theme: &Theme,
) -> (Edition<'a>, Vec<Diagnostic>) {
    let (words, mut diagnostics) = Words::load(theme, &config.language);
    let index = Index::new(timeline);
    let (kinds, problems) = kinds::kinds(config, &index, theme);
    diagnostics.extend(problems);
    let listed = timeline.events.iter().map(|event| Listed::new(event, &words)).collect();
    (
        Edition {
            timeline,
            plain,
            config,
            words: Arc::new(words),
            index,
            kinds,
            targets: Targets::new(timeline, plain, assets),
            listed,
        },
        diagnostics,
    )
}

fn theme_assets(theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let copied = |path: &str| Some((path.to_owned(), theme.bytes(path)?.to_vec()));
    theme.folder(ASSETS).filter_map(copied).collect()
}

/// A page's address and bytes, or what is wrong with its template.
type Rendered = Result<(String, Vec<u8>), Vec<Diagnostic>>;

/// All pages, in parallel, in order; each different problem of the templates once.
fn render(
    edition: &Edition,
    templates: &Templates,
    pages: BTreeMap<String, Page>,
) -> (Vec<(String, Vec<u8>)>, Vec<Diagnostic>) {
    let pages: Vec<(String, Page)> = pages.into_iter().collect();
    let results: Vec<Option<Rendered>> = pages
        .into_par_iter()
        .map(|(address, page)| {
            let (template, context) = page.context(edition, &address)?;
            Some(templates.render(template, &context).map(|bytes| (address, bytes)))
        })
        .collect();
    let mut rendered = Vec::with_capacity(results.len());
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for result in results.into_iter().flatten() {
        match result {
            Ok(file) => rendered.push(file),
            Err(problems) => {
                diagnostics.extend(problems.into_iter().filter(|p| !diagnostics.contains(p)).collect::<Vec<_>>())
            }
        }
    }
    (rendered, diagnostics)
}
