//! By what a report is known again: the file it stands in, its kind, and the words of its sentence.
//!
//! Line breaks and blanks do not count, nor does anything outside the sentence: an article may grow around it.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// Bits of the hash that are kept: 12 hexadecimal digits. In a site of 100,000 sentences, two that collide are a matter of one in 50,000.
const BITS: u64 = 0xffff_ffff_ffff;

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// Path of its article within the site's folder.
    pub path: Arc<str>,
    /// Of its kind, the words of its sentence, and which of several in one sentence it is.
    pub hash: u64,
}

impl Print {
    /// The report of a `kind` in a `sentence` of the article at `path`; `number` counts such reports of one sentence, from 0.
    pub fn new(path: Arc<str>, kind: &str, sentence: &str, number: usize) -> Self {
        let mut hash = fnv_1a(FNV_OFFSET, kind.bytes());
        for word in sentence.split_whitespace() {
            hash = fnv_1a(fnv_1a(hash, *b" "), word.bytes());
        }
        if number > 0 {
            hash = fnv_1a(hash, format!("\n{number}").bytes());
        }
        Print { path, hash: (hash ^ (hash >> 48)) & BITS }
    }
}

/// The hash tells nearly all reports apart; reading the path as well would only take time.
impl Hash for Print {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// What [`fnv_1a`] begins with.
pub(crate) const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// Goes on with the 64-bit FNV-1a hash (Fowler, Noll, Vo; draft-eastlake-fnv), the same on every platform and in every version.
pub(crate) fn fnv_1a(hash: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// `content/2015-11-16-jets.md#0123456789ab`.
impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}#{:012x}", self.path, self.hash)
    }
}

impl FromStr for Print {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("`{text}` is no evidence: it reads `content/article.md#0123456789ab`");
        let (path, hash) = text.rsplit_once('#').ok_or_else(fault)?;
        let is_hash = hash.len() == 12 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let hash = u64::from_str_radix(hash, 16).ok().filter(|_| is_hash && !path.is_empty()).ok_or_else(fault)?;
        Ok(Print { path: path.into(), hash })
    }
}
