//! Answers, tables, diagnostics -> terminal text, JSON, CSV, SARIF.
//!
//! Takes values of the floors below, gives text. Prints nothing, asks no terminal: width and colour
//! are told to it.

pub mod check_json;
pub mod diagnostics;
pub mod lists;
pub mod sarif;
pub mod table;

/// `1 claim`, `2 claims`
pub(crate) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
