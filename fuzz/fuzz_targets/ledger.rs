//! Any text as a ledger: what is read is what is written, to the byte, line ends aside. The digest is put
//! right first, for no chance would hit it.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/ledger.rs"]
mod reader;

fuzz_target!(|input: (&str, &str)| reader::run(input));
