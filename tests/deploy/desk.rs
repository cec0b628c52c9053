//! An editor's desk: a site in a repository, and a bare repository somewhere else as its remote.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The desk; gone when it is dropped.
pub struct Desk {
    folder: TempDir,
    site: PathBuf,
}

/// How the program ended.
pub struct Ended {
    pub code: i32,
    pub said: String,
    pub output: String,
}

impl Ended {
    /// What it said, when all went well.
    pub fn fine(self) -> String {
        assert_eq!(self.code, 0, "{}", self.said);
        self.said
    }

    /// What it wrote, when all went well.
    pub fn fine_output(self) -> String {
        assert_eq!(self.code, 0, "{}", self.said);
        self.output
    }

    /// What it said, when it refused.
    pub fn refused(self) -> String {
        assert_eq!(self.code, 2, "{}{}", self.said, self.output);
        self.said
    }
}

/// A clone in which somebody else works.
pub struct Clone<'a> {
    desk: &'a Desk,
    folder: TempDir,
}

impl Clone<'_> {
    /// Commits a file.
    pub fn commit(self, path: &str, text: &str) -> Self {
        fs::write(self.folder.path().join(path), text).unwrap();
        let git = |arguments: &[&str]| run(self.desk.git_command(self.folder.path(), arguments));
        git(&["add", path]);
        git(&["commit", "-qm", "By hand"]);
        self
    }
}

impl Desk {
    /// A site that is a repository.
    pub fn new() -> Self {
        Self::within(".")
    }

    /// A site in a folder of a repository.
    pub fn within(site: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk { site: folder.path().join("work").join(site), folder };
        fs::create_dir_all(desk.site.join("content")).unwrap();
        desk.write("site.toml", "title = \"Desk\"\n");
        desk.write("content/about.md", "---\ntitle: About\n---\n\nWords.\n");
        desk.write("content/2015-11-18-report.md", "---\ntitle: Report\n---\n\nJets bombed Raqqa on Tuesday.\n");
        run(desk.git_command(desk.folder.path(), &["init", "-q", "--bare", "remote.git"]));
        run(desk.git_command(desk.folder.path(), &["init", "-q", "-b", "main", "work"]));
        desk.git(&["remote", "add", "origin", &format!("file://{}", desk.bare())]);
        desk.git(&["add", "."]);
        desk.git(&["commit", "-qm", "Begin"]);
        // Served over HTTP, too.
        desk.remote(&["config", "http.receivepack", "true"]);
        desk
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    pub fn site(&self) -> &Path {
        &self.site
    }

    pub fn bare(&self) -> String {
        self.folder.path().join("remote.git").to_str().unwrap().to_owned()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.site.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        run(self.git_command(&self.root(), arguments))
    }

    /// Git in the bare repository.
    pub fn remote(&self, arguments: &[&str]) -> String {
        run(self.git_command(Path::new(&self.bare()), arguments))
    }

    /// Paths of the files on the remote branch.
    pub fn published(&self) -> Vec<String> {
        self.remote(&["ls-tree", "-r", "--name-only", "gh-pages"]).lines().map(str::to_owned).collect()
    }

    /// Lets somebody else work on the remote branch.
    pub fn elsewhere(&self, work: impl for<'a> FnOnce(Clone<'a>) -> Clone<'a>) {
        let folder = tempfile::tempdir().unwrap();
        run(self.git_command(folder.path(), &["clone", "-q", &self.bare(), "."]));
        let has_branch = self.remote(&["for-each-ref", "refs/heads/gh-pages"]);
        let switch: &[&str] = if has_branch.is_empty() { &["-q", "--orphan", "gh-pages"] } else { &["-q", "gh-pages"] };
        run(self.git_command(folder.path(), &[&["switch"], switch].concat()));
        let clone = work(Clone { desk: self, folder });
        run(self.git_command(clone.folder.path(), &["push", "-q", "origin", "gh-pages"]));
    }

    pub fn hook(&self, name: &str, script: &str) {
        hook(&self.root().join(".git/hooks").join(name), script);
    }

    pub fn remote_hook(&self, name: &str, script: &str) {
        hook(&Path::new(&self.bare()).join("hooks").join(name), script);
    }

    /// Lets the remote be reached over SSH: git talks to a stand-in for `ssh` as it would to the program itself, which runs what it is asked for
    /// on this machine. Gives the settings that `deploy_with` takes, and `CUT` where the line shall go dead after so many bytes of a push.
    pub fn over_ssh(&self) -> String {
        let script = r#"
            for asked; do :; done
            echo "$@" >> "$0.log"
            case "$CUT $asked" in
            [0-9]*receive-pack*)
                mkfifo "$0.pipe"
                sh -c "exec $asked" < "$0.pipe" &
                exec 3> "$0.pipe"
                head -c "$CUT" >&3
                kill -9 $!
                exit 255 ;;
            esac
            exec sh -c "$asked""#;
        let path = self.folder.path().join("ssh");
        hook(&path, script);
        self.git(&["remote", "set-url", "origin", &format!("ssh://git@pages.example.org:2222{}", self.bare())]);
        path.to_str().unwrap().to_owned()
    }

    pub fn deploy(&self, arguments: &[&str]) -> Ended {
        self.deploy_with(arguments, &[])
    }

    pub fn deploy_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
        let Output { status, stdout, stderr } = self.dateline(arguments, variables).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended { code: status.code().unwrap(), said: text(stderr), output: text(stdout) }
    }

    /// True where it ends by a signal.
    pub fn deploy_is_killed(&self) -> bool {
        self.dateline(&[], &[]).output().unwrap().status.code().is_none()
    }

    fn dateline(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        alone(&mut command, self.folder.path());
        command.arg("deploy").arg(&self.site).args(arguments).envs(variables.iter().copied());
        command
    }

    fn git_command(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        alone(&mut command, self.folder.path());
        command.arg("-C").arg(folder).args(arguments);
        command
    }
}

/// Away from the settings of whoever runs the tests.
fn alone(command: &mut Command, home: &Path) {
    command.env("HOME", home).env("XDG_CONFIG_HOME", home).env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_ASKPASS", "false");
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "Editor").env(format!("GIT_{name}_EMAIL"), "editor@example.org");
    }
}

fn hook(path: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

fn run(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}
