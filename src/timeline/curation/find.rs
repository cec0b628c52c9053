//! What to tell an editor whose decision names an event that is not there.
//!
//! Never an error: articles are withdrawn, and the site shall still be built; but the decision waits for somebody to look at it.

use super::apply::Desk;
use super::decision::Id;
use crate::diag::{Diagnostic, nearest};
use crate::lock::Fate;

/// Why there is no event of this id, as far as anybody knows.
pub(super) fn missing(id: &Id, desk: &Desk) -> Diagnostic {
    let known = desk.ground.lock.entries.get(&id.value);
    let standing = desk.ground.lock.standing(&id.value).filter(|standing| desk.by_id.contains_key(*standing));
    let (message, hint) = match (known.map(|entry| &entry.fate), standing) {
        (_, Some(into)) => {
            let hint = format!("write `{into}`, or remove the decision");
            (format!("the event `{}` has become part of `{into}`", id.value), hint)
        }
        (Some(Fate::Shown), _) => {
            let hint = "no article reports it any more; remove the decision if that is meant".to_owned();
            (format!("the event `{}` has vanished", id.value), hint)
        }
        (Some(_), _) => {
            let hint = "remove the decision, or keep it in case the event comes back".to_owned();
            (format!("the event `{}` has been withdrawn", id.value), hint)
        }
        (None, _) => (format!("there is no event `{}`", id.value), suggestion(&id.value, desk)),
    };
    Diagnostic::warning("curation.vanished", message)
        .at(&desk.curation.file, id.span)
        .label("decides nothing")
        .hint(hint)
}

/// The id that was probably meant. Those of the same year and month are compared, and those that differ in the date alone.
fn suggestion(id: &str, desk: &Desk) -> String {
    let (month, rest) = (id.get(..7).unwrap_or(id), id.get(10..).unwrap_or_default());
    let named = desk.by_id.keys().map(String::as_str);
    let others = desk.ground.events.iter().map(|event| event.id.as_str());
    let others = others.filter(|id| !desk.ground.named.contains_key(*id));
    let is_near = |known: &&str| known.starts_with(month) || !rest.is_empty() && known.ends_with(rest);
    let mut near: Vec<&str> = named.chain(others).filter(is_near).collect();
    near.sort_unstable();
    match nearest(id, near) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "copy the id from the foot of the event's page, or from events.json".to_owned(),
    }
}
