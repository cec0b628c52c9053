//! Numbers as they are written: digits, words, fractions.
//!
//! How number words combine is the same in many languages and stands here; the words stand in the classes `cardinal`, `scale`, `article`,
//! `joiner`, `tens-joiner` and `half` of the language pack. Values are hundredths. Not here: which numbers are dates (`shape`).

use super::Grammar;
use super::files::Endings;
use super::lexicon::{ClassId, Entry, Lexicon};
use crate::lang::{Capital, Class, Token};

/// Numbers above this many are of no use in dates.
const MOST: i64 = 10_000_000;

/// The classes that number words belong to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NumberClasses {
    pub(super) cardinal: Option<ClassId>,
    pub(super) scale: Option<ClassId>,
    pub(super) article: Option<ClassId>,
    pub(super) joiner: Option<ClassId>,
    pub(super) tens_joiner: Option<ClassId>,
    pub(super) half: Option<ClassId>,
}

/// A stretch of tokens with what is needed to read them.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) lexicon: &'a Lexicon,
    pub(super) classes: &'a NumberClasses,
    pub(super) endings: &'a Endings,
}

impl Grammar {
    /// The words of a text, to read numbers from.
    pub(super) fn words<'a>(&'a self, text: &'a str, tokens: &'a [Token]) -> Words<'a> {
        Words { text, tokens, lexicon: &self.lexicon, classes: &self.numbers, endings: &self.endings }
    }

    /// The whole number that begins at token `at`, in digits or words: how many tokens it takes, and its value. `None` of fractions too.
    pub(crate) fn number(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        let (length, hundredths) = self.words(text, tokens).number(at)?;
        (hundredths % 100 == 0).then_some((length, u32::try_from(hundredths / 100).ok()?))
    }
}

impl<'a> Words<'a> {
    /// The letters of token `at`, empty past the end.
    pub(super) fn letters(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// What token `at` says as a word of a class.
    pub(super) fn value(&self, at: usize, class: Option<ClassId>) -> Option<i32> {
        let (token, class) = (self.tokens.get(at)?, class?);
        let value = self.lexicon.value(token, class)?;
        let is_name = token.capital == Capital::First && self.lexicon.is_small(class) && self.follows_word(at);
        (!is_name).then_some(value)
    }

    /// How many tokens from `at` on a membership of its word takes: the word alone, or all its phrase. `None` where they do not stand there.
    pub(super) fn length(&self, at: usize, entry: &Entry) -> Option<usize> {
        if entry.tail.is_empty() {
            return self.value(at, Some(entry.class)).map(|_| 1);
        }
        let tail = self.tokens.get(at + 1..=at + entry.tail.len())?;
        let first = self.tokens.get(at)?;
        if self.lexicon.needs_capital(entry.class) && first.capital == Capital::None && first.class == Class::Word {
            return None;
        }
        tail.iter().zip(&entry.tail).all(|(token, word)| token.word == *word).then_some(1 + tail.len())
    }

    /// True where a word or number stands right before token `at`, which so begins no sentence.
    fn follows_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.is_some_and(|token| matches!(token.class, Class::Word | Class::Number))
    }

    /// True where token `at` is this mark and stands without a space before it.
    fn glued(&self, at: usize, mark: &str) -> bool {
        self.letters(at) == mark && !self.tokens[at].spaced
    }

    /// The number that begins at token `at`: how many tokens it takes, and its hundredths.
    pub(super) fn number(&self, at: usize) -> Option<(usize, i32)> {
        let token = self.tokens.get(at)?;
        let (length, hundredths) = match token.class {
            Class::Number => self.digits(at)?,
            Class::Word => self.spelled(at)?,
            _ => return None,
        };
        let half = self.and_a_half(at + length);
        let value = hundredths.checked_add(if half > 0 { 50 } else { 0 })?;
        Some((length + half, value))
    }

    /// "18", "1,460", "2.5", "2 1/2".
    fn digits(&self, at: usize) -> Option<(usize, i32)> {
        let value = hundredths(self.letters(at))?;
        match self.fraction(at + 1) {
            Some(fraction) if value % 100 == 0 => Some((4, value + fraction)),
            _ => Some((1, value)),
        }
    }

    /// "1/2", three tokens, in hundredths.
    fn fraction(&self, at: usize) -> Option<i32> {
        let (over, under) = (plain(self.letters(at))?, plain(self.letters(at + 2))?);
        (self.glued(at + 1, "/") && over < under && under <= 10).then(|| over * 100 / under)
    }

    /// "and a half" after a number: how many tokens that takes, or 0.
    fn and_a_half(&self, at: usize) -> usize {
        let classes = self.classes;
        let joined = usize::from(self.value(at, classes.joiner).is_some());
        let article = usize::from(self.value(at + joined, classes.article).is_some());
        let half = self.value(at + joined + article, classes.half).is_some();
        if joined > 0 && half { joined + article + 1 } else { 0 }
    }

    /// "twenty-five", "two hundred and five", "a hundred", "two thousand".
    fn spelled(&self, at: usize) -> Option<(usize, i32)> {
        let mut sum = Spelled::default();
        let mut length = 0;
        loop {
            let skip = usize::from(length > 0 && (self.glued(at + length, "-") || self.joins(at + length)));
            let here = at + length + skip;
            let taken = match (self.value(here, self.classes.cardinal), self.value(here, self.classes.scale)) {
                (Some(value), _) => sum.add(value),
                (None, Some(scale)) => skip == 0 && sum.scale(scale, length == 0),
                (None, None) if length == 0 && self.value(here, self.classes.article).is_some() => {
                    self.value(here + 1, self.classes.scale).is_some() && sum.add(1)
                }
                (None, None) => false,
            };
            if !taken {
                return (length > 0).then(|| Some((length, sum.hundredths()?)))?;
            }
            length += skip + 1;
        }
    }

    /// True where token `at` is "and" within a number: "hundred and five"; in some languages, "thirty and two".
    fn joins(&self, at: usize) -> bool {
        let (before, after) = (at - 1, self.value(at + 1, self.classes.cardinal));
        let tens = |value: i32| value >= 20 && value % 10 == 0;
        self.value(at, self.classes.joiner).is_some()
            && self.value(before, self.classes.scale).is_some()
            && after.is_some()
            || self.value(at, self.classes.tens_joiner).is_some()
                && self.value(before, self.classes.cardinal).is_some_and(tens)
                && after.is_some_and(|value| value < 10)
    }

    /// A year in words, "nineteen ninety-seven" or "two thousand and five": how many tokens it takes, and the year.
    pub(super) fn spelled_year(&self, at: usize) -> Option<(usize, i32)> {
        let (first, century) = self.below_hundred(at)?;
        let tail = self.below_hundred(at + first);
        match (century, tail) {
            (10..=21, Some((second, year @ 10..=99))) => Some((first + second, century * 100 + year)),
            _ => None,
        }
    }

    fn below_hundred(&self, at: usize) -> Option<(usize, i32)> {
        let tens = self.value(at, self.classes.cardinal)?;
        let skip = usize::from(self.glued(at + 1, "-"));
        match self.value(at + 1 + skip, self.classes.cardinal) {
            Some(ones @ 1..=9) if tens >= 20 && tens % 10 == 0 => Some((2 + skip, tens + ones)),
            _ => Some((1, tens)),
        }
    }
}

/// A number in words, while it is read.
#[derive(Default)]
struct Spelled {
    /// What stands before the last "thousand" or "million".
    total: i64,
    /// What came after it.
    current: i64,
}

impl Spelled {
    /// Adds a cardinal below a hundred; false where it cannot follow what came before.
    fn add(&mut self, value: i32) -> bool {
        let value = i64::from(value);
        let fits = match self.current % 100 {
            0 => true,
            tens => tens >= 20 && tens % 10 == 0 && (1..=9).contains(&value),
        };
        if fits {
            self.current += value;
        }
        fits
    }

    /// Multiplies by "hundred", "thousand" or more; `first` where nothing stands before it.
    fn scale(&mut self, scale: i32, first: bool) -> bool {
        let scale = i64::from(scale);
        if first || self.current == 0 || self.total + self.current * scale > MOST {
            return false;
        }
        if scale == 100 {
            self.current *= scale;
        } else {
            self.total += self.current * scale;
            self.current = 0;
        }
        true
    }

    fn hundredths(&self) -> Option<i32> {
        i32::try_from((self.total + self.current) * 100).ok()
    }
}

/// A whole number in plain digits.
pub(super) fn plain(letters: &str) -> Option<i32> {
    let all_digits = !letters.is_empty() && letters.len() <= 7 && letters.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| letters.parse().ok())?
}

/// Digits with commas between thousands or with decimals, in hundredths.
fn hundredths(letters: &str) -> Option<i32> {
    let (whole, decimals) = letters.split_once('.').unwrap_or((letters, ""));
    let mut value = 0_i64;
    for part in whole.split(',') {
        let digits = plain(part)?;
        if whole.contains(',') && part.len() > 3 {
            return None;
        }
        value = value * 1_000 + i64::from(digits);
        if value > MOST {
            return None;
        }
    }
    let cents = match decimals.len() {
        0 => 0,
        1 => plain(decimals)? * 10,
        2 => plain(decimals)?,
        _ => return None,
    };
    i32::try_from(value * 100 + i64::from(cents)).ok()
}
