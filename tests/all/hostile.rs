//! A repository that somebody hands on touches nobody's terminal, and no file but its own.
#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/example");

/// A copy of the project that the documentation has.
fn project() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    copy(Path::new(EXAMPLE), root.path());
    root
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let place = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &place),
            false => assert!(fs::copy(&path, &place).is_ok()),
        }
    }
}

fn whobacks(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whobacks"));
    command.current_dir(root).env_remove("WHOBACKS_TEXTS");
    command
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    whobacks(root).args(arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every byte of a terminal's escapes that has come through.
fn steering(output: &Output) -> Vec<char> {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    // Tables for spreadsheets end their lines so (RFC 4180).
    let text = String::from_utf8(text).unwrap().replace("\r\n", "\n");
    let steers = |c: &char| {
        (c.is_control() && !"\n\t".contains(*c)) || ('\u{202a}'..='\u{202e}').contains(c)
    };
    text.chars().filter(steers).collect()
}

#[test]
fn no_name_and_no_quote_steers_a_terminal() {
    let annotation = fs::read_to_string(format!("{EXAMPLE}/data/harbour.ron")).unwrap();
    // As escapes of RON, and as the bytes themselves.
    for evil in [
        "\\u{1b}]52;c;Y3VybA==\\u{7}",
        "\u{1b}]0;title\u{7}",
        "\u{9b}2J",
        "\u{202e}gnihtemos",
        "\u{8}\u{8}\u{7f}",
        "\rerror",
    ] {
        let root = project();
        let evil = annotation.replace("(name: \"Vestria\"", &format!("(name: \"Vestria{evil}\""));
        assert_ne!(annotation, evil);
        fs::write(root.path().join("data/harbour.ron"), &evil).unwrap();
        for arguments in [
            &["check"][..],
            &["check", "--format", "json"],
            &["check", "--format", "sarif"],
            &["--draft", "ask", "who arms the brigade"],
            &["--draft", "actors", "--format", "csv"],
            &["actors"],
            &["fmt", "--check"],
        ] {
            let output = run(root.path(), arguments);
            assert_eq!(steering(&output), Vec::<char>::new(), "{arguments:?} {evil}");
        }
    }
    // What stands on the command line is shown, too.
    let root = project();
    for arguments in [
        &["ask", "who backs \u{1b}]0;x\u{7}"][..],
        &["--data", "\u{1b}[2J.ron", "check"],
        &["no\u{9b}2Jcommand"],
        &["export", "\u{202e}fxeg"],
    ] {
        let output = run(root.path(), arguments);
        assert_eq!(steering(&output), Vec::<char>::new(), "{arguments:?}");
        assert_ne!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn a_card_and_its_file_name_steer_nothing() {
    let root = project();
    let card = fs::read_to_string(root.path().join("seeds/harbour.ron")).unwrap();
    let evil = card.replacen("title: \"", "title: \"\\u{1b}]0;x\\u{7}", 1);
    assert_ne!(card, evil);
    fs::write(root.path().join("seeds/harbour.ron"), evil).unwrap();
    fs::write(root.path().join("seeds/a\u{1b}[2Jb.ron"), "(").unwrap();
    for arguments in [&["check"][..], &["source", "list"], &["source", "show", "harbour"]] {
        let output = run(root.path(), arguments);
        assert_eq!(steering(&output), Vec::<char>::new(), "{arguments:?}");
    }
    assert!(stderr(&run(root.path(), &["source", "list"])).contains("U+001B"));
}

#[test]
fn what_leads_out_of_the_project_is_neither_read_nor_written() {
    let outer = tempfile::tempdir().unwrap();
    let root = outer.path().join("p");
    copy(Path::new(EXAMPLE), &root);
    let secret = outer.path().join("secret.ron");
    fs::write(&secret, "API_KEY=sk-secret\n").unwrap();
    let write = |include: &str| {
        fs::write(
            root.join("data/harbour.ron"),
            format!("(title: \"T\", include: [\"{include}\"])"),
        )
        .unwrap();
    };
    symlink("../secret.ron", root.join("link.ron")).unwrap();
    fs::write(root.join(".env"), "API_KEY=sk-secret\n").unwrap();
    let status = Command::new("mkfifo").arg(root.join("pipe.ron")).status().unwrap();
    assert!(status.success());
    for (include, reason) in [
        ("../../secret.ron", "leads out of the project"),
        ("../link.ron", "leads out of the project"),
        ("/dev/zero", "ends in .ron"),
        ("../.env", "ends in .ron"),
        ("../pipe.ron", "device or a pipe"),
    ] {
        write(include);
        let output = run(&root, &["check"]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(reason), "{include}: {said}");
        assert!(!said.contains("sk-secret"), "{include}");
        run(&root, &["fmt"]);
        assert_eq!(fs::read_to_string(&secret).unwrap(), "API_KEY=sk-secret\n");
    }
    // Whoever says so may.
    fs::write(&secret, "(title: \"Outside\")").unwrap();
    write("../../secret.ron");
    assert_eq!(run(&root, &["--outside", "check"]).status.code(), Some(0));
}

#[test]
fn outputs_by_links_stay_in_their_folder() {
    let outer = tempfile::tempdir().unwrap();
    let root = outer.path().join("p");
    copy(Path::new(EXAMPLE), &root);
    let own = outer.path().join("own.json");
    fs::write(&own, "mine").unwrap();
    fs::create_dir_all(root.join("graphs")).unwrap();
    symlink("../../own.json", root.join("graphs/harbour.json")).unwrap();
    let output = run(&root, &["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("leads out of the project"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(&own).unwrap(), "mine");
    // A ledger is an output too.
    fs::rename(root.join("seeds/harbour.proofs"), outer.path().join("l")).unwrap();
    symlink("../../l", root.join("seeds/harbour.proofs")).unwrap();
    fs::write(outer.path().join("l"), "mine").unwrap();
    run(&root, &["prove", "--texts", "texts"]);
    assert_eq!(fs::read_to_string(outer.path().join("l")).unwrap(), "mine");
}

/// Nobody has named it: a pipe among the outputs would be waited for, and its reader is nobody's.
#[test]
fn a_pipe_among_the_outputs_is_refused_before_it_is_opened() {
    let root = project();
    fs::create_dir(root.path().join("graphs")).unwrap();
    let pipe = root.path().join("graphs/harbour.json");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let output = run(root.path(), &["build"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("device or a pipe"), "{}", stderr(&output));
}

/// Whatever a command looks at by itself is asked what it is before it is opened, and where it leads before it is
/// written.
#[test]
fn what_lies_beside_is_not_waited_for_and_leads_nowhere() {
    let outer = tempfile::tempdir().unwrap();
    let root = outer.path().join("p");
    copy(Path::new(EXAMPLE), &root);
    for name in ["seeds/pipe.ron", "seeds/port.ron", "data/pipe.ron"] {
        assert!(Command::new("mkfifo").arg(root.join(name)).status().unwrap().success());
    }
    symlink("../../ignored", root.join("seeds/.gitignore")).unwrap();
    symlink("../../text", root.join("texts/other.txt")).unwrap();
    fs::write(root.join("page.html"), "<title>T</title><p>Vestria sells grain to Orlan.").unwrap();
    fs::create_dir(root.join("new")).unwrap();
    fs::create_dir(root.join("new/data")).unwrap();
    symlink("../../../annotation", root.join("new/data/new.ron")).unwrap();
    let add = ["source", "add", "page.html", "--id"];
    for (arguments, code) in [
        ([&add[..], &["one", "--texts", "seeds"]].concat(), 2),
        ([&add[..], &["other", "--texts", "texts"]].concat(), 2),
        ([&add[..], &["two", "--texts", "texts"]].concat(), 0),
        (["--data", "data/harbour.ron", "rename", "source", "harbour", "port"].to_vec(), 2),
        (["init", "new"].to_vec(), 2),
    ] {
        let mut child = whobacks(&root).args(&arguments).stdin(Stdio::null()).spawn().unwrap();
        let start = std::time::Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if start.elapsed().as_secs() > 60 {
                child.kill().unwrap();
                panic!("{arguments:?} waits for somebody");
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        };
        assert_eq!(status.code(), Some(code), "{arguments:?}");
    }
    let left: Vec<_> =
        fs::read_dir(outer.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["p"]);
}

/// The record of pictures comes with the project, and `build` takes away what stands on it.
#[test]
fn a_record_of_pictures_takes_nothing_away_outside_its_folder() {
    use sha2::{Digest as _, Sha256};
    let root = project();
    assert!(run(root.path(), &["build"]).status.success());
    let card = fs::read(root.path().join("seeds/harbour.ron")).unwrap();
    let hash: String = Sha256::digest(&card).iter().map(|byte| format!("{byte:02x}")).collect();
    let lock = root.path().join("graphs/harbour.lock");
    let text = fs::read_to_string(&lock).unwrap();
    let full = root.path().join("seeds/harbour.ron");
    for name in ["../seeds/harbour.ron", "./../seeds/harbour.ron", full.to_str().unwrap(), ".."] {
        fs::write(&lock, format!("{text}{hash} {hash} {name}\n")).unwrap();
        assert!(run(root.path(), &["build"]).status.success());
        assert_eq!(fs::read(&full).unwrap(), card, "{name}");
    }
    assert!(!fs::read_to_string(&lock).unwrap().contains("seeds"));
}

/// Which of them is the annotation is told by reading each once, and a chain is told by its ends.
#[test]
fn files_that_all_include_each_other_are_read_once_each() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("data")).unwrap();
    let all: String = (0..150).map(|i| format!("\"f{i}.ron\", ")).collect();
    for name in (0..150).map(|i| format!("f{i}")).chain(["x".to_owned()]) {
        let text = format!("(title: \"T\", include: [{all}])");
        fs::write(root.path().join(format!("data/{name}.ron")), text).unwrap();
    }
    let start = std::time::Instant::now();
    let output = run(root.path(), &["check", "--format", "json"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(
        said.contains("data/x.ron includes") || said.contains("f3.ron → 92 more → data/f96.ron")
    );
    assert!(said.contains("more than 100 deep"), "{said}");
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn an_output_goes_where_its_link_points_and_a_stream_stays_one() {
    let root = project();
    let (link, target) = (root.path().join("link.json"), root.path().join("target.json"));
    fs::write(&target, "old").unwrap();
    symlink("target.json", &link).unwrap();
    symlink("new.json", root.path().join("dangling.json")).unwrap();
    for name in ["link.json", "dangling.json"] {
        assert!(run(root.path(), &["export", "json", "-o", name]).status.success());
    }
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&target).unwrap().starts_with('{'));
    assert!(root.path().join("new.json").is_file());
    // The standard output by another name: what stood there before stays.
    symlink("/proc/self/fd/1", root.path().join("stdout")).unwrap();
    let captured = root.path().join("captured");
    let mut file = fs::File::create(&captured).unwrap();
    file.write_all(b"before\n").unwrap();
    let status = whobacks(root.path())
        .args(["export", "json", "-o", "stdout"])
        .stdout(file)
        .status()
        .unwrap();
    assert!(status.success());
    let written = fs::read_to_string(&captured).unwrap();
    assert!(written.starts_with("before\n{"), "{}", &written[..40]);
    assert!(fs::symlink_metadata(root.path().join("stdout")).unwrap().is_symlink());
}

#[test]
fn what_was_private_stays_private() {
    let root = project();
    for (name, arguments) in [
        ("data/harbour.ron", &["fmt"][..]),
        ("seeds/harbour.proofs", &["prove", "--texts", "texts"]),
        ("out.json", &["export", "json", "-o", "out.json"]),
    ] {
        let path = root.path().join(name);
        if name == "data/harbour.ron" {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text.replacen("    title", "title", 1)).unwrap();
        } else {
            fs::write(&path, "").unwrap();
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(run(root.path(), arguments).status.success(), "{arguments:?}");
        let found = fs::metadata(&path).unwrap();
        assert_eq!(found.permissions().mode() & 0o777, 0o600, "{name}");
        assert!(found.len() > 0, "{name}");
    }
}

#[test]
fn nothing_but_an_annotation_is_laid_out() {
    let root = project();
    let json = "{\n  \"list\": [\n    1\n  ]\n}\n";
    fs::write(root.path().join("own.json"), json).unwrap();
    let output = run(root.path(), &["fmt", "own.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("neither an annotation file nor a card"));
    assert_eq!(fs::read_to_string(root.path().join("own.json")).unwrap(), json);
}

#[test]
fn messages_that_nobody_can_read_are_no_reason_to_stop() {
    let root = project();
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let code = |arguments: &[&str]| {
        whobacks(root.path()).args(arguments).stderr(full()).status().unwrap().code()
    };
    assert_eq!(code(&["export", "csv", "-o", "tables"]), Some(0));
    assert!(root.path().join("tables/edges.csv").is_file());
    assert!(root.path().join("tables/nodes.csv").is_file());
    assert_eq!(code(&["ask", "zzz"]), Some(2));
    assert_eq!(code(&["no-command"]), Some(2));
    let output = whobacks(root.path()).arg("check").stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("No space left"), "{}", stderr(&output));
}

#[test]
fn a_folder_above_is_taken_only_if_it_is_a_project() {
    let outer = tempfile::tempdir().unwrap();
    fs::create_dir_all(outer.path().join("data")).unwrap();
    fs::create_dir_all(outer.path().join("deep/er")).unwrap();
    fs::write(outer.path().join("data/x.ron"), "(title: \"T\")").unwrap();
    let below = outer.path().join("deep/er");
    assert_eq!(run(&below, &["check"]).status.code(), Some(2));
    fs::create_dir(outer.path().join("seeds")).unwrap();
    assert_eq!(run(&below, &["check"]).status.code(), Some(0));
}

#[test]
fn what_a_killed_run_has_left_is_cleared_by_the_next() {
    let root = project();
    let gone = Command::new("true").stdin(Stdio::null()).spawn().unwrap();
    let number = gone.id();
    let mut gone = gone;
    gone.wait().unwrap();
    let left = root.path().join(format!(".whobacks-{number}-abc"));
    let own = root.path().join(".whobacks-notes");
    let running = root.path().join(format!(".whobacks-{}-abc", std::process::id()));
    for path in [&left, &own, &running] {
        fs::write(path, "half").unwrap();
    }
    assert!(run(root.path(), &["export", "json", "-o", "out.json"]).status.success());
    assert_eq!([left.exists(), own.exists(), running.exists()], [false, true, true]);
}

#[test]
fn dates_that_look_alike_have_pictures_of_their_own() {
    let root = project();
    let path = root.path().join("data/harbour.ron");
    let text = fs::read_to_string(&path).unwrap();
    let slices = "    slices: [\"2031~\", \"2031?\"],\n    title:";
    assert_eq!(text.matches("slices:").count(), 0);
    fs::write(&path, text.replacen("    title:", slices, 1)).unwrap();
    assert!(run(root.path(), &["build"]).status.success());
    assert!(root.path().join("graphs/harbour-2031-.svg").is_file());
    assert!(root.path().join("graphs/harbour-2031--2.svg").is_file());
    let output = run(root.path(), &["build", "--check"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn what_was_interrupted_can_be_repeated() {
    // A source of which the new card and ledger stand, and the annotation does not say so yet.
    let root = project();
    let finished = project();
    assert!(run(finished.path(), &["rename", "source", "harbour", "port"]).status.success());
    for ending in ["ron", "proofs"] {
        let name = format!("seeds/port.{ending}");
        fs::copy(finished.path().join(&name), root.path().join(&name)).unwrap();
    }
    let output = run(root.path(), &["rename", "source", "harbour", "port"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(!root.path().join("seeds/harbour.ron").exists());
    assert!(!root.path().join("seeds/harbour.proofs").exists());
    assert_eq!(run(root.path(), &["check"]).status.code(), Some(0));
    // And the other way round: whatever was written first, the same command finishes it.
    for written in [
        &["data/harbour.ron"][..],
        &["data/harbour.ron", "seeds/port.ron"],
        &["seeds/port.ron"],
        &["seeds/port.proofs"],
        &["data/harbour.ron", "seeds/port.proofs"],
    ] {
        let root = project();
        for name in written {
            fs::copy(finished.path().join(name), root.path().join(name)).unwrap();
        }
        let output = run(root.path(), &["rename", "source", "harbour", "port"]);
        assert!(output.status.success(), "{written:?}: {}", stderr(&output));
        for name in ["data/harbour.ron", "seeds/port.ron", "seeds/port.proofs"] {
            let read = |root: &TempDir| fs::read(root.path().join(name)).unwrap();
            assert_eq!(read(&root), read(&finished), "{written:?}: {name}");
        }
        assert!(!root.path().join("seeds/harbour.ron").exists());
    }
    // An actor whom the one file calls by the new id already, and another still by the old one.
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("data")).unwrap();
    fs::create_dir_all(root.path().join("seeds")).unwrap();
    let more = "(claims: {\"d\": [(from: \"a\", relation: \"backs\", to: \"b\", record: \"r\")]})";
    let main = "(title: \"T\", include: [\"more.ron\"], actors: {\"c\": (name: \"A\", kind: state), \
                \"b\": (name: \"B\", kind: state)})";
    fs::write(root.path().join("seeds/d.ron"), "(title: \"D\", text: none, published: \"2020\")")
        .unwrap();
    fs::write(root.path().join("data/more.ron"), more).unwrap();
    fs::write(root.path().join("data/main.ron"), main).unwrap();
    let output = run(root.path(), &["rename", "actor", "a", "c", "--data", "data/main.ron"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(run(root.path(), &["check", "--data", "data/main.ron"]).status.code(), Some(0));
    // A source of that name that is another one is not written over.
    let root = project();
    let other = fs::read_to_string(root.path().join("seeds/harbour.ron")).unwrap() + "// another\n";
    fs::write(root.path().join("seeds/port.ron"), &other).unwrap();
    assert_eq!(run(root.path(), &["rename", "source", "harbour", "port"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(root.path().join("seeds/port.ron")).unwrap(), other);
    // An `init` that came to its first file only.
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("seeds")).unwrap();
    fs::write(root.path().join("seeds/.gitignore"), "*.txt\n").unwrap();
    let output = run(root.path(), &["init", "--title", "War"]);
    assert!(output.status.success(), "{}", stderr(&output));
}

#[test]
fn a_merge_over_several_files_that_was_interrupted_can_be_repeated() {
    let several = || {
        let root = project();
        let data = root.path().join("data/harbour.ron");
        let text = fs::read_to_string(&data).unwrap();
        let include = "    include: [\"more.ron\", \"third.ron\"],\n    actors:";
        fs::write(&data, text.replacen("    actors:", include, 1)).unwrap();
        for (name, text) in [
            (
                "more.ron",
                "(actors: {\"guard\": (name: \"Harbour Guard\", kind: armed_group)}, claims: {\"harbour\": [\n\
                 (from: \"league\", relation: \"meets\", to: \"guard\", \
                 quote: \"whose boats pass its guns unharmed\"),\n]})\n",
            ),
            (
                "third.ron",
                "(claims: {\"harbour\": [\n(from: \"guard\", relation: \"operates_in\", to: \"sel\", \
                 quote: \"took the port of Sel in March\"),\n]})\n",
            ),
        ] {
            fs::write(root.path().join("data").join(name), text).unwrap();
        }
        root
    };
    let merge = ["merge", "actor", "brigade", "guard"];
    let finished = several();
    let output = run(finished.path(), &merge);
    assert!(output.status.success(), "{}", stderr(&output));
    let said = String::from_utf8(output.stdout).unwrap();
    let written: Vec<&str> =
        said.lines().filter_map(|line| line.strip_suffix(" changed")).collect();
    assert_eq!(written.len(), 3, "{said}");
    for n in 0..written.len() {
        let root = several();
        for name in &written[..n] {
            fs::copy(finished.path().join(name), root.path().join(name)).unwrap();
        }
        let output = run(root.path(), &merge);
        assert!(output.status.success(), "{n}: {}", stderr(&output));
        for name in &written {
            let read = |root: &TempDir| fs::read(root.path().join(name)).unwrap();
            assert_eq!(read(&root), read(&finished), "{n}: {name}");
        }
    }
}
