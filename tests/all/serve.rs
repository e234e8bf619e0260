//! The server on loopback: who is let in, what a request can reach, and that nobody's work is overwritten.

mod guard;
mod served;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use served::Served;

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

fn draft() -> Value {
    json!({"source": "s", "from": ["southmark"], "relation": "arms", "to": ["front"],
        "quote": "arms the River Front", "modality": "reported", "said_by": ["Southern officials"], "when": "2029-05"})
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
    // Of many problems the first are told, and how many there are beside them.
    let wrong: String = (0..300)
        .map(|i| format!("(from: \"zz{i}\", relation: \"backs\", to: \"guard\", record: \"r\"),"))
        .collect();
    let data = format!("(title: \"Sund\", claims: {{\"s\": [{wrong}]}})");
    fs::write(served.path("data/sund.ron"), data).expect("it can be written");
    let state = served.until(|state| state["errors"].as_u64() > Some(200));
    assert_eq!(state["problems"].as_array().map(Vec::len), Some(200));
    let all = state["errors"].as_u64().zip(state["warnings"].as_u64()).map(|(e, w)| e + w);
    assert_eq!(state["more_problems"].as_u64().map(|more| more + 200), all);
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
