//! One article as it comes in, whatever it came from.

use crate::content::Moment;
use crate::diag::{Diagnostic, File};
use crate::span::Span;

/// An article from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// By what it is known again.
    pub key: Key,
    /// Title, in plain text.
    pub title: String,
    /// When it was published.
    pub date: Moment,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// Text, in Markdown.
    pub body: String,
    /// Address of the original, `http` or `https`.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Language, a BCP 47 tag.
    pub lang: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Subjects.
    pub tags: Vec<String>,
    /// Where it stands in what came in.
    pub place: (File, Span),
}

/// By what an article is known again when it comes in once more. Only what nobody else can mean counts beyond the file that it comes from:
/// numbers and titles are given twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// An id that is given once in the world; another id, or day and title, together with an address: a table may cite one page for many rows.
    Name(String),
    /// What it is called in the file that it comes from; nothing where it is the whole file.
    InFile(String),
    /// Its day and title, for its file calls it nothing.
    Made(String),
}

/// What a source says of an article, as text, before it is known to be one.
#[derive(Clone, Debug, Default)]
pub(super) struct Raw {
    pub(super) key: Option<String>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) body: String,
    pub(super) url: Option<String>,
    /// Address of what it shows, which stands for its source where it has no address of its own.
    pub(super) media: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) lang: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
}

/// Schemes under which a name is given once in the world: addresses of the web, RFC 8141, RFC 4151, ISO 26324.
const NAMING: [&str; 5] = ["http", "https", "urn", "tag", "doi"];

/// Words of a text that make its title where it has none.
const TITLE_WORDS: usize = 10;

impl Raw {
    /// The article, or what it lacks; `span` is where it stands in `file`.
    pub(super) fn checked(self, file: &File, span: Span) -> Result<Record, Box<Diagnostic>> {
        let fault = |message: String, hint: &str| {
            Box::new(Diagnostic::error("import.record", message).at(file, span).label("left out").hint(hint))
        };
        let written = some(self.date).ok_or_else(|| {
            fault("an article without a date".into(), "Dateline needs the day on which it was published")
        })?;
        let date = moment(&written).ok_or_else(|| {
            fault(format!("`{}` is no date", clipped(&written)), "write it as 2015-11-18, or with time and offset")
        })?;
        let body = self.body.trim().to_owned();
        let title = some(self.title).map(|title| one_line(&title)).or_else(|| first_words(&body));
        let Some(title) = title.filter(|title| !title.is_empty()) else {
            return Err(fault("an article without title and text".into(), "there is nothing in it to be read"));
        };
        let address = |url: Option<String>| some(url).filter(|url| is_web_address(url));
        let url = address(self.url);
        Ok(Record {
            key: Key::of(some(self.key), url.as_deref(), format!("{} {title}", date.day)),
            title,
            date,
            updated: self.updated.as_deref().and_then(moment),
            body,
            url: url.or_else(|| address(self.media)),
            outlet: some(self.outlet).map(|outlet| one_line(&outlet)),
            lang: some(self.lang).map(|lang| lang.replace('_', "-")).filter(|lang| crate::config::is_language(lang)),
            authors: self.authors.iter().map(|name| one_line(name)).filter(|name| !name.is_empty()).collect(),
            tags: self.tags.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty()).collect(),
            place: (file.clone(), span),
        })
    }
}

impl Key {
    /// What an article's own id and address say; `made` of its day and title where it has no id.
    fn of(id: Option<String>, url: Option<&str>, made: String) -> Self {
        match (id, url) {
            (Some(id), _) if is_unique(&id) => Key::Name(id),
            (Some(id), Some(url)) => Key::Name(format!("{url}#{id}")),
            (Some(id), None) => Key::InFile(id),
            (None, Some(url)) => Key::Name(format!("{url}#{made}")),
            (None, None) => Key::Made(made),
        }
    }
}

/// True of an id that nobody else gives. Others that hold a colon, such as `row:1`, stand in more than one table.
fn is_unique(id: &str) -> bool {
    let scheme = id.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()).unwrap_or_default();
    NAMING.contains(&scheme.as_str())
}

/// Text that is not blank.
pub(super) fn some(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A date in the notation of RFC 3339 or of mail (RFC 2822), or one that can mean no other day.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    text.parse()
        .ok()
        .or_else(|| crate::date::mail(text)?.parse().ok())
        .or_else(|| crate::date::plain_day(text)?.parse().ok())
}

/// Text on one line, without signs that control a terminal.
fn one_line(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn first_words(body: &str) -> Option<String> {
    let line = body.lines().find(|line| line.chars().any(char::is_alphanumeric))?;
    let words: Vec<&str> = line.split_whitespace().take(TITLE_WORDS).collect();
    Some(one_line(&words.join(" ").replace('\\', "")))
}

/// The beginning of a text, for a message.
pub(super) fn clipped(text: &str) -> String {
    one_line(&text.chars().take(60).collect::<String>())
}

/// True of an address that an article's front matter takes.
pub(super) fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '<' | '>' | '\\' | '`');
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain))
}
