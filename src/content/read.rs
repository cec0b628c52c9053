//! One Markdown file to an [`Article`]: front matter, what stands in for its gaps, and the walk over the text.
//!
//! Not here: which articles a site shows and whether they get in each other's way (`collection`).

use super::front_matter::{self, Parts};
use super::meta::{self, FrontMatter};
use super::name::PathName;
use super::survey::{self, Survey};
use super::{Article, Meta, Moment, Prose};
use crate::config::Config;
use crate::config::tree::{self, Format, Report, Written};
use crate::diag::{Diagnostic, File};
use crate::span::Span;

/// Reads `file`, whose path begins with `content/`. `None` where it is empty or its front matter cannot be read.
///
/// Everything that is wrong with it comes back, in the order of the file.
pub fn read(file: &File, config: &Config) -> (Option<Article>, Vec<Diagnostic>) {
    let mut report = Report::new(file, Format::Yaml, meta::CODES);
    let article = article(file, config, &mut report);
    (article, report.finish())
}

fn article(file: &File, config: &Config, report: &mut Report) -> Option<Article> {
    if file.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        let hint = "write something into it, or remove it";
        report.add(
            Span::default(),
            Diagnostic::error("content.empty", "the file is empty").label("nothing here").hint(hint),
        );
        return None;
    }
    let parts = front_matter::split(file).map_err(|fault| report.diagnostics.push(*fault)).ok()?;
    let front = front(&parts, config, report);
    let title = front.as_ref().and_then(|front| front.title.as_deref());
    let mut survey = survey::survey(file, parts.body, title, &config.markdown);
    report.diagnostics.append(&mut survey.diagnostics);
    Some(Gaps { file, name: PathName::of(&file.path) }.fill(front?, survey, parts.body, report))
}

/// What the front matter says; nothing where there is none, `None` where it cannot be read.
fn front(parts: &Parts, config: &Config, report: &mut Report) -> Option<FrontMatter> {
    let Some((format, block)) = parts.front else { return Some(FrontMatter::default()) };
    report.format = format;
    let table = tree::read(block, "the front matter", report)?;
    Some(meta::read(table, &config.kinds, report))
}

/// Fills what the front matter leaves open from the file's name and text.
struct Gaps<'a> {
    file: &'a File,
    name: PathName,
}

impl Gaps<'_> {
    fn fill(&self, front: FrontMatter, survey: Survey, body: Span, report: &mut Report) -> Article {
        let date = self.date(&front, report);
        let is_page = date.is_none() && !front.dated;
        if let Some(key) = front.article_key.filter(|_| is_page && self.name.date.is_none()) {
            self.report_missing_date(key, report);
        }
        let body = Span::new(survey.after_title.unwrap_or(body.start), body.end);
        if !is_page && front.events.is_empty() && body.of(&self.file.text).trim().is_empty() {
            let hint = "write its text below the front matter";
            report.add(self.first_line(), Diagnostic::warning("content.empty", "the article has no text").hint(hint));
        }
        let slug = self.slug(front.slug, is_page, report);
        let title = front.title.or(survey.first_heading).unwrap_or_else(|| self.name.title());
        let meta = Meta {
            title,
            date,
            updated: front.updated,
            lang: front.lang,
            place: front.place,
            source: front.source,
            authors: front.authors,
            tags: front.tags,
            summary: front.summary,
            draft: front.draft,
            slug: slug.value,
            slug_span: slug.span,
            alias_spans: front.aliases.iter().map(|alias| alias.span).collect(),
            aliases: front.aliases.into_iter().map(|alias| alias.value).collect(),
            events: front.events,
        };
        let prose = if is_page { Prose::default() } else { survey.prose };
        Article { file: self.file.clone(), body, meta, prose, anchors: survey.anchors, links: survey.links }
    }

    /// The first line of the file, for what is wrong with all of it.
    fn first_line(&self) -> Span {
        let text = &self.file.text;
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        Span::new(start, start + text.get(start..).and_then(|t| t.lines().next()).map_or(0, str::len))
    }

    fn date(&self, front: &FrontMatter, report: &mut Report) -> Option<Moment> {
        if front.dated {
            return front.date.as_ref().map(|date| date.value.clone());
        }
        match self.name.date.as_ref()? {
            Ok(day) => Some(Moment { day: *day, time: None }),
            Err(why) => {
                let message = format!("the file's name begins with a date that cannot be: {why}");
                let hint = "rename the file, or give the right date in the front matter: date: 2015-11-18";
                report.add(self.first_line(), Diagnostic::error("content.file-name", message).hint(hint));
                None
            }
        }
    }

    fn report_missing_date(&self, key: &str, report: &mut Report) {
        let message = format!("no date, but `{key}`, which only a dated article has");
        let hint = "add `date: 2015-11-18`, or begin the file's name with it: 2015-11-18-name.md";
        let diagnostic = Diagnostic::error("front-matter.date", message).label("`date` is missing");
        report.add(self.first_line(), diagnostic.hint(hint));
    }

    /// The address: the front matter's if it can be one, else from the file's name.
    fn slug(&self, given: Option<Written<String>>, is_page: bool, report: &mut Report) -> Written<String> {
        if let Some(given) = given {
            let path = given.value.trim_matches('/');
            let parts: Vec<String> = path.split('/').map(slug::slugify).collect();
            let proposal = parts.join("/");
            if !path.is_empty() && path == proposal && (is_page || parts.len() == 1) {
                return Written { value: proposal, span: given.span };
            }
            let message = format!("`{}` cannot be part of an address", given.value);
            let words = parts.join("-");
            let example = if words.trim_matches('-').is_empty() { "strikes-on-raqqa".to_owned() } else { words };
            let hint = format!("use lower-case letters, digits and hyphens: slug: {example}");
            report.refuse(given.span, message, "not a slug", hint);
        }
        let value = if is_page { self.name.page_slug() } else { self.name.slug() };
        if value.is_empty() {
            let message = "no address can be made from the file's name";
            let diagnostic = Diagnostic::error("content.file-name", message).label("`slug` is missing");
            report.add(self.first_line(), diagnostic.hint("add a line to the front matter: slug: strikes-on-raqqa"));
        }
        Written { value, span: self.first_line() }
    }
}
