//! Bytes to text: UTF-8, UTF-16 where a byte order mark says so, or the encoding that a feed or page declares for itself.
//!
//! What nothing declares is told, not guessed: a wrong guess would spoil names without a word. Not here: what the text says.

use encoding_rs::{Encoding, UTF_8};

/// How far a declaration is looked for, in bytes (HTML, 13.2.3.2: "prescan a byte stream").
const PRESCAN: usize = 1024;

/// The text, or the bytes where they are none that anybody can tell. What is UTF-8 is read as such, whatever it declares.
///
/// # Errors
/// The bytes again, where they are no text in an encoding that they tell.
pub fn decoded(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    let encoding = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != UTF_8 => encoding,
        _ => match String::from_utf8(bytes) {
            Ok(text) => return Ok(text),
            Err(error) => return declared(error.into_bytes()),
        },
    };
    in_encoding(encoding, bytes)
}

/// The text of bytes that are no UTF-8, in the encoding that they declare.
fn declared(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    match declaration(&bytes).filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => in_encoding(encoding, bytes),
        None => Err(bytes),
    }
}

fn in_encoding(encoding: &'static Encoding, bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    let (text, _, is_faulty) = encoding.decode(&bytes);
    if is_faulty { Err(bytes) } else { Ok(text.into_owned()) }
}

/// What stands behind `encoding=` of an XML declaration, or behind `charset=` of a web page's `meta`.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..PRESCAN).unwrap_or(bytes)).to_ascii_lowercase();
    let (declared, word) = match head.trim_start().strip_prefix("<?xml") {
        Some(rest) => (rest.split_once("?>")?.0, "encoding"),
        None => (head.split("<meta").skip(1).find(|tag| tag.contains("charset"))?, "charset"),
    };
    let (_, value) = declared.split_once(word)?;
    let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label = value.split(['"', '\'', ';', '>', '/', ' ']).next()?;
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_is_believed_and_nothing_is_guessed() {
        let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
        for head in [
            "<?xml version='1.0' encoding='ISO-8859-1'?><rss>",
            "<!doctype html><meta name=a><meta charset=windows-1252><p>",
            "<meta http-equiv=content-type content=\"text/html; charset=iso-8859-15\">",
        ] {
            assert_eq!(decoded(latin(&format!("{head}caf\u{e9}"))).unwrap(), format!("{head}caf\u{e9}"));
            let utf8 = format!("{head}caf\u{e9}").into_bytes();
            assert_eq!(decoded(utf8).unwrap(), format!("{head}caf\u{e9}"), "UTF-8 is UTF-8");
        }
        for head in ["", "<meta charset=utf-8>", "<meta charset=klingon>", "charset=latin1 "] {
            assert!(decoded(latin(&format!("{head}caf\u{e9}"))).is_err(), "{head}");
        }
        assert_eq!(decoded(vec![0xfe, 0xff, 0, b'a']).unwrap(), "a");
        assert!(decoded(vec![0xff, 0xfe, 0x00, 0xd8]).is_err(), "half of a surrogate pair");
    }
}
