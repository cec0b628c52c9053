//! Front matter, key by key. The reference for authors is `docs/articles.md`.
//!
//! Not here: where it stands in the file (`front_matter`), what stands in for a missing key (`read`), events (`handwritten`).

use super::{HandwrittenEvent, Moment, Outlet, handwritten};
use crate::config::Kind;
use crate::config::is_language;
use crate::config::tree::{Codes, Report, Table, Written};
use crate::diag::Diagnostic;

pub(super) const CODES: Codes = Codes {
    syntax: "front-matter.syntax",
    key: "front-matter.key",
    sort: "front-matter.type",
    value: "front-matter.value",
};

/// What the front matter says, before anything stands in for what it leaves out.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub title: Option<String>,
    pub date: Option<Written<Moment>>,
    /// True where a date is given, even one that cannot be.
    pub dated: bool,
    pub updated: Option<Moment>,
    pub lang: Option<String>,
    pub place: Option<String>,
    pub source: Option<Outlet>,
    pub authors: Vec<String>,
    pub tags: Vec<String>,
    pub summary: Option<String>,
    pub draft: bool,
    pub slug: Option<Written<String>>,
    pub aliases: Vec<Written<String>>,
    pub events: Vec<HandwrittenEvent>,
    /// The first key that only a dated article can have.
    pub article_key: Option<&'static str>,
}

/// Takes all keys out of `table`; faults go to `report`.
pub(super) fn read(mut table: Table, kinds: &[Kind], report: &mut Report) -> FrontMatter {
    let table = &mut table;
    let article_key = ["events", "source", "place", "tags"].into_iter().find(|key| table.has(key));
    let title = some_text(table, "title", report);
    let dated = table.has("date");
    let date = moment(table, "date", report);
    let updated = moment(table, "updated", report).map(|updated| updated.value);
    let front = FrontMatter {
        title,
        dated,
        date,
        updated,
        lang: language(table, report),
        place: some_text(table, "place", report),
        source: outlet(table, report),
        authors: values(table.texts("authors", report)),
        tags: distinct(values(table.texts("tags", report))),
        summary: some_text(table, "summary", report),
        draft: table.flag("draft", report).unwrap_or(false),
        slug: table.text("slug", report),
        aliases: aliases(table, report),
        events: handwritten::read(table.list_of_tables("events", report), kinds, report),
        article_key,
    };
    std::mem::replace(table, Table::new(Vec::new(), "")).finish(report);
    front
}

/// Text that is not empty.
pub(super) fn some_text(table: &mut Table, key: &'static str, report: &mut Report) -> Option<String> {
    table.text(key, report).map(|text| text.value).filter(|text| !text.is_empty())
}

/// The texts without their places.
pub(super) fn values(texts: Vec<Written<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn distinct(texts: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

fn moment(table: &mut Table, key: &'static str, report: &mut Report) -> Option<Written<Moment>> {
    let text = table.date(key, report)?;
    match text.value.parse() {
        Ok(value) => Some(Written { value, span: text.span }),
        Err(why) => {
            let diagnostic = Diagnostic::error("front-matter.date", why).label("not a day of the calendar");
            let hint = "write it as YYYY-MM-DD, or with time and offset: 2015-11-18T21:16:00+01:00";
            report.add(text.span, diagnostic.hint(hint));
            None
        }
    }
}

fn language(table: &mut Table, report: &mut Report) -> Option<String> {
    let tag = table.text("lang", report)?;
    if is_language(&tag.value) {
        return Some(tag.value);
    }
    let message = format!("`{}` is no language", tag.value);
    report.refuse(tag.span, message, "not a language tag", "a language tag reads `en` or `pt-BR`");
    None
}

/// `source`: a name, an address, or a table with both.
fn outlet(table: &mut Table, report: &mut Report) -> Option<Outlet> {
    let (name, url) = if table.holds_table("source") {
        let mut source = table.table("source", report)?;
        let parts = (source.text("name", report), source.text("url", report));
        source.finish(report);
        parts
    } else {
        let text = table.text("source", report)?;
        if text.value.contains("://") { (None, Some(text)) } else { (Some(text), None) }
    };
    let url = url.filter(|url| {
        let fits = is_web_address(&url.value);
        if !fits {
            let message = format!("`{}` is no address on the web", url.value);
            report.refuse(url.span, message, "not http or https", "write it whole: https://example.org/article");
        }
        fits
    });
    let host = |url: &Written<String>| url.value.split('/').nth(2).unwrap_or_default().to_owned();
    let name = name.map(|name| name.value).or_else(|| url.as_ref().map(host))?;
    Some(Outlet { name, url: url.map(|url| url.value) })
}

/// True of an absolute address with `http` or `https`, a host and no blanks or quotation marks.
fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '<' | '>' | '\\' | '`');
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain))
}

/// Former addresses, without the slash they may begin with.
fn aliases(table: &mut Table, report: &mut Report) -> Vec<Written<String>> {
    let mut aliases = Vec::new();
    for Written { value, span } in table.texts("aliases", report) {
        let path = value.trim_start_matches('/');
        if stays_inside(path) && !value.starts_with("//") {
            aliases.push(Written { value: path.to_owned(), span });
        } else {
            let message = format!("`{value}` is no address within the site");
            report.refuse(span, message, "leads out of the site", "write the former path, such as old/strikes.html");
        }
    }
    aliases
}

/// True of a relative path that no system and no browser reads as leading elsewhere.
fn stays_inside(path: &str) -> bool {
    let plain = |c: char| !c.is_control() && !matches!(c, ':' | '\\' | '?' | '#' | '"' | '<' | '>' | '|' | '*' | '%');
    let path = path.strip_suffix('/').unwrap_or(path);
    !path.is_empty() && path.chars().all(plain) && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_stays_inside_the_site() {
        for path in ["a", "a/b.html", "2015/11/raqqa/", "ünïcode"] {
            assert!(stays_inside(path), "{path}");
        }
        for path in ["", "..", "a/../b", "a//b", "https://a.org", "a\\b", "./a", "a?b", "a/%2e%2e/b", "a\nb"] {
            assert!(!stays_inside(path), "{path}");
        }
    }

    #[test]
    fn a_source_has_an_address_on_the_web() {
        assert!(is_web_address("https://example.org/a?b=c#d"));
        for url in ["javascript:alert(1)", "//a.org", "https://", "https:///x", "ftp://a", "https://a b", "http://a\"b"]
        {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
