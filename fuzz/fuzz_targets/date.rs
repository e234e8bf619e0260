//! Any text as a date: what is read is written and read again, its days are in order.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/date.rs"]
mod reader;

fuzz_target!(|input: &str| reader::run(input));
