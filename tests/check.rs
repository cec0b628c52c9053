//! `dateline check` from outside: links to other sites against a server on this machine, and what the other formats look like to programs.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Requests that the server got, by method and path.
type Asked = Arc<Mutex<BTreeMap<String, usize>>>;

#[test]
fn outgoing_links_are_checked_once_with_patience_and_remembered() {
    let (port, asked) = serve();
    let folder = tempfile::tempdir().unwrap();
    let text = ["ok#part", "ok", "gone", "shy", "refused", "moved", "flaky", "broken"]
        .map(|path| format!("[{path}](http://127.0.0.1:{port}/{path})"))
        .join(" ");
    site(folder.path(), &format!("{text} [nobody](http://127.0.0.1:1/) [mail](mailto:a@example.org)"));
    let mut found = findings(&check(folder.path(), &["--external", "--today", "2026-11-20"]));
    found.retain(|(code, _)| code.starts_with("link."));
    let expected = [
        ("link.broken", format!("http://127.0.0.1:{port}/broken answers with status 500")),
        ("link.gone", format!("http://127.0.0.1:{port}/gone is gone: status 404")),
        ("link.unclear", format!("http://127.0.0.1:{port}/refused turns programs away with status 403")),
    ];
    for (code, message) in &expected {
        assert!(found.iter().any(|(c, m)| c == code && m == message), "{message}: {found:?}");
    }
    assert!(found.iter().any(|(_, m)| m.starts_with("http://127.0.0.1:1/ does not answer: ")), "{found:?}");
    assert_eq!(found.len(), 4, "{found:?}");
    assert_eq!(count(&asked, "HEAD /ok"), 2, "once itself and once through /moved, however many links lead there");
    assert!(count(&asked, "HEAD /flaky") > 1, "what may pass is asked for again");
    assert_eq!(count(&asked, "GET /shy"), 1, "a server that will not show the head is asked for the page");

    let again = findings(&check(folder.path(), &["--external", "--today", "2026-11-21"]));
    assert_eq!(again.len(), 4);
    assert_eq!((count(&asked, "HEAD /ok"), count(&asked, "GET /shy")), (2, 1), "good answers are remembered");
    assert!(count(&asked, "HEAD /gone") > 1, "bad ones are asked for again");
    let text = format!("---\ntitle: A\n---\n\n[ok](http://127.0.0.1:{port}/ok)\n");
    fs::write(folder.path().join("content/2015-11-18-a.md"), text).unwrap();
    check(folder.path(), &["--external", "--today", "2026-12-24"]);
    assert_eq!(count(&asked, "HEAD /ok"), 3, "and good ones after a week");
}

#[test]
fn answers_are_remembered_though_the_check_is_ended_before_the_last() {
    let (port, asked) = serve();
    let folder = tempfile::tempdir().unwrap();
    let link = |path: &str| format!("[{path}](http://127.0.0.1:{port}/{path})");
    site(folder.path(), &format!("{} {}", link("ok"), link("wait")));
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(["check", "--external", "--quiet", "--format", "json"]).arg(folder.path()).env("NO_PROXY", "*");
    let mut running = command.stdout(Stdio::null()).spawn().unwrap();
    while count(&asked, "HEAD /wait") == 0 && running.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(10));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    let text = format!("---\ntitle: A\n---\n\n{}\n", link("ok"));
    fs::write(folder.path().join("content/2015-11-18-a.md"), text).unwrap();
    assert_eq!(findings(&check(folder.path(), &["--external"])), []);
    assert_eq!(count(&asked, "HEAD /ok"), 1);
}

#[test]
fn a_place_that_a_page_does_not_have_is_told_once_where_the_link_stands() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "[here](#nowhere) and [there](about.md#nowhere%C3%A9)");
    fs::write(folder.path().join("content/about.md"), "---\ntitle: About\n---\n\nText.\n").unwrap();
    let found = findings(&check(folder.path(), &[]));
    assert!(found.iter().all(|(code, _)| code == "content.link"), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn without_being_asked_nobody_outside_is_asked() {
    let (port, asked) = serve();
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), &format!("[gone](http://127.0.0.1:{port}/gone)"));
    assert_eq!(findings(&check(folder.path(), &[])), []);
    assert!(asked.lock().unwrap().is_empty());
    assert!(!folder.path().join(".dateline").exists() && !folder.path().join("public").exists());
}

#[test]
fn warnings_count_as_errors_only_when_strict_and_notes_never() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "Witnesses fled after the blast.");
    let noted = check(folder.path(), &["--strict"]);
    assert_eq!(noted.status.code(), Some(0), "{noted:?}");
    assert!(findings(&noted).iter().any(|(code, _)| code == "event.role"));
    fs::write(folder.path().join("content/picture.md"), "---\ntitle: P\n---\n\n![](https://example.org/a.png)\n")
        .unwrap();
    assert_eq!(check(folder.path(), &[]).status.code(), Some(0));
    assert_eq!(check(folder.path(), &["--strict"]).status.code(), Some(1));
}

#[test]
fn a_kind_that_breaks_its_examples_or_built_in_ones_is_told() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "Text.");
    assert_eq!(findings(&check(folder.path(), &[])), [], "built-in examples are not the site's concern");
    let kinds = "title = \"T\"\n[kinds.protest]\nnouns = [\"march\"]\nexamples = [\"A march was held in Homs.\", \"Nobody came \\\"there\\\".\"]\n\
        not = [\"The march of time went on.\"]\n[kinds.strike]\nunless = [\"jets bombed\"]\n";
    fs::write(folder.path().join("site.toml"), kinds).unwrap();
    let found = findings(&check(folder.path(), &[]));
    let has = |part: &str| found.iter().any(|(code, message)| code == "kind.example" && message.contains(part));
    assert!(has("`protest` is not found in its example: Nobody came \"there\"."), "{found:?}");
    assert!(has("`protest` must not be found in, but is, its example: The march of time"), "{found:?}");
    assert!(has("`strike` is not found in its example: Russian jets bombed Raqqa"), "{found:?}");
    assert!(!has("A march was held"), "{found:?}");
    let output = String::from_utf8(check(folder.path(), &["--format", "github"]).stdout).unwrap();
    assert!(output.contains("site.toml,line=4,endLine=4,col="), "{output}");
}

#[test]
fn events_that_may_be_one_and_unsure_ones_are_noted() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "Jets bombed Raqqa on Monday.");
    let by_hand = |name: &str, actor: &str, place: &str, date: &str| {
        let event = format!("{{kind: strike, date: {date}, actors: [{actor}], targets: [The bridge], place: {place}}}");
        let text = format!("---\ntitle: T\ndate: 2015-11-18\nevents: [{event}]\n---\n\nText.\n");
        fs::write(folder.path().join(format!("content/{name}.md")), text).unwrap();
    };
    by_hand("b", "French Air Force", "Deir ez-Zor", "2015-11-16");
    by_hand("c", "French Army", "Deir ez-Zor", "2015-11-16");
    by_hand("d", "Russian Air Force", "Idlib", "2015-11-16");
    by_hand("e", "French Navy", "Deir ez-Zor", "2015-10-16");
    let found = findings(&check(folder.path(), &[]));
    let messages = |code: &str| found.iter().filter(|(c, _)| c == code).map(|(_, m)| m.clone()).collect::<Vec<_>>();
    assert_eq!(messages("event.duplicate").len(), 1, "{found:?}");
    let pair = messages("event.duplicate").concat();
    assert_eq!(pair.matches("Deir ez-Zor").count(), 2, "{pair}");
    assert!(messages("event.unsure").is_empty());
    let all = findings(&check(folder.path(), &["--confidence", "100"]));
    assert!(all.iter().any(|(code, _)| code == "event.unsure"), "{all:?}");
}

#[test]
fn a_theme_that_links_to_nothing_is_told() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "Text.");
    fs::write(folder.path().join("site.toml"), "title = \"T\"\ntheme = \"mine\"\n").unwrap();
    fs::create_dir_all(folder.path().join("themes/mine/templates")).unwrap();
    let template = "{% extends \"base.html\" %}{% block main %}<a href=\"nowhere.html\">x</a>{% endblock %}";
    fs::write(folder.path().join("themes/mine/templates/home.html"), template).unwrap();
    let found = findings(&check(folder.path(), &[]));
    let expected = "the page index.html links to nowhere.html, which does not exist";
    assert!(found.contains(&("page.link".to_owned(), expected.to_owned())), "{found:?}");
    assert!(
        found.iter().any(|(_, message)| message.contains("index.html#timeline")),
        "nor is the place it no longer has"
    );
}

fn site(folder: &Path, text: &str) {
    fs::create_dir(folder.join("content")).unwrap();
    fs::write(folder.join("site.toml"), "title = \"T\"\n").unwrap();
    fs::write(folder.join("content/2015-11-18-a.md"), format!("---\ntitle: A\n---\n\n{text}\n")).unwrap();
}

fn check(site: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("check").arg(site).args(["--format", "json"].into_iter().filter(|_| !arguments.contains(&"--format")));
    command.env("NO_PROXY", "*").args(arguments).output().unwrap()
}

/// Code and message of each finding.
fn findings(output: &Output) -> Vec<(String, String)> {
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (text(&finding["code"]), text(&finding["message"])))
        .collect()
}

fn count(asked: &Asked, request: &str) -> usize {
    asked.lock().unwrap().get(request).copied().unwrap_or_default()
}

/// A server whose paths say how they answer.
fn serve() -> (u16, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Asked::default();
    let shared = asked.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream, &shared);
        }
    });
    (port, asked)
}

fn answer(mut stream: TcpStream, asked: &Asked) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let request = lines.next()?.ok()?;
    lines.map_while(Result::ok).find(String::is_empty);
    let mut words = request.split(' ');
    let (method, path) = (words.next()?, words.next()?);
    let number = {
        let mut asked = asked.lock().unwrap();
        let number = asked.entry(format!("{method} {path}")).or_default();
        *number += 1;
        *number
    };
    if path == "/wait" {
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(60));
            drop(stream);
        });
        return None;
    }
    let status = match (path, method) {
        ("/ok", _) | ("/shy", "GET") => "200 OK",
        ("/flaky", _) if number > 1 => "200 OK",
        ("/flaky", _) => "503 Busy",
        ("/moved", _) => "301 Moved\r\nLocation: /ok",
        ("/shy", _) => "405 No",
        ("/refused", _) => "403 No",
        ("/broken", _) => "500 No",
        _ => "404 Gone",
    };
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").ok()
}
