//! Any bytes as a request to the server: an answer of HTTP, or none where it was no request; no panic, and the
//! annotation is one that is read.
//!
//! The first byte says what is asked: a look or a change, with the rest as what is sent, or, from 16 on, the rest
//! as it comes over the wire, with the words `HOST` and `TOKEN` made ours, which no chance would hit.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/all/mutations/readers/requests.rs"]
mod reader;

fuzz_target!(|input: (u8, &str)| reader::run(input));
