//! Where a file lies, seen from the site: the same from whichever folder it is named, and on every machine on which the two lie alike.
//!
//! Not here: what stands in the file.

use std::path::{Component, Path, PathBuf};

/// The way from the folder `root` to `file`, with `/` between its parts; `file` as it is named where there is no way.
pub(super) fn origin(root: &Path, file: &Path) -> String {
    let way = match (root.canonicalize(), file.canonicalize()) {
        (Ok(root), Ok(file)) => way(&root, &file).unwrap_or(file),
        _ => file.to_owned(),
    };
    way.to_string_lossy().replace('\\', "/")
}

/// `None` where the two have no folder in common, such as on two drives.
fn way(root: &Path, file: &Path) -> Option<PathBuf> {
    let common = root.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let up = root.components().skip(common).map(|_| Component::ParentDir);
    (common > 0).then(|| up.chain(file.components().skip(common)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_leads_up_and_down() {
        let way = |root: &str, file: &str| way(Path::new(root), Path::new(file)).map(|way| way.display().to_string());
        assert_eq!(way("/a/site", "/a/site/in/x.txt").as_deref(), Some("in/x.txt"));
        assert_eq!(way("/a/site", "/a/clips/x.txt").as_deref(), Some("../clips/x.txt"));
        assert_eq!(way("/a/b/site", "/c/x.txt").as_deref(), Some("../../../c/x.txt"));
        assert_eq!(way("/a", "x.txt"), None);
    }
}
