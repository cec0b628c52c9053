//! Style sheets and scripts of a theme as readers get them: without comments, indentation and empty lines, and one style sheet in place of several that
//! import each other.
//!
//! Nothing that a browser could tell apart changes, and names stay. A comment that begins with `!` or holds `@license` or `@preserve` stays, since licences stand in such. A file that cannot
//! be read with certainty is left as it is. Not here: what the files mean; HTML, whose templates are written without indentation.

mod script;
mod style;

use super::Theme;

/// How deep style sheets may stand within style sheets.
const DEEPEST: usize = 8;

/// The file at a path of the theme as a site gets it: a style sheet with those that it imports in it, so that a page waits for one; scripts and style sheets
/// short, all else as it is.
pub fn asset(theme: &Theme, path: &str) -> Option<Vec<u8>> {
    let bytes = theme.bytes(path)?;
    let text = std::str::from_utf8(bytes).ok();
    let shorter = match path.rsplit_once('.') {
        Some((_, "css")) => whole(theme, path, 0).or_else(|| style::compact(text?)),
        Some((_, "js")) => text.and_then(script::compact),
        _ => None,
    };
    Some(shorter.map_or_else(|| bytes.to_vec(), String::into_bytes))
}

/// A style sheet with all that it imports; `None` where not all of that lies beside it.
fn whole(theme: &Theme, path: &str, depth: usize) -> Option<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let sheet = style::compact(std::str::from_utf8(theme.bytes(path)?).ok()?)?;
    let (mut rest, mut whole) = (sheet.as_str(), String::new());
    while let Some((name, after)) = imported(rest).filter(|_| depth < DEEPEST) {
        whole.push_str(&self::whole(theme, &format!("{folder}/{name}"), depth + 1)?);
        rest = after;
    }
    // These count at the head of a sheet only, where the sheets before them would push them down.
    let lower = rest.to_ascii_lowercase();
    let leads = ["@import", "@charset", "@namespace"].iter().any(|rule| lower.contains(rule));
    (!leads).then(|| whole + rest)
}

/// True of a comment that says under which licence the file may be used, which whoever sends it has to say, too.
fn is_licence(comment: &str) -> bool {
    comment.starts_with("/*!")
        || comment.starts_with("//!")
        || ["@license", "@preserve"].iter().any(|sign| comment.contains(sign))
}

/// The style sheet that a short one imports first, by its name, and what comes after.
fn imported(sheet: &str) -> Option<(&str, &str)> {
    let (name, after) = sheet.strip_prefix("@import \"")?.split_once("\";")?;
    (!name.contains(['/', '"', '\\', ':'])).then_some((name, after))
}

/// The length of the quoted text that `rest` begins with, quotes included; `None` where a line ends first.
fn quoted(rest: &str) -> Option<usize> {
    let mut characters = rest.char_indices();
    let (_, quote) = characters.next()?;
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => _ = characters.next(),
            '\n' | '\r' => return None,
            c if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// The length of the comment between `/*` and `*/` that `rest` begins with; `None` where it has no end.
fn comment(rest: &str) -> Option<usize> {
    Some(rest.get(2..)?.find("*/")? + 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compacted(files: &[(&str, &str)], path: &str) -> String {
        let own = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        String::from_utf8(asset(&Theme::overlaid(&own, "mine"), path).unwrap()).unwrap()
    }

    #[test]
    fn every_script_and_style_sheet_of_the_built_in_theme_can_be_read() {
        let theme = Theme::built_in();
        for path in theme.folder("assets/").filter(|path| path.ends_with(".js") || path.ends_with(".css")) {
            let short = String::from_utf8(asset(&theme, path).unwrap()).unwrap();
            assert!(!short.contains("\n  ") && !short.contains("@import"), "{path}");
            assert_eq!(compacted(&[(path, &short)], path), short, "{path} is short already");
        }
    }

    #[test]
    fn a_style_sheet_holds_those_that_it_imports_or_none() {
        let files = [
            ("assets/a.css", "/* A */ @import \"b.css\";\n@import \"c.css\";\na { x: y; }"),
            ("assets/b.css", "b { x: y; }"),
            ("assets/c.css", "@import \"b.css\"; c { x: y; }"),
            ("assets/d.css", "@import \"b.css\"; @import \"nowhere.css\"; d{}"),
            ("assets/e.css", "@import \"b.css\"; @import \"c.css\" print; e{}"),
            ("assets/f.css", "@import \"f.css\"; f{}"),
            ("assets/g.css", "@import url(https://a.org/b.css); g{}"),
            ("assets/h.css", "@import \"b.css\"; @layer a; @IMPORT \"c.css\" print; h{}"),
            ("assets/i.css", "\u{feff}i { x: y; "),
            ("assets/j.css", "@import \"i.css\"; j{}"),
            ("assets/k.css", "\u{feff}k { x: y; }"),
            ("assets/l.css", "@import \"k.css\"; l{}"),
        ];
        let sheet = |path: &str| compacted(&files, path);
        assert_eq!(sheet("assets/a.css"), "b{x:y;}b{x:y;}c{x:y;}a{x:y;}");
        assert_eq!(sheet("assets/d.css"), "@import \"b.css\";@import \"nowhere.css\";d{}");
        assert_eq!(sheet("assets/e.css"), "@import \"b.css\";@import \"c.css\" print;e{}");
        assert_eq!(sheet("assets/f.css"), "@import \"f.css\";f{}");
        assert_eq!(sheet("assets/h.css"), "@import \"b.css\";@layer a;@IMPORT \"c.css\" print;h{}");
        assert_eq!(sheet("assets/j.css"), "@import \"i.css\";j{}", "a missing brace would swallow what follows");
        assert_eq!(sheet("assets/l.css"), "k{x:y;}l{}");
        assert_eq!(sheet("assets/g.css"), "@import url(https://a.org/b.css);g{}");
    }

    #[test]
    fn other_files_and_what_cannot_be_read_stay() {
        for (path, text) in [
            ("assets/icon.svg", "<svg>  </svg>"),
            ("assets/x.js", "let a = '  // no end"),
            ("assets/x.css", "a { b: \"c "),
        ] {
            assert_eq!(compacted(&[(path, text)], path), text);
        }
        let own = std::collections::BTreeMap::from([("assets/y.css".to_owned(), b"a { b: \xff }".to_vec())]);
        assert_eq!(asset(&Theme::overlaid(&own, "mine"), "assets/y.css").unwrap(), b"a { b: \xff }");
    }
}
