//! The notation of patterns: text to sequences of elements.
//!
//! `word`, `{class}`, `{part}`, `{shape}`, `<sort>` of an item, `[optional]`, `(one | other)`, and `~`, which stands for a word of class
//! `to` and splits a range into two expressions. Not here: what the names mean (`load`).

/// One element of a pattern, before its names are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Symbol {
    /// A word or mark, as it stands in a text.
    Word(String),
    /// `{name}`.
    Name(String),
    /// `<sort>`.
    Item(String),
    /// `~`.
    Split,
}

/// Most sequences that one pattern may stand for.
const MOST: usize = 4_000;

/// Every sequence of symbols that a pattern stands for.
pub(super) fn expand(pattern: &str) -> Result<Vec<Vec<Symbol>>, String> {
    let words = split(pattern);
    let mut at = 0;
    let sequences = alternatives(&words, &mut at)?;
    match words.get(at) {
        Some(word) => Err(format!("`{word}` closes nothing in `{pattern}`")),
        None => Ok(sequences),
    }
}

/// The words, names and brackets of a pattern.
fn split(pattern: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(pattern.len() * 2);
    for letter in pattern.chars() {
        if matches!(letter, '[' | ']' | '(' | ')' | '|') {
            spaced.extend([' ', letter, ' ']);
        } else {
            spaced.push(letter);
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

/// Sequences parted by `|`, up to a closing bracket or the end.
fn alternatives(words: &[String], at: &mut usize) -> Result<Vec<Vec<Symbol>>, String> {
    let mut all = sequence(words, at)?;
    while words.get(*at).is_some_and(|word| word == "|") {
        *at += 1;
        all.extend(sequence(words, at)?);
    }
    Ok(all)
}

fn sequence(words: &[String], at: &mut usize) -> Result<Vec<Vec<Symbol>>, String> {
    let mut all = vec![Vec::new()];
    while let Some(word) = words.get(*at) {
        let choices = match word.as_str() {
            "|" | ")" | "]" => break,
            "(" => bracket(words, at, ")")?,
            "[" => {
                let mut choices = bracket(words, at, "]")?;
                choices.push(Vec::new());
                choices
            }
            _ => vec![vec![symbol(word)?]],
        };
        *at += 1;
        all = all.iter().flat_map(|head| choices.iter().map(|tail| [head.as_slice(), tail].concat())).collect();
        if all.len() > MOST {
            return Err(format!("the pattern stands for more than {MOST} sequences"));
        }
    }
    Ok(all)
}

/// What stands between the bracket at `at` and its partner, where `at` ends up.
fn bracket(words: &[String], at: &mut usize, close: &str) -> Result<Vec<Vec<Symbol>>, String> {
    *at += 1;
    let inner = alternatives(words, at)?;
    match words.get(*at) {
        Some(word) if word == close => Ok(inner),
        _ => Err(format!("a bracket is not closed by `{close}`")),
    }
}

fn symbol(word: &str) -> Result<Symbol, String> {
    let within = |open, close| word.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    if word == "~" {
        Ok(Symbol::Split)
    } else if let Some(name) = within('{', '}') {
        Ok(Symbol::Name(name.to_owned()))
    } else if let Some(name) = within('<', '>') {
        Ok(Symbol::Item(name.to_owned()))
    } else if word.contains(['{', '}']) {
        Err(format!("`{word}` is neither a word nor a name in braces"))
    } else {
        Ok(Symbol::Word(word.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pattern: &str) -> Vec<String> {
        let show = |symbol: &Symbol| match symbol {
            Symbol::Word(word) => word.clone(),
            Symbol::Name(name) => format!("{{{name}}}"),
            Symbol::Item(name) => format!("<{name}>"),
            Symbol::Split => "~".to_owned(),
        };
        let join = |sequence: &Vec<Symbol>| sequence.iter().map(show).collect::<Vec<_>>().join(" ");
        expand(pattern).unwrap().iter().map(join).collect()
    }

    #[test]
    fn options_and_alternatives_are_written_out() {
        assert_eq!(shown("{day} [of] {month}"), ["{day} of {month}", "{day} {month}"]);
        assert_eq!(shown("(at | on[ to]) <date>"), ["at <date>", "on to <date>", "on <date>"]);
        assert_eq!(shown("{day} ~ {day}"), ["{day} ~ {day}"]);
    }

    #[test]
    fn what_is_not_closed_is_refused() {
        for pattern in ["(a", "a)", "[a)", "{a", "a | b ]"] {
            assert!(expand(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_stands_for_too_much_is_refused() {
        assert!(expand(&"[a] ".repeat(20)).is_err());
    }
}
