//! What a site's author decides once: the schema of `site.toml`, and the table of event kinds.
//!
//! Built-in kinds and a site's own have one schema (`Kind`). Not here: front matter of single articles (`content`), words
//! of the language (`lang`).

mod base_url;
mod export;
mod facets;
mod kind;
mod kinds;
mod places;
mod read;
pub mod tree;

pub use base_url::BaseUrl;
pub use export::Export;
pub use facets::Facets;
pub use kind::{Frame, Kind, Role, Subkind};
pub use places::Place;
pub use read::{is_language, read};
use tree::Written;

/// What relative dates are counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The article's own date, as in news.
    #[default]
    News,
    /// The date last mentioned, as in histories.
    Narrative,
}

/// Which number is the month in a date such as 11/10/2015.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// The first, as in the United States: 10 November.
    #[default]
    MonthDay,
    /// The second, as almost everywhere else: 11 October.
    DayMonth,
}

impl DateOrder {
    /// Every order by its name in settings.
    pub const NAMES: [(&'static str, DateOrder); 2] =
        [("month-day", DateOrder::MonthDay), ("day-month", DateOrder::DayMonth)];
}

/// Which events get a page of their own; the others are shown whole on the page of their day, month or year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventPages {
    /// Every event.
    #[default]
    All,
    /// Events that two or more articles report, and those written by hand.
    Corroborated,
    /// None.
    None,
}

/// Which extensions of CommonMark articles may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// Tables as on GitHub. On unless switched off.
    pub tables: bool,
    /// Footnotes. On unless switched off.
    pub footnotes: bool,
    /// Curly quotation marks, dashes and ellipses for their typewriter forms. On unless switched off.
    pub smart_punctuation: bool,
    /// HTML passes through. Off unless switched on: whoever writes an article could then run scripts on the page.
    pub raw_html: bool,
}

impl Default for MarkdownOptions {
    fn default() -> Self {
        Self { tables: true, footnotes: true, smart_punctuation: true, raw_html: false }
    }
}

/// A whole `site.toml`, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// One sentence on what the site covers.
    pub description: String,
    /// Where the site will stand.
    pub base_url: BaseUrl,
    /// Language of the articles and of the interface, as a BCP 47 tag; `en`.
    pub language: String,
    /// Who makes the site.
    pub authors: Vec<String>,
    /// Folder, relative to the site, that the build writes; `public`.
    pub output: String,
    /// Name of the theme: a folder of `themes/`, laid over the built-in default file by file.
    pub theme: String,
    /// What relative dates are counted from.
    pub style: Style,
    /// Which number is the month in dates written in digits.
    pub date_order: DateOrder,
    /// Which events get a page of their own.
    pub event_pages: EventPages,
    /// Machine-readable forms of the events, each once.
    pub exports: Vec<Export>,
    /// Whether the site has a page of search and filters.
    pub search: bool,
    /// Ids of the events that home shows first, in this order.
    pub key_events: Vec<Written<String>>,
    /// Where a reader reports an error: an address on the web or of mail; empty where there is none.
    pub contact: String,
    /// Which names get a page of their own.
    pub facets: Facets,
    /// Markdown extensions.
    pub markdown: MarkdownOptions,
    /// Kinds of events, built-in and the site's own, in the order in which they are shown; switched-off ones are left out.
    pub kinds: Vec<Kind>,
    /// Places that the site adds to the built-in ones, or corrects.
    pub places: Vec<Place>,
    /// The degrees to whose multiples coordinates are rounded before anybody sees them, 0 to 10; 0 leaves them as they are.
    pub geo_precision: f64,
}

impl Config {
    /// How coarsely the site tells where the place of this name lies: its own setting, or that of all places.
    pub fn geo_precision_of(&self, place: &str) -> f64 {
        let own = self.places.iter().find(|known| known.name == place).and_then(|known| known.geo_precision);
        own.unwrap_or(self.geo_precision)
    }

    /// The degrees to which the site rounds where a place lies; `None` where it does not.
    pub fn rounding_of(&self, place: Option<&str>) -> Option<f64> {
        place.map(|place| self.geo_precision_of(place)).filter(|degrees| *degrees > 0.0)
    }

    /// True of a kind whose events are what somebody says.
    pub fn is_speech(&self, kind: &str) -> bool {
        self.kinds.iter().any(|known| known.id == kind && known.frame == Frame::Speech)
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            title: "Timeline".into(),
            description: String::new(),
            base_url: BaseUrl::default(),
            language: "en".into(),
            authors: Vec::new(),
            output: "public".into(),
            theme: "default".into(),
            style: Style::default(),
            date_order: DateOrder::default(),
            event_pages: EventPages::default(),
            exports: Export::usual(),
            search: true,
            key_events: Vec::new(),
            contact: String::new(),
            facets: Facets::default(),
            markdown: MarkdownOptions::default(),
            kinds: Vec::new(),
            places: Vec::new(),
            geo_precision: 0.0,
        }
    }
}
