//! Any text as a pattern: what is read is shown in a form that is read as the same, and answered.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/pattern.rs"]
mod reader;
#[path = "../../tests/all/mutations/readers/small.rs"]
mod small;

fuzz_target!(|input: &str| reader::run(input));
