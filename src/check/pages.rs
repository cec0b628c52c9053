//! Links of the finished pages that lead to no page of the site, or to no place on one: what a theme or raw HTML gets wrong.
//!
//! Links in articles' own Markdown are told by the build, at their place. Not here: links that lead out of the site (`external`).

use super::markup::{self, Markup};
use crate::config::BaseUrl;
use crate::content::percent_decoded;
use crate::diag::Diagnostic;
use crate::pipeline::{Built, Content};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One warning for each address that does not exist, however many pages lead there, but for what the build has `told`.
pub(super) fn broken(built: &Built, told: &[Diagnostic]) -> Vec<Diagnostic> {
    let html = built.files.par_iter().filter_map(|(path, content)| match content {
        Content::Bytes(bytes) if path.ends_with(".html") => Some((path.as_str(), std::str::from_utf8(bytes).ok()?)),
        _ => None,
    });
    let pages: BTreeMap<&str, Markup> = html.map(|(path, text)| (path, markup::read(text))).collect();
    let checker = Checker { built, pages: &pages, base: &built.config.base_url };
    let found: Vec<(String, &str)> = pages.par_iter().flat_map_iter(|(path, page)| checker.check(path, page)).collect();
    let mut broken: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (target, page) in found {
        broken.entry(target).or_default().insert(page);
    }
    let links: Vec<String> = told.iter().filter_map(in_article).collect();
    let is_told = |target: &str| {
        let id = target.split_once('#').map(|(_, id)| id);
        id.is_some_and(|id| links.iter().any(|link| link.split_once('#').is_some_and(|(_, rest)| rest.starts_with(id))))
    };
    broken.iter().filter(|(target, _)| !is_told(target)).map(|(target, pages)| warning(target, pages)).collect()
}

/// The link in an article that a diagnostic of the build speaks of, as it is written there.
fn in_article(told: &Diagnostic) -> Option<String> {
    let span = told.span.filter(|_| told.code == "content.link")?;
    Some(percent_decoded(span.of(&told.file.as_ref()?.text)))
}

fn warning(target: &str, pages: &BTreeSet<&str>) -> Diagnostic {
    let first = pages.first().copied().unwrap_or_default();
    let others = match pages.len().saturating_sub(1) {
        0 => String::new(),
        number => format!(" and on {number} more"),
    };
    Diagnostic::warning("page.link", format!("the page {first} links to {target}, which does not exist{others}"))
        .hint("the link stands in a template of the theme, or in HTML within an article")
}

struct Checker<'a> {
    built: &'a Built,
    pages: &'a BTreeMap<&'a str, Markup<'a>>,
    base: &'a BaseUrl,
}

impl<'a> Checker<'a> {
    /// Targets within the site that do not exist, each with the page.
    fn check(&self, path: &'a str, page: &Markup) -> Vec<(String, &'a str)> {
        let links = page.links.iter().filter_map(|link| self.resolve(path, link));
        links.filter(|target| !self.exists(target)).map(|(file, id)| (shown(&file, &id), path)).collect()
    }

    /// File and fragment that a link on the page `path` leads to; `None` where it leads out of the site.
    fn resolve(&self, path: &str, link: &str) -> Option<(String, String)> {
        let whole = format!("{}{}", self.base.origin, self.base.path);
        let own =
            Some(link).filter(|_| !self.base.origin.is_empty()).and_then(|link| link.strip_prefix(whole.as_str()));
        let is_elsewhere =
            link.starts_with("//") || link.split(['/', '?', '#']).next().is_some_and(|part| part.contains(':'));
        if own.is_none() && is_elsewhere {
            return None;
        }
        let (address, id) = link.split_once('#').unwrap_or((link, ""));
        let address = address.split('?').next().unwrap_or_default();
        let inner = own.map(|own| own.split(['?', '#']).next().unwrap_or_default());
        let file = match (inner, address.strip_prefix(self.base.path.as_str())) {
            (Some(inner), _) | (None, Some(inner)) => join("", inner),
            // A path of the host that lies above or beside the site.
            (None, None) if address.starts_with('/') => return None,
            (None, None) if address.is_empty() => path.to_owned(),
            (None, None) => join(path.rsplit_once('/').map_or("", |(folder, _)| folder), address),
        };
        Some((file, percent_decoded(id)))
    }

    fn exists(&self, (file, id): &(String, String)) -> bool {
        let has_id = |page: &Markup| id.is_empty() || page.ids.binary_search(&id.as_str()).is_ok();
        self.pages.get(file.as_str()).map_or_else(|| self.built.files.contains_key(file), has_id)
    }
}

/// The file that an address below `folder` names; a folder has its `index.html`.
fn join(folder: &str, address: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let address = percent_decoded(address);
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let names_folder = address.is_empty() || address.ends_with(['/', '.']);
    if names_folder {
        parts.push("index.html");
    }
    parts.join("/")
}

fn shown(file: &str, id: &str) -> String {
    if id.is_empty() { file.to_owned() } else { format!("{file}#{id}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn broken_links(pages: &[(&str, &str)]) -> Vec<String> {
        let files = pages.iter().map(|(path, html)| ((*path).to_owned(), Content::Bytes(html.as_bytes().to_vec())));
        let base_url = "https://example.org/raqqa/".parse().unwrap();
        let config = Config { base_url, ..Config::default() };
        let built = Built { files: files.collect(), config: config.into(), ..Built::default() };
        broken(&built, &[]).into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    #[test]
    fn what_exists_is_found_by_every_sort_of_address() {
        let home = "<a href='a/b.html?x#part'><a href=./a/><a href=\"/raqqa/a/b.html\"><link href=https://example.org/raqqa/a/b.html#part>\
            <a href='https://other.org/nowhere'><a href='/beside'><a href='mailto:a@b'><a href='#top' id=top><a href='a/caf%C3%A9.html'>";
        let inner = "<h2 id=part><a href='../'><a href='../index.html#top'><a href=''>";
        let found =
            broken_links(&[("index.html", home), ("a/b.html", inner), ("a/index.html", ""), ("a/caf\u{e9}.html", "")]);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn what_does_not_exist_is_told_once() {
        let page = "<a href='gone.html'><img src=\"../gone.png\"><img src=\"../gone.png\"><a href='#nowhere'>";
        let found = broken_links(&[("a/b.html", page), ("a/c.html", "<a href=gone.html>")]);
        let expected = [
            "the page a/b.html links to a/b.html#nowhere, which does not exist",
            "the page a/b.html links to a/gone.html, which does not exist and on 1 more",
            "the page a/b.html links to gone.png, which does not exist",
        ];
        assert_eq!(found, expected);
    }
}
