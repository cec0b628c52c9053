//! Dates as a source leaves them: calendar days, intervals of days, and their notation in EDTF.
//!
//! EDTF is the Extended Date/Time Format of ISO 8601-2:2019. This room is the only user of the calendar library; it
//! knows no language and no text: reading "last Friday" is the work of `extract`, which calls the arithmetic here.

mod day;
mod edtf;
mod holiday;
mod mail;
mod period;
mod plain;
mod when;

pub use day::{Day, Weekday};
pub use edtf::EdtfError;
pub use holiday::{HolidayRule, easter};
pub use mail::mail;
pub use period::{Grain, Period};
pub use plain::plain_day;
pub use when::{Granularity, When};
