//! Relation expressions: SPARQL's property paths over relations, inverses and families.
//!
//! Takes text such as `backs|commands/part_of*` and a vocabulary; gives an expression in which each
//! name is the set of relations it stands for. Must not know actors or claims.

use std::fmt;
use std::str::FromStr;

use crate::check::nearest_word;
use crate::model::{Family, RelationIx, Vocabulary};

/// How deep brackets may nest; deeper ones are nobody's question.
const DEPTH: usize = 32;

/// Why a text is not a relation expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExprError {
    /// A name that the vocabulary does not have.
    #[error("there is no relation `{name}`; {}", advice(near.as_deref()))]
    Unknown {
        /// As written.
        name: String,
        /// The relation, inverse or family most like it.
        near: Option<String>,
    },
    /// Something else than a name, `^` or `(` where a relation should stand.
    #[error("a relation is missing {} `{whole}`", found.map_or("at the end of".to_owned(), |c| format!("before `{c}` in")))]
    Missing {
        /// What stands there instead.
        found: Option<char>,
        /// The expression.
        whole: String,
    },
    /// Brackets that do not pair.
    #[error("the brackets in `{0}` do not pair")]
    Brackets(String),
    /// Something behind the end.
    #[error("`{found}` cannot stand in `{whole}`; between relations stand | or /")]
    Trailing {
        /// What stands there.
        found: char,
        /// The expression.
        whole: String,
    },
    /// Brackets too deep.
    #[error("the expression has more than {DEPTH} brackets inside each other")]
    Deep,
}

fn advice(near: Option<&str>) -> String {
    near.map_or("`whobacks relations` lists them".to_owned(), |n| format!("did you mean `{n}`?"))
}

/// A set of relations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationSet(Vec<bool>);

impl RelationSet {
    /// The relations of a vocabulary that a test takes.
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
    pub(super) fn flipped(self) -> Self {
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
    /// Reads an expression.
    ///
    /// # Errors
    /// When it is none, or names a relation that the vocabulary does not have.
    pub fn parse(text: &str, vocabulary: &Vocabulary) -> Result<Self, ExprError> {
        let mut parser = Parser { text, at: 0, depth: 0, vocabulary };
        let expr = parser.either()?;
        match parser.peek() {
            None => Ok(expr),
            Some(')') => Err(ExprError::Brackets(text.to_owned())),
            Some(found) => Err(ExprError::Trailing { found, whole: text.to_owned() }),
        }
    }

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
                part.show(self.rank() + 1, f)?;
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

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    vocabulary: &'t Vocabulary,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<char> {
        let rest = self.text[self.at..].trim_start();
        self.at = self.text.len() - rest.len();
        rest.chars().next()
    }

    fn eat(&mut self, mark: char) -> bool {
        let there = self.peek() == Some(mark);
        if there {
            self.at += mark.len_utf8();
        }
        there
    }

    fn either(&mut self) -> Result<Expr, ExprError> {
        let mut parts = vec![self.sequence()?];
        while self.eat('|') {
            parts.push(self.sequence()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::Either(parts) })
    }

    fn sequence(&mut self) -> Result<Expr, ExprError> {
        let mut parts = vec![self.repeated()?];
        while self.eat('/') {
            parts.push(self.repeated()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expr::Sequence(parts) })
    }

    fn repeated(&mut self) -> Result<Expr, ExprError> {
        if self.eat('^') {
            self.deeper()?;
            let inner = self.repeated()?;
            self.depth -= 1;
            return Ok(Expr::Inverse(Box::new(inner)));
        }
        let mut expr = self.primary()?;
        loop {
            let repeat = match self.peek() {
                Some('*') => Repeat::Any,
                Some('+') => Repeat::Some,
                Some('?') => Repeat::Optional,
                _ => return Ok(expr),
            };
            self.at += 1;
            // `a**` says no more than `a*`, and would nest without end.
            expr = match expr {
                Expr::Repeated(inner, before) if before == repeat => Expr::Repeated(inner, repeat),
                Expr::Repeated(inner, _) => Expr::Repeated(inner, Repeat::Any),
                other => Expr::Repeated(Box::new(other), repeat),
            };
        }
    }

    fn deeper(&mut self) -> Result<(), ExprError> {
        self.depth += 1;
        if self.depth > DEPTH { Err(ExprError::Deep) } else { Ok(()) }
    }

    fn primary(&mut self) -> Result<Expr, ExprError> {
        if self.eat('(') {
            self.deeper()?;
            let inner = self.either()?;
            self.depth -= 1;
            return if self.eat(')') {
                Ok(inner)
            } else {
                Err(ExprError::Brackets(self.text.to_owned()))
            };
        }
        self.peek();
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
        let name = &rest[..end.unwrap_or(rest.len())];
        if name.is_empty() {
            return Err(ExprError::Missing {
                found: rest.chars().next(),
                whole: self.text.to_owned(),
            });
        }
        self.at += name.len();
        step(name, self.vocabulary)
    }
}

/// The step that a relation's, an inverse's or a family's name stands for.
fn step(name: &str, vocabulary: &Vocabulary) -> Result<Expr, ExprError> {
    let made = |relations, direction| Expr::Step { name: name.to_owned(), relations, direction };
    let cases = |of: RelationIx| RelationSet::of(vocabulary, |ix| vocabulary.is_a(ix, of));
    if name == "any" {
        return Ok(made(RelationSet::of(vocabulary, |_| true), Direction::Forward));
    }
    if let Ok(family) = Family::from_str(name) {
        let relations = RelationSet::of(vocabulary, |ix| vocabulary[ix].family == family);
        return Ok(made(relations, Direction::Forward));
    }
    if let Some(ix) = vocabulary.get(name) {
        return Ok(made(cases(ix), Direction::Forward));
    }
    if let Some(ix) = vocabulary.get_inverse(name) {
        return Ok(made(cases(ix), Direction::Backward));
    }
    let names = vocabulary
        .iter()
        .flat_map(|(_, r)| std::iter::once(r.id.as_str()).chain(r.inverse.as_deref()));
    let names = names.chain(Family::ALL.map(Family::word)).chain(["any"]);
    let near = nearest_word(name, names).map(str::to_owned);
    Err(ExprError::Unknown { name: name.to_owned(), near })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match Expr::parse(text, Vocabulary::standard()) {
            Ok(expr) => expr.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn what_is_read_is_shown_with_as_few_brackets_as_it_needs() {
        for (text, expected) in [
            ("arms", "arms"),
            (" backs | commands ", "backs|commands"),
            ("backs/commands*", "backs/commands*"),
            ("^backs", "^backs"),
            ("^(arms|funds)+", "^(arms|funds)+"),
            ("((backs))", "backs"),
            ("(arms/trains)|funds?", "arms/trains|funds?"),
            ("arms/(trains|funds)", "arms/(trains|funds)"),
            ("(^part_of)*", "(^part_of)*"),
            ("^part_of*", "^part_of*"),
            ("backs**", "backs*"),
            ("backs+?", "backs*"),
            ("armed_by/any/support", "armed_by/any/support"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
            assert_eq!(shown(&shown(text)), expected, "{text} again");
        }
    }

    #[test]
    fn what_is_not_read_says_why() {
        let deep = "(".repeat(100_000);
        let hats = "^".repeat(100_000);
        for (text, expected) in [
            ("bakcs", "there is no relation `bakcs`; did you mean `backs`?"),
            ("zzzzzzzzzz", "there is no relation `zzzzzzzzzz`; `whobacks relations` lists them"),
            ("", "a relation is missing at the end of ``"),
            ("backs|", "a relation is missing at the end of `backs|`"),
            ("|backs", "a relation is missing before `|` in `|backs`"),
            ("backs//arms", "a relation is missing before `/` in `backs//arms`"),
            ("(backs", "the brackets in `(backs` do not pair"),
            ("backs)", "the brackets in `backs)` do not pair"),
            ("backs arms", "`a` cannot stand in `backs arms`; between relations stand | or /"),
            ("^", "a relation is missing at the end of `^`"),
            (&deep, "the expression has more than 32 brackets inside each other"),
            (&hats, "the expression has more than 32 brackets inside each other"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn a_name_stands_for_all_its_cases() {
        let vocabulary = Vocabulary::standard();
        let holds = |text: &str, name: &str| {
            let expr = Expr::parse(text, vocabulary).unwrap();
            expr.relations(vocabulary).contains(vocabulary.get(name).unwrap())
        };
        for (text, name, expected) in [
            ("backs", "arms", true),
            ("arms", "backs", false),
            ("backed_by", "recognises", true),
            ("support", "allied_with", true),
            ("support", "opposes", false),
            ("any", "operates_in", true),
            ("attacks", "invades", true),
        ] {
            assert_eq!(holds(text, name), expected, "{text} {name}");
        }
    }
}
