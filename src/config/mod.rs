//! What a site's author decides once: the schema of `site.toml`, and the table of event kinds.
//!
//! Built-in kinds and a site's own have one schema (`Kind`). Not here: front matter of single articles (`content`), words
//! of the language (`lang`).

mod kind;

pub use kind::{Frame, Kind, Subkind};

/// What relative dates are counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The article's own date, as in news.
    #[default]
    News,
    /// The date last mentioned, as in histories.
    Narrative,
}

/// The address at which a site will stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host, such as `https://user.github.io`; empty where the site does not say.
    pub origin: String,
    /// Path prefix with a slash at both ends: `/` or `/repo/`.
    pub path: String,
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
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// Markdown extensions.
    pub markdown: MarkdownOptions,
    /// Kinds of events, built-in and the site's own, in the order in which they are shown; switched-off ones are left out.
    pub kinds: Vec<Kind>,
}
