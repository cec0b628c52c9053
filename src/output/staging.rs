//! The folder beside the output in which a site is put together before it takes the old one's place.
//!
//! Its marker file is locked while the build runs, so a second build into the same folder is told so, and what a killed build left is known
//! as such. Not here: the site's files.

use super::MARKER;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A folder in the making; removed again unless it was swapped in.
pub(super) struct Staging {
    folder: PathBuf,
    output: PathBuf,
    /// Holds the lock as long as it is open. Windows removes and renames no folder that holds an open file, so it is closed before.
    marker: Arc<Mutex<Option<File>>>,
}

impl Staging {
    /// Makes an empty folder beside `output`.
    pub(super) fn beside(output: &Path) -> Result<Self> {
        let folder = sibling(output, "new");
        clear(&folder)?;
        fs::create_dir(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let staging = Staging { folder, output: output.to_owned(), marker: Arc::default() };
        let marker = staging.mark().context("cannot mark the new output folder")?;
        *staging.marker.lock().unwrap_or_else(PoisonError::into_inner) = Some(marker);
        Ok(staging)
    }

    fn mark(&self) -> Result<File> {
        let mut marker = File::create(self.folder.join(MARKER))?;
        marker.write_all(b"Made by Dateline. A build replaces everything in this folder.\n")?;
        marker.lock()?;
        Ok(marker)
    }

    pub(super) fn path(&self) -> &Path {
        &self.folder
    }

    /// Removes the folder, whenever it is called. Nobody is told where the system refuses: there is a greater fault to tell, or nobody left.
    pub(super) fn removing(&self) -> impl FnOnce() + Send + use<> {
        let (marker, folder) = (self.marker.clone(), self.folder.clone());
        move || {
            close(&marker);
            let _ = fs::remove_dir_all(folder);
        }
    }

    /// Puts the folder in the output's place. The old output stands until the very moment, and again if that fails.
    pub(super) fn swap_in(self) -> Result<()> {
        close(&self.marker);
        let old = sibling(&self.output, "old");
        clear(&old)?;
        let replaces = self.output.exists();
        if replaces {
            fs::rename(&self.output, &old)
                .with_context(|| format!("cannot move the old output folder {}", self.output.display()))?;
        }
        if let Err(error) = fs::rename(&self.folder, &self.output) {
            if replaces {
                fs::rename(&old, &self.output)
                    .with_context(|| format!("the old site is now in {}; move it back by hand", old.display()))?;
            }
            return Err(error).with_context(|| format!("cannot put the new site in {}", self.output.display()));
        }
        clear(&old)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // After a swap there is nothing left to remove.
        self.removing()();
    }
}

fn close(marker: &Mutex<Option<File>>) {
    drop(marker.lock().unwrap_or_else(PoisonError::into_inner).take());
}

/// `.public.new` beside `public`.
fn sibling(output: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".");
    name.push(suffix);
    output.with_file_name(name)
}

/// Removes what an earlier build left, unless that build is still running.
fn clear(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    if let Ok(marker) = File::open(folder.join(MARKER))
        && let Err(TryLockError::WouldBlock) = marker.try_lock()
    {
        bail!("another build is writing {}; wait for it to end", folder.display());
    }
    fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))
}
