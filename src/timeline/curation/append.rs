//! One more decision at the end of `curation.yaml`, whose comments and order stay as they are.
//!
//! Not here: whether the decision can be carried out.

/// What stands behind a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// One text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

/// `text` with an entry of these keys and values added to its decisions.
pub fn appended(text: &str, entry: &[(&str, Given)]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    match lines.iter().position(|line| line.starts_with("decisions:")) {
        Some(at) if lines[at].split('#').next().is_some_and(|line| line.trim_end() == "decisions: []") => {
            lines[at] = lines[at].replacen("decisions: []", "decisions:", 1);
        }
        Some(_) => {}
        None => lines.push("decisions:".to_owned()),
    }
    let items = lines.iter().skip_while(|line| !line.starts_with("decisions:"));
    let indents =
        items.filter(|line| line.trim_start().starts_with("- ")).map(|line| line.len() - line.trim_start().len());
    let indent = " ".repeat(indents.min().unwrap_or(2));
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    for (at, (key, given)) in entry.iter().enumerate() {
        let mark = if at == 0 { "- " } else { "  " };
        lines.push(format!("{indent}{mark}{key}: {}", written(given)));
    }
    lines.join(end) + end
}

/// A value in the notation of JSON, which YAML reads as well; ids and plain words without quotation marks.
fn written(given: &Given) -> String {
    let is_id = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.contains(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let text = |text: &str| {
        if text.len() > 12 && is_id(text) { text.to_owned() } else { serde_json::Value::from(text).to_string() }
    };
    match given {
        Given::Text(one) => text(one),
        Given::List(several) => format!("[{}]", several.iter().map(|one| text(one)).collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::File;
    use crate::timeline::Curation;

    fn entry(id: &str) -> Vec<(&'static str, Given)> {
        vec![("reject", Given::Text(id.to_owned())), ("reason", Given::Text("It says \"no\": # really".to_owned()))]
    }

    #[test]
    fn comments_order_and_line_ends_stay() {
        let id = "2015-11-15-france-strikes-raqqa";
        for (before, start) in [
            ("", "decisions:\n  - reject: 2015-"),
            ("# Ours\ndecisions: [] # none yet\n", "# Ours\ndecisions: # none yet\n  - reject: 2015-"),
            ("decisions:\n- accept: x-1 # sure\n\n\n", "decisions:\n- accept: x-1 # sure\n- reject: 2015-"),
            ("decisions:\r\n    - accept: x-1\r\n", "decisions:\r\n    - accept: x-1\r\n    - reject: 2015-"),
        ] {
            let after = appended(before, &entry(id));
            assert!(after.starts_with(start), "{after}");
            let (read, found) = Curation::read(&File::new("curation.yaml", after.as_str()), &[]);
            assert_eq!(found, [], "{after}");
            let last = read.decisions.last().unwrap();
            assert_eq!((last.act.id().value.as_str(), last.reason.as_deref()), (id, Some("It says \"no\": # really")));
        }
    }
}
