//! CSV (RFC 4180) with a heading: `date`, `title`, `text`, `url` and the like; or the columns of TimelineJS's own table.

use super::html;
use super::record::Raw;
use super::slides::{self, Slide};
use super::source::Read;
use crate::diag::{Diagnostic, File};
use crate::scaffold;
use crate::span::Span;
use csv::{Position, ReaderBuilder, StringRecord, Trim};

/// All rows of a table.
pub(super) fn read(file: &File) -> Read {
    let text = file.text.trim_start_matches('\u{feff}');
    let shift = file.text.len() - text.len();
    let first = text.lines().next().unwrap_or_default();
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter.unwrap_or(b',')).trim(Trim::All).from_reader(text.as_bytes());
    let heading = reader.headers().cloned().unwrap_or_default();
    let names: Vec<String> = heading.iter().map(|name| name.to_lowercase().replace(['_', '-'], " ")).collect();
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    let mut read = Read::default();
    if !has(&["date", "published", "year"]) {
        let problem = Diagnostic::error("import.table", "a table without a column `date` or `year`")
            .at(file, Span::new(shift, shift + first.trim_end().len()))
            .label("its heading")
            .hint("its first line names the columns: date,title,text,url");
        read.diagnostics.push(problem);
        return read;
    }
    // The first line of a row, where it is told.
    let first_line = |place: Option<&Position>| {
        let start = place.map_or(0, |place| usize::try_from(place.byte()).unwrap_or_default()) + shift;
        let line = file.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        Span::new(start, start + line.len())
    };
    for row in reader.records() {
        match row {
            Ok(row) => {
                let span = first_line(row.position());
                let columns = Columns { names: &names, row: &row };
                if has(&["year"]) {
                    slides::add(columns.slide(), file, span, &mut read);
                } else {
                    read.add(columns.raw().checked(file, span));
                }
            }
            Err(error) => {
                let problem =
                    Diagnostic::error("import.record", "a row with another number of columns than the heading");
                read.diagnostics.push(problem.at(file, first_line(error.position())).label("left out"));
            }
        }
    }
    read
}

struct Columns<'a> {
    names: &'a [String],
    row: &'a StringRecord,
}

impl Columns<'_> {
    fn get(&self, names: &[&str]) -> Option<String> {
        let value = |name: &&str| self.row.get(self.names.iter().position(|known| known == name)?);
        names.iter().filter_map(value).find(|value| !value.is_empty()).map(str::to_owned)
    }

    fn raw(&self) -> Raw {
        let list = |text: Option<String>| {
            text.iter().flat_map(|text| text.split([';', '|'])).map(str::to_owned).collect::<Vec<String>>()
        };
        Raw {
            key: self.get(&["id", "guid"]),
            title: self.get(&["title", "headline"]),
            date: self.get(&["date", "published"]),
            updated: self.get(&["updated", "modified"]),
            body: self.body(),
            url: self.get(&["url", "link"]),
            outlet: self.get(&["source", "outlet", "publisher"]),
            lang: self.get(&["lang", "language"]),
            authors: list(self.get(&["authors", "author"])),
            tags: list(self.get(&["tags", "keywords"])),
            ..Raw::default()
        }
    }

    /// Plain text keeps its lines; HTML stands in a column of its own.
    fn body(&self) -> String {
        match self.get(&["html"]) {
            Some(html) => html::markdown(&html),
            None => scaffold::markdown(&self.get(&["text", "body", "content", "description"]).unwrap_or_default()),
        }
    }

    fn slide(&self) -> Slide {
        Slide {
            id: None,
            is_event: !self.get(&["type"]).is_some_and(|sort| matches!(sort.to_lowercase().as_str(), "title" | "era")),
            year: self.get(&["year"]),
            month: self.get(&["month"]),
            day: self.get(&["day"]),
            headline: self.get(&["headline"]),
            text: self.get(&["text"]),
            media: self.get(&["media"]),
            credit: self.get(&["media credit"]),
            group: self.get(&["group"]),
        }
    }
}
