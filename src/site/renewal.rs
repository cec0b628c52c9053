//! A site planned before, with new texts in the place of the old: when everything that its tables are made from is as it was.
//!
//! That is so after most edits of prose. Not here: which events a text reports, and whether they are as before (`timeline`).

use super::edition::Edition;
use super::theme::Theme;
use super::{Material, Site, downloads};
use crate::content::Article;
use crate::diag::Diagnostic;
use crate::timeline::{ReadArticle, Timeline};
use std::sync::Arc;

impl Site {
    /// The site of `material`, with everything that is wrong with it, where that can be told from this one without planning anew: no more
    /// than the prose of articles and the text of plain pages differs.
    pub fn renewed(&self, material: &Material, theme: &Theme) -> Option<(Site, Vec<Diagnostic>)> {
        let known = &self.edition;
        let is_alike = self.has_sound_addresses
            && known.config == material.config
            && (Arc::ptr_eq(&known.lock, &material.lock) || known.lock == material.lock)
            && known.targets.assets().eq(&material.assets)
            && is_same_list(&known.plain, &material.plain, |a, b| Arc::ptr_eq(a, b) || has_same_front(a, b))
            && is_same_timeline(&known.timeline, &material.timeline)
            && *self.theme == *theme
            && (downloads::are_as_long(&known.timeline, &material.timeline)
                || *known.downloads == downloads::downloads(&material.timeline, &material.config));
        is_alike.then(|| (self.with(material), self.diagnostics.clone()))
    }

    fn with(&self, material: &Material) -> Site {
        let Material { timeline, lock, plain, config, .. } = material.clone();
        Site {
            edition: Edition { timeline, lock, plain, config, ..self.edition.clone() },
            templates: self.templates.clone(),
            pages: self.pages.clone(),
            assets: self.assets.clone(),
            theme: self.theme.clone(),
            diagnostics: self.diagnostics.clone(),
            has_sound_addresses: true,
            probed: self.probed.clone(),
        }
    }
}

/// True where the events are the same and articles differ in their prose only.
fn is_same_timeline(a: &Timeline, b: &Timeline) -> bool {
    let alike =
        |a: &Arc<ReadArticle>, b: &Arc<ReadArticle>| Arc::ptr_eq(a, b) || has_same_front(&a.article, &b.article);
    is_same_list(&a.events, &b.events, Arc::ptr_eq) && is_same_list(&a.articles, &b.articles, alike)
}

fn has_same_front(a: &Article, b: &Article) -> bool {
    a.file.path == b.file.path && a.meta == b.meta
}

fn is_same_list<T>(a: &[T], b: &[T], is_same: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
}
