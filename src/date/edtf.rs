//! EDTF notation (ISO 8601-2:2019, levels 0 and 1, and the forms of level 2 that a timeline meets) to and from [`When`].
//!
//! Times of day are accepted and checked but not kept: a timeline's unit is the day. Not here: free text.

use super::{Day, Granularity, When};
use std::fmt;
use std::str::FromStr;

/// Why a text is not a date in EDTF: a sentence for people, in English, without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError(String);

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EdtfError {}

fn refuse<T>(why: impl Into<String>) -> Result<T, EdtfError> {
    Err(EdtfError(why.into()))
}

impl FromStr for When {
    type Err = EdtfError;

    /// Reads `2015-11-18`, `2015-11`, `2015`, `201X`, `2015-11-XX`, `2015-21` (seasons 21 to 24, quarters 33 to 36, halves
    /// 40 and 41), date-times with `T`, `A/B` with `..` or nothing for an open end, `[A..B]`, qualifiers `~ ? %`, and `unknown`.
    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let text = text.trim();
        let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
        let (from, to) = match inner.and_then(|t| t.split_once("..")).or_else(|| text.split_once('/')) {
            Some(ends) => ends,
            None if text.is_empty() || text == "unknown" || text == ".." => return Ok(When::UNKNOWN),
            None => return single(inner.unwrap_or(text)),
        };
        let end = |t: &str| if matches!(t.trim(), "" | "..") { Ok(When::UNKNOWN) } else { single(t.trim()) };
        let (first, last) = (end(from)?, end(to)?);
        if let (Some(a), Some(b)) = (first.earliest, last.latest)
            && b < a
        {
            return refuse(format!("the interval ends ({to}) before it begins ({from})"));
        }
        let granularity = match (first.is_unknown(), last.is_unknown()) {
            (true, false) => last.granularity,
            (false, true) => first.granularity,
            _ => first.granularity.min(last.granularity),
        };
        Ok(When {
            earliest: first.earliest,
            latest: last.latest,
            granularity,
            approximate: first.approximate || last.approximate,
            uncertain: first.uncertain || last.uncertain,
        })
    }
}

/// One date without an interval: the date itself, then its qualifier.
fn single(text: &str) -> Result<When, EdtfError> {
    let date = text.trim_end_matches(['~', '?', '%']);
    let mark = &text[date.len()..];
    if mark.len() > 1 {
        return refuse(format!("`{mark}` is more than one qualifier (use `~`, `?` or `%`)"));
    }
    let date = match date.split_once('T') {
        Some((day, time)) => {
            check_time(time)?;
            day
        }
        None => date,
    };
    let mut when = calendar(date)?;
    when.approximate = matches!(mark, "~" | "%");
    when.uncertain = matches!(mark, "?" | "%");
    Ok(when)
}

/// `HH:MM[:SS[.fraction]]` with an optional `Z` or `+HH:MM`.
fn check_time(time: &str) -> Result<(), EdtfError> {
    let clock_end = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(clock_end);
    let clock = clock.split('.').next().unwrap_or_default();
    let within = |part: &str, limit: u32| part.len() == 2 && part.parse::<u32>().is_ok_and(|n| n < limit);
    let parts: Vec<&str> = clock.split(':').collect();
    let clock_fine = matches!(parts.len(), 2 | 3) && within(parts[0], 24) && parts[1..].iter().all(|p| within(p, 60));
    let zone_fine = matches!(zone, "" | "Z")
        || zone
            .get(1..)
            .and_then(|z| z.split_once(':').or_else(|| z.split_at_checked(2)))
            .is_some_and(|(h, m)| within(h, 24) && within(m, 60));
    if clock_fine && zone_fine {
        Ok(())
    } else {
        refuse(format!("`{time}` is not a time of day (HH:MM, with Z or +HH:MM)"))
    }
}

/// A year, a month, a day, a season or a partly unspecified one.
fn calendar(date: &str) -> Result<When, EdtfError> {
    let not_a_date = || EdtfError(format!("`{date}` is not a date (YYYY, YYYY-MM or YYYY-MM-DD)"));
    let (sign, digits) = match date.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, date),
    };
    let parts: Vec<&str> = digits.split('-').collect();
    let well_formed = parts[0].len() == 4
        && parts[1..].iter().all(|p| p.len() == 2)
        && parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit() || b == b'X'));
    if !well_formed || parts.len() > 3 {
        return Err(not_a_date());
    }
    let unspecified = |part: &&str| part.contains('X');
    if unspecified(&parts[0]) {
        return if parts.len() == 1 { span_of_years(sign, parts[0]).ok_or_else(not_a_date) } else { Err(not_a_date()) };
    }
    let year = sign * parts[0].parse::<i32>().map_err(|_| not_a_date())?;
    let first = Day::new(year, 1, 1).ok_or_else(not_a_date)?;
    match parts[1..] {
        [] => Ok(When::year(first)),
        [month] | [month, "XX"] if month == "XX" => Ok(When::year(first)),
        [month] | [month, "XX"] => {
            within_year(first, month).ok_or_else(|| EdtfError(format!("there is no month {month}")))
        }
        [month, day] => {
            let (m, d) = (month.parse().map_err(|_| not_a_date())?, day.parse().map_err(|_| not_a_date())?);
            match Day::new(year, m, d) {
                Some(day) => Ok(When::day(day)),
                None if (1..=12).contains(&m) => refuse(format!("{}-{month} has no day {day}", parts[0])),
                None => refuse(format!("there is no month {month}")),
            }
        }
        _ => Err(not_a_date()),
    }
}

/// `201X` (a decade), `20XX` (a hundred years), `2XXX`.
fn span_of_years(sign: i32, pattern: &str) -> Option<When> {
    let known = pattern.trim_end_matches('X');
    if known.is_empty() || known.contains('X') {
        return None;
    }
    let low = sign * pattern.replace('X', "0").parse::<i32>().ok()?;
    let high = sign * pattern.replace('X', "9").parse::<i32>().ok()?;
    Some(When::between(Day::new(low.min(high), 1, 1)?, Day::new(low.max(high), 12, 31)?, Granularity::Decade))
}

/// A month (01 to 12), a season (21 spring to 24 winter, as in the northern hemisphere), a quarter (33 to 36) or a half (40, 41).
fn within_year(first: Day, code: &str) -> Option<When> {
    let code: i32 = code.parse().ok()?;
    let (start, months) = match code {
        1..=12 => return Some(When::month(first.plus_months(code - 1))),
        21..=24 => (2 + 3 * (code - 21), 3),
        33..=36 => (3 * (code - 33), 3),
        40..=41 => (6 * (code - 40), 6),
        _ => return None,
    };
    let from = first.plus_months(start);
    Some(When::between(from, from.plus_months(months).plus_days(-1), Granularity::Season))
}

impl fmt::Display for When {
    /// The shortest EDTF that says the same days: `2015`, `2015-11`, `2015-11-18`, `2015-11-15/2015-11-18`, `../2015-11-18`;
    /// `unknown` where both ends are open.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        match (self.earliest, self.latest) {
            (None, None) => f.write_str("unknown"),
            (None, Some(b)) => write!(f, "../{b}{mark}"),
            (Some(a), None) => write!(f, "{a}{mark}/.."),
            (Some(a), Some(b)) => {
                let precision =
                    [Precision::Year, Precision::Month].into_iter().find(|p| p.fits(a, b)).unwrap_or(Precision::Day);
                let (from, to) = (precision.write(a), precision.write(b));
                if from == to { write!(f, "{from}{mark}") } else { write!(f, "{from}{mark}/{to}{mark}") }
            }
        }
    }
}

/// How much of a day is written.
#[derive(Clone, Copy)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Precision {
    /// True where an interval from `a` to `b` can be written so without growing.
    fn fits(self, a: Day, b: Day) -> bool {
        match self {
            Precision::Year => a == a.year_start() && b == b.year_end(),
            Precision::Month => a == a.month_start() && b == b.month_end(),
            Precision::Day => true,
        }
    }

    fn write(self, day: Day) -> String {
        let full = day.to_string();
        let cut = match self {
            Precision::Year => full.len() - 6,
            Precision::Month => full.len() - 3,
            Precision::Day => full.len(),
        };
        full[..cut].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn again(text: &str) -> String {
        text.parse::<When>().map_or_else(|e| format!("error: {e}"), |w| w.to_string())
    }

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "2015",
            "2015-11",
            "2015-11-18",
            "2015-11-15/2015-11-18",
            "../2015-11-18",
            "2015-11-18/..",
            "2015-11/2016-02",
            "1990/1999",
            "unknown",
            "2015-11~",
            "2015?",
            "-0043-03-15",
            "2015-11-15%/2015-11-18%",
        ] {
            assert_eq!(again(text), text);
        }
    }

    #[test]
    fn longer_forms_become_the_shortest() {
        assert_eq!(again("2015-11-01/2015-11-30"), "2015-11");
        assert_eq!(again("199X"), "1990/1999");
        assert_eq!(again("2015-11-XX"), "2015-11");
        assert_eq!(again("2015-XX-XX"), "2015");
        assert_eq!(again("2015-34"), "2015-04/2015-06");
        assert_eq!(again("2015-24"), "2015-12/2016-02");
        assert_eq!(again("[2015-11-15..2015-11-18]"), "2015-11-15/2015-11-18");
        assert_eq!(again("2015-11-13T21:16+01:00"), "2015-11-13");
        assert_eq!(again("2015-11-13T21:16:05.5Z"), "2015-11-13");
    }

    #[test]
    fn what_is_no_date_is_refused_with_its_reason() {
        assert_eq!(again("2015-02-30"), "error: 2015-02 has no day 30");
        assert_eq!(again("2015-13"), "error: there is no month 13");
        assert_eq!(
            again("2015-11-18/2015-11-15"),
            "error: the interval ends (2015-11-15) before it begins (2015-11-18)"
        );
        for text in
            ["18 November", "2015-1-1", "15", "2015-11-18T25:00", "20X5", "2015-11-18~~", "2015-", "é015", "XXXX"]
        {
            assert!(again(text).starts_with("error: "), "{text} was read as {}", again(text));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[-0-9XT:/.~?%\\[\\]Zé ]{0,24}") {
            if let Ok(when) = text.parse::<When>() {
                prop_assert_eq!(when.to_string().parse::<When>().map(|w| (w.earliest, w.latest)), Ok((when.earliest, when.latest)));
            }
        }
    }
}
