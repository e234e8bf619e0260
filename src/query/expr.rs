//! Relation expressions: SPARQL's property paths over relations, inverses and families.
//!
//! Takes text such as `backs|commands/part_of*` and a vocabulary; gives an expression in which each
//! name is the set of relations it stands for. Must not know actors or claims.

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
#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory, and depths of at most `DEPTH`"
)]

mod tree;

use std::str::FromStr;

use crate::check::nearest_word;
use crate::model::{Cut, Family, RelationIx, Vocabulary};

pub use tree::{Direction, Expr, RelationSet, Repeat};

/// How deep brackets may nest; no sensible question needs more.
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
        /// The most similar relation, inverse or family.
        near: Option<String>,
    },
    /// Something other than a name, `^` or `(` where a relation should stand.
    #[error("a relation is missing {} `{whole}`", found.map_or("at the end of".to_owned(), |c| format!("before `{c}` in")))]
    Missing {
        /// What stands there instead.
        found: Option<char>,
        /// The expression.
        whole: String,
    },
    /// Brackets that do not match.
    #[error("the brackets in `{0}` do not match")]
    Brackets(String),
    /// Something after the end.
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

impl Expr {
    /// Reads an expression.
    ///
    /// # Errors
    /// If it is not an expression, or names a relation that the vocabulary does not have.
    pub fn parse(text: &str, vocabulary: &Vocabulary) -> Result<Self, ExprError> {
        let mut parser = Parser { text, at: 0, depth: 0, vocabulary };
        let expr = parser.either()?;
        match parser.peek() {
            None => Ok(expr),
            Some(')') => Err(ExprError::Brackets(text.to_owned())),
            Some(found) => Err(ExprError::Trailing { found, whole: text.to_owned() }),
        }
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
        let rest = self.text.cut(self.at..).trim_start();
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
        let rest = self.text.cut(self.at..);
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'));
        let name = rest.cut(..end.unwrap_or(rest.len()));
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
            ("(backs", "the brackets in `(backs` do not match"),
            ("backs)", "the brackets in `backs)` do not match"),
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
