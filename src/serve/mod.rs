//! The preview: a site served from memory while its author writes, always as the files on disk now say.
//!
//! One thread watches the folder and plans the site anew after each change; pages are made when a browser asks for them, so what is served is what
//! a build would write, plus one script tag. Nothing is written to disk but an editor's decisions. Not here: what a page holds (`pipeline`), words for the terminal (`cli`).

mod answer;
mod browser;
mod content_type;
mod decide;
mod host;
mod inject;
mod listen;
mod live;
mod state;
mod watch;
mod workshop;

use crate::date::Day;
use crate::diag::Diagnostic;
use crate::pipeline::{Options, Plan};
use anyhow::{Context, Result};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, thread};
use tokio::sync::watch as channel;
use watch::Watch;
use workshop::Workshop;

/// Addresses below this path of the server are the preview's own and never a page's.
const RESERVED: &str = "/__dateline/";

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The site's folder.
    pub site: PathBuf,
    /// What a build would be asked for.
    pub options: Options,
    /// The day that counts as today; by the clock, anew for every change, where absent.
    pub today: Option<Day>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// Network address to listen on.
    pub bind: IpAddr,
    /// Port to listen on; the first free one from 1111 on where absent.
    pub port: Option<u16>,
    /// Whether a browser is opened.
    pub open: bool,
}

/// Something that whoever started the preview may want to know.
pub enum Notice<'a> {
    /// The site can be opened at this address.
    Serving {
        /// Address of its home page.
        url: &'a str,
        /// True where other machines may reach it, too.
        is_public: bool,
    },
    /// The site is up to date.
    Planned {
        /// What is served from now on.
        plan: &'a Plan,
        /// Files that had changed, as far as known; none for the first time.
        changed: &'a [String],
        /// How long it took since the change was noticed.
        time: Duration,
    },
    /// Things are wrong, now other things than before; nothing where all is well again.
    Diagnostics(&'a [Diagnostic]),
    /// The site has errors: what is served stays as it was last good.
    Stale,
    /// Changes are not noticed at once, for this reason.
    Unwatched(&'a anyhow::Error),
    /// No browser could be opened, for this reason.
    NoBrowser(&'a anyhow::Error),
}

/// Serves a site until the process is ended. `tell` hears of everything that happens.
///
/// # Errors
/// There is no site in the folder; the port is taken; the system refuses.
pub fn run(settings: &Settings, mut tell: impl FnMut(Notice) + Send + 'static) -> Result<()> {
    let root = fs::canonicalize(&settings.site)
        .with_context(|| format!("cannot find the site's folder {}", settings.site.display()))?;
    let listener = listen::bind(settings.bind, settings.port)?;
    let local = listener.local_addr().context("cannot tell the address that is listened on")?;
    let (watch, trouble) = Watch::start(&root);
    if let Some(trouble) = trouble {
        tell(Notice::Unwatched(&trouble));
    }
    let started = Instant::now();
    let mut workshop = Workshop::open(root.clone(), settings)?;
    let first = workshop.first(started, &mut tell);
    let url = listen::url(local, &first.base);
    tell(Notice::Serving { url: &url, is_public: !local.ip().is_loopback() });
    if settings.open
        && let Err(error) = browser::open(&url)
    {
        tell(Notice::NoBrowser(&error));
    }
    let (sender, receiver) = channel::channel(Arc::new(first));
    thread::spawn(move || workshop.follow(&watch, &sender, &mut tell));
    answer::serve(listener, answer::Server { root, bound: local.ip(), token: decide::token(), state: receiver })
}
