//! The links and the names of places of an HTML page, found in one pass without building a tree.
//!
//! Reads tags as browsers do (quoted, unquoted and empty attributes, comments, raw text of scripts and styles), and any text without
//! complaint. Not here: whether the links lead anywhere (`pages`).

use std::borrow::Cow;

/// What is looked for in a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Markup<'a> {
    /// Values of `href` and `src`, in order, with their character references resolved.
    pub links: Vec<Cow<'a, str>>,
    /// Values of `id`, sorted.
    pub ids: Vec<&'a str>,
}

/// Elements whose content is no markup.
const RAW: [(&str, &str); 2] = [("script", "</script"), ("style", "</style")];

pub(super) fn read(html: &str) -> Markup<'_> {
    let mut markup = Markup::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after(comment, "-->");
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            rest = tag(rest, &mut markup);
        }
    }
    markup.ids.sort_unstable();
    markup
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.find(mark).and_then(|at| text.get(at + mark.len()..)).unwrap_or_default()
}

/// Reads a tag from its name on, and gives what follows it.
fn tag<'a>(text: &'a str, markup: &mut Markup<'a>) -> &'a str {
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    let (name, mut rest) = text.split_at(text.find(ends_name).unwrap_or(text.len()));
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return rest;
        }
        if let Some(content) = rest.strip_prefix('>') {
            let raw = RAW.iter().find(|(raw, _)| name.eq_ignore_ascii_case(raw));
            return raw.map_or(content, |(_, end)| after(content, end));
        }
        let (key, value, following) = attribute(rest);
        match key {
            "id" => markup.ids.push(value),
            "href" | "src" => markup.links.push(resolved(value.trim())),
            _ => {}
        }
        rest = following;
    }
}

/// One attribute, its value, and what follows.
fn attribute(text: &str) -> (&str, &str, &str) {
    // The first character belongs to the name, whatever it is, so each step goes on.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=');
    let end = text.get(first..).and_then(|rest| rest.find(ends)).map_or(text.len(), |at| first + at);
    let (key, rest) = text.split_at(end);
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else { return (key, "", rest) };
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, rest) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return (key, value, rest);
        }
    }
    let (value, rest) =
        value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len()));
    (key, value, rest)
}

/// The value without the references that stand for marks.
fn resolved(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let marks = [
        ("&#x2F;", "/"),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    Cow::Owned(marks.into_iter().fold(value.to_owned(), |text, (reference, mark)| text.replace(reference, mark)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn attributes_are_read_as_browsers_do() {
        let html = "<p>a < b<!-- <a href=x> --><a class=\"x>y\" href = 'a?b&amp;c' id=z hidden>\
            <script src=s.js>'<a href=x>'</script><IMG src=i.png/><a href>";
        let markup = read(html);
        assert_eq!(markup.links, ["a?b&c", "s.js", "i.png/", ""]);
        assert_eq!(markup.ids, ["z"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(html in "(<|>|a|/|=|\"|'| |href|id|<!--|-->|<script|\u{e9}|&amp;){0,40}") {
            read(&html);
        }
    }
}
