//! `sitemap.xml` (sitemaps.org 0.9); an index of several files where one would be too long.

use super::{Make, Source, base};
use crate::site::address::encoded;

/// The most addresses that the protocol allows in one file.
const MOST: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The files, or none where the site does not know its own address.
pub(super) fn files(source: &Source) -> Vec<(String, Make)> {
    let Some(base) = base(source.config).map(|base| escaped(&base)) else { return Vec::new() };
    let urls: Vec<String> = source.site.listed().iter().map(|address| shown(address)).collect();
    lists(urls, MOST)
        .into_iter()
        .map(|List { address, root, item, urls }| {
            let base = base.clone();
            (address, Box::new(move |_: &Source| list(root, item, &base, &urls)) as Make)
        })
        .collect()
}

/// One file of a sitemap.
struct List {
    address: String,
    root: &'static str,
    item: &'static str,
    urls: Vec<String>,
}

/// All addresses in one list, or in lists of at most `most` and a list of these.
fn lists(urls: Vec<String>, most: usize) -> Vec<List> {
    let whole = |address: String, urls| List { address, root: "urlset", item: "url", urls };
    if urls.len() <= most {
        return vec![whole("sitemap.xml".to_owned(), urls)];
    }
    let parts = urls.chunks(most).enumerate();
    let mut lists: Vec<List> =
        parts.map(|(at, part)| whole(format!("sitemap-{}.xml", at + 1), part.to_vec())).collect();
    let urls = lists.iter().map(|list| list.address.clone()).collect();
    lists.push(List { address: "sitemap.xml".to_owned(), root: "sitemapindex", item: "sitemap", urls });
    lists
}

/// An address as servers show it: a folder for its `index.html`.
fn shown(address: &str) -> String {
    encoded(address.strip_suffix("index.html").unwrap_or(address))
}

fn list(root: &str, item: &str, base: &str, urls: &[String]) -> Vec<u8> {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">\n");
    for url in urls {
        xml.push_str(&format!("<{item}><loc>{base}{url}</loc></{item}>\n"));
    }
    xml.push_str(&format!("</{root}>\n"));
    xml.into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_becomes_an_index() {
        let urls = |count: usize| (0..count).map(|n| format!("e/{n}.html")).collect::<Vec<_>>();
        assert_eq!(lists(urls(MOST), MOST).len(), 1);
        let lists = lists(urls(MOST + 1), MOST);
        let told: Vec<_> = lists.iter().map(|list| (list.address.as_str(), list.root, list.urls.len())).collect();
        assert_eq!(
            told,
            [("sitemap-1.xml", "urlset", MOST), ("sitemap-2.xml", "urlset", 1), ("sitemap.xml", "sitemapindex", 2)]
        );
        let second =
            String::from_utf8(list("urlset", "url", &escaped("https://example.org/a&b/"), &lists[1].urls)).unwrap();
        assert!(second.contains("<url><loc>https://example.org/a&amp;b/e/50000.html</loc></url>"), "{second}");
    }
}
