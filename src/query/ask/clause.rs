//! Names and verbs in their places: `X backs Y`, `X is backed by Y`, `backed by Y`.
//!
//! Takes words and says how they must stand; gives triples as text, names as ids. Must not know
//! question words.

use super::AskError;
use super::inflect::Form;
use super::verbs::{Found, Stand, Verbs};
use super::words::{Word, raw};
use crate::model::{ActorIx, SourceIx};
use crate::query::names::Names;

/// One end of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// All of these.
    Actors(Vec<ActorIx>),
    /// The one asked for, as a variable's name.
    Asked(&'static str),
}

/// One who acts, what he does, one acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) subject: End,
    pub(super) path: String,
    pub(super) object: End,
    /// Whether the verb stands in the past tense.
    pub(super) past: bool,
}

/// What reading a clause needs to know.
pub(super) struct Reader<'n, 'g> {
    pub(super) names: &'n Names<'g>,
    pub(super) verbs: Verbs,
    pub(super) sources: Vec<SourceIx>,
    /// The most telling failure: a verb was there, but beside it stood no name.
    pub(super) failure: std::cell::RefCell<Option<(usize, AskError)>>,
}

impl Reader<'_, '_> {
    /// Names: one, or several joined by `and`; `whom` asks for a second variable.
    pub(super) fn end(&self, words: &[Word]) -> Result<End, AskError> {
        if let [one] = words
            && ["who", "whom"].contains(&one.low.as_str())
        {
            return Ok(End::Asked("y"));
        }
        Ok(End::Actors(self.actors(words)?))
    }

    /// The actors that words name.
    pub(super) fn actors(&self, words: &[Word]) -> Result<Vec<ActorIx>, AskError> {
        let whole = self.names.actor(&raw(words), &self.sources);
        let error = match whole {
            Ok(one) => return Ok(vec![one]),
            Err(error) => error,
        };
        let words = match words.split_first() {
            Some((first, rest)) if first.low == "both" => rest,
            _ => words,
        };
        let parts = self.parts(words);
        match parts {
            Some(parts) => Ok(parts),
            // The part that is no name says more than the whole does.
            None => Err(self.wrong_part(words).unwrap_or(error).into()),
        }
    }

    /// Names joined by `and` or commas; names may themselves hold an `and`.
    fn parts(&self, words: &[Word]) -> Option<Vec<ActorIx>> {
        if let Ok(one) = self.names.actor(&raw(words), &self.sources) {
            return Some(vec![one]);
        }
        (1..words.len()).find_map(|at| {
            let joint = words[at].low == "and" || words[at - 1].comma;
            let behind = if words[at].low == "and" { at + 1 } else { at };
            let first =
                self.names.actor(&raw(&words[..at]), &self.sources).ok().filter(|_| joint)?;
            let mut rest = self.parts(&words[behind..])?;
            rest.insert(0, first);
            Some(rest)
        })
    }

    fn wrong_part(&self, words: &[Word]) -> Option<crate::query::names::NameError> {
        let at = words.iter().position(|word| word.low == "and")?;
        let sides = [&words[..at], &words[at + 1..]];
        sides.into_iter().find_map(|side| self.names.actor(&raw(side), &self.sources).err())
    }

    /// `X VERB Y`, the verb in one of the forms given.
    pub(super) fn both_ends(&self, words: &[Word], stands: &[Stand]) -> Option<Clause> {
        self.try_each(words, stands, |found| {
            (found.start > 0 && found.end < words.len())
                .then(|| (&words[..found.start], &words[found.end..]))
        })
    }

    /// `VERB Y`: the one who acts is asked for.
    pub(super) fn object_only(&self, words: &[Word], stands: &[Stand]) -> Option<Clause> {
        self.try_each(words, stands, |found| {
            (found.start == 0 && found.end < words.len())
                .then(|| (&words[..0], &words[found.end..]))
        })
    }

    /// `X VERB`: the one acted on is asked for.
    pub(super) fn subject_only(&self, words: &[Word], stands: &[Stand]) -> Option<Clause> {
        self.try_each(words, stands, |found| {
            (found.start > 0 && found.end == words.len())
                .then(|| (&words[..found.start], &words[found.end..]))
        })
    }

    /// The longest verb that leaves names where names must stand; an end without words is asked for.
    fn try_each<'w>(
        &self,
        words: &'w [Word],
        stands: &[Stand],
        ends: impl Fn(&Found) -> Option<(&'w [Word], &'w [Word])>,
    ) -> Option<Clause> {
        let end = |words: &[Word]| match words {
            [] => Ok(End::Asked("x")),
            words => self.end(words),
        };
        for stand in stands {
            for found in self.verbs.find(words, *stand) {
                let Some((before, behind)) = ends(&found) else { continue };
                match (end(before), end(behind)) {
                    (Ok(first), Ok(second)) => {
                        let past = *stand == Stand::Active(Form::Past);
                        let passive = *stand == Stand::Passive;
                        let (subject, object) =
                            if passive { (second, first) } else { (first, second) };
                        return Some(Clause { subject, path: found.path, object, past });
                    }
                    (Err(error), _) | (_, Err(error)) => self.fail(found.end - found.start, error),
                }
            }
        }
        None
    }

    /// Remembers why a reading failed, if it came nearer than those before.
    pub(super) fn fail(&self, nearness: usize, error: AskError) {
        let mut failure = self.failure.borrow_mut();
        if failure.as_ref().is_none_or(|(best, _)| nearness > *best) {
            *failure = Some((nearness, error));
        }
    }

    /// The clause as a pattern, one triple for each pair of its ends.
    pub(super) fn pattern(&self, clause: &Clause) -> String {
        let terms = |end: &End| match end {
            End::Asked(name) => vec![format!("?{name}")],
            End::Actors(actors) => {
                let id = |ix: &ActorIx| self.names.graph().actors()[ix.index()].id.to_string();
                actors.iter().map(id).collect()
            }
        };
        let objects = terms(&clause.object);
        let triple = |subject: &String| -> Vec<String> {
            objects.iter().map(|object| format!("{subject} {} {object}", clause.path)).collect()
        };
        terms(&clause.subject).iter().flat_map(triple).collect::<Vec<_>>().join(" . ")
    }
}
