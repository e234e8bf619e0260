//! Any text as a pattern: what is read is shown in a form that is read as the same, and answered.

use std::sync::LazyLock;

use whobacks::graph::Graph;
use whobacks::query::{Names, Pattern, Scope, select};

use super::small;

static GRAPH: LazyLock<Graph> = LazyLock::new(small::graph);

pub fn run(text: &str) {
    let names = Names::of(&GRAPH);
    let Ok(pattern) = Pattern::parse(text, &names, &[]) else { return };
    let shown = pattern.shown(&GRAPH).to_string();
    let again = Pattern::parse(&shown, &names, &[]);
    assert_eq!(again.as_ref().map(|p| p.shown(&GRAPH).to_string()), Ok(shown.clone()), "{text}");
    let _ = select(&GRAPH, &pattern, &Scope::default());
}
