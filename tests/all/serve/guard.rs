//! Who is let in, and what a request can reach.

use super::*;

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
