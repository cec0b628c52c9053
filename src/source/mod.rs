//! Reading a site's folder into the build's `Input`: the one place that reads disk for a build.
//!
//! Everything that cannot be read is reported, not only the first. Not here: what the files mean.

mod picture;
mod refresh;
mod walk;

use crate::config::{self, Config};
use crate::content::Asset;
use crate::date::Day;
use crate::diag::{Diagnostic, File};
use crate::pipeline::{self, Desk, Input, Options};
use crate::{lock, timeline};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use walk::Entry;
pub(crate) use walk::is_passed_over;

/// What somebody may call the file of the editor's decisions.
const MISNAMED: &str = "curation.yml";

/// A site's folder, read.
#[derive(Debug)]
pub struct Loaded {
    /// What the build starts from.
    pub input: Input,
    /// Files that could not be read, and links that were not followed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the site in `root`.
///
/// # Errors
/// There is no `site.toml`, or it cannot be read: then there is no site to speak of.
pub fn load(root: &Path, today: Day, options: Options) -> Result<Loaded> {
    let config = read_config(root)?;
    let theme_name = theme_name(&config);
    let (content, mut diagnostics) = walk::files(root, "content");
    let (pages, assets): (Vec<Entry>, Vec<Entry>) = content.into_iter().partition(Entry::is_markdown);
    let mut articles = Vec::with_capacity(pages.len());
    for page in pages.par_iter().map(read_text).collect::<Vec<_>>() {
        match page {
            Ok(file) => articles.push(file),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let (theme, problems) = read_theme(root, &theme_name);
    diagnostics.extend(problems);
    let assets = assets.par_iter().map(asset).collect();
    let (desk, problems) = read_desk(root);
    diagnostics.extend(problems);
    Ok(Loaded { input: Input { config, articles, assets, desk, theme, today, options }, diagnostics })
}

/// A file that is copied as it is.
fn asset(entry: &Entry) -> Asset {
    Asset { path: entry.path.clone(), on_disk: entry.spelled.clone(), size: picture::size(&entry.on_disk) }
}

/// The files of a theme's folder, by their paths within it.
fn read_theme(root: &Path, name: &str) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let folder = format!("themes/{name}");
    let (entries, mut diagnostics) = walk::files(root, &folder);
    let mut theme = BTreeMap::new();
    for entry in entries {
        let within = entry.path.get(folder.len() + 1..).unwrap_or_default().to_owned();
        match fs::read(&entry.on_disk) {
            Ok(bytes) => drop(theme.insert(within, bytes)),
            Err(error) => diagnostics.push(unreadable(&entry, &error)),
        }
    }
    (theme, diagnostics)
}

/// The files of the editor's desk, where there are any.
pub(crate) fn read_desk(root: &Path) -> (Desk, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut read = |name: &str| {
        let entry = Entry::new(name, root.join(name));
        let file = entry.on_disk.exists().then(|| read_text(&entry))?;
        file.map_err(|problem| diagnostics.push(*problem)).ok()
    };
    let desk = Desk { curation: read(timeline::CURATION), lock: read(lock::FILE) };
    if root.join(MISNAMED).exists() {
        let warning = Diagnostic::warning("source.name", format!("{MISNAMED} is not read: no decision in it counts"));
        let warning = warning.of(&File::new(MISNAMED, ""));
        diagnostics.push(warning.hint(format!("call it {}", timeline::CURATION)));
    }
    (desk, diagnostics)
}

/// `site.toml` of the folder `root`.
///
/// # Errors
/// It does not exist, cannot be read, or is not UTF-8.
pub fn read_config(root: &Path) -> Result<File> {
    let path = root.join("site.toml");
    if !path.is_file() {
        let around = root.canonicalize().ok().and_then(|root| around(&root));
        let advice = match around {
            Some(site) => format!("the site is {}", site.display()),
            None => "name the site's folder, or make a site: dateline init DIR".to_owned(),
        };
        bail!("there is no site.toml in {}; {advice}", root.display());
    }
    let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))?;
    Ok(File::new("site.toml", text))
}

/// The folder of the site that `path`, which is absolute, stands in.
pub fn around(path: &Path) -> Option<PathBuf> {
    path.ancestors().skip(1).find(|folder| folder.join("site.toml").is_file()).map(Path::to_owned)
}

/// True of a path, relative to a site's folder, at which a build may find something to read.
pub fn is_source(path: &str) -> bool {
    let is_kept = !path.split('/').any(walk::is_passed_over);
    let is_own = ["site.toml", timeline::CURATION, lock::FILE].contains(&path);
    is_kept && (is_own || path.starts_with("content/") || path.starts_with("themes/"))
}

/// One file outside any site, under the name by which it was called.
///
/// # Errors
/// A diagnostic where it cannot be read or is not UTF-8.
pub fn read_file(path: &str) -> Result<File, Box<Diagnostic>> {
    read_text(&Entry::new(&path.replace('\\', "/"), path.into()))
}

/// The theme that `site.toml` names. Its faults are told by the build, which reads it again.
fn theme_name(config: &File) -> String {
    let (Config { theme, .. }, _) = config::read(config, &pipeline::builtin_kinds());
    theme
}

fn read_text(entry: &Entry) -> Result<File, Box<Diagnostic>> {
    let bytes = fs::read(&entry.on_disk).map_err(|error| Box::new(unreadable(entry, &error)))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(File::new(entry.path.as_str(), text)),
        Err(error) => Err(Box::new(Diagnostic::not_utf8(&entry.path, error.as_bytes()))),
    }
}

fn unreadable(entry: &Entry, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("source.unreadable", format!("this file cannot be read: {error}"))
        .of(&File::new(entry.path.as_str(), ""))
}
