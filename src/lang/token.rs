//! Cutting text into tokens: words, numbers and marks, each with its place.
//!
//! Hyphenated words are cut at their hyphens and clitics from their hosts ("didn't": "did", "n't"; "Kirby's": "Kirby", "'s"), as in the
//! Universal Dependencies treebanks of English. Not here: sentences, and what a word is.

use super::{Abbreviation, Vocabulary, WordId};
use crate::span::Span;

/// What sort of thing a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Letters, perhaps with digits after them or full stops within: "bombed", "U.S.", "F16", "'s".
    Word,
    /// Begins with a digit: "65", "1,200", "3.5", "15:00", "18th", "1990s".
    Number,
    /// An opening quotation mark.
    OpenQuote,
    /// A closing quotation mark.
    CloseQuote,
    /// A mark that ends a sentence: `.`, `!`, `?`, an ellipsis.
    End,
    /// A closing bracket.
    CloseBracket,
    /// Any other mark.
    Mark,
}

/// How the letters of a word are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capital {
    /// No capital first, or no letters at all.
    None,
    /// A capital first: "Raqqa".
    First,
    /// Two or more letters, all capitals: "ISIL", "U.S.".
    All,
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its number in the vocabulary; of an abbreviation, that of the word without its full stop.
    pub word: WordId,
    /// What sort of thing it is.
    pub class: Class,
    /// How its letters are written.
    pub capital: Capital,
    /// True where white space, or nothing, stands before it.
    pub spaced: bool,
    /// True of a word that ends with a full stop of its own: "Nov.", "U.S.", "J.".
    pub stopped: bool,
}

impl Token {
    /// True of one of these words; of no unknown one.
    pub fn is_among(&self, words: &[WordId]) -> bool {
        self.word.is_known() && words.contains(&self.word)
    }
}

/// Longest local part of a mail address, in bytes (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL_PART: usize = 64;

/// Most letters of an abbreviation with a full stop after each: "U.S.S.R.".
const MOST_INITIALS: usize = 12;

/// Appends the tokens of `block` to `out`.
pub(super) fn tokenise(text: &str, block: Span, vocabulary: &Vocabulary, out: &mut Vec<Token>) {
    let mut cutter = Cutter { text, at: block.start, end: block.end.min(text.len()), vocabulary, out };
    while cutter.step() {}
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    vocabulary: &'a Vocabulary,
    out: &'a mut Vec<Token>,
}

impl Cutter<'_> {
    /// Cuts the next token; false at the end of the block.
    fn step(&mut self) -> bool {
        let begin = self.at;
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += self.peek(0).map_or(1, char::len_utf8);
        }
        let spaced = self.at > begin || self.out.last().is_none_or(|last| last.span.end != self.at);
        let Some(first) = self.peek(0) else { return false };
        match first {
            _ if first.is_alphabetic() => self.word(spaced),
            _ if first.is_numeric() => self.number(spaced),
            '\'' | '’' | '‘' | '`' | '"' | '“' | '”' | '„' | '«' | '»' => {
                self.quote_or_apostrophe(first, spaced)
            }
            '.' | '!' | '?' | '…' => self.run(first, Class::End, spaced),
            ')' | ']' | '}' => self.push(1, Class::CloseBracket, spaced),
            '-' | '*' | '_' | '=' | '~' => self.run(first, Class::Mark, spaced),
            _ => self.push(first.len_utf8(), Class::Mark, spaced),
        }
        true
    }

    /// The character `offset` bytes on, within the block.
    fn peek(&self, offset: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at + offset).filter(|_| self.at + offset < self.end)?;
        if byte.is_ascii() { Some(char::from(byte)) } else { self.text.get(self.at + offset..self.end)?.chars().next() }
    }

    /// Length in bytes of the run of characters from `offset` on that fit.
    fn while_fits(&self, offset: usize, fits: impl Fn(char) -> bool) -> usize {
        let mut length = offset;
        while let Some(letter) = self.peek(length).filter(|&letter| fits(letter)) {
            length += letter.len_utf8();
        }
        length - offset
    }

    fn push(&mut self, length: usize, class: Class, spaced: bool) {
        let span = Span::new(self.at, self.at + length);
        self.push_as(span, span, class, spaced);
    }

    /// Adds the token at `span`, known to the vocabulary as the word at `name`.
    fn push_as(&mut self, span: Span, name: Span, class: Class, spaced: bool) {
        let letters = name.of(self.text);
        let capital = if class == Class::Word { capital(letters) } else { Capital::None };
        let stopped = class == Class::Word && self.text.as_bytes().get(span.end - 1) == Some(&b'.');
        self.out.push(Token { span, word: self.vocabulary.get(letters), class, capital, spaced, stopped });
        self.at = span.end;
    }

    /// A run of one mark, such as `--` or `...`, as one token.
    fn run(&mut self, first: char, class: Class, spaced: bool) {
        let length = self.while_fits(0, |mark| mark == first);
        self.push(length, class, spaced);
    }

    fn word(&mut self, spaced: bool) {
        if let Some(length) = self.address() {
            return self.push(length, Class::Word, spaced);
        }
        let length = self.while_fits(0, char::is_alphanumeric);
        if let Some(dotted) = self.dotted(length) {
            return self.push(dotted, Class::Word, spaced);
        }
        let span = Span::new(self.at, self.at + length);
        if self.peek(length) == Some('.') && self.is_abbreviation(span) {
            return self.push_as(Span::new(span.start, span.end + 1), span, Class::Word, spaced);
        }
        let (host, clitic) = self.clitic(length);
        if host > 0 {
            self.push(host, Class::Word, spaced);
        }
        if clitic > 0 {
            self.push(clitic, Class::Word, spaced && host == 0);
        }
    }

    /// Length of a web or mail address that begins here.
    fn address(&self) -> Option<usize> {
        let rest = self.text.get(self.at..self.end)?;
        let is_web = ["http://", "https://", "www."].iter().any(|scheme| rest.starts_with(scheme));
        let mut name = 0;
        let fits = |c: &char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        while let Some(letter) = self.peek(name).filter(fits).filter(|_| name <= LONGEST_LOCAL_PART) {
            name += letter.len_utf8();
        }
        let is_mail = self.peek(name) == Some('@') && self.peek(name + 1).is_some_and(char::is_alphanumeric);
        if !is_web && !is_mail {
            return None;
        }
        let whole = self.while_fits(0, |c| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '“' | '”'));
        Some(rest.get(..whole)?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’']).len())
            .filter(|&n| n > 0)
    }

    /// Length of a word with a full stop after each letter, such as `U.S.` or `a.m.`, given the length of its first part.
    fn dotted(&self, first: usize) -> Option<usize> {
        let mut length = first;
        let mut letters = 0;
        let mut part = self.while_fits(0, char::is_alphabetic);
        while self.peek(length - part).is_some_and(|c| c.len_utf8() == part) && self.peek(length) == Some('.') {
            letters += 1;
            if letters > MOST_INITIALS {
                return None;
            }
            length += 1;
            part = self.while_fits(length, char::is_alphabetic);
            if part == 0 {
                break;
            }
            length += part;
        }
        (letters >= 2 && part == 0).then_some(length)
    }

    fn is_abbreviation(&self, span: Span) -> bool {
        let word = span.of(self.text);
        let capitalised = word.chars().next().is_some_and(char::is_uppercase);
        match self.vocabulary.abbreviation(self.vocabulary.get(word)) {
            Some(Abbreviation::Capitalised) => capitalised,
            // "No." is a number only before one.
            Some(Abbreviation::Leading) if word.eq_ignore_ascii_case("no") => {
                self.peek(span.len() + 2).is_some_and(char::is_numeric)
            }
            Some(_) => true,
            // A single capital is an initial.
            None => capitalised && word.chars().count() == 1 && word != "I",
        }
    }

    /// Lengths of host and clitic of the word whose letters run for `length` bytes; the clitic's is 0 where there is none.
    fn clitic(&self, length: usize) -> (usize, usize) {
        let Some(mark) = self.peek(length).filter(|c| matches!(c, '\'' | '’')) else { return (length, 0) };
        let tail_at = length + mark.len_utf8();
        let tail = self.while_fits(tail_at, char::is_alphabetic);
        let letters = Span::new(self.at + tail_at, self.at + tail_at + tail).of(self.text);
        let is = |clitic: &str| letters.eq_ignore_ascii_case(clitic);
        if is("t") && self.text.as_bytes()[..self.at + length].ends_with(b"n") {
            (length - 1, 1 + mark.len_utf8() + tail)
        } else if tail == 0 {
            (length, 0)
        } else if ["s", "re", "ve", "ll", "d", "m"].into_iter().any(is) {
            (length, mark.len_utf8() + tail)
        } else {
            // "O'Neill", "d'Orsay": one word.
            (tail_at + tail, 0)
        }
    }

    fn number(&mut self, spaced: bool) {
        let digits = self.while_fits(0, |c| c.is_ascii_digit());
        // A year that lost the line break after it, as where a heading runs into the text: "1936Coup leader".
        if digits == 4
            && self.peek(digits).is_some_and(char::is_uppercase)
            && self.peek(digits + 1).is_some_and(char::is_lowercase)
        {
            return self.push(digits, Class::Number, spaced);
        }
        let mut length = self.while_fits(0, char::is_alphanumeric);
        while self.peek(length).is_some_and(|c| matches!(c, ',' | '.' | ':'))
            && self.peek(length + 1).is_some_and(char::is_numeric)
        {
            length += 1 + self.while_fits(length + 1, char::is_alphanumeric);
        }
        self.push(length, Class::Number, spaced);
    }

    fn quote_or_apostrophe(&mut self, first: char, spaced: bool) {
        let length = first.len_utf8();
        let single = |mark: &char| matches!(mark, '`' | '\'' | '‘' | '’');
        if let Some(second) = self.peek(length).filter(|second| single(&first) && single(second)) {
            // Typewriter pairs, also as smart punctuation leaves them: ``go,‘’ and ‘‘go’’.
            let class =
                if first == second && matches!(first, '`' | '‘') { Class::OpenQuote } else { Class::CloseQuote };
            return self.push(length + second.len_utf8(), class, spaced);
        }
        let next = self.peek(length);
        let before_letter = next.is_some_and(char::is_alphanumeric);
        let class = match first {
            '“' | '„' | '«' | '`' => Class::OpenQuote,
            '”' | '»' => Class::CloseQuote,
            '‘' if spaced && before_letter => Class::OpenQuote,
            '"' if next.is_some_and(|c| !c.is_whitespace()) && self.opens(spaced) => Class::OpenQuote,
            '"' => Class::CloseQuote,
            '\'' if spaced && next.is_some_and(char::is_alphabetic) => Class::OpenQuote,
            '\'' | '’' if next.is_some_and(char::is_numeric) => Class::Mark,
            _ => Class::CloseQuote,
        };
        self.push(length, class, spaced);
    }

    /// True where a straight mark here stands as an opening one does: after a space, a bracket or a dash.
    fn opens(&self, spaced: bool) -> bool {
        let before = self.text.get(..self.at).and_then(|t| t.chars().next_back());
        spaced || before.is_none_or(|c| matches!(c, '(' | '[' | '-' | '—' | '–' | '‘' | '\''))
    }
}

fn capital(letters: &str) -> Capital {
    let mut shown = letters.chars().filter(|c| c.is_alphabetic());
    match (shown.next().map(char::is_uppercase), shown.next()) {
        (Some(true), Some(second)) if second.is_uppercase() && shown.all(char::is_uppercase) => Capital::All,
        (Some(true), _) => Capital::First,
        _ => Capital::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<(String, Class)> {
        let vocabulary = Language::find("en").unwrap().vocabulary();
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &vocabulary, &mut tokens);
        tokens.iter().map(|t| (t.span.of(text).to_owned(), t.class)).collect()
    }

    fn words(text: &str) -> String {
        cut(text).into_iter().map(|(word, _)| word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_clitics_and_hyphens_are_cut() {
        assert_eq!(words("He didn't say it’s Kirby's."), "He did n't say it ’s Kirby 's .");
        assert_eq!(words("mid-November al-Raqqa 13-15"), "mid - November al - Raqqa 13 - 15");
        assert_eq!(words("the rebels' base"), "the rebels ' base");
        assert_eq!(words("O'Neill and D’Orsay"), "O'Neill and D’Orsay");
    }

    #[test]
    fn full_stops_stay_with_abbreviations_and_initials() {
        assert_eq!(words("The U.S. at 5 p.m. on Nov. 18."), "The U.S. at 5 p.m. on Nov. 18 .");
        assert_eq!(words("Gen. J. Smith sat. No. 5 said no."), "Gen. J. Smith sat . No. 5 said no .");
        assert_eq!(words("the end.Next"), "the end . Next");
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        assert_eq!(words("1,200 at 15:00, 3.5%, the 1990s, 18th."), "1,200 at 15:00 , 3.5 % , the 1990s , 18th .");
        assert_eq!(words("2015-11-18"), "2015 - 11 - 18");
        assert_eq!(words("1936Coup leader, 1936th, 3Com"), "1936 Coup leader , 1936th , 3Com");
    }

    #[test]
    fn quotation_marks_of_every_kind_open_and_close() {
        for text in ["\"Go.\"", "“Go.”", "``Go.''", "``Go.‘’", "‘Go.’", "'Go.'"] {
            let cut = cut(text);
            assert_eq!(cut.first().map(|t| t.1), Some(Class::OpenQuote), "{text}");
            assert_eq!(cut.last().map(|t| t.1), Some(Class::CloseQuote), "{text}");
        }
    }

    #[test]
    fn addresses_are_one_word() {
        assert_eq!(
            words("See https://example.org/a-b?c=1, or a.b@example.org."),
            "See https://example.org/a-b?c=1 , or a.b@example.org ."
        );
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_hold_everything_but_white_space(text in "\\PC{0,60}|[a-zA-Z.'’\"` 0-9@:/-]{0,60}") {
            let vocabulary = Language::find("en").unwrap().vocabulary();
            let mut tokens = Vec::new();
            tokenise(&text, Span::new(0, text.len()), &vocabulary, &mut tokens);
            let mut at = 0;
            for token in tokens {
                prop_assert!(text[at..token.span.start].trim().is_empty());
                prop_assert!(!token.span.is_empty() && text.is_char_boundary(token.span.end));
                at = token.span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
