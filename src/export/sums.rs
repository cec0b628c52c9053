//! The files with events, and `data/SHA256SUMS` (FIPS 180-4), in the form that `sha256sum --check` reads: what somebody has taken can be compared with what
//! the site gave.
//!
//! Not here: what stands in the files.

use super::{Make, Source, made};
use crate::site::address::SUMS;
use crate::site::downloads::FOLDER;
use hmac_sha256::Hash;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, OnceLock};

/// The checksum of each file by its address, once the file was made.
type Sums = BTreeMap<String, OnceLock<String>>;

/// The files by their address.
pub(super) fn files(source: &Source) -> Vec<(String, Make)> {
    let downloads = source.site.downloads();
    let sums: Arc<Sums> = Arc::new(downloads.iter().map(|file| (file.address.clone(), OnceLock::new())).collect());
    let mut files: Vec<(String, Make)> = downloads
        .iter()
        .map(|download| {
            let (address, make, sums) = (download.address.clone(), made(download), sums.clone());
            let noting: Make = Box::new(move |source| {
                let bytes = make(source);
                if let Some(sum) = sums.get(&address) {
                    sum.get_or_init(|| checksum(&bytes));
                }
                bytes
            });
            (download.address.clone(), noting)
        })
        .collect();
    if !downloads.is_empty() {
        files.push((SUMS.to_owned(), Box::new(move |source| list(source, &sums))));
    }
    files
}

/// A line for each file, with its path as seen from the list.
fn list(source: &Source, sums: &Sums) -> Vec<u8> {
    let mut list = String::new();
    for download in source.site.downloads() {
        let Some(sum) = sums.get(&download.address) else { continue };
        let sum = sum.get_or_init(|| checksum(&made(download)(source)));
        let above = if download.address.starts_with(FOLDER) { "" } else { "../" };
        let path = download.address.strip_prefix(FOLDER).unwrap_or(&download.address);
        // Writing to a string cannot fail.
        let _ = writeln!(list, "{sum}  {above}{path}");
    }
    list.into_bytes()
}

fn checksum(bytes: &[u8]) -> String {
    Hash::hash(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_that_of_the_standard() {
        assert_eq!(checksum(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
