//! Days that move from year to year: Easter, the nth weekday of a month, days of the Islamic calendar.
//!
//! Not here: names and rules of single holidays, which are data of a language pack.

use super::Day;

/// How to find a holiday in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayRule {
    /// The same month and day every year.
    Fixed {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
    /// The `nth` weekday (Monday 1 to Sunday 7) of a month, counted from its day `from` on; the last of the month where `nth` is -1.
    Weekday {
        /// 1 to 12.
        month: u32,
        /// 1 to 7.
        weekday: i64,
        /// 1 to 5, or -1.
        nth: i64,
        /// 1 to 31; the first for the nth of the month.
        from: u32,
    },
    /// So many days after Western Easter Sunday, or before it where below zero.
    Easter {
        /// Days from Easter.
        days: i64,
    },
    /// A day of the Islamic calendar, by its arithmetical form; the sighted moon may differ by a day or two.
    Islamic {
        /// 1 to 12.
        month: i64,
        /// 1 to 30.
        day: i64,
    },
}

impl HolidayRule {
    /// The day in `year` of the Gregorian calendar; of two Islamic ones in a year, the first.
    pub fn in_year(self, year: i32) -> Option<Day> {
        match self {
            HolidayRule::Fixed { month, day } => Day::new(year, month, day),
            HolidayRule::Weekday { month, weekday, nth, from } => {
                nth_weekday(Day::new(year, month, from)?, weekday, nth)
            }
            HolidayRule::Easter { days } => easter(year).map(|day| day.plus_days(days)),
            HolidayRule::Islamic { month, day } => islamic_in(year, month, day),
        }
    }

    /// True where the day found may be off by one or two.
    pub fn is_approximate(self) -> bool {
        matches!(self, HolidayRule::Islamic { .. })
    }
}

fn nth_weekday(first: Day, weekday: i64, nth: i64) -> Option<Day> {
    if nth < 0 {
        let last = first.month_end();
        let past = (i64::from(last.weekday().number_from_monday()) - weekday).rem_euclid(7);
        return Some(last.plus_days(-past));
    }
    let wait = (weekday - i64::from(first.weekday().number_from_monday())).rem_euclid(7);
    Some(first.plus_days(wait + 7 * (nth - 1)))
}

/// Western Easter Sunday by the "anonymous" Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
pub fn easter(year: i32) -> Option<Day> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Day::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// The first day in `year` that is day `day` of Islamic month `month`, by the 30-year cycle of the civil calendar.
fn islamic_in(year: i32, month: i64, day: i64) -> Option<Day> {
    let epoch = Day::new(622, 7, 19)?;
    let start = Day::new(year, 1, 1)?;
    let first = (start.days_since(epoch) * 30).div_euclid(10_631) + 1;
    (first - 1..=first + 1)
        .map(|hijri| {
            let days =
                (hijri - 1) * 354 + (3 + 11 * hijri).div_euclid(30) + (59 * (month - 1) + 1).div_euclid(2) + day - 1;
            epoch.plus_days(days)
        })
        .find(|found| found.year() == year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<Day> {
        Day::new(year, month, day)
    }

    #[test]
    fn easter_falls_where_the_church_says() {
        assert_eq!(easter(2015), day(2015, 4, 5));
        assert_eq!(easter(2000), day(2000, 4, 23));
        assert_eq!(easter(1818), day(1818, 3, 22));
        assert_eq!(easter(1943), day(1943, 4, 25));
    }

    #[test]
    fn weekdays_are_counted_from_either_end_of_the_month() {
        let thanksgiving = HolidayRule::Weekday { month: 11, weekday: 4, nth: 4, from: 1 };
        assert_eq!(thanksgiving.in_year(1999), day(1999, 11, 25));
        let memorial_day = HolidayRule::Weekday { month: 5, weekday: 1, nth: -1, from: 1 };
        assert_eq!(memorial_day.in_year(2015), day(2015, 5, 25));
    }

    #[test]
    fn islamic_days_are_right_within_two_days() {
        let near = |rule: HolidayRule, year, month, d| {
            rule.in_year(year).unwrap().days_since(day(year, month, d).unwrap()).abs() <= 2
        };
        assert!(near(HolidayRule::Islamic { month: 9, day: 1 }, 2015, 6, 18));
        assert!(near(HolidayRule::Islamic { month: 10, day: 1 }, 2011, 8, 30));
        assert!(near(HolidayRule::Islamic { month: 12, day: 10 }, 1998, 4, 7));
    }
}
