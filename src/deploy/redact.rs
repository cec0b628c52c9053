//! Texts without the passwords and tokens that addresses may carry.
//!
//! Not here: running git.

/// `text` with everything between `://` and `@` left out of its addresses.
pub(super) fn redact(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + "://".len());
        clean.push_str(before);
        // What may stand before the host: all up to the last `@` that comes before the path.
        let authority = after.find(|c: char| c == '/' || c.is_whitespace()).unwrap_or(after.len());
        let secret = after.get(..authority).and_then(|authority| authority.rfind('@')).map_or(0, |at| at + 1);
        rest = after.get(secret..).unwrap_or_default();
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_names_and_passwords_are_left_out() {
        for (text, clean) in [
            ("https://user:s3cret@example.org/a.git", "https://example.org/a.git"),
            ("x https://t0ken@example.org' y ssh://git@h:22/a", "x https://example.org' y ssh://h:22/a"),
            ("https://user:p@ss@example.org/a@b", "https://example.org/a@b"),
            ("fatal: no such thing as user@host", "fatal: no such thing as user@host"),
            ("https://", "https://"),
        ] {
            assert_eq!(redact(text), clean);
        }
    }
}
