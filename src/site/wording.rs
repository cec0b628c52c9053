//! Dates and numbers of people in words, as wide as they are known, from the patterns of the words file.
//!
//! Not here: EDTF notation (`date`).

use super::words::Words;
use crate::date::{Day, When};
use crate::extract::Toll;

impl Words {
    /// How many people: `at least 129`, `10 to 15`, `none`.
    pub fn toll(&self, toll: Toll) -> String {
        let number = |n: u32| self.number(n as usize);
        let (least, most) = (number(toll.least), toll.most.map(number));
        let text = match most {
            Some(_) if toll.most == Some(0) => self.get("toll.none").to_owned(),
            Some(_) if toll.most == Some(toll.least) => self.fill("toll.exactly", &[("n", &least)]),
            Some(most) if toll.least == 0 => self.fill("toll.most", &[("n", &most)]),
            Some(most) => self.fill("toll.between", &[("from", &least), ("to", &most)]),
            None => self.fill("toll.least", &[("n", &least)]),
        };
        if toll.civilians { self.fill("toll.civilians", &[("n", &text)]) } else { text }
    }

    /// A year: `2015`, `44 BC`.
    pub fn year(&self, year: i32) -> String {
        if year > 0 {
            self.fill("dates.year", &[("year", &year.to_string())])
        } else {
            self.fill("dates.year_bc", &[("year", &(1 - i64::from(year)).to_string())])
        }
    }

    /// The name of a month, 1 to 12.
    pub fn month_name(&self, month: u32) -> &str {
        self.get(&format!("dates.months.{}", month.saturating_sub(1)))
    }

    /// The short name of a month, 1 to 12.
    pub fn month_short(&self, month: u32) -> &str {
        self.get(&format!("dates.months_short.{}", month.saturating_sub(1)))
    }

    /// A month of a year: `November 2015`.
    pub fn month(&self, day: Day) -> String {
        self.fill("dates.month", &[("month", self.month_name(day.month())), ("year", &self.year(day.year()))])
    }

    /// A day: `13 November 2015`.
    pub fn day(&self, day: Day) -> String {
        let number = day.day().to_string();
        let month = self.month_name(day.month());
        self.fill("dates.day", &[("day", &number), ("month", month), ("year", &self.year(day.year()))])
    }

    /// The name of a day's weekday.
    pub fn weekday(&self, day: Day) -> &str {
        self.get(&format!("dates.weekdays.{}", day.weekday().num_days_from_monday()))
    }

    /// A day with its weekday: `Friday, 13 November 2015`.
    pub fn weekday_day(&self, day: Day) -> String {
        self.fill("dates.weekday_day", &[("weekday", self.weekday(day)), ("date", &self.day(day))])
    }

    /// A date as a list shows it: `13 November 2015`, `15–18 November 2015`, `on or before 18 November 2015`.
    pub fn when(&self, when: &When) -> String {
        let mut text = match (when.earliest, when.latest) {
            (None, None) => return self.get("dates.unknown").to_owned(),
            (None, Some(last)) => self.fill("dates.until", &[("date", &self.day(last))]),
            (Some(first), None) => self.fill("dates.since", &[("date", &self.day(first))]),
            (Some(first), Some(last)) => self.range(first, last),
        };
        if when.approximate {
            text = self.fill("dates.about", &[("date", &text)]);
        }
        if when.uncertain {
            text = self.fill("dates.uncertain", &[("date", &text)]);
        }
        text
    }

    /// A date as a sentence would have it: a span of days is `some time within` it.
    pub fn when_in_full(&self, when: &When) -> String {
        let text = self.when(when);
        match (when.exact_day(), when.days()) {
            (None, Some(_)) => self.fill("dates.within", &[("date", &text)]),
            _ => text,
        }
    }

    /// From one day to another, both included, as whole years or months where it is made of such.
    pub fn range(&self, first: Day, last: Day) -> String {
        let whole_years = first == first.year_start() && last == last.year_end();
        let whole_months = first == first.month_start() && last == last.month_end();
        let same_year = first.year() == last.year();
        let same_month = same_year && first.month() == last.month();
        match () {
            _ if first == last => self.day(first),
            _ if whole_years && same_year => self.year(first.year()),
            _ if whole_years => self.ends(&self.year(first.year()), &self.year(last.year())),
            _ if whole_months && same_month => self.month(first),
            _ if whole_months && same_year => self.shared("dates.months_in_year", first, last),
            _ if whole_months => self.ends(&self.month(first), &self.month(last)),
            _ if same_month => self.shared("dates.days_in_month", first, last),
            _ if same_year => self.shared("dates.days_in_year", first, last),
            _ => self.ends(&self.day(first), &self.day(last)),
        }
    }

    /// From one year to another, both included.
    pub fn years(&self, first: i32, last: i32) -> String {
        if first == last { self.year(first) } else { self.ends(&self.year(first), &self.year(last)) }
    }

    fn ends(&self, from: &str, to: &str) -> String {
        self.fill("dates.range", &[("from", from), ("to", to)])
    }

    /// A pattern whose two ends share their year.
    fn shared(&self, pattern: &str, first: Day, last: Day) -> String {
        self.fill(
            pattern,
            &[
                ("day1", &first.day().to_string()),
                ("day2", &last.day().to_string()),
                ("month", self.month_name(first.month())),
                ("month1", self.month_name(first.month())),
                ("month2", self.month_name(last.month())),
                ("year", &self.year(first.year())),
            ],
        )
    }
}

/// The value of an HTML `datetime` attribute, where HTML can say the date: one year, month or day after the year 0.
pub fn datetime(when: &When) -> Option<String> {
    let first = when.earliest.filter(|first| first.year() > 0)?;
    let edtf = When { approximate: false, uncertain: false, ..*when }.to_string();
    (when.latest? >= first && !edtf.contains('/')).then_some(edtf)
}

#[cfg(test)]
mod tests {
    use super::super::theme::Theme;
    use super::*;

    fn said(edtf: &str) -> String {
        Words::load(&Theme::built_in(), "en").when(&edtf.parse().unwrap())
    }

    #[test]
    fn dates_are_worded_as_wide_as_they_are() {
        for (edtf, words) in [
            ("2015-11-13", "13 November 2015"),
            ("2015-11-15/2015-11-18", "15–18 November 2015"),
            ("2015-11-29/2015-12-02", "29 November – 2 December 2015"),
            ("2015-12-31/2016-01-02", "31 December 2015 – 2 January 2016"),
            ("2015-11", "November 2015"),
            ("2015-04/2015-06", "April–June 2015"),
            ("2015-12/2016-02", "December 2015 – February 2016"),
            ("2015", "2015"),
            ("199X", "1990 – 1999"),
            ("-0043-03-15", "15 March 44 BC"),
            ("0000", "1 BC"),
            ("../2015-11-18", "on or before 18 November 2015"),
            ("2015-11-18/..", "on or after 18 November 2015"),
            ("2015-11~", "about November 2015"),
            ("2015?", "2015, doubtful"),
            ("2015%", "about 2015, doubtful"),
            ("unknown", "date unknown"),
        ] {
            assert_eq!(said(edtf), words, "{edtf}");
        }
    }

    #[test]
    fn only_dates_that_html_knows_become_datetime() {
        let of = |edtf: &str| datetime(&edtf.parse().unwrap());
        assert_eq!(of("2015-11-13").as_deref(), Some("2015-11-13"));
        assert_eq!(of("2015-11~").as_deref(), Some("2015-11"));
        assert_eq!(of("2015").as_deref(), Some("2015"));
        for edtf in ["-0043-03-15", "2015-11-15/2015-11-18", "../2015", "2015/..", "unknown"] {
            assert_eq!(of(edtf), None, "{edtf}");
        }
    }
}
