//! Where the links of an article's Markdown lead on the site: other articles, copied files, the web.
//!
//! Not here: which links a text holds (`content`).

use super::address;
use crate::content::Article;
use crate::timeline::Timeline;
use std::collections::BTreeMap;

/// Schemes that a reader may be sent to.
const SCHEMES: [&str; 4] = ["http://", "https://", "mailto:", "tel:"];

/// Addresses of everything in the content folder, by path.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    addresses: BTreeMap<String, String>,
}

impl Targets {
    /// Articles and pages at their own addresses, all other files where they are copied to.
    pub fn new(timeline: &Timeline, plain: &[Article], assets: &[String]) -> Self {
        let articles = timeline.articles.iter().map(|read| &read.article);
        let articles = articles.map(|a| (a.file.path.to_string(), address::article(&a.meta.slug)));
        let plain = plain.iter().map(|page| (page.file.path.to_string(), address::plain(&page.meta.slug)));
        let assets = assets.iter().map(|path| (path.clone(), address::asset(path)));
        Targets { addresses: articles.chain(plain).chain(assets).collect() }
    }

    /// Where `link`, written in the Markdown file at `file`, leads from the page at `page`; `None` where it leads nowhere or to a
    /// scheme that is not the reader's to follow.
    pub fn resolve(&self, link: &str, file: &str, page: &str) -> Option<String> {
        if link.starts_with('#') || SCHEMES.iter().any(|scheme| link.starts_with(scheme)) {
            return Some(link.to_owned());
        }
        let (path, rest) = link.split_at(link.find(['#', '?']).unwrap_or(link.len()));
        let target = self.addresses.get(&joined(file, &decoded(path))?)?;
        Some(format!("{}{}{rest}", address::root(page), address::encoded(target)))
    }
}

/// The path of the content folder that a relative link of the file at `from` names; one that begins with `/` starts at its top.
fn joined(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = match link.strip_prefix('/') {
        Some(_) => vec!["content"],
        None => from.split('/').collect(),
    };
    if !link.starts_with('/') {
        parts.pop();
    }
    for part in link.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(parts.join("/"))
}

/// `%20` and the like as the bytes they stand for; as written where that is no UTF-8.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_follow_the_content_folder() {
        let addresses = [
            ("content/a/one.md", "a/one.html"),
            ("content/a/b ö.png", "files/a/b ö.png"),
            ("content/about.md", "about/index.html"),
        ];
        let targets = Targets { addresses: addresses.map(|(path, to)| (path.to_owned(), to.to_owned())).into() };
        let resolve = |link: &str| targets.resolve(link, "content/a/two.md", "a/two.html");
        assert_eq!(resolve("one.md#s3").as_deref(), Some("../a/one.html#s3"));
        assert_eq!(resolve("b%20%C3%B6.png").as_deref(), Some("../files/a/b%20%C3%B6.png"));
        assert_eq!(resolve("../about.md").as_deref(), Some("../about/index.html"));
        assert_eq!(resolve("/about.md").as_deref(), Some("../about/index.html"));
        assert_eq!(resolve("https://example.org/x.md").as_deref(), Some("https://example.org/x.md"));
        for nowhere in ["missing.md", "../../../etc/passwd", "javascript:alert(1)", "data:text/html,x"] {
            assert_eq!(resolve(nowhere), None, "{nowhere}");
        }
    }
}
