//! What `build` and every command that builds a site on the way let their user choose.

use crate::config::BaseUrl;
use crate::date::{Day, When};
use crate::pipeline::Options;

/// Which articles a site shows, and where it thinks it stands.
#[derive(clap::Args)]
pub(super) struct Choice {
    /// Show articles marked as drafts
    #[arg(long)]
    drafts: bool,
    /// Show articles dated after today
    #[arg(long)]
    future: bool,
    /// Stand-in for base_url of site.toml
    #[arg(long, value_name = "URL", value_parser = str::parse::<BaseUrl>)]
    base_url: Option<BaseUrl>,
    /// The day that counts as today [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<Day>,
}

impl Choice {
    /// The same, as a build knows it.
    pub(super) fn options(&self) -> Options {
        Options { drafts: self.drafts, future: self.future, base_url: self.base_url.clone() }
    }
}

fn day(text: &str) -> Result<Day, String> {
    let when: When = text.parse().map_err(|error| format!("{error}"))?;
    when.exact_day().ok_or_else(|| "a single day is wanted, as YYYY-MM-DD".to_owned())
}
