//! A site planned before, with new texts in the place of the old: when no event and no address is another.
//!
//! That is so after most edits of prose. Not here: which events a text reports, and whether they are as before (`timeline`).

use super::edition::Edition;
use super::theme::Theme;
use super::{Material, Site, downloads};
use crate::diag::Diagnostic;
use std::sync::{Arc, OnceLock};

impl Site {
    /// The site of `material`, with everything that is wrong with it, where that can be told from this one without planning anew: no more
    /// than what stands on single pages differs.
    pub fn renewed(&self, material: &Material, theme: &Theme) -> Option<(Site, Vec<Diagnostic>)> {
        let known = &self.edition;
        let is_alike = self.has_sound_addresses
            && known.config == material.config
            && (Arc::ptr_eq(&known.lock, &material.lock) || known.lock == material.lock)
            && Arc::ptr_eq(&known.timeline.events, &material.timeline.events)
            && self.has_texts_like(material)
            && *self.theme == *theme
            && downloads::are_as_long(&known.timeline, &material.timeline);
        is_alike.then(|| (self.with(material), self.diagnostics.clone()))
    }

    fn with(&self, material: &Material) -> Site {
        let Material { timeline, lock, plain, config, .. } = material.clone();
        let edition = Edition { timeline, lock, plain, config, ..self.edition.clone() };
        Site {
            templates: self.templates.sharing(edition.shared()),
            edition,
            fixed: self.fixed.clone(),
            pages: OnceLock::new(),
            places: OnceLock::new(),
            assets: self.assets.clone(),
            theme: self.theme.clone(),
            diagnostics: self.diagnostics.clone(),
            has_sound_addresses: true,
            probed: OnceLock::new(),
        }
    }
}
