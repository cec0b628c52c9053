//! Where the links of an article's Markdown lead on the site: other articles, pages, copied files.
//!
//! Not here: which links a text holds, and what their paths mean (`content`).

use super::address;
use crate::content::{Article, Asset, Links};
use crate::timeline::Timeline;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Addresses of everything in the content folder.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    pages: BTreeMap<String, String>,
    assets: BTreeMap<String, Asset>,
}

impl Targets {
    /// Articles and pages at their own addresses, all other files where they are copied to.
    pub fn new(timeline: &Timeline, plain: &[Arc<Article>], assets: Vec<Asset>) -> Self {
        let articles = timeline.articles.iter().map(|read| &read.article);
        let articles = articles.map(|a| (a.file.path.to_string(), address::article(&a.meta.slug)));
        let plain = plain.iter().map(|page| (page.file.path.to_string(), address::plain(&page.meta.slug)));
        let assets = assets.into_iter().map(|asset| (asset.path.clone(), asset));
        Targets { pages: articles.chain(plain).collect(), assets: assets.collect() }
    }

    /// The files that are copied, in the order of their paths.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.values()
    }

    /// The same, as links from the page at `address`.
    pub fn seen_from(&self, address: &str) -> Seen<'_> {
        Seen { targets: self, root: address::root(address) }
    }
}

/// Targets as one page links to them.
pub struct Seen<'a> {
    targets: &'a Targets,
    root: String,
}

impl Links for Seen<'_> {
    fn page(&self, path: &str) -> Option<String> {
        self.targets.pages.get(path).map(|address| format!("{}{}", self.root, address::encoded(address)))
    }

    fn asset(&self, path: &str) -> Option<String> {
        let asset = self.targets.assets.get(path)?;
        Some(format!("{}{}", self.root, address::encoded(&address::asset(&asset.path))))
    }

    fn size(&self, path: &str) -> Option<[u32; 2]> {
        self.targets.assets.get(path)?.size
    }
}
