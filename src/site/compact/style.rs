//! Style sheets (CSS Syntax Level 3). White space counts between selectors and inside of `calc()`, not beside braces, semicolons and commas, nor after a colon.

use super::{comment, is_licence, quoted};

/// Beside these, white space separates nothing.
const SEPARATORS: [char; 5] = ['{', '}', ';', ',', ':'];

/// What stands between two pieces of a style sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    /// Only a comment, which separates words but is no white space.
    Comment,
    Space,
}

/// The style sheet without comments and needless white space; `None` where a text, a comment or a block has no end.
pub(super) fn compact(text: &str) -> Option<String> {
    let mut short = String::with_capacity(text.len());
    let mut gap = Gap::None;
    let mut depth = 0_usize;
    let mut rest = text.trim_start_matches('\u{feff}');
    while let Some(first) = rest.chars().next() {
        let aside =
            if rest.starts_with("/*") { rest.get(..comment(rest)?).filter(|text| !is_licence(text)) } else { None };
        let length = if let Some(aside) = aside {
            gap = if gap == Gap::None { Gap::Comment } else { gap };
            aside.len()
        } else if first.is_ascii_whitespace() {
            gap = Gap::Space;
            1
        } else {
            let length = piece(rest, first)?;
            depth = match first {
                '{' => depth + 1,
                '}' => depth.checked_sub(1)?,
                _ => depth,
            };
            separate(&mut short, std::mem::replace(&mut gap, Gap::None), first);
            short.push_str(rest.get(..length)?);
            length
        };
        rest = rest.get(length..)?;
    }
    (depth == 0).then_some(short)
}

/// How long the piece that `rest` begins with is: a text, an address, a comment that stays, an escaped or any other character.
fn piece(rest: &str, first: char) -> Option<usize> {
    match first {
        '"' | '\'' => quoted(rest),
        '/' if rest.starts_with("/*") => comment(rest),
        '\\' => Some(escape(rest)),
        'u' | 'U' => Some(address(rest).unwrap_or(1)),
        _ => Some(first.len_utf8()),
    }
}

/// The length of an escape: six hexadecimal digits at most, of which one white space is the end, or any character.
fn escape(rest: &str) -> usize {
    let digits = rest.chars().skip(1).take(6).take_while(char::is_ascii_hexdigit).count();
    let behind = rest.get(1 + digits..).unwrap_or_default();
    let next = behind.chars().next().filter(|c| digits == 0 || c.is_ascii_whitespace()).map_or(0, char::len_utf8);
    1 + digits + if digits > 0 && behind.starts_with("\r\n") { 2 } else { next }
}

/// The length of an address without quotes: `url(...)`.
fn address(rest: &str) -> Option<usize> {
    let inside = rest.get(4..).filter(|_| rest.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("url(")))?;
    let is_quoted = inside.trim_ascii_start().starts_with(['"', '\'']);
    let mut ends =
        inside.match_indices(')').filter(|(at, _)| !inside.get(..*at).is_some_and(|text| text.ends_with('\\')));
    if is_quoted { None } else { Some(4 + ends.next()?.0 + 1) }
}

/// Writes what must stand between what is written and the next piece.
fn separate(short: &mut String, gap: Gap, next: char) {
    let mut backwards = short.chars().rev();
    let before = backwards.next();
    // An escaped separator is part of a name.
    let is_escaped = backwards.next() == Some('\\');
    let is_needless = |before| SEPARATORS.contains(&before) && !is_escaped || SEPARATORS.contains(&next) && next != ':';
    match (gap, before) {
        (Gap::Space, Some(before)) if !is_needless(before) => short.push(' '),
        (Gap::Comment, Some(before)) if !is_needless(before) => short.push_str("/**/"),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_nothing_goes() {
        let text = "/* Look */\n:root { --a: #fff ; }\n\n@media (min-width: 52rem) {\n  a:hover , b > c { margin: 0 auto; }\n}\n";
        assert_eq!(
            compact(text).as_deref(),
            Some(":root{--a:#fff;}@media (min-width:52rem){a:hover,b > c{margin:0 auto;}}")
        );
    }

    #[test]
    fn what_counts_stays() {
        for text in [
            "a :hover{}",
            "a{width:calc(1px + 2px - 3px)}",
            "a{content:\"  /* no comment */ ; , \\\" x\"}",
            "a{background:url(data:image/svg+xml;a,  b/*c)}",
            "a/**/b{}",
            "/*! Licence: keep  this */a{}",
            ".a\\ b{}",
            ".a\\: .b{}",
            ".\\31  b{}",
            ".\\00003110 b{}",
            "a{}/* @license MIT */b{}",
            "@media screen and (color){}",
        ] {
            assert_eq!(compact(text).as_deref(), Some(text));
        }
        assert_eq!(compact("a/* x */b{}").as_deref(), Some("a/**/b{}"));
        assert_eq!(compact("a /* x */ b{}").as_deref(), Some("a b{}"));
        assert_eq!(compact("a{ } /* no end").as_deref(), None);
        assert_eq!(compact("a{ b: c").as_deref(), None);
        assert_eq!(compact("a{}} b{}").as_deref(), None);
        assert_eq!(compact("a{b:\"c\nd\"}").as_deref(), None);
    }
}
