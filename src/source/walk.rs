//! The files of a folder, in an order that is the same on every system.
//!
//! Hidden files and editors' backups are passed over. Links are not followed: what they lead to may lie outside the site. Not here: reading.

use crate::content;
use crate::diag::{Diagnostic, File};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// One file of a site.
pub(super) struct Entry {
    /// Path relative to the site's folder, with `/` between its parts on every system.
    pub(super) path: String,
    /// The same as the system spells it: `path` is composed, and this may not be.
    pub(super) spelled: String,
    /// Where it is.
    pub(super) on_disk: PathBuf,
}

impl Entry {
    /// A file that the system spells as we do.
    pub(super) fn new(path: &str, on_disk: PathBuf) -> Self {
        Entry { path: path.to_owned(), spelled: path.to_owned(), on_disk }
    }

    pub(super) fn is_markdown(&self) -> bool {
        content::is_markdown(&self.path)
    }
}

/// All files below `folder` of `root`, by path. A folder that does not exist has none.
pub(super) fn files(root: &Path, folder: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
    let mut entries = Vec::new();
    let mut diagnostics = Vec::new();
    let start = root.join(folder);
    if !start.is_dir() {
        return (entries, diagnostics);
    }
    let walk = WalkDir::new(&start).sort_by_file_name().into_iter();
    for found in walk.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(&entry.file_name().to_string_lossy()))
    {
        match found {
            Ok(found) if found.file_type().is_dir() => {}
            Ok(found) => match name(&start, folder, &found) {
                Ok(entry) => entries.push(entry),
                Err(diagnostic) => diagnostics.push(*diagnostic),
            },
            Err(error) => diagnostics.push(Diagnostic::error("source.unreadable", format!("cannot read: {error}"))),
        }
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let twice = entries.windows(2).filter(|pair| matches!(pair, [a, b] if a.path == b.path));
    diagnostics.extend(twice.filter_map(|pair| pair.first()).map(|entry| {
        let message = "two files have this name, which differ only in how its accents are spelled";
        Diagnostic::error("source.name", message).of(&File::new(entry.path.as_str(), "")).hint("remove one of them")
    }));
    entries.dedup_by(|a, b| a.path == b.path);
    (entries, diagnostics)
}

/// Hidden files (`.DS_Store`, `.git`), and what editors leave (`a.md~`, `#a.md#`).
pub(crate) fn is_passed_over(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with('~')
}

fn name(start: &Path, folder: &str, found: &DirEntry) -> Result<Entry, Box<Diagnostic>> {
    let below = found.path().strip_prefix(start).unwrap_or(found.path());
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    let shown = || File::new(format!("{folder}/{}", below.to_string_lossy().replace('\\', "/")), "");
    let Some(parts) = parts else {
        return Err(Box::new(Diagnostic::error("source.name", "the name of this file is not UTF-8").of(&shown())));
    };
    if found.path_is_symlink() {
        let link = Diagnostic::warning("source.link", "this is a link, and links are not followed").of(&shown());
        return Err(Box::new(link.hint("put the file itself here")));
    }
    let spelled = format!("{folder}/{}", parts.join("/"));
    Ok(Entry { path: content::composed(spelled.clone()), spelled, on_disk: found.path().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_come_by_path_without_hidden_ones_and_backups() {
        let root = tempfile::tempdir().unwrap();
        for file in
            ["content/b.md", "content/a/z.md", "content/a.md", "content/.hidden", "content/a.md~", "content/#a.md#"]
        {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let (entries, diagnostics) = files(root.path(), "content");
        let paths: Vec<_> = entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(paths, ["content/a.md", "content/a/z.md", "content/b.md"]);
        assert!(diagnostics.is_empty());
        assert!(files(root.path(), "nowhere").0.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_told_and_not_followed() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", root.path().join("content/leak.md")).unwrap();
        let (entries, diagnostics) = files(root.path(), "content");
        assert!(entries.is_empty());
        assert_eq!(diagnostics[0].position(), Some(("content/leak.md", 1, 1)));
    }
}
