//! Planning a site: its edition, its templates, and the addresses of its pages.
//!
//! A site that follows another takes over what is the same. Not here: what an edition holds (`composing`).

use super::edition::Edition;
use super::routes::{Page, Routes};
use super::templates::Templates;
use super::theme::Theme;
use super::{Material, Site, compact, composing, lookup};
use crate::diag::Diagnostic;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

/// The folder of the theme whose files are copied, style sheets and scripts without what only their authors read.
const ASSETS: &str = "assets/";

/// Addresses that belong to the outputs made elsewhere from the same timeline, besides the folder of data and the feeds of lists.
const EXPORTS: [&str; 6] = ["changes/feed.xml", "events.json", "feed.json", "feed.xml", "robots.txt", "sitemap.xml"];

/// The pages of a site by address: those that no event brings or takes, and all, where they had to be found out.
type Pages = (Arc<FxHashMap<String, Page>>, OnceLock<Vec<(String, Page)>>);

impl Site {
    /// Finds out which pages there are. Everything that is wrong with the theme and the addresses comes back, too; what is wrong
    /// with a template and shows only when it is used, with the page. `None` where the templates cannot be used at all. What `last`, the
    /// site of other material, still gives is not made again.
    pub fn plan(material: &Material, theme: &Theme, last: Option<&Site>) -> (Option<Self>, Vec<Diagnostic>) {
        let (edition, own) = composing::edition(material, theme, last);
        let last = last.filter(|last| *last.theme == *theme);
        let assets = last.map_or_else(|| Arc::new(theme_assets(theme)), |last| last.assets.clone());
        let (((fixed, pages), problems), templates) = rayon::join(
            || match last.and_then(|last| last.fixed_beside(&edition, &assets, material)) {
                Some(fixed) => ((fixed, OnceLock::new()), Vec::new()),
                None => all_pages(&edition, &assets),
            },
            || match last.filter(|last| Arc::ptr_eq(&last.edition.words, &edition.words)) {
                Some(last) => Ok(last.templates.sharing(edition.shared())),
                None => Templates::compile(theme, edition.words.clone(), edition.shared()).map(Arc::new),
            },
        );
        let has_sound_addresses = problems.is_empty();
        let mut diagnostics = own.clone();
        diagnostics.extend(problems);
        let templates = match templates {
            Ok(templates) => templates,
            Err(problems) => {
                diagnostics.extend(problems);
                return (None, diagnostics);
            }
        };
        let theme = Arc::new(theme.clone());
        let (places, probed) = (OnceLock::new(), OnceLock::new());
        let site = Site {
            edition,
            templates,
            fixed,
            pages,
            places,
            assets,
            theme,
            diagnostics: own,
            has_sound_addresses,
            probed,
        };
        (Some(site), diagnostics)
    }

    /// The pages that no event brings or takes, where they stand in the way of no page of `edition`, and nothing was in the way before.
    fn fixed_beside(
        &self,
        edition: &Edition,
        assets: &BTreeMap<String, Vec<u8>>,
        material: &Material,
    ) -> Option<Arc<FxHashMap<String, Page>>> {
        let is_alike = self.has_sound_addresses
            && self.edition.config == edition.config
            && self.edition.kinds.iter().map(|kind| &kind.id).eq(edition.kinds.iter().map(|kind| &kind.id));
        if !is_alike {
            return None;
        }
        let fixed = match self.has_texts_like(material) {
            true => self.fixed.clone(),
            false => {
                let routes = Routes::fixed(edition, files(assets));
                Arc::new(Some(routes.pages).filter(|_| routes.diagnostics.is_empty())?)
            }
        };
        let is_alone = |address: &String| {
            let is_cased = address.bytes().any(|byte| !byte.is_ascii() || byte.is_ascii_uppercase());
            lookup::page(edition, address).is_none()
                && (!is_cased || lookup::page(edition, &address.to_lowercase()).is_none())
        };
        let is_sound = || {
            edition.figures.fresh.iter().all(|at| has_address_of_its_own(edition, *at)) && fixed.keys().all(is_alone)
        };
        is_sound().then(|| fixed.clone())
    }
}

/// True of an event whose id no other bears and that can stand in an address as it is.
fn has_address_of_its_own(edition: &Edition, at: usize) -> bool {
    let Some(event) = edition.timeline.events.get(at) else { return false };
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !event.id.is_empty() && event.id.bytes().all(is_plain) && edition.figures.is_only(&event.id, &edition.timeline)
}

/// All pages, and what hinders them.
fn all_pages(edition: &Edition, assets: &BTreeMap<String, Vec<u8>>) -> (Pages, Vec<Diagnostic>) {
    let routes = routes(edition, assets);
    let diagnostics = routes.diagnostics.clone();
    let pages = routes.in_order();
    let is_fixed = |(address, page): &&(String, Page)| match page {
        // An author may forward from an address at which an event has, or had, its page.
        Page::Moved(_) => lookup::page(edition, address).is_none(),
        page => page.is_fixed(),
    };
    let fixed = pages.iter().filter(is_fixed).cloned().collect();
    ((Arc::new(fixed), OnceLock::from(pages)), diagnostics)
}

/// All pages by address.
pub(super) fn routes<'a>(edition: &'a Edition, assets: &BTreeMap<String, Vec<u8>>) -> Routes<'a> {
    rayon::join(|| LazyLock::force(&edition.index), || edition.facets.complete());
    Routes::new(edition, files(assets))
}

/// Addresses of what is made without templates.
fn files(assets: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = &str> {
    assets.keys().map(String::as_str).chain(EXPORTS)
}

fn theme_assets(theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let copied = |path: &str| Some((path.to_owned(), compact::asset(theme, path)?));
    theme.folder(ASSETS).filter_map(copied).collect()
}
