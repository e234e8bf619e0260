//! The server on loopback: who is let in, what a request can reach, and that nobody's work is overwritten.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const TEXT: &str = "The war for the Sund\n\nNorthland backs the Guard. Southmark fears the Guard, and arms the \
    River Front, Southern officials said in May 2029.\n\nThe Guard fights the River Front. Later Northland met Southmark in \
    the Old Port.\n";

const DATA: &str = r#"// Coded by hand; this line stays.
(
    title: "The war for the Sund",
    actors: {
        "northland": (name: "Northland", kind: state),
        "southmark": (name: "Southmark", kind: state, aliases: ["the South"]),
        "guard": (name: "Guard", kind: armed_group),
        "front": (name: "River Front", kind: armed_group),
    },
    claims: {
        "s": [
            (from: "northland", relation: "backs", to: "guard", quote: "Northland backs the Guard"),
            (from: "guard", relation: "fights", to: "front", quote: "The Guard fights the River Front"),
        ],
    },
)
"#;

/// A server of a project of its own.
struct Served {
    folder: tempfile::TempDir,
    child: Child,
    port: u16,
    token: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: its status, its head and its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.body))
    }
}

impl Served {
    fn new() -> Served {
        Served::with(DATA)
    }

    fn with(data: &str) -> Served {
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

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn data(&self) -> String {
        fs::read_to_string(self.path("data/sund.ron")).expect("the file is there")
    }

    /// Sends bytes as they are.
    fn raw(&self, bytes: &[u8]) -> Answer {
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

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn get(&self, what: &str) -> Answer {
        let (token, host) = (&self.token, self.host());
        self.raw(format!("GET /{token}/{what} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
    }

    fn post(&self, what: &str, body: &Value) -> Answer {
        let (token, host, body) = (&self.token, self.host(), body.to_string());
        let head = format!(
            "POST /{token}/{what} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.raw(format!("{head}{body}").as_bytes())
    }

    fn state(&self) -> Value {
        self.get("state").json()
    }

    /// The state, once something holds of it.
    fn until(&self, holds: impl Fn(&Value) -> bool) -> Value {
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

    fn seen(&self) -> Value {
        self.state()["versions"].clone()
    }

    fn change(&self, what: &str, of: &Value) -> Answer {
        self.post(what, &json!({"seen": self.seen(), "what": of}))
    }
}

fn draft() -> Value {
    json!({"source": "s", "from": ["southmark"], "relation": "arms", "to": ["front"],
        "quote": "arms the River Front", "modality": "reported", "said_by": ["Southern officials"], "when": "2029-05"})
}

#[test]
fn only_the_page_itself_is_let_in() {
    let served = Served::new();
    let (token, host) = (served.token.as_str(), served.host());
    let port = served.port;
    let page = served.get("");
    assert_eq!(page.status, 200);
    for rule in [
        "Content-Security-Policy: default-src 'none'; script-src 'sha256-",
        "frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Cache-Control: no-store",
    ] {
        assert!(page.head.contains(rule), "{rule}: {}", page.head);
    }
    assert!(!page.head.contains("unsafe") && !page.head.to_lowercase().contains("set-cookie"));
    let get = |path: &str, more: &str| {
        served.raw(format!("GET {path} HTTP/1.1\r\n{more}\r\n").as_bytes())
    };
    let own = format!("Host: {host}\r\n");
    let state = format!("/{token}/state");
    for (path, more, status) in [
        (state.as_str(), own.clone(), 200),
        (&state, format!("Host: localhost:{port}\r\n"), 200),
        (&state, format!("{own}Origin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n"), 200),
        // No token, half of it, another, one with more behind it.
        ("/", own.clone(), 403),
        ("/state", own.clone(), 403),
        (&format!("/{}/state", &token[1..]), own.clone(), 403),
        (&format!("/{token}0/state"), own.clone(), 403),
        (&format!("/{}/state", "0".repeat(token.len())), own.clone(), 403),
        // Another name that leads here, another port, no name, two names.
        (&state, format!("Host: evil.example:{port}\r\n"), 403),
        (&state, "Host: 127.0.0.1:1\r\n".to_owned(), 403),
        (&state, "Host: 127.0.0.1\r\n".to_owned(), 403),
        (&state, String::new(), 403),
        (&state, format!("{own}Host: evil.example\r\n"), 400),
        // A page of another site.
        (&state, format!("{own}Origin: http://evil.example\r\n"), 403),
        (&state, format!("{own}Origin: null\r\n"), 403),
        (&state, format!("{own}Origin: https://{host}\r\n"), 403),
        (&state, format!("{own}Sec-Fetch-Site: cross-site\r\n"), 403),
        (&state, format!("{own}Sec-Fetch-Site: same-site\r\n"), 403),
    ] {
        let answer = get(path, &more);
        assert_eq!(answer.status, status, "{path} {more}");
        if status != 200 {
            assert!(!answer.body.contains(token) && !answer.body.contains("Northland"), "{more}");
        }
    }
    let before = served.data();
    let body = json!({"seen": served.seen(), "what": draft()}).to_string();
    let length = body.len();
    for (method, what, more, status) in [
        ("POST", "claim", "Content-Type: application/json\r\n".to_owned(), 403),
        ("POST", "claim", format!("Origin: http://{host}\r\nContent-Type: text/plain\r\n"), 415),
        ("POST", "claim", format!("Origin: http://{host}\r\n"), 415),
        (
            "POST",
            "claim",
            "Origin: http://evil.example\r\nContent-Type: application/json\r\n".to_owned(),
            403,
        ),
        ("PUT", "claim", format!("Origin: http://{host}\r\n"), 405),
        ("OPTIONS", "claim", format!("Origin: http://{host}\r\n"), 405),
        ("DELETE", "claim", String::new(), 405),
        ("GET", "claim", String::new(), 404),
        (
            "POST",
            "state",
            format!("Origin: http://{host}\r\nContent-Type: application/json\r\n"),
            404,
        ),
    ] {
        let text = format!(
            "{method} /{token}/{what} HTTP/1.1\r\nHost: {host}\r\n{more}Content-Length: {length}\r\n\r\n{body}"
        );
        assert_eq!(served.raw(text.as_bytes()).status, status, "{method} {what} {more}");
    }
    assert_eq!(served.data(), before, "nothing was written");
}

#[test]
fn no_request_reaches_another_file() {
    let served = Served::new();
    let (token, host) = (&served.token, served.host());
    let secret = served.path("secret.ron").display().to_string();
    for path in [
        "../secret.ron",
        "..%2fsecret.ron",
        "%2e%2e/secret.ron",
        "....//secret.ron",
        "/etc/passwd",
        "//etc/passwd",
        "explorer/../../secret.ron",
        "file/../secret.ron",
        "data/sund.ron",
        "seeds/s.txt",
        "seeds/s.ron",
        ".",
        "..",
        "file?name=../secret.ron",
        "file?name=secret.ron",
        "file?name=seeds/s.ron",
        "file?name=/etc/passwd",
        "file?name=data/../secret.ron",
        "file?name=data/sund.ron%00",
        "file",
        "source",
        "source?id=../secret",
        "source?id=s/../s",
        "source?id=s.ron",
        "source?id=../seeds/s",
        "source?id=%2e%2e%2fsecret",
        "events/x",
        "file?name=data%5C..%5Csecret.ron",
    ] {
        let answer =
            served.raw(format!("GET /{token}/{path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert!(matches!(answer.status, 400 | 403 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("a secret") && !answer.body.contains("root:"), "{path}");
    }
    let answer = served.get(&format!("file?name={secret}"));
    assert_eq!(answer.status, 404);
    let own = served.get("file?name=data/sund.ron");
    let name = served.state()["files"][0]["name"].as_str().expect("a name").to_owned();
    let own = if own.status == 200 { own } else { served.get(&format!("file?name={name}")) };
    assert_eq!((own.status, own.json()["text"].as_str()), (200, Some(DATA)));
    // Nor by way of what is written: a claim, an actor, a card of something else.
    for (what, of) in [
        (
            "claim",
            json!({"source": "../secret", "from": ["northland"], "relation": "backs", "to": ["guard"], "quote": "Northland backs the Guard"}),
        ),
        (
            "set",
            json!({"of": "source", "id": "../secret", "fields": [{"name": "title", "act": "set", "values": ["x"]}]}),
        ),
        (
            "set",
            json!({"of": "actor", "id": "../../secret", "fields": [{"name": "note", "act": "set", "values": ["x"]}]}),
        ),
        ("actor", json!({"name": "X", "kind": "state", "id": "../x"})),
    ] {
        let status = served.change(what, &of).status;
        assert!(matches!(status, 404 | 422), "{what} {of}: {status}");
    }
    assert_eq!(
        fs::read_to_string(served.path("secret.ron")).expect("it is there"),
        "(title: \"a secret\")"
    );
    assert_eq!(served.data(), DATA);
}

#[test]
fn hostile_requests_end_in_errors() {
    let served = Served::new();
    let (token, host) = (&served.token, served.host());
    let post = |more: &str, body: &[u8]| {
        let head = format!(
            "POST /{token}/check HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Type: application/json\r\n{more}\r\n"
        );
        served.raw(&[head.as_bytes(), body].concat()).status
    };
    let mib = vec![b'x'; 1 << 20];
    assert_eq!(post("Content-Length: 1048576\r\n", &mib), 413);
    assert_eq!(post("Content-Length: 99999999999999999999999\r\n", b""), 413);
    assert_eq!(post("Content-Length: -1\r\n", b""), 400);
    assert_eq!(post("Content-Length: 3\r\nContent-Length: 4\r\n", b"{}"), 400);
    assert_eq!(post("Transfer-Encoding: chunked\r\n", b"0\r\n\r\n"), 411);
    for body in [
        "",
        "{",
        "null",
        "7",
        "\u{0}",
        "{\"source\": 1}",
        "{\"evil\": true}",
        "{\"modality\": \"sure\"}",
    ] {
        assert_eq!(
            post(&format!("Content-Length: {}\r\n", body.len()), body.as_bytes()),
            400,
            "{body}"
        );
    }
    let deep = "[".repeat(100_000);
    assert_eq!(post(&format!("Content-Length: {}\r\n", deep.len()), deep.as_bytes()), 400);
    for (bytes, status) in [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01".to_vec(), 400),
        (b"GET http://127.0.0.1/ HTTP/1.1\r\n\r\n".to_vec(), 400),
        (b"GET / HTTP/9.9\r\n\r\n".to_vec(), 400),
        ([b"GET / HTTP/1.1\r\nX: ".to_vec(), vec![b'a'; 40_000]].concat(), 431),
        ([b"GET / HTTP/1.1\r\n".to_vec(), b"a: b\r\n".repeat(2_000)].concat(), 431),
        ([b"GET /".to_vec(), vec![b'a'; 70_000]].concat(), 431),
    ] {
        assert_eq!(
            served.raw(&bytes).status,
            status,
            "{}",
            String::from_utf8_lossy(&bytes[..20.min(bytes.len())])
        );
    }
    // Whoever takes all places and says nothing is waited for five seconds, and no longer.
    let idle: Vec<TcpStream> = (0..60)
        .map(|_| TcpStream::connect(("127.0.0.1", served.port)).expect("it listens"))
        .collect();
    let begun = Instant::now();
    while served.get("state").status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(30), "it never answers again");
        std::thread::sleep(Duration::from_millis(100));
    }
    drop(idle);
    // A claim of hostile words is a claim, or is refused with a reason; and the page has no markup of it.
    let hostile = "</script><img src=x onerror=alert(1)>\u{202e}";
    let mut wanted = draft();
    wanted["quote"] = json!(hostile);
    wanted["note"] = json!(hostile);
    let answer = served.post("check", &wanted);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.json()["bad"], json!(true));
}

#[test]
fn a_claim_is_checked_at_each_stroke_and_stands_in_the_order_of_the_text() {
    let served = Served::new();
    let mut wanted = draft();
    wanted["said_by"] = json!([]);
    let said = served.post("check", &wanted).json();
    let problems = said["problems"].as_array().expect("a list");
    let fields: Vec<(&str, &str)> = problems
        .iter()
        .map(|p| (p["code"].as_str().unwrap_or_default(), p["field"].as_str().unwrap_or_default()))
        .collect();
    assert!(
        fields.iter().any(|(code, field)| *code == "missing-attribution" && *field == "modality"
            || *field == "said_by"),
        "{said}"
    );
    assert_eq!(said["bad"], json!(true));
    wanted = draft();
    wanted["quote"] = json!("arms the River Fronts");
    let said = served.post("check", &wanted).json();
    assert_eq!(
        (said["problems"][0]["code"].as_str(), said["problems"][0]["field"].as_str()),
        (Some("quote-not-found"), Some("quote")),
        "{said}"
    );
    let said = served.post("check", &draft()).json();
    assert_eq!((&said["bad"], &said["problems"]), (&json!(false), &json!([])), "{said}");
    assert_eq!(said["line"], json!(13));
    // An actor by a name, in one go.
    wanted = draft();
    wanted["from"] = json!(["the South"]);
    let answer = served.change("claim", &wanted);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let line = "            (from: \"southmark\", relation: \"arms\", to: \"front\",\n             when: \"2029-05\", \
        modality: reported, said_by: \"Southern officials\",\n             quote: \"arms the River Front\"),\n";
    let at = DATA.find("            (from: \"guard\"").expect("it is there");
    assert_eq!(served.data(), [&DATA[..at], line, &DATA[at..]].concat());
    let state = served.until(|state| state["claims"] == json!(3));
    assert_eq!(state["undo"], json!("the South arms front"));
    let source = served.get("source?id=s").json();
    let claim = &source["claims"][1];
    let (file, line) = (claim["stands"][0].as_str().expect("a file"), &claim["stands"][1]);
    assert!(file.ends_with("sund.ron") && *line == json!(13), "{claim}");
    let paragraph = source["paragraphs"][1]["text"].as_str().expect("a text");
    let (from, to) = (&claim["marks"][0][0], &claim["marks"][0][1]);
    let span = from.as_u64().expect("a place") as usize..to.as_u64().expect("a place") as usize;
    assert_eq!(&paragraph[span], "arms the River Front");
    // Said twice, it is refused; and taken back, and made again.
    let answer = served.change("claim", &draft());
    assert_eq!(
        (answer.status, answer.json()["problems"][0]["code"].as_str()),
        (422, Some("duplicate-claim"))
    );
    let written = served.data();
    assert_eq!(served.post("undo", &json!({})).status, 200);
    assert_eq!(served.data(), DATA);
    assert_eq!(served.post("undo", &json!({})).status, 422);
    assert_eq!(served.post("redo", &json!({})).status, 200);
    assert_eq!(served.data(), written);
}

#[test]
fn whoever_comes_late_is_told_and_shown_both() {
    let served = Served::new();
    let seen = served.seen();
    // Somebody saves the file in an editor meanwhile.
    let theirs =
        DATA.replace("kind: state, aliases: [\"the South\"]", "kind: state, short: \"South\"");
    fs::write(served.path("data/sund.ron"), &theirs).expect("it can be written");
    let answer = served.post("claim", &json!({"seen": seen, "what": draft()}));
    assert_eq!(answer.status, 409, "{}", answer.body);
    let said = answer.json();
    assert!(
        said["conflict"][0]["theirs"].as_str().is_some_and(|diff| diff.contains(
            "+        \"southmark\": (name: \"Southmark\", kind: state, short: \"South\"),"
        )),
        "{said}"
    );
    assert!(
        said["ours"].as_str().is_some_and(|diff| diff.contains("arms the River Front")),
        "{said}"
    );
    assert_eq!(served.data(), theirs, "nothing was written");
    // Who has seen no version at all is late too.
    assert_eq!(served.post("claim", &json!({"seen": {}, "what": draft()})).status, 409);
    // Seen, it goes on top.
    let seen = served.until(|state| state["versions"] != seen)["versions"].clone();
    assert_eq!(served.post("claim", &json!({"seen": seen, "what": draft()})).status, 200);
    assert!(
        served.data().contains("short: \"South\"")
            && served.data().contains("arms the River Front")
    );
    // What somebody has changed since is not taken back over his head.
    let theirs = served.data().replace("Coded by hand", "Coded by Anna");
    fs::write(served.path("data/sund.ron"), &theirs).expect("it can be written");
    assert_eq!(served.post("undo", &json!({})).status, 409);
    assert_eq!(served.data(), theirs);
}

#[test]
fn actors_aliases_merges_and_excuses_are_written_there_too() {
    let served = Served::new();
    let answer = served
        .change("actor", &json!({"name": "Old Port", "kind": "place", "aliases": ["the Port"]}));
    assert_eq!(
        (answer.status, answer.json()["said"].clone()),
        (200, json!(["old-port"])),
        "{}",
        answer.body
    );
    assert!(
        served
            .data()
            .contains("\"old-port\": (name: \"Old Port\", kind: place, aliases: [\"the Port\"])")
    );
    let alias = json!({"of": "actor", "id": "front", "fields": [{"name": "aliases_in.s", "act": "add", "values": ["the Front"]}]});
    assert_eq!(served.change("set", &alias).status, 200);
    assert!(served.data().contains("aliases_in: {\"s\": [\"the Front\"]}"), "{}", served.data());
    let merge = json!({"kept": "guard", "gone": "front"});
    let answer = served.change("merge", &merge);
    assert_eq!(
        (answer.status, answer.json()["doubtful"].as_array().map(Vec::len)),
        (422, Some(1)),
        "{}",
        answer.body
    );
    let source = served.get("source?id=s").json();
    let open: Vec<&Value> = source["paragraphs"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|p| p["sentences"].as_array().expect("a list"))
        .filter(|s| s["state"] == "open")
        .collect();
    assert_eq!(open.len(), 2, "{source}");
    let place = open[1]["place"].as_str().expect("a place");
    let mut seen = served.seen();
    seen[source["card"]["name"].as_str().expect("a name")] = source["card"]["version"].clone();
    let excuse = json!({"of": "source", "id": "s", "fields": [{"name": format!("no_claims.{place}"), "act": "set", "values": ["an aside"]}]});
    let answer = served.post("set", &json!({"seen": seen, "what": excuse}));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let card = fs::read_to_string(served.path("seeds/s.ron")).expect("the card is there");
    assert!(card.contains("no_claims") && card.contains("an aside"), "{card}");
    // Whoever gives another reason has not seen this one.
    let other = json!({"of": "source", "id": "s", "fields": [{"name": format!("no_claims.{place}"), "act": "set", "values": ["another"]}]});
    assert_eq!(served.post("set", &json!({"seen": seen, "what": other})).status, 409);
}

#[test]
fn what_is_saved_elsewhere_is_told_at_once() {
    let served = Served::new();
    let (token, host) = (&served.token, served.host());
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time");
    write!(stream, "GET /{token}/events HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("it is sent");
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut next = || -> Value {
        let line = lines.find(|line| line.starts_with("data: ")).expect("it goes on");
        serde_json::from_str(&line[6..]).expect("it is JSON")
    };
    let first = next();
    // The first explorer may come yet.
    let known = first["state"].as_u64().expect("a number");
    fs::write(served.path("data/sund.ron"), DATA.replace("The war for the Sund\"", "Sund\""))
        .expect("it can be written");
    let begun = Instant::now();
    while next()["state"].as_u64().expect("a number") <= known {}
    assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
    assert_eq!(served.state()["title"], json!("Sund"));
    // A file that is half written says so, and what it said before is still there to read.
    fs::write(served.path("data/sund.ron"), &DATA[..DATA.len() / 2]).expect("it can be written");
    let state = served.until(|state| state["torn"] == json!(true));
    assert_eq!(state["problems"][0]["code"], json!("syntax"));
    assert_eq!(served.get("source?id=s").json()["claims"].as_array().map(Vec::len), Some(2));
    assert_eq!(served.change("claim", &draft()).status, 422);
    fs::remove_file(served.path("data/sund.ron")).expect("it can be removed");
    served.until(|state| state["broken"].is_string());
    fs::write(served.path("data/sund.ron"), DATA).expect("it can be written");
    served.until(|state| state["claims"] == json!(2));
}

#[test]
fn the_explorer_is_the_one_that_explore_writes_and_hears_what_is_new() {
    let served = Served::new();
    let page = served.get("explorer");
    assert_eq!(page.status, 200);
    let policy = page
        .head
        .lines()
        .find(|line| line.starts_with("Content-Security-Policy"))
        .expect("a policy");
    assert!(policy.contains("connect-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let out = Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(["-q", "explore"])
        .current_dir(served.folder.path())
        .env_remove("WHOBACKS_TEXTS")
        .output()
        .expect("the tool runs");
    let written = String::from_utf8(out.stdout).expect("UTF-8");
    let block = |page: &str, name: &str| {
        let open = format!("id=\"data-{name}\">");
        let start = page.find(&open).map(|at| at + open.len())?;
        Some(page[start..start + page[start..].find("</script>")?].to_owned())
    };
    for name in ["graph", "worked", "network"] {
        assert_eq!(block(&page.body, name), block(&written, name), "{name}");
    }
    let live: Value =
        serde_json::from_str(&block(&page.body, "live").expect("it is there")).expect("it is JSON");
    let claims: BTreeMap<String, Value> =
        serde_json::from_value(live["claims"].clone()).expect("claims");
    let lines: Vec<&Value> = claims.values().map(|place| &place[1]).collect();
    assert!(lines.contains(&&json!(12)) && lines.contains(&&json!(13)), "{live}");
    assert!(
        block(&written, "live").is_none()
            && !written.contains("EventSource")
            && !written.contains("fetch(")
    );
    let news = served.get("explorer/news").json();
    assert_eq!(
        news["blocks"]["graph"].as_str().map(|text| text.replace('<', "\\u003c")),
        block(&written, "graph")
    );
}

#[test]
fn a_port_that_is_taken_and_data_that_are_not_there_are_said() {
    let served = Served::new();
    let tool = snapbox::cmd::cargo_bin!("whobacks");
    let run = |args: &[&str], folder: &Path| {
        let out =
            Command::new(tool).args(args).current_dir(folder).output().expect("the tool runs");
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let (code, said) = run(&["serve", "--port", &served.port.to_string()], served.folder.path());
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("port"), "{said}");
    let (code, said) = run(&["serve"], tempfile::tempdir().expect("a folder").path());
    assert_eq!(code, Some(2), "{said}");
}
