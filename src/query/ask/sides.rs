//! The forms about sides and roles: both sides, whose side, `X's backers`, where sources disagree.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::Asked;
use super::clause::{Clause, End};
use super::indirect::Indirectness;
use super::kinds::noun;
use super::reader::{Fits, FormReader, is_past};
use super::roles::{ALLIES, role};
use super::verbs::Stand;
use super::words::{Word, after, before, low, position};
use crate::model::{ActorIx, Cut};
use crate::query::inflect::Form;

impl FormReader<'_, '_> {
    /// `who backs both sides of X`, `does anybody arm both sides`
    pub(super) fn both_sides(&self, words: &[Word]) -> Option<Fits> {
        let at = position(words, "both sides|parties|camps")?;
        let front = words.cut(..at);
        let asks = front.first()?.is(&[
            "who", "which", "what", "does", "do", "did", "is", "are", "has", "have", "was", "were",
        ]);
        let stands = [Form::Base, Form::Third, Form::Past, Form::Participle, Form::Ing];
        let backs = stands.iter().any(|form| {
            let found = self.reader.verbs.find(front, Stand::Active(*form));
            found.iter().any(|verb| verb.end == front.len())
        });
        let plays = front.last().is_some_and(|word| word.is(&["plays", "play", "playing", "on"]));
        if !asks || !(backs || plays) {
            return None;
        }
        let past = front.iter().any(|word| is_past(&word.low) || word.low.ends_with("ed"));
        let rest = after(words.cut(at + 2..), "of|in|to").unwrap_or(words.cut(at + 2..));
        let war = rest
            .last()
            .is_some_and(|word| word.is(&["war", "conflict", "fight", "fighting", "dispute"]));
        if rest.is_empty() || war {
            return Some(Fits::new(Ok(Asked::BothSides(None)), past));
        }
        let actors = self.reader.actors(rest);
        Some(Fits::new(actors.map(|actors| Asked::BothSides(actors.first().copied())), past))
    }

    /// `where do the sources disagree on X`, `what is disputed about X`
    pub(super) fn disagreement(&self, words: &[Word]) -> Option<Fits> {
        let texts = "sources|texts|articles|reports|authors|claims|accounts";
        let disagree = "disagree|differ|contradict|conflict|diverge|agree";
        let rest = [
            format!("where|what|how do|does the {texts}"),
            format!("where|what|how do|does {texts}"),
            format!("on|about|over what do|does the {texts}"),
            format!("on|about|over what do|does {texts}"),
            format!("do|does the {texts}"),
            format!("do|does {texts}"),
        ];
        let texts_first = rest.iter().find_map(|front| after(words, front));
        let behind = match texts_first {
            Some(rest) => after(rest, disagree)?,
            None => [
                "what|which is|are disputed|contested|contradictory|contradicted|controversial",
                "what|which contradictions|disagreements|disputes are there",
                "what|where are the contradictions|disagreements|disputes",
                "are|is there any contradictions|disagreements|disagreement",
                "are|is there contradictions|disagreements|disagreement",
                "which|what claims|sources|texts contradict|disagree",
                "which|what claims are disputed|contested|contradictory",
            ]
            .iter()
            .find_map(|front| after(words, front))?,
        };
        let behind = after(behind, "with each|one other|another")
            .or_else(|| after(behind, "each|one other|another"))
            .or_else(|| after(behind, "themselves"))
            .unwrap_or(behind);
        let name =
            after(behind, "on|about|over|regarding|concerning|of|between|as").unwrap_or(behind);
        let name = after(name, "to").unwrap_or(name);
        if name.is_empty() {
            return (behind.is_empty())
                .then(|| Fits::new(Ok(Asked::Disagreement(Vec::new())), true));
        }
        let name = after(name, "who backs|supports").unwrap_or(name);
        Some(Fits::new(self.reader.actors(name).map(Asked::Disagreement), true))
    }

    /// `whose side is X on`, `which side does X take`, `who is on X's side`
    pub(super) fn whose_side(&self, words: &[Word]) -> Option<Fits> {
        let clause = |subject: &[Word], object: Option<&[Word]>, past: bool| {
            let end = |words: &[Word]| self.reader.end(words, &|_| true);
            let asked = match (subject, object) {
                ([], Some(object)) => end(object).map(|object| (End::Asked("x", None), object)),
                (subject, None) => end(subject).map(|subject| (subject, End::Asked("x", None))),
                (subject, Some(object)) => {
                    end(subject).and_then(|subject| Ok((subject, end(object)?)))
                }
            };
            // One who backs another stands on its side too, wherever it is asked which.
            match asked {
                Ok((subject, object)) => {
                    let paths = vec![format!("backs|{ALLIES}")];
                    self.asked(&Clause { subject, paths, object, past }, Indirectness::Direct)
                }
                Err(error) => Fits::new(Err(error), past),
            }
        };
        if let Some(rest) = after(words, "on whose|which|what side is|are|was|were|does|did") {
            let name = before(rest, "stand").unwrap_or(rest);
            return Some(clause(name, None, is_past(low(words, 3))));
        }
        if let Some(rest) = after(words, "whose|which|what side is|are|was|were|does|do|did") {
            let name = before(rest, "on").or_else(|| before(rest, "take|support|back|choose"))?;
            return Some(clause(name, None, is_past(low(words, 2))));
        }
        if let Some(rest) = after(words, "where does|do|did").and_then(|rest| before(rest, "stand"))
        {
            return Some(clause(rest, None, is_past(low(words, 1))));
        }
        // `who is on X's side`, `is X on Y's side`
        let (aux, rest) = (words.first()?, before(words, "side")?);
        let owner = rest.last().filter(|word| word.owns())?;
        let on = position(rest, "on").filter(|at| *at > 0)?;
        let mut name = rest.cut(on + 1..).to_vec();
        let plain = owner.raw.trim_end_matches(['s', '\'', '’']).to_owned();
        *name.last_mut()? = Word::new(&plain);
        match aux.low.as_str() {
            "who" => Some(clause(&[], Some(&name), is_past(low(words, 1)))),
            "is" | "are" | "was" | "were" => {
                Some(clause(rest.cut(1..on), Some(&name), is_past(&aux.low)))
            }
            _ => None,
        }
    }

    /// `did X and Y meet`, `are X and Y allied`, `do X and Y fight each other`
    pub(super) fn each_other(&self, words: &[Word]) -> Option<Fits> {
        let words = before(words, "each|one other|another").unwrap_or(words);
        let words = before(words, "together").unwrap_or(words);
        let words = before(words, "with").unwrap_or(words);
        let when = after(words, "when|where");
        let clause = self.together(when.unwrap_or(words))?;
        Some(match when {
            None => self.asked(&clause, Indirectness::Direct),
            Some(_) => {
                let at = if low(words, 0) == "when" {
                    super::Detail::Since
                } else {
                    super::Detail::Place
                };
                self.details(&clause, vec![super::Detail::Relation, at])
            }
        })
    }

    /// `did X and Y meet`, `have X and Y been fighting`
    pub(super) fn together(&self, words: &[Word]) -> Option<Clause> {
        let (aux, rest) = words.split_first()?;
        if !aux.is(&["does", "do", "did", "is", "are", "was", "were", "has", "have", "had"]) {
            return None;
        }
        let rest: Vec<Word> =
            rest.iter().filter(|word| !word.is(&["been", "being"])).cloned().collect();
        let last = rest.last()?;
        let mut stretched = rest.to_vec();
        // `allies`, `at war`, `rivals` say what both are.
        let noun = role(rest.cut(rest.len() - 1..), self.reader.names.graph().vocabulary());
        let path = match (last.low.as_str(), noun) {
            ("war", _) if before(&rest, "at war").is_some() => {
                stretched.truncate(rest.len() - 2);
                "fights".to_owned()
            }
            (_, Some(noun)) => {
                stretched.truncate(rest.len() - 1);
                noun.path
            }
            _ => {
                stretched.truncate(rest.len() - 1);
                self.both_ways(last)?
            }
        };
        let past = is_past(&aux.low);
        let pair = self.pair(&stretched, "and").ok()?;
        Some(Clause {
            subject: End::Actors(vec![pair.0]),
            paths: vec![path],
            object: End::Actors(vec![pair.1]),
            past,
        })
    }

    /// The relation of two subjects for a verb without an object: one that holds both ways.
    fn both_ways(&self, verb: &Word) -> Option<String> {
        let vocabulary = self.reader.names.graph().vocabulary();
        let forms = [Form::Base, Form::Participle, Form::Ing];
        let joints = ["", "with", "alongside", "to"];
        let mut ways =
            forms.iter().flat_map(|form| joints.iter().map(move |joint| (*form, *joint)));
        ways.find_map(|(form, joint)| {
            let mut words = vec![verb.clone()];
            words.extend((!joint.is_empty()).then(|| Word::new(joint)));
            let stands = [Stand::Active(form), Stand::WithoutBe];
            let mut found = stands.iter().flat_map(|stand| self.reader.verbs.find(&words, *stand));
            found.find_map(|found| {
                let symmetric = |step: &str| {
                    vocabulary.get(step).is_some_and(|ix| vocabulary[ix].is_symmetric())
                };
                let path = found.path();
                (found.start == 0 && found.end == words.len() && path.split('|').all(symmetric))
                    .then(|| path.to_owned())
            })
        })
    }

    /// `who are X's backers`, `X's backers`, `what allies does X have`, `does X have backers`
    pub(super) fn roles(&self, words: &[Word], indirect: Indirectness) -> Option<Fits> {
        let vocabulary = self.reader.names.graph().vocabulary();
        // `what allies does X have`, `how many backers does X have`, `does X have any allies`
        if let Some(rest) = before(words, "have|has|had")
            && let Some(which) = after(rest, "which|what|who")
            && let Some(found) = role(which, vocabulary)
            && let Some(name) = after(which.cut(found.length..), "does|do|did|has")
        {
            return Some(self.role_of(
                name,
                found.path,
                is_past(low(which, found.length)),
                indirect,
            ));
        }
        if let Some(rest) = after(words, "does|do|did|has")
            && let Some(at) = position(rest, "have|has|had|got").filter(|at| *at > 0)
            && let Some(found) = role(rest.cut(at + 1..), vocabulary)
            && at + 1 + found.length == rest.len()
        {
            return Some(self.role_of(
                rest.cut(..at),
                found.path,
                is_past(low(words, 0)),
                indirect,
            ));
        }
        // `who are X's backers`, `which states are backers of X`, `X's backers`
        let mut sort = None;
        let mut past = false;
        let asked = after(words, "who|what|which").map(|rest| match noun(rest) {
            Some(found) => {
                sort = found.sort;
                rest.cut(found.length..)
            }
            None => rest,
        });
        let named = match asked {
            Some(rest) => {
                let be = after(rest, "is|are|was|were")?;
                past = is_past(low(rest, 0));
                after(be, "among|one of").or_else(|| after(be, "among")).unwrap_or(be)
            }
            None => words,
        };
        let role = match self.reader.role(named)? {
            Ok(End::Role(path, base)) => (path, *base),
            Ok(_) => return None,
            Err(error) => return Some(Fits::new(Err(error), past)),
        };
        let subject = End::Asked("x", sort);
        let clause = Clause { subject, paths: vec![role.0], object: role.1, past };
        Some(self.asked(&clause, indirect))
    }

    fn role_of(&self, name: &[Word], path: String, past: bool, indirect: Indirectness) -> Fits {
        match self.reader.actors(name) {
            Ok(actors) => {
                let subject = End::Asked("x", None);
                let object = End::Actors(actors);
                self.asked(&Clause { subject, paths: vec![path], object, past }, indirect)
            }
            Err(error) => Fits::new(Err(error), past),
        }
    }

    /// After `is`: `X an ally of Y`, `X Y's ally`.
    pub(super) fn is_role(&self, words: &[Word]) -> Option<Clause> {
        (1..words.len()).find_map(|at| {
            let subject = self.reader.actors(words.cut(..at)).ok()?;
            match self.reader.role(words.cut(at..))? {
                Ok(End::Role(path, base)) => Some(Clause {
                    subject: End::Actors(subject),
                    paths: vec![path],
                    object: *base,
                    past: false,
                }),
                _ => None,
            }
        })
    }

    /// `who is X`, `tell me about X`, `what do the sources say about X`
    pub(super) fn about(&self, words: &[Word]) -> Option<Fits> {
        let all = [
            "about",
            "what do|does the sources|texts|articles|data say about|of|on",
            "what do sources|texts|articles say about|of|on",
            "what do we|you know about|of",
            "what is said|known|claimed|told about|of",
            "what is there about|on",
            "everything about|on",
            "all about|on",
        ];
        if let Some(name) = all.iter().find_map(|front| after(words, front)) {
            return Some(self.of(name, "any|^any").wide());
        }
        let name = after(words, "who|what is|are|was|were")?;
        let known: Vec<ActorIx> = self.reader.actors(name).ok()?;
        match known[..] {
            [one] => Some(Fits::new(Ok(Asked::About(one)), false)),
            _ => None,
        }
    }

    /// Two names with a word between them.
    pub(super) fn pair(
        &self,
        words: &[Word],
        joint: &str,
    ) -> Result<(ActorIx, ActorIx), super::AskError> {
        use super::AskError;
        let words = after(words, "both").unwrap_or(words);
        let mut wrong = None;
        for at in (1..words.len().saturating_sub(1)).filter(|at| low(words, *at) == joint) {
            let (a, b) =
                (self.reader.actors(words.cut(..at)), self.reader.actors(words.cut(at + 1..)));
            match (a.as_deref(), b.as_deref()) {
                (Ok([a]), Ok([b])) => {
                    if a == b {
                        return Err(AskError::Form {
                            why: "both names mean the same actor".to_owned(),
                            forms: Vec::new(),
                        });
                    }
                    return Ok((*a, *b));
                }
                (Err(error), _) | (_, Err(error)) => wrong = wrong.or_else(|| Some(error.clone())),
                _ => {}
            }
        }
        Err(wrong.unwrap_or_else(|| AskError::Form {
            why: format!("`{}` is not two names joined by `{joint}`", super::words::raw(words)),
            forms: vec![
                "what links X and Y",
                "how is X connected to Y",
                "how did X and Y change from 2017 to 2025",
            ],
        }))
    }
}
