//! Links to a sentence of a page outside the site, by text fragments (WICG URL Fragment Text Directives).
//!
//! A browser that finds the text scrolls to it; one that does not shows the page from its beginning, so nothing is lost.

use crate::content::Article;
use crate::extract::Mention;
use crate::span::Span;
use std::fmt::Write;

/// Sentences of at most this many words are sought whole.
const WHOLE: usize = 8;
/// Of longer ones, this many words at either end.
const ENDS: usize = 4;
/// Words before a sentence that tell it from an earlier one with the same beginning.
const PREFIX: usize = 3;

/// Where the sentence of a mention stands in the original of its article, if that is on the web.
pub fn in_original(article: &Article, mention: &Mention) -> Option<String> {
    let url = article.meta.source.as_ref()?.url.as_deref().filter(|url| is_web(url))?;
    Some(link(url, &article.prose.text, mention.sentence))
}

/// True of an address that a reader may be sent to.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// `url` with a text fragment that leads to the sentence at `span` of `text`.
fn link(url: &str, text: &str, span: Span) -> String {
    let sentence = span.of(text).trim();
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let joint = if url.contains('#') { "" } else { "#" };
    let mut link = format!("{url}{joint}:~:text=");
    let (start, end) = match words.len() {
        0 => return url.to_owned(),
        n if n > WHOLE => (words.get(..ENDS), words.get(n - ENDS..)),
        _ => (words.get(..), None),
    };
    let start = start.unwrap_or_default().join(" ");
    let before = text.get(..span.start).unwrap_or_default();
    if before.contains(&start) {
        let prefix: Vec<&str> = before.split_whitespace().rev().take(PREFIX).collect();
        link.push_str(&encoded(&prefix.into_iter().rev().collect::<Vec<_>>().join(" ")));
        link.push_str("-,");
    }
    link.push_str(&encoded(&start));
    if let Some(end) = end {
        link.push(',');
        link.push_str(&encoded(&end.join(" ")));
    }
    link
}

/// Everything but ASCII letters and digits and `._~` as `%XX`: `-`, `,` and `&` have a meaning of their own in a fragment.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(text: &str, sentence: &str) -> String {
        let start = text.rfind(sentence).unwrap();
        link("https://example.org/a", text, Span::new(start, start + sentence.len()))
    }

    #[test]
    fn short_sentences_are_sought_whole_and_long_ones_by_their_ends() {
        assert_eq!(
            to("A two-storey house, gone.", "A two-storey house, gone."),
            "https://example.org/a#:~:text=A%20two%2Dstorey%20house%2C%20gone."
        );
        assert_eq!(
            to("One two three four five six seven eight nine.", "One two three four five six seven eight nine."),
            "https://example.org/a#:~:text=One%20two%20three%20four,six%20seven%20eight%20nine."
        );
    }

    #[test]
    fn a_sentence_without_spaces_is_sought_whole() {
        assert!(!to("空爆がラッカで行われた。", "空爆がラッカで行われた。").contains(','));
    }

    #[test]
    fn a_repeated_beginning_gets_the_words_before_it() {
        assert!(to("He left. They say: He left.", "He left.").ends_with("#:~:text=left.%20They%20say%3A-,He%20left."));
        assert!(link("https://x/#frag", "Yes.", Span::new(0, 4)).ends_with("/#frag:~:text=Yes."));
    }
}
