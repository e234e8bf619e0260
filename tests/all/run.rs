//! The tool, run in a folder: what it prints, and how it ends.

use std::path::Path;

use snapbox::cmd::Command;

/// What a run has printed, and its exit code.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the tool in a folder.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    let output = Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(args)
        .current_dir(folder)
        .env_remove("WHOBACKS_TEXTS")
        .output()
        .expect("the tool runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    Run { code, out: text(output.stdout), err: text(output.stderr) }
}
