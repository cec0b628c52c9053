//! Which addresses the articles of a site have already, as far as the names of their files tell.
//!
//! Not here: addresses that front matter gives (`slug`, `aliases`); a build tells where two fall together.

use crate::content;
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;

/// The Markdown files below the `content/` of the site at `root`: paths within the site's folder, with `/` between their parts, by name.
pub fn articles(root: &Path) -> impl Iterator<Item = String> {
    let files = WalkDir::new(root.join("content")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths = files.filter(|entry| entry.file_type().is_file()).filter_map(move |entry| {
        let parts: Option<Vec<&str>> = entry.path().strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
        Some(parts?.join("/"))
    });
    paths.filter(|path| content::is_markdown(path))
}

/// The last parts of the addresses of those articles.
pub fn slugs(root: &Path) -> BTreeSet<String> {
    articles(root).map(|path| content::slug(&path)).collect()
}
