//! A plain-text, citation-checked knowledge graph of *who backs whom*.
//!
//! An analyst writes an annotation file: actors, and claims about them, each cited to one source by
//! a short quote. The file is checked like a program, every quote is proved, and what has passed
//! becomes a graph that can be asked, drawn and exported. The stages, each with a type of its own:
//!
//! ```text
//! annotation text ─► Dataset ─► CheckedDataset ─► Graph ─► View ─► bytes
//!    RON             as written   every rule      petgraph  what is   DOT JSON GEXF
//!                                 has passed      inside    shown
//! ```
//!
//! The whole route in memory; on disk, [`annotation::load`] and [`evidence::Sources::load`] do the
//! reading:
//!
//! ```
//! use std::path::Path;
//! use whobacks::annotation::{Arena, parse};
//! use whobacks::check::{CheckOptions, check};
//! use whobacks::evidence::{Sources, Text, Unread, propose};
//! use whobacks::export::{self, Format};
//! use whobacks::{graph::Graph, view::View};
//!
//! let article = "A short article\n\nEgypt backs Haftar in the east.\n";
//! let source = propose("a.txt", &Text::new(article, false)).card.into_source("a".parse()?);
//! let sources = Sources::of([Unread { source, ledger: None, text: Some(article.into()) }]);
//!
//! let arena = Arena::new();
//! let dataset = parse(Path::new("example.ron"), r#"(
//!     actors: {
//!         "egypt": (name: "Egypt", kind: state),
//!         "haftar": (name: "Khalifa Haftar", kind: person, aliases: ["Haftar"]),
//!     },
//!     claims: {"a": [(from: "egypt", relation: "backs", to: "haftar", quote: "Egypt backs Haftar")]},
//! )"#, &arena);
//!
//! let outcome = check(&dataset, &sources, CheckOptions::default());
//! let graph = Graph::new(outcome.checked.expect("nothing is wrong with it"));
//! let mut bytes = Vec::new();
//! export::write(Format::Json, &View::whole(&graph), &mut bytes)?;
//! assert!(String::from_utf8(bytes)?.contains(r#""relation": "backs""#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod analysis;
pub mod annotation;
pub mod check;
pub mod choice;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod edit;
pub mod evidence;
pub mod export;
#[cfg(any(feature = "draw", feature = "intake"))]
mod font;
pub mod graph;
pub mod import;
pub mod intake;
#[cfg(feature = "draw")]
#[expect(unreachable_pub, reason = "its own word for what the floors above use")]
mod layout;
pub mod look;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod model;
pub mod project;
pub mod query;
#[cfg(feature = "draw")]
pub mod render;
#[cfg(feature = "cli")]
#[expect(unreachable_pub, reason = "its own word for what the floor above uses")]
mod report;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(feature = "draw")]
pub mod site;
pub mod sql;
pub mod suggest;
pub mod tables;
pub mod view;

#[cfg(test)]
mod tests {
    use super::*;

    fn sendable<T: Send + Sync>() {}

    /// Whatever is public can be handed to another thread.
    #[test]
    fn everything_public_can_be_sent() {
        sendable::<annotation::Dataset<'_>>();
        sendable::<check::CheckedDataset>();
        sendable::<check::Outcome>();
        sendable::<evidence::Sources>();
        sendable::<graph::Graph>();
        sendable::<query::Names<'_>>();
        sendable::<query::Pattern>();
        sendable::<query::Scope>();
        sendable::<query::Selection<'_>>();
        sendable::<analysis::sides::Sides>();
        sendable::<view::View<'_>>();
        sendable::<choice::Picture>();
        sendable::<project::Error>();
        sendable::<project::Opened>();
        sendable::<project::Outputs>();
        #[cfg(feature = "draw")]
        sendable::<render::Unpaintable>();
    }
}
