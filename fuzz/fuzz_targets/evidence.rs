//! Any text with any quote: what is found stands there, and the ledger says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/evidence.rs"]
mod reader;

fuzz_target!(|input: (&str, &str, bool)| reader::run(input));
