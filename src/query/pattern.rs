//! Triple patterns: `?x backs haftar . ?x backs hor`.
//!
//! Takes a pattern as text and the names of a graph; gives triples with the actors found. Must not
//! know claims or dates.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
#![expect(clippy::arithmetic_side_effects, reason = "places among at most `WORDS` words")]

use std::fmt;

use super::expr::{Expr, ExprError};
use super::names::{NameError, Names};
use crate::graph::Graph;
use crate::model::{ActorIx, Cut, SourceIx};

/// The longest pattern that is read, in bytes.
const LONGEST: usize = 4096;

/// The most words that a triple may have.
const WORDS: usize = 64;

/// Why a text is not a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// The text is empty.
    #[error("the pattern is empty; write it as subject, relation, object: '?x backs haftar'")]
    Empty,
    /// The text is too long.
    #[error("the pattern is longer than {LONGEST} bytes, or a triple than {WORDS} words")]
    Long,
    /// Not subject, relation, object.
    #[error(
        "`{0}` is not subject, relation, object; `?x backs haftar` is, and ` . ` joins several"
    )]
    Triple(String),
    /// No relation stands in the triple.
    #[error("`{triple}` has no relation: {error}")]
    NoRelation {
        /// The triple.
        triple: String,
        /// Why its middle is not a relation.
        error: ExprError,
    },
    /// A relation expression that cannot be read.
    #[error(transparent)]
    Expr(#[from] ExprError),
    /// A name that does not name one actor.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A variable without a valid name.
    #[error("`{0}` is not a name for a variable; use letters, digits and _: ?x, ?backer")]
    Variable(String),
    /// A quotation mark without its partner.
    #[error("a quotation mark in the pattern has no partner")]
    Quote,
}

/// An end of a triple.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// `?x`: any actor; its name without the mark.
    Variable(String),
    /// This actor.
    Actor(ActorIx),
}

/// Subject, relation expression, object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triple {
    /// Where the path starts.
    pub subject: Term,
    /// The path.
    pub path: Expr,
    /// Where the path ends.
    pub object: Term,
}

/// Triples that hold together, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// In the order written.
    pub triples: Vec<Triple>,
}

impl Pattern {
    /// Reads a pattern; names are those of the graph and, if sources are given, also those that hold in these
    /// only.
    ///
    /// # Errors
    /// If it is not a pattern, or names something that does not exist.
    pub fn parse(
        text: &str,
        names: &Names<'_>,
        sources: &[SourceIx],
    ) -> Result<Self, PatternError> {
        if text.len() > LONGEST {
            return Err(PatternError::Long);
        }
        let words = words(text)?;
        let mut triples = Vec::new();
        let mut rest = words.split(|word| !word.quoted && word.text == ".").peekable();
        while let Some(part) = rest.next() {
            if part.is_empty() && rest.peek().is_none() && !triples.is_empty() {
                break;
            }
            triples.push(triple(part, names, sources)?);
        }
        Ok(Pattern { triples })
    }

    /// The names of its variables, in the order of first occurrence.
    pub fn variables(&self) -> Vec<&str> {
        let mut variables: Vec<&str> = Vec::new();
        for term in self.triples.iter().flat_map(|t| [&t.subject, &t.object]) {
            if let Term::Variable(name) = term
                && !variables.contains(&name.as_str())
            {
                variables.push(name);
            }
        }
        variables
    }

    /// The pattern in its exact form, names as ids.
    pub fn shown<'p>(&'p self, graph: &'p Graph) -> impl fmt::Display + 'p {
        ExactForm { pattern: self, graph }
    }
}

struct ExactForm<'p> {
    pattern: &'p Pattern,
    graph: &'p Graph,
}

impl fmt::Display for ExactForm<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let term = |term: &Term| match term {
            Term::Variable(name) => format!("?{name}"),
            Term::Actor(ix) => {
                let actor = self.graph.actors().get(ix.index());
                actor.map_or_else(String::new, |actor| actor.id.to_string())
            }
        };
        for (i, triple) in self.pattern.triples.iter().enumerate() {
            let joint = if i > 0 { " . " } else { "" };
            write!(f, "{joint}{} {} {}", term(&triple.subject), triple.path, term(&triple.object))?;
        }
        Ok(())
    }
}

/// A word of a pattern; what stands between quotation marks is one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    quoted: bool,
}

fn words(text: &str) -> Result<Vec<Word>, PatternError> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(PatternError::Empty);
    }
    while !rest.is_empty() {
        let (text, behind, quoted) = match rest.strip_prefix(['"', '“']) {
            Some(inside) => {
                let (text, behind) = inside.split_once(['"', '”']).ok_or(PatternError::Quote)?;
                (text, behind, true)
            }
            None => {
                let (text, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                (text, behind, false)
            }
        };
        words.push(Word { text: text.to_owned(), quoted });
        rest = behind.trim_start();
    }
    Ok(words)
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Finds the relation among the words: if names have several words, it is the one that leaves a known
/// name on each side.
fn triple(words: &[Word], names: &Names<'_>, sources: &[SourceIx]) -> Result<Triple, PatternError> {
    if words.len() > WORDS {
        return Err(PatternError::Long);
    }
    if words.len() < 3 {
        return Err(PatternError::Triple(joined(words)));
    }
    let vocabulary = names.graph().vocabulary();
    let mut nearest: Option<(usize, PatternError)> = None;
    for from in 1..words.len() - 1 {
        for to in from + 1..words.len() {
            let middle = words.cut(from..to);
            if middle.iter().any(|word| word.quoted) {
                break;
            }
            let Ok(path) = Expr::parse(&joined(middle), vocabulary) else { continue };
            let subject = term(words.cut(..from), names, sources);
            let object = term(words.cut(to..), names, sources);
            let known = usize::from(subject.is_ok()) + usize::from(object.is_ok());
            match (subject, object) {
                (Ok(subject), Ok(object)) => return Ok(Triple { subject, path, object }),
                (Err(error), _) | (_, Err(error)) => {
                    if nearest.as_ref().is_none_or(|(best, _)| known > *best) {
                        nearest = Some((known, error));
                    }
                }
            }
        }
    }
    Err(nearest.map_or_else(|| no_relation(words, names, sources), |(_, error)| error))
}

fn no_relation(words: &[Word], names: &Names<'_>, sources: &[SourceIx]) -> PatternError {
    // What is left when the longest known names are taken from both ends was meant as a relation.
    let known = |words: &[Word]| term(words, names, sources).is_ok();
    let from = (1..words.len() - 1).rev().find(|at| known(words.cut(..*at))).unwrap_or(1);
    let to = (from + 1..words.len()).find(|at| known(words.cut(*at..))).unwrap_or(words.len() - 1);
    match Expr::parse(&joined(words.cut(from..to.max(from + 1))), names.graph().vocabulary()) {
        Err(error @ ExprError::Unknown { .. }) => {
            PatternError::NoRelation { triple: joined(words), error }
        }
        Err(error) if to == from + 1 => PatternError::Expr(error),
        _ => PatternError::Triple(joined(words)),
    }
}

fn term(words: &[Word], names: &Names<'_>, sources: &[SourceIx]) -> Result<Term, PatternError> {
    if let [Word { text, quoted: false }] = words
        && let Some(name) = text.strip_prefix('?').filter(|name| !name.is_empty())
    {
        let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        return match letters && name.len() <= 32 {
            true => Ok(Term::Variable(name.to_owned())),
            false => Err(PatternError::Variable(text.clone())),
        };
    }
    Ok(Term::Actor(names.actor(&joined(words), sources)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture::Fixture;
    use crate::model::Kind;

    fn graph() -> Graph {
        Fixture::new("Patterns")
            .actor("haftar", "Khalifa Haftar", Kind::Person)
            .actor("hor", "House of Representatives", Kind::Legislature)
            .actor("us", "the U.S.", Kind::State)
            .source("paper", "2017")
            .graph()
    }

    fn shown(text: &str) -> String {
        let graph = graph();
        match Pattern::parse(text, &Names::of(&graph), &[]) {
            Ok(pattern) => pattern.shown(&graph).to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_is_read_is_shown_exactly() {
        for (text, expected) in [
            ("?x backs haftar", "?x backs haftar"),
            ("?x backs Khalifa Haftar", "?x backs haftar"),
            ("the U.S. arms | trains house of representatives", "us arms|trains hor"),
            ("?x backs \"Khalifa Haftar\" . ?x ^backs ?y .", "?x backs haftar . ?x ^backs ?y"),
            ("?x (backs / commands*) haftar", "?x backs/commands* haftar"),
            ("?backer_1 backs? hor", "?backer_1 backs? hor"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_read_says_why() {
        for (text, expected) in [
            ("", "the pattern is empty; write it as subject, relation, object: '?x backs haftar'"),
            (
                "?x backs",
                "`?x backs` is not subject, relation, object; `?x backs haftar` is, and ` . ` joins several",
            ),
            (
                "?x backs haftar . . ?x backs hor",
                "`` is not subject, relation, object; `?x backs haftar` is, and ` . ` joins several",
            ),
            (
                "?x bakcs haftar",
                "`?x bakcs haftar` has no relation: there is no relation `bakcs`; did you mean `backs`?",
            ),
            ("?x backs haftr", "there is no actor `haftr`; did you mean Khalifa Haftar (haftar)?"),
            ("?x backs| haftar", "a relation is missing at the end of `backs|`"),
            (
                "?x! backs haftar",
                "`?x!` is not a name for a variable; use letters, digits and _: ?x, ?backer",
            ),
            ("?x backs \"haftar", "a quotation mark in the pattern has no partner"),
            (
                "? backs haftar",
                "`?` stands for somebody whom a text does not name, so nothing can be asked about it; a variable has a name: ?x",
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        assert!(shown(&"x ".repeat(9000)).starts_with("the pattern is longer"));
        assert!(shown(&"x ".repeat(900)).starts_with("the pattern is longer"));
    }
}
