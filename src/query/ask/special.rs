//! The forms that ask for more than who does what to whom.

use super::clause::{Clause, End};
use super::inflect::Form;
use super::reader::{ACTIVE, FormReader, Read, is_past};
use super::verbs::Stand;
use super::words::{Word, after, position, raw};
use super::{AskError, Asked, Saying};
use crate::model::{ActorIx, Modality};

impl FormReader<'_, '_> {
    /// `who backs both sides of X`
    pub(super) fn both_sides(&mut self, words: &[Word]) -> Read {
        let rest = after(words, "who|which backs|backed|supports|supported|arms|armed both sides")?;
        let rest = after(rest, "of|in").unwrap_or(rest);
        let fight = |word: &Word| ["war", "conflict", "fight"].contains(&word.low.as_str());
        if rest.is_empty() || rest.last().is_some_and(fight) {
            return Some(Ok(Asked::BothSides(None)));
        }
        Some(self.reader.actors(rest).map(|actors| Asked::BothSides(actors.first().copied())))
    }

    /// `where do the sources disagree on X`
    pub(super) fn disagreement(&self, words: &[Word]) -> Read {
        let rest = after(words, "where|what do the sources")
            .or_else(|| after(words, "where|what do sources"))
            .or_else(|| after(words, "on|about what do the sources"))?;
        let rest = after(rest, "disagree|differ")?;
        if rest.is_empty() {
            return Some(Ok(Asked::Disagreement(Vec::new())));
        }
        let rest = after(rest, "on|about|over").filter(|rest| !rest.is_empty())?;
        Some(self.reader.actors(rest).map(Asked::Disagreement))
    }

    /// `how did X and Y change from 2017 to 2025`
    pub(super) fn change(&self, words: &[Word]) -> Read {
        let changes = |word: &Word| ["change", "changed"].contains(&word.low.as_str());
        let rest = match after(words, "how did|do|has|have") {
            Some(rest) if rest.last().is_some_and(changes) => &rest[..rest.len() - 1],
            _ => after(words, "what|what's changed between")?,
        };
        let noun = "relation|relations|relationship|ties|things";
        let rest = after(rest, &format!("the {noun} between|of"))
            .or_else(|| after(rest, &format!("{noun} between|of")))
            .unwrap_or(rest);
        Some(self.pair(rest, "and").and_then(|(a, b)| {
            let ends = self.phrase.as_ref().and_then(|phrase| phrase.ends);
            let (from, to) = ends.ok_or_else(|| AskError::Form {
                why: "say from when to when".to_owned(),
                forms: vec!["how did X and Y change from 2017 to 2025"],
            })?;
            Ok(Asked::Change { a, b, from, to })
        }))
    }

    /// `what links X and Y`, `how is X connected to Y`
    pub(super) fn links(&self, words: &[Word]) -> Read {
        let joined = "connected|linked|related|tied";
        if let Some(rest) = after(words, "what links|connects|ties|link|connect") {
            return Some(self.links_of(self.pair(rest, "and").or_else(|e| {
                let to = self.pair(rest, "to").or_else(|_| self.pair(rest, "with"));
                to.map_err(|_| e)
            })));
        }
        if let Some(rest) = after(words, "how is|are|was|were") {
            let at = position(rest, joined)?;
            let mut turned = rest[..at].to_vec();
            let behind = after(&rest[at + 1..], "to|with").unwrap_or(&rest[at + 1..]);
            if !behind.is_empty() {
                turned.push(Word { raw: "and".to_owned(), low: "and".to_owned(), comma: false });
                turned.extend_from_slice(behind);
            }
            return Some(self.links_of(self.pair(&turned, "and")));
        }
        let noun = "relation|relations|relationship|connection|connections|link|ties|tie";
        let rest = after(words, &format!("what is|are|was|were the {noun} between"))
            .or_else(|| after(words, &format!("what {noun} are|is there between")))
            .or_else(|| after(words, "what is|are between"))?;
        Some(self.links_of(self.pair(rest, "and")))
    }

    pub(super) fn links_of(
        &self,
        pair: Result<(ActorIx, ActorIx), AskError>,
    ) -> Result<Asked, AskError> {
        pair.map(|(a, b)| Asked::Links(a, b))
    }

    /// Two names with a word between them.
    pub(super) fn pair(&self, words: &[Word], joint: &str) -> Result<(ActorIx, ActorIx), AskError> {
        let mut wrong = None;
        for at in (1..words.len().saturating_sub(1)).filter(|at| words[*at].low == joint) {
            let (a, b) = (self.reader.actors(&words[..at]), self.reader.actors(&words[at + 1..]));
            match (a, b) {
                (Ok(a), Ok(b)) if a.len() == 1 && b.len() == 1 => {
                    if a == b {
                        return Err(AskError::Form {
                            why: "both names mean the same actor".to_owned(),
                            forms: Vec::new(),
                        });
                    }
                    return Ok((a[0], b[0]));
                }
                (Err(error), _) | (_, Err(error)) => wrong = wrong.or(Some(error)),
                _ => {}
            }
        }
        Err(wrong.unwrap_or_else(|| AskError::Form {
            why: format!("`{}` is not two names joined by `{joint}`", raw(words)),
            forms: vec![
                "what links X and Y",
                "how is X connected to Y",
                "how did X and Y change from 2017 to 2025",
            ],
        }))
    }

    /// `who says X backs Y`, `who denies that X backs Y`
    pub(super) fn speakers(&mut self, words: &[Word]) -> Read {
        let says = "says|said|say|reports|reported|claims|claimed|alleges|alleged";
        let (rest, saying) = match after(words, &format!("who {says}")) {
            Some(rest) => (rest, Saying::So),
            None => match after(words, "who denies|denied|deny") {
                Some(rest) => (rest, Saying::NotSo),
                None => (after(words, "according to whom")?, Saying::So),
            },
        };
        let rest = after(rest, "that").unwrap_or(rest);
        let clause = self.statement(rest).or_else(|| self.whether(rest))?;
        let pattern = self.parse(&self.reader.pattern(&clause));
        Some(pattern.map(|pattern| Asked::Speakers(pattern, saying)))
    }

    /// `X backs Y`, `X is backed by Y`, `X has backed Y`
    pub(super) fn statement(&self, words: &[Word]) -> Option<Clause> {
        let known = self.reader.both_ends(words, &ACTIVE);
        let turned = || {
            let aux = |word: &Word| {
                let aux = ["is", "are", "was", "were", "has", "have", "had"];
                aux.contains(&word.low.as_str())
            };
            let at = words.iter().position(aux)?;
            let mut rest = words.to_vec();
            rest.remove(at);
            rest.retain(|word| !["been", "being"].contains(&word.low.as_str()));
            let stands = [
                Stand::Passive,
                Stand::Active(Form::Ing),
                Stand::WithoutBe,
                Stand::Active(Form::Participle),
            ];
            self.reader.both_ends(&rest, &stands)
        };
        known.or_else(turned)
    }

    /// `since when does X back Y`
    pub(super) fn since(&mut self, words: &[Word]) -> Read {
        let rest = after(words, "since when")
            .or_else(|| after(words, "how long"))
            .or_else(|| after(words, "when"))?;
        // `when did X start backing Y`
        let began =
            |word: &Word| ["start", "begin", "started", "begun"].contains(&word.low.as_str());
        let clause = match rest.iter().position(began) {
            Some(at) if at > 0 => {
                let mut turned = rest[1..].to_vec();
                turned.remove(at - 1);
                let to = turned.get(at - 1).is_some_and(|word| word.low == "to");
                if to {
                    turned.remove(at - 1);
                }
                let form = if to { Form::Base } else { Form::Ing };
                self.reader.both_ends(&turned, &[Stand::Active(form)])
            }
            _ => self.whether(rest),
        }?;
        self.past = true;
        let pattern = self.parse(&self.reader.pattern(&clause));
        Some(pattern.map(Asked::Since))
    }

    /// `what did X plan for Y`
    pub(super) fn intended(&self, words: &[Word]) -> Read {
        let rest = after(words, "what did|does|do|has|have|had|is|was|are|were")?;
        let plans = [
            (
                "plan|planned|planning|intend|intended|announce|announced",
                [Modality::Planned].as_slice(),
            ),
            ("consider|considered|considering|weigh|weighed|weighing", &[Modality::Considered]),
            ("recommend|recommended", &[Modality::Recommended]),
        ];
        let found = plans.iter().find_map(|(verb, modalities)| {
            position(rest, verb).filter(|at| *at > 0).map(|at| (at, *modalities))
        });
        let (at, modalities) = found?;
        let subject = self.reader.actors(&rest[..at]);
        let behind = &rest[at + 1..];
        let object = after(behind, "for|in|against|with|to|about").unwrap_or(behind);
        let object = match object {
            [] => Ok(End::Asked("x")),
            words => self.reader.end(words),
        };
        // A plan weighed is not yet made, but whoever asks for plans wants to see it.
        let modalities = match modalities {
            [Modality::Planned] => vec![Modality::Planned, Modality::Considered],
            others => others.to_vec(),
        };
        Some(subject.and_then(|subject| {
            let clause = Clause {
                subject: End::Actors(subject),
                path: "any".to_owned(),
                object: object?,
                past: true,
            };
            let pattern = self.parse(&self.reader.pattern(&clause))?;
            Ok(Asked::Intended { pattern, modalities })
        }))
    }

    /// `what does X give Y`, `how does X back Y`
    pub(super) fn relations(&mut self, words: &[Word]) -> Read {
        if let Some(rest) = after(words, "how does|do|did") {
            let clause = self.reader.both_ends(rest, &[Stand::Active(Form::Base)])?;
            self.past |= words[1].low == "did";
            return Some(self.parse(&self.reader.pattern(&clause)).map(Asked::Relations));
        }
        let rest = after(words, "what does|do|did|has|have")
            .or_else(|| after(words, "what support|help|aid does|do|did|has|have"))
            .or_else(|| after(words, "what kind|sort of support|help|aid does|do|did"))?;
        let giving =
            "give|gives|given|provide|provided|supply|supplied|offer|offered|send|sent|lend";
        let at = position(rest, giving).filter(|at| *at > 0)?;
        let object = after(&rest[at + 1..], "to|for").unwrap_or(&rest[at + 1..]);
        if object.is_empty() {
            return None;
        }
        self.past |= words.iter().any(|word| word.low == "did");
        let ends = (self.reader.actors(&rest[..at]), self.reader.actors(object));
        let (subject, object) = match ends {
            (Ok(subject), Ok(object)) => (End::Actors(subject), End::Actors(object)),
            (Err(error), _) | (_, Err(error)) => return Some(Err(error)),
        };
        let clause = Clause { subject, path: "support".to_owned(), object, past: false };
        Some(self.parse(&self.reader.pattern(&clause)).map(Asked::Relations))
    }

    /// `where is X deployed`, `where does X operate`, `where is X`
    pub(super) fn place(&mut self, words: &[Word]) -> Read {
        let rest = after(words, "where is|are|was|were|does|do|did|has|have")?;
        let (last, name) = rest.split_last()?;
        let (path, name) = match last.low.as_str() {
            "deployed" | "deploy" | "active" | "operating" | "operate" | "present" | "based" => {
                ("operates_in", name)
            }
            "fight" | "fighting" | "control" | "met" | "in" | "on" | "at" | "to" | "of"
            | "about" => {
                return None;
            }
            _ => ("presence", rest),
        };
        let name = match name.last() {
            Some(word) if word.low == "been" => &name[..name.len() - 1],
            _ => name,
        };
        self.past |= is_past(&words[1].low);
        Some(self.reader.actors(name).and_then(|subject| {
            let object = End::Asked("where");
            let clause = Clause {
                subject: End::Actors(subject),
                path: path.to_owned(),
                object,
                past: false,
            };
            Ok(Asked::Pattern(self.parse(&self.reader.pattern(&clause))?))
        }))
    }
}
