//! `dateline theme`: files of the built-in theme into a site, to be changed there.
//!
//! Not here: what the files mean (`site`).

use super::{Outcome, report};
use crate::config;
use crate::site::Theme;
use crate::{pipeline, source};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  dateline theme eject                                    list what there is
  dateline theme eject assets/style.css                   one file
  dateline theme eject templates/ words/en.toml           a folder and a file

The copies stand in themes/NAME/ of the site, NAME being the theme that site.toml names, and take
the place of the built-in files. docs/theme.md describes each.

Exit codes: 0 copied or listed; 2 a copy would take the place of a file, there is no such file,
or the machine refused.";

/// Change how the site looks
#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Eject(Eject),
}

/// Copy files of the built-in theme into the site, to be changed there
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
struct Eject {
    /// Files of the theme, or folders with a `/` at their end; none lists them all
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// Take the place of files that are there
    #[arg(long)]
    force: bool,
    /// The site's folder, which holds site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let Command::Eject(eject) = &arguments.command;
    let theme = Theme::built_in();
    if eject.files.is_empty() {
        for path in theme.folder("") {
            report::print(&format!("{path}\n"))?;
        }
        return Ok(Outcome::Fine);
    }
    let (config, _) = config::read(&source::read_config(&eject.site)?, &pipeline::builtin_kinds());
    let folder = eject.site.join("themes").join(&config.theme);
    let chosen = chosen(&theme, &eject.files)?;
    if let Some(taken) = chosen.iter().map(|path| folder.join(path)).find(|target| target.exists() && !eject.force) {
        bail!("{} exists already; nothing was copied; --force takes its place", report::shown(&taken));
    }
    for path in chosen {
        let target = folder.join(path);
        write(&target, theme.bytes(path).unwrap_or_default())?;
        report::print(&format!("{}\n", report::shown(&target)))?;
    }
    Ok(Outcome::Fine)
}

/// The files of the theme that are named, by themselves or by their folder, each once.
fn chosen<'a>(theme: &'a Theme, names: &[String]) -> Result<Vec<&'a str>> {
    let mut chosen = Vec::new();
    for name in names {
        let is_meant = |path: &&str| path == name || name.ends_with('/') && path.starts_with(name.as_str());
        let found: Vec<&str> = theme.folder("").filter(is_meant).collect();
        if found.is_empty() {
            bail!("the built-in theme has no file `{name}`; `dateline theme eject` lists what it has");
        }
        chosen.extend(found);
    }
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

fn write(target: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    fs::write(target, bytes).with_context(|| format!("cannot write {}", target.display()))
}
