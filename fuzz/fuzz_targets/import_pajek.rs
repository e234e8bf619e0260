//! Any bytes as a file of that format: an error or an annotation; no panic.
#![no_main]

#[path = "../../tests/all/mutations/readers/import.rs"]
mod import;

use libfuzzer_sys::fuzz_target;
use whobacks::import::InFormat;

fuzz_target!(|bytes: &[u8]| import::run(bytes, InFormat::Pajek));
