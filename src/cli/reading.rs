//! Reading single articles outside a build, as `extract` and `explain` do.
//!
//! The kinds and the style are those of the `site.toml` in the folder of the site, where there is one. Not here: printing.

use super::report;
use crate::config::{self, Config};
use crate::content::{self, Article, Prose};
use crate::diag::Diagnostic;
use crate::timeline::Timeline;
use crate::{pipeline, source};
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Which articles, and of which site.
#[derive(clap::Args)]
pub(super) struct Files {
    /// Markdown articles, with front matter
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Take kinds and style from the site.toml in this folder [default: the site around the first file, or this folder]; without one
    /// there, the built-in kinds serve
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
}

impl Files {
    /// The site's folder, whether or not there is a site in it.
    fn site(&self) -> PathBuf {
        let around = || source::around(&Path::new(self.files.first()?).canonicalize().ok()?);
        self.site.clone().or_else(around).unwrap_or_else(|| PathBuf::from("."))
    }
}

/// A site, and some articles of it.
pub(super) struct Place {
    /// The site's folder.
    pub(super) site: PathBuf,
    /// Paths of the articles within it.
    pub(super) paths: BTreeSet<String>,
}

/// Where the files stand in a site; `None` where they are not all part of one.
pub(super) fn place(arguments: &Files) -> Option<Place> {
    let site = arguments.site();
    let root = site.canonicalize().ok().filter(|root| root.join("site.toml").is_file())?;
    let within = |file: &String| {
        let path = Path::new(file).canonicalize().ok()?;
        let path = path.strip_prefix(&root).ok()?.to_str()?.replace('\\', "/");
        path.starts_with("content/").then(|| content::composed(path))
    };
    Some(Place { paths: arguments.files.iter().map(within).collect::<Option<_>>()?, site })
}

/// Articles and events of the files alone, whose diagnostics are told; `None` where they have errors.
pub(super) fn read(arguments: &Files) -> Result<Option<Timeline>> {
    let (config, mut diagnostics) = site_config(&arguments.site())?;
    let mut files = Vec::new();
    for path in &arguments.files {
        match source::read_file(path) {
            Ok(file) => files.push(file),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let (timeline, found) = pipeline::read(&files, &config);
    diagnostics.extend(found);
    report::diagnostics(&diagnostics);
    Ok((!report::has_errors(&diagnostics)).then_some(timeline))
}

/// Language and prose of each file, dated or not; of `-`, plain text from standard input. `None` where a file has errors.
pub(super) fn prose(arguments: &Files) -> Result<Option<Vec<(String, Prose)>>> {
    let (config, mut diagnostics) = site_config(&arguments.site())?;
    let mut read = Vec::new();
    for path in &arguments.files {
        if path == "-" {
            read.push((config.language.clone(), Prose::plain(&std::io::read_to_string(std::io::stdin())?)));
            continue;
        }
        match source::read_file(path) {
            Ok(file) => {
                let (article, found) = content::read(&file, &config);
                diagnostics.extend(found);
                let language = |article: &Article| article.meta.lang.clone().unwrap_or_else(|| config.language.clone());
                read.extend(article.map(|article| (language(&article), article.prose)));
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    report::diagnostics(&diagnostics);
    Ok((!report::has_errors(&diagnostics)).then_some(read))
}

fn site_config(site: &Path) -> Result<(Config, Vec<Diagnostic>)> {
    let builtin = pipeline::builtin_kinds();
    if site.join("site.toml").is_file() {
        return Ok(config::read(&source::read_config(site)?, &builtin));
    }
    Ok(config::read(&crate::diag::File::new("site.toml", "title = \"Articles\""), &builtin))
}
