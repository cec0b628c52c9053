//! Which folders may be written: none that hold the site's sources, none that somebody else filled.
//!
//! Not here: the writing itself.

use super::MARKER;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The true path of an output folder that may be replaced.
pub(super) fn checked(root: &Path, output: &Path) -> Result<PathBuf> {
    let root = root.canonicalize().with_context(|| format!("cannot find the site's folder {}", root.display()))?;
    let output = resolve(output)?;
    let sources = [root.clone(), root.join("content"), root.join("themes")];
    let holds_sources = sources.iter().any(|source| source.starts_with(&output));
    let lies_in_sources = sources[1..].iter().any(|source| output.starts_with(source));
    if holds_sources || lies_in_sources {
        bail!("the output folder {} would replace the site's own sources; choose another", output.display());
    }
    if output.is_file() {
        bail!("the output folder {} is a file", output.display());
    }
    if is_filled(&output)? && !output.join(MARKER).is_file() {
        bail!(
            "the output folder {} is not empty and was not made by Dateline; choose another, or empty it first",
            output.display()
        );
    }
    Ok(output)
}

/// The path without links and dots; its last part need not exist yet.
fn resolve(path: &Path) -> Result<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let name = path.file_name().with_context(|| format!("{} is not a folder that can be made", path.display()))?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
    let parent = parent.canonicalize().with_context(|| format!("cannot find the folder {}", parent.display()))?;
    Ok(parent.join(name))
}

fn is_filled(folder: &Path) -> Result<bool> {
    if !folder.exists() {
        return Ok(false);
    }
    let mut entries = fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    Ok(entries.next().is_some())
}
