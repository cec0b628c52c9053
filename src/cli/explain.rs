//! `dateline explain`: for each event of an article, the sentences that report it and the words that decided what.
//!
//! An article of a site is explained as the site shows it: joined with the reports of other articles, under the ids that are published, after the
//! editor's decisions. Not here: single reports (`mention`), ids and decisions (`editor`).

mod editor;
mod mention;

use super::reading::{self, Files, Place};
use super::{Outcome, report, syntax};
use crate::date::Day;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Memo, Options};
use crate::source;
use crate::timeline::{Event, Evidence, Timeline};
use anyhow::Result;
use editor::Desk;
use std::collections::BTreeSet;
use std::io::{BufWriter, Write, stdout};
use std::sync::Arc;

const EXAMPLES: &str = "\
Examples:
  dateline explain content/2015-11-18-report.md
  dateline explain --alone report.md             without the rest of its site
  dateline explain --syntax content/2015-11-18-report.md
  dateline explain --syntax --format conllu - < report.txt";

/// Show what was found in articles, and why
///
/// For each event: its id and what the editor decided about it, every sentence that reports it with its line in the file, then each decision with the
/// words and the rule behind it, and the arithmetic of the date. An article of a site is explained as the site shows it.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    files: Files,
    /// Read the files by themselves, without the other articles of their site, curation.yaml and events.lock
    #[arg(long)]
    alone: bool,
    /// Show the grammar of every sentence instead; `-` reads plain text from standard input
    #[arg(long)]
    syntax: bool,
    /// How to print the grammar
    #[arg(long, value_enum, default_value_t = syntax::Format::Tree, requires = "syntax")]
    format: syntax::Format,
}

/// What is explained: some articles of a timeline.
struct Explained {
    timeline: Arc<Timeline>,
    /// Paths of the articles; of the whole timeline where there are none.
    asked: BTreeSet<String>,
    /// Ids and decisions, of a site.
    desk: Option<Desk>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    if arguments.syntax {
        return syntax::run(&arguments.files, arguments.format);
    }
    let explained = match reading::place(&arguments.files).filter(|_| !arguments.alone) {
        Some(place) => on_site(place)?,
        None => reading::read(&arguments.files)?.map(|timeline| Explained {
            timeline: Arc::new(timeline),
            asked: BTreeSet::new(),
            desk: None,
        }),
    };
    let Some(explained) = explained else { return Ok(Outcome::ContentErrors) };
    let mut out = BufWriter::new(stdout().lock());
    explained.write(&mut out)?;
    out.flush()?;
    Ok(Outcome::Fine)
}

/// The articles as their site shows them; `None` where they have errors, which are told.
fn on_site(Place { site, paths }: Place) -> Result<Option<Explained>> {
    let mut loaded = source::load(&site, Day::today(), Options::default())?;
    let mut memo = Memo::default();
    let mut plan = pipeline::plan(&loaded.input, &mut memo);
    let unread = |timeline: &Timeline| -> Vec<String> {
        let read = |path: &&String| timeline.articles.iter().any(|read| *read.article.file.path == ***path);
        paths.iter().filter(|path| !read(path)).cloned().collect()
    };
    if !unread(&plan.timeline).is_empty() {
        // A draft, or an article that waits for its day: as the site will show it.
        loaded.input.options = Options { drafts: true, future: true, ..Options::default() };
        plan = pipeline::plan(&loaded.input, &mut memo);
    }
    let concerns = |diagnostic: &&Diagnostic| {
        let file = diagnostic.file.as_ref().map(|file| &*file.path);
        file.is_some_and(|path| paths.contains(path))
            || diagnostic.severity == Severity::Error && !file.is_some_and(|path| path.starts_with("content/"))
    };
    let told: Vec<Diagnostic> = loaded.diagnostics.iter().chain(&plan.diagnostics).filter(concerns).cloned().collect();
    report::diagnostics(&told);
    if report::has_errors(&told) {
        return Ok(None);
    }
    for path in unread(&plan.timeline) {
        report::say(&format!("{path} is no dated article of the site, so no events are found in it"));
    }
    let desk = Some(Desk::of(&loaded.input, &plan));
    Ok(Some(Explained { timeline: plan.timeline, asked: paths, desk }))
}

impl Explained {
    fn write(&self, out: &mut impl Write) -> Result<()> {
        let mut is_first = true;
        for event in self.timeline.events.iter().filter(|event| event.evidence.iter().any(|e| self.is_asked(e))) {
            if !is_first {
                writeln!(out)?;
            }
            self.event(out, event)?;
            is_first = false;
        }
        let asked = self.timeline.articles.iter().filter(|read| self.asked.contains(&*read.article.file.path));
        for (desk, read) in self.desk.iter().flat_map(|desk| asked.clone().map(move |read| (desk, read))) {
            is_first = !desk.write_rejected(out, read, is_first)?;
        }
        if is_first {
            writeln!(out, "No events were found.")?;
        }
        Ok(())
    }

    fn is_asked(&self, evidence: &Evidence) -> bool {
        self.asked.is_empty() || self.asked.contains(&*self.timeline.article(evidence).article.file.path)
    }

    /// One event, with its reports in the articles that were asked for, and the places of the others.
    fn event(&self, out: &mut impl Write, event: &Event) -> Result<()> {
        writeln!(out, "{}", event.title)?;
        writeln!(out, "  {} · {} · {}", event.kind, event.when, event.id)?;
        self.desk.iter().try_for_each(|desk| desk.write(out, event))?;
        let (asked, others): (Vec<&Evidence>, Vec<&Evidence>) = event.evidence.iter().partition(|e| self.is_asked(e));
        for evidence in asked {
            let read = self.timeline.article(evidence);
            match self.timeline.mention(evidence) {
                Some(mention) => mention::write(out, read, mention)?,
                None => writeln!(out, "\n  {}: written by hand in the front matter", read.article.file.path)?,
            }
        }
        for (at, evidence) in others.into_iter().enumerate() {
            let read = self.timeline.article(evidence);
            let place = self.timeline.mention(evidence).map(|mention| mention::place(read, mention));
            let place = place.unwrap_or_else(|| read.article.file.path.to_string());
            writeln!(out, "{}  also reported in {place}", if at == 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}
