//! `robots.txt` (RFC 9309): everything may be read; here is the list.

use super::base;
use crate::config::Config;

/// The file.
pub fn file(config: &Config) -> Vec<u8> {
    let sitemap = base(config).map(|base| format!("Sitemap: {base}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
}
