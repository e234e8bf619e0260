//! Any bytes as an annotation file: a report, places inside the file, a layout that changes nothing; no
//! panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/annotation.rs"]
mod reader;

fuzz_target!(|input: &str| reader::run(input));
