//! Shapes: tokens that say something by how they are written, in any language that writes numbers in digits.
//!
//! Not here: hours and minutes (`clock`), words (`lexicon`), and patterns made of shapes and words (the language pack).

use super::clock;
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
    /// "0530Z", "18:00Z": `hour`, `minute`, `zone`.
    ZuluHour,
    /// "130420Z", as armed forces write day and time: `day`, `hour`, `minute`, `zone`.
    DateTimeGroup,
    /// "13T21:20:00Z", the end of a moment in ISO 8601: `day`, `hour`, `minute`, `zone`.
    DayAndTime,
    /// "01:00", "0100", "1" behind a plus: `zone`.
    ZoneEast,
    /// The same behind a minus.
    ZoneWest,
    /// "9.20" before "p.m.": `hour`, `minute`.
    DottedClock,
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
    ("zulu-hour", Shape::ZuluHour),
    ("date-time-group", Shape::DateTimeGroup),
    ("day-and-time", Shape::DayAndTime),
    ("zone-east", Shape::ZoneEast),
    ("zone-west", Shape::ZoneWest),
    ("dotted-clock", Shape::DottedClock),
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
        self.read_token(letters, words.endings, trail)?;
        Some(1)
    }

    /// Reads a token that begins with a digit.
    fn read_token(self, letters: &str, endings: &Endings, trail: &mut Vec<(Slot, i32)>) -> Option<()> {
        match self {
            Shape::Clock => clock::with_minutes(letters, endings, trail),
            Shape::ClockHour => clock::hour(letters, endings, trail),
            Shape::DottedClock => clock::dotted(letters, trail),
            Shape::MilitaryHour => clock::military(letters, trail),
            Shape::ZuluHour => clock::zulu(letters, endings, trail),
            Shape::DateTimeGroup => clock::date_time_group(letters, endings, trail),
            Shape::DayAndTime => clock::day_and_time(letters, endings, trail),
            Shape::ZoneEast => clock::offset(letters, 1, trail),
            Shape::ZoneWest => clock::offset(letters, -1, trail),
            Shape::DottedDay => dotted_day(letters, trail),
            Shape::TwoDigits => (letters.len() == 2).then(|| plain(letters)).flatten().map(|_| ()),
            _ => {
                trail.push(self.single(letters, endings)?);
                Some(())
            }
        }
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

pub(super) fn is_one_of(ending: &str, endings: &[String]) -> bool {
    endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
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
