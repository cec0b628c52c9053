//! `dateline new`: an article with its front matter, perhaps with a text that is there already.

use super::{Outcome, report};
use crate::config::{self, Config};
use crate::content::{self, Moment};
use crate::date::Day;
use crate::diag::{Diagnostic, File};
use crate::scaffold::{self, Draft, Place};
use crate::{import, pipeline, source};
use anyhow::{Context, Result, bail};
use std::io::Read;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  dateline new \"French jets bomb Raqqa\"
  dateline new \"French jets bomb Raqqa\" --date 2015-11-16 --from report.txt
  pbpaste | dateline new \"French jets bomb Raqqa\" --from -

The article is made from archetypes/article.md of the site, where there is one: a Markdown
file with {{ title }}, {{ date }}, {{ day }}, {{ slug }} and {{ body }} in it.

Exit codes: 0 written; 1 the article would have errors; 2 the file exists, wrong usage, or
the machine refused.";

/// Begin a new article
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Its title
    title: String,
    /// Its date, perhaps with time and offset [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = str::parse::<Moment>)]
    date: Option<Moment>,
    /// Take its text from this file, or from standard input with `-`; a file that ends in .md is Markdown, anything else plain text
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// Write it into this folder of content/
    #[arg(long = "in", value_name = "FOLDER", value_parser = inner_folder)]
    folder: Option<String>,
    /// Take archetypes/NAME.md of the site
    #[arg(long, value_name = "NAME", default_value = "article", value_parser = inner_folder)]
    archetype: String,
    /// The site's folder, which holds site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

/// A path that stays where it begins.
pub(super) fn inner_folder(text: &str) -> Result<String, String> {
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0', '\n']);
    let path = text.trim_end_matches('/');
    if path.split('/').all(plain) { Ok(path.to_owned()) } else { Err("must stay within the site".to_owned()) }
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let (config, _) = config::read(&source::read_config(&arguments.site)?, &pipeline::builtin_kinds());
    let date = arguments.date.clone().unwrap_or_else(|| Moment { day: Day::today(), time: None });
    let place = place(arguments, &date)?;
    let path = arguments.site.join(&place.path);
    let body = arguments.from.as_deref().map(body).transpose()?.unwrap_or_default();
    let draft = Draft { title: &arguments.title, date: &date, body: &body };
    let (text, problems) = article(arguments, &draft, &place, &config)?;
    report::diagnostics(&problems);
    let Some(text) = text.filter(|_| !report::has_errors(&problems)) else {
        report::say("Nothing was written.");
        return Ok(Outcome::ContentErrors);
    };
    scaffold::write_new(&path, &text)?;
    report::print(&format!("{}\n", report::shown(&path)))?;
    Ok(Outcome::Fine)
}

/// Where the article stands: under its title, numbered where one of another day has it already, since their addresses would be the same.
fn place(arguments: &Arguments, date: &Moment) -> Result<Place> {
    let place = |number: usize| scaffold::place(&arguments.title, number, date, arguments.folder.as_deref());
    let Some(first) = place(1) else {
        bail!("no name for a file can be made from the title `{}`; it needs a letter or a digit", arguments.title);
    };
    let path = arguments.site.join(&first.path);
    if path.exists() {
        bail!("{} exists already and is left as it is", report::shown(&path));
    }
    let taken = scaffold::slugs(&arguments.site);
    let free = (1..=taken.len() + 1).filter_map(place).find(|place| !taken.contains(&place.slug));
    Ok(free.unwrap_or(first))
}

/// The article's text and what is wrong with it; that it has no body yet is as it should be.
fn article(
    arguments: &Arguments,
    draft: &Draft<'_>,
    place: &Place,
    config: &Config,
) -> Result<(Option<String>, Vec<Diagnostic>)> {
    let archetype = archetype(&arguments.site, &arguments.archetype)?;
    match scaffold::article(draft, &place.slug, archetype.as_ref()) {
        Err(problem) => Ok((None, vec![*problem])),
        Ok(text) => {
            let (_, mut problems) = content::read(&File::new(place.path.as_str(), text.as_str()), config);
            problems.retain(|problem| problem.code != "content.empty" || !draft.body.is_empty());
            Ok((Some(text), problems))
        }
    }
}

/// The site's own archetype; `None` for the built-in one.
fn archetype(site: &Path, name: &str) -> Result<Option<File>> {
    let shown = format!("archetypes/{name}.md");
    let path = site.join(&shown);
    if !path.is_file() {
        if name != "article" {
            bail!("there is no archetype {}", report::shown(&path));
        }
        return Ok(None);
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", report::shown(&path)))?;
    Ok(Some(File::new(shown, text)))
}

/// The text of a file or of standard input, as Markdown.
fn body(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let name = if path == Path::new("-") { "standard input".into() } else { path.display().to_string() };
    if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
    }
    let Ok(text) = import::decoded(bytes) else { bail!("{name} is not UTF-8") };
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("md")) {
        return Ok(scaffold::markdown(&text));
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.starts_with("---") || text.starts_with("+++") {
        bail!("{name} has front matter of its own; copy it into content/ instead");
    }
    Ok(text.trim().to_owned())
}
