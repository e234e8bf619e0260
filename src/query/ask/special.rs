//! The forms that ask by what, where, through whom, what links and what changed.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::clause::{Clause, End};
use super::reader::{Fits, FormReader, is_past};
use super::verbs::Stand;
use super::words::{Word, after, before, low, position, without};
use super::{AskError, Asked, Detail};
use crate::model::{ActorIx, Cut, Kind};
use crate::query::inflect::Form;

/// Verbs of giving in a question that asks what is given.
const GIVING: &str = "give|gives|given|provide|provides|provided|supply|supplies|supplied|offer|offers|offered|send|sends|sent|lend|lent|deliver|delivered|sell|sold|extend|extended|lending|giving|providing|sending|supplying|offering|selling|delivering";

/// Relations that answer what is given.
const HELP: &str = "support|help|aid|assistance|weapons|arms|weaponry|backing|money|funding|training|equipment|troops|supplies|means|material|goods";

impl FormReader<'_, '_> {
    /// `how did X and Y change from 2017 to 2025`, `what changed between 2017 and 2025 for X`
    pub(super) fn change(&self, words: &[Word]) -> Option<Fits> {
        let changes = "change|changed|evolve|evolved|develop|developed|shift|shifted";
        let rest = match after(words, "how did|do|does|has|have") {
            Some(rest) => before(rest, changes)?,
            None => after(words, "what|what's has|have|did changed|change|happened|happen")
                .or_else(|| after(words, "what changed|changes|happened"))?,
        };
        let rest = after(rest, "between|for|with|of|to|in|about").unwrap_or(rest);
        let noun = "relation|relations|relationship|ties|things|alliances|alliance|position|stance|role|policy";
        let rest = after(rest, &format!("the {noun} between|of|towards|toward|with"))
            .or_else(|| after(rest, &format!("{noun} between|of|towards|toward|with")))
            .or_else(|| after(rest, "things|anything|it").filter(|rest| rest.is_empty()))
            .unwrap_or(rest);
        // `Russia's relationship with Haftar`, `Haftar's alliances`
        let owned: Vec<Word>;
        let rest = match rest.iter().position(Word::owns) {
            Some(at)
                if rest
                    .get(at + 1)
                    .is_some_and(|word| word.is(&noun.split('|').collect::<Vec<_>>())) =>
            {
                let behind = after(rest.cut(at + 2..), "with|to|towards|toward");
                owned = match behind {
                    Some(behind) => rest
                        .cut(..=at)
                        .iter()
                        .cloned()
                        .chain([Word::new("and")])
                        .chain(behind.iter().cloned())
                        .collect(),
                    None => rest.cut(..=at).to_vec(),
                };
                &owned[..]
            }
            _ => rest,
        };
        let ends = self.phrase.as_ref().and_then(|phrase| phrase.ends);
        let ends = ends.ok_or_else(|| AskError::Form {
            why: "say from when to when".to_owned(),
            forms: vec![
                "how did X and Y change from 2017 to 2025",
                "what changed between 2017 and 2025",
            ],
        });
        let asked = if rest.is_empty() {
            ends.map(|(from, to)| Asked::Changes { actor: None, from, to })
        } else if let Ok([actor]) = self.reader.actors(rest).as_deref() {
            ends.map(|(from, to)| Asked::Changes { actor: Some(*actor), from, to })
        } else {
            self.pair(rest, "and").and_then(|(a, b)| {
                let (from, to) = ends?;
                Ok(Asked::Change { a, b, from, to })
            })
        };
        Some(Fits::new(asked, false))
    }

    /// `what links X and Y`, `how is X connected to Y`
    pub(super) fn links(&self, words: &[Word]) -> Option<Fits> {
        let linked = |pair: Result<(ActorIx, ActorIx), AskError>| {
            Some(Fits::new(pair.map(|(a, b)| Asked::Links(a, b)), false))
        };
        let joined = "connected|linked|related|tied";
        if let Some(rest) = after(words, "what|who links|connects|ties|link|connect") {
            return linked(self.pair(rest, "and").or_else(|e| {
                let to = self.pair(rest, "to").or_else(|_| self.pair(rest, "with"));
                to.map_err(|_| e)
            }));
        }
        if let Some(rest) = after(words, "how is|are|was|were") {
            let at = position(rest, joined)?;
            let behind = after(rest.cut(at + 1..), "to|with").unwrap_or(rest.cut(at + 1..));
            let mut turned = rest.cut(..at).to_vec();
            if !behind.is_empty() {
                turned.push(Word::new("and"));
                turned.extend_from_slice(behind);
            }
            return linked(self.pair(&turned, "and"));
        }
        if let Some(rest) = after(words, "is|are|was|were")
            && let Some(at) = position(rest, &format!("{joined} to|with")).filter(|at| *at > 0)
            && self.whether(words).is_none()
        {
            let mut turned = rest.cut(..at).to_vec();
            turned.push(Word::new("and"));
            turned.extend_from_slice(rest.cut(at + 2..));
            return linked(self.pair(&turned, "and"));
        }
        let noun = "relation|relations|relationship|connection|connections|link|links|ties|tie";
        let rest = after(words, &format!("what is|are|was|were the {noun} between|of"))
            .or_else(|| after(words, &format!("what {noun} are|is|exist there between")))
            .or_else(|| after(words, &format!("what {noun} exist|exists between")))
            .or_else(|| after(words, &format!("is|are there a|any {noun} between")))
            .or_else(|| after(words, "what is|are there between"))
            .or_else(|| after(words, "what is|are between"));
        if let Some(rest) = rest {
            return linked(self.pair(rest, "and").or_else(|_| self.pair(rest, "with")));
        }
        // `what is X's relationship with Y`, `what ties does X have to Y`
        let owned = after(words, "what is|are|was|were")?;
        let at = owned.iter().position(Word::owns)?;
        let behind = after(owned.cut(at + 1..), noun)
            .or_else(|| after(owned.cut(at + 1..), "position|stance|attitude|policy"))
            .and_then(|rest| after(rest, "with|to|towards|toward|on"))?;
        let mut turned = owned.cut(..=at).to_vec();
        turned.push(Word::new("and"));
        turned.extend_from_slice(behind);
        linked(self.pair(&turned, "and"))
    }

    /// `what does X give Y`, `how does X back Y`, `with what does X arm Y`
    pub(super) fn relations(&self, words: &[Word]) -> Option<Fits> {
        let relation = |clause: &Clause| self.details(clause, vec![Detail::Relation]);
        let how = after(words, "how")
            .or_else(|| after(words, "with|by what"))
            .or_else(|| after(words, "in what|which way|ways"))
            .or_else(|| after(words, "by what|which means"))
            .or_else(|| after(words, &format!("with what|which {HELP}")))
            .or_else(|| after(words, &format!("with what|which kind|sort|type of {HELP}")));
        if let Some(rest) = how {
            return self.whether(rest).map(|clause| relation(&clause));
        }
        if let Some(rest) = after(words, "what does|do|did|is|are|was|were")
            && let Some(at) = position(rest, "do|doing in|at|with|for|to").filter(|at| *at > 0)
        {
            return Some(self.doing(rest.cut(..at), rest.cut(at + 2..), is_past(low(words, 1))));
        }
        let rest = after(words, "what does|do|did|has|have|is|are|was|were")
            .or_else(|| after(words, &format!("what|which {HELP} does|do|did|has|have|is|are")))
            .or_else(|| {
                let kind = "kind|kinds|sort|sorts|type|types|form|forms";
                after(words, &format!("what|which {kind} of {HELP} does|do|did|has|have|is|are"))
            })
            .or_else(|| after(words, "how much|many does|do|did|has|have"))
            .or_else(|| {
                after(words, &format!("how much|many {HELP}|fighters|soldiers|mercenaries|men does|do|did|has|have"))
            })?;
        let past = words.iter().any(|word| is_past(&word.low));
        if let Some(at) = position(rest, GIVING).filter(|at| *at > 0) {
            let behind = rest.cut(at + 1..);
            let object = after(behind, "to|for").unwrap_or(behind);
            let object = before(object, "with").unwrap_or(object);
            if object.is_empty() {
                return None;
            }
            return Some(self.given((rest.cut(..at), object), past));
        }
        // `what support does Y get from X`
        let getting = "get|gets|receive|receives|received|obtain|obtained|have|got|enjoy";
        let at = position(rest, getting).filter(|at| *at > 0)?;
        let from = after(rest.cut(at + 1..), "from").filter(|from| !from.is_empty())?;
        Some(self.given((from, rest.cut(..at)), past))
    }

    fn given(&self, (subject, object): (&[Word], &[Word]), past: bool) -> Fits {
        let given = |actor: &crate::model::Actor| actor.kind != Kind::Place;
        let ends = (self.reader.end(subject, &given), self.reader.end(object, &given));
        match ends {
            (Ok(subject), Ok(object)) => {
                // An actor that leans on another gives nothing: the other gives.
                let paths = vec!["backs|cooperates_with|praises|^relies_on".to_owned()];
                self.details(&Clause { subject, paths, object, past }, vec![Detail::Relation])
            }
            (Err(error), _) | (_, Err(error)) => Fits::new(Err(error), past),
        }
    }

    /// `what is X doing in PLACE`
    fn doing(&self, subject: &[Word], object: &[Word], past: bool) -> Fits {
        let ends = (self.reader.end(subject, &|_| true), self.reader.end(object, &|_| true));
        match ends {
            (Ok(subject), Ok(object)) => {
                let paths = vec!["any".to_owned()];
                self.details(&Clause { subject, paths, object, past }, vec![Detail::Relation])
            }
            (Err(error), _) | (_, Err(error)) => Fits::new(Err(error), past),
        }
    }

    /// `through whom does X supply Y`
    pub(super) fn through(&self, words: &[Word]) -> Option<Fits> {
        let through = "through|via";
        let rest = after(words, "by way of whom|what|which")
            .or_else(|| after(words, "by means of whom|what|which"))
            .or_else(|| after(words, "through|via whom|what|where|who"))
            .or_else(|| {
                let rest = after(words, "through|via which|what")?;
                let found = super::kinds::noun(rest)?;
                Some(rest.cut(found.length..))
            });
        let rest: Vec<Word> = match rest {
            Some(rest) => rest.to_vec(),
            None => {
                // `who does X supply Y through`
                let behind = after(words, "who|whom|what|where")?;
                let behind = before(behind, through).or_else(|| before(behind, "by way of"))?;
                after(behind, "does|do|did|is|are|was|were").map(|_| behind.to_vec())?
            }
        };
        let clause = self.whether(&rest).or_else(|| {
            // `through whom does X send weapons to Y`
            let given = super::means::given(&rest)?;
            let giving =
                super::verbs::Verbs::giving(given.path, self.reader.names.graph().vocabulary());
            let (aux, rest) = given.words.split_first()?;
            let form = if aux.is(&["is", "are"]) { Form::Ing } else { Form::Base };
            self.reader.with_verbs(&giving).both_ends(rest, &[Stand::Active(form)])
        })?;
        Some(self.details(&clause, vec![Detail::Through]))
    }

    /// `where is X deployed`, `where does X operate`, `where is X`, `where did X meet Y`
    pub(super) fn place(&self, words: &[Word]) -> Option<Fits> {
        let words = after(words, "in what|which country|countries|place|places|city|cities")
            .map_or_else(|| words.to_vec(), |rest| super::words::led_by(&["where"], rest));
        let rest = after(&words, "where is|are|was|were|does|do|did|has|have")?;
        // What happens between two happens somewhere.
        if let Some(clause) = self.whether(words.cut(1..))
            && matches!((&clause.subject, &clause.object), (End::Actors(_), End::Actors(_)))
        {
            return Some(self.details(&clause, vec![Detail::Relation, Detail::Place]));
        }
        let been = rest.iter().position(|word| word.low == "been");
        let rest = been.map_or_else(|| rest.to_vec(), |at| without(rest, at, at + 1));
        let (last, name) = rest.split_last()?;
        let troops = "troops|forces|bases|soldiers|mercenaries|men|fighters|presence";
        let kept = before(&rest, &format!("have|has|keep|station|deploy|base {troops}"))
            .or_else(|| before(&rest, &format!("have|keep a military {troops}")))
            .or_else(|| before(&rest, &format!("have|keep its|their|his {troops}")));
        let (path, name) = match last.low.as_str() {
            _ if kept.is_some() => ("operates_in", kept.unwrap_or(name)),
            "deployed" | "deploy" | "active" | "operating" | "operate" | "present" | "based"
            | "stationed" | "fighting" | "fight" | "intervening" | "intervene" | "acting" => {
                ("operates_in", name)
            }
            "control" | "rule" | "govern" => ("controls", name),
            "met" | "in" | "on" | "at" | "to" | "of" | "about" => return None,
            _ => ("presence", &rest[..]),
        };
        let past = is_past(low(&words, 1));
        // `where are X's troops`
        let owner = name.last().filter(|_| path == "presence").and_then(|last| {
            let at = name.len().checked_sub(2)?;
            (name.get(at).is_some_and(Word::owns)
                && last.is(&troops.split('|').collect::<Vec<_>>()))
            .then(|| name.cut(..=at))
        });
        let asked = self.reader.actors(owner.unwrap_or(name)).and_then(|subject| {
            let clause = Clause {
                subject: End::Actors(subject),
                paths: vec![path.to_owned()],
                object: End::Asked("where", None),
                past,
            };
            Ok(Asked::Pattern(self.parse(&self.reader.pattern(&clause).text)?))
        });
        Some(Fits::new(asked, past))
    }
}
