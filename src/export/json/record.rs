//! The shape of what changed about a published event as data.

use crate::lock::Change;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct ChangeData<'a> {
    on: String,
    what: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    old: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    new: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    by_editor: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

impl<'a> ChangeData<'a> {
    pub(super) fn new(change: &'a Change) -> Self {
        ChangeData {
            on: change.on.to_string(),
            what: change.what.name(),
            old: &change.old,
            new: &change.new,
            by_editor: change.by_editor,
            why: change.why.as_deref(),
        }
    }
}
