//! The notation of patterns.
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

/// A pattern as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// One element.
    Symbol(Symbol),
    /// One after another; nothing where it is empty.
    Sequence(Vec<Pattern>),
    /// Any one of these: `(a | b)`, and `[a]`, whose second choice is nothing.
    Choice(Vec<Pattern>),
}

/// Reads a pattern.
pub(super) fn parse(pattern: &str) -> Result<Pattern, String> {
    let words = split(pattern);
    let mut at = 0;
    let read = alternatives(&words, &mut at)?;
    match words.get(at) {
        Some(word) => Err(format!("`{word}` closes nothing in `{pattern}`")),
        None => Ok(read),
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
fn alternatives(words: &[String], at: &mut usize) -> Result<Pattern, String> {
    let first = sequence(words, at)?;
    if words.get(*at).is_none_or(|word| word != "|") {
        return Ok(first);
    }
    let mut all = vec![first];
    while words.get(*at).is_some_and(|word| word == "|") {
        *at += 1;
        all.push(sequence(words, at)?);
    }
    Ok(Pattern::Choice(all))
}

fn sequence(words: &[String], at: &mut usize) -> Result<Pattern, String> {
    let mut all = Vec::new();
    while let Some(word) = words.get(*at) {
        all.push(match word.as_str() {
            "|" | ")" | "]" => break,
            "(" => bracket(words, at, ")")?,
            "[" => Pattern::Choice(vec![bracket(words, at, "]")?, Pattern::Sequence(Vec::new())]),
            _ => Pattern::Symbol(symbol(word)?),
        });
        *at += 1;
    }
    Ok(Pattern::Sequence(all))
}

/// What stands between the bracket at `at` and its partner, where `at` ends up.
fn bracket(words: &[String], at: &mut usize, close: &str) -> Result<Pattern, String> {
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

    /// Every sequence that a pattern stands for.
    fn shown(pattern: &Pattern) -> Vec<String> {
        match pattern {
            Pattern::Symbol(Symbol::Word(word)) => vec![word.clone()],
            Pattern::Symbol(Symbol::Name(name)) => vec![format!("{{{name}}}")],
            Pattern::Symbol(Symbol::Item(name)) => vec![format!("<{name}>")],
            Pattern::Symbol(Symbol::Split) => vec!["~".to_owned()],
            Pattern::Choice(all) => all.iter().flat_map(shown).collect(),
            Pattern::Sequence(all) => all.iter().fold(vec![String::new()], |heads, part| {
                let tails = shown(part);
                let join = |head: &String, tail: &String| format!("{head} {tail}").trim().to_owned();
                heads.iter().flat_map(|head| tails.iter().map(move |tail| join(head, tail))).collect()
            }),
        }
    }

    #[test]
    fn options_and_alternatives_stand_for_several_sequences() {
        for (pattern, sequences) in [
            ("{day} [of] {month}", &["{day} of {month}", "{day} {month}"][..]),
            ("(at | on[ to]) <date>", &["at <date>", "on to <date>", "on <date>"]),
            ("{day} ~ {day}", &["{day} ~ {day}"]),
            ("one | two", &["one", "two"]),
        ] {
            assert_eq!(shown(&parse(pattern).unwrap()), sequences);
        }
    }

    #[test]
    fn what_is_not_closed_is_refused() {
        for pattern in ["(a", "a)", "[a)", "{a", "a | b ]"] {
            assert!(parse(pattern).is_err(), "{pattern}");
        }
    }
}
