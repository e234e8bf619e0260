//! Any text as keys and signatures: nothing is believed that nobody signed.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/signature.rs"]
mod reader;

fuzz_target!(|input: (&str, &str)| reader::run(input));
