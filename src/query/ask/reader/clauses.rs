//! How a clause begins: who, whom, which, by whom, or with its verb.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::*;
use crate::model::Cut;

impl FormReader<'_, '_> {
    pub(super) fn sorted(&self, words: &[Word]) -> Option<(Clause, Option<ActorClass>)> {
        let (first, rest) = words.split_first()?;
        let plain = |clause: Option<Clause>| clause.map(|clause| (clause, None));
        match first.low.as_str() {
            "who" => plain(self.who(rest)),
            "whom" => plain(self.whom(rest)),
            "which" | "what" => self.which(rest),
            "by" => {
                plain(after(rest, "whom|who").and_then(|rest| self.by_whom(rest))).or_else(|| {
                    // `by which states is X backed`
                    let rest = after(rest, "which|what")?;
                    let found = noun(rest)?;
                    Some((self.by_whom(rest.cut(found.length..))?, found.sort))
                })
            }
            "does" | "do" | "did" | "is" | "are" | "was" | "were" | "has" | "have" | "had" => {
                plain(self.whether(words))
            }
            _ => {
                // `with whom does X share intelligence`, `in which cities does X operate`
                if let Some(rest) = after(rest, "whom|who|what") {
                    let turned: Vec<Word> = rest.iter().chain([first]).cloned().collect();
                    if let Some(clause) = self.whom(&turned) {
                        return Some((clause, None));
                    }
                }
                let rest = after(rest, "which|what")?;
                let found = noun(rest)?;
                let rest = rest.cut(found.length..);
                let turned: Vec<Word> = rest.iter().chain([first]).cloned().collect();
                Some((self.whom(&turned)?, found.sort))
            }
        }
    }

    /// What follows `which` or `what`: a sort of actors and what follows `who`, or what follows `whom`.
    fn which(&self, words: &[Word]) -> Option<(Clause, Option<ActorClass>)> {
        // `which of Haftar's backers back the GNA`, `which backers of Haftar back the GNA`
        let of = after(words, "of").unwrap_or(words);
        if let Some(found) = noun(words) {
            let rest = words.cut(found.length..);
            // `which parts of Libya does X control`
            let rest = match after(rest, "of") {
                Some(behind) => {
                    let aux = |word: &Word| word.is(&["does", "do", "did", "is", "are", "has"]);
                    behind.cut(behind.iter().position(aux)?..)
                }
                None => rest,
            };
            let rest = after(rest, "that|which|who").unwrap_or(rest);
            if let Some(clause) = self.who(rest) {
                self.reader.passed.borrow_mut().extend(found.passed);
                return Some((clause, found.sort));
            }
            // `which states backing X …`
            let going_on = self.reader.object_only(rest, &GOING_ON);
            if let Some(clause) = going_on {
                return Some((clause, found.sort));
            }
        }
        if let Some(clause) = self.reader.both_ends(of, &ACTIVE)
            && matches!(clause.subject, End::Role(..))
        {
            return Some((clause, None));
        }
        // `what does X control`, `what controls X`
        self.whom(words).or_else(|| self.who(words)).map(|clause| (clause, None))
    }

    /// What follows `who`: a verb and an object, or, as people say it, what follows `whom`.
    fn who(&self, words: &[Word]) -> Option<Clause> {
        // `who all back X`, `who both arms and trains X`
        let words = after(words, "all|both|each").unwrap_or(words);
        if let Some(clause) = self.reader.object_only(words, &ACTIVE) {
            let past = clause.past || words.first().is_some_and(|word| word.is(&["was", "were"]));
            return Some(Clause { past, ..clause });
        }
        if let Some(rest) = after(words, "used to") {
            let clause = self.reader.object_only(rest, &[Stand::Active(Form::Base)])?;
            return Some(Clause { past: true, ..clause });
        }
        let (aux, rest) = words.split_first()?;
        let found = match aux.low.as_str() {
            "is" | "are" | "was" | "were" => {
                let rest = after(rest, "being|to be").or(after(rest, "being")).unwrap_or(rest);
                self.reader
                    .object_only(rest, &GOING_ON)
                    // `who is backed by X` asks whom X backs: the ends were read in their places.
                    .or_else(|| self.whom(words))
                    // `who was overthrown`
                    .or_else(|| {
                        let found = self.reader.verbs.find(rest, Stand::Agentless);
                        let whole = |found: &&Found| found.start == 0 && found.end == rest.len();
                        let paths = found.iter().find(whole)?.paths.clone();
                        let asked = || End::Asked("x", None);
                        Some(Clause { subject: asked(), paths, object: asked(), past: false })
                    })
                    // `who's backed X`
                    .or_else(|| {
                        let stand = [Stand::Active(Form::Participle)];
                        let clause = self.reader.object_only(rest, &stand)?;
                        Some(Clause { past: true, ..clause })
                    })
            }
            "has" | "have" | "had" => match after(rest, "been") {
                Some(rest) => self.reader.object_only(rest, &GOING_ON),
                None => self
                    .reader
                    .object_only(rest, &[Stand::Active(Form::Participle)])
                    .or_else(|| self.whom(words)),
            },
            "does" | "do" | "did" => self.whom(words),
            _ => None,
        }?;
        Some(Clause { past: found.past || is_past(&aux.low), ..found })
    }

    /// What follows `whom`: an auxiliary, the one who acts, the verb.
    fn whom(&self, words: &[Word]) -> Option<Clause> {
        let (aux, rest) = words.split_first()?;
        let been = rest.iter().position(|word| word.is(&["been", "being"]));
        let mut rest: Vec<Word> = match been {
            Some(at) => without(rest, at, at + 1),
            None => rest.to_vec(),
        };
        // `whom do X and Y both back`
        let all = rest.iter().rposition(|word| word.is(&["both", "each", "all"]));
        if let Some(at) = all.filter(|at| *at > 0) {
            rest.remove(at);
        }
        let stands: &[Stand] = match aux.low.as_str() {
            "does" | "do" | "did" => &[Stand::Active(Form::Base)],
            "is" | "are" | "was" | "were" => &GOING_ON,
            "has" | "have" | "had" if been.is_some() => &GOING_ON,
            "has" | "have" | "had" => &[Stand::Active(Form::Participle)],
            _ => return None,
        };
        let clause = self.reader.subject_only(&rest, stands)?;
        Some(Clause { past: clause.past || is_past(&aux.low), ..clause })
    }

    /// `by whom is X backed`
    fn by_whom(&self, words: &[Word]) -> Option<Clause> {
        let turned: Vec<Word> = words.iter().cloned().chain([Word::new("by")]).collect();
        self.whom(&turned)
    }

    /// `does X back Y`, `is X backed by Y`, `has X backed Y`, `is X backed`
    pub(in crate::query::ask) fn whether(&self, words: &[Word]) -> Option<Clause> {
        let (aux, rest) = words.split_first()?;
        let been = rest.iter().any(|word| word.low == "been");
        let rest: Vec<Word> = rest
            .iter()
            .filter(|word| !word.is(&["been", "being", "both"]) || rest.first() == Some(*word))
            .cloned()
            .collect();
        let rest = match after(&rest, "not") {
            Some(_) => return None,
            None => rest,
        };
        let alone = || self.reader.subject_only(&rest, &[Stand::Agentless]);
        let clause = match aux.low.as_str() {
            "does" | "do" | "did" => self.reader.both_ends(&rest, &[Stand::Active(Form::Base)]),
            "is" | "are" | "was" | "were" => self
                .reader
                .both_ends(&rest, &GOING_ON)
                .or_else(|| self.is_role(&rest))
                .or_else(alone),
            "has" | "have" | "had" if been => {
                self.reader.both_ends(&rest, &GOING_ON).or_else(alone)
            }
            "has" | "have" | "had" => {
                self.reader.both_ends(&rest, &[Stand::Active(Form::Participle)])
            }
            _ => return None,
        };
        let clause = clause.or_else(|| {
            // `did X use to back Y`
            let at = position(&rest, "use|used to").filter(|at| *at > 0)?;
            let rest = without(&rest, at, at + 2);
            self.reader.both_ends(&rest, &[Stand::Active(Form::Base)])
        })?;
        Some(Clause { past: clause.past || is_past(&aux.low), ..clause })
    }
}
