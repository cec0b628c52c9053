//! `sitemap.xml` (sitemaps.org 0.9); an index of several files where one would be too long.

use super::base;
use crate::config::Config;
use crate::site::address::encoded;
use std::collections::BTreeMap;

/// The most addresses that the protocol allows in one file.
const MOST: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The files, or none where the site does not know its own address.
pub fn files(listed: &[String], config: &Config) -> BTreeMap<String, Vec<u8>> {
    let Some(base) = base(config).map(|base| escaped(&base)) else { return BTreeMap::new() };
    let urls: Vec<String> = listed.iter().map(|address| shown(address)).collect();
    if urls.len() <= MOST {
        return BTreeMap::from([("sitemap.xml".to_owned(), list("urlset", "url", &base, &urls))]);
    }
    let parts = urls.chunks(MOST).enumerate().map(|(at, part)| (format!("sitemap-{}.xml", at + 1), part));
    let mut files: BTreeMap<String, Vec<u8>> =
        parts.map(|(name, part)| (name, list("urlset", "url", &base, part))).collect();
    let names: Vec<String> = files.keys().cloned().collect();
    files.insert("sitemap.xml".to_owned(), list("sitemapindex", "sitemap", &base, &names));
    files
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
    use crate::config::BaseUrl;

    fn made(pages: usize, origin: &str) -> BTreeMap<String, Vec<u8>> {
        let listed: Vec<String> = (0..pages).map(|n| format!("e/{n}.html")).collect();
        let base_url = BaseUrl { origin: origin.into(), path: "/a&b/".into() };
        files(&listed, &Config { base_url, ..Config::default() })
    }

    #[test]
    fn a_long_list_becomes_an_index() {
        assert_eq!(made(50_000, "https://example.org").len(), 1);
        let files = made(50_001, "https://example.org");
        assert_eq!(files.keys().collect::<Vec<_>>(), ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        let second = String::from_utf8_lossy(&files["sitemap-2.xml"]).into_owned();
        assert!(second.contains("<url><loc>https://example.org/a&amp;b/e/50000.html</loc></url>"), "{second}");
    }

    #[test]
    fn a_site_without_an_address_has_no_sitemap() {
        assert!(made(3, "").is_empty());
    }
}
