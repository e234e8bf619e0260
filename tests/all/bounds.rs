//! A project that somebody hands on reaches no file but its own, and nobody waits for what lies in it.
#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use super::example::{EXAMPLE, copy, project, run, stderr, whobacks};

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

/// A link in somebody else's repository that has the name of an output leads to no other file, however its folder is named.
#[test]
fn an_output_leaves_the_repository_by_no_link() {
    let outer = project();
    let root = outer.path().join("theirs");
    fs::create_dir_all(root.join("sub")).unwrap();
    fs::create_dir_all(outer.path().join("folder")).unwrap();
    for name in ["data", "seeds"] {
        fs::rename(outer.path().join(name), root.join(name)).unwrap();
    }
    fs::write(outer.path().join("own"), "own").unwrap();
    symlink("../own", root.join("o.svg")).unwrap();
    symlink("../not-there", root.join("o.json")).unwrap();
    symlink("../folder", root.join("graphs")).unwrap();
    symlink("sub/inside", root.join("inside.json")).unwrap();
    fs::create_dir(root.join("tables")).unwrap();
    symlink("../../own", root.join("tables/nodes.csv")).unwrap();
    let refused = |arguments: &[&str]| {
        let output = run(&root, arguments);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {said}");
        assert!(said.contains("leads out of the project; --outside"), "{arguments:?} {said}");
        assert_eq!(fs::read_to_string(outer.path().join("own")).unwrap(), "own", "{arguments:?}");
        assert!(!outer.path().join("not-there").exists());
        assert_eq!(fs::read_dir(outer.path().join("folder")).unwrap().count(), 0);
    };
    refused(&["draw", "-o", "o.svg"]);
    refused(&["draw", "-o", "graphs/new.svg"]);
    refused(&["explore", "-o", "o.svg"]);
    refused(&["export", "json", "-o", "o.json"]);
    refused(&["export", "csv", "-o", "tables"]);
    refused(&["export", "csv", "-o", "graphs"]);
    refused(&["source", "export", "-o", "sub/../o.json"]);
    assert!(run(&root, &["export", "json", "-o", "inside.json"]).status.success());
    assert!(root.join("sub/inside").exists());
    assert!(run(&root, &["export", "json", "-o", "../beside.json"]).status.success());
    refused(&["import", "inside.json", "-o", "o.json"]);
    // From the folder above it is not beyond it, unless theirs is a repository.
    fs::create_dir(root.join(".git")).unwrap();
    let output = run(outer.path(), &["--data", "theirs", "export", "json", "-o", "theirs/o.json"]);
    assert!(stderr(&output).contains("leads out of the project"), "{}", stderr(&output));
    assert!(run(&root, &["--outside", "export", "json", "-o", "o.json"]).status.success());
    assert!(outer.path().join("not-there").exists());
}

/// Each date is a picture: a list of thousands would be drawn for hours, and whoever wants that says so.
#[test]
fn more_dates_than_anybody_looks_at_are_drawn_only_if_that_is_wanted() {
    let root = project();
    let path = root.path().join("data/harbour.ron");
    let text = fs::read_to_string(&path).unwrap();
    let dates: String =
        (0..401).map(|i| format!("\"{}-{:02}\", ", 1980 + i / 12, 1 + i % 12)).collect();
    let (head, rest) = text.split_once("    actors:").unwrap();
    assert!(!head.contains("slices"));
    fs::write(&path, format!("{head}    slices: [{dates}],\n    actors:{rest}")).unwrap();
    for arguments in [&["build"][..], &["explore"], &["explore", "--max-slices", "400"]] {
        let output = run(root.path(), arguments);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.contains("401 dates") && said.contains("--max-slices 401 makes all"),
            "{said}"
        );
    }
    assert!(!root.path().join("graphs").exists());
}
