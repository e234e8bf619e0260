//! Any bytes as a request to the server: an answer of HTTP, or none where it was not a request; no panic, and the
//! annotation is one that is read.
//!
//! The first byte says what is asked: a look or a change, with the rest as what is sent, or, from 16 on, the rest
//! as it comes over the wire, with the words `HOST` and `TOKEN` made ours, which no chance would hit.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use whobacks::annotation::{Arena, parse};
use whobacks::evidence::{Text, digest, propose};
use whobacks::project::{Paths, Project};
use whobacks::serve::{ServeOptions, Server};

const ASKED: [&str; 8] = ["propose", "check", "claim", "actor", "set", "merge", "undo", "redo"];
const TEXT: &str = "On Sund\nNorthland arms the Harbour Guard. The Guard fights the River Front.\n";
const ANNOTATION: &str = r#"(
    title: "Sund",
    actors: {
        "northland": (name: "Northland", kind: state),
        "guard": (name: "Harbour Guard", kind: armed_group, aliases: ["the Guard"]),
        "front": (name: "River Front", kind: armed_group),
    },
    claims: {
        "s": [
            (from: "northland", relation: "arms", to: "guard", quote: "Northland arms the Harbour Guard"),
        ],
    },
)
"#;

struct Served {
    root: PathBuf,
    host: String,
    token: String,
}

static SERVED: LazyLock<Served> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("whobacks-fuzz-{}", std::process::id()));
    for folder in ["data", "seeds"] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    let card = propose("s.txt", &Text::new(TEXT, false)).card.write();
    for (name, text) in
        [("data/sund.ron", ANNOTATION), ("seeds/s.txt", TEXT), ("seeds/s.ron", card.as_str())]
    {
        fs::write(root.join(name), text).expect("a file");
    }
    let data = Some(root.join("data/sund.ron"));
    let project = Project::find(&Paths { data, ..Paths::default() }).expect("it is there");
    let server = Server::bind(project, ServeOptions::default()).expect("a port is free");
    let address = server.address();
    let (host, token) =
        address.strip_prefix("http://").and_then(|a| a.split_once('/')).expect("both");
    let (host, token) = (host.to_owned(), token.trim_end_matches('/').to_owned());
    std::thread::spawn(move || server.run());
    Served { root, host, token }
});

/// Sends a request and takes the answer in.
fn ask(request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(&SERVED.host).expect("somebody listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket has a timeout");
    // It may answer before all of it has come.
    let _ = stream.write_all(request);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

pub fn run(input: (u8, &str)) {
    let (sort, sent) = input;
    let Served { root, host, token } = &*SERVED;
    let path = root.join("data/sund.ron");
    let request = match ASKED.get(usize::from(sort)) {
        Some(asked) => {
            let text = fs::read_to_string(&path).expect("it stays there");
            let version: String = digest(text.as_bytes()).chars().take(16).collect();
            let seen = serde_json::json!({ path.display().to_string(): version });
            let body = match serde_json::from_str::<serde_json::Value>(sent) {
                Ok(what) if (2..6).contains(&sort) => {
                    serde_json::json!({"seen": seen, "what": what}).to_string()
                }
                _ => sent.to_owned(),
            };
            format!(
                "POST /{token}/{asked} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: \
                 application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
        }
        // One that goes on for ever is asked for by nobody else here.
        None if sent.contains("events") => return,
        None => sent.replace("HOST", host).replace("TOKEN", token),
    };
    let answer = ask(request.as_bytes());
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 "), "{}", answer.escape_ascii());
    assert!(!answer.starts_with(b"HTTP/1.1 500"), "{}", answer.escape_ascii());
    let arena = Arena::new();
    let text = fs::read_to_string(&path).expect("it stays there");
    let dataset = parse(Path::new("sund.ron"), &text, &arena);
    assert!(dataset.files[0].faults.is_empty(), "{text}");
    if text.len() > 50_000 {
        fs::write(&path, ANNOTATION).expect("a file");
    }
}
