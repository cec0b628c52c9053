//! Shapes: tokens that say something by how they are written, in any language that writes numbers in digits.
//!
//! Not here: words (`lexicon`), and patterns made of shapes and words (the language pack).

use super::files::Endings;
use super::number::{Words, plain};
use crate::extract::timex::frame::Slot;
use crate::lang::Class;

/// A shape that a pattern can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    /// A number in digits or words: fills `number`.
    Number,
    /// The same as the upper end of "two to three": fills `number-to`.
    NumberTo,
    /// 1 to 31 in plain digits: `day`.
    Day,
    /// 1 to 31 with an ending, "18th": `day`.
    OrdinalDay,
    /// 1 to 99 with an ending: `ordinal`.
    Ordinal,
    /// The same of a century: `century`.
    OrdinalCentury,
    /// 1 to 12, one or two digits: `month`.
    MonthNumber,
    /// Four digits, 1000 to 2199: `year`.
    Year,
    /// Four digits, 1900 to 2099: `year`.
    ModernYear,
    /// "18.11.2015": `day`, `month`, `year`.
    DottedDay,
    /// One to four digits: `year`.
    AnyYear,
    /// Two digits: `short-year`.
    ShortYear,
    /// Two digits that say nothing new: the end of "2014-15".
    TwoDigits,
    /// "nineteen ninety-seven": `year`.
    SpelledYear,
    /// "two thousand and five", where other words say that it is a year: `year`.
    NamedYear,
    /// "1990s": `decade`.
    Decade,
    /// "90s": `decade`, below 100.
    ShortDecade,
    /// "15:00", "5:30pm": `hour`, `minute`, `meridiem`.
    Clock,
    /// "5pm": `hour`, `meridiem`.
    ClockHour,
    /// "0530", "1800": `hour`, `minute`.
    MilitaryHour,
    /// 1 to 12 in digits: `hour`.
    Hour,
}

/// Every shape by the name that patterns use.
const NAMES: &[(&str, Shape)] = &[
    ("number", Shape::Number),
    ("number-to", Shape::NumberTo),
    ("day", Shape::Day),
    ("ordinal-day", Shape::OrdinalDay),
    ("ordinal-digits", Shape::Ordinal),
    ("ordinal-century", Shape::OrdinalCentury),
    ("month-number", Shape::MonthNumber),
    ("dotted-day", Shape::DottedDay),
    ("year", Shape::Year),
    ("modern-year", Shape::ModernYear),
    ("any-year", Shape::AnyYear),
    ("short-year", Shape::ShortYear),
    ("two-digits", Shape::TwoDigits),
    ("spelled-year", Shape::SpelledYear),
    ("named-year", Shape::NamedYear),
    ("decade", Shape::Decade),
    ("short-decade", Shape::ShortDecade),
    ("clock", Shape::Clock),
    ("clock-hour", Shape::ClockHour),
    ("military-hour", Shape::MilitaryHour),
    ("hour", Shape::Hour),
];

impl Shape {
    /// The shape of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(text, _)| *text == name).map(|&(_, shape)| shape)
    }

    /// True of shapes that words in letters can have.
    pub(super) fn is_spelled(self) -> bool {
        matches!(self, Shape::Number | Shape::NumberTo | Shape::SpelledYear | Shape::NamedYear)
    }

    /// How many tokens from `at` on have this shape; what they say goes onto `trail`.
    pub(super) fn read(self, words: Words<'_>, at: usize, trail: &mut Vec<(Slot, i32)>) -> Option<usize> {
        let token = words.tokens.get(at)?;
        if self.is_spelled() {
            return self.read_spelled(words, at, trail);
        }
        if token.class != Class::Number {
            return None;
        }
        let letters = words.letters(at);
        if matches!(self, Shape::Clock | Shape::ClockHour) {
            clock(letters, self == Shape::Clock, words.endings, trail)?;
            return Some(1);
        }
        if self == Shape::TwoDigits {
            return (letters.len() == 2 && plain(letters).is_some()).then_some(1);
        }
        if self == Shape::DottedDay {
            dotted_day(letters, trail)?;
            return Some(1);
        }
        if self == Shape::MilitaryHour {
            military(letters, trail)?;
            return Some(1);
        }
        trail.push(self.single(letters, words.endings)?);
        Some(1)
    }

    fn read_spelled(self, words: Words<'_>, at: usize, trail: &mut Vec<(Slot, i32)>) -> Option<usize> {
        let slot = match self {
            Shape::Number => Slot::Number,
            Shape::NumberTo => Slot::NumberTo,
            _ => Slot::Year,
        };
        let (length, value) = match self {
            Shape::SpelledYear => words.spelled_year(at)?,
            Shape::NamedYear => {
                let (length, hundredths) = words.number(at)?;
                (length, Some(hundredths / 100).filter(|year| hundredths % 100 == 0 && (1..2200).contains(year))?)
            }
            _ => words.number(at)?,
        };
        trail.push((slot, value));
        Some(length)
    }

    /// What a single token of digits says.
    fn single(self, letters: &str, endings: &Endings) -> Option<(Slot, i32)> {
        let (digits, ending) = letters.split_at(letters.bytes().take_while(u8::is_ascii_digit).count());
        let value = plain(digits)?;
        let short = digits.len() <= 2;
        let bare = ending.is_empty();
        let ordinal = is_one_of(ending, &endings.ordinal);
        let decade = endings.decade.iter().any(|e| e == ending) && value % 10 == 0;
        let (slot, fits) = match self {
            Shape::Day => (Slot::Day, bare && short && (1..=31).contains(&value)),
            Shape::OrdinalDay => (Slot::Day, ordinal && (1..=31).contains(&value)),
            Shape::Ordinal => (Slot::Ordinal, ordinal && (1..=99).contains(&value)),
            Shape::OrdinalCentury => (Slot::Century, ordinal && (1..=30).contains(&value)),
            Shape::MonthNumber => (Slot::Month, bare && short && (1..=12).contains(&value)),
            Shape::Year => (Slot::Year, bare && digits.len() == 4 && (1000..2200).contains(&value)),
            Shape::ModernYear => (Slot::Year, bare && digits.len() == 4 && (1900..2100).contains(&value)),
            Shape::AnyYear => (Slot::Year, bare && digits.len() <= 4 && value > 0),
            Shape::ShortYear => (Slot::ShortYear, bare && digits.len() == 2),
            Shape::Decade => (Slot::Decade, decade && digits.len() == 4 && (1000..2200).contains(&value)),
            Shape::ShortDecade => (Slot::Decade, decade && digits.len() == 2 && value >= 10),
            Shape::Hour => (Slot::Hour, bare && short && (1..=12).contains(&value)),
            _ => return None,
        };
        fits.then_some((slot, value))
    }
}

fn is_one_of(ending: &str, endings: &[String]) -> bool {
    endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// "15:00", "5:30pm", "5.30pm" where `minutes`; "5pm" where not.
fn clock(letters: &str, minutes: bool, endings: &Endings, trail: &mut Vec<(Slot, i32)>) -> Option<()> {
    let (time, ending) = letters.split_at(letters.find(|c: char| c.is_alphabetic()).unwrap_or(letters.len()));
    let meridiem = if is_one_of(ending, &endings.morning) {
        Some(0)
    } else if is_one_of(ending, &endings.afternoon) {
        Some(12)
    } else if minutes && (ending.is_empty() || is_one_of(ending, &endings.clock)) {
        None
    } else {
        return None;
    };
    let (hour, minute) = match time.split_once(':') {
        Some((hour, minute)) if minutes && minute.len() == 2 => (hour, Some(plain(minute)?)),
        None if minutes && meridiem.is_some() => {
            let (hour, minute) = time.split_once('.')?;
            (hour, Some(plain(minute)?))
        }
        None if !minutes && meridiem.is_some() => (time, None),
        _ => return None,
    };
    let hour = plain(hour).filter(|&hour| hour <= if meridiem.is_some() { 12 } else { 24 })?;
    trail.push((Slot::Hour, hour));
    if let Some(minute) = minute {
        trail.push((Slot::Minute, Some(minute).filter(|&minute| minute < 60)?));
    }
    trail.extend(meridiem.map(|meridiem| (Slot::Meridiem, meridiem)));
    Some(())
}

/// "18.11.2015", as it is written where dots part the numbers: the day comes first.
fn dotted_day(letters: &str, trail: &mut Vec<(Slot, i32)>) -> Option<()> {
    let mut numbers = letters.split('.').map(plain);
    let (day, month, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && (1000..2200).contains(&year);
    if !fits || numbers.next().is_some() {
        return None;
    }
    trail.extend([(Slot::Day, day), (Slot::Month, month), (Slot::Year, year)]);
    Some(())
}

/// "0530" or "1800".
fn military(letters: &str, trail: &mut Vec<(Slot, i32)>) -> Option<()> {
    let value = plain(letters).filter(|&value| letters.len() == 4 && value <= 2400 && value % 100 < 60)?;
    trail.extend([(Slot::Hour, value / 100), (Slot::Minute, value % 100)]);
    Some(())
}
