//! Periods of the calendar: a day, a week, a month, a century, as units that can be moved and held together.
//!
//! Not here: intervals with free ends (`when`) and notation.

use super::{Day, Granularity, When};

/// Units of the calendar, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday (ISO 8601).
    Week,
    /// A calendar month.
    Month,
    /// January to March, and so on.
    Quarter,
    /// March to May is spring; December to February, named by the year in which it begins, is winter.
    Season,
    /// January to June, July to December.
    Half,
    /// A calendar year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years, from one that ends in 00.
    Century,
}

impl Grain {
    /// How many months it takes, for units made of whole months.
    fn months(self) -> Option<i32> {
        Some(match self {
            Grain::Day | Grain::Weekend | Grain::Week => return None,
            Grain::Month => 1,
            Grain::Quarter | Grain::Season => 3,
            Grain::Half => 6,
            Grain::Year => 12,
            Grain::Decade => 120,
            Grain::Century => 1_200,
        })
    }
}

/// One unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    start: Day,
    grain: Grain,
}

impl Period {
    /// The unit that holds `day`. A weekend belongs to the week it ends.
    pub fn of(day: Day, grain: Grain) -> Self {
        let month = |first: i32| Day::new(day.year(), 1, 1).unwrap_or(Day::MIN).plus_months(first);
        let from_zero = i32::try_from(day.month()).unwrap_or(1) - 1;
        let start = match grain {
            Grain::Day => day,
            Grain::Week => day.week_start(),
            Grain::Weekend => day.week_start().plus_days(5),
            Grain::Month => day.month_start(),
            Grain::Quarter => month(from_zero / 3 * 3),
            Grain::Season => month((from_zero + 1) / 3 * 3 - 1),
            Grain::Half => month(from_zero / 6 * 6),
            Grain::Year => day.year_start(),
            Grain::Decade => month(-12 * day.year().rem_euclid(10)),
            Grain::Century => month(-12 * day.year().rem_euclid(100)),
        };
        Period { start, grain }
    }

    /// A single day.
    pub fn day(day: Day) -> Self {
        Period { start: day, grain: Grain::Day }
    }

    /// First day.
    pub fn start(self) -> Day {
        self.start
    }

    /// Last day.
    pub fn end(self) -> Day {
        match self.grain {
            Grain::Day => self.start,
            Grain::Weekend => self.start.plus_days(1),
            _ => self.plus(1).start.plus_days(-1),
        }
    }

    /// Which unit it is.
    pub fn grain(self) -> Grain {
        self.grain
    }

    /// The unit `count` places on, back where it is below zero.
    pub fn plus(self, count: i32) -> Self {
        let start = match (self.grain, self.grain.months()) {
            (_, Some(months)) => self.start.plus_months(months.saturating_mul(count)),
            (Grain::Day, None) => self.start.plus_days(i64::from(count)),
            (_, None) => self.start.plus_days(7 * i64::from(count)),
        };
        Period { start, grain: self.grain }
    }

    /// The days from its first to its last.
    pub fn when(self) -> When {
        let granularity = match self.grain {
            Grain::Day => Granularity::Day,
            Grain::Weekend | Grain::Week => Granularity::Week,
            Grain::Month => Granularity::Month,
            Grain::Quarter | Grain::Season | Grain::Half => Granularity::Season,
            Grain::Year => Granularity::Year,
            Grain::Decade | Grain::Century => Granularity::Decade,
        };
        When::between(self.start, self.end(), granularity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(year: i32, month: u32, day: u32, grain: Grain) -> String {
        let period = Period::of(Day::new(year, month, day).unwrap(), grain);
        format!("{}/{}", period.start(), period.end())
    }

    #[test]
    fn every_unit_holds_its_day() {
        assert_eq!(of(2015, 11, 18, Grain::Week), "2015-11-16/2015-11-22");
        assert_eq!(of(2015, 11, 18, Grain::Weekend), "2015-11-21/2015-11-22");
        assert_eq!(of(2015, 11, 18, Grain::Quarter), "2015-10-01/2015-12-31");
        assert_eq!(of(2015, 11, 18, Grain::Half), "2015-07-01/2015-12-31");
        assert_eq!(of(2015, 11, 18, Grain::Season), "2015-09-01/2015-11-30");
        assert_eq!(of(2015, 1, 18, Grain::Season), "2014-12-01/2015-02-28");
        assert_eq!(of(2015, 11, 18, Grain::Decade), "2010-01-01/2019-12-31");
        assert_eq!(of(2015, 11, 18, Grain::Century), "2000-01-01/2099-12-31");
        assert_eq!(of(-43, 3, 15, Grain::Decade), "-0050-01-01/-0041-12-31");
    }

    #[test]
    fn units_move_by_their_own_length() {
        let period = |grain| Period::of(Day::new(2015, 11, 18).unwrap(), grain);
        assert_eq!(period(Grain::Week).plus(-1).start(), Day::new(2015, 11, 9).unwrap());
        assert_eq!(period(Grain::Quarter).plus(1).start(), Day::new(2016, 1, 1).unwrap());
        assert_eq!(period(Grain::Century).plus(-1).end(), Day::new(1999, 12, 31).unwrap());
    }
}
