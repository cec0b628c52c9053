//! Writing a built site to disk: all of it or nothing.
//!
//! The site is written beside the old one and swapped in when it is complete, so that whoever reads the output folder sees one whole site or
//! the other, and nothing stale stays. A folder that Dateline did not make is never touched. Not here: what the files hold.

mod guard;
mod replace;
mod staging;

pub use replace::replace;

use crate::pipeline::Content;
use anyhow::{Context, Error, Result};
use staging::Staging;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

/// Name of the file by which Dateline knows a folder as its own.
const MARKER: &str = ".dateline";

/// How long an abandoned build waits for the files that are being written.
const PATIENCE: Duration = Duration::from_secs(2);

/// A site on its way to the disk: files are put down one by one, from any thread, and nobody sees them until the last one is there.
/// Dropped before it is finished, it leaves the output folder as it was.
pub struct Writing {
    root: PathBuf,
    staging: Staging,
    folders: Mutex<BTreeSet<String>>,
    fault: Mutex<Option<Error>>,
    /// Held by whoever writes; taken for good by whoever abandons the build.
    gate: Arc<RwLock<()>>,
}

impl Writing {
    /// Begins to write into `output`; copies are taken from below `root`, the site's folder.
    ///
    /// # Errors
    /// A folder that Dateline did not make or that holds the site's own sources; another build into the same folder at the same time;
    /// anything the system refuses.
    pub fn begin(root: &Path, output: &Path) -> Result<Self> {
        let staging = Staging::beside(&guard::checked(root, output)?)?;
        let gate = Arc::default();
        Ok(Writing { root: root.to_owned(), staging, folders: Mutex::default(), fault: Mutex::default(), gate })
    }

    /// What to do before the process ends in the midst of a build: removes what was put down so far, unless it stands in the output
    /// folder's place already. Nothing can be put down afterwards; whoever tries waits for the end.
    pub fn abandoning(&self) -> impl FnOnce() + Send + use<> {
        let (gate, remove) = (self.gate.clone(), self.staging.removing());
        move || {
            let end = Instant::now() + PATIENCE;
            let mut guard = gate.try_write();
            while guard.is_err() && Instant::now() < end {
                thread::sleep(Duration::from_millis(1));
                guard = gate.try_write();
            }
            remove();
            std::mem::forget(guard);
        }
    }

    /// Puts down one file at a path relative to the output folder. A fault is told by [`Writing::finish`].
    pub fn put(&self, path: &str, content: &Content) {
        let _writing = self.gate.read();
        if let Err(error) = self.place(path, content) {
            self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }

    /// Makes the output folder hold exactly the files that were put down.
    ///
    /// # Errors
    /// The first fault in writing; anything the system refuses. The output folder is then as it was before.
    pub fn finish(self) -> Result<()> {
        if let Some(error) = self.fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        let gate = self.gate.clone();
        let _writing = gate.read();
        self.staging.swap_in()
    }

    fn place(&self, path: &str, content: &Content) -> Result<()> {
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.make(folder)?;
        }
        let target = self.staging.path().join(path);
        match content {
            Content::Bytes(bytes) => fs::write(&target, bytes),
            Content::CopyOf(source) => fs::copy(self.root.join(source), &target).map(drop),
        }
        .with_context(|| format!("cannot write {}", target.display()))
    }

    /// Makes a folder the first time that it is needed.
    fn make(&self, folder: &str) -> Result<()> {
        let mut made = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if !made.contains(folder) {
            let path = self.staging.path().join(folder);
            fs::create_dir_all(&path).with_context(|| format!("cannot make the folder {}", path.display()))?;
            made.insert(folder.to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn write(root: &Path, output: &Path, files: &BTreeMap<String, Content>) -> Result<()> {
        let writing = Writing::begin(root, output)?;
        files.iter().for_each(|(path, content)| writing.put(path, content));
        writing.finish()
    }

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
    fn a_site_that_is_not_finished_leaves_no_trace() {
        let (root, files) = site();
        let writing = Writing::begin(root.path(), &root.path().join("public")).unwrap();
        files.iter().for_each(|(path, content)| writing.put(path, content));
        drop(writing);
        assert_eq!(names(root.path()), ["content"]);
    }

    #[test]
    fn an_abandoned_build_leaves_no_trace_even_before_it_is_dropped() {
        let (root, files) = site();
        let writing = Writing::begin(root.path(), &root.path().join("public")).unwrap();
        files.iter().for_each(|(path, content)| writing.put(path, content));
        writing.abandoning()();
        assert_eq!(names(root.path()), ["content"]);
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
