//! The words that the theme itself puts on pages, in the language of the site: lookup, patterns, plurals.
//!
//! Words live in `words/<language>.toml` of the theme. Not here: how a date is worded (`wording`), words of articles.

use super::theme::Theme;
use crate::diag::{Diagnostic, File};
use crate::span::Span;
use rustc_hash::FxHashMap;
use toml::{Table, Value};

/// The language whose words are complete; another language's gaps are filled from it.
const REFERENCE: &str = "en";

/// All words of one language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// As the templates see them.
    pub tree: Table,
    /// Each text by its dotted path, such as `dates.day`; items of lists by their number, as in `dates.months.0`.
    flat: FxHashMap<String, String>,
    /// What is wrong with them.
    pub problems: Vec<Diagnostic>,
}

impl Words {
    /// The words of `language` (a BCP 47 tag; its first part serves where the whole tag has no file). What may be wrong with
    /// them: no such file, not TOML, a word that is missing.
    pub fn load(theme: &Theme, language: &str) -> Self {
        let mut diagnostics = Vec::new();
        let reference = read(theme, REFERENCE).and_then(|file| parse(&file)).unwrap_or_else(|problem| {
            diagnostics.push(*problem);
            Table::new()
        });
        let own = match find(theme, language) {
            Some(tag) => read(theme, tag),
            None => Err(Box::new(no_language(language))),
        };
        let tree = own.and_then(|file| parse(&file).map(|own| complete(own, &reference, &file, &mut diagnostics)));
        let tree = tree.unwrap_or_else(|problem| {
            if !diagnostics.contains(&problem) {
                diagnostics.push(*problem);
            }
            reference
        });
        let mut flat = FxHashMap::default();
        flatten("", &Value::Table(tree.clone()), &mut flat);
        Words { tree, flat, problems: diagnostics }
    }

    /// The text at a dotted path; empty where there is none, which a diagnostic of [`Words::load`] has reported.
    pub fn get(&self, path: &str) -> &str {
        self.flat.get(path).map_or("", String::as_str)
    }

    /// The pattern at a dotted path with each `{name}` replaced by its value.
    pub fn fill(&self, path: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(path), values.iter().copied())
    }

    /// A number of things in words: `1 article`, `1,204 articles`. `noun` is a key of `[counts]`.
    pub fn counted(&self, n: usize, noun: &str) -> String {
        let form = self.plural_form(n);
        let exact = self.get(&format!("counts.{noun}.{form}"));
        let pattern = if exact.is_empty() { self.get(&format!("counts.{noun}.other")) } else { exact };
        fill(pattern, [("n", self.number(n).as_str())].into_iter())
    }

    /// A whole number with its digits in groups of three.
    pub fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut text = String::with_capacity(digits.len() + 4);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(self.get("thousands"));
            }
            text.push(digit);
        }
        text
    }

    /// Plural categories as the Unicode CLDR names them, for the families of rules named in the words files.
    fn plural_form(&self, n: usize) -> &'static str {
        match (self.get("plurals"), n, n % 10, n % 100) {
            ("one-other", 1, ..) | ("zero-one-other", 0 | 1, ..) => "one",
            ("one-few-many", _, 1, hundred) if hundred != 11 => "one",
            ("one-few-many", _, 2..=4, hundred) if !(12..=14).contains(&hundred) => "few",
            ("one-few-many", ..) => "many",
            ("one-two-other", 1, ..) => "one",
            ("one-two-other", 2, ..) => "two",
            ("zero-one-two-few-many-other", 0, ..) => "zero",
            ("zero-one-two-few-many-other", 1, ..) => "one",
            ("zero-one-two-few-many-other", 2, ..) => "two",
            ("zero-one-two-few-many-other", _, _, 3..=10) => "few",
            ("zero-one-two-few-many-other", _, _, 11..=99) => "many",
            _ => "other",
        }
    }
}

/// `pattern` with each `{name}` replaced; names without a value stay as they are.
pub fn fill<'a>(pattern: &str, values: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> String {
    let mut text = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let slot = after.split_once('}').and_then(|(name, after)| {
            values.clone().find(|(known, _)| *known == name).map(|(_, value)| (value, after))
        });
        match slot {
            Some((value, after)) => {
                text.push_str(value);
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

fn find<'a>(theme: &Theme, language: &'a str) -> Option<&'a str> {
    let first = language.split('-').next().unwrap_or(language);
    [language, first].into_iter().find(|tag| theme.bytes(&address(tag)).is_some())
}

fn address(tag: &str) -> String {
    format!("words/{tag}.toml")
}

fn read(theme: &Theme, tag: &str) -> Result<File, Box<Diagnostic>> {
    theme.text(&address(tag))
}

fn no_language(language: &str) -> Diagnostic {
    Diagnostic::warning(
        "words.language",
        format!("the theme has no words in the language `{language}`; English is shown"),
    )
    .hint(format!("translate `words/{REFERENCE}.toml` of the default theme as `words/{language}.toml` of your own"))
}

fn parse(file: &File) -> Result<Table, Box<Diagnostic>> {
    toml::from_str(&file.text).map_err(|error| {
        let span = error.span().map_or(Span::new(0, 0), Span::from);
        Box::new(Diagnostic::error("words.toml", error.message().replace('\n', ", ")).at(file, span))
    })
}

/// `own`, with what it lacks taken from `reference`, each gap reported.
fn complete(own: Table, reference: &Table, file: &File, diagnostics: &mut Vec<Diagnostic>) -> Table {
    let mut whole = own;
    fill_gaps("", &mut whole, reference, &mut |path| {
        diagnostics.push(
            Diagnostic::warning("words.missing", format!("`{path}` is missing or of another form than in English"))
                .of(file)
                .hint("the English words are shown in its place"),
        );
    });
    whole
}

fn fill_gaps(path: &str, own: &mut Table, reference: &Table, report: &mut impl FnMut(&str)) {
    for (key, expected) in reference {
        let here = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match (own.get_mut(key), expected) {
            // The forms of a count differ from language to language; the last resort is `other`.
            (Some(Value::Table(own)), Value::Table(_)) if path == "counts" && own.contains_key("other") => {}
            (Some(Value::Table(own)), Value::Table(expected)) => fill_gaps(&here, own, expected, report),
            (Some(Value::String(_)), Value::String(_)) => {}
            (Some(Value::Array(own)), Value::Array(expected)) if own.len() == expected.len() => {}
            _ => {
                report(&here);
                own.insert(key.clone(), expected.clone());
            }
        }
    }
}

fn flatten(path: &str, value: &Value, flat: &mut FxHashMap<String, String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Table(table) => table.iter().for_each(|(key, value)| flatten(&below(key), value, flat)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| flatten(&below(&at.to_string()), item, flat))
        }
        Value::String(text) => {
            flat.insert(path.to_owned(), text.clone());
        }
        other => {
            flat.insert(path.to_owned(), other.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn words(language: &str, text: &str) -> (Words, Vec<Diagnostic>) {
        let own = BTreeMap::from([(address(language), text.as_bytes().to_vec())]);
        with_problems(&Theme::overlaid(&own, "mine"), language)
    }

    fn with_problems(theme: &Theme, language: &str) -> (Words, Vec<Diagnostic>) {
        let words = Words::load(theme, language);
        let problems = words.problems.clone();
        (words, problems)
    }

    #[test]
    fn english_is_complete_and_counts() {
        let (words, diagnostics) = with_problems(&Theme::built_in(), "en-GB");
        assert_eq!(diagnostics, []);
        assert_eq!(words.counted(1, "articles"), "1 article");
        assert_eq!(words.counted(1_234_567, "articles"), "1,234,567 articles");
        assert_eq!(words.fill("dates.day", &[("day", "3"), ("month", "May"), ("year", "44 BC")]), "3 May 44 BC");
    }

    #[test]
    fn a_missing_word_is_reported_and_shown_in_english() {
        let (words, diagnostics) =
            words("fr", "plurals = 'zero-one-other'\n[counts]\nevents = { one = '{n} fait', other = '{n} faits' }");
        assert_eq!(words.counted(0, "events"), "0 fait");
        assert_eq!(words.get("nav.home"), "Overview");
        let missing: Vec<_> = diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert!(missing.contains(&"`counts.articles` is missing or of another form than in English"), "{missing:?}");
        assert!(diagnostics.iter().all(|d| d.code == "words.missing" && d.file.is_some()));
    }

    #[test]
    fn a_language_without_words_and_broken_words_are_reported() {
        let (english, diagnostics) = with_problems(&Theme::built_in(), "tlh");
        assert_eq!((english.get("nav.home"), diagnostics[0].code), ("Overview", "words.language"));
        let (_, diagnostics) = words("de", "plurals = [");
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["words.toml"]);
        assert_eq!(diagnostics[0].position().map(|p| p.1), Some(1));
    }

    /// The names in braces, each once.
    fn slots(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_language_of_the_theme_has_all_words_with_all_their_slots() {
        let theme = Theme::built_in();
        let (english, _) = with_problems(&theme, REFERENCE);
        let languages = theme.folder("words/").filter_map(|path| path.strip_prefix("words/")?.strip_suffix(".toml"));
        let mut complete = Vec::new();
        for language in languages {
            let (words, diagnostics) = with_problems(&theme, language);
            assert_eq!(diagnostics, [], "{language}");
            for (path, text) in &words.flat {
                let meant = english.flat.get(path).or_else(|| english.flat.get(&other_form(path)));
                let meant = meant.unwrap_or_else(|| panic!("{language}: `{path}` is no word of the theme"));
                // A form for one or two things may say the number in words.
                let may_lack = path.starts_with("counts.") && !path.ends_with(".other");
                let (own, meant) = (slots(text), slots(meant));
                assert!(
                    own == meant || may_lack && own.is_subset(&meant),
                    "{language}: {path}: {own:?}, not {meant:?}"
                );
                assert!(!text.trim().is_empty(), "{language}: {path}");
            }
            complete.push(language);
        }
        assert_eq!(complete, ["ar", "en"]);
    }

    /// The path of the last resort among the forms of a count.
    fn other_form(path: &str) -> String {
        path.rsplit_once('.').map_or(String::new(), |(count, _)| format!("{count}.other"))
    }

    #[test]
    fn arabic_plurals_are_those_of_the_cldr() {
        let (words, _) = with_problems(&Theme::built_in(), "ar");
        let forms = [0, 1, 2, 3, 10, 11, 26, 99, 100, 102, 103, 111, 1000].map(|n| words.plural_form(n));
        let expected =
            ["zero", "one", "two", "few", "few", "many", "many", "many", "other", "other", "few", "many", "other"];
        assert_eq!(forms, expected);
        assert_eq!(words.counted(2, "events"), "حدثان");
        assert_eq!(words.counted(1103, "articles"), "1,103 مقالات");
    }

    #[test]
    fn braces_that_are_no_slot_stay() {
        assert_eq!(fill("{a} {b} {", [("a", "{b}")].into_iter()), "{b} {b} {");
    }

    #[test]
    fn slavic_plurals_follow_the_last_digits() {
        let (words, _) = words(
            "uk",
            "plurals = 'one-few-many'\n[counts]\nevents = { one = '{n} one', few = '{n} few', many = '{n} many', other = '{n}' }",
        );
        let forms = [1, 2, 5, 11, 12, 21, 22, 111].map(|n| words.counted(n, "events"));
        assert_eq!(forms, ["1 one", "2 few", "5 many", "11 many", "12 many", "21 one", "22 few", "111 many"]);
    }
}
