//! Opening a page in the user's own browser.

use anyhow::{Result, bail};
use std::process::{Command, Stdio};

/// Programs that open an address, most likely first, with what stands before the address.
const OPENERS: [(&str, &[&str]); 4] =
    [("open", &[]), ("xdg-open", &[]), ("wslview", &[]), ("rundll32", &["url.dll,FileProtocolHandler"])];

/// Opens `url` and does not wait for the browser to end.
pub(super) fn open(url: &str) -> Result<()> {
    // On Linux, `open` is something else.
    let fits = |name: &str| cfg!(target_os = "macos") == (name == "open");
    for (program, arguments) in OPENERS.into_iter().filter(|(name, _)| fits(name)) {
        let mut command = Command::new(program);
        command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if command.spawn().is_ok() {
            return Ok(());
        }
    }
    bail!("no program that opens a browser was found")
}
