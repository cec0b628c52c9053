//! The site: which pages exist, what each shows, and the theme that turns it into HTML.
//!
//! Pure: a timeline in, files out; each page can be made on its own, when somebody asks for it. Not here: machine-readable outputs (`export`), reading and writing folders.

mod activity;
pub mod address;
mod alternates;
mod compact;
mod composing;
pub mod downloads;
mod edition;
mod facet;
mod figures;
pub(crate) mod fragment;
mod heat;
mod history;
pub(crate) mod index;
mod kinds;
mod later;
mod links;
mod lookup;
mod map;
pub(crate) mod names;
mod page;
mod period;
mod place;
mod planning;
mod renewal;
pub(crate) mod reported;
mod routes;
mod samples;
mod selection;
mod sign;
mod spellings;
mod strip;
mod structured;
mod subjects;
mod templates;
mod theme;
mod view;
mod wording;
mod words;

pub use page::changes::Told;
pub use selection::Selection;
pub use templates::explain;
pub use theme::Theme;

use crate::config::Config;
use crate::content::{Article, Asset};
use crate::diag::Diagnostic;
use crate::lock::{Entry, Lock};
use crate::timeline::{Event, Timeline};
use downloads::Download;
use edition::{Dated, Edition};
use rayon::prelude::*;
use routes::Page;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use templates::Templates;

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
    /// Pages that no event brings or takes away, by address.
    fixed: Arc<FxHashMap<String, Page>>,
    /// All pages, in the order of their addresses, once that was asked for.
    pages: OnceLock<Vec<(String, Page)>>,
    /// Where each event is shown, once that was asked for.
    places: OnceLock<Vec<String>>,
    assets: Arc<BTreeMap<String, Vec<u8>>>,
    theme: Arc<Theme>,
    /// What was wrong with the theme and the words.
    diagnostics: Vec<Diagnostic>,
    /// True where nothing was wrong with the addresses of pages.
    has_sound_addresses: bool,
    /// What is wrong with the templates, once that was asked for.
    probed: OnceLock<Vec<Diagnostic>>,
}

/// The bytes of a page, or what is wrong with its template.
pub type Made = Result<Vec<u8>, Vec<Diagnostic>>;

impl Site {
    /// The file at an address, the path below the output folder; `None` where there is none. Copies of the content folder's files
    /// are not among them: they belong at [`address::asset`].
    pub fn file(&self, address: &str) -> Option<Made> {
        if let Some(bytes) = self.assets.get(address) {
            return Some(Ok(bytes.clone()));
        }
        match self.fixed.get(address) {
            Some(page) => self.page(address, page),
            None => self.page(address, &lookup::page(&self.edition, address)?),
        }
    }

    /// True where the templates are those of the other site, so that what is wrong with them has been seen there.
    pub fn has_templates_of(&self, other: &Site) -> bool {
        self.templates.are_those_of(&other.templates)
    }

    /// True of an id that an event of the timeline bears.
    pub fn shows(&self, id: &str) -> bool {
        self.edition.find(id).is_some()
    }

    /// Hands every file with its address to `put` as soon as it is made, in no order and from several threads, so that no more than
    /// a few stand in memory. Gives each different problem of the templates once; with an error among them, files are missing.
    pub fn each(&self, put: impl Fn(&str, Vec<u8>) + Sync) -> Vec<Diagnostic> {
        for (address, bytes) in &*self.assets {
            put(address, bytes.clone());
        }
        self.make(self.pages().par_iter(), put)
    }

    /// What is wrong with one page of each sort: a fault of a template shows without making all pages.
    pub fn probe(&self) -> Vec<Diagnostic> {
        let probe = || self.make(samples::one_of_each(&self.edition, &self.fixed).par_iter(), |_, _| ());
        self.probed.get_or_init(probe).clone()
    }

    /// Addresses of the pages that a reader may look for, in order.
    pub fn listed(&self) -> Vec<String> {
        self.pages().iter().filter(|(_, page)| page.is_listed()).map(|(address, _)| address.clone()).collect()
    }

    /// Finds out all pages and where events are shown, which many share. A thread of a pool that did so while others wait for it could take up
    /// work that waits, too, so this must come before any work is shared out.
    pub fn complete(&self) {
        self.pages();
        self.places();
    }

    /// All pages, in the order of their addresses.
    fn pages(&self) -> &[(String, Page)] {
        self.pages.get_or_init(|| planning::routes(&self.edition, &self.assets).in_order())
    }

    /// Address at which each event of the timeline is shown, by its index: a page, or an anchor on one.
    pub fn places(&self) -> &[String] {
        let place = |at| self.edition.place(at).unwrap_or_default();
        self.places.get_or_init(|| (0..self.edition.timeline.events.len()).into_par_iter().map(place).collect())
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
        self.edition.figures.origins(at)
    }

    /// Numbers of events over the stretch of time that drawings show, in so many equal parts; empty where nothing has a date.
    pub fn activity(&self, parts: usize) -> Vec<usize> {
        let stretch = **self.edition.stretch;
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
    fn make<'a>(
        &self,
        pages: impl ParallelIterator<Item = &'a (String, Page)>,
        put: impl Fn(&str, Vec<u8>) + Sync,
    ) -> Vec<Diagnostic> {
        let make = |(address, page): &(String, Page)| match self.page(address, page)? {
            Ok(bytes) => {
                put(address, bytes);
                None
            }
            Err(problems) => Some(problems),
        };
        let found: Vec<Vec<Diagnostic>> = pages.filter_map(make).collect();
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        for problem in found.into_iter().flatten() {
            if !diagnostics.contains(&problem) {
                diagnostics.push(problem);
            }
        }
        diagnostics
    }
}
