//! Writing one file of a site's own, such as `events.lock`: the old text or the new, never half of one.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Makes the file at `path` hold `text`. True where it did not before.
///
/// # Errors
/// The system refuses; the file is then as it was.
pub fn replace(path: &Path, text: &str) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(false);
    }
    // A link is followed, so that what it leads to is written and the link stays.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = target.with_file_name(name);
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.map(|()| true).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_where_it_differs_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.lock");
        assert!(replace(&path, "one\n").unwrap());
        assert!(!replace(&path, "one\n").unwrap());
        assert!(replace(&path, "two\n").unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "two\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(replace(&folder.path().join("nowhere/events.lock"), "x").is_err());
    }
}
