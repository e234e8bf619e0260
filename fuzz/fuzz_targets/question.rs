//! Any text as a question: refused with a reason, or read as a pattern and answered.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/question.rs"]
mod reader;
#[path = "../../tests/all/mutations/readers/small.rs"]
mod small;

fuzz_target!(|input: &str| reader::run(input));
