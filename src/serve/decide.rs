//! Decisions that an editor takes on a page of the preview: they are written into `curation.yaml`.
//!
//! Only the user of this machine can take any: the preview must listen on a loopback address, the request must come from one of its own pages
//! (`Origin`), and it must know the token that this run of the preview made up. Not here: what a decision does (`timeline`).

use super::answer::Server;
use super::state::State;
use crate::config::Config;
use crate::diag::{self, File, Severity};
use crate::extract::Status;
use crate::output;
use crate::site::address;
use crate::timeline::{CURATION, Curation, Event, Given, appended};
use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The header that holds the token.
const TOKEN: &str = "x-dateline-token";
/// Longest decision that is read, in bytes.
const LONGEST: usize = 64 * 1024;
/// One decision is written at a time.
static WRITING: Mutex<()> = Mutex::new(());

/// A token that nobody can guess: 128 bits from two hashers, whose keys the system chose at random.
pub(super) fn token() -> String {
    let bits = || RandomState::new().hash_one("dateline");
    format!("{:016x}{:016x}", bits(), bits())
}

/// What a page sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    act: String,
    id: String,
    /// Corrections by key; lists separated by semicolons.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    reason: String,
}

/// Takes a decision.
pub(super) async fn take(server: Arc<Server>, request: Request) -> Response {
    if let Err(why) = admitted(&server, &request) {
        return (StatusCode::FORBIDDEN, why).into_response();
    }
    let Ok(body) = to_bytes(request.into_body(), LONGEST).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "The decision is too long.\n").into_response();
    };
    let Ok(decision) = serde_json::from_slice::<Decision>(&body) else {
        return (StatusCode::BAD_REQUEST, "This is no decision.\n").into_response();
    };
    let written = tokio::task::spawn_blocking(move || {
        let state = server.state.borrow().clone();
        write(&decision, &state, &server.root)
    });
    match written.await {
        Ok(Ok(())) => (StatusCode::OK, "Written into curation.yaml.\n").into_response(),
        Ok(Err(why)) => (StatusCode::CONFLICT, why).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn admitted(server: &Server, request: &Request) -> Result<(), &'static str> {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let own = text(header::HOST.as_str()).map(|host| format!("http://{host}"));
    if !server.bound.is_loopback() {
        return Err("Decisions can only be taken where the preview listens on this machine alone.\n");
    }
    if own.is_none() || text(header::ORIGIN.as_str()) != own.as_deref() {
        return Err("Decisions can only be taken on pages of this preview.\n");
    }
    if text(TOKEN) != Some(&server.token) {
        return Err("This page is of an earlier run of the preview: reload it.\n");
    }
    let is_json = text(header::CONTENT_TYPE.as_str()).is_some_and(|kind| kind.starts_with("application/json"));
    if is_json { Ok(()) } else { Err("A decision is JSON.\n") }
}

/// Writes a decision down, unless the file would then have errors.
fn write(decision: &Decision, state: &State, root: &Path) -> Result<(), String> {
    let _one_at_a_time = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let plan = state.good.as_ref().ok_or("There is no site yet.\n")?;
    if plan.timeline.events.iter().all(|event| event.id != decision.id) {
        return Err(format!("There is no event {} any more: reload the page.\n", decision.id));
    }
    let path = root.join(CURATION);
    let old = if path.exists() {
        fs::read_to_string(&path).map_err(|error| format!("{CURATION}: {error}\n"))?
    } else {
        String::new()
    };
    let text = appended(&old, &entry(decision)?);
    let (_, found) = Curation::read(&File::new(CURATION, text.as_str()), &plan.config.kinds);
    let faults: Vec<_> = found.into_iter().filter(|found| found.severity == Severity::Error).collect();
    if !faults.is_empty() {
        return Err(diag::render(&faults, false));
    }
    output::replace(&path, &text).map(drop).map_err(|error| format!("{error:#}\n"))
}

/// The decision as an entry of the file.
fn entry(decision: &Decision) -> Result<Vec<(&str, Given)>, String> {
    let act = ["accept", "reject", "correct"].into_iter().find(|act| *act == decision.act);
    let act = act.ok_or_else(|| format!("`{}` cannot be decided here.\n", decision.act))?;
    let mut entry = vec![(act, Given::Text(decision.id.clone()))];
    for (key, value) in decision.fields.iter().filter(|_| act == "correct") {
        let list = || value.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        let given = if matches!(key.as_str(), "actors" | "targets") {
            Given::List(list())
        } else {
            Given::Text(value.trim().to_owned())
        };
        entry.push((key, given));
    }
    if !decision.reason.trim().is_empty() {
        entry.push(("reason", Given::Text(decision.reason.trim().to_owned())));
    }
    Ok(entry)
}

/// What the form on the page at an address of the site needs to know; `None` where it shows no event.
pub(super) fn form(state: &State, path: &str) -> Option<String> {
    let plan = state.good.as_ref()?;
    let id = address::event_id(path.strip_prefix(state.base.as_str())?)?;
    let event = plan.timeline.events.iter().find(|event| event.id == id)?;
    Some(known(event, &plan.config).to_string())
}

fn known(event: &Event, config: &Config) -> Value {
    let kinds: Vec<Value> = config.kinds.iter().map(|kind| json!([kind.id, kind.label])).collect();
    json!({
        "id": event.id,
        "kinds": kinds,
        "statuses": Status::NAMES.map(|(name, _)| [name, name]),
        "values": {
            "title": event.title,
            "date": event.when.to_string(),
            "kind": event.kind,
            "status": event.status.name(),
            "actors": event.actors.join("; "),
            "targets": event.targets.join("; "),
            "place": event.place,
            "note": event.note,
        },
    })
}
