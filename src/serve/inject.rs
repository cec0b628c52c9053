//! What the preview adds to a page on its way to the browser: one script, on pages of events a second, and leave to run them.
//!
//! The site's own bytes stay as a build writes them. Not here: what the script does (`reload.js`).

use super::RESERVED;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::borrow::Cow;

/// What cannot stand in a path as it is.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}');

/// The directives that keep a page from loading our files, and from hearing our news.
const NEEDED: [&str; 3] = ["script-src", "style-src", "connect-src"];
/// Directives that stand before another where both are given.
const NARROWER: [&str; 2] = ["script-src-elem", "style-src-elem"];

/// The script of the editor's form, with what it needs to know.
pub(super) fn form(known: &str, token: &str) -> String {
    let known = escaped(known);
    format!("<script src=\"{RESERVED}decide.js\" data-token=\"{token}\" data-event=\"{known}\" defer></script>\n")
}

/// A page with our script at its end, which is told the page's version and the state that it is of; `form` stands before it. It runs before scripts that
/// are deferred, so that it sees the page as its bytes make it.
pub(super) fn into(page: &[u8], version: &str, number: u64, form: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    let text = admitted(&text);
    let script =
        format!("<script src=\"{RESERVED}reload.js\" data-version=\"{version}\" data-number=\"{number}\"></script>\n");
    let at = text.rfind("</body>").unwrap_or(text.len());
    let (before, after) = text.split_at_checked(at).unwrap_or((&text, ""));
    [before, form, &script, after].concat().into_bytes()
}

/// A page of our own, for want of one of the site's. `details` stand for themselves where scripts are off.
pub(super) fn placeholder(title: &str, details: &str) -> Vec<u8> {
    let (title, details) = (escaped(title), escaped(details));
    let details =
        if details.is_empty() { String::new() } else { format!("<noscript><pre>{details}</pre></noscript>\n") };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<body>\n<h1>{title}</h1>\n{details}</body>\n</html>\n"
    )
    .into_bytes()
}

/// A path as it stands in an address.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The page with our own files allowed by the Content Security Policies that it declares.
fn admitted(page: &str) -> Cow<'_, str> {
    let head = page.find("</head>").unwrap_or(page.len());
    let mut changed = String::new();
    let mut done = 0;
    for (start, _) in page.match_indices("<meta").take_while(|(start, _)| *start < head) {
        let Some(tag) = page.get(start..).and_then(|rest| rest.get(..rest.find('>')?)) else { break };
        let Some((from, policy)) = policy(tag) else { continue };
        let from = start + from;
        changed.push_str(page.get(done..from).unwrap_or_default());
        changed.push_str(&with_ours(policy));
        done = from + policy.len();
    }
    if done == 0 {
        return Cow::Borrowed(page);
    }
    changed.push_str(page.get(done..).unwrap_or_default());
    Cow::Owned(changed)
}

/// The policy that a `meta` tag declares and where it stands in it.
fn policy(tag: &str) -> Option<(usize, &str)> {
    if !tag.to_ascii_lowercase().contains("content-security-policy") {
        return None;
    }
    let (before, value) = tag.split_once("content=\"")?;
    Some((before.len() + "content=\"".len(), value.split('"').next()?))
}

/// A policy that lets the page load files from where it comes from itself, whatever else it forbids.
fn with_ours(policy: &str) -> String {
    let mut directives: Vec<(String, Vec<&str>)> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_ascii_whitespace();
            Some((words.next()?.to_ascii_lowercase(), words.collect()))
        })
        .collect();
    let default = directives.iter().find(|(name, _)| name == "default-src").map(|(_, sources)| sources.clone());
    for needed in NEEDED {
        if let Some(default) = default.as_ref().filter(|_| directives.iter().all(|(name, _)| name != needed)) {
            directives.push((needed.to_owned(), default.clone()));
        }
    }
    let is_ours = |name: &str| NEEDED.contains(&name) || NARROWER.contains(&name);
    for (_, sources) in directives.iter_mut().filter(|(name, _)| is_ours(name)) {
        sources.retain(|source| *source != "'none'");
        if !sources.contains(&"'self'") {
            sources.push("'self'");
        }
    }
    let written =
        directives.iter().map(|(name, sources)| format!("{name} {}", sources.join(" ")).trim_end().to_owned());
    written.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_and_nothing_else_changes() {
        let page = into(b"<!doctype html>\n<body>Hello</body>\n", "v", 7, "");
        let text = String::from_utf8(page).unwrap();
        assert_eq!(
            text.replace("<script src=\"/__dateline/reload.js\" data-version=\"v\" data-number=\"7\"></script>\n", ""),
            "<!doctype html>\n<body>Hello</body>\n"
        );
        assert!(String::from_utf8(into(b"no body", "v", 7, "")).unwrap().starts_with("no body<script"));
    }

    #[test]
    fn strict_policies_let_our_own_files_pass() {
        assert_eq!(
            with_ours("default-src 'none'; img-src https:"),
            "default-src 'none'; img-src https:; script-src 'self'; style-src 'self'; connect-src 'self'"
        );
        assert_eq!(
            with_ours("script-src 'sha256-x'; upgrade-insecure-requests"),
            "script-src 'sha256-x' 'self'; upgrade-insecure-requests"
        );
        assert_eq!(with_ours("script-src-elem 'none'"), "script-src-elem 'self'");
        let page = "<head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\"></head>é";
        assert_eq!(admitted(page), page.replace("'none'", "'self'"));
        assert_eq!(admitted("<p>script-src 'none'"), "<p>script-src 'none'");
    }

    #[test]
    fn a_placeholder_shows_text_as_text() {
        let page = String::from_utf8(placeholder("x", "<script>alert(1)</script>")).unwrap();
        assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    }
}
