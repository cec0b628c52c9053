//! Ids that no two events share.
//!
//! An event with names of its own keeps its plain id. Where names are missing, or two events would get one id, a fingerprint of the first
//! report's sentence tells them apart: it depends on the text alone, not on how many other events there are. Not here: the words of an id
//! (`title`).

use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// What an id is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stem {
    /// Date and name, such as `2015-11-15-russia-strikes-raqqa`.
    pub(super) plain: String,
    /// True where names make it likely to be the only one.
    pub(super) is_named: bool,
    /// Hash of the first report's sentence.
    pub(super) fingerprint: u32,
}

/// The ids given so far.
#[derive(Default)]
pub(super) struct Ids<'a>(FxHashSet<Cow<'a, str>>);

impl<'a> Ids<'a> {
    /// The id of an event.
    pub(super) fn give(&mut self, stem: &'a Stem) -> Cow<'a, str> {
        let plain = Cow::Borrowed(stem.plain.as_str());
        if stem.is_named && self.0.insert(plain.clone()) {
            return plain;
        }
        let marked = format!("{}-{:04x}", stem.plain, stem.fingerprint & 0xffff);
        let mut id: Cow<str> = Cow::Owned(marked.clone());
        // Two events of one sentence, or two sentences of one fingerprint.
        let mut number = 2;
        while !self.0.insert(id.clone()) {
            id = Cow::Owned(format!("{marked}-{number}"));
            number += 1;
        }
        id
    }
}

/// The 32-bit FNV-1a hash (Fowler, Noll, Vo; draft-eastlake-fnv), the same on every platform and in every version.
pub(super) fn fingerprint(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_fnv_1a() {
        assert_eq!(fingerprint(""), 0x811c_9dc5);
        assert_eq!(fingerprint("foobar"), 0xbf9c_f968);
    }

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::default();
        let stem = |is_named| Stem { plain: "2015-strike".into(), is_named, fingerprint: 0xabcd_ef01 };
        let (named, unnamed) = (stem(true), stem(false));
        assert_eq!(ids.give(&named), "2015-strike");
        assert_eq!(ids.give(&named), "2015-strike-ef01");
        assert_eq!(ids.give(&unnamed), "2015-strike-ef01-2");
    }
}
