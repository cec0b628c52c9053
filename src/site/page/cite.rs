//! How to cite an event: in words, and as BibTeX.

use crate::site::edition::Edition;
use crate::timeline::Event;

/// A plain citation without the address.
pub fn plain(edition: &Edition, event: &Event, when: &str) -> String {
    edition.words.fill("event.citation", &[("title", &event.title), ("when", when), ("site", &edition.config.title)])
}

/// An entry for a bibliography in BibTeX; `address` is the event's own, where the site knows it.
pub fn bibtex(edition: &Edition, event: &Event, when: &str, address: Option<&str>) -> String {
    let authors = edition.config.authors.iter().map(|author| format!("{{{}}}", escaped(author))).collect::<Vec<_>>();
    let fields = [
        ("author", authors.join(" and ")),
        ("title", escaped(&event.title)),
        ("howpublished", escaped(&edition.config.title)),
        ("note", escaped(&format!("{when} [{}]", event.id))),
        ("url", address.unwrap_or_default().to_owned()),
    ];
    let given = fields.iter().filter(|(_, value)| !value.is_empty());
    let lines: String = given.map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@misc{{{},\n{lines}}}", event.id)
}

/// Text in which nothing has a meaning of its own to TeX.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '\\' | '{' | '}' | '~' | '^' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_title_is_a_command() {
        assert_eq!(escaped("50% of {A} & \\b_c"), "50\\% of  A  \\&  b\\_c");
    }
}
