//! Files that Dateline writes once for its users and that are theirs from then on: a new site, a new article, a workflow that publishes.
//!
//! The texts are data, beside the code. Nothing that exists is ever overwritten. Not here: the site that a build writes (`output`).

mod article;
mod plain_text;
mod site;
mod taken;
mod workflow;

pub use article::{Draft, Place, article, place};
pub use plain_text::{escaped, markdown, opened};
pub use site::init;
pub use taken::{articles, slugs};
pub use workflow::{Program, Workflow, workflow};

use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Writes `text` to a new file, whose folders are made where they are missing.
///
/// # Errors
/// There is a file of that name already, or the system refuses.
pub fn write_new(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let mut file = match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} exists already and is left as it is", path.display())
        }
        opened => opened.with_context(|| format!("cannot write {}", path.display()))?,
    };
    let written = file.write_all(text.as_bytes());
    if written.is_err() {
        // Half of a file would be taken for the whole the next time.
        let _ = fs::remove_file(path);
    }
    written.with_context(|| format!("cannot write {}", path.display()))
}
