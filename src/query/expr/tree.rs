//! A relation expression as a value: steps in sequence, as alternatives, or repeated.
//!
//! Gives the same path from its other end, the relations in it, and its text with as few brackets as it needs. Must
//! not know how an expression is read.

use std::fmt;

use crate::model::{RelationIx, Vocabulary};

/// A set of relations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationSet(Vec<bool>);

impl RelationSet {
    /// The relations of a vocabulary for which a predicate is true.
    pub fn of(vocabulary: &Vocabulary, takes: impl Fn(RelationIx) -> bool) -> Self {
        RelationSet(vocabulary.iter().map(|(ix, _)| takes(ix)).collect())
    }

    /// Whether the relation is in it.
    pub fn contains(&self, relation: RelationIx) -> bool {
        self.0.get(relation.index()).copied().unwrap_or(false)
    }

    /// Adds those of another set.
    pub fn add(&mut self, other: &RelationSet) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }
}

/// Which way a relation is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// From the one who acts.
    Forward,
    /// From the one acted on.
    Backward,
}

impl Direction {
    pub(in crate::query) fn flipped(self) -> Self {
        match self {
            Direction::Forward => Direction::Backward,
            Direction::Backward => Direction::Forward,
        }
    }
}

/// How often a path may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// `*`
    Any,
    /// `+`
    Some,
    /// `?`
    Optional,
}

/// A path from one actor to another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expr {
    /// One tie.
    Step {
        /// As written.
        name: String,
        /// What the name stands for: the relation and all that is a case of it.
        relations: RelationSet,
        /// Which way it is read.
        direction: Direction,
    },
    /// `^a`
    Inverse(Box<Expr>),
    /// `a/b`
    Sequence(Vec<Expr>),
    /// `a|b`
    Either(Vec<Expr>),
    /// `a*`, `a+`, `a?`
    Repeated(Box<Expr>, Repeat),
}

impl Expr {
    /// The same path read from its other end.
    pub fn reversed(&self) -> Expr {
        match self {
            Expr::Step { name, relations, direction } => Expr::Step {
                name: name.clone(),
                relations: relations.clone(),
                direction: direction.flipped(),
            },
            Expr::Inverse(inner) => (**inner).clone(),
            Expr::Sequence(parts) => {
                Expr::Sequence(parts.iter().rev().map(Expr::reversed).collect())
            }
            Expr::Either(parts) => Expr::Either(parts.iter().map(Expr::reversed).collect()),
            Expr::Repeated(inner, repeat) => Expr::Repeated(Box::new(inner.reversed()), *repeat),
        }
    }

    /// Whether it can be of any length.
    pub fn is_starred(&self) -> bool {
        match self {
            Expr::Step { .. } => false,
            Expr::Inverse(inner) => inner.is_starred(),
            Expr::Sequence(parts) | Expr::Either(parts) => parts.iter().any(Expr::is_starred),
            Expr::Repeated(inner, repeat) => *repeat != Repeat::Optional || inner.is_starred(),
        }
    }

    /// Every relation that it names.
    pub fn relations(&self, vocabulary: &Vocabulary) -> RelationSet {
        let mut all = RelationSet::of(vocabulary, |_| false);
        self.collect(&mut all);
        all
    }

    fn collect(&self, all: &mut RelationSet) {
        match self {
            Expr::Step { relations, .. } => all.add(relations),
            Expr::Inverse(inner) | Expr::Repeated(inner, _) => inner.collect(all),
            Expr::Sequence(parts) | Expr::Either(parts) => {
                parts.iter().for_each(|part| part.collect(all));
            }
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Expr::Either(_) => 0,
            Expr::Sequence(_) => 1,
            Expr::Inverse(_) => 2,
            Expr::Repeated(..) => 3,
            Expr::Step { .. } => 4,
        }
    }

    fn show(&self, least: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rank() < least {
            f.write_str("(")?;
            self.show(0, f)?;
            return f.write_str(")");
        }
        let joined = |parts: &[Expr], mark: &str, f: &mut fmt::Formatter<'_>| {
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    f.write_str(mark)?;
                }
                part.show(self.rank().saturating_add(1), f)?;
            }
            Ok(())
        };
        match self {
            Expr::Step { name, .. } => f.write_str(name),
            Expr::Inverse(inner) => {
                f.write_str("^")?;
                inner.show(2, f)
            }
            Expr::Sequence(parts) => joined(parts, "/", f),
            Expr::Either(parts) => joined(parts, "|", f),
            Expr::Repeated(inner, repeat) => {
                inner.show(4, f)?;
                f.write_str(match repeat {
                    Repeat::Any => "*",
                    Repeat::Some => "+",
                    Repeat::Optional => "?",
                })
            }
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(0, f)
    }
}
