//! Plain text to Markdown that reads as that very text: no line becomes a heading, a list or code by the look of it.
//!
//! Not here: text that is Markdown already.

/// `text` as Markdown. Lines keep their breaks, blanks at their beginnings go, characters that Markdown would take for marks are escaped.
pub fn markdown(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + text.len() / 32);
    for line in text.trim_start_matches('\u{feff}').lines() {
        push_line(line.trim(), &mut markdown);
        markdown.push('\n');
    }
    markdown.trim_matches('\n').to_owned()
}

fn push_line(line: &str, markdown: &mut String) {
    markdown.push_str(&opened(&escaped(line)));
}

/// `text` with the characters escaped that mark something wherever they stand in a line.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// An escaped line, at whose beginning nothing marks a heading, a list, a quotation or a rule either.
pub fn opened(line: &str) -> String {
    match first_mark(line).and_then(|at| line.split_at_checked(at)) {
        Some((before, after)) => format!("{before}\\{after}"),
        None => line.to_owned(),
    }
}

/// The character at the beginning of a line that would make it a heading, a list, a quotation or a rule.
fn first_mark(line: &str) -> Option<usize> {
    if line.starts_with(['#', '>', '+', '-', '=', '~']) {
        return Some(0);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let dot = line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    (digits > 0 && dot).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::content;
    use crate::diag::File;
    use proptest::prelude::*;

    /// What a reader of the article reads, in lines without blanks around them.
    fn read_back(text: &str) -> Vec<String> {
        let mut config = Config::default();
        config.markdown.smart_punctuation = false;
        let source = format!("---\ntitle: T\ndate: 2015-11-18\n---\n\n{}\n", markdown(text));
        let (article, _) = content::read(&File::new("content/a.md", source), &config);
        words(&article.map(|article| article.prose.text).unwrap_or_default())
    }

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn what_looks_like_a_mark_stays_text() {
        let text = "    1. Troops & tanks <moved>\n# not a heading\n- no list\n---\n> no [quotation](x)\n\tno code *here* | _there_ `x`";
        assert_eq!(read_back(text), words(text));
        assert_eq!(markdown("Plain words, plain page.\r\n\r\n  More.\n\n"), "Plain words, plain page.\n\nMore.");
    }

    proptest! {
        #[test]
        fn any_text_reads_as_itself(text in "([a-z0-9]{1,3}|[ \t\n]|[-+*_#>=~`\\[\\]()<>&|\\\\.:;!^\"'])(?s:[a-z0-9]{1,3}|[ \t\n]|[-+*_#>=~`\\[\\]()<>&|\\\\.:;!^\"']){0,40}") {
            prop_assert_eq!(read_back(&text), words(&text));
        }
    }
}
