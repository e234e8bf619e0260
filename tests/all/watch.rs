//! Files are watched: what is saved is checked and built, what is wrong leaves the outputs as they were, and a
//! signal ends it.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const DATA: &str = r#"(
    title: "Veshti",
    actors: {
        "orlan": (name: "Orlan", kind: state),
        "veshti": (name: "Veshti Front", kind: armed_group),
    },
    claims: {
        "press": [
            (from: "orlan", relation: "arms", to: "veshti", quote: "Orlan has armed the Veshti Front"),
        ],
    },
)
"#;

struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_whobacks"))
            .args(["watch", "-o", "out"])
            .current_dir(folder)
            .env_remove("WHOBACKS_TEXTS")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the tool runs");
        let (send, lines) = channel();
        let out = child.stdout.take().expect("a pipe");
        let err = child.stderr.take().expect("a pipe");
        let other = send.clone();
        std::thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).for_each(|l| drop(send.send(l)));
        });
        std::thread::spawn(move || {
            BufReader::new(err).lines().map_while(Result::ok).for_each(|l| drop(other.send(l)));
        });
        Watching { child, lines }
    }

    /// All lines up to the first that has these words.
    fn until(&self, words: &str) -> Vec<String> {
        let mut all = Vec::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(120));
            let line = line.unwrap_or_else(|_| panic!("no line with {words} in {all:#?}"));
            let found = line.contains(words);
            all.push(line);
            if found {
                return all;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It has ended already where all went well.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn what_is_saved_is_checked_and_built() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    ["data", "seeds", "out"]
        .iter()
        .for_each(|name| fs::create_dir(at.join(name)).expect("a folder"));
    let text =
        "Orlan has armed the Veshti Front for years. Orlan has trained the Veshti Front too.\n";
    fs::write(at.join("seeds/press.txt"), text).expect("written");
    fs::write(at.join("data/veshti.ron"), DATA).expect("written");
    let added = Command::new(env!("CARGO_BIN_EXE_whobacks"))
        .args(["source", "add", "seeds/press.txt", "--id", "press", "--published", "2025-03"])
        .current_dir(at)
        .output()
        .expect("the tool runs");
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let mut watching = Watching::start(at);
    let first = watching.until("watching data/veshti.ron: 1 claims");
    assert!(first.iter().any(|line| line.contains("files written")), "{first:#?}");
    let json = || fs::read_to_string(at.join("out/veshti.json")).expect("an output");
    assert!(json().contains("\"arms\""));
    // Something else in the folder is not a change.
    fs::write(at.join("data/notes.md"), "notes").expect("written");
    // A fault leaves the outputs as they were.
    let before = json();
    fs::write(at.join("data/veshti.ron"), DATA.replace("to: \"veshti\"", "to: \"veshty\""))
        .expect("written");
    let wrong = watching.until("the outputs stay as they were");
    assert!(wrong.iter().any(|line| line.contains("unknown-actor")), "{wrong:#?}");
    assert!(!wrong.iter().any(|line| line.contains("no claim changed")), "{wrong:#?}");
    assert_eq!(json(), before);
    // Saved as editors do: beside it, then in its place.
    let more = DATA.replace(
        "            (from",
        "            (from: \"orlan\", relation: \"trains\", to: \"veshti\",\n             \
         quote: \"Orlan has trained the Veshti Front\"),\n            (from",
    );
    fs::write(at.join("data/veshti.ron.tmp"), more).expect("written");
    fs::rename(at.join("data/veshti.ron.tmp"), at.join("data/veshti.ron")).expect("moved");
    let told = watching.until("written");
    assert!(told.iter().any(|line| line.starts_with("+ orlan trains veshti")), "{told:#?}");
    assert!(json().contains("\"trains\""));
    // Not the signal of Ctrl-C: whoever runs the tests in the background has it ignored, and so do we then.
    let kill = Command::new("kill").args(["-TERM", &watching.child.id().to_string()]).status();
    assert!(kill.expect("kill runs").success());
    assert_eq!(watching.child.wait().expect("it ends").code(), Some(143));
}
