//! A new site: settings, a first article, a page about the site, and what version control and GitHub want to know.
//!
//! Not here: the texts, which stand in `new_site/`.

use super::{Program, Workflow, workflow, write_new};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Files of a new site with their texts, in the order in which they are told.
const FILES: [(&str, &str); 5] = [
    ("site.toml", include_str!("new_site/site.toml")),
    ("content/1962-10-28-seven-days-over-cuba.md", include_str!("new_site/article.md")),
    ("content/about.md", include_str!("new_site/about.md")),
    (".gitattributes", include_str!("new_site/gitattributes")),
    (".gitignore", include_str!("new_site/gitignore")),
];

/// What a folder may hold before it is a site: a new repository, and what systems leave in folders that somebody looked at.
const IGNORED: [&str; 4] = [".git", ".DS_Store", "Thumbs.db", "desktop.ini"];

/// Makes a site in `folder`, which is made where it is missing; its workflow gets the program from `program`. Gives the paths of its files,
/// relative to it.
///
/// # Errors
/// The folder holds anything but the `.git` of a new repository and what systems leave, or the system refuses.
pub fn init(folder: &Path, program: Program) -> Result<Vec<&'static str>> {
    refuse_filled(folder)?;
    let workflow = workflow(&Workflow { program, ..Workflow::default() });
    let files = FILES.into_iter().chain([(Workflow::PATH, workflow.as_str())]);
    let mut written = Vec::new();
    for (path, text) in files {
        if let Err(error) = write_new(&folder.join(path), text) {
            take_back(folder, &written, path);
            return Err(error);
        }
        written.push(path);
    }
    Ok(written)
}

/// Removes the files of half a site, and the folders that are empty then, those of the file that `failed` among them, so that it can be made
/// once more.
fn take_back(folder: &Path, written: &[&str], failed: &str) {
    written.iter().for_each(|path| drop(fs::remove_file(folder.join(path))));
    for path in written.iter().chain([&failed]).map(|path| folder.join(path)) {
        let inner = path.ancestors().skip(1).take_while(|above| *above != folder);
        inner.for_each(|empty| drop(fs::remove_dir(empty)));
    }
}

fn refuse_filled(folder: &Path) -> Result<()> {
    if folder.is_file() {
        bail!("{} is a file, not a folder", folder.display());
    }
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        read => read.with_context(|| format!("cannot read the folder {}", folder.display()))?,
    };
    for entry in entries {
        let name = entry.with_context(|| format!("cannot read the folder {}", folder.display()))?.file_name();
        if !IGNORED.iter().any(|ignored| name == *ignored) {
            let name = name.to_string_lossy();
            bail!("the folder {} is not empty: it holds {name}; name a new folder", folder.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::pipeline::{self, Options};
    use crate::source;
    use std::collections::BTreeSet;
    use walkdir::WalkDir;

    #[test]
    fn the_new_site_builds_without_a_word_and_shows_every_built_in_kind() {
        let folder = tempfile::tempdir().unwrap();
        init(folder.path(), Program::Release).unwrap();
        let loaded = source::load(folder.path(), Day::new(2015, 11, 18).unwrap(), Options::default()).unwrap();
        let built = pipeline::build(&loaded.input);
        assert!(built.diagnostics.is_empty() && loaded.diagnostics.is_empty(), "{:?}", built.diagnostics);
        let kinds: BTreeSet<_> = built.timeline.events.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, BTreeSet::from(["strike", "notification", "statement"]));
    }

    #[test]
    fn a_folder_that_holds_anything_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "dear").unwrap();
        let error = init(folder.path(), Program::Release).unwrap_err().to_string();
        assert!(error.contains("letter.txt"), "{error}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(
            init(&folder.path().join("letter.txt"), Program::Release).unwrap_err().to_string().contains("is a file")
        );
    }

    #[test]
    fn a_folder_that_was_only_looked_at_counts_as_empty() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".DS_Store"), "").unwrap();
        assert_eq!(init(folder.path(), Program::Release).unwrap().len(), FILES.len() + 1);
    }

    #[test]
    fn half_a_site_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let repository = folder.path().join(".git");
        fs::create_dir(&repository).unwrap();
        let written = init(folder.path(), Program::Release).unwrap();
        fs::write(folder.path().join("content/mine.md"), "").unwrap();
        // The last could not be written, but its folders were made.
        let (failed, written) = written.split_last().unwrap();
        fs::remove_file(folder.path().join(failed)).unwrap();
        take_back(folder.path(), written, failed);
        let left: Vec<_> = WalkDir::new(folder.path()).min_depth(1).sort_by_file_name().into_iter().collect();
        let left: Vec<_> = left.into_iter().map(|entry| entry.unwrap().into_path()).collect();
        assert_eq!(left, [repository, folder.path().join("content"), folder.path().join("content/mine.md")]);
    }

    #[test]
    fn a_new_repository_may_become_a_site() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        let written = init(folder.path(), Program::Release).unwrap();
        assert!(written.iter().all(|path| folder.path().join(path).is_file()));
        assert!(init(folder.path(), Program::Release).is_err(), "a second time it is not empty");
    }
}
