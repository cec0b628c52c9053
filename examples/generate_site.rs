//! Writes a made-up site of any size into a new folder, for measuring: `generate_site FOLDER [--articles N]`.
//!
//! Not for showing: the articles mean nothing. The sample to show is `content/`.

#[path = "../benches/collection/mod.rs"]
mod collection;

use anyhow::{Context, Result, bail};
use clap::Parser;
use std::fs;
use std::path::PathBuf;

/// Writes a made-up site of any size, for measuring.
#[derive(Parser)]
struct Arguments {
    /// Folder to make; must not exist.
    folder: PathBuf,
    /// Number of articles.
    #[arg(long, default_value_t = 10_000)]
    articles: u64,
}

fn main() -> Result<()> {
    let Arguments { folder, articles } = Arguments::parse();
    if folder.exists() {
        bail!("{} exists", folder.display());
    }
    let words = collection::Words::load();
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("site.toml"), collection::SITE)?;
    for number in 0..articles {
        let page = collection::article(&words, number);
        let path = folder.join(&page.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, page.text).with_context(|| path.display().to_string())?;
    }
    println!("{articles} articles in {}", folder.display());
    Ok(())
}
