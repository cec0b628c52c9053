//! Publishing from outside: the program itself, real repositories, a real git server over HTTP, and what can go wrong on the way.
#![cfg(unix)]

#[path = "deploy/desk.rs"]
mod desk;
#[path = "deploy/server.rs"]
mod server;

use dateline::scaffold::{self, Program, Workflow};
use desk::Desk;
use server::{Fault, Server};
use std::fs;

#[test]
fn a_site_is_pushed_in_one_commit_that_names_its_source() {
    let desk = Desk::new();
    let source = desk.git(&["rev-parse", "HEAD"]);
    let said = desk.deploy(&[]).fine();
    assert!(said.contains("Pushed") && said.contains("branch gh-pages"), "{said}");
    let files = desk.published();
    for file in ["index.html", "404.html", ".nojekyll", "about/index.html"] {
        assert!(files.iter().any(|path| path == file), "{file} is missing in {files:?}");
    }
    assert!(!files.iter().any(|path| path == ".dateline" || path == "site.toml"), "{files:?}");
    assert_eq!(desk.remote(&["rev-list", "--count", "gh-pages"]), "1");
    let message = desk.remote(&["log", "-1", "--format=%B", "gh-pages"]);
    assert!(message.contains(&format!("Dateline-Source: {source}")), "{message}");
    assert_eq!(desk.remote(&["log", "-1", "--format=%cn <%ce>", "gh-pages"]), "Editor <editor@example.org>");
}

#[test]
fn what_is_there_already_is_not_pushed_again() {
    let desk = Desk::new();
    desk.deploy(&[]).fine();
    let tip = desk.remote(&["rev-parse", "gh-pages"]);
    assert!(desk.deploy(&[]).fine().contains("Nothing to push"));
    assert!(desk.deploy(&["--dry-run"]).fine().contains("Nothing to push"));
    assert_eq!(desk.remote(&["rev-parse", "gh-pages"]), tip);
}

#[test]
fn only_what_changed_is_in_the_next_commit() {
    let desk = Desk::new();
    desk.deploy(&[]).fine();
    desk.write("content/about.md", "---\ntitle: About us\n---\n\nOther words.\n");
    desk.write("content/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    let listed = desk.deploy(&["--dry-run"]);
    let (said, listed) = (listed.said.clone(), listed.fine_output());
    assert!(said.contains("Would push"), "{said}");
    assert!(listed.contains("~") && listed.contains("about/index.html") && listed.contains("plan.svg"), "{listed}");
    assert_eq!(desk.remote(&["rev-list", "--count", "gh-pages"]), "1", "a dry run pushes nothing");
    let told: serde_json::Value = serde_json::from_str(&desk.deploy(&["--format", "json"]).fine_output()).unwrap();
    assert_eq!(told["added"][0]["bytes"], 42);
    assert_eq!(told["commit"], desk.remote(&["rev-parse", "gh-pages"]).as_str());
    let changed = desk.remote(&["diff", "--name-status", "gh-pages~1", "gh-pages"]);
    assert!(changed.contains("plan.svg") && !changed.contains("style"), "{changed}");
    assert!(desk.remote(&["log", "-1", "--format=%B", "gh-pages"]).contains("not committed"));
    fs::remove_file(desk.site().join("content/plan.svg")).unwrap();
    desk.deploy(&[]).fine();
    assert!(!desk.published().iter().any(|path| path.contains("plan.svg")), "what is gone is removed");
}

#[test]
fn the_working_tree_but_for_the_ids_the_index_and_the_branches_stay_as_they_are() {
    let desk = Desk::new();
    desk.write("half.txt", "staged");
    desk.git(&["add", "half.txt"]);
    desk.write("half.txt", "and changed again");
    let state = || (desk.git(&["status", "--porcelain"]), desk.git(&["for-each-ref", "refs/heads"]));
    let index = || fs::read(desk.site().join(".git/index")).unwrap();
    let before = (state(), index());
    desk.deploy(&[]).fine();
    assert_eq!(before.1, index());
    let ids = desk.site().join("events.lock");
    assert!(fs::read_to_string(&ids).unwrap().contains("\"since\""), "the ids of what is published are kept");
    fs::remove_file(ids).unwrap();
    assert_eq!(before.0, state());
    assert!(!desk.site().join("public").exists());
    assert_eq!(desk.git(&["for-each-ref", "--format=%(refname)", "refs/dateline"]), "refs/dateline/gh-pages");
}

#[test]
fn a_domain_set_on_the_branch_stays() {
    let desk = Desk::new();
    desk.deploy(&[]).fine();
    desk.elsewhere(|clone| clone.commit("CNAME", "timeline.example.org\n"));
    assert!(desk.deploy(&[]).fine().contains("Nothing to push"));
    desk.write("content/about.md", "---\ntitle: About\n---\n\nNew.\n");
    desk.deploy(&[]).fine();
    assert_eq!(desk.remote(&["show", "gh-pages:CNAME"]), "timeline.example.org");
}

#[test]
fn files_of_somebody_else_are_not_replaced_unless_told() {
    let desk = Desk::new();
    desk.elsewhere(|clone| clone.commit("index.html", "by hand").commit("letter.txt", "dear"));
    let tip = desk.remote(&["rev-parse", "gh-pages"]);
    for arguments in [&["--dry-run"][..], &[]] {
        let said = desk.deploy(arguments).refused();
        assert!(said.contains("index.html and 1 other, which Dateline did not make"), "{said}");
    }
    assert_eq!(desk.remote(&["rev-parse", "gh-pages"]), tip);
    desk.deploy(&["--replace"]).fine();
    assert!(!desk.published().iter().any(|path| path == "letter.txt"));
    assert_eq!(desk.remote(&["rev-list", "--count", "gh-pages"]), "3", "its history stays");
    desk.elsewhere(|clone| clone.commit("stray.txt", "later"));
    assert!(desk.deploy(&[]).refused().contains("holds stray.txt, which Dateline did not make"));
}

#[test]
fn the_branch_of_the_sources_is_not_begun_as_a_site_unless_told() {
    let desk = Desk::new();
    let branch = desk.git(&["symbolic-ref", "--short", "HEAD"]);
    let said = desk.deploy(&["--branch", &branch]).refused();
    assert!(said.contains("holds the sources of the site"), "{said}");
    assert_eq!(desk.remote(&["for-each-ref"]), "");
    desk.deploy(&["--branch", &branch, "--replace"]).fine();
}

#[test]
fn a_branch_is_not_emptied_unless_told() {
    let desk = Desk::new();
    for number in 0..200 {
        desk.write(&format!("content/maps/{number}.svg"), "<svg/>");
    }
    desk.deploy(&[]).fine();
    fs::remove_dir_all(desk.site().join("content/maps")).unwrap();
    let said = desk.deploy(&[]).refused();
    assert!(said.contains("200 of the") && said.contains("would be removed"), "{said}");
    desk.deploy(&["--replace"]).fine();
    assert!(!desk.published().iter().any(|path| path.contains("maps")));
}

#[test]
fn a_push_that_is_killed_can_be_made_again() {
    let desk = Desk::new();
    desk.hook("pre-push", "kill -9 $PPID");
    let said = desk.deploy(&[]).refused();
    assert!(said.contains("broke off and the branch is as it was"), "{said}");
    desk.hook("pre-push", "exit 0");
    desk.deploy(&[]).fine();
}

#[test]
fn a_deploy_that_is_killed_itself_can_be_made_again() {
    let desk = Desk::new();
    desk.hook("pre-push", "kill -9 $(ps -o ppid= -p $PPID) $PPID");
    assert!(desk.deploy_is_killed());
    assert_eq!(desk.remote(&["for-each-ref"]), "");
    desk.hook("pre-push", "exit 0");
    assert!(desk.deploy(&[]).fine().contains("Pushed"));
    assert_eq!(desk.git(&["for-each-ref", "--format=%(refname)", "refs/dateline"]), "refs/dateline/gh-pages");
}

#[test]
fn a_branch_that_moves_while_a_push_runs_is_not_overwritten() {
    // Git calls the first hook while the commit is made, the second after it has asked the remote and before it sends anything: the
    // moments in which somebody else is faster.
    for hook in ["reference-transaction", "pre-push"] {
        let desk = Desk::new();
        desk.deploy(&[]).fine();
        desk.write("content/about.md", "---\ntitle: About\n---\n\nNew.\n");
        let other = desk.remote(&["commit-tree", "gh-pages^{tree}", "-p", "gh-pages", "-m", "Somebody else"]);
        let update = "unset GIT_DIR; git --git-dir=\"$REMOTE\" update-ref refs/heads/gh-pages \"$OTHER\"";
        desk.hook(hook, &format!("test -z \"$REMOTE\" && exit; {update}"));
        let said = desk.deploy_with(&[], &[("REMOTE", &desk.bare()), ("OTHER", &other)]).refused();
        assert!(said.contains("moved while this ran, so nothing was pushed"), "{hook}: {said}");
        assert_eq!(desk.remote(&["rev-parse", "gh-pages"]), other, "{hook}");
    }
}

#[test]
fn a_remote_that_refuses_is_heard() {
    let desk = Desk::new();
    desk.remote_hook("pre-receive", "echo 'no deployments on Fridays' >&2; exit 1");
    let said = desk.deploy(&[]).refused();
    assert!(said.contains("the remote refused") && said.contains("no deployments on Fridays"), "{said}");
    assert_eq!(desk.git(&["for-each-ref", "refs/dateline"]), "");
}

#[test]
fn a_push_that_breaks_off_leaves_the_branch_and_the_next_one_arrives() {
    let desk = Desk::new();
    let server = Server::start(desk.bare());
    desk.git(&["remote", "set-url", "origin", &server.address("")]);
    desk.deploy(&[]).fine();
    let tip = desk.remote(&["rev-parse", "gh-pages"]);
    desk.write("content/film.bin", &"not quite random ".repeat(300_000));
    for fault in [Fault::CutBeforeReceiving, Fault::CutAfterReceiving] {
        server.fault(Some(fault));
        let ended = desk.deploy(&[]);
        if fault == Fault::CutBeforeReceiving {
            let said = ended.refused();
            assert!(said.contains("broke off") && said.contains("as it was"), "{said}");
            assert_eq!(desk.remote(&["rev-parse", "gh-pages"]), tip);
        } else {
            assert!(ended.fine().contains("Pushed"), "it had arrived, and that is what is told");
        }
    }
    server.fault(None);
    assert!(desk.deploy(&[]).fine().contains("Nothing to push"));
}

#[test]
fn over_ssh_a_push_arrives_or_is_told_to_have_broken_off() {
    let desk = Desk::new();
    let ssh = desk.over_ssh();
    let deploy = |more: &[(&str, &str)]| {
        desk.deploy_with(&[], &[&[("GIT_SSH_COMMAND", ssh.as_str()), ("GIT_SSH_VARIANT", "ssh")], more].concat())
    };
    assert!(deploy(&[]).fine().contains("pages.example.org:2222"));
    let asked = fs::read_to_string(format!("{ssh}.log")).unwrap();
    assert!(asked.contains("-p 2222 git@pages.example.org git-receive-pack"), "{asked}");
    assert!(deploy(&[]).fine().contains("Nothing to push"));
    let tip = desk.remote(&["rev-parse", "gh-pages"]);
    desk.write("content/film.bin", &(0..40_000).map(|n| format!("{} ", n * n)).collect::<String>());
    let said = deploy(&[("CUT", "20000")]).refused();
    assert!(said.contains("the branch is as it was; run it again"), "{said}");
    assert_eq!(desk.remote(&["rev-parse", "gh-pages"]), tip);
    desk.remote_hook("reference-transaction", "test \"$1\" = committed && kill -9 $PPID; exit 0");
    assert!(
        deploy(&[]).fine().contains("Pushed"),
        "it had arrived before the line went dead, and that is what is told"
    );
    fs::remove_file(format!("{}/hooks/reference-transaction", desk.bare())).unwrap();
    assert!(deploy(&[]).fine().contains("Nothing to push"));
    fs::write(&ssh, "#!/bin/sh\necho 'Host key verification failed.' >&2; exit 255\n").unwrap();
    let said = deploy(&[]).refused();
    assert!(said.contains("cannot reach the remote") && said.contains("Host key verification failed"), "{said}");
}

#[test]
fn passwords_are_never_shown() {
    let desk = Desk::new();
    let server = Server::start(desk.bare());
    for user in ["editor:s3cret@", "editor:wr0ng@", "t0ken@"] {
        desk.git(&["remote", "set-url", "origin", &server.address(user)]);
        server.password(Some("editor:s3cret"));
        for arguments in [&["--verbose"][..], &["--format", "json"]] {
            let ended = desk.deploy(arguments);
            assert_eq!(ended.code, if user.contains("s3cret") { 0 } else { 2 }, "{user}: {}", ended.said);
            for secret in ["s3cret", "wr0ng", "t0ken"] {
                assert!(!format!("{}{}", ended.said, ended.output).contains(secret), "{}", ended.said);
            }
        }
    }
}

#[test]
fn without_network_or_remote_or_repository_it_says_so() {
    let desk = Desk::new();
    desk.git(&["remote", "set-url", "origin", "http://127.0.0.1:1/site.git"]);
    let said = desk.deploy(&[]).refused();
    assert!(said.contains("cannot reach the remote http://127.0.0.1:1/site.git"), "{said}");
    desk.git(&["remote", "remove", "origin"]);
    assert!(desk.deploy(&[]).refused().contains("no remote"));
    fs::remove_dir_all(desk.site().join(".git")).unwrap();
    assert!(desk.deploy(&[]).refused().contains("no git repository"));
}

#[test]
fn a_site_with_errors_is_not_pushed() {
    let desk = Desk::new();
    desk.write("content/2015-11-18-broken.md", "---\ntitle: Broken\ndate: soon\n---\n\nText.\n");
    let ended = desk.deploy(&[]);
    assert_eq!(ended.code, 1, "{}", ended.said);
    assert!(ended.said.contains("Nothing was pushed"));
    assert_eq!(desk.remote(&["for-each-ref"]), "");
}

#[test]
fn a_file_that_no_host_takes_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    let film = fs::File::create(desk.site().join("content/film.mp4")).unwrap();
    film.set_len(101 * 1024 * 1024).unwrap();
    let said = desk.deploy(&[]).refused();
    assert!(said.contains("film.mp4 has 105.9 MB"), "{said}");
    assert_eq!(desk.remote(&["for-each-ref"]), "");
}

#[test]
fn names_that_could_be_options_are_refused() {
    let desk = Desk::new();
    for arguments in [&["--remote=--upload-pack=touch x"][..], &["--branch=-d"], &["--branch=a..b"], &["--branch="]] {
        desk.deploy(arguments).refused();
    }
    assert_eq!(desk.remote(&["for-each-ref"]), "");
}

#[test]
fn a_site_within_a_repository_is_pushed_with_strange_names_and_all() {
    let desk = Desk::within("sites/one");
    desk.write("content/maps/the caf\u{e9} 's plan.svg", "<svg/>");
    desk.deploy(&["--branch", "site/live"]).fine();
    let files = desk.remote(&["-c", "core.quotePath=false", "ls-tree", "-r", "-z", "--name-only", "site/live"]);
    assert!(files.contains("the caf\u{e9} 's plan.svg"), "{files}");
}

#[test]
fn the_workflow_names_the_folder_and_the_branch() {
    let desk = Desk::within("sites/one");
    desk.deploy(&["--workflow"]).fine();
    let path = desk.root().join(".github/workflows/pages.yml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("SITE: \"sites/one\"") && text.contains("branches: [\"main\"]"), "{text}");
    assert!(!text.contains("cron"));
    assert!(desk.deploy(&["--workflow"]).refused().contains("exists already"));
    fs::remove_file(&path).unwrap();
    desk.write("content/2999-01-01-later.md", "---\ntitle: Later\n---\n\nText.\n");
    desk.deploy(&["--workflow"]).fine();
    assert!(fs::read_to_string(&path).unwrap().contains("cron"), "an article waits for its day");
}

#[test]
fn a_workflow_installs_the_program_that_wrote_it() {
    let desk = Desk::new();
    let home = desk.root().join("../home");
    let installed = home.join("bin").join(format!("dateline{}", std::env::consts::EXE_SUFFIX));
    fs::create_dir_all(home.join("bin")).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_dateline"), &installed).unwrap();
    let program = |site: &str| {
        let site = desk.root().join("..").join(site);
        let done = std::process::Command::new(&installed).arg("init").arg(&site).output().unwrap();
        assert!(done.status.success(), "{done:?}");
        let text = fs::read_to_string(site.join(".github/workflows/pages.yml")).unwrap();
        text.lines().find_map(|line| line.strip_prefix("  PROGRAM: ").map(str::to_owned)).unwrap()
    };
    assert_eq!(program("from-nowhere"), concat!("\"dateline@", env!("CARGO_PKG_VERSION"), "\""));
    let noted = "[v1]\n\"dateline 0.1.0 (git+ssh://git@example.org/o/dateline#0123abc)\" = [\"dateline\"]\n";
    fs::write(home.join(".crates.toml"), noted).unwrap();
    assert_eq!(program("from-a-commit"), "\"--git https://example.org/o/dateline --rev 0123abc dateline\"");
}

#[test]
fn a_site_beside_the_programs_sources_is_built_by_them() {
    let desk = Desk::new();
    fs::write(desk.root().join("Cargo.toml"), "[package]\nname = \"dateline\"\n").unwrap();
    fs::write(desk.root().join("Cargo.lock"), "").unwrap();
    desk.deploy(&["--workflow"]).fine();
    let text = fs::read_to_string(desk.root().join(".github/workflows/pages.yml")).unwrap();
    assert!(text.contains("PROGRAM: \"--path .\"") && text.contains("hashFiles('Cargo.toml', 'Cargo.lock'"), "{text}");
}

#[test]
fn the_projects_own_workflow_is_the_one_that_it_writes() {
    let workflow = Workflow { program: Program::Here, ..Workflow::default() };
    let own = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.github/workflows/pages.yml")).unwrap();
    assert_eq!(own, scaffold::workflow(&workflow));
}
