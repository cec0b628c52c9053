//! Which pages a site has, and at which addresses; two that would stand at one address are reported.
//!
//! Not here: what stands on a page (`page`).

use super::address;
use super::downloads;
use super::edition::Edition;
use super::facet::Sort;
use super::lookup;
use super::page::{article, changes, data, directory, event, facet, home, list, map, method, period, search, text};
use super::view::Link;
use crate::content::Article;
use crate::date::Day;
use crate::diag::{Diagnostic, File};
use crate::span::Span;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tera::Context;

/// One page to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The first page.
    Home,
    /// A page of a year.
    Year(i32, usize),
    /// A page of the month that begins on a day.
    Month(Day, usize),
    /// A page of a day.
    Day(Day, usize),
    /// A page of the events without a date.
    Undated(usize),
    /// An event, by index.
    Event(usize),
    /// An article, by index.
    Article(usize),
    /// A page of the list of articles.
    Articles(usize),
    /// Search and filters.
    Search,
    /// A page of a kind, by index.
    Kind(usize, usize),
    /// A page of a tag, by slug.
    Tag(String, usize),
    /// A page of an actor, a place or a source, by index.
    Facet(Sort, usize, usize),
    /// The drawing of a place's surroundings, by index.
    Map(usize),
    /// A page of the index of names of a sort.
    Directory(Sort, usize),
    /// A page without a date, by index.
    Plain(usize),
    /// The files of data.
    Data,
    /// How the site was made.
    Method,
    /// The page for addresses that lead nowhere.
    Missing,
    /// A page of the changes to published events.
    Changes(usize),
    /// What became of a published event that is gone, by id.
    Gone(String),
    /// A forwarding page.
    Moved(Link),
    /// A file that is made without a template, or copied.
    File,
}

impl Page {
    /// The template that makes it, and what that is given; `None` for a file without a template.
    pub fn context(&self, edition: &Edition, address: &str) -> Option<(&'static str, Context)> {
        Some(match self {
            Page::Home => ("home.html", home::context(edition)),
            Page::Year(year, page) => ("period.html", period::year(edition, *year, *page)),
            Page::Month(first, page) => ("period.html", period::month(edition, *first, *page)),
            Page::Day(day, page) => ("period.html", period::day(edition, *day, *page)),
            Page::Undated(page) => ("period.html", period::undated(edition, *page)),
            Page::Event(at) => ("event.html", event::context(edition, *at)),
            Page::Article(at) => ("article.html", article::context(edition, *at)),
            Page::Articles(page) => ("list.html", list::articles(edition, *page)),
            Page::Kind(at, page) => ("list.html", list::kind(edition, *at, *page)),
            Page::Tag(slug, page) => ("list.html", list::tag(edition, slug, edition.subjects.tags.get(slug)?, *page)),
            Page::Search => ("search.html", search::context(edition)),
            Page::Facet(sort, at, page) => ("facet.html", facet::context(edition, *sort, *at, *page)),
            Page::Map(at) => ("map.svg", map::context(edition, *at)),
            Page::Directory(sort, page) => ("directory.html", directory::context(edition, *sort, *page)),
            Page::Plain(at) => ("text.html", text::plain(edition, edition.plain.get(*at)?)),
            Page::Data => ("data.html", data::context(edition)),
            Page::Method => ("method.html", method::context(edition)),
            Page::Missing => ("missing.html", text::missing(edition)),
            Page::Changes(page) => ("changes.html", changes::list(edition, *page)),
            Page::Gone(id) => ("gone.html", changes::tombstone(edition, id)),
            Page::Moved(target) => ("moved.html", text::moved(edition, address, target)),
            Page::File => return None,
        })
    }

    /// Pages of one sort are made by the same code from the same template.
    pub fn sort(&self) -> usize {
        match self {
            Page::Home => 0,
            Page::Year(..) => 1,
            Page::Month(..) => 2,
            Page::Day(..) => 3,
            Page::Undated(_) => 4,
            Page::Event(_) => 5,
            Page::Article(_) => 6,
            Page::Articles(_) => 7,
            Page::Kind(..) => 8,
            Page::Tag(..) => 9,
            Page::Plain(_) => 10,
            Page::Missing => 11,
            Page::Moved(_) => 12,
            Page::File => 13,
            Page::Facet(sort, ..) => 14 + *sort as usize,
            Page::Directory(..) => 17,
            Page::Search => 18,
            Page::Changes(_) => 19,
            Page::Gone(_) => 20,
            Page::Map(_) => 21,
            Page::Data => 22,
            Page::Method => 23,
        }
    }

    /// True of pages that no event brings or takes away: those of articles, and those that every site has.
    pub fn is_fixed(&self) -> bool {
        let is_of_texts = matches!(self, Page::Article(_) | Page::Plain(_) | Page::File);
        is_of_texts || matches!(self, Page::Home | Page::Search | Page::Data | Page::Method | Page::Missing)
    }

    /// True of pages that a reader may look for.
    pub fn is_listed(&self) -> bool {
        !matches!(self, Page::Missing | Page::Moved(_) | Page::Gone(_) | Page::Map(_) | Page::File)
    }
}

/// Where an address is written.
#[derive(Clone, Copy)]
struct Source<'a> {
    file: &'a File,
    span: Span,
}

/// All pages by address, and what hinders them.
#[derive(Default)]
pub struct Routes<'a> {
    /// Pages by address.
    pub pages: FxHashMap<String, Page>,
    /// Addresses that are unsafe or taken.
    pub diagnostics: Vec<Diagnostic>,
    /// The Markdown file behind a page, where there is one.
    sources: FxHashMap<String, Source<'a>>,
    /// Addresses that are not all lower-case, by what they are where case does not count.
    cased: FxHashMap<String, String>,
}

impl<'a> Routes<'a> {
    /// The pages of a build; `files` are addresses of what is made without templates.
    pub fn new<'f>(edition: &'a Edition, files: impl Iterator<Item = &'f str>) -> Self {
        let mut routes = Routes::default();
        routes.pages.reserve(edition.timeline.events.len() + 2 * edition.timeline.articles.len());
        routes.add_own(edition, files);
        routes.add_periods(edition);
        routes.add_lists(edition);
        for (at, event) in edition.timeline.events.iter().enumerate() {
            if edition.has_page(event, at) {
                routes.add(address::event(&event.id), Page::Event(at), None);
            }
        }
        routes.add_changes(edition);
        routes.add_texts(edition);
        routes.add_assets(edition);
        routes
    }

    /// The pages among them that no event brings or takes away.
    pub fn fixed<'f>(edition: &'a Edition, files: impl Iterator<Item = &'f str>) -> Self {
        let mut routes = Routes::default();
        routes.pages.reserve(2 * edition.timeline.articles.len());
        routes.add_own(edition, files);
        routes.add_texts(edition);
        routes.add_assets(edition);
        routes
    }

    /// The pages, in the order of their addresses.
    pub fn in_order(self) -> Vec<(String, Page)> {
        let mut pages: Vec<(String, Page)> = self.pages.into_iter().collect();
        pages.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        pages
    }

    /// Files that are made without templates, and the pages that every site has.
    fn add_own<'f>(&mut self, edition: &Edition, files: impl Iterator<Item = &'f str>) {
        for file in files {
            self.add(file.to_owned(), Page::File, None);
        }
        self.add(address::HOME.to_owned(), Page::Home, None);
        self.add("404.html".to_owned(), Page::Missing, None);
        if edition.config.search {
            self.add(address::SEARCH.to_owned(), Page::Search, None);
        }
        self.add(address::DATA.to_owned(), Page::Data, None);
        // An author's own account of the method stands in the place of the theme's.
        if edition.plain.iter().all(|page| address::plain(&page.meta.slug) != address::METHOD) {
            self.add(address::METHOD.to_owned(), Page::Method, None);
        }
    }

    fn add_assets(&mut self, edition: &Edition) {
        for asset in edition.targets.assets() {
            self.add(address::asset(&asset.path), Page::File, None);
        }
    }

    fn add_periods(&mut self, edition: &Edition) {
        let index = &edition.index;
        for year in index.year_counts.keys() {
            let folder = address::year(*year);
            let vague = index.years.get(year).map_or(0, Vec::len);
            self.add_list(vague, |n| (address::listed(&folder, n), Page::Year(*year, n)));
        }
        for (first, count) in &index.month_counts {
            let folder = address::month(first.year(), first.month());
            self.add_list(*count, |n| (address::listed(&folder, n), Page::Month(*first, n)));
        }
        for (day, events) in &index.days {
            self.add_list(events.len(), |n| (address::day(*day, n), Page::Day(*day, n)));
        }
        if !index.undated.is_empty() {
            self.add_list(index.undated.len(), |n| (address::listed(address::UNDATED, n), Page::Undated(n)));
        }
    }

    fn add_lists(&mut self, edition: &Edition) {
        self.add_list(edition.timeline.articles.len(), |n| (address::listed(address::ARTICLES, n), Page::Articles(n)));
        for (at, kind) in edition.kinds.iter().enumerate() {
            let folder = address::kind(&kind.id);
            self.add_list(kind.count, |n| (address::listed(&folder, n), Page::Kind(at, n)));
        }
        for sort in Sort::ALL {
            self.add_names(edition, sort);
        }
        for (slug, tag) in &edition.subjects.tags {
            let folder = address::tag(slug);
            self.add_list(tag.articles.len(), |n| (address::listed(&folder, n), Page::Tag(slug.clone(), n)));
        }
    }

    fn add_changes(&mut self, edition: &Edition) {
        let count = edition.history.len();
        self.add_list(count, |n| (address::listed(address::CHANGES, n), Page::Changes(n)));
        for id in changes::gone(edition) {
            if let Some(page) = changes::page(edition, id) {
                self.add(address::event(id), page, None);
            }
        }
    }

    /// The names of a sort that have pages, and the index of them.
    fn add_names(&mut self, edition: &Edition, sort: Sort) {
        let facets = edition.facets.of(sort);
        for at in facets.with_pages() {
            let Some(name) = facets.get(*at) else { continue };
            let Some(slug) = &name.slug else { continue };
            if let Some(drawing) = map::drawing(name) {
                self.add(drawing, Page::Map(*at), None);
            }
            let folder = address::facet(sort.name(), slug);
            self.add_list(facets.of_name(*at).items(), |n| (address::listed(&folder, n), Page::Facet(sort, *at, n)));
        }
        if !facets.with_pages().is_empty() {
            let names = facets.with_pages().len();
            self.add_list(names, |n| (address::listed(sort.name(), n), Page::Directory(sort, n)));
        }
    }

    /// The pages of a list of `items` things; at least one.
    fn add_list(&mut self, items: usize, page: impl Fn(usize) -> (String, Page)) {
        for n in 1..=lookup::pages(items) {
            let (address, page) = page(n);
            self.add(address, page, None);
        }
    }

    fn add_texts(&mut self, edition: &'a Edition) {
        let articles = edition.timeline.articles.iter().enumerate();
        let articles =
            articles.map(|(at, read)| (&*read.article, address::article(&read.article.meta.slug), Page::Article(at)));
        let plain = edition.plain.iter().enumerate();
        let plain = plain.map(|(at, page)| (&**page, address::plain(&page.meta.slug), Page::Plain(at)));
        let all: Vec<(&'a Article, String, Page)> = articles.chain(plain).collect();
        for (article, address, page) in &all {
            let source = Source { file: &article.file, span: article.meta.slug_span };
            self.add(address.clone(), page.clone(), Some(source));
        }
        for (article, address, _) in all {
            let target = Link { url: address::encoded(&address), title: article.meta.title.clone() };
            for (alias, span) in article.meta.aliases.iter().zip(&article.meta.alias_spans) {
                let source = Source { file: &article.file, span: *span };
                self.add(address::alias(alias), Page::Moved(target.clone()), Some(source));
            }
        }
    }

    fn add(&mut self, address: String, page: Page, source: Option<Source<'a>>) {
        if !address::is_safe(&address) {
            self.diagnostics.push(about(unsafe_address(&address), source));
        } else if self.pages.contains_key(&address) || source.is_some() && is_data(&address) {
            let other = self.sources.get(&address).copied();
            self.diagnostics.push(about(taken(&address, other), source));
        } else {
            self.compare_without_case(&address, &page, source);
            if let Some(source) = source {
                self.sources.insert(address.clone(), source);
            }
            self.pages.insert(address, page);
        }
    }

    /// Reports two addresses that are one file on systems that know no case, unless both forward to the same page.
    fn compare_without_case(&mut self, address: &str, page: &Page, source: Option<Source<'a>>) {
        let is_cased = address.bytes().any(|byte| !byte.is_ascii() || byte.is_ascii_uppercase());
        let lower = is_cased.then(|| address.to_lowercase());
        let plain = || self.pages.get_key_value(lower.as_deref()?).map(|(twin, _)| twin);
        if let Some(twin) = self.cased.get(lower.as_deref().unwrap_or(address)).or_else(plain) {
            let forwards_alike = match (page, self.pages.get(twin)) {
                (Page::Moved(a), Some(Page::Moved(b))) => a.url == b.url,
                _ => false,
            };
            if !forwards_alike {
                self.diagnostics.push(about(case_alone(address, twin), source));
            }
        }
        if let Some(lower) = lower {
            self.cased.entry(lower).or_insert_with(|| address.to_owned());
        }
    }
}

/// Ends of the addresses of what follows a list.
const LIST_FEEDS: [&str; 3] = ["/feed.xml", "/feed.json", "/events.ics"];

/// True of addresses that belong to outputs, of which a site may have many.
fn is_data(address: &str) -> bool {
    address.starts_with(downloads::FOLDER) || LIST_FEEDS.iter().any(|feed| address.ends_with(feed))
}

fn about(problem: Diagnostic, source: Option<Source>) -> Diagnostic {
    match source {
        Some(Source { file, span }) => problem.at(file, span),
        None => problem,
    }
}

fn unsafe_address(address: &str) -> Diagnostic {
    Diagnostic::error("address.unsafe", format!("`{address}` cannot be the address of a page"))
        .hint("leave out `..`, empty parts and the characters \\ : * ? \" < > |")
}

fn case_alone(address: &str, twin: &str) -> Diagnostic {
    Diagnostic::warning("address.case", format!("`{address}` and `{twin}` differ in case alone"))
        .hint("on Windows and macOS they are one file, and one of the pages is lost; give one of them another address")
}

fn taken(address: &str, other: Option<Source>) -> Diagnostic {
    let holder = other.map_or_else(|| "another page of the site".to_owned(), |other| format!("`{}`", other.file.path));
    Diagnostic::error("address.taken", format!("the address `{address}` belongs to {holder} already"))
        .hint("give one of them another `slug`, or drop the alias")
}
