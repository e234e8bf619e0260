//! Any text as a question: refused with a reason, or read as a pattern and answered.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use whobacks::analysis::answer::answer;
use whobacks::graph::Graph;
use whobacks::query::{Names, Scope, ask};

#[path = "graph/mod.rs"]
mod small;

static GRAPH: LazyLock<Graph> = LazyLock::new(small::graph);

fuzz_target!(|text: &str| {
    match ask::read(text, &Names::of(&GRAPH), &[]) {
        Ok(question) => {
            let scope = Scope { when: question.when.unwrap_or_default(), ..Scope::default() };
            let _ = answer(&GRAPH, &question, &scope).map(|found| found.claims().len());
        }
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
});
