//! The files of a theme: the built-in one, embedded in the program, overlaid file by file by a site's own.
//!
//! Not here: what the files mean. Templates are compiled in `templates`, words read in `words`, glyphs in `kinds`.

use crate::diag::{Diagnostic, File};
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::collections::BTreeMap;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// One file of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ThemeFile {
    bytes: Cow<'static, [u8]>,
    /// Where its author finds it.
    shown: String,
}

/// A whole theme: every file by its path within the theme's folder, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    files: BTreeMap<String, ThemeFile>,
}

impl Theme {
    /// The built-in theme alone.
    pub fn built_in() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUILT_IN, &mut files);
        Theme { files }
    }

    /// The built-in theme with `own` files in place of those at the same path, and beside them. `name` is the theme's name in
    /// `site.toml`; diagnostics speak of `themes/NAME/...`.
    pub fn overlaid(own: &BTreeMap<String, Vec<u8>>, name: &str) -> Self {
        let mut theme = Theme::built_in();
        for (path, bytes) in own {
            let file = ThemeFile { bytes: Cow::Owned(bytes.clone()), shown: format!("themes/{name}/{path}") };
            theme.files.insert(path.clone(), file);
        }
        theme
    }

    /// The bytes at a path.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|file| &*file.bytes)
    }

    /// The text at a path, under the name its author knows.
    ///
    /// # Errors
    /// A diagnostic where there is no such file or it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<File, Box<Diagnostic>> {
        let file = self.files.get(path).ok_or_else(|| Box::new(missing(path)))?;
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => Ok(File::new(file.shown.as_str(), text)),
            Err(_) => Err(Box::new(not_text(&file.shown))),
        }
    }

    /// Paths of all files in a folder of the theme (with its closing `/`), in order.
    pub fn folder<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.range(folder.to_owned()..).map(|(path, _)| path.as_str()).take_while(move |p| p.starts_with(folder))
    }
}

fn not_text(shown: &str) -> Diagnostic {
    Diagnostic::error("theme.utf8", "this file of the theme is not UTF-8 text").of(&File::new(shown, ""))
}

fn missing(path: &str) -> Diagnostic {
    Diagnostic::error("theme.missing", format!("the theme has no file `{path}`"))
        .hint(format!("add `{path}` to the theme's folder"))
}

fn collect(dir: &Dir<'static>, files: &mut BTreeMap<String, ThemeFile>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let shown = format!("themes/default/{path}");
        files.insert(path, ThemeFile { bytes: Cow::Borrowed(file.contents()), shown });
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_embedded_theme_is_the_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        let mut on_disk = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file())
        {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            on_disk.insert(path, std::fs::read(entry.path()).unwrap());
        }
        let embedded: BTreeMap<_, _> =
            Theme::built_in().files.into_iter().map(|(path, file)| (path, file.bytes.into_owned())).collect();
        assert!(embedded == on_disk, "run `touch build.rs` and build again");
    }

    #[test]
    fn a_site_replaces_and_adds_single_files() {
        let own =
            BTreeMap::from([("assets/style.css".to_owned(), b"body{}".to_vec()), ("x.txt".to_owned(), vec![0xff])]);
        let theme = Theme::overlaid(&own, "mine");
        assert_eq!(theme.bytes("assets/style.css"), Some(&b"body{}"[..]));
        assert_eq!(
            theme.text("assets/style.css").map(|f| f.path.to_string()),
            Ok("themes/mine/assets/style.css".into())
        );
        assert_eq!(theme.text("x.txt").map_err(|d| d.code), Err("theme.utf8"));
        assert_eq!(theme.text("y.txt").map_err(|d| d.code), Err("theme.missing"));
        assert!(theme.folder("templates/").any(|path| path == "templates/base.html"));
    }
}
