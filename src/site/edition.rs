//! Everything that the pages of one build are made from, and the pieces that several pages share.
//!
//! Not here: single pages (`page`).

use super::activity::Stretch;
use super::address;
use super::downloads::Download;
use super::facet::{Facets, Sort};
use super::figures::Figures;
use super::history::Row;
use super::index::Index;
use super::kinds::KindView;
use super::later::Later;
use super::links::Targets;
use super::names;
use super::place::{has_page, place};
use super::reported::Reported;
use super::subjects::Subjects;
use super::view::{ArticleRow, Card, Directory, Head, Link, Named, Pager, SiteView};
use super::wording::datetime;
use super::words::Words;
use crate::config::{Config, Export};
use crate::content::Article;
use crate::date::{Day, When};
use crate::lock::Lock;
use crate::timeline::{Event, Timeline};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tera::Context;

/// How many events or articles a page lists at most.
pub const PER_PAGE: usize = 100;
/// Longest description of a page, in characters.
const DESCRIPTION: usize = 200;

/// One build's material. Copies share their tables.
#[derive(Clone)]
pub struct Edition {
    /// Articles and events.
    pub timeline: Arc<Timeline>,
    /// The ids under which events are and were published.
    pub lock: Arc<Lock>,
    /// Pages without a date.
    pub plain: Vec<Arc<Article>>,
    /// What the site's author decided.
    pub config: Arc<Config>,
    /// The theme's words.
    pub words: Arc<Words>,
    /// Events as numbers.
    pub figures: Arc<Figures>,
    /// Events by what pages list them by.
    pub index: Later<Index>,
    /// The events of each article.
    pub reported: Later<Reported>,
    /// Articles by their subjects.
    pub subjects: Arc<Subjects>,
    /// Kinds in the order in which they are shown.
    pub kinds: Arc<Vec<KindView>>,
    /// Where links of Markdown lead.
    pub targets: Arc<Targets>,
    /// Actors, places and sources.
    pub facets: Arc<Facets>,
    /// The stretch of time that drawings of activity show.
    pub stretch: Later<Option<Stretch>>,
    /// Dates in words.
    pub dates: Arc<FxHashMap<When, Dated>>,
    /// Files that hold the events as data.
    pub downloads: Later<Vec<Download>>,
    /// What changed about published events, newest first.
    pub history: Later<Vec<Row>>,
}

/// A date in words, worked out once for all events that bear it.
#[derive(Clone, Debug)]
pub struct Dated {
    when: String,
    datetime: Option<String>,
}

impl Dated {
    /// The date in words, as wide as it is known.
    pub fn words(&self) -> &str {
        &self.when
    }
}

/// The dates of events in words, besides those that are known.
pub fn dates<'a>(
    known: Arc<FxHashMap<When, Dated>>,
    events: impl Iterator<Item = &'a Arc<Event>>,
    words: &Words,
) -> Arc<FxHashMap<When, Dated>> {
    let mut dates = known;
    for event in events {
        if !dates.contains_key(&event.when) {
            let dated = Dated { when: words.when(&event.when), datetime: datetime(&event.when) };
            Arc::make_mut(&mut dates).insert(event.when, dated);
        }
    }
    dates
}

impl Edition {
    /// The index of the event with an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.figures.find(id, &self.timeline)
    }

    /// The event at an index of the timeline, as a list shows it.
    pub fn card(&self, at: usize) -> Option<Card<'_>> {
        let event = self.timeline.events.get(at)?;
        let dated = self.dates.get(&event.when)?;
        Some(Card {
            url: place(event, at, &self.figures, &self.index, &self.config),
            title: &event.title,
            kind: &event.kind,
            when: &dated.when,
            datetime: dated.datetime.as_deref(),
            status: names::status(event.status),
            place: event.place.as_deref().map(|place| self.named(Sort::Place, place)),
            support: self.figures.support(at),
            sentence: None,
            whole: None,
        })
    }

    /// A name as it is spelt, with the address of its page where it has one.
    pub fn named<'b>(&'b self, sort: Sort, name: &'b str) -> Named<'b> {
        Named { name, url: self.facets.of(sort).find(name).and_then(|facet| facet.url.as_deref()) }
    }

    /// Several names of those who take part in an event; a place that somebody acts upon is a place.
    pub fn actors<'b>(&'b self, names: &'b [String]) -> Vec<Named<'b>> {
        let known = |name: &str| self.facets.of(Sort::Actor).find(name).is_some();
        let sort = |name: &str| if known(name) { Sort::Actor } else { Sort::Place };
        names.iter().map(|name| self.named(sort(name), name)).collect()
    }

    /// A link to the event at an index.
    pub fn link(&self, at: usize) -> Option<Link> {
        Some(Link { url: self.place(at)?, title: self.timeline.events.get(at)?.title.clone() })
    }

    /// Address at which the event at an index is shown.
    pub fn place(&self, at: usize) -> Option<String> {
        Some(place(self.timeline.events.get(at)?, at, &self.figures, &self.index, &self.config))
    }

    /// True of an event with a page of its own.
    pub fn has_page(&self, event: &Event, at: usize) -> bool {
        has_page(event, at, &self.figures, &self.config)
    }

    /// Several events, as a list shows them.
    pub fn cards(&self, events: impl IntoIterator<Item = usize>) -> Vec<Card<'_>> {
        events.into_iter().filter_map(|at| self.card(at)).collect()
    }

    /// The first sentence that reports an event.
    pub fn first_sentence(&self, at: usize) -> Option<&str> {
        self.timeline.events.get(at)?.evidence.iter().find_map(|evidence| {
            let mention = self.timeline.mention(evidence)?;
            Some(mention.sentence.of(&self.timeline.article(evidence).article.prose.text))
        })
    }

    /// The article at an index of the timeline, as a list shows it.
    pub fn row(&self, at: usize) -> Option<ArticleRow<'_>> {
        let meta = &self.timeline.articles.get(at)?.article.meta;
        let day = meta.date.as_ref().map(|moment| moment.day);
        Some(ArticleRow {
            url: address::encoded(&address::article(&meta.slug)),
            title: &meta.title,
            lang: self.foreign(meta.lang.as_deref()),
            date: day.map(|day| self.words.day(day)).unwrap_or_default(),
            datetime: day.map(|day| day.to_string()).unwrap_or_default(),
            source: meta.source.as_ref().map(|source| self.named(Sort::Source, &source.name)),
            events: self.reported.by(at).len(),
            summary: meta.summary.as_deref(),
        })
    }

    /// A language where it is not the site's.
    pub fn foreign<'b>(&self, lang: Option<&'b str>) -> Option<&'b str> {
        lang.filter(|lang| *lang != self.config.language)
    }

    /// The frame of the page at `address`.
    pub fn head(&self, address: &str, title: impl Into<String>, description: &str) -> Head {
        let url = address::encoded(address);
        let canonical = self.canonical(&url);
        Head { title: title.into(), description: clip(description), canonical, url, ..Head::default() }
    }

    /// The absolute address of a page, where the site knows its own.
    pub fn canonical(&self, url: &str) -> Option<String> {
        let origin = &self.config.base_url.origin;
        let shown = url.strip_suffix("index.html").unwrap_or(url);
        (!origin.is_empty()).then(|| format!("{origin}{}{shown}", self.base_path()))
    }

    /// The path under which the site stands, with a slash at both ends.
    pub fn base_path(&self) -> &str {
        if self.config.base_url.path.is_empty() { "/" } else { &self.config.base_url.path }
    }

    /// What the templates of the page at `address` are given beside the page's own view.
    pub fn context(&self, head: &Head) -> Context {
        let mut context = Context::new();
        context.insert("root", &address::root(&head.url));
        context.insert("page", head);
        context
    }

    /// What all templates are given.
    pub fn shared(&self) -> Context {
        let mut context = Context::new();
        let kinds: tera::Map =
            self.kinds.iter().map(|k| (k.id.clone().into(), tera::Value::from_serializable(k))).collect();
        let pages: Vec<Link> = self.plain.iter().map(|page| self.plain_link(page)).collect();
        context.insert("words", &self.words.tree);
        context.insert_value("kinds", kinds.into());
        let directories = Sort::ALL.into_iter().filter_map(|sort| self.directory(sort)).collect();
        let exports = Export::ALL.iter().filter(|(_, e)| self.config.exports.contains(e)).map(|(n, _)| *n).collect();
        let Config { title, description, language, authors, contact, search, .. } = &*self.config;
        context.insert(
            "site",
            &SiteView {
                title,
                description,
                language,
                authors,
                contact,
                image: self.canonical(address::CARD),
                search: *search,
                exports,
                pages,
                directories,
            },
        );
        context
    }

    /// The index of names of a sort, where there is one.
    fn directory(&self, sort: Sort) -> Option<Directory> {
        let names = self.facets.of(sort).with_pages().len();
        let url = address::listed(sort.name(), 1);
        (names > 0).then_some(Directory { sort, url, names })
    }

    fn plain_link(&self, page: &Article) -> Link {
        Link { url: address::encoded(&address::plain(&page.meta.slug)), title: page.meta.title.clone() }
    }

    /// The pager of page `page` of a list of `items` things, with the addresses of its pages.
    pub fn pager(&self, items: usize, page: usize, address: impl Fn(usize) -> String) -> Pager {
        let pages = items.div_ceil(PER_PAGE).max(1);
        Pager {
            page,
            pages,
            previous: (page > 1).then(|| address(page - 1)),
            next: (page < pages).then(|| address(page + 1)),
        }
    }

    /// The things on page `page`, counted from 1.
    pub fn on_page<'b, T>(&self, items: &'b [T], page: usize) -> &'b [T] {
        items.chunks(PER_PAGE).nth(page.saturating_sub(1)).unwrap_or_default()
    }

    /// The trail from home to the year or month of a day.
    pub fn trail(&self, day: Day, with_month: bool) -> Vec<Link> {
        let year = Link { url: address::listed(&address::year(day.year()), 1), title: self.words.year(day.year()) };
        let mut trail = vec![year];
        if with_month {
            let url = address::listed(&address::month(day.year(), day.month()), 1);
            trail.push(Link { url, title: self.words.month_name(day.month()).to_owned() });
        }
        trail
    }
}

/// The beginning of a text, cut at a space, as a page's description.
pub fn clip(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(DESCRIPTION) else { return text.trim().to_owned() };
    let cut = text.get(..end).unwrap_or_default();
    let cut = cut.rfind(char::is_whitespace).and_then(|space| cut.get(..space)).unwrap_or(cut);
    format!("{}…", cut.trim_end())
}
