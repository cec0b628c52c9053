//! Answers to browsers: files of the site, the preview's own files, and refusals.
//!
//! A path names an address of the planned site and nothing else; a file is read from disk only where the plan itself copies it. Not here: what stands at a
//! path (`state`), the stream of news (`live`).

use super::state::{Found, State, version};
use super::{RESERVED, content_type, decide, host, inject, live};
use crate::diag::{self, Diagnostic};
use crate::pipeline::Content;
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{self, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use std::net::{IpAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};
use tokio::sync::watch::Receiver;

/// The preview's own files by their names below the reserved path.
const OWN: [(&str, &str); 4] = [
    ("reload.js", concat!(include_str!("renew.js"), include_str!("reload.js"))),
    ("overlay.css", include_str!("overlay.css")),
    ("decide.js", include_str!("decide.js")),
    ("decide.css", include_str!("decide.css")),
];
/// Where decisions of the editor are sent.
const DECIDE: &str = "decide";
/// The stream of news for a page; the page's path follows.
const LIVE: &str = "live";

/// What answers are made from.
#[derive(Clone)]
pub(super) struct Server {
    /// The site's folder, absolute and without links.
    pub(super) root: PathBuf,
    /// The address that is listened on.
    pub(super) bound: IpAddr,
    /// What a page must know to take a decision.
    pub(super) token: String,
    /// What is served now.
    pub(super) state: Receiver<Arc<State>>,
}

/// A page or file as it is sent.
pub(super) struct Body {
    pub(super) status: StatusCode,
    pub(super) content_type: &'static str,
    pub(super) bytes: Vec<u8>,
    /// What is wrong with its template.
    pub(super) problems: Vec<Diagnostic>,
}

/// What a path leads to.
pub(super) enum Answer {
    Body(Body),
    Moved(String),
}

/// Answers until the process is ended.
pub(super) fn serve(listener: TcpListener, server: Server) -> Result<()> {
    listener.set_nonblocking(true).context("cannot listen")?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start the server")?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).context("cannot listen")?;
        let router = Router::new().fallback_service(get(answer).post(answer).with_state(Arc::new(server)));
        axum::serve(listener, router).await.context("the server ended")
    })
}

async fn answer(extract::State(server): extract::State<Arc<Server>>, request: Request) -> Response {
    if !is_for_us(&request, server.bound) {
        let text = "This preview answers only to localhost and to the address that it listens on.\n";
        return with_manners((StatusCode::FORBIDDEN, text).into_response());
    }
    let Ok(path) = percent_decode_str(request.uri().path()).decode_utf8() else {
        return with_manners((StatusCode::BAD_REQUEST, "The address is not UTF-8.\n").into_response());
    };
    if request.method() == Method::POST {
        let is_decision = path.strip_prefix(RESERVED) == Some(DECIDE);
        return with_manners(match is_decision {
            true => decide::take(server, request).await,
            false => StatusCode::METHOD_NOT_ALLOWED.into_response(),
        });
    }
    let response = match path.strip_prefix(RESERVED) {
        Some(own) => match own.strip_prefix(LIVE) {
            Some(page) => live::stream(server, page.to_owned()),
            None => own_file(own),
        },
        None => page(server, path.into_owned()).await,
    };
    with_manners(response)
}

fn is_for_us(request: &Request, bound: IpAddr) -> bool {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let in_address = request.uri().authority().map(|authority| authority.as_str());
    named.is_some_and(|host| host::is_own(host, bound)) && in_address.is_none_or(|host| host::is_own(host, bound))
}

/// What every answer says: keep no copy, guess no type, serve no other site.
fn with_manners(mut response: Response) -> Response {
    let manners: [(HeaderName, &str); 3] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in manners {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn own_file(name: &str) -> Response {
    match OWN.iter().find(|(own, _)| *own == name) {
        Some((_, text)) => ([(header::CONTENT_TYPE, content_type::of(name))], *text).into_response(),
        None => (StatusCode::NOT_FOUND, "The preview has no such file.\n").into_response(),
    }
}

async fn page(server: Arc<Server>, path: String) -> Response {
    let state = server.state.borrow().clone();
    let made = tokio::task::spawn_blocking(move || {
        let answer = find(&state, &server.root, &path);
        let is_page = matches!(&answer, Answer::Body(body) if body.status == StatusCode::OK);
        let form = if is_page && server.bound.is_loopback() { decide::form(&state, &path) } else { None };
        (answer, state.number, form.map(|form| inject::form(&form, &server.token)).unwrap_or_default())
    });
    match made.await {
        Ok((Answer::Body(mut body), number, form)) => {
            if body.content_type.starts_with("text/html") {
                body.bytes = inject::into(&body.bytes, &version(&body.bytes), number, &form);
            }
            (body.status, [(header::CONTENT_TYPE, body.content_type)], body.bytes).into_response()
        }
        Ok((Answer::Moved(to), ..)) => match HeaderValue::try_from(inject::encoded(&to)) {
            Ok(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What is sent for a path of the site, without anything of the preview's own.
pub(super) fn find(state: &State, root: &Path, path: &str) -> Answer {
    let (status, address, bytes, problems) = match state.find(path) {
        Found::Folder(path) => return Answer::Moved(path),
        Found::File(address, Content::Bytes(bytes)) => (StatusCode::OK, address, bytes, Vec::new()),
        Found::File(address, Content::CopyOf(source)) => match copy(root, &source) {
            Ok(bytes) => (StatusCode::OK, address, bytes, Vec::new()),
            Err(error) => {
                let text = format!("{source} cannot be read: {error}\n");
                (StatusCode::NOT_FOUND, "error.txt".to_owned(), text.into_bytes(), Vec::new())
            }
        },
        Found::Nothing(page) => {
            let bytes = page.unwrap_or_else(|| inject::placeholder("There is no such page.", ""));
            (StatusCode::NOT_FOUND, "404.html".to_owned(), bytes, Vec::new())
        }
        Found::Broken(problems) => {
            let bytes = inject::placeholder("This page cannot be made.", &diag::render(&problems, false));
            (StatusCode::INTERNAL_SERVER_ERROR, "error.html".to_owned(), bytes, problems)
        }
        Found::NotYet => {
            let bytes = inject::placeholder("The site cannot be built yet.", &diag::render(&state.errors, false));
            (StatusCode::SERVICE_UNAVAILABLE, "error.html".to_owned(), bytes, Vec::new())
        }
    };
    Answer::Body(Body { status, content_type: content_type::of(&address), bytes, problems })
}

/// A file of the content folder, unless a link has come to lead out of it since it was listed.
fn copy(root: &Path, source: &str) -> io::Result<Vec<u8>> {
    let content = root.join("content").canonicalize()?;
    let path = root.join(source).canonicalize()?;
    if !path.starts_with(content) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "a link leads out of content/"));
    }
    fs::read(path)
}
