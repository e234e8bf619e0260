//! The words that a quote leaves out span the end of a sentence.
//!
//! ```ron
//! // the text: “Vestria arms the brigade. Orlan fights the northern league.”
//! (from: "vestria", relation: "fights", to: "league", quote: "Vestria arms the … fights the northern league")
//! ```
//!
//! The actor of one sentence need not be that of the next. Quote one sentence. If the second continues
//! the first (“It also …”), accept the warning and say so: `accept: ["wide-elision"], note: "…"`.

use super::super::rule::{Context, Finding, Rule, field, place_of};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::WideElision, page: include_str!("wide_elision.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, _, verdict) in cx.proved() {
        if place_of(entry, verdict).is_some_and(|place| place.caution.wide) {
            let message = "the words that this quote leaves out span the end of a sentence";
            findings.push(
                Finding::new(field(entry, "quote"), message)
                    .help("quote one sentence, or accept the warning with a note"),
            );
        }
    }
    findings
}
