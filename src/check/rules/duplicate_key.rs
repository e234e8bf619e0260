//! The same field, actor, relation or source stands twice.
//!
//! ```ron
//! actors: {
//!     "haftar": (name: "Khalifa Haftar", kind: person),
//!     "haftar": (name: "Saddam Haftar", kind: person),
//! }
//! ```
//!
//! One of the two would silently win. Give the second another id, or remove it. Two files of one
//! data set may both define an actor if they say exactly the same about it.

use super::super::rule::{Context, Finding, Locus, Rule};
use crate::annotation::{FaultKind, Part, Spot};
use crate::diagnostic::Code;

pub(super) const RULE: Rule =
    Rule { code: Code::DuplicateKey, page: include_str!("duplicate_key.rs"), find };

fn find(cx: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = cx.worded(|file, kind, locus| {
        let FaultKind::DuplicateKey { name, first } = kind else { return None };
        let first = Locus { file, at: Part::Span(first.clone()) };
        Some(
            Finding::new(locus, format!("`{name}` stands here for the second time"))
                .related(first, "it stands here first")
                .help("keep one of them"),
        )
    });
    for (file, read) in cx.dataset.files.iter().enumerate() {
        for (i, (id, actor)) in read.content.actors.iter().enumerate() {
            let Some((first_file, first)) = cx.actors.position(id) else { continue };
            if first_file == file || cx.actors.entry(first_file, first) == actor {
                continue;
            }
            let locus = Locus { file, at: Part::Actor(i, Spot::Key) };
            let other = Locus { file: first_file, at: Part::Actor(first, Spot::Key) };
            let path = cx.dataset.files[first_file].path.display();
            findings.push(
                Finding::new(locus, format!("actor `{}` is defined differently in {path}", &**id))
                    .related(other, "it is defined here first")
                    .help("say the same about it in both files, or define it in one of them only"),
            );
        }
    }
    findings
}
