//! Scripts (ECMAScript 2024): lines stay lines, since where a statement ends may hang on them; comments, indentation and empty lines go.
//!
//! A slash begins a regular expression or divides, which only what stands before it can tell. Where that would need a whole parser the script is left
//! as it is.

use super::{comment, is_licence, quoted};

/// How deep templates may stand within templates.
const DEEPEST: usize = 20;

/// What a slash after something means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slash {
    Divides,
    BeginsExpression,
    /// Only a parser could tell.
    Unclear,
}

/// A piece of a script, with its length in bytes.
enum Piece {
    Space { has_line: bool },
    Text,
}

/// The script without comments and indentation; `None` where it cannot be read with certainty.
pub(super) fn compact(text: &str) -> Option<String> {
    // These begin comments of other sorts and lines of other kinds.
    if text.starts_with("#!") || ["<!--", "-->", "\u{2028}", "\u{2029}"].iter().any(|odd| text.contains(odd)) {
        return None;
    }
    let mut reader = Reader::new(0);
    let mut short = String::with_capacity(text.len());
    let (mut rest, mut is_apart, mut has_line) = (text, false, false);
    while !rest.is_empty() {
        let (piece, length) = reader.next(rest)?;
        match piece {
            Piece::Space { has_line: line } => (is_apart, has_line) = (true, has_line || line),
            Piece::Text => {
                if is_apart && !short.is_empty() {
                    short.push(if has_line { '\n' } else { ' ' });
                }
                (is_apart, has_line) = (false, false);
                short.push_str(rest.get(..length)?);
            }
        }
        rest = rest.get(length..)?;
    }
    Some(short + "\n")
}

/// Reads a script piece by piece.
struct Reader {
    /// What a slash would mean here.
    slash: Slash,
    /// For each open parenthesis, what a slash after its end means.
    open: Vec<Slash>,
    /// The keyword just read, after which a parenthesis holds a condition; or that a name follows a dot.
    after_word: Slash,
    is_member: bool,
    depth: usize,
}

impl Reader {
    fn new(depth: usize) -> Self {
        Reader { slash: Slash::BeginsExpression, open: Vec::new(), after_word: Slash::Divides, is_member: false, depth }
    }

    /// The piece that `rest` begins with.
    fn next(&mut self, rest: &str) -> Option<(Piece, usize)> {
        let first = rest.chars().next()?;
        if first.is_whitespace() {
            return Some((Piece::Space { has_line: matches!(first, '\n' | '\r') }, first.len_utf8()));
        }
        let length = match rest.get(..2) {
            Some("//") => Some(rest.find(['\n', '\r']).unwrap_or(rest.len())),
            Some("/*") => Some(comment(rest)?),
            _ => None,
        };
        if let Some(text) = length.and_then(|length| rest.get(..length)) {
            let has_line = text.starts_with("//") || text.contains(['\n', '\r']);
            let piece = if is_licence(text) { Piece::Text } else { Piece::Space { has_line } };
            return Some((piece, text.len()));
        }
        Some((Piece::Text, self.text(rest, first)?))
    }

    /// The length of the text that `rest` begins with.
    fn text(&mut self, rest: &str, first: char) -> Option<usize> {
        let word = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
        if word > 0 {
            self.word(rest.get(..word)?);
            return Some(word);
        }
        let is_member = std::mem::replace(&mut self.is_member, first == '.');
        let after_word = std::mem::replace(&mut self.after_word, Slash::Divides);
        let (slash, length) = match first {
            '"' | '\'' => (Slash::Divides, quoted(rest)?),
            '`' => (Slash::Divides, template(rest, self.depth)?),
            '/' => match self.slash {
                Slash::Divides => (Slash::BeginsExpression, 1),
                Slash::BeginsExpression => (Slash::Divides, expression(rest)?),
                Slash::Unclear => return None,
            },
            '(' => {
                self.open.push(if is_member { Slash::Divides } else { after_word });
                (Slash::BeginsExpression, 1)
            }
            ')' => (self.open.pop()?, 1),
            ']' => (Slash::Divides, 1),
            '}' | '.' => (Slash::Unclear, 1),
            '+' | '-' if rest.get(1..2) == rest.get(..1) => (Slash::Unclear, 2),
            _ => (Slash::BeginsExpression, first.len_utf8()),
        };
        self.slash = slash;
        Some(length)
    }

    fn word(&mut self, word: &str) {
        let is_member = std::mem::take(&mut self.is_member);
        (self.slash, self.after_word) = match word {
            _ if is_member => (Slash::Divides, Slash::Divides),
            "if" | "while" | "for" | "with" => (Slash::BeginsExpression, Slash::BeginsExpression),
            "await" | "yield" | "of" | "let" | "async" => (Slash::Unclear, Slash::Unclear),
            "return" | "typeof" | "instanceof" | "in" | "new" | "delete" | "void" | "throw" | "case" | "do"
            | "else" | "default" | "extends" => (Slash::BeginsExpression, Slash::Divides),
            _ => (Slash::Divides, Slash::Divides),
        };
    }
}

/// Letters, digits and whatever else may stand in a name.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '@' | '\\') || !c.is_ascii() && !c.is_whitespace()
}

/// The length of the template that `rest` begins with, from the first to the last backtick. What is in it stays as it is.
fn template(rest: &str, depth: usize) -> Option<usize> {
    let mut at = 1;
    loop {
        let inside = rest.get(at..)?;
        let first = inside.chars().next()?;
        at += match first {
            '`' => return Some(at + 1),
            '\\' => 1 + inside.get(1..)?.chars().next()?.len_utf8(),
            '$' if inside.starts_with("${") => 2 + slot(inside.get(2..)?, depth + 1)?,
            first => first.len_utf8(),
        };
    }
}

/// The length of the code in a slot of a template, with the brace that ends it.
fn slot(rest: &str, depth: usize) -> Option<usize> {
    if depth == DEEPEST {
        return None;
    }
    let mut reader = Reader::new(depth);
    let (mut at, mut open) = (0, 0_usize);
    loop {
        let inside = rest.get(at..)?;
        let (_, length) = reader.next(inside)?;
        at += length;
        match inside.chars().next()? {
            '{' => open += 1,
            '}' if open == 0 => return Some(at),
            '}' => open -= 1,
            _ => {}
        }
    }
}

/// The length of the regular expression that `rest` begins with, without its flags.
fn expression(rest: &str) -> Option<usize> {
    let mut characters = rest.char_indices().skip(1);
    let mut is_class = false;
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => _ = characters.next(),
            '\n' | '\r' => return None,
            '[' => is_class = true,
            ']' => is_class = false,
            '/' if !is_class => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_indentation_and_empty_lines_go() {
        let text =
            "// About.\n\n/** Adds. */\nfunction add(a, b) {\n    return a /* one */ + b; // done\n\n}\nadd(1,\n  2)\n";
        assert_eq!(compact(text).as_deref(), Some("function add(a, b) {\nreturn a + b;\n}\nadd(1,\n2)\n"));
        assert_eq!(compact("return /* a\nb */ c").as_deref(), Some("return\nc\n"));
    }

    #[test]
    fn what_looks_like_a_comment_stays() {
        for text in [
            "let a = 'http://x' + \"/* b */\" + '\\'//';\n",
            "let a = `// b ${c(`/* ${d} */`)} /* {\n   e */`;\n",
            "let a = /[/\"]/.test(b) && c;\n",
            "if (a) /\"/.exec(b)\n",
            "let a = (b + c) / d / e + f[0] / 2;\n",
            "let a = `${(b) / 2}h.9V${c / d}Z`;\n",
            "x.return / 2 / y;\n",
            "/*! Licence */\nlet a;\n",
            "// @license MIT\nlet a;\n",
            "let a = 1; /* @preserve */ let b;\n",
            "export default /'/;\n",
            "return /\\/\\*/.test(a);\n",
        ] {
            assert_eq!(compact(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_only_a_parser_could_tell_is_left_alone() {
        for text in [
            "}\n/'/.test(a)",
            "a++ / 2",
            "1. / 2",
            "await /a/",
            "a) b",
            "let a = `${`",
            "<!-- a",
            "/* a",
            "let a = /b\n/",
        ] {
            assert_eq!(compact(text), None, "{text}");
        }
        assert_eq!(compact(&"`${".repeat(10_000)), None);
    }
}
