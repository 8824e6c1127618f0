use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use dateline::store::Store;

use crate::support::Program;

/// A server that is killed when the test is over.
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    pub fn start(program: &Program, arguments: &[&str]) -> Self {
        let mut child = program
            .command(&["serve", "--listen", "127.0.0.1:0", "--no-open"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, address }
    }

    /// Asks with GET, and gives back head and body.
    pub fn get(&self, path: &str) -> String {
        self.ask("GET", path, "")
    }

    /// Sends JSON, and gives back head and body.
    pub fn ask(&self, method: &str, path: &str, body: &str) -> String {
        self.ask_with(method, path, body, "Content-Type: application/json\r\n")
    }

    /// Sends a body with headers, JSON where they say nothing else, and gives back head and body.
    pub fn ask_with(&self, method: &str, path: &str, body: &str, headers: &str) -> String {
        let media = if headers.contains("Content-Type") { "" } else { "Content-Type: application/json\r\n" };
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{media}{headers}Content-Length: {}\r\n",
            self.address,
            body.len()
        );
        write!(stream, "{head}\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Tells it to stop as a service manager does, and waits for it.
    pub fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code(), said)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_bundled_reports_are_served_and_kept() {
    let program = Program::new();
    let server = Server::start(&program, &[]);
    let answer = server.get("/mentions.geojson");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    let (code, said) = server.stop();
    assert_eq!(code, Some(0));
    assert!(said.starts_with("5 documents in dateline.gpkg: "), "{said}");
    assert!(!program.folder().join("dateline.gpkg-wal").exists(), "a server that was told to stop tidies up");
    let store = Store::open_read_only(program.folder().join("dateline.gpkg")).unwrap();
    assert_eq!(store.documents().unwrap().len(), 5);
}

#[test]
fn the_bundled_reports_can_be_left_out() {
    let program = Program::new();
    let (_, said) = Server::start(&program, &["--no-seeds", "--store", "my.gpkg"]).stop();
    assert!(said.starts_with("0 documents in my.gpkg: "), "{said}");
}

#[test]
fn a_busy_port_names_the_flag_that_helps_and_leaves_no_store() {
    let program = Program::new();
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = busy.local_addr().unwrap();
    let answer = program.run(&["serve", "--no-open", "--listen", &address.to_string()]);
    assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""));
    assert!(
        answer.err.starts_with(&format!("error: {address} is in use by another program\n")),
        "{}",
        answer.err
    );
    assert!(answer.err.contains("hint: choose another port with --listen 127.0.0.1:"), "{}", answer.err);
    assert!(!program.folder().join("dateline.gpkg").exists());
}

#[test]
fn listening_to_the_network_without_a_token_is_refused() {
    let program = Program::new();
    let answer = program.run(&["--no-open", "--listen", "0.0.0.0:0"]);
    assert_eq!(answer.code, Some(2));
    assert!(answer.err.contains("without a token anybody there could write"), "{}", answer.err);
    program.file("token", "\n");
    let answer = program.run(&["--no-open", "--listen", "0.0.0.0:0", "--token-file", "token"]);
    assert_eq!(answer.code, Some(2));
    assert_eq!(answer.err, "error: the token in token is empty\n");
}

#[test]
fn what_is_being_answered_when_it_is_told_to_stop_is_answered_to_its_end() {
    let program = Program::new();
    let server = Server::start(&program, &[]);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let text = "Shells fell on Homs and Idlib on Monday. ".repeat(8000);
    let (host, length) = (&server.address, text.len());
    write!(stream, "POST /geoparse HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n\r\n").unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    // Until it is read, so that it is no longer merely on its way.
    while !server.get("/metrics").contains("dateline_http_requests_in_progress 2") {
        std::thread::sleep(Duration::from_millis(5));
    }
    let reading = std::thread::spawn(move || {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map(|_| answer)
    });
    let address = server.address.clone();
    let (code, _) = server.stop();
    let answer = reading.join().unwrap().unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    let collection: geojson::FeatureCollection = body.parse().unwrap();
    assert_eq!(collection.features.len(), 16_000);
    assert_eq!(code, Some(0));
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn links_are_those_of_a_proxy_that_is_trusted() {
    let program = Program::new();
    let ask = |server: &Server| {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        let forwarded = "Forwarded: host=maps.example.org;proto=https";
        write!(stream, "GET /collections HTTP/1.1\r\nHost: x\r\n{forwarded}\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let own = "https://maps.example.org/collections";
    assert!(ask(&Server::start(&program, &["--no-seeds", "--trusted-proxy", "127.0.0.0/8"])).contains(own));
    assert!(!ask(&Server::start(&program, &["--no-seeds", "--trusted-proxy", "10.0.0.1"])).contains(own));
    let refused = program.run(&["serve", "--trusted-proxy", "proxy.example.org"]);
    assert!(refused.err.contains("expected an address or a network, for example 127.0.0.1 or 10.0.0.0/8"));
}

#[test]
fn an_address_that_is_none_shows_one() {
    let answer = Program::new().run(&["serve", "--listen", "8080"]);
    assert_eq!(answer.code, Some(2));
    assert!(
        answer.err.contains("expected an address and a port, for example 127.0.0.1:8080"),
        "{}",
        answer.err
    );
}
