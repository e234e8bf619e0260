//! Tells the program what it is made of, so that what an older one has drawn, or checked, is seen to be old: a
//! hash of the code that turns what a picture shows into bytes, one of the code that checks, each with the
//! versions of all libraries. It also compresses the font that comes with the program, to half its size.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// What makes bytes of what a picture shows. What it shows is compared by itself.
const DRAWING: [&str; 4] = ["choice", "layout", "look", "render"];

fn main() {
    println!("cargo:rustc-env=WHOBACKS_DRAWING={}", hash_of(&DRAWING));
    // What has passed the check is kept for as long as the check is the same.
    println!(
        "cargo:rustc-env=WHOBACKS_CHECKING={}",
        hash_of(&["annotation", "check", "diagnostic", "evidence", "model"])
    );
    // The explorer is one more output; what else is drawn does not depend on it.
    println!("cargo:rustc-env=WHOBACKS_SITE={}", hash_of(&["site"]));
    #[cfg(any(feature = "draw", feature = "intake"))]
    {
        pack(dejavu::sans_condensed::regular(), "regular");
        #[cfg(feature = "draw")]
        pack(dejavu::sans_condensed::bold(), "bold");
    }
}

/// Compresses a font for `src/font.rs`. Cargo gives each version of the libraries a folder of its own, so a file that
/// exists is right.
#[cfg(any(feature = "draw", feature = "intake"))]
fn pack(font: &[u8], name: &str) {
    use std::io::Write as _;
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where"));
    let (to, making) = (folder.join(format!("{name}.zlib")), folder.join(format!("{name}.making")));
    if to.exists() {
        return;
    }
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed
        .write_all(font)
        .and_then(|()| fs::write(&making, packed.finish()?))
        .expect("room for the font");
    fs::rename(making, to).expect("room for the font");
}

/// The hash of some floors and of the versions of all libraries.
fn hash_of(floors: &[&str]) -> String {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for floor in floors {
        let (file, folder) = (format!("src/{floor}.rs"), format!("src/{floor}"));
        files.push(PathBuf::from(file));
        code_files(Path::new(&folder), &mut files);
        println!("cargo:rerun-if-changed={folder}");
    }
    files.sort();
    let mut hash = Sha256::new();
    for path in files {
        // A package taken from a registry may come without its list of versions.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        println!("cargo:rerun-if-changed={}", path.display());
        let name = path.to_string_lossy().replace('\\', "/");
        // Line ends are the checkout's.
        hash.update(format!("{name}\n{}\n", text.replace("\r\n", "\n")));
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The code in a folder, and the tables that it reads; tests do nothing.
fn code_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        } else if path.is_dir() {
            code_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "ron") {
            files.push(path);
        }
    }
}
