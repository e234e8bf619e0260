//! From a text to claims that somebody may accept: who is named in a sentence, which words show a relation between
//! them, who says so, and when.
//!
//! Takes a dataset as it is written, a source and its text; gives [`Proposal`]s. Proposals do not count: each
//! is a claim in the annotation's own types ([`Proposal::item`]), which somebody accepts, changes or throws
//! away, and which is checked like any other. Must not know files, nor write anything.
//!
//! Only what the words say is proposed. Pronouns are not guessed; if several actors have a name, only the reader can
//! decide, so there is a proposal for each. The relation is a guess, from the verbs of the
//! vocabulary and from the usual relations of such actors; so several are given, the likeliest first.
//!
//! ```
//! use std::path::Path;
//! use whobacks::annotation::{Arena, parse};
//! use whobacks::evidence::Text;
//! use whobacks::model::Source;
//! use whobacks::suggest::Suggester;
//!
//! let arena = Arena::new();
//! let dataset = parse(Path::new("a.ron"), r#"(actors: {
//!     "orlan": (name: "Orlan", kind: state), "veshti": (name: "Veshti Front", kind: armed_group)})"#, &arena);
//! let text = Text::new("The Veshti Front has long been armed by Orlan.", false);
//! let proposals = Suggester::new(&dataset, "press-2025", None).source(&text);
//! let reading = &proposals[0].readings[0];
//! assert_eq!((&*reading.from, &*reading.relation, &*reading.to), ("orlan", "arms", "veshti"));
//! assert_eq!(proposals[0].quote, "Veshti Front has long been armed by Orlan");
//! ```

mod clause;
mod cues;
mod dates;
mod draft;
mod given;
mod known;
mod manner;
mod measure;
mod names;
mod place;
mod proposal;
mod quote;
mod rank;
mod sentence;
mod suggester;
mod usual;

pub use draft::{Draft, Drafted, Gated};
pub use given::given;
pub use known::{Known, known};
pub use measure::{Measured, measure};
pub use proposal::{Interpretation, Proposal, Selected};
pub use suggester::Suggester;

#[cfg(test)]
mod tests;
