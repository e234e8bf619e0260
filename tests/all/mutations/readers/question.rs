//! Any text as a question: refused with a reason, or read as a pattern and answered.

use std::sync::LazyLock;

use whobacks::analysis::answer::answer;
use whobacks::graph::Graph;
use whobacks::query::{Names, Scope, ask};

use super::small;

static GRAPH: LazyLock<Graph> = LazyLock::new(small::graph);

pub fn run(text: &str) {
    match ask::read(text, &Names::of(&GRAPH), &[]) {
        Ok(question) => {
            let scope = Scope { when: question.when.unwrap_or_default(), ..Scope::default() };
            let _ = answer(&GRAPH, &question, &scope).map(|found| found.claims().len());
        }
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
}
