//! Where a link leads: out of the site, to another article, to a file beside it, or where no link may lead.
//!
//! Not here: whether the target exists (`check`) and which address it has (`html`, through [`Links`](super::Links)).

use super::composed::composed;
use std::path::Path;

/// What the destination of a link or an image stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An address elsewhere, left as it is.
    Elsewhere,
    /// A place on the same page, without `#`.
    Fragment(String),
    /// A Markdown file, by path from the site's folder; `rest` is what follows the path, such as `#part`.
    Page { path: String, rest: String },
    /// Any other file, likewise.
    Asset { path: String, rest: String },
    /// A path that leads out of `content/`.
    Outside,
    /// A scheme that can run scripts or hides content, such as `javascript`.
    Forbidden(String),
}

/// Schemes that a link may have. A list of what is allowed, because browsers know more dangerous ones than we do.
const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "geo"];

/// How the names of Markdown files end.
const ENDINGS: [&str; 2] = ["md", "markdown"];

/// The folder that links cannot leave.
const ROOT: &str = "content";

impl Target {
    /// Reads `destination` as it stands in the file at `path`, which begins with `content/`.
    pub(super) fn of(destination: &str, path: &str) -> Target {
        if let Some(fragment) = destination.strip_prefix('#') {
            return Target::Fragment(decode(fragment));
        }
        if let Some(scheme) = scheme(destination) {
            return if SCHEMES.contains(&scheme.as_str()) { Target::Elsewhere } else { Target::Forbidden(scheme) };
        }
        if destination.starts_with("//") || destination.is_empty() {
            return Target::Elsewhere;
        }
        let end = destination.find(['?', '#']).unwrap_or(destination.len());
        let (file, rest) = destination.split_at(end);
        match join(path, &decode(file)).map(composed) {
            Some(path) if is_markdown(&path) => Target::Page { path, rest: rest.to_owned() },
            Some(path) => Target::Asset { path, rest: rest.to_owned() },
            None => Target::Outside,
        }
    }

    /// The fragment that the link names in another article.
    pub(super) fn fragment(rest: &str) -> Option<String> {
        rest.split_once('#').map(|(_, fragment)| decode(fragment)).filter(|fragment| !fragment.is_empty())
    }
}

/// True of the path of an article, and not of a file beside it.
pub fn is_markdown(path: &str) -> bool {
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The scheme before the first colon, lower-case. Browsers skip blanks and control characters in it, so they are skipped here.
fn scheme(destination: &str) -> Option<String> {
    let (before, _) = destination.split_once(':')?;
    let scheme: String = before.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let letters = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'));
    (named && letters).then(|| scheme.to_ascii_lowercase())
}

/// The path of `file` seen from the file at `path`; from `content/` where it begins with `/`. `None` where it leads out.
fn join(path: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = if file.starts_with('/') {
        vec![ROOT]
    } else {
        path.rsplit_once('/').map_or("", |(folder, _)| folder).split('/').collect()
    };
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.len() <= 1 => return None,
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `text` with `%20` and the like replaced by what they stand for; as it is where that is not UTF-8.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.filter(|_| first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(destination: &str) -> Target {
        Target::of(destination, "content/news/a.md")
    }

    #[test]
    fn paths_count_from_the_article_or_from_the_content_folder() {
        let page = |path: &str, rest: &str| Target::Page { path: path.into(), rest: rest.into() };
        assert_eq!(of("b.md#part"), page("content/news/b.md", "#part"));
        assert_eq!(of("../about.md"), page("content/about.md", ""));
        assert_eq!(of("/about.md"), page("content/about.md", ""));
        assert_eq!(of("./a%20b.pdf?x"), Target::Asset { path: "content/news/a b.pdf".into(), rest: "?x".into() });
        assert_eq!(of("../B.MD#x"), page("content/B.MD", "#x"));
        assert_eq!(of("e\u{301}.md"), page("content/news/\u{e9}.md", ""));
        assert_eq!(of("../../site.toml"), Target::Outside);
        assert_eq!(of("%2e%2e/%2e%2e/site.toml"), Target::Outside);
        assert_eq!(of("#part"), Target::Fragment("part".into()));
    }

    #[test]
    fn only_harmless_schemes_pass() {
        for destination in ["https://a.org/b", "mailto:a@b.org", "//a.org/x", "HTTP://a"] {
            assert_eq!(of(destination), Target::Elsewhere, "{destination}");
        }
        for destination in
            ["javascript:alert(1)", " JavaScript:x", "java\nscript:x", "data:text/html,x", "vbscript:x", "file:///etc"]
        {
            assert!(matches!(of(destination), Target::Forbidden(_)), "{destination}");
        }
    }
}
