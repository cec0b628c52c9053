//! The address at which a site will stand, split into what absolute and what relative links need.
//!
//! Not here: addresses of pages (`site`).

use std::str::FromStr;

/// The address at which a site will stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host, such as `https://user.github.io`; empty where the site does not say.
    pub origin: String,
    /// Path prefix with a slash at both ends: `/` or `/repo/`.
    pub path: String,
}

impl Default for BaseUrl {
    fn default() -> Self {
        BaseUrl { origin: String::new(), path: "/".into() }
    }
}

impl FromStr for BaseUrl {
    type Err = String;

    /// Reads `https://host/path`, with or without a path and a slash at its end. The error is a sentence for people.
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(format!("`{text}` has no scheme"));
        };
        if !matches!(scheme, "http" | "https") {
            return Err(format!("`{scheme}` is not `http` or `https`"));
        }
        if rest.contains(['?', '#']) {
            return Err("a site's address has no `?` and no `#`".into());
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '_');
        if host.is_empty() || !host.chars().all(allowed) {
            return Err(format!("`{host}` is not the name of a host"));
        }
        if path.chars().any(|c| c.is_whitespace() || c.is_control() || "\\\"'<>`{}|^".contains(c)) {
            return Err(format!("`/{path}` holds characters that no address may hold"));
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        if parts.iter().any(|part| matches!(*part, "." | "..")) {
            return Err("a site's address does not climb with `..`".into());
        }
        let path = if parts.is_empty() { "/".into() } else { format!("/{}/", parts.join("/")) };
        Ok(BaseUrl { origin: format!("{scheme}://{host}"), path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Result<(String, String), String> {
        text.parse::<BaseUrl>().map(|url| (url.origin, url.path))
    }

    #[test]
    fn an_address_is_split_into_origin_and_path() {
        for (text, origin, path) in [
            ("https://user.github.io", "https://user.github.io", "/"),
            ("https://user.github.io/", "https://user.github.io", "/"),
            ("https://user.github.io/repo", "https://user.github.io", "/repo/"),
            ("http://localhost:8000/a//b/", "http://localhost:8000", "/a/b/"),
        ] {
            assert_eq!(split(text), Ok((origin.into(), path.into())), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused() {
        for text in
            ["", "example.org", "ftp://a", "javascript://a", "https://", "https:///a", "https://a/../b", "https://a b/"]
        {
            assert!(split(text).is_err(), "{text}");
        }
        for text in ["https://a/?q", "https://a/\"onload", "https://a/b c"] {
            assert!(split(text).is_err(), "{text}");
        }
    }
}
