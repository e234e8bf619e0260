//! Any annotation that passes its check, in every format: what is written is read by others.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/writers.rs"]
mod reader;

fuzz_target!(|input: &str| reader::run(input));
