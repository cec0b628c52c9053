//! The site: which pages exist, what each shows, and the theme that turns it into HTML.
//!
//! Pure: a timeline in, files out. Not here: machine-readable outputs (`export`), reading and writing folders.

mod address;
mod edition;
mod heat;
mod index;
mod kinds;
mod links;
mod markdown;
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

pub use address::asset as asset_address;
pub use theme::Theme;

use crate::config::Config;
use crate::content::Article;
use crate::date::Day;
use crate::diag::Diagnostic;
use crate::timeline::Timeline;
use edition::Edition;
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

/// Every file of the site by its path below the output folder, and everything that is wrong with the theme and the addresses.
///
/// `pages` are the articles without a date; `assets` are paths of files to be copied, of which only the addresses matter here
/// (see [`asset_address`]). With an error among the diagnostics the files are incomplete.
pub fn build(
    timeline: &Timeline,
    pages: &[Article],
    assets: &[String],
    config: &Config,
    theme: &Theme,
    today: Day,
) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let (mut edition, mut diagnostics) = edition(timeline, pages, config, theme);
    edition.targets = Targets::new(timeline, pages, assets);
    let templates = Templates::compile(theme, edition.words.clone(), edition.shared());
    let mut files = theme_assets(theme);
    let made: Vec<&str> = files.keys().map(String::as_str).collect();
    let routes = Routes::new(&edition, &made, assets);
    diagnostics.extend(routes.diagnostics);
    let templates = match templates {
        Ok(templates) => templates,
        Err(problems) => {
            diagnostics.extend(problems);
            return (files, diagnostics);
        }
    };
    let _ = today;
    let (rendered, problems) = render(&edition, &templates, routes.pages);
    files.extend(rendered);
    diagnostics.extend(problems);
    (files, diagnostics)
}

fn edition<'a>(
    timeline: &'a Timeline,
    plain: &'a [Article],
    config: &'a Config,
    theme: &Theme,
) -> (Edition<'a>, Vec<Diagnostic>) {
    let (words, mut diagnostics) = Words::load(theme, &config.language);
    let index = Index::new(timeline);
    let (kinds, problems) = kinds::kinds(config, &index, theme);
    diagnostics.extend(problems);
    let dates = timeline.events.iter().map(|event| words.when(&event.when)).collect();
    (
        Edition { timeline, plain, config, words: Arc::new(words), index, kinds, targets: Targets::default(), dates },
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
