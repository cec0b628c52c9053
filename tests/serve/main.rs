//! The preview from outside: a build with a memo is a build, and a server that answers nobody but its user.

mod edits;

use dateline::date::Day;
use dateline::pipeline::{self, Content, Options};
use dateline::source;
use edits::site;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A preview of a small site; ended when dropped.
struct Preview {
    server: Child,
    address: SocketAddr,
    root: PathBuf,
    _folder: tempfile::TempDir,
}

impl Preview {
    fn start() -> Self {
        Preview::start_with(&[])
    }

    fn start_with(more: &[&str]) -> Self {
        let (folder, root) = site();
        fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        fs::create_dir_all(root.join("content/pictures")).unwrap();
        fs::write(root.join("content/pictures/0.png"), "png").unwrap();
        let mut server = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--port", "0", "--base-url", "https://example.org/repo/"])
            .args(more)
            .arg(&root)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(server.stderr.take().unwrap()).lines().map_while(Result::ok);
        let line = lines.find(|line| line.starts_with("Serving at")).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        // Somebody must go on reading what the server says.
        std::thread::spawn(move || lines.for_each(drop));
        Preview { server, address, root, _folder: folder }
    }

    /// Head and body of the answer to a request as written.
    fn ask(&self, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_ascii_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn status(&self, path: &str) -> String {
        self.get(path).0.split(' ').nth(1).unwrap().to_owned()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn every_kind_of_address_is_answered_as_a_static_host_would() {
    let preview = Preview::start();
    for (path, status, content_type) in [
        ("/repo/", "200", "text/html; charset=utf-8"),
        ("/repo/index.html", "200", "text/html; charset=utf-8"),
        ("/repo/about/", "200", "text/html; charset=utf-8"),
        ("/repo/assets/style.css", "200", "text/css; charset=utf-8"),
        ("/repo/files/pictures/0.png", "200", "image/png"),
        ("/repo/events.json", "200", "application/json"),
        ("/repo/feed.xml?x=1", "200", "application/xml"),
        ("/repo/nothing.html", "404", "text/html; charset=utf-8"),
        ("/elsewhere", "404", "text/html; charset=utf-8"),
    ] {
        let (head, _) = preview.get(path);
        assert!(head.starts_with(&format!("http/1.1 {status} ")), "{path}: {head}");
        assert!(head.contains(&format!("\ncontent-type: {content_type}\r")), "{path}: {head}");
        assert!(head.contains("\ncache-control: no-store") && !head.contains("access-control"), "{path}: {head}");
    }
    for (path, to) in [("/", "/repo/"), ("/repo", "/repo/"), ("/repo/about", "/repo/about/")] {
        let (head, _) = preview.get(path);
        assert!(
            head.starts_with("http/1.1 302 ") && format!("{head}\r").contains(&format!("\nlocation: {to}\r")),
            "{head}"
        );
    }
    let host = preview.address;
    let (head, body) = preview.ask(&format!("HEAD /repo/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    assert!(head.starts_with("http/1.1 200 ") && body.is_empty());
    let (head, _) = preview.ask(&format!("POST /repo/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    assert!(head.starts_with("http/1.1 405 "), "{head}");
}

#[test]
fn a_page_differs_from_the_built_one_by_one_script_alone() {
    let preview = Preview::start();
    let options = Options { base_url: Some("https://example.org/repo/".parse().unwrap()), ..Options::default() };
    let built = pipeline::build(&source::load(&preview.root, Day::today(), options).unwrap().input);
    for address in ["index.html", "a/0.html", "404.html"] {
        let Some(Content::Bytes(bytes)) = built.files.get(address) else { panic!("{address}") };
        let (_, served) = preview.get(&format!("/repo/{address}"));
        let start = served.find("<script src=\"/__dateline/reload.js\"").unwrap();
        let end = start + served[start..].find("</script>\n").unwrap() + "</script>\n".len();
        let without = served[..start].to_owned() + &served[end..];
        let policy = "; script-src 'self'; style-src 'self'; connect-src 'self'";
        assert_eq!(without.replace(policy, ""), String::from_utf8_lossy(bytes).replace(policy, ""), "{address}");
    }
}

#[test]
fn nothing_outside_the_site_can_be_had() {
    let preview = Preview::start();
    for path in [
        "/../secret.txt",
        "/repo/../secret.txt",
        "/repo/%2e%2e/secret.txt",
        "/repo/..%2fsecret.txt",
        "/repo/files/../../secret.txt",
        "/repo/files/..%5c..%5csecret.txt",
        "/repo//secret.txt",
        "/repo/site.toml",
        "/repo/.git/config",
        "/repo/content/about.md",
        "/__dateline/../site.toml",
    ] {
        assert_eq!(preview.status(path), "404", "{path}");
    }
    assert_eq!(preview.status("/repo/%ff"), "400");
}

#[cfg(unix)]
#[test]
fn a_picture_that_became_a_link_to_elsewhere_is_not_followed() {
    let preview = Preview::start();
    let picture = preview.root.join("content/pictures/0.png");
    fs::remove_file(&picture).unwrap();
    std::os::unix::fs::symlink(preview.root.join("secret.txt"), &picture).unwrap();
    let (_, body) = preview.get("/repo/files/pictures/0.png");
    assert!(!body.contains("secret\n") && body != "secret", "{body}");
}

#[test]
fn only_browsers_that_call_us_by_our_own_name_are_answered() {
    let preview = Preview::start();
    let ask = |host: &str| preview.ask(&format!("GET /repo/ HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).0;
    assert!(ask("Host: localhost\r\n").starts_with("http/1.1 200 "));
    assert!(ask("Host: 127.0.0.1:80\r\n").starts_with("http/1.1 200 "));
    for foreign in ["Host: evil.example\r\n", "Host: 127.0.0.1.evil.example\r\n", "Host: \r\n"] {
        assert!(!ask(foreign).starts_with("http/1.1 200 "), "{foreign}");
    }
    let live = preview.ask("GET /__dateline/live/repo/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").0;
    assert!(live.starts_with("http/1.1 403 "), "{live}");
}

#[test]
fn decisions_are_taken_from_pages_of_this_preview_alone_and_written_down() {
    let preview = Preview::start();
    let options = Options::default();
    let timeline = pipeline::build(&source::load(&preview.root, Day::today(), options).unwrap().input).timeline;
    let id = &timeline.events.first().unwrap().id;
    let (_, page) = preview.get(&format!("/repo/e/{id}.html"));
    let token = page.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (host, file) = (preview.address, preview.root.join("curation.yaml"));
    let own = format!("http://{host}");
    let post = |origin: &str, token: &str, body: &str| {
        let head =
            format!("POST /__dateline/decide HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nOrigin: {origin}\r\n");
        let more = format!(
            "x-dateline-token: {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        preview.ask(&(head + &more)).0.split(' ').nth(1).unwrap().to_owned()
    };
    let correct = |date: &str| {
        format!("{{\"act\":\"correct\",\"id\":\"{id}\",\"fields\":{{\"date\":\"{date}\"}},\"reason\":\"Seen.\"}}")
    };
    for (origin, token) in [("http://evil.example", token.as_str()), ("null", &token), (&own, "0"), (&own, "")] {
        assert_eq!(post(origin, token, &correct("2015-11-01")), "403", "{origin}");
    }
    assert_eq!(post(&own, &token, &correct("soon")), "409");
    assert_eq!(post(&own, &token, "{\"act\":\"accept\",\"id\":\"nobody\"}"), "409");
    assert_eq!(post(&own, &token, "{\"act\":"), "400");
    assert!(!file.exists(), "nothing was written");
    fs::write(&file, "# Ours\ndecisions:\n").unwrap();
    assert_eq!(post(&own, &token, &correct("2015-11-01")), "200");
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(
        text,
        format!("# Ours\ndecisions:\n  - correct: {id}\n    date: \"2015-11-01\"\n    reason: \"Seen.\"\n")
    );
    let (_, home) = preview.get("/repo/index.html");
    assert!(!home.contains("decide.js"), "only pages of events have the form");
}

#[test]
fn a_preview_that_other_machines_can_reach_has_no_form_and_takes_no_decision() {
    let preview = Preview::start_with(&["--bind", "0.0.0.0"]);
    let built = pipeline::build(&source::load(&preview.root, Day::today(), Options::default()).unwrap().input);
    let (head, page) = preview.get(&format!("/repo/e/{}.html", built.timeline.events.first().unwrap().id));
    assert!(head.starts_with("http/1.1 200 ") && page.contains("reload.js"), "{head}");
    assert!(!page.contains("decide.js") && !page.contains("data-token"));
    let host = preview.address;
    let request = format!(
        "POST /__dateline/decide HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nOrigin: http://{host}\r\n\
         x-dateline-token: 0\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"
    );
    let (head, body) = preview.ask(&request);
    assert!(head.starts_with("http/1.1 403 ") && body.contains("on this machine alone"), "{head} {body}");
    assert!(!preview.root.join("curation.yaml").exists());
}

#[test]
fn a_site_that_is_deleted_and_made_anew_is_followed_again() {
    let preview = Preview::start();
    let is_seen = |text: &str| {
        (0..600).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            preview.get("/repo/about/").1.contains(text)
        })
    };
    let root = &preview.root;
    for word in ["anew", "again"] {
        fs::remove_dir_all(root).unwrap();
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(root.join("site.toml"), "title = \"Anew\"\n").unwrap();
        fs::write(root.join("content/about.md"), format!("# About\n\nMade {word}.\n")).unwrap();
        assert!(is_seen(&format!("Made {word}.")));
        fs::write(root.join("content/about.md"), format!("# About\n\nWritten {word}.\n")).unwrap();
        assert!(is_seen(&format!("Written {word}.")), "and what is saved from then on");
    }
}
