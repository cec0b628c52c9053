//! Files that are not UTF-8: where their first bad byte stands, said like any other fault of the content.
//!
//! Not here: reading files.

use super::{Diagnostic, File};
use crate::span::Span;

impl File {
    /// The text of a file that has been read, or a diagnostic at the first byte that is not UTF-8.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<File, Box<Diagnostic>> {
        let error = match String::from_utf8(bytes) {
            Ok(text) => return Ok(File::new(path, text)),
            Err(error) => error,
        };
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        let file = File::new(path, String::from_utf8_lossy(error.as_bytes()));
        let diagnostic = Diagnostic::error("content.encoding", "the file is not UTF-8")
            .at(&file, Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8()))
            .label(format!("the byte {byte:#04X} cannot stand here"));
        Err(Box::new(diagnostic.hint("save the file as UTF-8; it may be in Windows-1252 or Latin-1 now")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bad_byte_is_told_with_its_line_and_column() {
        let fault = File::from_bytes("content/a.md", b"---\ntitle: caf\xe9\n---\nna\xefve\n".to_vec()).unwrap_err();
        assert_eq!(fault.position(), Some(("content/a.md", 2, 11)));
        assert_eq!(fault.label, "the byte 0xE9 cannot stand here");
    }

    #[test]
    fn good_bytes_become_a_file() {
        assert_eq!(&*File::from_bytes("a.md", "é".into()).unwrap().text, "é");
    }
}
