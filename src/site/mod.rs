//! The site: which pages exist, what each shows, and the theme that turns it into HTML.
//!
//! Pure: a timeline in, files out; each page can be made on its own, when somebody asks for it. Not here: machine-readable outputs (`export`), reading and writing folders.

mod activity;
pub mod address;
mod alternates;
mod compact;
pub mod downloads;
mod edition;
mod facet;
pub(crate) mod fragment;
mod heat;
mod history;
pub(crate) mod index;
mod kinds;
mod links;
mod map;
pub(crate) mod names;
mod page;
mod period;
mod place;
mod renewal;
mod routes;
mod selection;
mod sign;
mod strip;
mod structured;
mod templates;
mod theme;
mod view;
mod wording;
mod words;

pub use page::changes::Told;
pub use selection::Selection;
pub use theme::Theme;

use crate::config::Config;
use crate::content::{Article, Asset};
use crate::diag::Diagnostic;
use crate::lock::{Entry, Lock};
use crate::timeline::{Event, Timeline};
use downloads::Download;
use edition::{Dated, Edition};
use index::Index;
use links::Targets;
use rayon::prelude::*;
use routes::{Page, Routes};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use templates::Templates;
use words::Words;

/// The folder of the theme whose files are copied, style sheets and scripts without what only their authors read.
const ASSETS: &str = "assets/";

/// Addresses that belong to the outputs made elsewhere from the same timeline, besides the folder of data and the feeds of lists.
const EXPORTS: [&str; 6] = ["changes/feed.xml", "events.json", "feed.json", "feed.xml", "robots.txt", "sitemap.xml"];

/// What a site is made from.
#[derive(Clone, Debug)]
pub struct Material {
    /// Articles and events.
    pub timeline: Arc<Timeline>,
    /// The ids under which events are and were published.
    pub lock: Arc<Lock>,
    /// Articles without a date.
    pub plain: Vec<Arc<Article>>,
    /// The content folder's other files.
    pub assets: Vec<Asset>,
    /// What the site's author decided.
    pub config: Arc<Config>,
}

/// A site whose pages are all known and can be made, one by one or together.
pub struct Site {
    edition: Edition,
    templates: Arc<Templates>,
    pages: Arc<FxHashMap<String, Page>>,
    assets: Arc<BTreeMap<String, Vec<u8>>>,
    theme: Arc<Theme>,
    /// What was wrong with the theme and the words.
    diagnostics: Vec<Diagnostic>,
    /// True where nothing was wrong with the addresses of articles.
    has_sound_addresses: bool,
    /// What is wrong with the templates, once that was asked for.
    probed: Arc<OnceLock<Vec<Diagnostic>>>,
}

/// The bytes of a page, or what is wrong with its template.
pub type Made = Result<Vec<u8>, Vec<Diagnostic>>;

impl Site {
    /// Finds out which pages there are. Everything that is wrong with the theme and the addresses comes back, too; what is wrong
    /// with a template and shows only when it is used, with the page. `None` where the templates cannot be used at all.
    pub fn plan(material: Material, theme: &Theme) -> (Option<Self>, Vec<Diagnostic>) {
        let (edition, own) = edition(material, theme);
        let assets = theme_assets(theme);
        let (routes, templates) = rayon::join(
            || Routes::new(&edition, assets.keys().map(String::as_str).chain(EXPORTS)),
            || Templates::compile(theme, edition.words.clone(), edition.shared()),
        );
        let has_sound_addresses = routes.diagnostics.is_empty();
        let mut diagnostics = own.clone();
        diagnostics.extend(routes.diagnostics);
        let pages = Arc::new(routes.pages);
        match templates {
            Ok(templates) => {
                let (templates, assets, theme) = (Arc::new(templates), Arc::new(assets), Arc::new(theme.clone()));
                let probed = Arc::default();
                let site =
                    Site { edition, templates, pages, assets, theme, diagnostics: own, has_sound_addresses, probed };
                (Some(site), diagnostics)
            }
            Err(problems) => {
                diagnostics.extend(problems);
                (None, diagnostics)
            }
        }
    }

    /// The file at an address, the path below the output folder; `None` where there is none. Copies of the content folder's files
    /// are not among them: they belong at [`address::asset`].
    pub fn file(&self, address: &str) -> Option<Made> {
        match self.assets.get(address) {
            Some(bytes) => Some(Ok(bytes.clone())),
            None => self.page(address, self.pages.get(address)?),
        }
    }

    /// Hands every file with its address to `put` as soon as it is made, in no order and from several threads, so that no more than
    /// a few stand in memory. Gives each different problem of the templates once; with an error among them, files are missing.
    pub fn each(&self, put: impl Fn(&str, Vec<u8>) + Sync) -> Vec<Diagnostic> {
        for (address, bytes) in &*self.assets {
            put(address, bytes.clone());
        }
        self.make(self.pages(), put)
    }

    /// What is wrong with one page of each sort: a fault of a template shows without making all pages.
    pub fn probe(&self) -> Vec<Diagnostic> {
        let probe = || {
            let mut firsts: BTreeMap<usize, (&String, &Page)> = BTreeMap::new();
            for (address, page) in &*self.pages {
                let first = firsts.entry(page.sort()).or_insert((address, page));
                if address < first.0 {
                    *first = (address, page);
                }
            }
            let mut pages: Vec<_> = firsts.into_values().collect();
            pages.sort_unstable_by_key(|(address, _)| *address);
            self.make(pages, |_, _| ())
        };
        self.probed.get_or_init(probe).clone()
    }

    /// Addresses of the pages that a reader may look for, in order.
    pub fn listed(&self) -> Vec<String> {
        self.pages().into_iter().filter(|(_, page)| page.is_listed()).map(|(address, _)| address.clone()).collect()
    }

    /// All pages, in the order of their addresses.
    fn pages(&self) -> Vec<(&String, &Page)> {
        let mut pages: Vec<_> = self.pages.iter().collect();
        pages.par_sort_unstable_by_key(|(address, _)| *address);
        pages
    }

    /// Address at which each event of the timeline is shown, by its index: a page, or an anchor on one.
    pub fn places(&self) -> &[String] {
        &self.edition.places
    }

    /// What changed about published events, newest first, no more than `most` of it.
    pub fn changes(&self, most: usize) -> Vec<Told> {
        page::changes::told(&self.edition, most)
    }

    /// Title of the page that tells all of it.
    pub fn changes_title(&self) -> &str {
        self.edition.words.get("changes.title")
    }

    /// The date of an event of this timeline in words.
    pub fn when(&self, event: &Event) -> &str {
        self.edition.dates.get(&event.when).map_or("", Dated::words)
    }

    /// Number of different publishers that report the event at an index of this timeline.
    pub fn origins(&self, at: usize) -> usize {
        self.edition.index.origins.get(at).copied().unwrap_or_default()
    }

    /// Numbers of events over the stretch of time that drawings show, in so many equal parts; empty where nothing has a date.
    pub fn activity(&self, parts: usize) -> Vec<usize> {
        let stretch = self.edition.stretch;
        stretch
            .map(|stretch| activity::Activity::of_all(&self.edition.index).in_parts(stretch, parts))
            .unwrap_or_default()
    }

    /// What is kept of the id of an event: when it was first published, and what changed since.
    pub fn record(&self, id: &str) -> Option<&Entry> {
        self.edition.lock.entries.get(id).map(|entry| &**entry)
    }

    /// A table of the theme's words, such as `status`; `None` where there is none.
    pub fn words(&self, table: &str) -> Option<&toml::Value> {
        self.edition.words.tree.get(table)
    }

    /// A number of things in words; `noun` is a key of the words' `counts`.
    pub fn counted(&self, n: usize, noun: &str) -> String {
        self.edition.words.counted(n, noun)
    }

    /// The events that can be followed together: all, and those of each list.
    pub fn selections(&self) -> Vec<Selection> {
        selection::selections(&self.edition)
    }

    /// The files that hold the events as data.
    pub fn downloads(&self) -> &[Download] {
        &self.edition.downloads
    }

    /// Files that are the theme's own, such as style sheets, by address.
    pub fn theme_assets(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.assets
    }

    fn page(&self, address: &str, page: &Page) -> Option<Made> {
        let (template, context) = page.context(&self.edition, address)?;
        Some(self.templates.render(template, &context))
    }

    /// Makes some pages, in parallel. What is wrong comes in the order of the pages.
    fn make(&self, pages: Vec<(&String, &Page)>, put: impl Fn(&str, Vec<u8>) + Sync) -> Vec<Diagnostic> {
        let make = |(address, page): (&String, &Page)| match self.page(address, page)? {
            Ok(bytes) => {
                put(address, bytes);
                None
            }
            Err(problems) => Some(problems),
        };
        let found: Vec<Vec<Diagnostic>> = pages.into_par_iter().filter_map(make).collect();
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for problem in found.into_iter().flatten() {
            if !diagnostics.contains(&problem) {
                diagnostics.push(problem);
            }
        }
        diagnostics
    }
}

fn edition(material: Material, theme: &Theme) -> (Edition, Vec<Diagnostic>) {
    let Material { timeline, lock, plain, assets, config } = material;
    let (words, mut diagnostics) = Words::load(theme, &config.language);
    let of_lock = || (history::rows(&lock), edition::by_id(&timeline, &lock));
    let of_events = || (downloads::downloads(&timeline, &config), edition::dates(&timeline, &words));
    let ((index, targets), ((history, by_id), (downloads, dates))) = rayon::join(
        || (Index::new(&timeline), Targets::new(&timeline, &plain, assets)),
        || rayon::join(of_lock, of_events),
    );
    let (kinds, problems) = kinds::kinds(&config, &index, theme);
    diagnostics.extend(problems);
    let (places, facets) =
        rayon::join(|| place::places(&timeline, &index, &config), || facet::Facets::new(&timeline, &index, &config));
    let stretch = activity::Activity::of_all(&index).focus();
    let edition = Edition {
        index: Arc::new(index),
        kinds: Arc::new(kinds),
        targets: Arc::new(targets),
        places: Arc::new(places),
        facets: Arc::new(facets),
        dates: Arc::new(dates),
        downloads: Arc::new(downloads),
        history: Arc::new(history),
        by_id: Arc::new(by_id),
        words: Arc::new(words),
        timeline,
        lock,
        plain,
        config,
        stretch,
    };
    (edition, diagnostics)
}

fn theme_assets(theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let copied = |path: &str| Some((path.to_owned(), compact::asset(theme, path)?));
    theme.folder(ASSETS).filter_map(copied).collect()
}
