//! Keeps the site planned: reads what changed, plans anew, and puts the new state in the place of the old one.

use super::state::State;
use super::watch::{Batch, Watch};
use super::{Notice, Settings};
use crate::config::Config;
use crate::content;
use crate::date::Day;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{self, Memo, Plan};
use crate::site::address;
use crate::source::{self, Loaded};
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::watch::Sender;

/// How long nothing must change before what can wait is done.
const CALM: Duration = Duration::from_millis(1000);

/// A site's files as last read, and what is known of them.
pub(super) struct Workshop {
    root: PathBuf,
    today: Option<Day>,
    strict: bool,
    loaded: Loaded,
    memo: Memo,
    /// What was last told to be wrong.
    told: Vec<Diagnostic>,
    /// True while templates that were tried before have not been tried with the newest articles.
    is_untried: bool,
    /// The newest site in which no fault was found by trying its templates.
    proven: Option<Arc<Plan>>,
}

impl Workshop {
    /// Reads the site for the first time.
    pub(super) fn open(root: PathBuf, settings: &Settings) -> Result<Self> {
        let today = settings.today;
        let loaded = source::load(&root, today.unwrap_or_else(Day::today), settings.options.clone())?;
        Ok(Workshop {
            root,
            today,
            strict: settings.strict,
            loaded,
            memo: Memo::default(),
            told: Vec::new(),
            is_untried: false,
            proven: None,
        })
    }

    /// The first state.
    pub(super) fn first(&mut self, since: Instant, tell: &mut impl FnMut(Notice)) -> State {
        let milliseconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis());
        let number = u64::try_from(milliseconds).unwrap_or_default();
        let before = State { number, base: "/".to_owned(), good: None, errors: Vec::new(), changed: BTreeMap::new() };
        self.plan(&before, &[], since, tell)
    }

    /// Follows the changes that `watch` tells of, for as long as it does.
    pub(super) fn follow(mut self, watch: &Watch, state: &Sender<Arc<State>>, tell: &mut impl FnMut(Notice)) {
        while let Some(batch) = watch.next(self.is_untried.then_some(CALM)) {
            let before = state.borrow().clone();
            let after = if batch.is_empty() { self.tried(&before, tell) } else { self.renew(&before, &batch, tell) };
            if let Some(after) = after {
                state.send_replace(Arc::new(after));
            }
        }
    }

    /// The state after one page of each sort was tried, back at the last site without a fault; `None` where nothing is wrong with any.
    fn tried(&mut self, before: &State, tell: &mut impl FnMut(Notice)) -> Option<State> {
        self.is_untried = false;
        let served = before.good.as_ref()?;
        let problems = served.probe();
        let is_new = |problem: &Diagnostic| !self.told.contains(problem);
        let diagnostics: Vec<Diagnostic> =
            self.told.iter().chain(problems.iter().filter(|p| is_new(p))).cloned().collect();
        self.tell_diagnostics(&diagnostics, tell);
        if self.errors(problems).is_empty() {
            self.proven = Some(served.clone());
        }
        let errors = self.errors(diagnostics);
        let good = self.proven.as_ref().unwrap_or(served).clone();
        if errors == before.errors && Arc::ptr_eq(&good, served) {
            return None;
        }
        tell(Notice::Stale);
        let base = base_path(&good.config);
        Some(State { number: before.number + 1, base, good: Some(good), errors, ..before.clone() })
    }

    /// Those of some diagnostics that keep a site from being shown.
    fn errors(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let strict = self.strict;
        let is_error = |severity| severity == Severity::Error || strict && severity == Severity::Warning;
        diagnostics.retain(|diagnostic| is_error(diagnostic.severity));
        diagnostics
    }

    /// The state after some changes; `None` where they change nothing.
    fn renew(&mut self, before: &State, batch: &Batch, tell: &mut impl FnMut(Notice)) -> Option<State> {
        let today = self.today.unwrap_or_else(Day::today);
        let is_new_day = today != self.loaded.input.today;
        self.loaded.input.today = today;
        let refreshed = match batch.is_incomplete {
            true => self.loaded.reload(&self.root),
            false => self.loaded.refresh(&self.root, &batch.paths),
        };
        let copies = self.copies(batch);
        match refreshed {
            Ok(false) if copies.is_empty() && !is_new_day && before.errors.is_empty() => None,
            Ok(_) => Some(self.planned(before, batch, copies, tell)),
            Err(error) => {
                let errors = vec![Diagnostic::error("source.site", format!("{error:#}"))];
                self.tell_diagnostics(&errors, tell);
                tell(Notice::Stale);
                Some(State { number: before.number + 1, errors, ..before.clone() })
            }
        }
    }

    fn planned(&mut self, before: &State, batch: &Batch, copies: Vec<String>, tell: &mut impl FnMut(Notice)) -> State {
        let files: Vec<String> = self.names(batch).filter(|name| source::is_source(name)).collect();
        let mut state = self.plan(before, &files, batch.since, tell);
        let number = state.number;
        state.changed.extend(copies.into_iter().map(|address| (address, number)));
        state
    }

    /// Addresses of copied files that may have changed.
    fn copies(&self, batch: &Batch) -> Vec<String> {
        let assets = &self.loaded.input.assets;
        let is_asset = |path: &String| assets.binary_search_by(|asset| asset.path.cmp(path)).is_ok();
        self.names(batch).filter(is_asset).map(|path| address::asset(&path)).collect()
    }

    /// Paths relative to the site's folder, with `/` between their parts.
    fn names(&self, batch: &Batch) -> impl Iterator<Item = String> {
        let name = |path: &PathBuf| Some(path.strip_prefix(&self.root).ok()?.to_str()?.replace('\\', "/"));
        batch.paths.iter().filter_map(name).map(content::composed)
    }

    fn plan(&mut self, before: &State, changed: &[String], since: Instant, tell: &mut impl FnMut(Notice)) -> State {
        let plan = pipeline::plan(&self.loaded.input, &mut self.memo);
        let mut diagnostics = self.loaded.diagnostics.clone();
        diagnostics.extend(plan.diagnostics.iter().cloned());
        // Whoever waits for a page shall not wait for the trial of templates that have made it before.
        self.is_untried =
            before.errors.is_empty() && before.good.as_ref().is_some_and(|old| old.has_templates_of(&plan));
        if !self.is_untried {
            diagnostics.extend(plan.probe());
        }
        self.tell_diagnostics(&diagnostics, tell);
        let mut state = State { number: before.number + 1, errors: self.errors(diagnostics), ..before.clone() };
        if state.errors.is_empty() || state.good.is_none() {
            state.base = base_path(&plan.config);
        }
        if state.errors.is_empty() {
            if let Some(old) = &before.good {
                state.changed.extend(changed_assets(old, &plan).map(|address| (address, state.number)));
            }
            tell(Notice::Planned { plan: &plan, changed, time: since.elapsed() });
            let plan = Arc::new(plan);
            if !self.is_untried {
                self.proven = Some(plan.clone());
            }
            state.good = Some(plan);
        } else {
            tell(Notice::Stale);
        }
        state
    }

    /// Tells what is wrong, once.
    fn tell_diagnostics(&mut self, diagnostics: &[Diagnostic], tell: &mut impl FnMut(Notice)) {
        if self.told != diagnostics {
            self.told = diagnostics.to_vec();
            tell(Notice::Diagnostics(diagnostics));
        }
    }
}

/// The path under which a site is served, with a slash at both ends.
fn base_path(config: &Config) -> String {
    if config.base_url.path.is_empty() { "/".to_owned() } else { config.base_url.path.clone() }
}

/// Addresses of the theme's own files that are new or other than before.
fn changed_assets(old: &Plan, new: &Plan) -> impl Iterator<Item = String> {
    let old = old.theme_assets();
    let differs = move |address: &str, bytes: &Vec<u8>| old.and_then(|old| old.get(address)) != Some(bytes);
    new.theme_assets().into_iter().flatten().filter(move |(a, bytes)| differs(a, bytes)).map(|(a, _)| a.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::{Content, Options};
    use std::fs;

    /// A theme's page that only an article with a place has what it takes for.
    const PAGE: &str = "<h1>{{ article.place.name }}</h1>";

    fn article(root: &std::path::Path, place: &str) -> Batch {
        let path = root.join("content/a.md");
        fs::write(&path, format!("---\ntitle: A\ndate: 2015-11-16\n{place}---\n\nNothing happened.\n")).unwrap();
        Batch { paths: [path].into(), is_incomplete: false, since: Instant::now() }
    }

    fn shown(state: &State) -> String {
        match state.good.as_ref().unwrap().file("a/a.html") {
            Ok(Some(Content::Bytes(bytes))) => String::from_utf8(bytes).unwrap(),
            Ok(_) => "nothing".to_owned(),
            Err(problems) => problems[0].code.to_owned(),
        }
    }

    #[test]
    fn a_fault_that_an_edit_brings_out_leaves_the_last_site_without_one() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("content")).unwrap();
        fs::create_dir_all(root.join("themes/mine/templates")).unwrap();
        fs::write(root.join("site.toml"), "title = \"Site\"\ntheme = \"mine\"\n").unwrap();
        fs::write(root.join("themes/mine/templates/article.html"), PAGE).unwrap();
        article(&root, "place: Raqqa\n");
        let settings = crate::serve::Settings {
            site: root.clone(),
            options: Options::default(),
            today: Day::new(2016, 1, 1),
            strict: false,
            bind: [127, 0, 0, 1].into(),
            port: None,
            open: false,
        };
        let (mut workshop, tell) = (Workshop::open(root.clone(), &settings).unwrap(), &mut |_: Notice| ());
        let first = workshop.first(Instant::now(), tell);
        assert_eq!((shown(&first).as_str(), first.errors.len()), ("<h1>Raqqa</h1>", 0));
        let faulty = workshop.renew(&first, &article(&root, ""), tell).unwrap();
        assert_eq!((shown(&faulty).as_str(), faulty.errors.len()), ("template.render", 0));
        let tried = workshop.tried(&faulty, tell).unwrap();
        assert_eq!((shown(&tried).as_str(), tried.errors.len()), ("<h1>Raqqa</h1>", 1));
        let mended = workshop.renew(&tried, &article(&root, "place: Homs\n"), tell).unwrap();
        assert_eq!((shown(&mended).as_str(), mended.errors.len()), ("<h1>Homs</h1>", 0));
        assert!(workshop.tried(&mended, tell).is_none());
    }
}
