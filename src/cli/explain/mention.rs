//! One report of an event: its sentence with its place in the file, and each decision with the words and the rule behind it.
//!
//! Not here: the event, and what an editor says of it (`editor`).

use crate::atlas::Location;
use crate::cli::words;
use crate::extract::{Field, Mention};
use crate::span::{Span, line_and_column};
use crate::timeline::ReadArticle;
use anyhow::Result;
use std::io::Write;

/// Writes all of it.
pub(super) fn write(out: &mut impl Write, read: &ReadArticle, mention: &Mention) -> Result<()> {
    writeln!(out, "\n  {}", place(read, mention))?;
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
            let people = match toll.most {
                Some(most) if most == toll.least => most.to_string(),
                Some(most) => format!("{} to {most}", toll.least),
                None => format!("{} or more", toll.least),
            };
            writeln!(out, "      {harm} = {people}{}", if toll.civilians { ", civilians" } else { "" })?;
        }
    }
    if let Some(weapon) = &mention.weapon {
        writeln!(out, "      weapon = {}", weapon.text)?;
    }
    writeln!(out, "      confidence = {} %", mention.confidence)?;
    Ok(())
}

/// Where its sentence stands: file, line, column.
pub(super) fn place(read: &ReadArticle, mention: &Mention) -> String {
    let (path, text) = (&read.article.file.path, &read.article.file.text);
    let (line, column) = line_and_column(text, read.article.prose.to_source(mention.sentence).start);
    format!("{path}:{line}:{column}")
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
