//! The workflow for GitHub Actions that builds a site and publishes it on GitHub Pages.
//!
//! Not here: its text, which stands in `pages.yml`, and pushing a site from here (`deploy`).

/// What differs from site to site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workflow {
    /// The site's folder within the repository, with `/` between its parts.
    pub site: String,
    /// The branch whose every push publishes the site.
    pub branch: String,
    /// True where the site is also built every morning, because articles wait for their day.
    pub daily: bool,
    /// Where the program comes from.
    pub program: Program,
}

/// Where a workflow gets the program from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Program {
    /// The release of this version.
    #[default]
    Release,
    /// A commit of a git repository that anybody can read.
    Commit {
        /// The repository's address.
        address: String,
        /// The commit's name.
        commit: String,
    },
    /// The sources in the site's own repository.
    Here,
}

impl Program {
    /// What `cargo install` is told.
    fn arguments(&self) -> String {
        let name = env!("CARGO_PKG_NAME");
        match self {
            Program::Release => format!("{name}@{}", env!("CARGO_PKG_VERSION")),
            Program::Commit { address, commit } => format!("--git {address} --rev {commit} {name}"),
            Program::Here => "--path .".to_owned(),
        }
    }
}

impl Workflow {
    /// Where GitHub looks for it, relative to the repository.
    pub const PATH: &'static str = ".github/workflows/pages.yml";
}

impl Default for Workflow {
    fn default() -> Self {
        Workflow { site: ".".into(), branch: "main".into(), daily: false, program: Program::default() }
    }
}

const TEXT: &str = include_str!("pages.yml");

/// Added to the name of what is kept, where the program changes with the repository.
const SOURCES: &str = "-${{ hashFiles('Cargo.toml', 'Cargo.lock', 'build.rs', 'src/**', 'themes/default/**') }}";

/// Early in the morning, at a minute when few others start theirs.
const DAILY: &str = "  schedule:\n    - cron: \"23 4 * * *\" # articles dated in the future appear on their day\n";

/// The text of the workflow.
pub fn workflow(workflow: &Workflow) -> String {
    TEXT.replace("@branch@", &quoted(&workflow.branch))
        .replace("@site@", &quoted(&workflow.site))
        .replace("@program@", &quoted(&workflow.program.arguments()))
        .replace("@sources@", if workflow.program == Program::Here { SOURCES } else { "" })
        .replace("@schedule@", if workflow.daily { DAILY } else { "" })
}

/// Text as YAML reads it back, whatever it holds: JSON's notation, which is part of YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_yaml::Value;

    fn parsed(workflow_: &Workflow) -> Value {
        serde_yaml::from_str(&workflow(workflow_)).unwrap()
    }

    #[test]
    fn any_folder_and_branch_come_through_as_they_are() {
        let odd =
            Workflow { site: "a b/\"c\": #d".into(), branch: "*x, y]".into(), daily: true, ..Workflow::default() };
        let yaml = parsed(&odd);
        assert_eq!(yaml["env"]["SITE"].as_str(), Some("a b/\"c\": #d"));
        assert_eq!(yaml["on"]["push"]["branches"][0].as_str(), Some("*x, y]"));
        assert!(yaml["on"]["schedule"][0]["cron"].is_string());
        assert!(parsed(&Workflow::default())["on"].get("schedule").is_none());
    }

    #[test]
    fn the_program_is_a_release_a_commit_or_the_sources_beside_the_site() {
        let told = |program| {
            let yaml = parsed(&Workflow { program, ..Workflow::default() });
            let key = yaml["jobs"]["build"]["steps"][2]["with"]["key"].as_str().unwrap().contains("hashFiles");
            (yaml["env"]["PROGRAM"].as_str().unwrap().to_owned(), key)
        };
        assert_eq!(told(Program::Release), (concat!("dateline@", env!("CARGO_PKG_VERSION")).to_owned(), false));
        let commit = Program::Commit { address: "https://example.org/d".into(), commit: "0123abc".into() };
        assert_eq!(told(commit), ("--git https://example.org/d --rev 0123abc dateline".to_owned(), false));
        assert_eq!(told(Program::Here), ("--path .".to_owned(), true));
    }

    #[test]
    fn the_workflow_may_publish_and_nothing_else() {
        let yaml = parsed(&Workflow::default());
        let rights = yaml["permissions"].as_mapping().unwrap();
        let rights: Vec<_> =
            rights.iter().map(|(key, value)| (key.as_str().unwrap(), value.as_str().unwrap())).collect();
        assert_eq!(rights, [("contents", "read"), ("pages", "write"), ("id-token", "write")]);
        assert_eq!(yaml["concurrency"]["cancel-in-progress"].as_bool(), Some(false));
        let no_user_text_in_scripts =
            !TEXT.contains("run: dateline build @") && !TEXT.contains("run: dateline check @");
        assert!(no_user_text_in_scripts);
    }
}
