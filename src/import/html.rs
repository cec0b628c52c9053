//! Untrusted HTML to Markdown.
//!
//! Tokens come from `html5ever`, which reads HTML as browsers do; of them nothing passes but text, which is escaped, and the marks that Markdown
//! has for headings, lists, quotations, emphasis, code and links to the web. No tag, attribute, script, style, form or picture gets through, so
//! there is nothing left to be sanitised. Not here: what a page says of itself (`survey`).

use super::record::is_web_address;
use super::survey::Survey;
use super::tokens::{Hearer, VOID, attribute, tokens};
use crate::scaffold::{escaped, opened};
use html5ever::tokenizer::Tag;

/// Elements whose content is no text of the article.
const DROPPED: [&str; 22] = [
    "script", "style", "noscript", "template", "nav", "aside", "button", "select", "textarea", "svg", "math", "iframe",
    "object", "embed", "audio", "video", "canvas", "dialog", "menu", "figure", "title", "footer",
];
/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];
/// Marks within a paragraph that may lie in each other.
const DEEPEST: usize = 12;
/// Lists that may lie in each other, with items or without.
const DEEPEST_LIST: usize = 100;

/// HTML as Markdown.
pub(super) fn markdown(html: &str) -> String {
    tokens(html, Writer::default()).finish()
}

/// The text of a whole page as Markdown: of its `article` or `main`, where it has one.
pub(super) fn page(html: &str, survey: &Survey) -> String {
    tokens(html, Writer { within: survey.region, ..Writer::default() }).finish()
}

/// HTML as plain text on one line, such as a title.
pub(super) fn plain(html: &str) -> String {
    let text = tokens(html, Text::default()).0;
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text alone.
#[derive(Default)]
struct Text(String, usize);

impl Hearer for Text {
    fn open(&mut self, tag: &Tag) {
        self.1 += usize::from(matches!(&*tag.name, "script" | "style"));
        self.0.push_str(if BLOCKS.contains(&&*tag.name) || &*tag.name == "br" { " " } else { "" });
    }

    fn close(&mut self, name: &str) {
        self.1 -= usize::from(matches!(name, "script" | "style") && self.1 > 0);
    }

    fn text(&mut self, text: &str) {
        if self.1 == 0 {
            self.0.push_str(text);
        }
    }
}

/// A mark within a paragraph that has begun.
struct Mark {
    name: &'static str,
    /// Where what it marks begins in the paragraph.
    start: usize,
    /// Where a link leads.
    url: Option<String>,
}

/// A list that has begun.
struct List {
    /// What stands before each of its items.
    mark: &'static str,
    has_items: bool,
}

/// Writes Markdown.
#[derive(Default)]
struct Writer {
    /// The element outside of which nothing is text.
    within: Option<&'static str>,
    inside: usize,
    /// The element that is being dropped, and how often it lies in itself.
    dropped: Option<(String, usize)>,
    out: String,
    /// The paragraph that has begun.
    line: String,
    marks: Vec<Mark>,
    quotes: usize,
    /// Lists that lie in each other.
    lists: Vec<List>,
    /// Lists that lie too deep to be any of their own.
    deeper: usize,
    /// True before the first paragraph of an item.
    is_item: bool,
    heading: usize,
    verbatim: Option<String>,
}

impl Hearer for Writer {
    fn open(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if let Some((dropped, depth)) = &mut self.dropped {
            *depth += usize::from(*dropped == name);
            return;
        }
        if DROPPED.contains(&name) && !VOID.contains(&name) {
            self.dropped = Some((name.to_owned(), 1));
            return;
        }
        self.inside += usize::from(self.within == Some(name));
        if BLOCKS.contains(&name) {
            self.end_paragraph();
        }
        match name {
            "blockquote" => self.quotes += 1,
            "ul" => self.begin_list("- "),
            "ol" => self.begin_list("1. "),
            "li" => self.is_item = true,
            "br" => self.line.push(' '),
            "td" | "th" | "tr" => self.cell(name),
            "pre" => {
                self.end_verbatim();
                self.verbatim = Some(String::new());
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = usize::from(name.as_bytes()[1] - b'0'),
            "em" | "i" | "cite" => self.begin("*", None),
            "strong" | "b" => self.begin("**", None),
            "a" => self.begin_link(attribute(tag, "href")),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((dropped, depth)) = &mut self.dropped {
            *depth -= usize::from(*dropped == name);
            if *depth == 0 {
                self.dropped = None;
            }
            return;
        }
        if name == "pre" {
            self.end_verbatim();
        }
        if BLOCKS.contains(&name) {
            self.end_paragraph();
        }
        match name {
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "ul" | "ol" => self.end_list(),
            "em" | "i" | "cite" => self.end("*"),
            "strong" | "b" => self.end("**"),
            "a" => self.end("]"),
            _ => {}
        }
        self.inside -= usize::from(self.within == Some(name) && self.inside > 0);
    }

    fn text(&mut self, text: &str) {
        if self.dropped.is_some() || self.within.is_some() && self.inside == 0 {
            return;
        }
        match &mut self.verbatim {
            Some(code) => code.push_str(text),
            None => {
                let gap = text.starts_with(char::is_whitespace) && !self.line.ends_with(' ');
                self.line.push_str(if gap { " " } else { "" });
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.line.push_str(&escaped(&words));
                self.line.push_str(if text.ends_with(char::is_whitespace) && !words.is_empty() { " " } else { "" });
            }
        }
    }
}

impl Writer {
    fn finish(mut self) -> String {
        self.end_verbatim();
        self.end_paragraph();
        self.out.trim().to_owned()
    }

    fn begin_list(&mut self, mark: &'static str) {
        if self.lists.len() < DEEPEST_LIST {
            self.lists.push(List { mark, has_items: false });
        } else {
            self.deeper += 1;
        }
    }

    fn end_list(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.lists.pop();
        }
    }

    /// Cells of a row stand in one line, rows in lines of their own.
    fn cell(&mut self, name: &str) {
        if name == "tr" {
            self.end_paragraph();
        } else if !self.line.trim().is_empty() {
            self.line.push_str(" – ");
        }
    }

    fn begin(&mut self, name: &'static str, url: Option<String>) {
        if self.marks.len() < DEEPEST && (name != "]" || url.is_some()) {
            self.marks.push(Mark { name, start: self.line.len(), url });
        }
    }

    /// Begins a link to the web. No link lies in another: browsers end the one that is open, and Markdown would show its address.
    fn begin_link(&mut self, href: Option<&str>) {
        while self.marks.iter().any(|mark| mark.name == "]")
            && let Some(name) = self.marks.last().map(|mark| mark.name)
        {
            self.end(name);
        }
        self.begin("]", href.map(str::trim).filter(|url| is_web_address(url)).map(str::to_owned));
    }

    /// Ends the mark that began last, if it is of that name.
    fn end(&mut self, name: &str) {
        let Some(Mark { name, start, url }) = self.marks.pop_if(|mark| mark.name == name) else { return };
        let marked = self.line.split_off(start.min(self.line.len()));
        let inner = marked.trim();
        if inner.is_empty() {
            self.line.push_str(&marked);
            return;
        }
        let before = if marked.starts_with(' ') { " " } else { "" };
        let after = if marked.ends_with(' ') { " " } else { "" };
        let shown = match url {
            Some(url) => format!("[{inner}](<{url}>)"),
            None => format!("{name}{inner}{name}"),
        };
        self.line.push_str(&format!("{before}{shown}{after}"));
    }

    fn end_paragraph(&mut self) {
        while let Some(name) = self.marks.last().map(|mark| mark.name) {
            self.end(name);
        }
        let line = std::mem::take(&mut self.line);
        let heading = std::mem::take(&mut self.heading);
        let line = line.trim();
        if line.is_empty() {
            // An empty heading or item leaves nothing behind.
            self.heading = heading;
            return;
        }
        let line = if line.starts_with(['*', '[']) { line.to_owned() } else { opened(line) };
        let marks = if heading > 0 { format!("{} ", "#".repeat(heading)) } else { String::new() };
        self.put(&format!("{marks}{line}"));
    }

    fn end_verbatim(&mut self) {
        let Some(code) = self.verbatim.take().filter(|code| !code.trim().is_empty()) else { return };
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        self.put(&format!("{fence}\n{}\n{fence}", code.trim_matches('\n')));
    }

    /// Writes a block behind the marks of the quotations and lists that it lies in.
    fn put(&mut self, block: &str) {
        let quotes = "> ".repeat(self.quotes.min(DEEPEST));
        let is_item = std::mem::take(&mut self.is_item);
        // What stands in a list without an item is one; a list without any indents nothing, or its text would become code.
        let (mut indent, mut item) = (0, "");
        if let Some((list, around)) = self.lists.split_last_mut() {
            indent = around.iter().filter(|list| list.has_items).take(DEEPEST).map(|list| list.mark.len()).sum();
            indent += if is_item || !list.has_items { 0 } else { list.mark.len() };
            item = if is_item || !list.has_items { list.mark } else { "" };
            list.has_items = true;
        }
        self.out.push_str(if self.out.is_empty() { "" } else { "\n" });
        for (at, line) in block.lines().enumerate() {
            let (indent, item) = if at == 0 { (indent, item) } else { (indent + item.len(), "") };
            self.out.push_str(format!("{quotes}{}{item}{line}", " ".repeat(indent)).trim_end());
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests;
