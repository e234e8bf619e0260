//! Exceptions in a question: `apart from Egypt`, `besides Russia and the UAE`.
//!
//! Takes words and names; gives the question without the exception, and the actors that it leaves out. Must not know
//! the forms of questions.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::words::{Word, low, position, raw, without};
use super::{AskError, Question};
use crate::model::{ActorIx, Cut};
use crate::query::names::Names;

/// The words before those who are left out; the longer first.
const FRONTS: [&str; 7] = [
    "apart|aside from",
    "other than",
    "with the exception of",
    "except for",
    "but not",
    "except|excluding|excepting|besides",
    "not counting",
];

/// The most words in which names are looked for.
const LONGEST: usize = 12;

/// A question without its exception, and the actors that it leaves out.
///
/// # Errors
/// If no actor has that name.
pub(super) fn excepted(
    words: &[Word],
    names: &Names<'_>,
) -> Result<(Vec<Word>, Vec<ActorIx>), AskError> {
    let found = FRONTS.iter().find_map(|front| {
        let at = position(words, front)?;
        Some((at, at + front.split(' ').count()))
    });
    let Some((at, from)) = found.filter(|(_, from)| *from < words.len()) else {
        return Ok((words.to_vec(), Vec::new()));
    };
    let mut wrong = None;
    for to in (from + 1..=words.len().min(from + LONGEST)).rev() {
        match listed(words.cut(from..to), names) {
            Ok(actors) => return Ok((without(words, at, to), actors)),
            Err(error) => wrong = Some(error),
        }
    }
    Err(wrong.unwrap_or_else(|| AskError::Date("apart from whom?".to_owned())))
}

/// Names joined by `and`, `or` and commas; a name may itself hold an `and`.
fn listed(words: &[Word], names: &Names<'_>) -> Result<Vec<ActorIx>, AskError> {
    let error = match names.actor(&raw(words), &[]) {
        Ok(one) => return Ok(vec![one]),
        Err(error) => error,
    };
    let joint = |at: &usize| {
        let comma = words.get(*at - 1).is_some_and(|word| word.comma);
        comma || words.get(*at).is_some_and(|word| word.is(&["and", "or"]))
    };
    for at in (1..words.len()).filter(joint) {
        let behind = if matches!(low(words, at), "and" | "or") { at + 1 } else { at };
        let first = names.actor(&raw(words.cut(..at)), &[]);
        if let (Ok(first), Ok(mut rest)) = (first, listed(words.cut(behind..), names)) {
            rest.insert(0, first);
            return Ok(rest);
        }
    }
    Err(error.into())
}

impl Question {
    /// Whether the question leaves this actor out.
    pub fn leaves_out(&self, actor: ActorIx) -> bool {
        self.except.contains(&actor)
    }
}
