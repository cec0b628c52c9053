//! Reading again what changed in a site's folder, and nothing else, where that can be told for sure; else all of it.
//!
//! Not here: finding out that something changed (`serve`).

use super::walk::{self, Entry};
use super::{Loaded, asset, load, read_config, read_desk, read_text, read_theme, theme_name};
use crate::content::composed;
use crate::{lock, timeline};
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, mem};

/// What a path of the site's folder is to a build.
enum Place {
    Config,
    Theme,
    /// A file of the editor's desk.
    Desk,
    /// A file or folder of `content/`, under its name in the build's input.
    Content(String),
    /// A folder that holds all of the above.
    Whole,
    Nothing,
}

impl Loaded {
    /// Makes this what [`load`] would now give for the same folder, of which only `changed` may have changed. `root` and the
    /// changed paths are absolute. True where the input is another than before.
    ///
    /// # Errors
    /// As for [`load`]; all stays as it was.
    pub fn refresh(&mut self, root: &Path, changed: &BTreeSet<PathBuf>) -> Result<bool> {
        let places: Vec<Place> = changed.iter().map(|path| place(root, path)).collect();
        // A file that could not be read may be readable now, whatever else changed.
        if !self.diagnostics.is_empty() || places.iter().any(|place| matches!(place, Place::Whole)) {
            return self.reload(root);
        }
        let mut differs = false;
        for place in &places {
            let Place::Content(path) = place else { continue };
            match self.refresh_content(root, path) {
                Some(is_new) => differs |= is_new,
                None => return self.reload(root),
            }
        }
        if places.iter().any(|place| matches!(place, Place::Config)) {
            let config = read_config(root)?;
            differs |= mem::replace(&mut self.input.config, config) != self.input.config;
        }
        if places.iter().any(|place| matches!(place, Place::Config | Place::Theme)) {
            let (theme, problems) = read_theme(root, &theme_name(&self.input.config));
            differs |= !problems.is_empty() || theme != self.input.theme;
            self.input.theme = theme;
            self.diagnostics.extend(problems);
        }
        if places.iter().any(|place| matches!(place, Place::Desk)) {
            let (desk, problems) = read_desk(root);
            differs |= !problems.is_empty() || desk != self.input.desk;
            self.input.desk = desk;
            self.diagnostics.extend(problems);
        }
        Ok(differs)
    }

    /// Reads everything again. True where the input is another than before.
    ///
    /// # Errors
    /// As for [`load`]; all stays as it was.
    pub fn reload(&mut self, root: &Path) -> Result<bool> {
        let fresh = load(root, self.input.today, self.input.options.clone())?;
        let differs = fresh.input != self.input || fresh.diagnostics != self.diagnostics;
        *self = fresh;
        Ok(differs)
    }

    /// Reads one file again; `None` where that does not tell all.
    fn refresh_content(&mut self, root: &Path, path: &str) -> Option<bool> {
        let entry = Entry::new(path, root.join(path));
        match fs::symlink_metadata(&entry.on_disk) {
            Ok(meta) if meta.is_file() && is_itself(&entry.on_disk) => self.put(&entry),
            Err(error) if error.kind() == ErrorKind::NotFound => self.remove(path),
            _ => None,
        }
    }

    fn put(&mut self, entry: &Entry) -> Option<bool> {
        if !entry.is_markdown() {
            return Some(put(&mut self.input.assets, asset(entry), |asset| &asset.path));
        }
        let file = read_text(entry).ok()?;
        Some(put(&mut self.input.articles, file, |file| &file.path))
    }

    /// Forgets a file that is gone; `None` where it may have been a folder.
    fn remove(&mut self, path: &str) -> Option<bool> {
        let input = &mut self.input;
        if let Ok(at) = input.articles.binary_search_by(|known| (*known.path).cmp(path)) {
            input.articles.remove(at);
            return Some(true);
        }
        if let Ok(at) = input.assets.binary_search_by(|known| known.path.as_str().cmp(path)) {
            input.assets.remove(at);
            return Some(true);
        }
        let folder = format!("{path}/");
        let is_within = |known: &str| known.starts_with(&folder);
        let was_folder = input.articles.iter().map(|file| &*file.path).any(is_within)
            || input.assets.iter().map(|asset| asset.path.as_str()).any(is_within);
        (!was_folder).then_some(false)
    }
}

/// Puts something into a list in the order of paths, in place of what has the same; true where that changes the list.
fn put<T: PartialEq>(list: &mut Vec<T>, new: T, path: impl Fn(&T) -> &str) -> bool {
    match list.binary_search_by(|known| path(known).cmp(path(&new))) {
        Ok(at) => {
            let Some(known) = list.get_mut(at) else { return false };
            let differs = *known != new;
            *known = new;
            differs
        }
        Err(at) => {
            list.insert(at, new);
            true
        }
    }
}

fn place(root: &Path, path: &Path) -> Place {
    let Ok(below) = path.strip_prefix(root) else { return Place::Nothing };
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    let Some(parts) = parts else { return Place::Whole };
    if parts.iter().any(|part| walk::is_passed_over(part)) {
        return Place::Nothing;
    }
    match parts.as_slice() {
        ["site.toml"] => Place::Config,
        [timeline::CURATION | lock::FILE] => Place::Desk,
        ["themes", ..] => Place::Theme,
        [] | ["content"] => Place::Whole,
        ["content", ..] => match parts.join("/") {
            path if composed(path.clone()) == path => Place::Content(path),
            // Its name on the disk is not the one in the input.
            _ => Place::Whole,
        },
        _ => Place::Nothing,
    }
}

/// True of a path that leads over no link.
fn is_itself(path: &Path) -> bool {
    path.canonicalize().is_ok_and(|real| real == path)
}
