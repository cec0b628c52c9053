//! What the path of a Markdown file says about it: a date, the last part of its address, a title to fall back on.
//!
//! Not here: front matter, which has the first word.

use super::is_markdown;
use crate::date::{Day, EdtfError, When};

/// What a path says. Of `content/2015/2015-11-18-strikes-on-raqqa.md`: a date and `strikes-on-raqqa`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PathName {
    /// The date that opens the name, or why it is none.
    pub date: Option<Result<Day, EdtfError>>,
    /// The folders below `content/`, and the name without date and extension.
    folders: Vec<String>,
    name: String,
}

/// The last part of the address that an article has by the name of its file; `path` begins with `content/`.
pub fn slug(path: &str) -> String {
    PathName::of(path).slug()
}

impl PathName {
    /// Reads a path that begins with `content/`. A file `index.md` has the name of its folder.
    pub(super) fn of(path: &str) -> Self {
        let inner = path.strip_prefix("content/").unwrap_or(path);
        let stem = if is_markdown(inner) { inner.rsplit_once('.').map_or(inner, |(stem, _)| stem) } else { inner };
        let mut parts: Vec<&str> = stem.split('/').collect();
        if parts.len() > 1 && parts.last() == Some(&"index") {
            parts.pop();
        }
        let last = parts.pop().unwrap_or_default();
        let (date, name) = split_date(last);
        PathName { date, folders: parts.into_iter().map(str::to_owned).collect(), name: name.to_owned() }
    }

    /// The address of an article: its name alone, since its date and folders are no part of what it is called.
    pub(super) fn slug(&self) -> String {
        slug::slugify(&self.name)
    }

    /// The address of a plain page, with its folders.
    pub(super) fn page_slug(&self) -> String {
        let parts = self.folders.iter().map(slug::slugify).chain([self.slug()]);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
    }

    /// The name in words, capitalised: `strikes-on-raqqa` is "Strikes on raqqa".
    pub(super) fn title(&self) -> String {
        let words = self.name.replace(['-', '_'], " ");
        let mut letters = words.trim().chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

/// A date `YYYY-MM-DD` in front of a name, and the name without it.
fn split_date(name: &str) -> (Option<Result<Day, EdtfError>>, &str) {
    let Some((date, rest)) = name.split_at_checked(10) else { return (None, name) };
    let shaped =
        date.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if !shaped || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return (None, name);
    }
    let day = date.parse::<When>().map(|when| when.sort_day());
    (Some(day), rest.trim_start_matches(['-', '_', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str) -> (Option<String>, String, String, String) {
        let name = PathName::of(path);
        let date = name.date.clone().map(|d| d.map_or_else(|e| e.to_string(), |d| d.to_string()));
        (date, name.slug(), name.page_slug(), name.title())
    }

    #[test]
    fn a_path_gives_date_slug_and_title() {
        let day = || Some("2015-11-18".to_owned());
        let strings = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        for (path, date, (slug, page, title)) in [
            ("content/about.md", None, strings("about", "about", "About")),
            ("content/Guide/our_method.md", None, strings("our-method", "guide/our-method", "Our method")),
            ("content/2015-11-18-raqqa.md", day(), strings("raqqa", "raqqa", "Raqqa")),
            ("content/x/2015-11-18-raqqa/index.md", day(), strings("raqqa", "x/raqqa", "Raqqa")),
            ("content/index.md", None, strings("index", "index", "Index")),
            ("content/2015-11-180.md", None, strings("2015-11-180", "2015-11-180", "2015 11 180")),
        ] {
            assert_eq!(read(path), (date, slug, page, title), "{path}");
        }
    }

    #[test]
    fn an_impossible_date_is_kept_with_its_reason() {
        assert_eq!(read("content/2015-02-30-x.md").0, Some("2015-02 has no day 30".into()));
        assert_eq!(read("content/2015-11-18.md").1, "");
    }
}
