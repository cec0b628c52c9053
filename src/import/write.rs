//! Records to files of `content/`: each under a name that nobody has, what is known already left as it is.
//!
//! Not here: where records come from.

use super::memory::{Entry, FILE, Memory, fingerprint};
use super::origin::origin;
use super::{Key, Record};
use crate::content::Moment;
use crate::diag::Diagnostic;
use crate::{output, scaffold};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// In the names of files, what stands for a title without a letter or digit.
const UNTITLED: &str = "article";

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

/// Writes `records` into `folder` of the `content/` of the site at `root`. With `is_trial`, only says what would become of them. `go_on` hears
/// of each record that is done, and is asked whether the next one shall come in.
///
/// # Errors
/// The system refuses. What was written until then stays and is remembered.
pub fn write(
    root: &Path,
    folder: Option<&str>,
    records: &[Record],
    is_trial: bool,
    go_on: impl Fn(usize) -> bool,
) -> Result<Summary> {
    let path = root.join(FILE);
    let text = if path.exists() {
        fs::read_to_string(&path).with_context(|| format!("cannot read {FILE}"))?
    } else {
        String::new()
    };
    let (memory, diagnostics) = Memory::read(&text);
    let before = memory.entries.values().map(|entry| (entry.hash.clone(), entry.path.clone())).collect();
    let mut desk = Desk {
        root,
        origin: (String::new(), String::new()),
        before,
        folder,
        is_trial,
        slugs: scaffold::slugs(root),
        numbers: BTreeMap::new(),
        seen: BTreeMap::new(),
        strangers: None,
        memory,
        summary: Summary { diagnostics, ..Summary::default() },
    };
    let mut done = Ok(());
    for (at, record) in records.iter().enumerate() {
        done = desk.put_first(record);
        if done.is_err() || !go_on(at + 1) {
            break;
        }
    }
    if !is_trial && (path.exists() || !desk.memory.entries.is_empty()) {
        output::replace(&path, &desk.memory.text())?;
    }
    done.map(|()| desk.summary)
}

struct Desk<'a> {
    root: &'a Path,
    folder: Option<&'a str>,
    /// The file that the last record came from, as it was named, and where it lies, seen from the site.
    origin: (String, String),
    /// Paths of what came in before this run, by the fingerprint of what was written.
    before: BTreeMap<String, String>,
    is_trial: bool,
    /// Last parts of addresses that are taken.
    slugs: BTreeSet<String>,
    /// How many names were tried for articles whose titles give one name.
    numbers: BTreeMap<String, usize>,
    /// Records of this run by their key, of each text the first.
    seen: BTreeMap<String, Vec<Seen>>,
    /// Articles that were there and are not remembered, by their fingerprint; read when the first record comes that is not known.
    strangers: Option<BTreeMap<String, String>>,
    memory: Memory,
    summary: Summary,
}

/// How a record would be written, as its fingerprint, and where it stands.
struct Seen {
    hash: String,
    path: String,
}

impl Desk<'_> {
    /// Puts a record where its source has no other under the same key. Of several that the source calls the same the first counts, which is the
    /// newest in a feed; several of one day and title that it calls nothing are articles of their own, numbered in their order.
    fn put_first(&mut self, record: &Record) -> Result<()> {
        let text = article(record);
        let hash = fingerprint(&text);
        let key = self.key(record, 1);
        let seen = self.seen.get(&key).map_or(&[][..], Vec::as_slice);
        let alike = seen.iter().find(|seen| seen.hash == hash);
        let is_made = matches!(record.key, Key::Made(_));
        if let Some(known) = alike.or(seen.first().filter(|_| !is_made)) {
            if known.hash != hash {
                self.summary.diagnostics.push(twice(record, &key));
            }
            self.summary.outcomes.push((known.path.clone(), Outcome::Same));
            return Ok(());
        }
        let numbered = self.key(record, self.seen.get(&key).map_or(0, Vec::len) + 1);
        let path = self.put(&numbered, record, &text, hash.clone())?;
        self.seen.entry(key).or_default().push(Seen { hash, path });
        Ok(())
    }

    /// By what a record is known again, as it is written down; `number` counts records of one day and title.
    fn key(&mut self, record: &Record, number: usize) -> String {
        let file = &record.place.0.path;
        if self.origin.0 != **file {
            self.origin = (file.to_string(), origin(self.root, Path::new(&**file)));
        }
        let origin = &self.origin.1;
        match &record.key {
            Key::Name(name) => name.clone(),
            Key::InFile(name) if name.is_empty() => origin.clone(),
            Key::InFile(name) => format!("{origin}#{name}"),
            Key::Made(name) if number == 1 => format!("{origin}#{name}"),
            // No day holds a number sign, so no other record has this key.
            Key::Made(name) => format!("{origin}#{}", name.replacen(' ', &format!("#{number} "), 1)),
        }
    }

    fn put(&mut self, key: &str, record: &Record, text: &str, hash: String) -> Result<String> {
        if let Some(path) = self.elsewhere(key, &hash) {
            self.summary.outcomes.push((path.clone(), Outcome::Same));
            return Ok(path);
        }
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

    /// The article of a record that came in before under another key, for its file was moved, or is a later export of the same.
    fn elsewhere(&self, key: &str, hash: &str) -> Option<String> {
        self.before.get(hash).filter(|_| !self.memory.entries.contains_key(key)).cloned()
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
        let here = String::from_utf8(here).ok().map(|here| fingerprint(&here));
        Ok(match here {
            // A run that was ended before it could remember has written it.
            Some(here) if here == hash => Outcome::Same,
            Some(here) if here == known.hash => Outcome::Updated,
            _ => Outcome::Kept,
        })
    }

    /// Where a new record goes; the article that is there already where it is the very same.
    fn first(&mut self, record: &Record, hash: &str) -> Result<(String, Outcome)> {
        let strangers = self.strangers.get_or_insert_with(|| strangers(self.root, &self.memory));
        if let Some(path) = strangers.remove(hash) {
            return Ok((path, Outcome::Same));
        }
        let place = |number: usize| {
            let place = |title: &str| scaffold::place(title, number, &record.date, self.folder);
            place(&record.title).or_else(|| place(UNTITLED))
        };
        let name = place(1).map(|place| place.slug).unwrap_or_default();
        let tried = self.numbers.get(&name).copied().unwrap_or_default();
        for number in tried + 1.. {
            let Some(place) = place(number) else { break };
            if !self.root.join(&place.path).exists() && self.slugs.insert(place.slug) {
                self.numbers.insert(name, number);
                return Ok((place.path, Outcome::New));
            }
        }
        anyhow::bail!("no name is free for “{}”", record.title)
    }
}

/// What is said of a record whose source calls another one the same.
fn twice(record: &Record, key: &str) -> Diagnostic {
    let message = format!("“{}” comes more than once with different texts; the first is taken", record.title);
    let (file, span) = &record.place;
    let warning = Diagnostic::warning("import.twice", message).at(file, *span).label("left out");
    warning.hint(format!("its source calls each of them {key}"))
}

/// The articles that are not remembered, by their fingerprint, with their paths within the site's folder.
fn strangers(root: &Path, memory: &Memory) -> BTreeMap<String, String> {
    let known: BTreeSet<&str> = memory.entries.values().map(|entry| entry.path.as_str()).collect();
    let paths = scaffold::articles(root).filter(|path| !known.contains(path.as_str()));
    paths.filter_map(|path| Some((fingerprint(&fs::read_to_string(root.join(&path)).ok()?), path))).collect()
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
