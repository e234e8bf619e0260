//! The forms of questions, one function each.

use super::clause::{Clause, Reader};
use super::dates::{self, Phrase};
use super::forms;
use super::indirect::{Reach, indirectly, reaching};
use super::inflect::Form;
use super::refusal::refusal;
use super::verbs::{Stand, Verbs};
use super::words::{Word, after, position, raw, words};
use super::{AskError, Asked, Question};
use crate::model::{Kind, SourceIx};
use crate::query::names::Names;
use crate::query::pattern::Pattern;
use crate::query::time::When;

/// The longest question that is read, in words.
const LONGEST: usize = 60;

pub(super) const ACTIVE: [Stand; 3] =
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
        None => Err(refusal(&form.reader, core)),
    }
}

/// A question being read: what is known so far beside the words.
pub(super) struct FormReader<'n, 'g> {
    pub(super) reader: Reader<'n, 'g>,
    pub(super) phrase: Option<Phrase>,
    pub(super) past: bool,
    kind: Option<Kind>,
}

/// `None` where the form does not fit; an error where it does, and something in it is wrong.
pub(super) type Read = Option<Result<Asked, AskError>>;

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

    pub(super) fn parse(&self, pattern: &str) -> Result<Pattern, AskError> {
        Pattern::parse(pattern, self.reader.names, &[]).map_err(|error| AskError::Form {
            why: format!("it became the pattern `{pattern}`, but {error}"),
            forms: Vec::new(),
        })
    }

    fn asked(&self, clause: &Clause, indirect: Reach) -> Result<Asked, AskError> {
        let clause = Clause { path: reaching(&clause.path, indirect), ..clause.clone() };
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
    pub(super) fn whether(&mut self, words: &[Word]) -> Option<Clause> {
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
}

pub(super) fn is_past(aux: &str) -> bool {
    ["did", "was", "were", "has", "have", "had"].contains(&aux)
}
