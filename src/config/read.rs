//! `site.toml` to [`Config`]: every key, its default and what it must look like. The reference for authors is `docs/site.toml.md`.
//!
//! Not here: the table of one kind (`kinds`), notation (`tree`).

use super::tree::{self, Codes, Format, Report, Table, Written};
use super::{BaseUrl, Config, DateOrder, EventPages, Export, MarkdownOptions, Style, facets, kinds, places};
use crate::diag::{Diagnostic, File};
use crate::span::Span;

pub(super) const CODES: Codes =
    Codes { syntax: "config.syntax", key: "config.key", sort: "config.type", value: "config.value" };

/// The values of `event_pages`.
const EVENT_PAGES: [(&str, EventPages); 3] =
    [("all", EventPages::All), ("corroborated", EventPages::Corroborated), ("none", EventPages::None)];

/// Reads `site.toml` on top of the built-in kinds. `builtin_kinds` is TOML with the same `[kinds.*]` tables as a site's own.
///
/// Everything that is wrong comes back with the configuration; where a value is wrong its default stands.
pub fn read(site: &File, builtin_kinds: &File) -> (Config, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let builtin = kinds::read_builtin(builtin_kinds, &mut found);
    let mut report = Report::new(site, Format::Toml, CODES);
    let mut config = Config::default();
    let whole = Span::new(byte_order_mark(&site.text), site.text.len());
    if let Some(mut table) = tree::read(whole, "site.toml", &mut report) {
        read_site(&mut table, &mut config, &mut report);
        config.kinds = kinds::read_all(builtin, table.table("kinds", &mut report), &mut report);
        config.places = places::read(table.table("places", &mut report), &mut report);
        table.finish(&mut report);
    }
    found.append(&mut report.finish());
    (config, found)
}

/// Length of a byte order mark at the start of `text`.
fn byte_order_mark(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

fn read_site(table: &mut Table, config: &mut Config, report: &mut Report) {
    let title = table.text("title", report);
    config.title = set_or(&config.title, title);
    let description = table.text("description", report);
    config.description = set_or(&config.description, description);
    if let Some(url) = table.text("base_url", report) {
        config.base_url = base_url(&url, report);
    }
    if let Some(language) = checked(table, "language", is_language, "a language tag reads `en` or `pt-BR`", report) {
        config.language = language;
    }
    config.authors = table.texts("authors", report).into_iter().map(|author| author.value).collect();
    let hint = "name a folder within the site, such as `public`";
    if let Some(output) = checked(table, "output", is_inner_folder, hint, report) {
        config.output = output;
    }
    if let Some(theme) = checked(table, "theme", is_name, "name a folder of `themes/`, without slashes", report) {
        config.theme = theme;
    }
    if let Some(style) = table.choice("style", &[("news", Style::News), ("narrative", Style::Narrative)], report) {
        config.style = style;
    }
    if let Some(order) = table.choice("date_order", &DateOrder::NAMES, report) {
        config.date_order = order;
    }
    if let Some(pages) = table.choice("event_pages", &EVENT_PAGES, report) {
        config.event_pages = pages;
    }
    if table.has("exports") {
        config.exports = exports(table.texts("exports", report), report);
    }
    if let Some(search) = table.flag("search", report) {
        config.search = search;
    }
    config.key_events = table.texts("key_events", report);
    let hint = "write an address such as `https://example.org/contact` or `desk@example.org`";
    if let Some(contact) = checked(table, "contact", is_contact, hint, report) {
        config.contact = contact;
    }
    if let Some(degrees) = places::geo_precision(table, report) {
        config.geo_precision = degrees;
    }
    if let Some(table) = table.table("facets", report) {
        config.facets = facets::read(table, report);
    }
    if let Some(table) = table.table("markdown", report) {
        config.markdown = markdown(table, report);
    }
}

fn set_or(default: &str, text: Option<Written<String>>) -> String {
    text.map_or_else(|| default.to_owned(), |text| text.value)
}

fn base_url(url: &Written<String>, report: &mut Report) -> BaseUrl {
    if url.value.is_empty() {
        return BaseUrl::default();
    }
    url.value.parse().unwrap_or_else(|why: String| {
        let message = format!("`base_url` is no address of a site: {why}");
        report.refuse(url.span, message, "not an address", "write it whole: https://example.org/timeline/");
        BaseUrl::default()
    })
}

/// A text that `fits`; any other is reported with `hint`.
fn checked(
    table: &mut Table,
    key: &'static str,
    fits: fn(&str) -> bool,
    hint: &str,
    report: &mut Report,
) -> Option<String> {
    let text = table.text(key, report)?;
    if fits(&text.value) {
        return Some(text.value);
    }
    let message = format!("`{}` cannot be the value of `{key}`", text.value);
    report.refuse(text.span, message, "cannot be used", hint);
    None
}

/// The forms of these names, each once and in their usual order.
fn exports(names: Vec<Written<String>>, report: &mut Report) -> Vec<Export> {
    let mut formats = Vec::new();
    for name in names {
        match Export::named(&name.value) {
            Some(format) => formats.push(format),
            None => {
                let known: Vec<&str> = Export::ALL.iter().map(|(known, _)| *known).collect();
                let hint = format!("the formats are {}", known.join(", "));
                let message = format!("there is no format `{}` to export", name.value);
                report.refuse(name.span, message, "not a format", &hint);
            }
        }
    }
    formats.sort_unstable();
    formats.dedup();
    formats
}

fn markdown(mut table: Table, report: &mut Report) -> MarkdownOptions {
    let default = MarkdownOptions::default();
    let options = MarkdownOptions {
        tables: table.flag("tables", report).unwrap_or(default.tables),
        footnotes: table.flag("footnotes", report).unwrap_or(default.footnotes),
        smart_punctuation: table.flag("smart_punctuation", report).unwrap_or(default.smart_punctuation),
        raw_html: table.flag("raw_html", report).unwrap_or(default.raw_html),
    };
    table.finish(report);
    options
}

/// True of the shape of a BCP 47 tag: subtags of one to eight letters and digits, the first two to eight letters.
pub fn is_language(tag: &str) -> bool {
    let subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    tag.split('-').all(subtag) && first.len() >= 2 && first.bytes().all(|b| b.is_ascii_alphabetic())
}

/// True of a folder below the site's own: relative, without `..`, in the notation of every system.
fn is_inner_folder(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(is_name)
}

/// True of an address on the web, or of one for mail, that can stand in a link as it is.
fn is_contact(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '`');
    let web =
        text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).is_some_and(|rest| !rest.is_empty());
    let mail = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    text.chars().all(plain) && (web || mail && !text.contains(':'))
}

/// True of one part of a path that names a file or folder on every system.
fn is_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_text(text: &str) -> (Config, Vec<String>) {
        let builtin =
            File::new("kinds.toml", "[kinds.strike]\nlabel = \"Strike\"\nverbs = [\"bomb\"]\ncolour = \"#e69f00\"\n");
        let (config, found) = read(&File::new("site.toml", text), &builtin);
        (config, found.iter().map(|d| format!("{:?} {}", d.position().unwrap(), d.message)).collect())
    }

    #[test]
    fn an_empty_file_gives_the_defaults() {
        let (config, found) = read_text("");
        assert_eq!(found, [""; 0]);
        assert_eq!(
            (config.language.as_str(), config.output.as_str(), config.theme.as_str()),
            ("en", "public", "default")
        );
        assert_eq!(config.base_url.path, "/");
        assert_eq!(config.kinds.len(), 1);
    }

    #[test]
    fn every_key_is_read() {
        let (config, found) = read_text(
            "title = \"T\"\ndescription = \"D\"\nbase_url = \"https://a.org/b\"\nlanguage = \"de-AT\"\nauthors = [\"A\", \"B\"]\n\
             output = \"out/site\"\ntheme = \"mine\"\nstyle = \"narrative\"\ndate_order = \"day-month\"\nevent_pages = \"none\"\n\
             exports = [\"csv\", \"atom\", \"csv\"]\nsearch = false\n\
             key_events = [\"x\"]\ncontact = \"desk@a.org\"\n[facets]\nactors = 5\nplaces = 0\n\
             [markdown]\ntables = false\nfootnotes = false\nsmart_punctuation = false\nraw_html = true\n",
        );
        assert_eq!(found, [""; 0]);
        assert_eq!((config.title.as_str(), config.description.as_str()), ("T", "D"));
        assert_eq!((config.base_url.origin.as_str(), config.base_url.path.as_str()), ("https://a.org", "/b/"));
        assert_eq!((config.language.as_str(), config.style), ("de-AT", Style::Narrative));
        assert_eq!(config.date_order, DateOrder::DayMonth);
        assert_eq!(config.event_pages, EventPages::None);
        assert_eq!((config.exports.as_slice(), config.search), (&[Export::Atom, Export::Csv][..], false));
        let key: Vec<&str> = config.key_events.iter().map(|id| id.value.as_str()).collect();
        assert_eq!((key, config.contact.as_str()), (vec!["x"], "desk@a.org"));
        assert_eq!(config.facets, facets::Facets { actors: 5, places: 0, sources: 1 });
        assert_eq!(config.authors, ["A", "B"]);
        assert_eq!((config.output.as_str(), config.theme.as_str()), ("out/site", "mine"));
        let off = MarkdownOptions { tables: false, footnotes: false, smart_punctuation: false, raw_html: true };
        assert_eq!(config.markdown, off);
    }

    #[test]
    fn all_faults_are_told_in_one_run() {
        let (config, found) = read_text("titel = \"T\"\nlanguage = 5\noutput = \"../out\"\n[markdown]\ntable = true\n");
        assert_eq!(config.output, "public");
        assert_eq!(
            found,
            [
                "(\"site.toml\", 1, 1) unknown key `titel` in site.toml",
                "(\"site.toml\", 2, 12) `language` is a number, but must be text",
                "(\"site.toml\", 3, 10) `../out` cannot be the value of `output`",
                "(\"site.toml\", 5, 1) unknown key `table` in [markdown]",
            ]
        );
    }

    #[test]
    fn a_folder_outside_the_site_is_no_output() {
        for path in ["", "/tmp", "..", "a/../b", "C:\\x", "a//b", "./a", "a/"] {
            assert!(!is_inner_folder(path), "{path}");
        }
        assert!(is_inner_folder("docs/public"));
    }

    #[test]
    fn a_contact_is_an_address_that_can_be_linked() {
        for contact in ["javascript:alert(1)@a.b", "desk", "https://", "a b@c.d", "x@y", "https://a\"b"] {
            assert!(!is_contact(contact), "{contact}");
        }
        assert!(is_contact("https://a.org/b?c") && is_contact("desk@news.example"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(?s)(\\[*kinds[.]?|[a-z_]{1,9}|=|[\\[\\]{}\"'.\n#é-]| |true|1){0,60}") {
            read_text(&text);
        }
    }
}
