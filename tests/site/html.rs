//! Just enough reading of HTML for tests of the pages that Dateline makes itself.

/// The values of the named attributes, entities resolved, in order.
pub fn attributes(page: &str, names: &[&str]) -> Vec<String> {
    let mut values = Vec::new();
    for tag in page.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        for name in names {
            for part in tag.split(&format!(" {name}=\"")).skip(1) {
                values.push(unescaped(part.split('"').next().unwrap_or_default()));
            }
        }
    }
    values
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// The address that a relative link on the page at `from` leads to.
pub fn resolve(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{link} leaves the site"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
