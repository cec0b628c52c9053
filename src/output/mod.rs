//! Writing a built site to disk: all of it or nothing.
//!
//! The site is written beside the old one and swapped in when it is complete, so that whoever reads the output folder sees one whole site or
//! the other, and nothing stale stays. A folder that Dateline did not make is never touched. Not here: what the files hold.

mod guard;
mod staging;

use crate::pipeline::Content;
use anyhow::{Context, Result};
use rayon::prelude::*;
use staging::Staging;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Name of the file by which Dateline knows a folder as its own.
const MARKER: &str = ".dateline";

/// Makes `output` hold exactly `files`. Copies are taken from below `root`, the site's folder.
///
/// # Errors
/// A folder that Dateline did not make or that holds the site's own sources; another build into the same folder at the same time; anything
/// the system refuses. The folder is then as it was before.
pub fn write(root: &Path, output: &Path, files: &BTreeMap<String, Content>) -> Result<()> {
    let output = guard::checked(root, output)?;
    let staging = Staging::beside(&output)?;
    let folders: BTreeSet<&str> = files.keys().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    for folder in folders {
        let path = staging.path().join(folder);
        fs::create_dir_all(&path).with_context(|| format!("cannot make the folder {}", path.display()))?;
    }
    files.par_iter().try_for_each(|(path, content)| put(root, &staging.path().join(path), content))?;
    staging.swap_in()
}

fn put(root: &Path, target: &Path, content: &Content) -> Result<()> {
    match content {
        Content::Bytes(bytes) => fs::write(target, bytes),
        Content::CopyOf(source) => fs::copy(root.join(source), target).map(drop),
    }
    .with_context(|| format!("cannot write {}", target.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> (tempfile::TempDir, BTreeMap<String, Content>) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        fs::write(root.path().join("content/map.png"), "png").unwrap();
        let files = BTreeMap::from([
            ("index.html".to_owned(), Content::Bytes(b"home".to_vec())),
            ("files/map.png".to_owned(), Content::CopyOf("content/map.png".to_owned())),
        ]);
        (root, files)
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn the_folder_holds_exactly_the_new_files() {
        let (root, mut files) = site();
        let output = root.path().join("public");
        write(root.path(), &output, &files).unwrap();
        assert_eq!(fs::read_to_string(output.join("files/map.png")).unwrap(), "png");
        files.remove("files/map.png");
        write(root.path(), &output, &files).unwrap();
        assert_eq!(names(&output), [MARKER, "index.html"]);
        assert_eq!(names(root.path()), ["content", "public"], "nothing else is left beside it");
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_left_alone() {
        let (root, files) = site();
        let output = root.path().join("mine");
        fs::create_dir(&output).unwrap();
        fs::write(output.join("letter.txt"), "dear").unwrap();
        let error = write(root.path(), &output, &files).unwrap_err().to_string();
        assert!(error.contains("was not made by Dateline"), "{error}");
        assert_eq!(names(&output), ["letter.txt"]);
    }

    #[test]
    fn folders_that_hold_the_sources_are_refused() {
        let (root, files) = site();
        for output in [".", "content", "content/public", ".."] {
            let error = write(root.path(), &root.path().join(output), &files).unwrap_err().to_string();
            assert!(error.contains("sources"), "{output}: {error}");
        }
        assert_eq!(names(&root.path().join("content")), ["map.png"]);
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_site() {
        let (root, mut files) = site();
        let output = root.path().join("public");
        write(root.path(), &output, &files).unwrap();
        files.insert("files/gone.png".to_owned(), Content::CopyOf("content/gone.png".to_owned()));
        assert!(write(root.path(), &output, &files).is_err());
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "home");
        assert_eq!(names(root.path()), ["content", "public"]);
    }

    #[test]
    fn what_a_killed_build_left_behind_is_cleared_away() {
        let (root, files) = site();
        let leftover = root.path().join(".public.new");
        fs::create_dir(&leftover).unwrap();
        fs::write(leftover.join("half.html"), "half").unwrap();
        write(root.path(), &root.path().join("public"), &files).unwrap();
        assert_eq!(names(root.path()), ["content", "public"]);
    }
}
