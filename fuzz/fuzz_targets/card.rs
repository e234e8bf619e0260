//! Any text as a card: what is read is written and read again, and renewing it changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/card.rs"]
mod reader;

fuzz_target!(|input: &str| reader::run(input));
