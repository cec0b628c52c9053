//! Where every page stands: addresses relative to the output folder, and links between them.
//!
//! All links are relative and spelled out to the file name, so that a site works at `/`, under `/repo/`, from a disk and out of
//! an archive. Not here: which pages there are (`routes`).

use crate::date::Day;

/// Home.
pub const HOME: &str = "index.html";
/// Events of which no date is known at all.
pub const UNDATED: &str = "undated";
/// The list of articles.
pub const ARTICLES: &str = "articles";

/// The list of changes to published events.
pub const CHANGES: &str = "changes";

/// Search and filters.
pub const SEARCH: &str = "search.html";

/// The picture that stands for the site where a page of it is shared.
pub const CARD: &str = "data/card.png";
/// The checksums of the files of data.
pub const SUMS: &str = "data/SHA256SUMS";
/// What there is as data.
pub const DATA: &str = "data/index.html";
/// How the site was made.
pub const METHOD: &str = "method/index.html";

/// Folder of a year: `2015`, `0044-bc`.
pub fn year(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("{:04}-bc", 1 - i64::from(year)) }
}

/// Folder of a month: `2015/11`.
pub fn month(year_number: i32, month: u32) -> String {
    format!("{}/{month:02}", year(year_number))
}

/// Page of a day, counted from 1: `2015/11/13.html`, `2015/11/13-p2.html`.
pub fn day(day: Day, page: usize) -> String {
    let folder = month(day.year(), day.month());
    match page {
        1 => format!("{folder}/{:02}.html", day.day()),
        n => format!("{folder}/{:02}-p{n}.html", day.day()),
    }
}

/// A page of a folder's list, counted from 1: `index.html`, `p2.html`.
pub fn listed(folder: &str, page: usize) -> String {
    match page {
        1 => format!("{folder}/index.html"),
        n => format!("{folder}/p{n}.html"),
    }
}

/// Page of an event.
pub fn event(id: &str) -> String {
    format!("e/{id}.html")
}

/// The id of the event whose page has this address.
pub fn event_id(address: &str) -> Option<&str> {
    address.strip_prefix("e/")?.strip_suffix(".html")
}

/// Page of an article.
pub fn article(slug: &str) -> String {
    format!("a/{slug}.html")
}

/// Folder of a kind's list.
pub fn kind(id: &str) -> String {
    format!("kind/{id}")
}

/// Folder of a tag's list.
pub fn tag(slug: &str) -> String {
    format!("tag/{slug}")
}

/// Folder of a name of some sort, such as `place`.
pub fn facet(sort: &str, slug: &str) -> String {
    format!("{sort}/{slug}")
}

/// Page without a date.
pub fn plain(slug: &str) -> String {
    format!("{slug}/index.html")
}

/// Where a file from beside the articles is copied to: `content/a/map.png` becomes `files/a/map.png`.
pub fn asset(path: &str) -> String {
    format!("files/{}", path.strip_prefix("content/").unwrap_or(path))
}

/// Where a former address, as its author wrote it, is a file: `/old/`, `old` and `old/index.html` are one.
pub fn alias(written: &str) -> String {
    let path = written.trim().trim_start_matches('/');
    match path.rsplit('/').next() {
        Some(last) if last.contains('.') && !last.starts_with('.') => path.to_owned(),
        _ => format!("{}/index.html", path.trim_end_matches('/')).trim_start_matches('/').to_owned(),
    }
}

/// True of an address that stays within the output folder and can be a file's name on every system.
pub fn is_safe(address: &str) -> bool {
    let forbidden = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !address.contains(forbidden) && address.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// The way from the page at `address` to the root of the site: empty, `../`, `../../`.
pub fn root(address: &str) -> String {
    "../".repeat(address.matches('/').count())
}

/// An address as it stands in a link: everything but letters, digits and `-_.~/` of ASCII as `%XX`.
pub fn encoded(address: &str) -> String {
    let mut link = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => link.push(char::from(byte)),
            _ => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_before_christ_have_folders_of_their_own() {
        assert_eq!([year(2015), year(5), year(0), year(-43)], ["2015", "0005", "0001-bc", "0044-bc"]);
    }

    #[test]
    fn no_address_leads_out_of_the_site() {
        for bad in ["../x.html", "a/../x.html", "a//b.html", "/x.html", "a\\b.html", "c:/x", ""] {
            assert!(!is_safe(bad), "{bad}");
        }
        assert!(is_safe("a/Ärger.html"));
        assert!(!is_safe(&alias("../../etc/passwd.html")));
    }

    #[test]
    fn aliases_become_files() {
        assert_eq!(
            ["/old/", "old", "old/index.html", "x/y.html"].map(alias),
            ["old/index.html", "old/index.html", "old/index.html", "x/y.html"]
        );
        assert_eq!(alias("/"), "index.html");
    }

    #[test]
    fn links_are_percent_encoded() {
        assert_eq!(encoded("files/a b/é#1.png"), "files/a%20b/%C3%A9%231.png");
        assert_eq!(root("2015/11/index.html"), "../../");
    }
}
