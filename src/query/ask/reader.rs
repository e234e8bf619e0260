//! The forms of questions, one function each.

use super::clause::{Clause, End, Reader};
use super::dates::{self, Phrase};
use super::forms;
use super::inflect::Form;
use super::verbs::{Stand, Verbs};
use super::words::{Word, after, position, raw, words};
use super::{AskError, Asked, Question, Saying};
use crate::model::{ActorIx, Kind, Modality, SourceIx};
use crate::query::names::Names;
use crate::query::pattern::Pattern;
use crate::query::time::When;

/// The longest question that is read, in words.
const LONGEST: usize = 60;

const ACTIVE: [Stand; 3] =
    [Stand::Active(Form::Third), Stand::Active(Form::Past), Stand::Active(Form::Base)];

/// Reads a question.
///
/// # Errors
/// When it has none of the forms, or names somebody or a date that is not there.
pub fn read(question: &str, names: &Names<'_>, sources: &[SourceIx]) -> Result<Question, AskError> {
    let all = words(question);
    if all.is_empty() || all.len() > LONGEST {
        let why = if all.is_empty() { "there is no question" } else { "the question is too long" };
        return Err(AskError::Form { why: why.to_owned(), forms: forms::FORMS[..4].to_vec() });
    }
    // `in 2017 who …`, `who … in 2017 according to …`, `who … according to … in 2017`
    let (core, first) = dates::take_first(&all);
    let (core, behind) = match position(core, "according to").filter(|at| *at > 0) {
        Some(at) if core.len() > at + 2 && core[at + 2].low != "whom" => {
            (&core[..at], Some(&core[at + 2..]))
        }
        _ => (core, None),
    };
    let (named, last) = match behind.map(dates::take).transpose().map_err(AskError::Date)? {
        Some((name, phrase)) => (Some(names.source(&raw(name))?), phrase),
        None => (None, None),
    };
    let (core, middle) = dates::take(core).map_err(AskError::Date)?;
    let phrase = last.or(middle).or(first);
    let sources = named.map_or(sources.to_vec(), |source| vec![source]);
    let reader = Reader {
        names,
        verbs: Verbs::of(names.graph().vocabulary()),
        sources: sources.clone(),
        failure: std::cell::RefCell::new(None),
    };
    let mut form = FormReader { reader, phrase: phrase.clone(), past: false, kind: None };
    let asked = form.whole(core);
    let past = form.past.then_some(When::Ever);
    match asked {
        Some(asked) => {
            let when = phrase.map(|phrase| phrase.when).or(past);
            Ok(Question { asked: asked?, when, sources, kind: form.kind })
        }
        None => Err(form.refusal(core)),
    }
}

struct FormReader<'n, 'g> {
    reader: Reader<'n, 'g>,
    phrase: Option<Phrase>,
    past: bool,
    kind: Option<Kind>,
}

type Read = Option<Result<Asked, AskError>>;

impl FormReader<'_, '_> {
    /// Tries every form; `None` where none fits.
    fn whole(&mut self, words: &[Word]) -> Read {
        let (words, indirect) = indirectly(words);
        let clause =
            |this: &mut Self| this.clause(&words).map(|clause| this.asked(&clause, indirect));
        if indirect != Reach::Direct {
            return clause(self);
        }
        self.both_sides(&words)
            .or_else(|| self.disagreement(&words))
            .or_else(|| self.change(&words))
            .or_else(|| self.links(&words))
            .or_else(|| self.speakers(&words))
            .or_else(|| self.since(&words))
            .or_else(|| self.intended(&words))
            .or_else(|| self.relations(&words))
            .or_else(|| self.place(&words))
            .or_else(|| clause(self))
    }

    fn parse(&self, pattern: &str) -> Result<Pattern, AskError> {
        Pattern::parse(pattern, self.reader.names, &[]).map_err(|error| AskError::Form {
            why: format!("it became the pattern `{pattern}`, but {error}"),
            forms: Vec::new(),
        })
    }

    fn asked(&self, clause: &Clause, indirect: Reach) -> Result<Asked, AskError> {
        let path = match indirect {
            Reach::Direct => clause.path.clone(),
            Reach::Either => format!("{AGENTS}*/({})/({UP}*|{DOWN}*)", clause.path),
            Reach::Indirect => {
                format!("{AGENTS}+/({0})/({UP}*|{DOWN}*)|({0})/({UP}+|{DOWN}+)", clause.path)
            }
        };
        let clause = Clause { path: spaceless(&path), ..clause.clone() };
        Ok(Asked::Pattern(self.parse(&self.reader.pattern(&clause))?))
    }

    /// The clause in a question: who does it, to whom it is done, or whether it is so.
    fn clause(&mut self, words: &[Word]) -> Option<Clause> {
        let (first, rest) = words.split_first()?;
        match first.low.as_str() {
            "who" => self.who(rest),
            "whom" => self.whom(rest),
            "which" | "what" => self.which(rest),
            "by" => after(rest, "whom|who").and_then(|rest| self.by_whom(rest)),
            "does" | "do" | "did" | "is" | "are" | "was" | "were" | "has" | "have" | "had" => {
                self.whether(words)
            }
            _ => {
                // `with whom does X share intelligence`
                let rest = after(rest, "whom")?;
                let mut turned = rest.to_vec();
                turned.push(first.clone());
                self.whom(&turned)
            }
        }
    }

    fn which(&mut self, words: &[Word]) -> Option<Clause> {
        let (noun, rest) = words.split_first()?;
        let kind = match noun.low.as_str() {
            "actors" | "actor" | "parties" | "party" | "players" | "sides" | "side" | "forces"
            | "ones" | "factions" => None,
            "states" | "state" | "countries" | "country" => Some(Kind::State),
            "governments" | "government" => Some(Kind::Government),
            "people" | "person" | "persons" | "leaders" => Some(Kind::Person),
            "militias" | "groups" | "group" => Some(Kind::ArmedGroup),
            "units" | "brigades" => Some(Kind::Unit),
            "organisations" | "organizations" | "organisation" => Some(Kind::Organisation),
            "companies" | "company" => Some(Kind::Company),
            "coalitions" => Some(Kind::Coalition),
            "places" | "cities" | "towns" => Some(Kind::Place),
            // `what does X control`
            "does" | "do" | "did" | "has" | "have" | "had" | "is" | "was" => {
                return self.whom(words);
            }
            _ => return None,
        };
        let clause = self.who(rest)?;
        self.kind = kind;
        Some(clause)
    }

    /// What follows `who`: a verb and an object, or, as people say it, what follows `whom`.
    fn who(&mut self, words: &[Word]) -> Option<Clause> {
        let clause = self.reader.object_only(words, &ACTIVE);
        if let Some(clause) = clause {
            self.past |= clause.past || words[0].low == "was" || words[0].low == "were";
            return Some(clause);
        }
        let (aux, rest) = words.split_first()?;
        let found = match aux.low.as_str() {
            "is" | "are" | "was" | "were" => {
                let rest = after(rest, "being").unwrap_or(rest);
                let stands = [Stand::Passive, Stand::Active(Form::Ing), Stand::WithoutBe];
                let mut clause = self.reader.object_only(rest, &stands);
                // `who is backed by X` asks whom X backs: the ends were read in their places.
                if clause.is_none() {
                    clause = self.whom(words);
                }
                clause
            }
            "has" | "have" | "had" => match after(rest, "been") {
                Some(rest) => {
                    let stands = [Stand::Passive, Stand::Active(Form::Ing), Stand::WithoutBe];
                    self.reader.object_only(rest, &stands)
                }
                None => self
                    .reader
                    .object_only(rest, &[Stand::Active(Form::Participle)])
                    .or_else(|| self.whom(words)),
            },
            "does" | "do" | "did" => self.whom(words),
            _ => None,
        }?;
        self.past |= is_past(&aux.low);
        Some(found)
    }

    /// What follows `whom`: an auxiliary, the one who acts, the verb.
    fn whom(&mut self, words: &[Word]) -> Option<Clause> {
        let (aux, rest) = words.split_first()?;
        let stands: &[Stand] = match aux.low.as_str() {
            "does" | "do" | "did" => &[Stand::Active(Form::Base)],
            "is" | "are" | "was" | "were" => {
                &[Stand::Passive, Stand::Active(Form::Ing), Stand::WithoutBe]
            }
            "has" | "have" | "had" if rest.iter().any(|word| word.low == "been") => {
                // `whom has X been backing`
                let at = rest.iter().position(|word| word.low == "been")?;
                let mut rest = rest.to_vec();
                rest.remove(at);
                let stands = [Stand::Passive, Stand::Active(Form::Ing), Stand::WithoutBe];
                self.past = true;
                return self.reader.subject_only(&rest, &stands);
            }
            "has" | "have" | "had" => &[Stand::Active(Form::Participle)],
            _ => return None,
        };
        let clause = self.reader.subject_only(rest, stands)?;
        self.past |= is_past(&aux.low);
        Some(clause)
    }

    /// `by whom is X backed`
    fn by_whom(&mut self, words: &[Word]) -> Option<Clause> {
        let mut turned = words.to_vec();
        turned.push(Word { raw: "by".to_owned(), low: "by".to_owned(), comma: false });
        self.whom(&turned)
    }

    /// `does X back Y`, `is X backed by Y`, `has X backed Y`
    fn whether(&mut self, words: &[Word]) -> Option<Clause> {
        let (aux, rest) = words.split_first()?;
        let going_on = [Stand::Passive, Stand::Active(Form::Ing), Stand::WithoutBe];
        let clause = match aux.low.as_str() {
            "does" | "do" | "did" => self.reader.both_ends(rest, &[Stand::Active(Form::Base)]),
            "is" | "are" | "was" | "were" => {
                let being: Vec<Word> =
                    rest.iter().filter(|word| word.low != "being").cloned().collect();
                self.reader.both_ends(&being, &going_on)
            }
            "has" | "have" | "had" if rest.iter().any(|word| word.low == "been") => {
                let been: Vec<Word> =
                    rest.iter().filter(|word| word.low != "been").cloned().collect();
                self.reader.both_ends(&been, &going_on)
            }
            _ => self.reader.both_ends(rest, &[Stand::Active(Form::Participle)]),
        }?;
        self.past |= is_past(&aux.low);
        Some(clause)
    }

    /// `who backs both sides of X`
    fn both_sides(&mut self, words: &[Word]) -> Read {
        let rest = after(words, "who|which backs|backed|supports|supported|arms|armed both sides")?;
        let rest = after(rest, "of|in").unwrap_or(rest);
        let fight = |word: &Word| ["war", "conflict", "fight"].contains(&word.low.as_str());
        if rest.is_empty() || rest.last().is_some_and(fight) {
            return Some(Ok(Asked::BothSides(None)));
        }
        Some(self.reader.actors(rest).map(|actors| Asked::BothSides(actors.first().copied())))
    }

    /// `where do the sources disagree on X`
    fn disagreement(&self, words: &[Word]) -> Read {
        let rest = after(words, "where|what do the sources")
            .or_else(|| after(words, "where|what do sources"))
            .or_else(|| after(words, "on|about what do the sources"))?;
        let rest = after(rest, "disagree|differ")?;
        let rest = after(rest, "on|about|over").unwrap_or(rest);
        if rest.is_empty() {
            return Some(Ok(Asked::Disagreement(Vec::new())));
        }
        Some(self.reader.actors(rest).map(Asked::Disagreement))
    }

    /// `how did X and Y change from 2017 to 2025`
    fn change(&self, words: &[Word]) -> Read {
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
    fn links(&self, words: &[Word]) -> Read {
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

    fn links_of(&self, pair: Result<(ActorIx, ActorIx), AskError>) -> Result<Asked, AskError> {
        pair.map(|(a, b)| Asked::Links(a, b))
    }

    /// Two names with a word between them.
    fn pair(&self, words: &[Word], joint: &str) -> Result<(ActorIx, ActorIx), AskError> {
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
            forms: vec!["what links X and Y", "how is X connected to Y"],
        }))
    }

    /// `who says X backs Y`, `who denies that X backs Y`
    fn speakers(&mut self, words: &[Word]) -> Read {
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
    fn statement(&self, words: &[Word]) -> Option<Clause> {
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
    fn since(&mut self, words: &[Word]) -> Read {
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
    fn intended(&self, words: &[Word]) -> Read {
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
    fn relations(&mut self, words: &[Word]) -> Read {
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
    fn place(&mut self, words: &[Word]) -> Read {
        let rest = after(words, "where is|are|was|were|does|do|did|has|have")?;
        let (last, name) = rest.split_last()?;
        let (path, name) = match last.low.as_str() {
            "deployed" | "deploy" | "active" | "operating" | "operate" | "present" | "based" => {
                ("operates_in", name)
            }
            "fight" | "fighting" | "control" | "met" => return None,
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

    /// Why no form fits: a name that is none beside a verb, a verb that is none, or nothing known.
    fn refusal(&self, words: &[Word]) -> AskError {
        if let Some((_, error)) = self.reader.failure.borrow_mut().take() {
            return error;
        }
        let forms = forms::nearest(words);
        let known = |word: &Word| self.reader.verbs.knows(&word.low);
        let question_word = |word: &Word| COMMON.contains(&word.low.as_str());
        if let Some(word) =
            words.iter().find(|word| ["or", "not", "but", "without"].contains(&word.low.as_str()))
        {
            let why = format!("`{}` cannot be asked; ask one question at a time", word.raw);
            return AskError::Form { why, forms };
        }
        if !words.iter().any(|word| known(word) && !question_word(word)) {
            let verb = words
                .iter()
                .find(|word| !question_word(word) && !self.reader.names.knows(&word.raw));
            if let Some(verb) = verb {
                let near = self.reader.verbs.nearest(&verb.low);
                let why = match near {
                    Some(near) => format!(
                        "`{}` is no verb of the vocabulary; did you mean `{near}`?",
                        verb.raw
                    ),
                    None => format!(
                        "the question has no verb of the vocabulary; `{}` is none, and `whobacks relations` lists them",
                        verb.raw
                    ),
                };
                return AskError::Form { why, forms };
            }
        }
        AskError::Form { why: "this is no question that can be read".to_owned(), forms }
    }
}

/// Words that may stand in any question.
const COMMON: &[&str] = &[
    "who", "whom", "what", "which", "where", "when", "how", "why", "does", "do", "did", "is",
    "are", "was", "were", "be", "been", "being", "has", "have", "had", "the", "a", "an", "and",
    "by", "to", "of", "in", "on", "for", "with", "both", "that", "since", "from",
];

/// The parts and agents of one who backs.
const AGENTS: &str = "(^part_of|^acts_for|commands)";
/// Up the structure of one who is backed.
const UP: &str = "(part_of|^commands|^leads)";
/// Down it.
const DOWN: &str = "(commands|leads|^part_of)";

/// How far a question reaches through structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Direct,
    Either,
    Indirect,
}

/// Takes `directly or indirectly` off, wherever it stands.
fn indirectly(words: &[Word]) -> (Vec<Word>, Reach) {
    for (run, length, reach) in [
        ("directly or|and indirectly", 3, Reach::Either),
        ("indirectly or|and directly", 3, Reach::Either),
        ("indirectly", 1, Reach::Indirect),
        ("directly", 1, Reach::Direct),
    ] {
        if let Some(at) = position(words, run) {
            let mut rest = words.to_vec();
            rest.drain(at..at + length);
            return (rest, reach);
        }
    }
    (words.to_vec(), Reach::Direct)
}

fn is_past(aux: &str) -> bool {
    ["did", "was", "were", "has", "have", "had"].contains(&aux)
}

fn spaceless(path: &str) -> String {
    path.replace(' ', "")
}
