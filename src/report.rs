//! Answers, tables, diagnostics -> terminal text, JSON, CSV, SARIF.
//!
//! Takes values of the floors below, gives text. Prints nothing, asks no terminal: width and colour
//! are told to it.

pub mod agreement;
pub mod answers;
pub mod check_json;
pub mod claim;
pub mod claims;
pub mod coverage;
pub mod diagnostics;
pub mod dossier;
pub mod lists;
pub mod revisions;
pub mod sarif;
pub mod sides;
pub mod table;
mod wrap;

/// `1 claim`, `2 claims`
pub(crate) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Where in a list a paragraph stands: `  ¶ 12  `.
fn paragraph_place(number: u32) -> String {
    format!("  {:<6}", format!("¶ {number}"))
}

/// Markdown for a terminal: fenced blocks are indented, all else is as it is.
pub fn plain(markdown: &str) -> String {
    let (mut out, mut fenced) = (String::new(), false);
    for line in markdown.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let indent = if fenced && !line.is_empty() { "    " } else { "" };
        out.push_str(indent);
        out.push_str(line);
        out.push('\n');
    }
    out
}
