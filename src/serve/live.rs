//! News for open pages, as server-sent events (HTML standard, section 9.2).
//!
//! Each open page has a stream of its own. After every change it is told the version of its own bytes as they are now, which other
//! files changed since which state, and what is wrong; it knows itself what to do about that. A page that comes late or again is told the same, so nothing is
//! missed. Not here: what a page does with the news (`reload.js`).

use super::answer::{Answer, Server, find};
use super::state::{State, version};
use crate::diag::{self, Diagnostic};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

/// What an open page is told.
#[derive(Serialize)]
struct News {
    /// The page's path.
    path: String,
    /// The version of its bytes.
    version: String,
    /// Number of the state that this tells of.
    number: u64,
    /// Paths of style sheets, pictures and the like that changed, with the state since which they are as they are.
    changed: BTreeMap<String, u64>,
    /// What is wrong with the site or this page, as the terminal shows it.
    errors: Vec<String>,
}

/// The stream for the page at `path`: its news now, and after every change.
pub(super) fn stream(server: Arc<Server>, path: String) -> Response {
    let mut state = server.state.clone();
    state.mark_changed();
    let root = server.root.clone();
    let news = stream::unfold((state, root, path), |(mut state, root, path)| async move {
        state.changed().await.ok()?;
        let now = state.borrow_and_update().clone();
        let (of, within) = (path.clone(), root.clone());
        let news = tokio::task::spawn_blocking(move || news(&now, &within, of)).await.ok()?;
        let event = Event::default().event("news").data(serde_json::to_string(&news).ok()?);
        Some((Ok::<_, Infallible>(event), (state, root, path)))
    });
    Sse::new(news).keep_alive(KeepAlive::default()).into_response()
}

fn news(state: &State, root: &Path, path: String) -> News {
    let (version, problems) = match find(state, root, &path) {
        Answer::Body(body) => (version(&body.bytes), body.problems),
        Answer::Moved(_) => (String::new(), Vec::new()),
    };
    let shown = |problem: &Diagnostic| diag::render(std::slice::from_ref(problem), false);
    let in_site = |(address, since): (&String, &u64)| (format!("{}{address}", state.base), *since);
    News {
        path,
        version,
        number: state.number,
        changed: state.changed.iter().map(in_site).collect(),
        errors: state.errors.iter().chain(&problems).map(shown).collect(),
    }
}
