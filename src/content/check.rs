//! Whether links between articles, and to files beside them, lead anywhere.
//!
//! Not here: links to other sites; a build asks no network.

use super::survey;
use super::target::Target;
use super::{Article, Asset, Collection, LeftOut, Link};
use crate::diag::{Diagnostic, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is wrong with the links of `collection`; `assets` are the other files of `content/`.
///
/// A link that leads nowhere is an error. One to an article that is left out, or to a heading that does not exist, is a warning.
pub fn check_links(collection: &Collection, assets: &[Asset]) -> Vec<Diagnostic> {
    let checker = Checker {
        pages: collection.all().map(|article| (&*article.file.path, article)).collect(),
        assets: assets.iter().map(|asset| asset.path.as_str()).collect(),
        collection,
    };
    collection.all().flat_map(|article| article.links.iter().filter_map(|link| checker.check(article, link))).collect()
}

struct Checker<'a> {
    pages: BTreeMap<&'a str, &'a Article>,
    assets: BTreeSet<&'a str>,
    collection: &'a Collection,
}

impl Checker<'_> {
    fn check(&self, article: &Article, link: &Link) -> Option<Diagnostic> {
        let diagnostic = match Target::of(&link.destination, &article.file.path) {
            Target::Elsewhere | Target::Forbidden(_) => None,
            Target::Fragment(fragment) => missing_heading(article, &fragment),
            Target::Page { path, rest } => match self.pages.get(path.as_str()) {
                Some(page) => Target::fragment(&rest).and_then(|fragment| missing_heading(page, &fragment)),
                None => self.missing_page(&path, article),
            },
            Target::Asset { path, .. } => self.missing_asset(&path),
            Target::Outside => Some(
                error(format!("the link `{}` leads out of content/", link.destination))
                    .label("outside of content/")
                    .hint("move the file into content/; nothing else is published"),
            ),
        };
        diagnostic.map(|diagnostic| diagnostic.at(&article.file, link.span))
    }

    fn missing_page(&self, path: &str, article: &Article) -> Option<Diagnostic> {
        let warning = |why: &str| {
            let message = format!("the link leads to {path}, {why}");
            let hint = "the link's words are shown without the link";
            Some(Diagnostic::warning("content.link", message).label("not published").hint(hint))
        };
        match self.collection.left_out.get(path) {
            Some(LeftOut::Draft) => warning("which is a draft"),
            Some(LeftOut::Future) => warning("which is dated in the future"),
            Some(LeftOut::Unreadable) => None,
            None => Some(missing(path, self.pages.keys().copied().filter(|page| *page != &*article.file.path))),
        }
    }

    fn missing_asset(&self, path: &str) -> Option<Diagnostic> {
        (!self.assets.contains(path))
            .then(|| missing(path, self.assets.iter().copied().chain(self.pages.keys().copied())))
    }
}

fn error(message: String) -> Diagnostic {
    Diagnostic::error("content.link", message)
}

fn missing<'a>(path: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let name = |path: &'a str| path.rsplit_once('/').map_or(path, |(_, name)| name);
    let known: Vec<&str> = known.collect();
    let wanted = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let same_name = known.iter().find(|known| name(known) == wanted).copied();
    let hint = match same_name.or_else(|| nearest(path, known)) {
        Some(near) => format!("did you mean {near}?"),
        None => "paths count from the article's own folder, or from content/ where they begin with `/`".to_owned(),
    };
    error(format!("the link leads to {path}, which does not exist")).label("no such file").hint(hint)
}

fn missing_heading(page: &Article, fragment: &str) -> Option<Diagnostic> {
    let is_made = fragment.starts_with("footnote-") || survey::is_sentence(fragment);
    let has_id = || page.file.text.contains(&format!("id=\"{fragment}\""));
    if fragment.is_empty() || is_made || page.anchors.iter().any(|anchor| anchor == fragment) || has_id() {
        return None;
    }
    let message = format!("{} has no heading `#{fragment}`", page.file.path);
    let hint = match nearest(fragment, page.anchors.iter().map(String::as_str)) {
        Some(anchor) => format!("did you mean `#{anchor}`?"),
        None if page.anchors.is_empty() => "it has no headings".to_owned(),
        None => format!("its headings are: {}", page.anchors.join(", ")),
    };
    Some(Diagnostic::warning("content.link", message).label("no such heading").hint(hint))
}
