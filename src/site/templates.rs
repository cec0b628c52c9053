//! Templates of the theme: compiled once, errors told as diagnostics with the template's own lines.
//!
//! Not here: what is shown (`page`) and where the files come from (`theme`).

use super::theme::Theme;
use super::words::{Words, fill};
use crate::diag::{Diagnostic, File};
use crate::span::Span;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value};

/// The folder of the theme that holds templates; `{% include "x.html" %}` names them within it.
const FOLDER: &str = "templates/";

/// Room for a page, in bytes; most need less.
const USUAL: usize = 8 << 10;

/// All templates of a theme, ready to render.
pub struct Templates {
    tera: Tera,
    sources: Arc<BTreeMap<String, File>>,
    shared: Context,
}

impl Templates {
    /// Compiles every template; `shared` is seen by all of them.
    ///
    /// # Errors
    /// Everything that is wrong with them and can be seen without rendering: syntax of all templates first, then names of
    /// filters, components, blocks and templates that do not exist.
    pub fn compile(theme: &Theme, words: Arc<Words>, shared: Context) -> Result<Self, Vec<Diagnostic>> {
        let (sources, mut diagnostics) = read(theme);
        diagnostics.extend(sources.iter().filter_map(|(name, file)| syntax(name, file, &sources)));
        if !diagnostics.is_empty() {
            return Err(diagnostics);
        }
        let mut tera = with_filters(words);
        *tera.global_context() = shared.clone();
        let texts = sources.iter().map(|(name, file)| (name.as_str(), &*file.text));
        match tera.add_raw_templates(texts) {
            Ok(()) => Ok(Templates { tera, sources: sources.into(), shared }),
            Err(error) => Err(explain(&error, &sources)),
        }
    }

    /// The same templates, where other things are seen by all of them.
    pub fn sharing(self: &Arc<Self>, shared: Context) -> Arc<Self> {
        if self.shared == shared {
            return self.clone();
        }
        let mut tera = self.tera.clone();
        *tera.global_context() = shared.clone();
        Arc::new(Templates { tera, sources: self.sources.clone(), shared })
    }

    /// True of templates compiled from the same files at the same time.
    pub fn are_those_of(&self, other: &Templates) -> bool {
        Arc::ptr_eq(&self.sources, &other.sources)
    }

    /// One page.
    ///
    /// # Errors
    /// What went wrong, at its place in the template.
    pub fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let mut page = Vec::with_capacity(USUAL);
        match self.tera.render_to(template, context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => Err(explain(&error, &self.sources)),
        }
    }
}

fn read(theme: &Theme) -> (BTreeMap<String, File>, Vec<Diagnostic>) {
    let mut sources = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for path in theme.folder(FOLDER) {
        match theme.text(path) {
            Ok(file) => {
                sources.insert(path.trim_start_matches(FOLDER).to_owned(), file);
            }
            Err(problem) => diagnostics.push(*problem),
        }
    }
    (sources, diagnostics)
}

/// The first error of syntax in one template. Compiled alone it may lack others; that is looked at later.
fn syntax(name: &str, file: &File, sources: &BTreeMap<String, File>) -> Option<Diagnostic> {
    match Tera::default().add_raw_template(name, &file.text) {
        Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => explain(&error, sources).into_iter().next(),
        _ => None,
    }
}

/// Tera with the filters of the theme's contract: `counted`, `number` and `fill`.
fn with_filters(words: Arc<Words>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html", ".svg", ".xml"]);
    let counting = words.clone();
    tera.register_filter("counted", move |n: u64, args: Kwargs, _: &State| -> TeraResult<String> {
        Ok(counting.counted(usize::try_from(n).unwrap_or(usize::MAX), args.must_get("noun")?))
    });
    tera.register_filter("number", move |n: u64, _: Kwargs, _: &State| -> String {
        words.number(usize::try_from(n).unwrap_or(usize::MAX))
    });
    tera.register_filter("fill", |pattern: &str, args: Kwargs, _: &State| -> String {
        let values: Vec<(String, String)> = args.iter().map(|(key, value)| (key.to_string(), plain(value))).collect();
        fill(pattern, values.iter().map(|(key, value)| (key.as_str(), value.as_str())))
    });
    tera
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What is wrong with templates, in Dateline's own words; `sources` are they by the names that Tera knows them by.
pub fn explain(error: &tera::Error, sources: &BTreeMap<String, File>) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![reported("template.syntax", report, sources)],
        ErrorKind::RenderingError(report) => vec![reported("template.render", report, sources)],
        ErrorKind::MissingParent { current, parent } => {
            let problem = Diagnostic::error("template.missing", format!("there is no template `{parent}`"));
            vec![place_word(problem, current, parent, sources)]
        }
        ErrorKind::TemplateNotFound(name) => {
            let message = format!("the theme has no template `{FOLDER}{name}`");
            vec![Diagnostic::error("template.missing", message)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let problem = Diagnostic::error("template.circle", "this template leads back to itself");
            vec![sources.get(tpl).map_or(problem.clone(), |file| problem.of(file))]
        }
        ErrorKind::Msg(text) => text.split("\n\n").map(|report| from_text(report, sources)).collect(),
        other => vec![Diagnostic::error("template", other.to_string())],
    }
}

fn reported(code: &'static str, report: &ReportError, sources: &BTreeMap<String, File>) -> Diagnostic {
    let problem = Diagnostic::error(code, report.message().trim_end_matches('.'));
    match sources.get(report.filename()) {
        Some(file) => problem.at(file, Span::from(report.span().range.clone())),
        None => problem,
    }
}

/// A problem at the first place where `word` stands in a template.
fn place_word(problem: Diagnostic, template: &str, word: &str, sources: &BTreeMap<String, File>) -> Diagnostic {
    match sources.get(template) {
        Some(file) => {
            let at = file.text.find(word).unwrap_or_default();
            problem.at(file, Span::new(at, (at + word.len()).min(file.text.len())))
        }
        None => problem,
    }
}

/// Tera reports names that do not exist as printed text only: `error: MESSAGE`, `--> FILE:LINE:COLUMN`, the line, `^^^`.
fn from_text(report: &str, sources: &BTreeMap<String, File>) -> Diagnostic {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
    let problem = Diagnostic::error("template.name", message);
    let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")).and_then(|place| {
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?);
        Some((sources.get(parts.next()?)?, line, column))
    });
    let width = report.lines().last().map_or(1, |line| line.matches('^').count().max(1));
    match place {
        Some((file, line, column)) => problem.at(file, characters(&file.text, line, column, width)),
        None => problem,
    }
}

/// The bytes of `width` characters from a line and column, both counted from 1.
fn characters(text: &str, line: usize, column: usize, width: usize) -> Span {
    let line_start = text.split_inclusive('\n').take(line - line.min(1)).map(str::len).sum::<usize>();
    let rest = text.get(line_start..).unwrap_or_default();
    let byte = |count: usize| line_start + rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at);
    Span::new(byte(column.saturating_sub(1)), byte(column.saturating_sub(1) + width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(own: &[(&str, &str)]) -> Vec<(String, usize, usize, String)> {
        let own = own.iter().map(|(path, text)| (format!("{FOLDER}{path}"), text.as_bytes().to_vec())).collect();
        let compiled = Templates::compile(&Theme::overlaid(&own, "mine"), Arc::default(), Context::new());
        let found = compiled.err().unwrap_or_default();
        let shown = |d: &Diagnostic| {
            let (path, line, column) = d.position().unwrap_or_default();
            let text = d.file.as_ref().zip(d.span).map_or("", |(file, span)| span.of(&file.text));
            (path.to_owned(), line, column, format!("{}: {text}", d.message))
        };
        found.iter().map(shown).collect()
    }

    #[test]
    fn the_built_in_templates_compile() {
        assert_eq!(problems(&[]), []);
    }

    #[test]
    fn errors_of_syntax_in_several_templates_are_reported_together() {
        let found = problems(&[("a.html", "é\n {{ 1 + }}"), ("b.html", "{% if x %}")]);
        assert_eq!(
            found.iter().map(|f| (f.0.as_str(), f.1)).collect::<Vec<_>>(),
            [("themes/mine/templates/a.html", 2), ("themes/mine/templates/b.html", 1)]
        );
    }

    #[test]
    fn unknown_names_are_underlined_all_together() {
        let found = problems(&[("a.html", "é\né {{ 1 | nothing }}\n{% include \"nowhere.html\" %}")]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!((found[0].1, found[0].2), (2, 10));
        assert!(found[0].3.ends_with("Unknown filter `nothing`: nothing"), "{found:?}");
        assert_eq!(found[1].1, 3);
    }

    #[test]
    fn a_missing_parent_is_underlined() {
        let found = problems(&[("a.html", "{% extends \"nowhere.html\" %}")]);
        assert_eq!(
            found,
            [(
                "themes/mine/templates/a.html".into(),
                1,
                13,
                "there is no template `nowhere.html`: nowhere.html".into()
            )]
        );
    }
}
