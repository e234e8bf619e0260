//! A server of a project of its own, and a client that sends it what it likes.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{DATA, TEXT};

/// A server of a project of its own.
pub(super) struct Served {
    pub(super) folder: tempfile::TempDir,
    pub(super) child: Child,
    pub(super) port: u16,
    pub(super) token: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: its status, its head and its body.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}

impl Served {
    pub(super) fn new() -> Served {
        Served::with(DATA)
    }

    pub(super) fn with(data: &str) -> Served {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for part in ["data", "seeds"] {
            fs::create_dir(root.join(part)).expect("a folder");
        }
        fs::write(root.join("secret.ron"), "(title: \"a secret\")").expect("a file");
        fs::write(root.join("data/sund.ron"), data).expect("a file");
        fs::write(root.join("seeds/s.txt"), TEXT).expect("a file");
        let tool = snapbox::cmd::cargo_bin!("whobacks");
        let made = Command::new(tool)
            .args(["-q", "source", "add", "seeds/s.txt", "--id", "s", "--published", "2029"])
            .current_dir(root)
            .status();
        assert!(made.expect("the tool runs").success());
        let mut child = Command::new(tool)
            .args(["-q", "serve"])
            .current_dir(root)
            .env_remove("WHOBACKS_TEXTS")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the tool runs");
        let mut line = String::new();
        let out = child.stdout.as_mut().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("it says where it is");
        let rest = line.trim().strip_prefix("http://127.0.0.1:").expect("an address on loopback");
        let mut parts = rest.split('/');
        let port = parts.next().and_then(|port| port.parse().ok()).expect("a port");
        let token = parts.next().expect("a token").to_owned();
        assert!(token.len() >= 32, "the token is short: {token}");
        let served = Served { folder, child, port, token };
        served.until(|state| state["claims"].is_u64());
        served
    }

    pub(super) fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    pub(super) fn data(&self) -> String {
        fs::read_to_string(self.path("data/sund.ron")).expect("the file is there")
    }

    /// Sends bytes as they are.
    pub(super) fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
        // It may have answered and hung up before all is sent.
        let _ = stream.write_all(bytes);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let text = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(super) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) fn get(&self, what: &str) -> Answer {
        let (token, host) = (&self.token, self.host());
        self.raw(format!("GET /{token}/{what} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
    }

    pub(super) fn post(&self, what: &str, body: &Value) -> Answer {
        let (token, host, body) = (&self.token, self.host(), body.to_string());
        let head = format!(
            "POST /{token}/{what} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.raw(format!("{head}{body}").as_bytes())
    }

    pub(super) fn state(&self) -> Value {
        self.get("state").json()
    }

    /// The state, once something holds of it.
    pub(super) fn until(&self, holds: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let state = self.state();
            if holds(&state) {
                return state;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "it never holds of {state}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub(super) fn seen(&self) -> Value {
        self.state()["versions"].clone()
    }

    pub(super) fn change(&self, what: &str, of: &Value) -> Answer {
        self.post(what, &json!({"seen": self.seen(), "what": of}))
    }
}
