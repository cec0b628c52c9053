//! A git server over HTTP on this machine: `git http-backend` behind a socket, with a password and with faults on demand.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

/// How the line goes dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Half way through what is pushed.
    CutBeforeReceiving,
    /// When the push has arrived, before the server says so.
    CutAfterReceiving,
}

#[derive(Default)]
struct State {
    fault: Option<Fault>,
    password: Option<String>,
}

/// The server; it ends with the test's process.
pub struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
}

/// One request as CGI wants it.
#[derive(Default)]
struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
}

impl Request {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

impl Server {
    /// Serves one bare repository as `/site.git`.
    pub fn start(repository: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (repository, shared) = (repository.clone(), shared.clone());
                thread::spawn(move || answer(stream, &repository, &shared));
            }
        });
        Server { port, state }
    }

    /// Its address; `user` is empty or `name:password@`.
    pub fn address(&self, user: &str) -> String {
        format!("http://{user}127.0.0.1:{}/site.git", self.port)
    }

    pub fn fault(&self, fault: Option<Fault>) {
        self.state.lock().unwrap().fault = fault;
    }

    /// Asks for `name:password` from now on.
    pub fn password(&self, password: Option<&str>) {
        self.state.lock().unwrap().password = password.map(str::to_owned);
    }
}

/// Answers one request and closes. A client that goes away is no fault of the server.
fn answer(stream: TcpStream, repository: &str, state: &Mutex<State>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut stream = stream;
    let request = read_head(&mut reader)?;
    let (fault, password) = {
        let state = state.lock().unwrap();
        (state.fault.filter(|_| request.target.ends_with("/git-receive-pack")), state.password.clone())
    };
    if request.header("expect").eq_ignore_ascii_case("100-continue") {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").ok()?;
    }
    if password.is_some_and(|password| request.header("authorization") != format!("Basic {}", base64(&password))) {
        let refusal = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"git\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return stream.write_all(refusal.as_bytes()).ok();
    }
    let body = read_body(&request, &mut reader, fault == Some(Fault::CutBeforeReceiving))?;
    let answer = backend(&request, &body, repository);
    if fault == Some(Fault::CutAfterReceiving) {
        return None;
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n").ok()?;
    stream.write_all(&answer).ok()
}

fn read_head(reader: &mut impl BufRead) -> Option<Request> {
    let mut request = Request::default();
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    (request.method, request.target) = (words.next()?.to_owned(), words.next()?.to_owned());
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((key, value)) = line.trim_end().split_once(": ") else { return Some(request) };
        request.headers.push((key.to_ascii_lowercase(), value.to_owned()));
    }
}

/// The body, of known length or in chunks; `None` where the line is to go dead in its middle.
fn read_body(request: &Request, reader: &mut impl BufRead, cut: bool) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    if request.header("transfer-encoding") != "chunked" {
        let length: u64 = request.header("content-length").parse().unwrap_or(0);
        // Git first asks with four bytes whether it may push at all.
        let cut = cut && length > 4;
        reader.take(if cut { length / 2 } else { length }).read_to_end(&mut body).ok()?;
        return (!cut).then_some(body);
    }
    loop {
        let mut size = String::new();
        reader.read_line(&mut size).ok()?;
        let size = u64::from_str_radix(size.trim(), 16).ok()?;
        reader.take(size + 2).read_to_end(&mut body).ok()?;
        body.truncate(body.len() - 2);
        if size == 0 || cut {
            return (!cut).then_some(body);
        }
    }
}

/// What `git http-backend` answers: headers, an empty line, a body.
fn backend(request: &Request, body: &[u8], repository: &str) -> Vec<u8> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let mut git = Command::new("git")
        .arg("http-backend")
        .env("GIT_PROJECT_ROOT", repository)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("PATH_INFO", path.strip_prefix("/site.git").unwrap_or(path))
        .env("QUERY_STRING", query)
        .env("REQUEST_METHOD", &request.method)
        .env("CONTENT_TYPE", request.header("content-type"))
        .env("CONTENT_LENGTH", body.len().to_string())
        .env("HTTP_CONTENT_ENCODING", request.header("content-encoding"))
        .env("GIT_PROTOCOL", request.header("git-protocol"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = git.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        scope.spawn(move || input.write_all(body).ok());
        git.wait_with_output().unwrap()
    });
    output.stdout
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits = chunk.iter().chain(&[0, 0]).take(3).fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        for place in 0..4 {
            let digit = DIGITS[bits >> (18 - 6 * place) & 63] as char;
            out.push(if place > chunk.len() { '=' } else { digit });
        }
    }
    out
}
