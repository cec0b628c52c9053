//! Records to files of `content/`: each under a name that nobody has, what is known already left as it is.
//!
//! Not here: where records come from.

use super::Record;
use super::memory::{Entry, FILE, Memory, fingerprint};
use crate::content::Moment;
use crate::diag::Diagnostic;
use crate::{output, scaffold};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// What became of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not known, and is written.
    New,
    /// Its source says something else now, and nobody had edited it: it is written anew.
    Updated,
    /// Nothing changed.
    Same,
    /// Its source says something else now, but somebody edited or removed it here: it stays so.
    Kept,
}

/// What became of all records.
#[derive(Debug, Default)]
pub struct Summary {
    /// Paths within the site's folder with what became of them, in the order of the records.
    pub outcomes: Vec<(String, Outcome)>,
    /// What is wrong with what was remembered.
    pub diagnostics: Vec<Diagnostic>,
}

/// Writes `records` into `folder` of the `content/` of the site at `root`. With `is_trial`, only says what would become of them. `tell` hears
/// of each record that is done.
///
/// # Errors
/// The system refuses. What was written until then stays and is remembered.
pub fn write(
    root: &Path,
    folder: Option<&str>,
    records: &[Record],
    is_trial: bool,
    tell: impl Fn(usize),
) -> Result<Summary> {
    let path = root.join(FILE);
    let text = if path.exists() {
        fs::read_to_string(&path).with_context(|| format!("cannot read {FILE}"))?
    } else {
        String::new()
    };
    let (memory, diagnostics) = Memory::read(&text);
    let mut desk = Desk {
        root,
        folder,
        is_trial,
        slugs: slugs(root),
        numbers: BTreeMap::new(),
        seen: BTreeMap::new(),
        memory,
        summary: Summary { diagnostics, ..Summary::default() },
    };
    let mut done = Ok(());
    for (at, record) in records.iter().enumerate() {
        done = desk.put_first(record);
        if done.is_err() {
            break;
        }
        tell(at + 1);
    }
    if !is_trial && (path.exists() || !desk.memory.entries.is_empty()) {
        output::replace(&path, &desk.memory.text())?;
    }
    done.map(|()| desk.summary)
}

struct Desk<'a> {
    root: &'a Path,
    folder: Option<&'a str>,
    is_trial: bool,
    /// Last parts of addresses that are taken.
    slugs: BTreeSet<String>,
    /// How many names were tried for articles of one title.
    numbers: BTreeMap<String, usize>,
    /// Records of this run by their key.
    seen: BTreeMap<String, Seen>,
    memory: Memory,
    summary: Summary,
}

/// The first of several records under one key.
struct Seen {
    /// How it would be written.
    hash: String,
    /// Where it stands.
    path: String,
    /// How many there were.
    times: usize,
}

impl Desk<'_> {
    /// Puts a record where its source has no other under the same key. Of several that the source calls the same the first counts, which is the
    /// newest in a feed; several of one day and title that it calls nothing are articles of their own, numbered in their order.
    fn put_first(&mut self, record: &Record) -> Result<()> {
        let text = article(record);
        let hash = fingerprint(&text);
        let Some(first) = self.seen.get_mut(&record.key) else {
            let path = self.put(&record.key, record, &text, hash.clone())?;
            self.seen.insert(record.key.clone(), Seen { hash, path, times: 1 });
            return Ok(());
        };
        first.times += 1;
        if !record.is_named && first.hash != hash {
            let key = format!("{} {}", record.key, first.times);
            return self.put(&key, record, &text, hash).map(drop);
        }
        if first.hash != hash {
            let message = format!("“{}” comes more than once with different texts; the first is taken", record.title);
            let warning = Diagnostic::warning("import.twice", message);
            self.summary.diagnostics.push(warning.hint(format!("its source calls each of them {}", record.key)));
        }
        self.summary.outcomes.push((first.path.clone(), Outcome::Same));
        Ok(())
    }

    fn put(&mut self, key: &str, record: &Record, text: &str, hash: String) -> Result<String> {
        let (path, outcome) = match self.memory.entries.get(key) {
            Some(known) => (known.path.clone(), self.again(known, &hash)?),
            None => self.first(record, &hash)?,
        };
        if matches!(outcome, Outcome::New | Outcome::Updated) && !self.is_trial {
            match outcome {
                Outcome::New => scaffold::write_new(&self.root.join(&path), text)?,
                _ => drop(output::replace(&self.root.join(&path), text)?),
            }
        }
        if outcome != Outcome::Kept {
            self.memory.entries.insert(key.to_owned(), Entry { path: path.clone(), from: key.to_owned(), hash });
        }
        self.summary.outcomes.push((path.clone(), outcome));
        Ok(path)
    }

    /// What becomes of a record that came in before.
    fn again(&self, known: &Entry, hash: &str) -> Result<Outcome> {
        let path = self.root.join(&known.path);
        if known.hash == hash {
            return Ok(Outcome::Same);
        }
        if !path.exists() {
            return Ok(Outcome::Kept);
        }
        let here = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let is_edited = String::from_utf8(here).map_or(true, |here| fingerprint(&here) != known.hash);
        Ok(if is_edited { Outcome::Kept } else { Outcome::Updated })
    }

    /// Where a new record goes; the article that is there already where it is the very same.
    fn first(&mut self, record: &Record, hash: &str) -> Result<(String, Outcome)> {
        let tried = self.numbers.get(&record.title).copied().unwrap_or_default();
        for number in tried + 1.. {
            self.numbers.insert(record.title.clone(), number);
            let title = if number == 1 { record.title.clone() } else { format!("{} {number}", record.title) };
            let place = scaffold::place(&title, &record.date, self.folder);
            let place = place.or_else(|| scaffold::place(&format!("article {number}"), &record.date, self.folder));
            let Some(place) = place else { continue };
            let path = self.root.join(&place.path);
            if path.exists() {
                let is_known = self.memory.entries.values().any(|entry| entry.path == place.path);
                let here = fs::read_to_string(&path).unwrap_or_default();
                if !is_known && fingerprint(&here) == *hash {
                    return Ok((place.path, Outcome::Same));
                }
            } else if self.slugs.insert(place.slug) {
                return Ok((place.path, Outcome::New));
            }
        }
        anyhow::bail!("no name is free for “{}”", record.title)
    }
}

/// The last parts of the addresses of the articles that are there: names of files without their dates.
fn slugs(root: &Path) -> BTreeSet<String> {
    let files = WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok);
    let slug = |entry: walkdir::DirEntry| {
        let name = entry.file_name().to_str()?.strip_suffix(".md")?.to_owned();
        let is_dated = name.get(..10).is_some_and(|day| day.parse::<Moment>().is_ok()) && name.get(10..11) == Some("-");
        Some(if is_dated { name.get(11..)?.to_owned() } else { name })
    };
    files.filter_map(slug).collect()
}

/// The Markdown file of a record. Texts are written in the notation of JSON, which YAML reads as well.
fn article(record: &Record) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let list = |items: &[String]| items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", ");
    let mut text = format!("---\ntitle: {}\ndate: {}\n", quoted(&record.title), written(&record.date));
    let mut add = |line: String| text.push_str(&(line + "\n"));
    record
        .updated
        .iter()
        .filter(|updated| **updated != record.date)
        .for_each(|date| add(format!("updated: {}", written(date))));
    match (&record.outlet, &record.url) {
        (Some(outlet), Some(url)) => add(format!("source: {{ name: {}, url: {} }}", quoted(outlet), quoted(url))),
        (Some(one), None) | (None, Some(one)) => add(format!("source: {}", quoted(one))),
        (None, None) => {}
    }
    record.lang.iter().for_each(|lang| add(format!("lang: {}", quoted(lang))));
    if !record.authors.is_empty() {
        add(format!("authors: [{}]", list(&record.authors)));
    }
    if !record.tags.is_empty() {
        add(format!("tags: [{}]", list(&record.tags)));
    }
    text.push_str("---\n");
    if !record.body.is_empty() {
        text.push_str(&format!("\n{}\n", record.body.trim_end()));
    }
    text
}

fn written(moment: &Moment) -> String {
    match &moment.time {
        Some(time) => format!("{}T{time}", moment.day),
        None => moment.day.to_string(),
    }
}
