//! `dateline extract`: every mention of the articles, as JSON Lines for programs or as a table for people.

use super::reading::{self, Files};
use super::{Outcome, words};
use crate::extract::Mention;
use crate::timeline::{ReadArticle, Timeline};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write, stdout};

const EXAMPLES: &str = "\
Examples:
  dateline extract content/2015-11-18-report.md
  dateline extract --format jsonl content/*.md > mentions.jsonl";

/// List the mentions of events in articles
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    files: Files,
    /// How to print them
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// One line of columns for each mention, for people
    Table,
    /// One JSON object on a line for each mention, for programs
    Jsonl,
}

/// One mention as JSON. Offsets count bytes of the article's file; `null` where the article does not say.
#[derive(Serialize)]
struct Row<'a> {
    article: &'a str,
    sentence: &'a str,
    kind: &'a str,
    subkind: &'a str,
    trigger: &'a str,
    date: String,
    date_basis: &'static str,
    actor: Option<&'a str>,
    target: Option<&'a str>,
    place: Option<&'a str>,
    quote: bool,
    status: &'static str,
    event: &'a str,
    confidence: f32,
    start: usize,
    end: usize,
    rules: Vec<&'a str>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let Some(timeline) = reading::read(&arguments.files)? else { return Ok(Outcome::ContentErrors) };
    let events = events_of_mentions(&timeline);
    let mut out = BufWriter::new(stdout().lock());
    for (number, read) in timeline.articles.iter().enumerate() {
        for (at, mention) in read.mentions.iter().enumerate() {
            let row = row(read, mention, events.get(&(number, at)).copied().unwrap_or_default());
            match arguments.format {
                Format::Jsonl => writeln!(out, "{}", serde_json::to_string(&row)?)?,
                Format::Table => writeln!(out, "{}", columns(&row))?,
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

/// The id of the event that each mention belongs to, by article and mention.
fn events_of_mentions(timeline: &Timeline) -> BTreeMap<(usize, usize), &str> {
    let pairs = timeline.events.iter().flat_map(|event| {
        event
            .evidence
            .iter()
            .filter_map(|evidence| Some(((timeline.index(evidence), evidence.mention?), event.id.as_str())))
    });
    pairs.collect()
}

fn row<'a>(read: &'a ReadArticle, mention: &'a Mention, event: &'a str) -> Row<'a> {
    let prose = &read.article.prose;
    let source = prose.to_source(mention.sentence);
    let name = |name: &'a Option<crate::extract::Name>| name.as_ref().map(|name| name.text.as_str());
    Row {
        article: &read.article.file.path,
        sentence: mention.sentence.of(&prose.text),
        kind: &mention.kind,
        subkind: &mention.subkind,
        trigger: mention.trigger.of(&prose.text),
        date: mention.when.to_string(),
        date_basis: words::basis(mention.basis),
        actor: name(&mention.actor),
        target: name(&mention.target),
        place: name(&mention.place),
        quote: mention.quote.is_some(),
        status: words::status(mention.status),
        event,
        confidence: f32::from(mention.confidence) / 100.0,
        start: source.start,
        end: source.end,
        rules: mention.why.iter().map(|reason| reason.rule.as_str()).collect(),
    }
}

/// Date, kind, who, whom, where, status and trigger in columns; a dash where the article does not say.
fn columns(row: &Row<'_>) -> String {
    let or_dash = |text: Option<&str>| text.unwrap_or("–").to_owned();
    format!(
        "{:<21}  {:<24}  {:<24}  {:<22}  {:<16}  {:<12}  {:>3.0} %  {}",
        row.date,
        format!("{}/{}", row.kind, row.subkind),
        or_dash(row.actor),
        or_dash(row.target),
        or_dash(row.place),
        row.status,
        row.confidence * 100.0,
        row.trigger
    )
}
