//! Noticing that files of the site changed, whatever editors and other programs do to them.
//!
//! A change is told when the folder has been quiet for a moment, so that a file that is replaced in several steps is read once, after the
//! last of them. Not here: what a change means (`source`).

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long the folder must be quiet before a change is told.
const QUIET: Duration = Duration::from_millis(8);
/// How long a change is held back at most while others follow it.
const LONGEST: Duration = Duration::from_millis(250);
/// How often files are looked at where the system cannot tell of changes.
const POLL: Duration = Duration::from_millis(1000);
/// The folders of a site that hold sources.
const FOLDERS: [&str; 2] = ["content", "themes"];

type Told = notify::Result<Event>;

/// Changes that belong together.
pub(super) struct Batch {
    /// Absolute paths of what may have changed.
    pub(super) paths: BTreeSet<PathBuf>,
    /// Some changes may have been missed: anything may have changed.
    pub(super) is_incomplete: bool,
    /// When the first was noticed.
    pub(super) since: Instant,
}

/// A watch over a site's folder.
pub(super) struct Watch {
    root: PathBuf,
    watcher: Mutex<Option<Box<dyn Watcher + Send>>>,
    events: Receiver<Told>,
    /// The site's folder was gone when it was to be watched anew.
    is_lost: AtomicBool,
    /// Keeps the channel open where nothing can be watched.
    _sender: Sender<Told>,
}

impl Watch {
    /// Watches the site in `root`, an absolute path without links; also gives the reason where that works only in part.
    pub(super) fn start(root: &Path) -> (Self, Option<anyhow::Error>) {
        let (sender, events) = channel();
        let watch = Watch {
            root: root.to_owned(),
            watcher: Mutex::new(None),
            events,
            is_lost: AtomicBool::new(false),
            _sender: sender.clone(),
        };
        let config = Config::default().with_follow_symlinks(false);
        let told = sender.clone();
        let first = RecommendedWatcher::new(move |event| drop(told.send(event)), config);
        let trouble = match first.map(|watcher| watch.put(Box::new(watcher))) {
            Ok(None) => return (watch, None),
            Ok(Some(error)) | Err(error) => error,
        };
        let poll = config.with_poll_interval(POLL).with_compare_contents(false);
        if let Ok(watcher) = PollWatcher::new(move |event| drop(sender.send(event)), poll) {
            watch.put(Box::new(watcher));
        }
        (watch, Some(trouble.into()))
    }

    /// Watches by `watcher` from now on; gives what went wrong.
    fn put(&self, mut watcher: Box<dyn Watcher + Send>) -> Option<notify::Error> {
        let mut trouble = watcher.watch(&self.root, RecursiveMode::NonRecursive).err();
        for folder in self.folders() {
            trouble = trouble.or(watcher.watch(&folder, RecursiveMode::Recursive).err());
        }
        if let Ok(mut place) = self.watcher.lock() {
            *place = Some(watcher);
        }
        trouble
    }

    /// Watches folders again that were put in the place of others. Must come before their files are read.
    fn renew(&self) {
        let Ok(mut watcher) = self.watcher.lock() else { return };
        let Some(watcher) = watcher.as_mut() else { return };
        let root = (self.root.clone(), RecursiveMode::NonRecursive);
        for (folder, mode) in [root].into_iter().chain(self.folders().map(|folder| (folder, RecursiveMode::Recursive)))
        {
            // The old watch is gone where the old folder is.
            let _ = watcher.unwatch(&folder);
            let trouble = watcher.watch(&folder, mode);
            if folder == self.root {
                self.is_lost.store(trouble.is_err(), Ordering::Relaxed);
            }
        }
    }

    /// The next event; nothing as soon as the site's folder is there again after it was gone, of which no system tells.
    ///
    /// # Errors
    /// There is none for as long as `patience` lasts, or there will be no more.
    fn event(&self, patience: Option<Duration>) -> Result<Option<Told>, RecvTimeoutError> {
        while self.is_lost.load(Ordering::Relaxed) || !self.root.is_dir() {
            match self.events.recv_timeout(POLL) {
                Ok(event) => return Ok(Some(event)),
                Err(RecvTimeoutError::Timeout) if self.root.is_dir() => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
                Err(error) => return Err(error),
            }
        }
        match patience {
            Some(patience) => self.events.recv_timeout(patience).map(Some),
            None => self.events.recv().map(Some).map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        FOLDERS.iter().map(|folder| self.root.join(folder)).filter(|folder| folder.is_dir())
    }

    /// Waits for the next changes; a batch without any where there are none for as long as `patience` lasts. `None` when there will be none
    /// any more.
    pub(super) fn next(&self, patience: Option<Duration>) -> Option<Batch> {
        let mut batch = Batch { paths: BTreeSet::new(), is_incomplete: false, since: Instant::now() };
        while batch.is_empty() {
            let event = match self.event(patience) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => return Some(batch),
                Err(RecvTimeoutError::Disconnected) => return None,
            };
            batch.since = Instant::now();
            match event {
                Some(event) => batch.add(event),
                None => batch.is_incomplete = true,
            }
        }
        let end = batch.since + LONGEST;
        loop {
            let patience = QUIET.min(end.saturating_duration_since(Instant::now()));
            match self.events.recv_timeout(patience) {
                Ok(event) => batch.add(event),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        let replaces_folder = self.folders().any(|folder| batch.paths.contains(&folder));
        if batch.is_incomplete || replaces_folder || batch.paths.contains(&self.root) {
            self.renew();
        }
        Some(batch)
    }
}

impl Batch {
    /// True where nothing changed.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_incomplete
    }

    fn add(&mut self, event: Told) {
        match event {
            Ok(event) if event.need_rescan() => self.is_incomplete = true,
            Ok(event) if is_change(event.kind) => self.paths.extend(event.paths),
            Ok(_) => {}
            Err(_) => self.is_incomplete = true,
        }
    }
}

/// False where a file was only read, which we do ourselves.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
