//! The file of places: its layout, and looking a name up in it.
//!
//! Layout, all numbers little-endian: the magic bytes; the number of countries, regions, settlements and bytes of lists as `u32`; the
//! records of all places in this order (countries by code, the others by falling population); lists of places that share a name, each its
//! length in one byte and then its members in three bytes each; a finite state map (crate `fst`) of names. A name's value is an index of
//! records, or, with [`SHARED`] set, an offset into the lists; [`COMMON`] marks names that are ordinary words too. Nothing here trusts the
//! bytes: a broken file is one without places.

use super::{Country, Location, Precision};
use fst::Map;

/// First bytes of the file; the digit grows with each change of layout.
pub const MAGIC: &[u8; 8] = b"DLPLACE1";

/// Bytes of the head of the file.
const HEAD: usize = MAGIC.len() + 4 * 4;

/// Set in the value of a name that several places share.
pub const SHARED: u64 = 1;

/// Set in the value of a name that is an ordinary word, too ("Nice", "Reading").
pub const COMMON: u64 = 2;

/// Bits below the index or offset of a value.
pub const FLAG_BITS: u32 = 2;

/// Index of the region of a place that has none.
pub const NO_REGION: u16 = u16::MAX;

/// Parts of a degree that coordinates are kept in: about ten metres.
const PER_DEGREE: f64 = 10_000.0;

/// A place as the file keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its country.
    pub country: Country,
    /// Index of its region among regions, or [`NO_REGION`].
    pub region: u16,
    /// Ten-thousandths of degrees north, then east.
    pub at: [i32; 2],
    /// Binary logarithm of its population, rounded up; 0 where unknown.
    pub people: u8,
}

impl Record {
    /// Bytes of a record.
    pub const SIZE: usize = 11;

    /// A place at these degrees.
    pub fn new(country: Country, region: u16, latitude: f64, longitude: f64, population: u64) -> Self {
        let unit = |degrees: f64| (degrees * PER_DEGREE).round() as i32;
        let people = u8::try_from(u64::BITS - population.leading_zeros()).unwrap_or_default();
        Record { country, region, at: [unit(latitude), unit(longitude)], people }
    }

    /// As bytes of the file.
    pub fn to_bytes(self) -> [u8; Self::SIZE] {
        let [c0, c1] = *self.country.code().as_bytes() else { return [0; Self::SIZE] };
        let [r0, r1] = self.region.to_le_bytes();
        let [[n0, n1, n2, _], [e0, e1, e2, _]] = self.at.map(i32::to_le_bytes);
        [c0, c1, r0, r1, n0, n1, n2, e0, e1, e2, self.people]
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let &[c0, c1, r0, r1, n0, n1, n2, e0, e1, e2, people] = bytes else { return None };
        // Three bytes with their sign: read into the upper three of four, then moved down.
        let unit = |low, middle, high| i32::from_le_bytes([0, low, middle, high]) >> 8;
        let at = [unit(n0, n1, n2), unit(e0, e1, e2)];
        Some(Record { country: Country::new([c0, c1])?, region: u16::from_le_bytes([r0, r1]), at, people })
    }

    fn location(&self, precision: Precision) -> Location {
        let [latitude, longitude] = self.at.map(|unit| f64::from(unit) / PER_DEGREE);
        Location { latitude, longitude, country: Some(self.country), precision }
    }
}

/// A place of a name that was looked up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Where it lies.
    pub location: Location,
    /// Binary logarithm of its population, rounded up; 0 where unknown.
    pub people: u8,
    /// The region it lies in, or that it is.
    pub region: Option<u16>,
    /// True of a name that is an ordinary word, too.
    pub common: bool,
}

/// The key of a name: lower-case ASCII letters and digits with hyphens between words.
pub fn key(name: &str) -> String {
    slug::slugify(name)
}

/// The file, ready to be asked.
#[derive(Debug)]
pub struct Table<'a> {
    countries: usize,
    regions: usize,
    records: &'a [u8],
    lists: &'a [u8],
    names: Map<&'a [u8]>,
}

impl<'a> Table<'a> {
    /// Reads the head of the file; `None` where it is not whole.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let head = bytes.get(..HEAD)?.strip_prefix(MAGIC)?;
        let mut counts =
            head.chunks_exact(4).filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?) as usize));
        let [countries, regions, settlements, lists] = [counts.next()?, counts.next()?, counts.next()?, counts.next()?];
        let places = countries.checked_add(regions)?.checked_add(settlements)?.checked_mul(Record::SIZE)?;
        let (records, rest) = bytes.get(HEAD..)?.split_at_checked(places)?;
        let (lists, names) = rest.split_at_checked(lists)?;
        Some(Table { countries, regions, records, lists, names: Map::new(names).ok()? })
    }

    /// All places with this key, in the order of the file's lists.
    pub fn find(&self, key: &str) -> Vec<Found> {
        let Some(value) = self.names.get(key) else { return Vec::new() };
        let common = value & COMMON != 0;
        let Ok(at) = usize::try_from(value >> FLAG_BITS) else { return Vec::new() };
        if value & SHARED == 0 {
            return self.place(at, common).into_iter().collect();
        }
        let Some((&count, list)) = self.lists.get(at..).and_then(<[u8]>::split_first) else { return Vec::new() };
        let index = |three: &[u8]| three.iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte));
        list.chunks_exact(3).take(usize::from(count)).filter_map(|three| self.place(index(three), common)).collect()
    }

    /// Where a country lies.
    pub fn country(&self, code: Country) -> Option<Location> {
        let found = (0..self.countries).filter_map(|at| self.record(at)).find(|record| record.country == code)?;
        Some(found.location(Precision::Country))
    }

    fn record(&self, at: usize) -> Option<Record> {
        let first = at.checked_mul(Record::SIZE)?;
        Record::from_bytes(self.records.get(first..first.checked_add(Record::SIZE)?)?)
    }

    fn place(&self, at: usize, common: bool) -> Option<Found> {
        let record = self.record(at)?;
        let own = at.checked_sub(self.countries);
        let precision = match own {
            None => Precision::Country,
            Some(own) if own < self.regions => Precision::Region,
            Some(_) => Precision::Settlement,
        };
        let region = match precision {
            Precision::Region => own.and_then(|own| u16::try_from(own).ok()),
            _ => Some(record.region).filter(|&region| region != NO_REGION),
        };
        Some(Found { location: record.location(precision), people: record.people, region, common })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_record_survives_its_bytes() {
        for (latitude, longitude) in [(35.9528, 39.0079), (-54.8, -68.3), (90.0, -180.0), (0.0, 180.0)] {
            let record = Record::new("AR".parse().unwrap(), 7, latitude, longitude, 1_000_000);
            assert_eq!(Record::from_bytes(&record.to_bytes()), Some(record));
            let location = record.location(Precision::Settlement);
            assert!((location.latitude - latitude).abs() < 1e-4 && (location.longitude - longitude).abs() < 1e-4);
        }
        assert_eq!(Record::new("AR".parse().unwrap(), 0, 0.0, 0.0, 1024).people, 11);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), key in "[a-z-]{0,8}") {
            let file: Vec<u8> = MAGIC.iter().copied().chain(bytes).collect();
            if let Some(table) = Table::read(&file) {
                table.find(&key);
            }
        }
    }
}
