//! The forms that ask for what is said: who says or denies it, what somebody says about another, what an actor
//! is accused of.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::clause::{Clause, End};
use super::reader::{ACTIVE, Fits, FormReader};
use super::verbs::Stand;
use super::words::{Word, after, position, raw};
use super::{AskError, Asked, Detail, Saying};
use crate::model::{ActorIx, Cut, Modality};
use crate::query::inflect::Form;

const SAYS: &str = "say|says|said|report|reports|reported|claim|claims|claimed|state|states|stated|tell|tells|told|write|writes|wrote|think|thinks|thought|believe|believes|believed|confirm|confirms|confirmed";
const ALLEGES: &str = "allege|alleges|alleged|charge|charges|charged";
const DENIES: &str =
    "deny|denies|denied|dispute|disputes|disputed|reject|rejects|rejected|doubt|doubts|doubted";

impl FormReader<'_, '_> {
    /// `who says X backs Y`, `who denies backing Y`, `does X deny backing Y`
    pub(super) fn speakers(&self, words: &[Word]) -> Option<Fits> {
        let who = |verbs: &str| {
            after(words, &format!("who|which {verbs}"))
                .or_else(|| after(words, &format!("which sources|source|texts|articles {verbs}")))
                .or_else(|| after(words, &format!("who has|have {verbs}")))
        };
        let (rest, saying) = if let Some(rest) = after(words, "according to whom") {
            (rest, Saying::So)
        } else if let Some(rest) = who(SAYS) {
            (rest, Saying::So)
        } else if let Some(rest) = who(ALLEGES) {
            (rest, Saying::Alleged)
        } else if let Some(rest) = who(DENIES) {
            (rest, Saying::NotSo)
        } else if let Some((clause, saying)) = self.accuser(words) {
            return Some(self.spoken(&clause, saying));
        } else {
            return self.denies(words);
        };
        let rest = after(rest, "that").unwrap_or(rest);
        let clause = self
            .statement(rest)
            .or_else(|| self.whether(rest))
            // `who denies backing X`: whoever is said to
            .or_else(|| self.reader.object_only(rest, &[Stand::Active(Form::Ing)]))
            .or_else(|| {
                let rest = after(rest, "to have")?;
                self.reader.object_only(rest, &[Stand::Active(Form::Participle)])
            })
            .or_else(|| {
                let rest = after(rest, "to")?;
                self.reader.object_only(rest, &[Stand::Active(Form::Base)])
            })?;
        Some(self.spoken(&clause, saying))
    }

    /// `who accuses X of arming Y`
    fn accuser(&self, words: &[Word]) -> Option<(Clause, Saying)> {
        let rest = after(words, "who|which accuses|accused|accuse|suspects|suspected")?;
        let at = position(rest, "of").filter(|at| *at > 0)?;
        let turned: Vec<Word> = rest.cut(..at).iter().chain(rest.cut(at + 1..)).cloned().collect();
        let clause = self.reader.both_ends(&turned, &[Stand::Active(Form::Ing)])?;
        Some((clause, Saying::Alleged))
    }

    /// `does X deny backing Y`, `what does X deny`
    fn denies(&self, words: &[Word]) -> Option<Fits> {
        let rest = after(words, "does|do|did|has|have")?;
        let at = position(rest, DENIES).filter(|at| *at > 0)?;
        let behind = after(rest.cut(at + 1..), "that").unwrap_or(rest.cut(at + 1..));
        let turned: Vec<Word> = rest.cut(..at).iter().chain(behind).cloned().collect();
        let clause = self
            .reader
            .both_ends(&turned, &[Stand::Active(Form::Ing)])
            .or_else(|| self.statement(behind))?;
        Some(self.spoken(&clause, Saying::NotSo))
    }

    fn spoken(&self, clause: &Clause, saying: Saying) -> Fits {
        let written = self.reader.pattern(clause);
        let asked = self.parse(&written.text).map(|pattern| Asked::Speakers(pattern, saying));
        Fits { sorts: written.sorts, ..Fits::new(asked, clause.past) }
    }

    /// `what does X say about Y`, `does X say that Y backs Z`: X's word.
    pub(super) fn word_of(&self, words: &[Word]) -> Option<Fits> {
        let what = after(words, "what does|do|did|has|have");
        let whether = after(words, "does|do|did|has|have");
        let rest = what.or(whether)?;
        let denies = || position(rest, DENIES).filter(|_| what.is_some());
        let at = position(rest, SAYS).or_else(|| position(rest, ALLEGES)).or_else(denies);
        let at = at.filter(|at| *at > 0)?;
        let behind = rest.cut(at + 1..);
        if rest.cut(..at).iter().any(|word| word.is(&["sources", "texts", "articles"])) {
            return None;
        }
        let voice = match self.reader.names.voice(&raw(rest.cut(..at))) {
            Ok(voice) => voice,
            Err(error) => return Some(Fits::new(Err(error.into()), false)),
        };
        let asked = if what.is_some() {
            match after(behind, "about|of|on|regarding|concerning") {
                Some(name) => return Some(self.of(name, "any|^any").voiced(voice).wide()),
                None if behind.is_empty() => self.parse("?x any ?y").map(Asked::Pattern),
                None => return None,
            }
        } else {
            let behind = after(behind, "that").unwrap_or(behind);
            let clause = self.statement(behind)?;
            self.parse(&self.reader.pattern(&clause).text).map(Asked::Pattern)
        };
        let fits = Fits::new(asked, true).voiced(voice);
        Some(match denies() == Some(at) {
            true => Fits { said: vec![Modality::Denied], ..fits },
            false => fits.wide(),
        })
    }

    /// All ties of an actor by a path.
    pub(super) fn of(&self, name: &[Word], path: &str) -> Fits {
        let asked = self.reader.actors(name).and_then(|actors| {
            let clause = Clause {
                subject: End::Actors(actors),
                paths: vec![path.to_owned()],
                object: End::Asked("x", None),
                past: true,
            };
            let pattern = self.parse(&self.reader.pattern(&clause).text)?;
            Ok(Asked::Details(pattern, vec![Detail::Relation]))
        });
        Fits::new(asked, true)
    }

    /// `what does X accuse Y of`, `what is Y accused of (by X)`, `what is alleged of Y`
    pub(super) fn charges(&self, words: &[Word]) -> Option<Fits> {
        let charged = |name: &[Word], by: Option<&[Word]>| {
            let one = self.reader.actors(name).and_then(|actors| one(&actors, name));
            let mut fits = Fits::new(one.map(Asked::Charges), true);
            if let Some(by) = by {
                match self.reader.names.voice(&raw(by)) {
                    Ok(voice) => fits = fits.voiced(voice),
                    Err(error) => fits.asked = Err(error.into()),
                }
            }
            fits
        };
        let accused = "accused|suspected";
        if let Some(rest) = after(words, "what is|are|was|were|has|have") {
            if let Some(at) = position(rest, &format!("{accused} of")).filter(|at| *at > 0) {
                let name = rest.cut(..at);
                let name = match name.split_last() {
                    Some((last, name)) if last.low == "been" => name,
                    _ => name,
                };
                return Some(charged(name, after(rest.cut(at + 2..), "by")));
            }
            let rest = after(rest, "alleged|charged|claimed|said of|about|against")?;
            let at = position(rest, "by").filter(|at| *at > 0);
            return Some(match at {
                Some(at) => charged(rest.cut(..at), Some(rest.cut(at + 1..))),
                None => charged(rest, None),
            });
        }
        if let Some(rest) =
            after(words, "what accusations|charges|allegations are there against|of|about")
                .or_else(|| after(words, "what allegations|accusations|charges against|about"))
        {
            return Some(charged(rest, None));
        }
        let rest = after(words, "what does|do|did|has|have")
            .or_else(|| after(words, "of what does|do|did|has|have"))?;
        let at = position(rest, "accuse|accused|accuses").filter(|at| *at > 0)?;
        let name = rest.cut(at + 1..);
        let name = super::words::before(name, "of").unwrap_or(name);
        (!name.is_empty()).then(|| charged(name, Some(rest.cut(..at))))
    }

    /// `X backs Y`, `X is backed by Y`, `X has backed Y`
    pub(super) fn statement(&self, words: &[Word]) -> Option<Clause> {
        let known = self.reader.both_ends(words, &ACTIVE);
        let turned = || {
            let aux = |word: &Word| {
                word.is(&["is", "are", "was", "were", "has", "have", "had", "does", "do", "did"])
            };
            let at = words.iter().position(aux)?;
            let mut rest = words.to_vec();
            rest.remove(at);
            rest.retain(|word| !word.is(&["been", "being"]));
            let stands = [
                Stand::Passive,
                Stand::Active(Form::Ing),
                Stand::WithoutBe,
                Stand::Active(Form::Participle),
                Stand::Active(Form::Base),
            ];
            let clause = self.reader.both_ends(&rest, &stands);
            clause.or_else(|| self.is_role(&rest))
        };
        known.or_else(turned)
    }

    /// `what did X plan for Y`, `what are X's plans for Y`, `what is X considering`
    pub(super) fn intended(&self, words: &[Word]) -> Option<Fits> {
        if let Some(rest) = after(words, "what is|are|was|were") {
            let plans = "plans|plan|intentions|intention|aims|goals|policy|strategy";
            let rest = after(rest, "the").unwrap_or(rest);
            if let Some(at) = position(rest, plans).filter(|at| *at > 0) {
                let behind = rest.cut(at + 1..);
                let object = after(behind, "for|in|towards|toward|with|on|against|of|regarding");
                return self.aim(rest.cut(..at), object.unwrap_or(behind), PLANNED);
            }
        }
        if let Some(rest) = after(words, "what|which plans|plan|intentions does|do|did|has|have") {
            let at = position(rest, "have|has|had|make|made").filter(|at| *at > 0)?;
            let behind = after(rest.cut(at + 1..), "for|in|with|towards|toward|against");
            return self.aim(rest.cut(..at), behind.unwrap_or(rest.cut(at + 1..)), PLANNED);
        }
        let rest = after(words, "what did|does|do|has|have|had|is|was|are|were")?;
        let plans = [
            (
                "plan|planned|planning|intend|intended|intending|announce|announced|want|wanted|seek|sought|aim|propose|proposed",
                PLANNED,
            ),
            (
                "consider|considered|considering|weigh|weighed|weighing|contemplate|contemplating",
                &[Modality::Considered],
            ),
            ("recommend|recommended|advise|advised|urge|urged", &[Modality::Recommended]),
        ];
        let found = plans.iter().find_map(|(verb, modalities)| {
            position(rest, verb).filter(|at| *at > 0).map(|at| (at, *modalities))
        });
        let (at, modalities) = found?;
        let behind = after(rest.cut(at + 1..), "to do").unwrap_or(rest.cut(at + 1..));
        let behind = after(behind, "doing").unwrap_or(behind);
        let object = after(behind, "for|in|against|with|to|about|of|from|on").unwrap_or(behind);
        self.aim(rest.cut(..at), object, modalities)
    }

    fn aim(&self, subject: &[Word], object: &[Word], said: &[Modality]) -> Option<Fits> {
        let object = match object {
            [] => Ok(End::Asked("x", None)),
            words => self.reader.end(words, &|_| true),
        };
        let asked = self.reader.actors(subject).and_then(|subject| {
            let object = object?;
            let paths = vec!["any".to_owned()];
            let clause = Clause { subject: End::Actors(subject), paths, object, past: true };
            let pattern = self.parse(&self.reader.pattern(&clause).text)?;
            Ok(Asked::Details(pattern, vec![Detail::Relation]))
        });
        Some(Fits { said: said.to_vec(), ..Fits::new(asked, true) })
    }
}

/// A plan under consideration is not made yet, but a question about plans includes it.
const PLANNED: &[Modality] = &[Modality::Planned, Modality::Considered];

/// The only one of several actors.
fn one(actors: &[ActorIx], name: &[Word]) -> Result<ActorIx, AskError> {
    match actors {
        [one] => Ok(*one),
        _ => Err(AskError::Form {
            why: format!("`{}` are several; ask for one at a time", raw(name)),
            forms: Vec::new(),
        }),
    }
}
