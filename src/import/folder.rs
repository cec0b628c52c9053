//! A folder of web pages and plain texts, one article each, in the order of their names.
//!
//! Hidden files are passed over. The day of an article stands in the page, in its name, or in the name of a folder around it: `2015-11-18/report.txt`. Not here: a
//! single page (`page`).

use super::source::{Format, Read};
use super::{encoding, page};
use crate::diag::{Diagnostic, File};
use crate::source::is_passed_over;
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// All articles of a folder.
pub(super) fn read(folder: &Path) -> Result<Read> {
    let mut files: Vec<(PathBuf, Format)> = Vec::new();
    let is_wanted = |entry: &DirEntry| entry.depth() == 0 || !is_passed_over(&entry.file_name().to_string_lossy());
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_wanted) {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        let ending = entry.path().extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let format = match ending.as_deref() {
            Some("html" | "htm" | "xhtml") => Format::Html,
            Some("txt" | "text" | "md") => Format::Text,
            _ => continue,
        };
        if entry.file_type().is_file() {
            files.push((entry.into_path(), format));
        }
    }
    if files.is_empty() {
        bail!("{} holds no .html, .txt or .md file", folder.display());
    }
    let parts: Vec<Read> = files.par_iter().map(|(path, format)| one(path, *format, folder)).collect();
    let mut read = Read::default();
    for part in parts {
        read.records.extend(part.records);
        read.diagnostics.extend(part.diagnostics);
    }
    Ok(read)
}

fn one(path: &Path, format: Format, folder: &Path) -> Read {
    let name = path.to_string_lossy().replace('\\', "/");
    let within = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let problem = match fs::read(path).map(encoding::decoded) {
        Ok(Ok(text)) => return page::read(&File::new(name.as_str(), text), format, &within),
        Ok(Err(bytes)) => Diagnostic::not_utf8(&name, &bytes),
        Err(error) => Diagnostic::error("import.unreadable", format!("{name} cannot be read: {error}")),
    };
    Read { diagnostics: vec![problem], ..Read::default() }
}
