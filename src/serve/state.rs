//! What is served at one moment: the last good site, and what is wrong with the newest state of its files.

use crate::diag::Diagnostic;
use crate::pipeline::{Content, Plan};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// One state of the preview.
#[derive(Clone)]
pub(super) struct State {
    /// Counts states, from the time of the start on, so that it also grows from one run to the next.
    pub(super) number: u64,
    /// The path under which the site is served, with a slash at both ends.
    pub(super) base: String,
    /// The newest site without errors; `None` before the first.
    pub(super) good: Option<Arc<Plan>>,
    /// Errors of the newest files; none where `good` is made from them.
    pub(super) errors: Vec<Diagnostic>,
    /// Addresses of files that are not pages, such as style sheets, with the state since which they are as they are now. Only
    /// those that changed since the start.
    pub(super) changed: BTreeMap<String, u64>,
}

/// What stands at a path of the server.
pub(super) enum Found {
    /// A file of the site, with its address.
    File(String, Content),
    /// A folder of the site, which is opened under this path, with a slash at its end.
    Folder(String),
    /// Nothing; the site's page for such cases, if it has one.
    Nothing(Option<Vec<u8>>),
    /// A page whose template fails.
    Broken(Vec<Diagnostic>),
    /// No site has been good yet.
    NotYet,
}

impl State {
    /// What stands at `path`, which begins with a slash and is decoded.
    pub(super) fn find(&self, path: &str) -> Found {
        let base = self.base.as_str();
        if path == "/" && base != "/" || base.strip_suffix('/') == Some(path) {
            return Found::Folder(base.to_owned());
        }
        let Some(plan) = &self.good else { return Found::NotYet };
        let Some(within) = path.strip_prefix(base) else { return nothing(plan) };
        let is_folder = within.is_empty() || within.ends_with('/');
        let address = if is_folder { format!("{within}index.html") } else { within.to_owned() };
        match plan.file(&address) {
            Ok(Some(content)) => Found::File(address, content),
            Ok(None) if !is_folder && matches!(plan.file(&format!("{within}/index.html")), Ok(Some(_)) | Err(_)) => {
                Found::Folder(format!("{path}/"))
            }
            Ok(None) => nothing(plan),
            Err(problems) => Found::Broken(problems),
        }
    }
}

fn nothing(plan: &Plan) -> Found {
    match plan.file("404.html") {
        Ok(Some(Content::Bytes(bytes))) => Found::Nothing(Some(bytes)),
        _ => Found::Nothing(None),
    }
}

/// A short name for exactly these bytes.
pub(super) fn version(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
