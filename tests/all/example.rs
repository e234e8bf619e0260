//! A copy of the project that the documentation has, and the command in it.
#![cfg_attr(
    not(unix),
    allow(dead_code, reason = "most who copy it are tests of what only Unix has")
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

pub(super) const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/example");

/// A copy of the project that the documentation has.
pub(super) fn project() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    copy(Path::new(EXAMPLE), root.path());
    root
}

pub(super) fn copy(from: &Path, to: &Path) {
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

pub(super) fn whobacks(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whobacks"));
    command.current_dir(root).env_remove("WHOBACKS_TEXTS");
    command
}

pub(super) fn run(root: &Path, arguments: &[&str]) -> Output {
    whobacks(root).args(arguments).output().unwrap()
}

pub(super) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
