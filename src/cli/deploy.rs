//! `dateline deploy`: a site to a branch of a git remote, or a workflow that publishes it from GitHub's machines.

use super::building::{Building, Progress};
use super::ids::{self, Keeping};
use super::report::Format;
use super::{Outcome, report};
use crate::config::BaseUrl;
use crate::content::{self, LeftOut, Selection};
use crate::deploy::{self, Change, Hosting, Plan, Published, Repository, Target};
use crate::diag::Diagnostic;
use crate::pipeline::Input;
use crate::scaffold::{self, Workflow};
use crate::source::Loaded;
use crate::{config, pipeline};
use anyhow::{Context, Result};
use serde::Serialize;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  dateline deploy --workflow      write the workflow by which GitHub publishes the site
  dateline deploy --dry-run       show what a push would change
  dateline deploy                 build the site and push it to the branch gh-pages of the remote
  dateline deploy --remote git@example.org:pages.git --branch main

The site is built anew and pushed as one commit, past the working tree and the index.
A CNAME on the branch stays. A branch that moved meanwhile is never overwritten.

Exit codes: 0 pushed, or nothing to push; 1 errors in the content, nothing pushed;
2 wrong usage, or refused by git, the remote or a guard.";

/// Publish a site
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    building: Building,
    #[command(flatten)]
    keeping: Keeping,
    /// Write .github/workflows/pages.yml instead of pushing
    #[arg(long, conflicts_with_all = ["remote", "branch", "dry_run", "replace", "format"])]
    workflow: bool,
    /// Name or address of the remote [default: origin, or the only one]
    #[arg(long, value_name = "NAME")]
    remote: Option<String>,
    /// The branch that holds the site
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    branch: String,
    /// Show what would change, and push nothing
    #[arg(long)]
    dry_run: bool,
    /// Also replace and remove files that Dateline did not make, and more than half of all files
    #[arg(long)]
    replace: bool,
    /// How to show what changes
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What was done, for programs.
#[derive(Serialize)]
struct Told<'a> {
    remote: String,
    branch: &'a str,
    /// Name of the commit that was pushed; `null` where nothing was.
    commit: Option<String>,
    bytes_to_send: u64,
    #[serde(flatten)]
    plan: &'a Plan,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome> {
    let loaded = arguments.building.load()?;
    let repository = Repository::of(&arguments.building.site)?;
    if arguments.workflow {
        return write_workflow(arguments, &repository, &loaded.input);
    }
    let target = repository.target(arguments.remote.as_deref(), &arguments.branch)?;
    let progress = Progress::start();
    progress.tell(format!("asking {} what {} holds", target.remote, target.branch));
    report::detail(&format!("Remote: {}", repository.address(&target)));
    let published = Published::read(&repository, &target)?;
    Deployment { arguments, repository, target, published, progress }.run(loaded)
}

/// A push in the making.
struct Deployment<'a> {
    arguments: &'a Arguments,
    repository: Repository,
    target: Target,
    published: Published,
    progress: Progress,
}

impl Deployment<'_> {
    fn run(&self, mut loaded: Loaded) -> Result<Outcome> {
        let Arguments { building, .. } = self.arguments;
        let address = self.settle_address(&mut loaded.input);
        self.progress.tell(format!("building {} articles", loaded.input.articles.len()));
        let desk = loaded.input.desk.clone();
        let (built, mut diagnostics) = building.build(loaded);
        diagnostics.extend(self.arguments.keeping.fault(building, &desk, &built.lock));
        let mut address: Vec<Diagnostic> = address.into_iter().collect();
        building.weigh(&mut address);
        diagnostics.append(&mut address);
        if report::has_errors(&diagnostics) {
            self.progress.end();
            report::diagnostics(&diagnostics);
            report::say("Nothing was pushed.");
            return Ok(Outcome::ContentErrors);
        }
        let files = deploy::branch_files(built.files);
        let plan = deploy::plan(&self.repository, &self.published, &files, &building.site)?;
        deploy::check_size(&plan)?;
        self.progress.end();
        report::diagnostics(&diagnostics);
        if plan.is_empty() && !self.arguments.dry_run {
            ids::keep(building, &built.lock)?;
        }
        if plan.is_empty() || self.arguments.dry_run {
            self.tell(&plan, None)?;
            return self.refuse_losses(&plan).map(|()| Outcome::Fine);
        }
        self.refuse_losses(&plan)?;
        self.progress.tell(format!("pushing {}", deploy::size(plan.bytes_to_send())));
        let pushed = deploy::push(&self.repository, &self.target, &self.published, &plan, &files, &building.site);
        self.progress.end();
        self.tell(&plan, Some(pushed?.commit))?;
        ids::keep(building, &built.lock)?;
        Ok(Outcome::Fine)
    }

    /// Refuses to remove or replace what the user would miss, unless told to.
    fn refuse_losses(&self, plan: &Plan) -> Result<()> {
        if self.arguments.replace {
            return Ok(());
        }
        // Another remote may well be a repository for the site alone.
        if self.arguments.remote.is_none() {
            deploy::check_sources(&self.repository, &self.published, &self.target)?;
        }
        deploy::check_owner(plan, &self.published, &self.target)?;
        deploy::check_removals(plan, &self.published, &self.target)
    }

    /// Takes the site's address from the remote where `site.toml` gives none; else says where the two do not agree.
    fn settle_address(&self, input: &mut Input) -> Option<Diagnostic> {
        let hosting = Hosting::of(&self.repository.address(&self.target))?;
        let domain = self.published.domain.as_deref();
        let (config, _) = config::read(&input.config, &pipeline::builtin_kinds());
        let base_url = input.options.base_url.clone().unwrap_or(config.base_url);
        if base_url == BaseUrl::default() {
            let address = hosting.address(domain);
            report::say(&format!("base_url is not set; taking {address} from the remote"));
            input.options.base_url = address.parse().ok();
            return None;
        }
        let fault = deploy::address_fault(&base_url, &hosting, domain)?;
        let hint = "the feed, the sitemap and the page for missing addresses need the right one";
        Some(Diagnostic::warning("deploy.base-url", fault).of(&input.config).hint(hint))
    }

    /// Tells what changes, in the form that was asked for.
    fn tell(&self, plan: &Plan, commit: Option<String>) -> Result<()> {
        let address = self.repository.address(&self.target);
        if self.arguments.format == Format::Json {
            let branch = &self.target.branch;
            let told = Told { remote: address, branch, commit, bytes_to_send: plan.bytes_to_send(), plan };
            return report::print(&format!("{}\n", serde_json::to_string_pretty(&told)?));
        }
        if self.arguments.dry_run {
            report::print(&listed(plan))?;
        }
        let place = format!("branch {} of {address}", self.target.branch);
        report::say(&match (&commit, plan.is_empty()) {
            (_, true) => format!("Nothing to push: the {place} holds this site already."),
            (Some(commit), _) => {
                format!("Pushed {} to the {place}, commit {}.", counts(plan), commit.get(..10).unwrap_or(commit))
            }
            (None, _) => format!("Would push {} to the {place}.", counts(plan)),
        });
        Ok(())
    }
}

/// Every file that changes, with its size.
fn listed(plan: &Plan) -> String {
    let lines = |mark: char, changes: &[Change]| {
        changes
            .iter()
            .map(|change| format!("{mark} {:>9}  {}\n", deploy::size(change.bytes), change.path))
            .collect::<String>()
    };
    lines('+', &plan.added) + &lines('~', &plan.changed) + &lines('-', &plan.removed)
}

fn counts(plan: &Plan) -> String {
    format!(
        "{} added, {} changed, {} removed ({})",
        report::count(plan.added.len(), "file"),
        plan.changed.len(),
        plan.removed.len(),
        deploy::size(plan.bytes_to_send())
    )
}

fn write_workflow(arguments: &Arguments, repository: &Repository, input: &Input) -> Result<Outcome> {
    let site = &arguments.building.site;
    let root = repository.root().unwrap_or_else(|| site.clone());
    let workflow = Workflow {
        site: inner_path(&root, site)?,
        branch: repository.branch().unwrap_or_else(|| Workflow::default().branch),
        daily: waits_for_its_day(input),
        program: deploy::program(&root),
    };
    let path: PathBuf = root.join(Workflow::PATH);
    scaffold::write_new(&path, &scaffold::workflow(&workflow))?;
    report::say(&format!(
        "Wrote {}. Commit and push it; once, in the repository's settings under Pages, choose \"GitHub Actions\" as the source.",
        report::shown(&nearby(&path))
    ));
    Ok(Outcome::Fine)
}

/// A path seen from where the command was given, if it lies below.
fn nearby(path: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|folder| folder.canonicalize());
    let inner = here.ok().and_then(|here| path.strip_prefix(here).ok());
    inner.unwrap_or(path).to_owned()
}

/// The folder `site` seen from `root`, with `/` between its parts.
fn inner_path(root: &Path, site: &Path) -> Result<String> {
    let whole = |path: &Path| path.canonicalize().with_context(|| format!("cannot find {}", path.display()));
    let (root, site) = (whole(root)?, whole(site)?);
    let inner = site.strip_prefix(&root).with_context(|| format!("{} lies outside the repository", site.display()))?;
    let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
    Ok(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}

/// True where an article is dated in the future, so that the site must be built again on its day.
fn waits_for_its_day(input: &Input) -> bool {
    let (config, _) = config::read(&input.config, &pipeline::builtin_kinds());
    let selection = Selection { today: input.today, drafts: input.options.drafts, future: false };
    content::collect(&input.articles, &config, &selection).left_out.values().any(|reason| *reason == LeftOut::Future)
}
