//! Rows of small weights, found by the number of a row or by a hashed key.

use super::bytes::Bytes;
use super::features::Key;

/// Rows of weights of one byte each, with [`ROW_BITS`] bits after the point.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'m> {
    bytes: &'m [u8],
    width: usize,
}

/// Bits after the point of a weight in a row.
pub const ROW_BITS: u32 = 5;

impl<'m> Rows<'m> {
    /// Reads the number of rows and the rows.
    pub fn read(bytes: &mut Bytes<'m>, width: usize) -> Option<Self> {
        let count = bytes.number()?;
        Some(Rows { bytes: bytes.take(count.checked_mul(width)?)?, width })
    }

    /// Adds a row, whose weights get `BITS` bits after the point; a row that does not exist adds nothing.
    #[inline(always)]
    pub fn add<const BITS: u32>(&self, row: usize, sum: &mut [i16]) {
        let Some(start) = row.checked_mul(self.width) else { return };
        let Some(weights) = self.bytes.get(start..start + self.width) else { return };
        for (sum, &weight) in sum.iter_mut().zip(weights) {
            *sum = sum.wrapping_add(i16::from(weight.cast_signed()) << (BITS - ROW_BITS));
        }
    }
}

/// Keys and their rows: an open-addressed hash table of pairs of 32 bits, mark and row. A mark of 0 is an empty place.
#[derive(Clone, Copy, Debug)]
pub struct Index<'m> {
    places: &'m [[u8; 8]],
}

impl<'m> Index<'m> {
    /// Reads the number of places, a power of two, and the places.
    pub fn read(bytes: &mut Bytes<'m>) -> Option<Self> {
        let count = bytes.number().filter(|count| count.is_power_of_two())?;
        Some(Index { places: bytes.take(count.checked_mul(8)?)?.as_chunks().0 })
    }

    /// The row of a key. A key that is not in the table is taken for another one with a chance of some 10⁻⁹.
    pub fn find(&self, key: Key) -> Option<usize> {
        let mask = self.places.len() - 1;
        let wanted = mark(key);
        let mut at = place(key) & mask;
        for _ in 0..self.places.len() {
            let &[a, b, c, d, row @ ..] = self.places.get(at)?;
            match u32::from_le_bytes([a, b, c, d]) {
                0 => return None,
                found if found == wanted => return usize::try_from(u32::from_le_bytes(row)).ok(),
                _ => at = (at + 1) & mask,
            }
        }
        None
    }

    /// The bytes that [`Index::read`] reads, for these keys and rows. For training.
    pub fn pack(entries: &[(Key, u32)]) -> Vec<u8> {
        let count = (entries.len() * 4 / 3 + 1).next_power_of_two();
        let mut places = vec![[0; 8]; count];
        for &(key, row) in entries {
            let mut at = place(key) & (count - 1);
            while places[at] != [0; 8] {
                at = (at + 1) & (count - 1);
            }
            places[at][..4].copy_from_slice(&mark(key).to_le_bytes());
            places[at][4..].copy_from_slice(&row.to_le_bytes());
        }
        let mut out = u32::try_from(count).unwrap_or_default().to_le_bytes().to_vec();
        out.extend(places.into_iter().flatten());
        out
    }
}

fn mark(key: Key) -> u32 {
    u32::try_from(key >> 32).unwrap_or_default().max(1)
}

fn place(key: Key) -> usize {
    usize::try_from(key & 0x00ff_ffff).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_packed_key_is_found_and_no_other() {
        let key = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let entries: Vec<_> = (1..500).map(|n| (key(n), n as u32)).collect();
        let packed = Index::pack(&entries);
        let index = Index::read(&mut Bytes::new(&packed)).unwrap();
        assert!(entries.iter().all(|&(key, row)| index.find(key) == Some(row as usize)));
        assert!((500..2000).all(|n| index.find(key(n)).is_none()));
    }

    #[test]
    fn a_cut_file_is_no_table() {
        let packed = Index::pack(&[(1, 1)]);
        assert!(Index::read(&mut Bytes::new(&packed[..packed.len() - 1])).is_none());
        assert!(Index::read(&mut Bytes::new(&[3, 0, 0, 0])).is_none());
    }

    #[test]
    fn rows_are_added_at_their_scale() {
        let file = [2, 0, 0, 0, 1, 0xff, 3, 4];
        let rows = Rows::read(&mut Bytes::new(&file), 2).unwrap();
        let mut sum = [10, 10];
        rows.add::<{ ROW_BITS + 1 }>(0, &mut sum);
        rows.add::<{ ROW_BITS }>(7, &mut sum);
        assert_eq!(sum, [12, 8]);
    }
}
