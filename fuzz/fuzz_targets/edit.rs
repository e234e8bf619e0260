//! Any annotation and any change of it: refused with a reason, or a file that is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/edit.rs"]
mod reader;

fuzz_target!(|input: (&str, &str, &str, u8)| reader::run(input));
