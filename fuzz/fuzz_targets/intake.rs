//! Any bytes as a document of any kind: an error, or paragraphs that are whole lines of text; no panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/intake.rs"]
mod reader;

fuzz_target!(|input: &[u8]| reader::run(input));
