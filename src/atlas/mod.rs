//! The world's settlements, regions and countries: what they are called and where they lie; and the outlines of land.
//!
//! The data is derived from GeoNames (CC BY 4.0; see NOTICE) and packed into `places.bin` by `examples/atlas`. Nothing is unpacked: a name
//! is looked up in the embedded bytes themselves, so the table costs no start and no memory. Not here: which word of a text is a name of
//! a place, and which of several places of one name is meant (`extract::names`).

pub mod land;
mod location;
mod table;

pub use location::{Country, Location, Precision};
pub use table::{COMMON, FLAG_BITS, Found, MAGIC, NO_REGION, Record, SHARED, Table, key};

use std::sync::LazyLock;

static PLACES: LazyLock<Option<Table<'static>>> = LazyLock::new(|| Table::read(include_bytes!("places.bin")));

/// All places that are called `name`, the most populous first, in any spelling that differs only in case, accents, spaces or marks; a
/// settlement stands before a region of the same people.
pub fn find(name: &str) -> Vec<Found> {
    PLACES.as_ref().map(|table| table.find(&key(name))).unwrap_or_default()
}

/// Where a country lies.
pub fn country(code: Country) -> Option<Location> {
    PLACES.as_ref()?.country(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Country {
        text.parse().unwrap()
    }

    #[test]
    fn a_town_is_found_by_any_of_its_spellings() {
        for name in ["Raqqa", "Ar Raqqah", "ar-raqqah", "RAQQA"] {
            let found = find(name);
            let first = found.first().unwrap_or_else(|| panic!("{name}")).location;
            assert_eq!((first.country, first.precision), (Some(code("SY")), Precision::Settlement), "{name}");
            assert!((first.latitude - 35.95).abs() < 0.1 && (first.longitude - 39.0).abs() < 0.1, "{first:?}");
        }
    }

    #[test]
    fn places_of_one_name_stand_by_their_people() {
        let countries: Vec<_> = find("Tripoli").into_iter().filter_map(|found| found.location.country).collect();
        assert_eq!(countries.first(), Some(&code("LY")));
        assert!(countries.contains(&code("LB")));
    }

    #[test]
    fn regions_and_countries_lie_in_their_own_middle() {
        let helmand = find("Helmand").into_iter().map(|found| found.location).next().unwrap();
        assert_eq!((helmand.country, helmand.precision), (Some(code("AF")), Precision::Region));
        let france = country(code("FR")).unwrap();
        assert!((43.0..50.0).contains(&france.latitude) && (0.0..6.0).contains(&france.longitude), "{france:?}");
    }

    #[test]
    fn what_no_place_is_called_is_not_found() {
        assert!(find("").is_empty() && find("Xyzzyton").is_empty() && find("-").is_empty());
        assert_eq!(country(code("QQ")), None);
    }
}
