//! A place on the Earth, as far as a text says where it is.
//!
//! Not here: names of places and how they are found (`table`).

use std::fmt;
use std::str::FromStr;

/// A country by its ISO 3166-1 alpha-2 code, such as `SY`; `XK` is Kosovo, as GeoNames has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The two letters.
    pub fn code(&self) -> &str {
        // The constructors take capital letters only.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// A country by two capital letters.
    pub fn new(code: [u8; 2]) -> Option<Self> {
        code.iter().all(u8::is_ascii_uppercase).then_some(Country(code))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Country {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code: Option<[u8; 2]> = text.as_bytes().try_into().ok();
        code.and_then(Country::new).ok_or("a country is two capital letters (ISO 3166-1), such as SY")
    }
}

/// How much ground a location stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A town, a village, or a spot in one.
    Settlement,
    /// A province or another part of a country; the point is a settlement in its middle.
    Region,
    /// A country; the point is a settlement in its middle.
    Country,
}

impl Precision {
    /// Its name in data files and themes: `settlement`, `region` or `country`.
    pub fn id(self) -> &'static str {
        match self {
            Precision::Settlement => "settlement",
            Precision::Region => "region",
            Precision::Country => "country",
        }
    }
}

/// Where something is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    /// Degrees north, WGS 84, -90 to 90.
    pub latitude: f64,
    /// Degrees east, WGS 84, -180 to 180.
    pub longitude: f64,
    /// The country it lies in; `None` where that is open, as in a site's own place at sea.
    pub country: Option<Country>,
    /// How much ground it stands for.
    pub precision: Precision,
}

impl Location {
    /// The same place, told no better than to a multiple of so many degrees; as it is where that is 0.
    pub fn rounded(self, degrees: f64) -> Self {
        // Whole micro-degrees, a tenth of a metre, so that no 35.900000000000006 comes of it.
        let round = |value: f64, most: f64| {
            ((value / degrees).round() * degrees * 1e6).round().clamp(-most * 1e6, most * 1e6) / 1e6
        };
        match degrees > 0.0 {
            true => Location { latitude: round(self.latitude, 90.0), longitude: round(self.longitude, 180.0), ..self },
            false => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_place_stays_on_the_earth() {
        let at =
            |latitude, longitude| Location { latitude, longitude, country: None, precision: Precision::Settlement };
        assert_eq!(at(35.9528, 39.0079).rounded(0.1), at(36.0, 39.0));
        assert_eq!(at(35.91, -0.26).rounded(0.1), at(35.9, -0.3));
        assert_eq!(at(-89.9, 179.9).rounded(7.0), at(-90.0, 180.0));
        assert_eq!(at(35.9528, 39.0079).rounded(0.0), at(35.9528, 39.0079));
    }

    #[test]
    fn a_country_is_two_capital_letters() {
        assert_eq!("SY".parse::<Country>().unwrap().to_string(), "SY");
        for wrong in ["", "S", "sy", "SYR", "é", "S1"] {
            assert!(wrong.parse::<Country>().is_err(), "{wrong}");
        }
    }
}
