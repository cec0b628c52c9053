//! `dateline explain`: for each event of an article, the sentences that report it and the words that decided what.

use super::reading::{self, Files};
use super::{Outcome, syntax, words};
use crate::atlas::Location;
use crate::extract::{Field, Mention};
use crate::span::{Span, line_and_column};
use crate::timeline::{Event, ReadArticle, Timeline};
use anyhow::Result;
use std::io::{BufWriter, Write, stdout};

const EXAMPLES: &str = "\
Examples:
  dateline explain content/2015-11-18-report.md
  dateline explain --syntax content/2015-11-18-report.md
  dateline explain --syntax --format conllu - < report.txt";

/// Show what was found in articles, and why
///
/// For each event: every sentence that reports it with its line in the file, then each decision with the words and the rule behind it, and
/// the arithmetic of the date.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    files: Files,
    /// Show the grammar of every sentence instead; `-` reads plain text from standard input
    #[arg(long)]
    syntax: bool,
    /// How to print the grammar
    #[arg(long, value_enum, default_value_t = syntax::Format::Tree, requires = "syntax")]
    format: syntax::Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.syntax {
        return syntax::run(&arguments.files, arguments.format);
    }
    let Some(timeline) = reading::read(&arguments.files)? else { return Ok(Outcome::ContentErrors) };
    let mut out = BufWriter::new(stdout().lock());
    for (at, event) in timeline.events.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        explain(&mut out, &timeline, event)?;
    }
    if timeline.events.is_empty() {
        writeln!(out, "No events were found.")?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

fn explain(out: &mut impl Write, timeline: &Timeline, event: &Event) -> Result<()> {
    writeln!(out, "{}", event.title)?;
    writeln!(out, "  {} · {} · {}", event.kind, event.when, event.id)?;
    for evidence in &event.evidence {
        let read = timeline.article(evidence);
        match timeline.mention(evidence) {
            Some(mention) => explain_mention(out, read, mention)?,
            None => writeln!(out, "\n  {}: written by hand in the front matter", read.article.file.path)?,
        }
    }
    Ok(())
}

fn explain_mention(out: &mut impl Write, read: &ReadArticle, mention: &Mention) -> Result<()> {
    let (path, text) = (&read.article.file.path, &read.article.file.text);
    let (line, column) = line_and_column(text, read.article.prose.to_source(mention.sentence).start);
    writeln!(out, "\n  {path}:{line}:{column}")?;
    writeln!(out, "    {}", marked(mention, &read.article.prose.text))?;
    for reason in &mention.why {
        let decided = format!("{} = {}", words::field(reason.field), value(mention, reason.field));
        let because = reason.words.map(|span| format!("  “{}”", span.of(&read.article.prose.text)));
        let note = reason.note.as_ref().map(|note| format!("  ({note})"));
        let because = because.unwrap_or_default();
        writeln!(out, "      {decided}{because}  by {}{}", reason.rule, note.unwrap_or_default())?;
    }
    for (harm, toll) in [("killed", mention.casualties.killed), ("injured", mention.casualties.injured)] {
        if let Some(toll) = toll {
            let most = toll.most.map_or_else(|| "or more".to_owned(), |most| format!("to {most}"));
            writeln!(out, "      {harm} = {} {most}{}", toll.least, if toll.civilians { ", civilians" } else { "" })?;
        }
    }
    if let Some(weapon) = &mention.weapon {
        writeln!(out, "      weapon = {}", weapon.text)?;
    }
    writeln!(out, "      confidence = {} %", mention.confidence)?;
    Ok(())
}

/// The sentence with its trigger in square brackets.
fn marked(mention: &Mention, prose: &str) -> String {
    let before = Span::new(mention.sentence.start, mention.trigger.start).of(prose);
    let after = Span::new(mention.trigger.end, mention.sentence.end).of(prose);
    format!("{before}[{}]{after}", mention.trigger.of(prose))
}

fn value(mention: &Mention, field: Field) -> String {
    let name = |name: &Option<crate::extract::Name>| name.as_ref().map_or("unknown", |n| n.text.as_str()).to_owned();
    match field {
        Field::Kind => format!("{}/{}", mention.kind, mention.subkind),
        Field::Date => format!("{} ({})", mention.when, words::basis(mention.basis)),
        Field::Actor => name(&mention.actor),
        Field::Target => name(&mention.target),
        Field::Place => name(&mention.place) + &mention.location.map(located).unwrap_or_default(),
        Field::Status => words::status(mention.status).to_owned(),
    }
}

/// A location behind the name of its place: " (35.9528, 39.0079; SY; settlement)".
fn located(location: Location) -> String {
    let country = location.country.map(|country| format!("; {country}")).unwrap_or_default();
    format!(" ({:.4}, {:.4}{country}; {})", location.latitude, location.longitude, location.precision.id())
}
