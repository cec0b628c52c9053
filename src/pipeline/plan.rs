//! A site before its pages are made: the first half of a build, from which each file can be had on its own.
//!
//! `build` makes them all; the preview makes those that somebody looks at. Both get the same bytes. Not here: single pages (`site`).

use super::memo::Memo;
use super::read::{builtin_kinds, timeline};
use super::{Built, Content, Input, Options};
use crate::config::tree::Written;
use crate::config::{self, Config};
use crate::content::{self, Asset, Selection};
use crate::date::Day;
use crate::diag::{Diagnostic, Severity};
use crate::export;
use crate::lock::Lock;
use crate::site::{self, Made, Material, Site, Theme};
use crate::timeline::{Published, Timeline};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A site before its pages are made.
pub struct Plan {
    /// `site.toml` as it was understood.
    pub config: Arc<Config>,
    /// What the pages show.
    pub timeline: Arc<Timeline>,
    /// The ids under which its events are published, from now on.
    pub lock: Arc<Lock>,
    /// Everything that is wrong with the input, in the order of its files, as far as it shows before pages are made.
    pub diagnostics: Vec<Diagnostic>,
    /// Absent where the theme cannot be used at all.
    site: Option<Arc<Site>>,
    /// Files of the content folder by the address where they are copied to.
    copies: BTreeMap<String, String>,
    exports: OnceLock<BTreeMap<String, export::Make>>,
    today: Day,
}

/// Does everything of a build up to the making of pages. What `memo` knows is not done again; it then knows this build.
pub fn plan(input: &Input, memo: &mut Memo) -> Plan {
    let (mut config, mut diagnostics) = config::read(&input.config, &builtin_kinds());
    if let Some(base_url) = &input.options.base_url {
        config.base_url = base_url.clone();
    }
    let config = Arc::new(config);
    let Options { drafts, future, .. } = input.options;
    let readings = memo.read(&input.articles, &config);
    let selection = Selection { today: input.today, drafts, future };
    let mut collection = content::gather(&input.articles, readings, &selection);
    diagnostics.append(&mut collection.diagnostics);
    diagnostics.extend(content::check_links(&collection, &input.assets));
    let (timeline, problems) = timeline(collection.articles, &config, memo);
    diagnostics.extend(problems);
    let Published { timeline, lock, diagnostics: problems } = memo.published(timeline, input, &config);
    diagnostics.extend(problems);
    let timeline = Arc::new(timeline);
    let material = Material {
        timeline: timeline.clone(),
        lock: lock.clone(),
        plain: collection.pages,
        assets: input.assets.clone(),
        config: config.clone(),
    };
    let (site, problems) = memo.site(material, &Theme::overlaid(&input.theme, &config.theme));
    diagnostics.extend(problems);
    diagnostics.extend(missing_theme(input, &config));
    diagnostics.extend(lost_key_events(input, &config, site.as_deref(), &lock));
    let copy = |asset: &Asset| (site::address::asset(&asset.path), asset.on_disk.clone());
    let copies = input.assets.iter().map(copy).collect();
    Plan { config, timeline, lock, diagnostics, site, copies, exports: OnceLock::new(), today: input.today }
}

impl Plan {
    /// True where something is wrong that a build would refuse.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// What a build puts at an address, its path relative to the output folder; `None` where it puts nothing.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn file(&self, address: &str) -> Result<Option<Content>, Vec<Diagnostic>> {
        if let Some(path) = self.copies.get(address) {
            return Ok(Some(Content::CopyOf(path.clone())));
        }
        match self.site.as_ref().and_then(|site| site.file(address)) {
            Some(Made::Ok(bytes)) => Ok(Some(Content::Bytes(bytes))),
            Some(Made::Err(problems)) => Err(problems),
            None if address.ends_with(".html") => Ok(None),
            None => Ok(self.export(address).map(Content::Bytes)),
        }
    }

    /// What is wrong with the templates, as far as one page of each sort shows it.
    pub fn probe(&self) -> Vec<Diagnostic> {
        self.site.as_deref().map(Site::probe).unwrap_or_default()
    }

    /// True where the templates are those of another plan, so that what is wrong with them was seen there.
    pub fn has_templates_of(&self, other: &Plan) -> bool {
        self.site.as_ref().zip(other.site.as_ref()).is_some_and(|(site, other)| site.has_templates_of(other))
    }

    /// Files that are the theme's own, such as style sheets, by address; nothing where the theme cannot be used at all.
    pub fn theme_assets(&self) -> Option<&BTreeMap<String, Vec<u8>>> {
        self.site.as_deref().map(Site::theme_assets)
    }

    /// Hands everything that a build puts in the output folder to `put`, file by file as they are made, in no order and from several
    /// threads. Gives what is wrong with the templates; where anything is an error, the build as a whole has failed.
    pub fn each(&self, put: impl Fn(&str, Content) + Sync) -> Vec<Diagnostic> {
        let Some(site) = &self.site else { return Vec::new() };
        site.complete();
        // Exports are long, so they are made one by one and gone from memory before pages are made.
        let source = self.source(site);
        let (last, first): (Vec<_>, Vec<_>) =
            self.exports().iter().partition(|(address, _)| *address == site::address::SUMS);
        // The checksums come last: they are of files that have been made by then.
        for exports in [first, last] {
            exports.into_par_iter().for_each(|(address, make)| put(address, Content::Bytes(make(&source))));
        }
        for (address, path) in &self.copies {
            put(address, Content::CopyOf(path.clone()));
        }
        site.each(|address, bytes| put(address, Content::Bytes(bytes)))
    }

    /// The whole build, in memory.
    pub fn finish(self) -> Built {
        let files = Mutex::new(BTreeMap::new());
        let problems = self.each(|address, mut content| {
            if let Content::Bytes(bytes) = &mut content {
                bytes.shrink_to_fit();
            }
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(address.to_owned(), content);
        });
        let Plan { config, timeline, lock, mut diagnostics, .. } = self;
        diagnostics.extend(problems);
        let is_fine = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
        let files = if is_fine { files.into_inner().unwrap_or_else(PoisonError::into_inner) } else { BTreeMap::new() };
        Built { files, config, timeline, lock, diagnostics }
    }

    fn source<'a>(&'a self, site: &'a Site) -> export::Source<'a> {
        export::Source { timeline: &self.timeline, site, config: &self.config, today: self.today }
    }

    fn exports(&self) -> &BTreeMap<String, export::Make> {
        let plan = |site| export::plan(&self.source(site));
        self.exports.get_or_init(|| self.site.as_deref().map(plan).unwrap_or_default())
    }

    fn export(&self, address: &str) -> Option<Vec<u8>> {
        let make = self.exports().get(address)?;
        Some(make(&self.source(self.site.as_deref()?)))
    }
}

fn missing_theme(input: &Input, config: &Config) -> Option<Diagnostic> {
    let is_missing = input.theme.is_empty() && config.theme != Config::default().theme;
    let message = || format!("there is no theme `{0}`: the folder themes/{0} is missing or empty", config.theme);
    is_missing.then(|| Diagnostic::error("theme.missing", message()).of(&input.config))
}

/// Key events that `site.toml` names and the site does not show, under these ids or those that took them in.
fn lost_key_events(input: &Input, config: &Config, site: Option<&Site>, lock: &Lock) -> Vec<Diagnostic> {
    let is_lost = |id: &&Written<String>| {
        let standing = lock.standing(&id.value).unwrap_or(&id.value);
        site.is_some_and(|site| !site.shows(standing))
    };
    let told = |Written { value: id, span }: &Written<String>| {
        let (what, hint) = if lock.entries.contains_key(id) {
            ("is on the timeline no more", "name another event, or bring it back in curation.yaml")
        } else {
            ("is none of this site", "copy the id from the foot of the event's page")
        };
        let problem = Diagnostic::warning("config.key_events", format!("the key event `{id}` {what}")).hint(hint);
        problem.at(&input.config, *span).label("shows nothing")
    };
    config.key_events.iter().filter(is_lost).map(told).collect()
}
