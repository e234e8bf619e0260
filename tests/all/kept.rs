//! What was checked once is not checked again, and nothing but that is taken for it.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/example");
const ASK: [&str; 5] = ["-v", "ask", "who", "commands", "brigade"];

/// A project that is worth keeping, by a comment of a megabyte, and whose files are old enough for a change to show.
fn project() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for folder in ["data", "seeds"] {
        fs::create_dir(root.path().join(folder)).unwrap();
    }
    for file in ["data/harbour.ron", "seeds/harbour.ron", "seeds/harbour.proofs"] {
        fs::copy(Path::new(EXAMPLE).join(file), root.path().join(file)).unwrap();
    }
    let annotation = annotation(root.path());
    let text = fs::read_to_string(&annotation).unwrap();
    fs::write(&annotation, text + &"// a line of a long file\n".repeat(50_000)).unwrap();
    thread::sleep(Duration::from_millis(3_100));
    root
}

fn annotation(root: &Path) -> PathBuf {
    root.join("data/harbour.ron")
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whobacks"));
    command.current_dir(root).env_remove("WHOBACKS_TEXTS").args(arguments).output().unwrap()
}

/// Whether a question is answered from what was kept; the answer itself must be Renn.
fn is_kept(root: &Path) -> bool {
    let output = run(root, &ASK);
    let answer = String::from_utf8(output.stdout).unwrap();
    assert!(answer.contains("Ada Renn commands the Coast Brigade"), "{answer}");
    String::from_utf8(output.stderr).unwrap().contains("answered from .whobacks/")
}

/// The one file that was kept.
fn kept(root: &Path) -> PathBuf {
    let files = fs::read_dir(root.join(".whobacks")).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> = files.filter(|path| !path.ends_with(".gitignore")).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.into_iter().next().unwrap()
}

#[test]
fn what_is_kept_is_written_to_no_other_place_and_waits_for_nobody() {
    let project = project();
    let root = project.path().join("p");
    fs::create_dir(&root).unwrap();
    for folder in ["data", "seeds"] {
        fs::rename(project.path().join(folder), root.join(folder)).unwrap();
    }
    fs::create_dir(root.join(".whobacks")).unwrap();
    symlink("../../ignored", root.join(".whobacks/.gitignore")).unwrap();
    is_kept(&root);
    assert!(!project.path().join("ignored").exists());
}

#[test]
fn answers_are_the_same_from_what_was_kept() {
    let project = project();
    let root = project.path();
    assert!(!is_kept(root));
    assert!(is_kept(root));
    assert_eq!(fs::read_to_string(root.join(".whobacks/.gitignore")).unwrap(), "*\n");
    for command in [
        "ask who backs renn --format json",
        "find ?x|any|?y --format csv",
        "show brigade",
        "path vestria renn",
        "timeline",
        "sides --format json",
        "actors",
        "diff 2030 2031",
        "export json",
        "export gexf",
        "export turtle",
        "draw --at 2031",
        "draw --size poster",
        "ask who backs renn --at 2031 --texts TEXTS",
    ] {
        let texts = format!("{EXAMPLE}/texts");
        let words = command.split(' ').map(|word| word.replace("TEXTS", &texts).replace('|', " "));
        let words: Vec<String> = words.collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let anew = run(root, &[&words[..], &["--no-cache"]].concat());
        run(root, &words);
        let again = run(root, &words);
        assert_eq!(anew.status.code(), again.status.code(), "{command}");
        assert!(anew.stdout == again.stdout && anew.stderr == again.stderr, "{command}");
    }
}

#[test]
fn what_was_changed_is_read_anew() {
    let project = project();
    let root = project.path();
    assert!(!is_kept(root) && is_kept(root));
    let (annotation, ledger) = (annotation(root), root.join("seeds/harbour.proofs"));

    // Another file of the same length and the same time of change, in its place.
    let text = fs::read_to_string(&annotation).unwrap();
    let other = text.replace(
        "(from: \"renn\", relation: \"commands\", to: \"brigade\"",
        "(from: \"renn\", relation: \"supplies\", to: \"brigade\"",
    );
    assert!(text != other && text.len() == other.len());
    let time = fs::metadata(&annotation).unwrap().modified().unwrap();
    let swapped = root.join("data/swapped");
    fs::write(&swapped, &other).unwrap();
    fs::File::options().write(true).open(&swapped).unwrap().set_modified(time).unwrap();
    fs::rename(&swapped, &annotation).unwrap();
    let output = run(root, &ASK);
    assert!(!String::from_utf8(output.stdout).unwrap().contains("Ada Renn commands"));
    assert!(!String::from_utf8(output.stderr).unwrap().contains("answered from"));

    // What proves it is gone.
    fs::write(&annotation, text).unwrap();
    fs::remove_file(ledger).unwrap();
    let output = run(root, &ASK);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("source-missing"));
}

/// The text of the example's source, put beside its card.
fn put_text(root: &Path) -> PathBuf {
    let text = root.join("seeds/harbour.txt");
    fs::copy(Path::new(EXAMPLE).join("texts/harbour.txt"), &text).unwrap();
    text
}

#[test]
fn a_text_is_trusted_only_as_its_card_describes_it() {
    let project = project();
    let root = project.path();
    let text = put_text(root);
    thread::sleep(Duration::from_millis(3_100));
    let sentence = |output: &Output| {
        String::from_utf8_lossy(&output.stdout).contains("which took the port of Sel in March")
    };
    let json = ["ask", "who", "commands", "brigade", "--format", "json"];
    assert!(!is_kept(root) && is_kept(root));
    let shown = run(root, &json);

    // Changed to as many bytes: the ledger still proves the quote, and nothing is shown from the text.
    let whole = fs::read_to_string(&text).unwrap();
    fs::write(&text, whole.replace('e', "a")).unwrap();
    let changed = run(root, &json);
    assert!(changed.stdout != shown.stdout && changed.status.success());
    let said = "note: the text of harbour is not the one that its card describes, and no sentence is shown from \
                there: `whobacks check` says more\n";
    assert_eq!(String::from_utf8_lossy(&changed.stderr), said);
    for _ in 0..2 {
        let anew = run(root, &[&json[..], &["--no-cache"]].concat());
        assert!(anew.stdout == changed.stdout && anew.status.success());
    }
    for command in ["check", "build"] {
        let output = run(root, &[command]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let said = [output.stdout, output.stderr].concat();
        assert!(String::from_utf8(said).unwrap().contains("source-changed"), "{command}");
    }
    fs::write(&text, whole).unwrap();
    assert!(run(root, &json).stdout == shown.stdout);
    assert!(sentence(&shown) && !sentence(&changed));
}

#[test]
fn a_quote_that_only_the_text_has_is_proved_by_it() {
    let project = project();
    let root = project.path();
    put_text(root);
    let ledger = root.join("seeds/harbour.proofs");
    fs::remove_file(&ledger).unwrap();
    let output = run(root, &ASK);
    assert!(String::from_utf8(output.stdout).unwrap().contains("Ada Renn commands"));
    // A ledger without a quote yet.
    let annotation = annotation(root);
    let text = fs::read_to_string(&annotation).unwrap();
    assert!(run(root, &["prove"]).status.success());
    let line = text.lines().find(|line| line.contains("relation: \"commands\"")).unwrap();
    let more = "(from: \"vestria\", relation: \"backs\", to: \"brigade\", \
                quote: \"freighters were unloading crates at the eastern pier\"),";
    fs::write(&annotation, text.replace(line, &format!("{more}\n{line}"))).unwrap();
    let output = run(root, &["find", "vestria backs brigade", "--relation", "backs"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_others_send_along_is_no_check() {
    let project = project();
    let root = project.path();
    assert!(!is_kept(root) && is_kept(root));
    // A copy that keeps all that a copy can keep.
    let copies = tempfile::tempdir().unwrap();
    let copied = Command::new("cp").arg("-a").arg(root).arg(copies.path()).status();
    assert!(copied.unwrap().success());
    let copy = copies.path().join(root.file_name().unwrap());
    assert!(kept(&copy).exists());
    assert!(!is_kept(&copy));
}

#[test]
fn what_another_project_has_kept_is_no_check() {
    let (one, other) = (project(), project());
    assert!(!is_kept(one.path()) && !is_kept(other.path()));
    fs::copy(kept(other.path()), kept(one.path())).unwrap();
    assert!(!is_kept(one.path()));
    assert!(is_kept(one.path()));
}

#[test]
fn broken_bytes_are_no_check() {
    let project = project();
    let root = project.path();
    assert!(!is_kept(root) && is_kept(root));
    let file = kept(root);
    let whole = fs::read(&file).unwrap();
    let last = whole.len() - 1;
    for bytes in [
        Vec::new(),
        whole[..5].to_vec(),
        whole[..12].to_vec(),
        whole[..whole.len() / 2].to_vec(),
        whole[..last].to_vec(),
        b"whobacks\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(),
        [&whole[..40], &[whole[40] ^ 1], &whole[41..]].concat(),
        [&whole[..], b"more"].concat(),
    ] {
        fs::write(&file, bytes).unwrap();
        assert!(!is_kept(root));
        assert!(is_kept(root), "what was broken is mended");
    }
    // A claim that turns out to be broken when it is asked for is read from the files, and kept anew.
    fs::write(&file, [&whole[..last], &[whole[last] ^ 1]].concat()).unwrap();
    is_kept(root);
    assert!(fs::read(&file).unwrap() == whole, "what was broken is mended");
    fs::remove_dir_all(root.join(".whobacks")).unwrap();
    assert!(!is_kept(root) && is_kept(root));
}

/// Every block of the claims is broken, so that all threads find one at the same time.
#[test]
fn all_threads_can_wait_for_what_is_read_anew() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    for folder in ["data", "seeds"] {
        fs::create_dir(root.join(folder)).unwrap();
    }
    let actors: String =
        (0..40).map(|n| format!("\"a{n}\": (name: \"A {n}\", kind: state),\n")).collect();
    // Long notes, because a small data set is not kept.
    let note = "a long note ".repeat(40);
    let claim = |n: usize| {
        let (from, to) = (n % 40, (n + 1 + n / 40 % 39) % 40);
        format!(
            "(from: \"a{from}\", relation: \"backs\", to: \"a{to}\", record: \"{n}\", note: \"{note}\"),\n"
        )
    };
    let claims: String = (0..4000).map(claim).collect();
    let text = format!("(actors: {{ {actors} }}, claims: {{ \"set\": [ {claims} ] }})");
    fs::write(root.join("data/many.ron"), text).unwrap();
    let card = "(title: \"Set\", publisher: \"P\", published: \"2020\", text: none)\n";
    fs::write(root.join("seeds/set.ron"), card).unwrap();
    thread::sleep(Duration::from_millis(3_100));
    let export = ["export", "json"];
    let whole = run(root, &export);
    assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stderr));
    let file = kept(root);
    let mut bytes = fs::read(&file).unwrap();
    let from = bytes.len() / 2;
    bytes[from..].iter_mut().for_each(|byte| *byte ^= 1);
    for _ in 0..5 {
        fs::write(&file, &bytes).unwrap();
        let mut asked = Command::new(env!("CARGO_BIN_EXE_whobacks"));
        asked.current_dir(root).args(export).stdout(std::process::Stdio::piped());
        let mut asked = asked.spawn().unwrap();
        let mut out = asked.stdout.take().unwrap();
        let read = thread::spawn(move || {
            let mut answer = Vec::new();
            std::io::Read::read_to_end(&mut out, &mut answer).map(|_| answer).unwrap()
        });
        let waits = |_: &u32| asked.try_wait().unwrap().is_none();
        let waited = (0..1200).take_while(waits).map(|_| thread::sleep(Duration::from_millis(50)));
        if waited.count() == 1200 {
            asked.kill().unwrap();
            panic!("it waits for itself");
        }
        assert!(read.join().unwrap() == whole.stdout);
    }
}

#[test]
fn nothing_is_kept_where_it_may_not_be() {
    let project = project();
    let root = project.path();
    run(root, &[&ASK[..], &["--no-cache"]].concat());
    assert!(!root.join(".whobacks").exists());

    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), root.join(".whobacks")).unwrap();
    assert!(!is_kept(root) && !is_kept(root));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);

    fs::remove_file(root.join(".whobacks")).unwrap();
    fs::write(root.join(".whobacks"), "a file of somebody's").unwrap();
    assert!(!is_kept(root) && !is_kept(root));
    assert_eq!(fs::read_to_string(root.join(".whobacks")).unwrap(), "a file of somebody's");

    // A link that leads to another file of the project is not followed either.
    fs::remove_file(root.join(".whobacks")).unwrap();
    fs::write(root.join("NOTES"), "somebody's notes").unwrap();
    assert!(!is_kept(root) && is_kept(root));
    let place = kept(root);
    fs::remove_file(&place).unwrap();
    symlink("../NOTES", &place).unwrap();
    assert!(!is_kept(root) && !is_kept(root));
    assert_eq!(fs::read_to_string(root.join("NOTES")).unwrap(), "somebody's notes");
    fs::remove_dir_all(root.join(".whobacks")).unwrap();
    fs::create_dir(root.join("own")).unwrap();
    symlink("own", root.join(".whobacks")).unwrap();
    assert!(!is_kept(root) && !is_kept(root));
    assert_eq!(fs::read_dir(root.join("own")).unwrap().count(), 0);

    // A small project is read in a moment, and stays as it is; so does one that has changed just now.
    fs::remove_file(root.join(".whobacks")).unwrap();
    fs::copy(Path::new(EXAMPLE).join("data/harbour.ron"), annotation(root)).unwrap();
    assert!(!is_kept(root) && !root.join(".whobacks").exists());
}

#[test]
fn several_at_once_do_not_disturb_each_other() {
    let project = project();
    let root = project.path();
    thread::scope(|scope| {
        let asked: Vec<_> = (0..6).map(|_| scope.spawn(|| is_kept(root))).collect();
        assert!(asked.into_iter().all(|asked| asked.join().is_ok()));
    });
    assert!(is_kept(root));
    kept(root);
}
