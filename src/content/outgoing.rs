//! The links and images of an article that lead out of the site.
//!
//! Not here: links within it (`survey`), and whether anybody answers there (the room `check`).

use super::markdown::{self, Piece};
use super::target::Target;
use super::{Article, Link};
use crate::config::MarkdownOptions;
use crate::span::Span;
use pulldown_cmark::{Event, Tag};

/// Addresses with `http` or `https` that an article leads to, that of its source first, then in the order of the text.
pub fn outgoing(article: &Article, options: &MarkdownOptions) -> Vec<Link> {
    let text = &article.file.text;
    let source = article.meta.source.as_ref().and_then(|source| source.url.as_ref()).map(|url| {
        let start = text.find(url.as_str()).unwrap_or_default();
        Link { destination: url.clone(), span: Span::new(start, start + url.len()) }
    });
    let links = markdown::pieces(text, article.body, options).filter_map(|Piece { event, span }| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(Link { destination: web_address(&dest_url, &article.file.path)?, span })
        }
        _ => None,
    });
    source.into_iter().chain(links).collect()
}

/// The address in full; `None` for what leads elsewhere than to the web.
fn web_address(destination: &str, path: &str) -> Option<String> {
    if Target::of(destination, path) != Target::Elsewhere {
        return None;
    }
    let address = if destination.starts_with("//") { format!("https:{destination}") } else { destination.to_owned() };
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    matches!(scheme.as_str(), "http" | "https").then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::content;
    use crate::diag::File;

    #[test]
    fn only_what_leads_to_the_web_is_named_with_its_place() {
        let text = "---\ntitle: T\ndate: 2015-11-18\nsource: https://a.org/x\n---\n[b](https://b.org) ![c](//c.org/i.png) [d](mailto:d@d.org)\n<http://e.org> [f](about.md) [g][g]\n\n[g]: https://g.org\n";
        let (article, _) = content::read(&File::new("content/a.md", text), &Config::default());
        let links = outgoing(&article.unwrap(), &MarkdownOptions::default());
        let found: Vec<_> = links.iter().map(|link| (link.destination.as_str(), link.span.of(text))).collect();
        let expected = [
            ("https://a.org/x", "https://a.org/x"),
            ("https://b.org", "[b](https://b.org)"),
            ("https://c.org/i.png", "![c](//c.org/i.png)"),
            ("http://e.org", "<http://e.org>"),
            ("https://g.org", "[g][g]"),
        ];
        assert_eq!(found, expected);
    }
}
