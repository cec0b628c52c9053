//! Reading the model file: numbers and stretches of bytes, one after the other.
//!
//! The large tables are used where they lie; only the small matrices are copied. Nothing here panics: a file that ends early reads as
//! `None`.

/// The rest of a model file.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'m>(&'m [u8]);

impl<'m> Bytes<'m> {
    /// Begins to read a file.
    pub fn new(file: &'m [u8]) -> Self {
        Bytes(file)
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Option<&'m [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next number.
    pub fn number(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    /// The next `count` weights.
    pub fn weights(&mut self, count: usize) -> Option<Vec<i16>> {
        let bytes = self.take(count.checked_mul(2)?)?;
        Some(bytes.as_chunks::<2>().0.iter().map(|&pair| i16::from_le_bytes(pair)).collect())
    }

    /// The next text, which its length in bytes precedes.
    pub fn text(&mut self) -> Option<&'m str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }
}
