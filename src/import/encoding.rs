//! Bytes to text: UTF-8, and UTF-16 where a byte order mark says so.
//!
//! Other encodings are told, not guessed: a wrong guess would spoil names without a word.

/// The text, or the bytes where they are none.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
        String::from_utf16(&units)
    };
    match bytes.get(..2) {
        Some([0xff, 0xfe]) => wide(&bytes[2..], u16::from_le_bytes).map_err(|_| bytes),
        Some([0xfe, 0xff]) => wide(&bytes[2..], u16::from_be_bytes).map_err(|_| bytes),
        _ => String::from_utf8(bytes).map_err(|error| error.into_bytes()),
    }
}
