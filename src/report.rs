//! Answers, tables, diagnostics -> terminal text, JSON, CSV, SARIF.
//!
//! Takes values of the floors below, gives text. Prints nothing and knows no terminal: the caller gives width
//! and colour.

pub mod agreement;
pub mod answers;
pub mod check_json;
pub mod claim;
pub mod claims;
pub mod coverage;
pub mod diagnostics;
pub mod diff;
pub mod dossier;
mod each;
pub mod isolate;
pub mod lists;
pub mod revisions;
pub mod safe;
pub mod sarif;
pub mod sides;
pub mod source_text;
#[cfg(feature = "sparql")]
pub mod sparql;
pub mod table;
mod wrap;

use crate::model::{Citation, Passage};

/// `1 claim`, `2 claims`
pub(crate) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// What stands over everything that is made of the sound part of a dataset only.
pub fn draft(left_out: usize) -> String {
    format!("draft: {} left out", count(left_out, "claim"))
}

/// An answer in JSON that says that it is a draft's. The mark stands in front, whatever the answer is;
/// a list has no place for it.
pub fn draft_json(text: &str, left_out: usize) -> String {
    match text.strip_prefix('{') {
        Some(rest) => format!("{{\n  \"draft\": {{\"left_out\": {left_out}}},{rest}"),
        None => text.to_owned(),
    }
}

/// The words with their place, or the record: `“armed the guard” courier ¶3`.
fn cited(source: &str, citation: &Citation) -> String {
    match citation {
        Citation::Quote(quoted) => format!("“{}” {source} ¶{}", quoted.quote, quoted.paragraph),
        Citation::Record(record) => format!("[{record}] {source}"),
    }
}

/// Where in a list a paragraph or a sentence stands: `  ¶ 12.3  `.
fn passage_place(passage: Passage) -> String {
    format!("  {:<8}", format!("¶ {passage}"))
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

#[cfg(test)]
mod hostile;
