//! `dateline timex`: the temporal expressions of plain text and the days they mean.
//!
//! Text is read and printed paragraph by paragraph, so its length does not matter. Not here: articles with front matter (`extract`).

mod chunks;
mod print;

use super::Outcome;
use crate::config::{DateOrder, Style};
use crate::date::{Day, When};
use crate::extract::timex::{Progress, Tagger};
use crate::lang::{Language, Reading, Vocabulary};
use crate::span::Span;
use anyhow::{Context, Result, bail};
use chunks::Chunks;
use print::Printer;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write, stdin, stdout};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  echo 'They met last Friday.' | dateline timex --date 2015-11-18
  dateline timex --date 2015-11-18 --format table report.txt
  dateline timex --date 2009-12-19 --style narrative --format timeml history.txt";

/// Find the temporal expressions of a text and say which days they mean
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Plain text in UTF-8; standard input where no file is given
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Date of the text: YYYY-MM-DD, or YYYY-MM-DDTHH:MM
    #[arg(long, value_name = "DATE", value_parser = origin)]
    date: Origin,
    /// What dates are counted from
    #[arg(long, value_enum, default_value_t = TextStyle::News)]
    style: TextStyle,
    /// Which number is the month in dates such as 11/10/2015
    #[arg(long, value_enum, default_value_t = TextOrder::MonthDay)]
    date_order: TextOrder,
    /// Language of the text, as a BCP 47 tag
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
    /// How to print them
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum TextStyle {
    /// From the date of the text, as in news
    News,
    /// From the date last mentioned, as in histories
    Narrative,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum TextOrder {
    /// The first: 10 November
    MonthDay,
    /// The second: 11 October
    DayMonth,
}

/// How expressions are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object on a line for each expression, for programs
    Jsonl,
    /// The text with TIMEX3 tags in it (TimeML)
    Timeml,
    /// One line of columns for each expression, for people
    Table,
}

/// When a text was written.
#[derive(Clone, Copy)]
struct Origin {
    day: Day,
    /// Hour and minute, where given.
    time: Option<(u32, u32)>,
}

fn origin(text: &str) -> Result<Origin, String> {
    let when: When = text.parse().map_err(|error| format!("{error}"))?;
    let day = when.exact_day().ok_or(format!("`{text}` is not a single day (YYYY-MM-DD)"))?;
    let clock = text.split_once('T').and_then(|(_, time)| time.split_once(':'));
    let number = |digits: &str| digits.get(..2).and_then(|digits| digits.parse().ok());
    Ok(Origin { day, time: clock.and_then(|(hour, rest)| number(hour).zip(number(rest))) })
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let Some(language) = Language::find(&arguments.language) else {
        bail!(
            "there is no language pack for `{}` (there are: {})",
            arguments.language,
            Language::available().join(", ")
        )
    };
    let mut vocabulary = language.vocabulary();
    let order = match arguments.date_order {
        TextOrder::MonthDay => DateOrder::MonthDay,
        TextOrder::DayMonth => DateOrder::DayMonth,
    };
    let tagger = Tagger::new(&language, &mut vocabulary)?.with_date_order(order);
    let work = Work { arguments, vocabulary, tagger };
    let mut out = BufWriter::new(stdout().lock());
    if arguments.files.is_empty() {
        work.tag(None, stdin().lock(), &mut out)?;
    }
    for path in &arguments.files {
        let name = path.to_string_lossy();
        let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
        work.tag(Some(&name), BufReader::new(file), &mut out).with_context(|| format!("cannot read {name}"))?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

/// What stays the same from file to file.
struct Work<'a> {
    arguments: &'a Arguments,
    vocabulary: Vocabulary,
    tagger: Tagger,
}

impl Work<'_> {
    /// Reads one text and prints what stands in it.
    fn tag(&self, name: Option<&str>, input: impl BufRead, out: &mut impl Write) -> Result<()> {
        let style = match self.arguments.style {
            TextStyle::News => Style::News,
            TextStyle::Narrative => Style::Narrative,
        };
        let Origin { day, time } = self.arguments.date;
        let mut progress = Progress::new(day, style);
        if let Some((hour, minute)) = time {
            progress = progress.at(hour, minute);
        }
        let mut printer = Printer::new(out, self.arguments.format, name);
        let mut chunks = Chunks::new(input);
        let mut found = Vec::new();
        printer.begin(day)?;
        while let Some((text, cut)) = chunks.next()? {
            let reading = Reading::new(text, &[Span::new(0, text.len())], &self.vocabulary);
            // The last sentence of a chunk that ends within a paragraph goes on in the next.
            let kept = if cut && reading.sentences.len() > 1 { reading.sentences.len() - 1 } else { usize::MAX };
            let end = reading.sentences.get(kept).map_or(text.len(), |sentence| sentence.span.start);
            found.clear();
            self.tagger.tag_sentences(text, &reading, kept, &mut progress, &mut found);
            printer.print(text.get(..end).unwrap_or(text), &found)?;
            chunks.consume(end);
        }
        printer.end()
    }
}
