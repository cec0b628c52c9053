//! Kinds of events as pages show them: words, address, and the sign with its shape and fill.
//!
//! Not here: how a kind is found in prose (`config`, `extract`).

use super::address;
use super::figures::Figures;
use super::theme::Theme;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::span::Span;
use serde::Serialize;
use std::collections::BTreeMap;

/// The file of the theme that draws the signs.
const GLYPHS: &str = "glyphs.toml";
/// The sign of a kind that names none the theme has.
const PLAIN: &str = "circle";

/// One kind, as templates see it: `kinds[event.kind]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KindView {
    /// Identifier.
    pub id: String,
    /// Name of one such event.
    pub label: String,
    /// Name of several.
    pub plural: String,
    /// Fill of the sign, `#rrggbb`.
    pub colour: String,
    /// Outline of the sign: an SVG path in a box of 16 by 16.
    pub glyph: String,
    /// Address of its list, relative to the site.
    pub url: String,
    /// Number of its events.
    pub count: usize,
}

/// The kinds of a site in the order in which they are shown; one that only events name comes last, under its identifier.
pub fn kinds(config: &Config, figures: &Figures, theme: &Theme) -> (Vec<KindView>, Vec<Diagnostic>) {
    let (glyphs, mut diagnostics) = glyphs(theme);
    let mut kinds = Vec::new();
    for kind in &config.kinds {
        let known = glyphs.get(&kind.glyph);
        if known.is_none() {
            diagnostics.push(no_glyph(&kind.id, &kind.glyph, &glyphs));
        }
        kinds.push(KindView {
            id: kind.id.clone(),
            label: kind.label.clone(),
            plural: kind.plural.clone(),
            colour: kind.colour.clone(),
            glyph: known.or_else(|| glyphs.get(PLAIN)).cloned().unwrap_or_default(),
            url: String::new(),
            count: 0,
        });
    }
    let counts = figures.by_kind();
    for id in counts.keys().filter(|id| config.kinds.iter().all(|kind| kind.id != **id)) {
        let glyph = glyphs.get(PLAIN).cloned().unwrap_or_default();
        let id = || (*id).to_owned();
        kinds.push(KindView { id: id(), label: id(), plural: id(), glyph, ..KindView::default() });
    }
    for kind in &mut kinds {
        kind.url = address::listed(&address::kind(&kind.id), 1);
        kind.count = counts.get(kind.id.as_str()).copied().unwrap_or_default();
        if kind.colour.is_empty() {
            kind.colour = "#ffffff".to_owned();
        }
    }
    (kinds, diagnostics)
}

fn glyphs(theme: &Theme) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
    let file = match theme.text(GLYPHS) {
        Ok(file) => file,
        Err(problem) => return (BTreeMap::new(), vec![*problem]),
    };
    match toml::from_str(&file.text) {
        Ok(glyphs) => (glyphs, Vec::new()),
        Err(error) => {
            let span = error.span().map_or(Span::new(0, 0), Span::from);
            let problem = Diagnostic::error("glyphs.toml", error.message().replace('\n', ", ")).at(&file, span);
            (BTreeMap::new(), vec![problem])
        }
    }
}

fn no_glyph(kind: &str, glyph: &str, glyphs: &BTreeMap<String, String>) -> Diagnostic {
    let known: Vec<&str> = glyphs.keys().map(String::as_str).collect();
    Diagnostic::warning("kinds.glyph", format!("the theme has no glyph `{glyph}`, which the kind `{kind}` names"))
        .hint(format!("use one of: {}; or add it to `{GLYPHS}` of your theme", known.join(", ")))
}
