//! Load a project and ask it something, in ten lines:
//!
//! ```sh
//! cargo run --example ask -- who backs Haftar
//! ```

#![allow(clippy::print_stdout, reason = "an example prints what it finds")]

use whobacks::analysis::answer::answer;
use whobacks::project::{Paths, Project};
use whobacks::query::{Names, Scope, ask};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let graph = Project::find(&Paths::default())?.open(Default::default())?.graph;
    let question = ask::read(&words.join(" "), &Names::of(&graph), &[])?;
    let scope = Scope { when: question.when.unwrap_or_default(), ..Scope::default() };
    let found = answer(&graph, &question, &scope)?;
    println!("{}", found.pattern);
    for at in found.claims() {
        let quote = at.claim.citation.text();
        println!(
            "{} {} {}: “{quote}” {}",
            at.from.name, at.relation.label, at.to.name, at.source.id
        );
    }
    Ok(())
}
