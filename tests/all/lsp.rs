//! The language server: what an editor is told, and that nothing in a buffer brings it down.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use whobacks::lsp::Session;
use whobacks::project::Paths;

use crate::chance::Chance;

const TEXT: &str = "The war for the Sund\n\nNorthland backs the Guard. Southmark fears the Guard and \
    arms the River Front, or so it says.\n\nThe Guard fights the River Front. Later Northland met Southmark.\n";

const GOOD: &str = r#"(
    title: "Ünd 𝄞: the war",
    include: ["who.ron"],
    claims: {
        "s": [
            (from: "northland", relation: "backs", to: "guard", quote: "Northland backs the Guard"),
            (from: "southmark", relation: "fears", to: ["guard"], quote: "Southmark fears the Guard"),
            (from: "guard", relation: "fights", to: "front", quote: "The Guard fights the River Front"),
        ],
    },
)
"#;

const WHO: &str = r#"(
    actors: {
        "northland": (name: "Northland", kind: state),
        "southmark": (name: "Southmark", short: "Southmark", kind: state, aliases: ["the South"]),
        "guard": (name: "Guard", kind: armed_group, note: "a"),
        "front": (name: "River Front", kind: armed_group, aliases_in: {"s": ["the Front"]}),
    },
)
"#;

struct Editor {
    folder: tempfile::TempDir,
    session: Session,
}

impl Editor {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for part in ["data", "seeds"] {
            fs::create_dir(root.join(part)).expect("a folder");
        }
        fs::write(root.join("data/a.ron"), GOOD).expect("a file");
        fs::write(root.join("data/who.ron"), WHO).expect("a file");
        fs::write(root.join("seeds/s.txt"), TEXT).expect("a file");
        let add = ["source", "add", "seeds/s.txt", "--id", "s", "--published", "2029"];
        let made = snapbox::cmd::Command::new(snapbox::cmd::cargo_bin!("whobacks"))
            .args(add)
            .current_dir(root)
            .output()
            .expect("the tool runs");
        assert!(made.status.success());
        let params = json!({"capabilities": {"workspace": {"workspaceEdit": {
            "documentChanges": true, "resourceOperations": ["rename"]}}}});
        let session = Session::new(Paths::default(), &params);
        let mut editor = Editor { folder, session };
        editor.open("data/a.ron", GOOD);
        editor
    }

    fn uri(&self, file: &str) -> String {
        format!("file://{}", self.folder.path().join(file).display())
    }

    fn open(&mut self, file: &str, text: &str) {
        let document =
            json!({"uri": self.uri(file), "languageId": "ron", "version": 1, "text": text});
        self.session.note("textDocument/didOpen", &json!({"textDocument": document}));
    }

    fn change(&mut self, file: &str, text: &str) {
        let params = json!({"textDocument": {"uri": self.uri(file), "version": 2},
            "contentChanges": [{"text": text}]});
        self.session.note("textDocument/didChange", &params);
    }

    /// What is said of a file.
    fn said(&mut self, file: &str) -> Vec<Value> {
        let uri = self.uri(file);
        let all = self.session.diagnostics();
        let own = all.into_iter().find(|params| params["uri"] == uri.as_str());
        own.map(|params| params["diagnostics"].as_array().expect("a list").clone())
            .unwrap_or_default()
    }

    /// The answer to a question about the place of `|` in a text that is put into the buffer.
    fn ask(&mut self, method: &str, text: &str) -> Value {
        let at = text.find('|').expect("a place");
        let before = &text[..at];
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().expect("a line").encode_utf16().count();
        self.change("data/a.ron", &text.replacen('|', "", 1));
        let params = json!({"textDocument": {"uri": self.uri("data/a.ron")},
            "position": {"line": line, "character": character}, "newName": "harbour-guard",
            "context": {"includeDeclaration": true}});
        let method = format!("textDocument/{method}");
        self.session.answer(&method, &params).expect("a request").expect("an answer")
    }

    fn labels(&mut self, text: &str) -> Vec<(String, String)> {
        let answer = self.ask("completion", text);
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        let item = |item: &Value| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (text(&item["label"]), text(&item["textEdit"]["newText"]))
        };
        items.iter().map(item).collect()
    }
}

/// A text with the protocol's edits made.
fn edited(text: &str, edits: &Value) -> String {
    let byte = |position: &Value| {
        let line = position["line"].as_u64().expect("a line") as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let units = position["character"].as_u64().expect("a column") as usize;
        let mut at = start;
        let mut seen = 0;
        for c in text[start..].chars() {
            if seen >= units {
                break;
            }
            seen += c.len_utf16();
            at += c.len_utf8();
        }
        at
    };
    let mut all: Vec<(usize, usize, &str)> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|e| {
            let range = &e["range"];
            (byte(&range["start"]), byte(&range["end"]), e["newText"].as_str().expect("a text"))
        })
        .collect();
    all.sort();
    let mut text = text.to_owned();
    for (start, end, new) in all.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

#[test]
fn errors_stand_at_their_utf_16_columns_with_fixes() {
    let mut editor = Editor::new();
    assert!(editor.said("data/a.ron").iter().all(|d| d["severity"] != 1));
    let bad = GOOD.replace(
        "(from: \"northland\", relation: \"backs\"",
        "(/* ü𝄞 */ from: \"northlnd\", relation: \"bakcs\"",
    );
    editor.change("data/a.ron", &bad);
    let said = editor.said("data/a.ron");
    let errors: Vec<&Value> = said.iter().filter(|d| d["severity"] == 1).collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert_eq!(errors[0]["code"], "unknown-actor");
    // Twelve blanks, a bracket, `/* ü𝄞 */ ` of ten units, `from: `.
    assert_eq!(errors[0]["range"]["start"], json!({"line": 5, "character": 29}));
    assert_eq!(errors[0]["range"]["end"], json!({"line": 5, "character": 39}));
    let params =
        json!({"textDocument": {"uri": editor.uri("data/a.ron")}, "range": errors[0]["range"]});
    let actions = editor.session.answer("textDocument/codeAction", &params).unwrap().unwrap();
    let all = actions.as_array().expect("actions");
    let uri = editor.uri("data/a.ron");
    let edits = |kind: &str| {
        let action = all.iter().find(|a| a["kind"] == kind).expect("an action");
        action["edit"]["changes"][uri.as_str()].clone()
    };
    assert!(edited(&bad, &edits("quickfix")).contains("from: \"northland\", relation: \"bakcs\""));
    let mended = edited(&bad, &edits("source.fixAll.whobacks"));
    assert_eq!(mended.replace("/* ü𝄞 */ ", ""), GOOD);
    // What is half written is an error of one file, and the other keeps its own.
    editor.change("data/a.ron", &GOOD[..300]);
    let said = editor.said("data/a.ron");
    assert_eq!(said[0]["code"], "syntax");
    // Once it is mended nothing is left standing.
    editor.change("data/a.ron", GOOD);
    assert!(editor.said("data/a.ron").iter().all(|d| d["severity"] != 1));
}

#[test]
fn a_proposal_is_accepted_in_its_place() {
    let mut editor = Editor::new();
    let quote = "quote: \"Northland backs the Guard\"";
    let proposed = GOOD.replace(quote, &format!("{quote}, proposed: true"));
    editor.change("data/a.ron", &proposed);
    let mut at = |line: usize| {
        let range = json!({"start": {"line": line, "character": 20}, "end": {"line": line, "character": 20}});
        let params = json!({"textDocument": {"uri": editor.uri("data/a.ron")}, "range": range});
        editor.session.answer("textDocument/codeAction", &params).unwrap().unwrap()
    };
    let line = proposed.lines().position(|line| line.contains("proposed")).expect("a line");
    assert_eq!(at(line + 1), json!([]), "the next claim is no proposal");
    let actions = at(line);
    assert_eq!(actions[0]["title"], "Accept this proposal: from now on it counts");
    let uri = editor.uri("data/a.ron");
    assert_eq!(edited(&proposed, &actions[0]["edit"]["changes"][uri.as_str()]), GOOD);
}

#[test]
fn an_included_file_is_checked_with_the_one_that_includes_it() {
    let mut editor = Editor::new();
    let renamed = WHO.replace("\"guard\"", "\"gard\"");
    editor.open("data/who.ron", &renamed);
    // Not saved, and still seen from the other file.
    let said = editor.said("data/a.ron");
    assert!(said.iter().any(|d| d["code"] == "unknown-actor"), "{said:?}");
    let params = json!({"textDocument": {"uri": editor.uri("data/who.ron")}});
    editor.session.note("textDocument/didClose", &params);
    assert!(editor.said("data/a.ron").iter().all(|d| d["severity"] != 1));
}

#[test]
fn completion_knows_what_can_stand_where() {
    let mut editor = Editor::new();
    let at = |claim: &str| {
        GOOD.replace(
            "            (from: \"guard\"",
            &format!("{claim}\n            (from: \"guard\""),
        )
    };
    let has = |labels: &[(String, String)], label: &str, text: &str| {
        assert!(labels.iter().any(|(l, t)| l == label && t == text), "{label}: {labels:?}");
    };
    let labels = editor.labels(&at("(from: \"the Fr|"));
    has(&labels, "the Front", "front");
    has(&labels, "the South", "southmark");
    has(&editor.labels(&at("(from: |")), "northland", "\"northland\"");
    has(&editor.labels(&at("(from: \"guard\", said_by: [\"|\"]),")), "unnamed", "unnamed");
    has(&editor.labels(&at("(from: \"guard\", relation: \"ar|\")")), "arms", "arms");
    has(&editor.labels(&at("(modality: re|")), "reported", "reported");
    let fields = editor.labels(&at("(from: \"guard\", |),"));
    has(&fields, "quote", "quote: ");
    assert!(!fields.iter().any(|(label, _)| label == "from"), "it is there");
    has(&editor.labels(&GOOD.replace("\"s\": [", "\"|\": [")), "s", "s");
    has(&editor.labels(&at("(accept: [\"|\"]),")), "hedged-fact", "hedged-fact");
    // The words of the text, from the first ones on.
    let quotes =
        editor.labels(&at("(from: \"southmark\", to: \"front\", quote: \"arms the Ri|\"),"));
    has(&quotes, "arms the River Front", "arms the River Front");
    has(&quotes, "arms the River Front, or so it says", "arms the River Front, or so it says");
    let quotes = editor.labels(&at("(from: \"northland\", to: \"southmark\", quote: \"|\"),"));
    has(&quotes, "Later Northland met Southmark.", "Later Northland met Southmark.");
    assert_eq!(editor.labels(&at("// (from: \"|")), []);
}

#[test]
fn what_stands_at_the_cursor_is_known() {
    let mut editor = Editor::new();
    let at = |part: &str| GOOD.replacen(&part.replace('|', ""), part, 1);
    let hover = |editor: &mut Editor, part: &str| {
        editor.ask("hover", &at(part))["contents"]["value"].as_str().unwrap_or_default().to_owned()
    };
    assert!(hover(&mut editor, "from: \"south|mark\"").contains("also the South"));
    let also = hover(&mut editor, "from: \"south|mark\"");
    assert!(also.contains("\n\nalso the South\n"), "each name once: {also}");
    assert!(hover(&mut editor, "relation: \"fe|ars\"").contains("A **fears** B"));
    let sentence = hover(&mut editor, "\"Southmark fe|ars the Guard\"");
    assert!(sentence.starts_with("¶ 2: Southmark fears the Guard and arms"), "{sentence}");
    assert!(hover(&mut editor, "\"|s\": [").contains("The war for the Sund"));
    assert_eq!(editor.ask("hover", &at("tit|le")), Value::Null);

    let place = editor.ask("definition", &at("to: \"gu|ard\""));
    assert!(place[0]["uri"].as_str().unwrap().ends_with("data/who.ron"), "{place}");
    assert_eq!(place[0]["range"]["start"]["line"], 4);
    assert_eq!(editor.ask("references", &at("to: \"gu|ard\"")).as_array().unwrap().len(), 4);
    assert_eq!(editor.ask("prepareRename", &at("to: \"gu|ard\""))["placeholder"], "guard");

    let symbols = editor.ask("documentSymbol", &at("|title"));
    assert_eq!(symbols[0]["children"][1]["name"], "southmark fears guard");
    let hints = json!({"textDocument": {"uri": editor.uri("data/a.ron")},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}});
    let hints = editor.session.answer("textDocument/inlayHint", &hints).unwrap().unwrap();
    assert!(hints.as_array().unwrap().iter().any(|hint| hint["label"] == "River Front"), "{hints}");
    let crooked = GOOD.replace("            (from", "      (from");
    let params = json!({"textDocument": {"uri": editor.uri("data/a.ron")}});
    editor.change("data/a.ron", &crooked);
    let layout = editor.session.answer("textDocument/formatting", &params).unwrap().unwrap();
    assert_eq!(edited(&crooked, &layout), GOOD);
    assert!(editor.session.answer("textDocument/foldingRange", &params).is_none());
}

#[test]
fn a_rename_in_the_editor_leaves_a_clean_check() {
    let mut editor = Editor::new();
    let at = GOOD.replacen("to: \"guard\"", "to: \"gu|ard\"", 1);
    let answer = editor.ask("rename", &at);
    for (file, text) in [("data/a.ron", GOOD), ("data/who.ron", WHO)] {
        let edits = &answer["changes"][editor.uri(file)];
        let new = edited(text, edits);
        assert!(new.contains("\"harbour-guard\"") && !new.contains("\"guard\""), "{new}");
        editor.open(file, &new);
    }
    assert!(editor.said("data/a.ron").iter().all(|d| d["severity"] != 1));
    // A source moves its card, where the editor can.
    let at = GOOD.replacen("\"s\": [", "\"|s\": [", 1);
    let answer = editor.ask("rename", &at);
    let changes = answer["documentChanges"].as_array().expect("changes");
    assert!(changes.iter().any(|c| c["kind"] == "rename"), "{answer}");
}

#[test]
fn a_thousand_random_edits_bring_nothing_down() {
    let mut editor = Editor::new();
    let mut chance = Chance::new(17, 0);
    let pieces = [
        "",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        ",",
        ":",
        "//",
        "/*",
        "*/",
        "\n",
        "\\",
        "from",
        "quote: \"",
        "claims: [",
        "ü𝄞",
        "\"guard\"",
        "r#\"",
        "'",
        "\u{feff}",
        "\r\n",
        "modality: x",
        "2029",
        "?",
        "\u{0}",
    ];
    let methods = [
        "completion",
        "hover",
        "definition",
        "references",
        "prepareRename",
        "rename",
        "documentSymbol",
        "formatting",
        "inlayHint",
        "codeAction",
    ];
    let mut below = |n: usize| chance.below(n);
    for round in 0..1000 {
        if round % 40 == 0 {
            editor.change("data/a.ron", GOOD);
        }
        let start = json!({"line": below(12), "character": below(90)});
        let end = json!({"line": below(12), "character": below(90)});
        let range = if below(2) == 0 {
            json!({"start": start, "end": start})
        } else {
            json!({"start": start, "end": end})
        };
        let uri = editor.uri("data/a.ron");
        let piece = pieces[below(pieces.len())];
        let params = json!({"textDocument": {"uri": uri, "version": round},
            "contentChanges": [{"range": range, "text": piece}]});
        editor.session.note("textDocument/didChange", &params);
        let params = json!({"textDocument": {"uri": uri}, "newName": "x",
            "position": {"line": below(12), "character": below(90)},
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": below(20), "character": 3}}});
        let method = format!("textDocument/{}", methods[below(methods.len())]);
        assert!(editor.session.answer(&method, &params).is_some());
        if round % 5 == 0 {
            assert!(!editor.session.diagnostics().is_empty());
        }
    }
}

fn send(to: &mut impl Write, message: &Value) {
    let text = message.to_string();
    write!(to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("a pipe");
    to.flush().expect("a pipe");
}

fn receive(from: &mut impl BufRead) -> Value {
    let mut length = 0;
    loop {
        let mut line = String::new();
        from.read_line(&mut line).expect("a line");
        if line.trim().is_empty() {
            break;
        }
        if let Some(number) = line.trim().strip_prefix("Content-Length: ") {
            length = number.parse().expect("a number");
        }
    }
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes).expect("a message");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn the_server_speaks_on_its_pipes_and_ends_when_told() {
    let editor = Editor::new();
    let mut server = Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .arg("lsp")
        .current_dir(editor.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server runs");
    let mut to = server.stdin.take().expect("a pipe");
    let mut from = BufReader::new(server.stdout.take().expect("a pipe"));
    let request = |id: u32, method: &str, params: Value| json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
    send(&mut to, &request(1, "initialize", json!({"capabilities": {}})));
    assert_eq!(receive(&mut from)["result"]["capabilities"]["hoverProvider"], true);
    send(&mut to, &json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let document = json!({"uri": editor.uri("data/a.ron"), "languageId": "ron", "version": 1, "text": "(actors: ["});
    send(
        &mut to,
        &json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}),
    );
    let said = receive(&mut from);
    assert_eq!(said["method"], "textDocument/publishDiagnostics");
    assert_eq!(said["params"]["diagnostics"][0]["code"], "syntax");
    send(&mut to, &request(2, "nothing/known", json!({})));
    assert_eq!(receive(&mut from)["error"]["code"], -32601);
    send(&mut to, &json!({"jsonrpc": "2.0", "id": 3, "method": "shutdown"}));
    receive(&mut from);
    send(&mut to, &json!({"jsonrpc": "2.0", "method": "exit"}));
    assert!(server.wait().expect("an end").success());
}

#[test]
fn a_message_that_tells_of_more_than_is_there_is_an_error() {
    let editor = Editor::new();
    for bytes in ["Content-Length: 99999999999\r\n\r\n{", "Content-Length: 99999999999\r\n"] {
        let mut server = Command::new(snapbox::cmd::cargo_bin!("whobacks"))
            .arg("lsp")
            .current_dir(editor.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server runs");
        server.stdin.take().expect("a pipe").write_all(bytes.as_bytes()).expect("it reads");
        let output = server.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("the editor's messages cannot be read"), "{said}");
    }
}
