use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// The binary over the bundled reports; killed and forgotten at the end.
pub struct Server {
    child: Child,
    folder: tempfile::TempDir,
    pub address: String,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub version: String,
    pub status: u16,
    headers: HashMap<String, String>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The links of a relation.
    pub fn links(&self, rel: &str) -> Vec<Value> {
        links(&self.json(), rel)
    }

    pub fn features(&self) -> Vec<Value> {
        self.json()["features"].as_array().unwrap().clone()
    }

    pub fn ids(&self) -> Vec<String> {
        self.features().iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// The links of a relation in an object.
pub fn links(object: &Value, rel: &str) -> Vec<Value> {
    object["links"].as_array().unwrap().iter().filter(|link| link["rel"] == rel).cloned().collect()
}

impl Server {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .args(["serve", "--port", "0", "--no-open"])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().to_owned();
        Self { child, folder, address }
    }

    /// Asks with GET; `path` may be a whole address of this server.
    pub fn get(&self, path: &str) -> Answer {
        self.get_as(path, "")
    }

    /// Asks with an `Accept` header.
    pub fn get_as(&self, path: &str, accept: &str) -> Answer {
        let path = path.strip_prefix(&format!("http://{}", self.address)).unwrap_or(path);
        let accept = if accept.is_empty() { String::new() } else { format!("Accept: {accept}\r\n") };
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\n{accept}Connection: close\r\n\r\n", self.address)
            .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines = head.lines();
        let mut first = lines.next().unwrap().split(' ');
        Answer {
            version: first.next().unwrap().to_owned(),
            status: first.next().unwrap().parse().unwrap(),
            headers: lines
                .filter_map(|line| line.split_once(": "))
                .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }

    /// What must succeed.
    pub fn ok(&self, path: &str) -> Answer {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer
    }

    /// What must be refused as a bad request that names a parameter.
    pub fn refused(&self, path: &str, parameter: &str) {
        let answer = self.get(path);
        assert_eq!(answer.status, 400, "{path}: {}", answer.body);
        assert_eq!(answer.json()["parameter"], parameter, "{path}");
    }

    /// Every path of the API document with the names of its query parameters.
    pub fn parameters(&self, path: &str) -> Vec<Value> {
        let api = self.get("/api").json();
        api["paths"][path]["get"]["parameters"].as_array().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        assert!(self.folder.path().exists());
    }
}
